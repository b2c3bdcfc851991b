import type { OutsideTexts } from '../outside.ts';

export const outside: OutsideTexts = {
  noServer: () =>
    'I only keep practice sessions in a server. Please use this command in a channel there.',
  otherServer: () => 'I keep the practice sessions of another server, so I can’t help here.',
};
