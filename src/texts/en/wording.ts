import { createWording, type WordingWords } from '../sections/wording.ts';
import type { CommandTexts } from '../texts.ts';

const words: WordingWords = {
  languages: { es: 'Spanish', de: 'German', fr: 'French' },
  english: 'The welcome, as it stands in English',
  proposed: (language) => `Proposed in ${language}`,
  notApproved:
    'These words are a proposal, and nobody has approved them here yet. Please read them slowly, aloud if you can, and approve them only if each sentence says what the English one says.',
  isApproved: 'These words are approved here.',
  whenSpoken: 'Approved words are spoken and shown in place of the English ones.',
  whenShown:
    'No voice speaks them yet, so the English words are still what is heard; approved words stand below them in the room, marked as a translation.',
  otherLanguage: (language) =>
    `This server is set to another language than ${language}, so an approval changes nothing here for now.`,
  nothingProposed: (language) =>
    `No ${language} words are proposed for the welcome, so it stays in English.`,
  approvedSpoken: (language) =>
    `Thank you. From the next session on the welcome is spoken and shown in these ${language} words.`,
  approvedShown: (language) =>
    `Thank you. From the next session on these ${language} words stand below the English welcome in the room.`,
  takenBack: (language) =>
    `The approval of the ${language} words is taken back. The welcome stands in English alone from now on.`,
  changed:
    'These words have changed since you looked at them, so nothing was approved. This is how they stand now.',
  approve: 'Approve exactly these words',
  takeBack: 'Take the approval back',
};

export const wording = createWording(words);

export const wordingCommands: CommandTexts = {
  wording: {
    name: 'wording',
    description: 'Look at a translation of the welcome and approve it (coordinators)',
    options: {
      language: {
        name: 'language',
        description: 'Which translation',
        choices: { es: 'Spanish', de: 'German', fr: 'French' },
      },
    },
  },
};
