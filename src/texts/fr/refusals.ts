import { createNotAllowed } from '../sections/refusals.ts';
import type { RefusalTexts } from '../texts.ts';

const pickFromList =
  'Tapez `/écouter`, attendez que la liste s’ouvre et choisissez-y un titre ; `/enregistrements` les montre tous.';

export const refusals: RefusalTexts = {
  NOT_ALLOWED: createNotAllowed({
    deeds: {
      welcome: 'demander le mot d’accueil',
      play: 'lancer un enregistrement',
      sit: 'ouvrir un temps de silence',
      choose: 'choisir la suite',
      another: 'choisir la suite',
      stop: 'arrêter le son',
      hold: 'repousser le mot d’accueil',
      takeOver: 'prendre la salle en main',
      schedule: 'modifier le programme',
      confirmDraft: 'modifier le programme',
      discardDraft: 'modifier le programme',
      teachers: 'organiser qui guide',
      popularity: 'voir combien de personnes viennent',
    },
    otherDeed: 'faire cela',
    onlyThese: {
      everyone: (deed) =>
        `Seuls les membres de ce serveur peuvent ${deed}. Rejoignez-le, puis essayez à nouveau.`,
      volunteer: (deed) =>
        `Seuls les bénévoles, les personnes qui guident et la coordination peuvent ${deed}. Vous pouvez dire dans la salle ce que vous aimeriez, ou demander à la coordination de rejoindre les bénévoles.`,
      teacher: (deed) =>
        `Seules les personnes qui guident et la coordination peuvent ${deed}. Si vous guidez cette séance, demandez à la coordination le rôle qu’il faut.`,
      coordinator: (deed) =>
        `Seule la coordination peut ${deed}. Écrivez-lui, et elle s’en occupera.`,
    },
  }),
  NO_SESSION_NOW: () =>
    'Aucune séance n’a lieu en ce moment. `/séances` montre quand commencent les prochaines.',
  BUTTON_IS_OLD: () =>
    'Ce bouton appartient à un moment passé. Le message le plus récent de la salle porte ceux qui fonctionnent, et `/état` dit ce qui se passe.',
  TOO_MANY_AT_ONCE: () =>
    'On me demande en ce moment plus que je ne peux bien traiter. Attendez quelques secondes, s’il vous plaît, puis réessayez ; ce qui était fait reste fait.',
  UNKNOWN_RECORDING: () => `Je ne joue que ce qui est sur la liste approuvée. ${pickFromList}`,
  OTHER_GUILD: () =>
    'Je n’accompagne pas de séances sur ce serveur. Faites appel à moi sur le serveur où sont les vôtres.',
  SESSION: {
    NOT_STARTED: () =>
      'La séance n’a pas encore commencé ; demandez-le-moi à ce moment-là. `/état` dit quand elle commence.',
    OVER: () => 'Cette séance est terminée. `/séances` montre quand commencent les prochaines.',
    TEACHER_IS_HERE: () =>
      'Quelqu’un est là pour guider, et je garde donc le silence. Vous pouvez lui dire ce que vous aimeriez ; s’il n’y a plus personne, je commencerai volontiers.',
    NO_TEACHER_IN_ROOM: () =>
      'Je confie la salle à une personne qui guide et qui est dans le salon vocal. Rejoignez-le, puis appuyez à nouveau sur le bouton.',
    NOBODY_HERE: () =>
      'Il n’y a encore personne dans le salon vocal. Rejoignez-le, ou attendez la première personne, et demandez-le-moi à nouveau.',
    VIEW_IS_STALE: () =>
      'Je ne vois pas qui est dans la salle en ce moment, et je préfère ne pas commencer ainsi. Essayez à nouveau dans une minute.',
    ALREADY_WELCOMED: () =>
      'Le mot d’accueil n’est lu qu’une fois par séance. Vous pouvez continuer avec `/écouter` ou `/silence`.',
    NOTHING_TO_HOLD: () =>
      'Rien n’est sur le point de commencer, il n’y a donc rien à repousser. `/arrêter` arrête le son, et `/état` dit ce qui se passe.',
    NOTHING_TO_STOP: () => 'On n’entend rien en ce moment. `/état` dit ce qui se passe.',
    NOTHING_TO_TAKE_OVER: () =>
      'Rien ne joue, il n’y a donc rien à vous confier. La salle est à vous ; commencez quand vous voulez.',
    NOT_ENOUGH_TIME: () =>
      'Il ne reste pas assez de temps dans la séance pour cela. Choisissez quelque chose de plus court ; `/écouter` propose d’abord ce qui tient encore.',
    BAD_LENGTH: () =>
      'Le temps de silence dure de 10 à 20 minutes. Choisissez une durée entre les deux.',
    NO_VOTE: () =>
      'Dans ces séances, une personne bénévole choisit la suite. Vous pouvez dire dans la salle ce que vous aimeriez.',
    VOTE_IS_OVER: () =>
      'Le choix est fait pour l’instant, il n’y a donc rien à voter. `/état` dit ce qui se passe, et vous êtes les bienvenus.',
    NOT_IN_ROOM: () =>
      'Ce sont les personnes présentes dans le salon vocal qui choisissent. Rejoignez-le, puis appuyez encore une fois.',
    NOT_LISTED: () => `Je ne joue que ce qui est sur la liste approuvée. ${pickFromList}`,
    NOT_APPROVED: () =>
      `Cet enregistrement n’est pas encore approuvé. Choisissez-en un autre, ou demandez à la coordination ce qu’il en est. ${pickFromList}`,
    REVOKED: () =>
      `Cet enregistrement n’est plus sur la liste approuvée. Choisissez-en un autre. ${pickFromList}`,
    PERMISSION_ENDED: () =>
      `Notre permission de jouer cet enregistrement a pris fin. Choisissez-en un autre. ${pickFromList}`,
  },
};

export function trouble({ incidentId }: { readonly incidentId: string }): string {
  return `Quelque chose s’est mal passé de mon côté, pas du vôtre ; essayez à nouveau dans un instant, et si cela persiste, montrez ceci à la coordination : ${incidentId}`;
}
