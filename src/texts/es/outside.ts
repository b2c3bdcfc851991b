import type { OutsideTexts } from '../outside.ts';

export const outside: OutsideTexts = {
  noServer: () =>
    'Solo llevo sesiones de práctica en un servidor. Usa allí este comando en un canal, por favor.',
  otherServer: () =>
    'Llevo las sesiones de práctica de otro servidor, así que aquí no puedo ayudar.',
};
