import { type ControlWords, createCompletions, createControls } from '../sections/controls.ts';
import type { CommandTexts } from '../texts.ts';
import { counted, time } from './time.ts';

const words: ControlWords = {
  buttons: {
    hold: 'Noch etwas warten',
    stop: 'Ton anhalten',
    another: 'Etwas anderes',
    transcript: 'Die Worte',
    takeOver: 'Übernehmen',
    what: 'Was geschieht gerade?',
    guidelines: 'Unsere Leitlinien',
    sessions: 'Nächste Termine',
  },
  choosePlaceholder: 'Wähle eine Aufnahme oder Stille',
  silenceLabel: (minutes) => `Gemeinsame Stille, ${counted(minutes, 'Minute')}`,
  silenceDescription: 'Eine Glocke eröffnet die Stille, und eine Glocke beendet sie',
  tooLong: (length) => `${length}, länger als die Zeit, die bleibt`,
};

export const controls = createControls(words, time);
export const completions = createCompletions(words, time);

export const commands: CommandTexts = {
  sessions: {
    name: 'termine',
    description: 'Wann die nächsten Termine beginnen, in deiner eigenen Zeit',
  },
  guidelines: {
    name: 'leitlinien',
    description: 'Worum wir einander bei unseren Terminen bitten',
  },
  recordings: {
    name: 'aufnahmen',
    description: 'Die freigegebenen Aufnahmen',
  },
  welcome: {
    name: 'begrüßung',
    description: 'Jetzt die Begrüßung vorlesen (Freiwillige)',
  },
  play: {
    name: 'abspielen',
    description: 'Eine freigegebene Aufnahme abspielen (Freiwillige)',
    options: {
      recording: {
        name: 'aufnahme',
        description: 'Schreib ein paar Buchstaben und wähle einen Titel',
      },
    },
  },
  sit: {
    name: 'stille',
    description: 'Gemeinsam in Stille sitzen, mit einer Glocke davor und danach (Freiwillige)',
    options: {
      minutes: { name: 'minuten', description: 'Wie lange, von 10 bis 20 Minuten' },
    },
  },
  stop: {
    name: 'anhalten',
    description: 'Den Ton anhalten (Freiwillige)',
  },
  status: {
    name: 'status',
    description: 'Was gerade geschieht, und warum',
  },
};
