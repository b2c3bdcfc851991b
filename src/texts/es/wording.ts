import { createWording, type WordingWords } from '../sections/wording.ts';
import type { CommandTexts } from '../texts.ts';

const words: WordingWords = {
  languages: { es: 'español', de: 'alemán', fr: 'francés' },
  english: 'La bienvenida, como está en inglés',
  proposed: (language) => `Propuesta en ${language}`,
  notApproved:
    'Estas palabras son una propuesta, y aquí todavía no las ha aprobado nadie. Léelas despacio, en voz alta si puedes, y apruébalas solo si cada frase dice lo que dice la inglesa.',
  isApproved: 'Estas palabras están aprobadas aquí.',
  whenSpoken: 'Las palabras aprobadas se dicen y se muestran en lugar de las inglesas.',
  whenShown:
    'Todavía no hay una voz que las diga, así que se siguen oyendo las inglesas; las palabras aprobadas se muestran debajo en la sala, señaladas como traducción.',
  otherLanguage: (language) =>
    `El idioma de este servidor no es el ${language}, así que por ahora una aprobación no cambia nada aquí.`,
  nothingProposed: (language) =>
    `No hay palabras propuestas en ${language} para la bienvenida, así que se queda en inglés.`,
  approvedSpoken: (language) =>
    `Gracias. Desde la próxima sesión la bienvenida se dice y se muestra con estas palabras en ${language}.`,
  approvedShown: (language) =>
    `Gracias. Desde la próxima sesión estas palabras en ${language} se muestran en la sala debajo de la bienvenida inglesa.`,
  takenBack: (language) =>
    `La aprobación de las palabras en ${language} queda retirada. Desde ahora la bienvenida está solo en inglés.`,
  changed:
    'Estas palabras han cambiado desde que las miraste, así que no se ha aprobado nada. Así están ahora.',
  approve: 'Aprobar exactamente estas palabras',
  takeBack: 'Retirar la aprobación',
};

export const wording = createWording(words);

export const wordingCommands: CommandTexts = {
  wording: {
    name: 'textos',
    description: 'Mirar una traducción de la bienvenida y aprobarla (coordinación)',
    options: {
      language: {
        name: 'idioma',
        description: 'Qué traducción',
        choices: { es: 'Español', de: 'Alemán', fr: 'Francés' },
      },
    },
  },
};
