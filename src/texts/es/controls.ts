import { type ControlWords, createCompletions, createControls } from '../sections/controls.ts';
import type { CommandTexts } from '../texts.ts';
import { counted, time } from './time.ts';

const words: ControlWords = {
  buttons: {
    hold: 'Esperar un poco más',
    stop: 'Parar el sonido',
    another: 'Otra cosa',
    transcript: 'Las palabras',
    takeOver: 'Hacerme cargo',
    what: '¿Qué está pasando?',
    guidelines: 'Nuestras pautas',
    sessions: 'Próximas sesiones',
  },
  choosePlaceholder: 'Elige una grabación o silencio',
  silenceLabel: (minutes) => `Silencio en compañía, ${counted(minutes, 'minuto')}`,
  silenceDescription: 'Una campana abre el silencio y otra lo cierra',
  tooLong: (length) => `${length}, más que el tiempo que queda`,
};

export const controls = createControls(words, time);
export const completions = createCompletions(words, time);

export const commands: CommandTexts = {
  sessions: {
    name: 'sesiones',
    description: 'Cuándo empiezan las próximas sesiones, en tu hora',
  },
  guidelines: {
    name: 'pautas',
    description: 'Lo que nos pedimos mutuamente en nuestras sesiones',
  },
  recordings: {
    name: 'grabaciones',
    description: 'Las grabaciones aprobadas',
  },
  welcome: {
    name: 'bienvenida',
    description: 'Leer la bienvenida ahora (voluntariado)',
  },
  play: {
    name: 'reproducir',
    description: 'Reproducir una grabación aprobada (voluntariado)',
    options: {
      recording: { name: 'grabación', description: 'Escribe unas letras y elige un título' },
    },
  },
  sit: {
    name: 'silencio',
    description: 'Sentarse juntos en silencio, con una campana antes y después (voluntariado)',
    options: {
      minutes: { name: 'minutos', description: 'Cuánto tiempo, de 10 a 20 minutos' },
    },
  },
  stop: {
    name: 'parar',
    description: 'Parar el sonido (voluntariado)',
  },
  status: {
    name: 'estado',
    description: 'Qué hace la sesión, y por qué',
  },
};
