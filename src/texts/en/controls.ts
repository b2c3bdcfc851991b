import { type ControlWords, createCompletions, createControls } from '../sections/controls.ts';
import type { CommandTexts } from '../texts.ts';
import { counted, time } from './time.ts';

const words: ControlWords = {
  buttons: {
    hold: 'Wait a little longer',
    stop: 'Stop the sound',
    another: 'Another one',
    transcript: 'The words',
    takeOver: 'Take over',
    what: 'What is happening?',
    guidelines: 'Our guidelines',
    sessions: 'Next sessions',
  },
  choosePlaceholder: 'Choose a recording or silence',
  silenceLabel: (minutes) => `Silence together, ${counted(minutes, 'minute')}`,
  silenceDescription: 'A bell opens the sitting, and a bell closes it',
  tooLong: (length) => `${length}, longer than the time left`,
};

export const controls = createControls(words, time);
export const completions = createCompletions(words, time);

export const commands: CommandTexts = {
  sessions: { name: 'sessions', description: 'When the next sessions begin, in your own time' },
  guidelines: { name: 'guidelines', description: 'What we ask of each other in our sessions' },
  recordings: { name: 'recordings', description: 'The approved recordings' },
  welcome: { name: 'welcome', description: 'Read the welcome now (volunteers)' },
  play: {
    name: 'play',
    description: 'Play an approved recording (volunteers)',
    options: {
      recording: { name: 'recording', description: 'Type a few letters and pick a title' },
    },
  },
  sit: {
    name: 'sit',
    description: 'Sit together in silence, with a bell before and after (volunteers)',
    options: {
      minutes: { name: 'minutes', description: 'How long, from 10 to 20 minutes' },
    },
  },
  stop: { name: 'stop', description: 'Stop the sound (volunteers)' },
  status: { name: 'status', description: 'What the session is doing, and why' },
};
