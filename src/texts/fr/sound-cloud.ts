import { createSoundCloud, type SoundCloudWords } from '../sections/sound-cloud.ts';

const words: SoundCloudWords = {
  changes: {
    OWNER: (title) =>
      `La page SoundCloud de ${title} appartient à un autre compte que celui qui a été approuvé.`,
    TRACK: (title) =>
      `La page SoundCloud de ${title} porte un autre enregistrement que celui qui a été approuvé.`,
    DURATION: (title) =>
      `L’enregistrement de la page SoundCloud de ${title} n’a plus la même durée : il a donc été remplacé.`,
    GONE: (title) => `La page SoundCloud de ${title} n’existe plus ; j’ai regardé deux fois.`,
  },
  notPlayed:
    'Je ne le diffuse donc pas pour l’instant. Merci d’y jeter un œil : `/enregistrement approuver` permet de l’entendre de nouveau, `/enregistrement retirer` le retire.',
  same: (title) => `La page SoundCloud de ${title} est bien celle qui a été approuvée.`,
  noPage: (title) => `${title} n’a pas de page SoundCloud.`,
  goneOnce: (title) =>
    `La page SoundCloud de ${title} est introuvable en ce moment. Je regarde de nouveau dans une heure environ, et cela ne compte qu’à ce moment-là.`,
  unsettled: {
    waits: (title) =>
      `SoundCloud ne répond à aucune demande pour un moment, je n’ai donc pas pu regarder la page de ${title}.`,
    silent: (title) => `Je n’ai pas pu joindre SoundCloud pour regarder la page de ${title}.`,
    noAccount: (title) =>
      `Les réglages ne nomment aucun compte SoundCloud, je ne sais donc pas à qui est la page de ${title}.`,
    unclear: (title) => `SoundCloud n’a pas dit clairement ce que porte la page de ${title}.`,
  },
  nothingChanged: 'Rien ne change pour l’enregistrement.',
};

export const soundCloud = createSoundCloud(words);
