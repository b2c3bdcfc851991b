import { type AlertWords, createAlerts } from '../sections/alerts.ts';
import { inWords } from './time.ts';

const permissionIn = (permission: string): string =>
  `Paramètres du salon, Permissions, Bellkeeper, ${permission}.`;
const keepsTrying = 'Je continue d’essayer, et cela peut passer tout seul.';
const tellOwner = 'prévenez, s’il vous plaît, la personne qui s’occupe de Bellkeeper';
const roleUnknown = (written: string, people: string): string =>
  `Je ne trouve pas le rôle « ${written} » que mes réglages indiquent pour ${people} ; pour l’instant, personne ne l’a donc. Vérifiez son nom dans Paramètres du serveur, Rôles, et demandez à la personne qui s’occupe de Bellkeeper de le corriger.`;

const words: AlertWords = {
  voiceRoom: 'le salon vocal',
  voice: {
    MISSING_CONNECT: (room) =>
      `Je ne peux pas entrer dans ${room} : il m’y manque la permission Se connecter. ${permissionIn('Se connecter')}`,
    MISSING_SPEAK: (room) =>
      `Je ne peux pas parler dans ${room} : il m’y manque la permission Parler. ${permissionIn('Parler')}`,
    CHANNEL_GONE: () =>
      `Je ne trouve plus le salon vocal de la séance. Indiquez-en un autre avec \`/programme modifier\`, ou permettez-moi de le voir : ${permissionIn('Voir le salon')}`,
    CHANNEL_FULL: (room) =>
      `Il n’y a plus de place pour moi dans ${room}. Paramètres du salon, Vue d’ensemble, Limite d’utilisateurs : autorisez, s’il vous plaît, une personne de plus.`,
    STAGE_SUPPRESSED: (room) =>
      `Personne ne peut m’entendre dans ${room} : c’est une conférence, et je suis dans le public. Invitez Bellkeeper à parler, ou permettez-lui de le faire de lui-même : ${permissionIn('Rendre les membres muets')}`,
    MUTED: (room) =>
      `Personne ne peut m’entendre dans ${room} : quelqu’un m’y a rendu muet. Faites un clic droit sur Bellkeeper dans le salon vocal et décochez Rendre muet sur le serveur (sur un téléphone, appuyez longuement sur son nom). Si c’était voulu, une personne bénévole peut utiliser \`/arrêter\`.`,
    NO_ENCRYPTION: (room) =>
      `Je garde le silence dans ${room}, car une connexion protégée n’a pas pu s’établir. ${keepsTrying} Sinon, ${tellOwner}.`,
    KICKED: (room) =>
      `J’étais dans ${room}, et quelqu’un m’en a fait sortir. J’essaierai de revenir. Si c’était voulu, une personne bénévole peut utiliser \`/arrêter\`, et je garde le silence.`,
    TIMEOUT: (room) =>
      `Je n’ai pas pu entrer à temps dans ${room}. ${keepsTrying} Sinon, choisir une autre région aide souvent : Paramètres du salon, Vue d’ensemble, Région.`,
    NETWORK: (room) => `J’ai perdu ma connexion dans ${room}. ${keepsTrying} Sinon, ${tellOwner}.`,
    FILE_MISSING: (room) =>
      `Un son dont j’avais besoin dans ${room} est introuvable, et personne ne l’a entendu. Demandez à la personne qui s’occupe de Bellkeeper de remettre son fichier.`,
    HASH_MISMATCH: (room) =>
      `Un son dont j’avais besoin dans ${room} n’est pas celui qui a été approuvé, et personne ne l’a entendu. Demandez à la personne qui s’occupe de Bellkeeper de remettre le fichier approuvé.`,
    DECODE: (room) =>
      `Un son dont j’avais besoin dans ${room} ne peut pas être lu, et personne ne l’a entendu. Demandez à la personne qui s’occupe de Bellkeeper de remplacer son fichier.`,
    IDENTITY_CHANGED: (room) =>
      `Dans ${room}, un enregistrement n’a pas été entendu : sa page sur SoundCloud n’est pas celle qui a été approuvée.`,
    GONE: (room) =>
      `Dans ${room}, un enregistrement n’a pas été entendu : sa page sur SoundCloud n’existe plus.`,
    PREVIEW_ONLY: (room) =>
      `Dans ${room}, un enregistrement n’a pas été entendu : SoundCloud n’en donne que le début.`,
    DRM: (room) =>
      `Dans ${room}, un enregistrement n’a pas été entendu : SoundCloud le protège contre une écoute ailleurs.`,
    RATE_LIMITED: (room) =>
      `Dans ${room}, un enregistrement n’a pas été entendu : SoundCloud n’accepte plus nos demandes pour un moment.`,
    UNREACHABLE: (room) =>
      `Dans ${room}, un enregistrement n’a pas été entendu jusqu’au bout : SoundCloud était injoignable. Cela passera peut-être tout seul.`,
    STALLED: (room) =>
      `Dans ${room}, un enregistrement n’a pas été entendu jusqu’au bout : plus rien n’arrivait de SoundCloud. Cela passera peut-être tout seul.`,
    STREAMING_OFF: (room) =>
      `Dans ${room}, un enregistrement n’a pas été entendu : l’écoute depuis SoundCloud est désactivée dans mes réglages.`,
    NOT_APPROVED: (room) =>
      `On a choisi dans ${room} un enregistrement qui n’est plus approuvé, et personne ne l’a entendu. La salle peut en choisir un autre ; vous n’avez rien à faire.`,
    BUSY_ELSEWHERE: (room) =>
      `Deux séances ont lieu en même temps, et on ne peut m’entendre que dans une salle. Dans ${room}, j’écris dans la discussion, et on n’entend rien. Déplacez, s’il vous plaît, l’une des deux avec \`/programme modifier\`.`,
    UNKNOWN: (room) =>
      `On n’a pas pu m’entendre dans ${room}. ${keepsTrying} Sinon, ${tellOwner}, en disant quand c’était.`,
  },
  messages: {
    reminder: 'un rappel',
    cancelled: 'l’annonce de l’annulation',
    notice: 'l’annonce de la suite',
    welcome: 'le mot d’accueil',
    choices: 'les choix',
    teacherOffer: 'la proposition de confier la salle',
    alert: 'un mot pour la coordination',
  },
  otherMessage: 'un message',
  postRefused: {
    MISSING_PERMISSION: ({ message, session, channel }) =>
      `Je n’ai pas pu publier ${message} pour ${session} dans ${channel} : il m’y manque une permission. ${permissionIn('Voir le salon et Envoyer des messages')}`,
    UNKNOWN_CHANNEL: ({ message, session, channel }) =>
      `Je n’ai pas pu publier ${message} pour ${session} dans ${channel} : le salon n’existe plus. Indiquez-en un autre avec \`/programme modifier\`.`,
    UNKNOWN_MESSAGE: ({ message, session, channel }) =>
      `Je n’ai pas pu publier ${message} pour ${session} dans ${channel} : un de mes anciens messages n’était plus là. Vous n’avez rien à faire.`,
    INVALID: ({ message, session, channel }) =>
      `Je n’ai pas pu publier ${message} pour ${session} dans ${channel} : Discord ne l’a pas accepté. Prévenez, s’il vous plaît, la personne qui s’occupe de Bellkeeper.`,
  },
  postUnknown: ({ message, session, channel }) =>
    `Je ne sais pas si j’ai publié ${message} pour ${session} dans ${channel}, et je ne le répète donc pas. Regardez-y, s’il vous plaît, et prévenez les gens vous-même si rien n’y est. Je le saurais si je pouvais y lire : ${permissionIn('Voir les anciens messages')}`,
  postSkipped: ({ message, session, channel }) =>
    `Je n’ai pas publié ${message} pour ${session} dans ${channel}, car le moment était passé avant que je le puisse. Si les gens doivent encore le savoir, prévenez-les vous-même.`,
  badTimetable: (count) =>
    count === 1
      ? 'Le fichier du programme contient une faute, et je n’en ai donc rien repris. Vous pouvez ajouter des séances avec `/programme ajouter`, ou demander à la personne qui s’occupe de Bellkeeper de corriger le fichier et de me relancer.'
      : `Le fichier du programme contient ${inWords(count)} fautes, et je n’en ai donc rien repris. Vous pouvez ajouter des séances avec \`/programme ajouter\`, ou demander à la personne qui s’occupe de Bellkeeper de corriger le fichier et de me relancer.`,
  more: (leftOut) => `Et ${leftOut} de plus.`,
  unknownChannel: {
    room: ({ written, session }) =>
      `Je ne trouve pas le salon vocal « ${written} » que le programme indique pour ${session}. Vérifiez son nom avec \`/programme liste\`, et que je puisse le voir : ${permissionIn('Voir le salon')}`,
    announce: ({ written, session }) =>
      `Je ne trouve pas le salon textuel « ${written} » que le programme indique pour ${session}. Vérifiez son nom avec \`/programme liste\`, et que je puisse le voir : ${permissionIn('Voir le salon')}`,
  },
  unknownRole: {
    teacher: (written) => roleUnknown(written, 'celles et ceux qui guident'),
    volunteer: (written) => roleUnknown(written, 'les bénévoles'),
    coordinator: (written) => roleUnknown(written, 'la coordination'),
  },
  fileChanged: (title) =>
    `Le fichier de ${title} n’est pas celui qui a été approuvé, et je ne le joue donc pas. Demandez à la personne qui s’occupe de Bellkeeper de remettre le fichier approuvé, ou d’approuver le nouveau.`,
};

export const alerts = createAlerts(words);
