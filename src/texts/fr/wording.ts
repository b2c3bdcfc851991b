import { createWording, type WordingWords } from '../sections/wording.ts';
import type { CommandTexts } from '../texts.ts';

const words: WordingWords = {
  languages: { es: 'espagnol', de: 'allemand', fr: 'français' },
  english: 'Le mot d’accueil, tel qu’il est en anglais',
  proposed: (language) => `Proposition en ${language}`,
  notApproved:
    'Ces mots sont une proposition, et personne ne les a encore approuvés ici. Lisez-les lentement, à voix haute si possible, et ne les approuvez que si chaque phrase dit ce que dit la phrase anglaise.',
  isApproved: 'Ces mots sont approuvés ici.',
  whenSpoken: 'Les mots approuvés sont dits et montrés à la place des mots anglais.',
  whenShown:
    'Aucune voix ne les dit encore, et ce sont donc toujours les mots anglais que l’on entend ; les mots approuvés figurent en dessous dans la salle, signalés comme traduction.',
  otherLanguage: (language) =>
    `Ce serveur n’est pas réglé en ${language}, et pour l’instant une approbation n’y change donc rien.`,
  nothingProposed: (language) =>
    `Aucun mot n’est proposé en ${language} pour l’accueil, qui reste donc en anglais.`,
  approvedSpoken: (language) =>
    `Merci. Dès la prochaine séance, le mot d’accueil est dit et montré avec ces mots en ${language}.`,
  approvedShown: (language) =>
    `Merci. Dès la prochaine séance, ces mots en ${language} figurent dans la salle sous le mot d’accueil anglais.`,
  takenBack: (language) =>
    `L’approbation des mots en ${language} est retirée. Désormais, le mot d’accueil est seulement en anglais.`,
  changed:
    'Ces mots ont changé depuis que vous les avez regardés, et rien n’a donc été approuvé. Les voici tels qu’ils sont maintenant.',
  approve: 'Approuver exactement ces mots',
  takeBack: 'Retirer l’approbation',
};

export const wording = createWording(words);

export const wordingCommands: CommandTexts = {
  wording: {
    name: 'formulation',
    description: 'Regarder une traduction du mot d’accueil et l’approuver (coordination)',
    options: {
      language: {
        name: 'langue',
        description: 'Quelle traduction',
        choices: { es: 'Espagnol', de: 'Allemand', fr: 'Français' },
      },
    },
  },
};
