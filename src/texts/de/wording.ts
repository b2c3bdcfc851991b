import { createWording, type WordingWords } from '../sections/wording.ts';
import type { CommandTexts } from '../texts.ts';

const words: WordingWords = {
  languages: { es: 'Spanisch', de: 'Deutsch', fr: 'Französisch' },
  english: 'Die Begrüßung, wie sie auf Englisch steht',
  proposed: (language) => `Vorschlag auf ${language}`,
  notApproved:
    'Diese Worte sind ein Vorschlag, und hier hat sie noch niemand freigegeben. Bitte lies sie langsam, am besten laut, und gib sie nur frei, wenn jeder Satz sagt, was der englische sagt.',
  isApproved: 'Diese Worte sind hier freigegeben.',
  whenSpoken: 'Freigegebene Worte werden anstelle der englischen gesprochen und gezeigt.',
  whenShown:
    'Noch gibt es keine Stimme dafür, also sind weiter die englischen Worte zu hören; freigegebene Worte stehen im Raum darunter, als Übersetzung gekennzeichnet.',
  otherLanguage: (language) =>
    `Die Sprache dieses Servers ist nicht ${language}, also ändert eine Freigabe hier vorerst nichts.`,
  nothingProposed: (language) =>
    `Für die Begrüßung sind auf ${language} keine Worte vorgeschlagen, also bleibt sie englisch.`,
  approvedSpoken: (language) =>
    `Danke. Ab dem nächsten Termin wird die Begrüßung auf ${language} mit diesen Worten gesprochen und gezeigt.`,
  approvedShown: (language) =>
    `Danke. Ab dem nächsten Termin stehen diese Worte auf ${language} im Raum unter der englischen Begrüßung.`,
  takenBack: (language) =>
    `Die Freigabe der Worte auf ${language} ist zurückgenommen. Ab jetzt steht die Begrüßung nur auf Englisch da.`,
  changed:
    'Diese Worte haben sich geändert, seit du sie angesehen hast, also wurde nichts freigegeben. So stehen sie jetzt da.',
  approve: 'Genau diese Worte freigeben',
  takeBack: 'Freigabe zurücknehmen',
};

export const wording = createWording(words);

export const wordingCommands: CommandTexts = {
  wording: {
    name: 'wortlaut',
    description: 'Eine Übersetzung der Begrüßung ansehen und freigeben (Koordination)',
    options: {
      language: {
        name: 'sprache',
        description: 'Welche Übersetzung',
        choices: { es: 'Spanisch', de: 'Deutsch', fr: 'Französisch' },
      },
    },
  },
};
