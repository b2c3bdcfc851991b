import { createRecording, type RecordingWords } from '../sections/recording.ts';
import type { CommandTexts, OptionWords } from '../texts.ts';
import { time } from './time.ts';

const words: RecordingWords = {
  list: 'Voici tous les enregistrements conservés ici, et où en est chacun.',
  more: (leftOut) => `Et ${leftOut} de plus.`,
  none: 'Aucun enregistrement n’est encore conservé ici.',
  labels: {
    title: 'Titre :',
    standing: 'Où il en est :',
    speaker: 'Voix :',
    language: 'Langue :',
    length: 'Durée :',
    kind: 'Type de pratique :',
    intensity: 'Intensité possible :',
    permissionFrom: 'Autorisation de :',
    permissionAtMs: 'Autorisation donnée :',
    permissionEndsAtMs: 'Autorisation jusqu’au :',
    source: 'D’où il vient :',
    credit: 'Crédits :',
    link: 'Lien :',
    transcript: 'Ses mots :',
    file: 'Le fichier commence par :',
    proposedBy: 'Proposé par :',
    approvedBy: 'Approuvé par :',
    lastPlayed: 'Dernière écoute :',
  },
  standings: {
    approved: 'approuvé',
    proposed: 'en attente d’approbation',
    needsReview: 'à réexaminer',
    revoked: 'retiré',
    permissionOver: 'l’autorisation a pris fin',
  },
  notNoted: 'non noté',
  wordCount: (count) => (count === 1 ? 'un mot' : `${count} mots`),
  withoutEnd: 'aucune fin notée',
  onDay: (who, day) => `${who}, ${day}`,
  never: 'jamais',
  approve:
    'Merci de l’écouter en entier, et de ne l’approuver que si vous pouvez répondre de tout ce qui suit.',
  hearing: {
    attached: 'Le son est joint, exactement comme la salle l’entendrait.',
    parts: (count) =>
      `Le son est joint en ${count} fichiers, l’un après l’autre, exactement comme la salle l’entendrait.`,
    excerpts: ({ heard, unheard }) =>
      `Il est trop long pour être joint en entier. Ce que vous pouvez entendre ici : ${heard}. Ce que vous ne pouvez pas entendre ici : ${unheard}. Il se trouve en entier dans le dossier des enregistrements préparés, sous les lettres et chiffres indiqués plus bas.`,
    onPage: (address) =>
      `Il s’écoute depuis sa page, tel qu’il y est. Merci de l’écouter en entier : ${address}`,
    missing: 'Il n’y a pas encore de son préparé, on ne peut donc pas l’entendre.',
  },
  revoke: (title) =>
    `Retirer ${title} ? Il quitte la liste aussitôt, et plus personne ne peut le lancer.`,
  revokePlaying:
    'Il est en cours d’écoute ; il s’éteindrait en douceur, et la salle choisirait de nouveau.',
  revokeDefaults: (series) =>
    `Ces séries commencent par lui quand personne ne choisit, et en prendraient un autre : ${series}.`,
  reopen: (title) =>
    `Réexaminer ${title} ? On ne pourra l’entendre qu’une fois approuvé par une autre personne.`,
  edit: (title) => `Modifier ${title} ainsi ?`,
  editNeedsReview:
    'Comme il s’agit de son autorisation, on ne pourra l’entendre qu’une fois approuvé par une autre personne de la coordination.',
  approved: (title) => `Merci. ${title} est approuvé, et peut être choisi dès maintenant.`,
  revoked: (title) => `${title} est retiré. Plus personne ne peut le lancer.`,
  revokedPlaying:
    'Il était en cours d’écoute ; il s’éteint en douceur, et la salle choisit de nouveau.',
  reopened: (title) =>
    `${title} attend un nouvel examen. Une autre personne peut maintenant l’approuver.`,
  edited: (title) => `${title} est modifié.`,
  editedNeedsReview:
    'On ne pourra l’entendre qu’une fois approuvé par une autre personne de la coordination.',
  leftAlone: 'Rien n’a été modifié.',
  refusals: {
    OWN_PROPOSAL:
      'Vous avez proposé cet enregistrement, c’est donc une autre personne de la coordination qui l’écoute et l’approuve.',
    ALREADY_APPROVED: 'Cet enregistrement est déjà approuvé.',
    ALREADY_REVOKED: 'Cet enregistrement est déjà retiré.',
    NOT_REVOKED: 'Cet enregistrement n’avait pas été retiré, il n’y a donc rien à reprendre.',
    IS_REVOKED:
      'Cet enregistrement a été retiré. Affichez-le d’abord, et demandez là un nouvel examen.',
    NOT_PREPARED:
      'Cet enregistrement n’a pas encore de son préparé, personne ne peut donc en répondre.',
    PERMISSION_OVER:
      'L’autorisation de cet enregistrement a pris fin. Quand il y en aura une nouvelle, notez-la d’abord, puis approuvez-le.',
    NOTHING_CHANGED: 'C’est déjà ainsi, il n’y a donc rien à modifier.',
    BAD_DATE:
      'Je n’ai pas pu lire cette date. Merci de l’écrire comme 2027-03-31, ou d’écrire none s’il n’y en a pas.',
    BAD_LINK:
      'Un lien commence par https:// et mène à une page. Merci de l’écrire en entier, ou d’écrire none.',
    BAD_LANGUAGE: 'Merci d’écrire la langue par son code court : en, es, de ou fr.',
    TRANSCRIPT_TOO_LARGE: 'Merci de confier les mots dans un fichier texte de 200 ko au plus.',
    TRANSCRIPT_NOT_TEXT:
      'Merci de confier les mots dans un fichier texte simple (.txt). Je n’ai pas pu lire celui-ci comme du texte.',
    TRANSCRIPT_NOT_FETCHED:
      'Je n’ai pas pu récupérer ce fichier. Merci de réessayer dans un instant.',
    NO_TITLE: 'Un enregistrement a besoin d’un titre, pour qu’on puisse le choisir.',
    CHANGED:
      'Cet enregistrement a changé depuis que vous l’avez regardé, rien n’a donc été fait. Merci de le regarder de nouveau.',
    UNKNOWN:
      'Je ne connais aucun enregistrement de ce nom. Tapez quelques lettres, et choisissez dans la liste qui s’ouvre.',
  },
  buttons: {
    approve: 'Je l’ai écouté, approuver',
    revoke: 'Retirer',
    reopen: 'Demander un nouvel examen',
    edit: 'Modifier',
    leave: 'Ne rien changer',
  },
  unknownTitle: 'un enregistrement qui n’est pas sur la liste',
  unheard: {
    NOT_LISTED: (title) => `Quelqu’un a demandé ${title}. Rien n’a été diffusé.`,
    NOT_APPROVED: (title) =>
      `Quelqu’un a demandé ${title}, qui n’est pas approuvé tel qu’il est maintenant. Rien n’a été diffusé ; merci d’y jeter un œil.`,
    REVOKED: (title) => `Quelqu’un a demandé ${title}, qui a été retiré. Rien n’a été diffusé.`,
    PERMISSION_ENDED: (title) =>
      `Quelqu’un a demandé ${title}, dont l’autorisation a pris fin. Rien n’a été diffusé.`,
    FILE_MISSING: (title) =>
      `${title} devait être diffusé, mais son fichier n’est plus là. Rien n’a été diffusé ; merci d’y jeter un œil.`,
    HASH_MISMATCH: (title) =>
      `${title} devait être diffusé, mais son fichier n’est pas celui qui a été approuvé. Rien n’a été diffusé ; merci d’y jeter un œil.`,
    DECODE: (title) =>
      `${title} devait être diffusé, mais son fichier est abîmé. Rien n’a été diffusé ; merci d’y jeter un œil.`,
    IDENTITY_CHANGED: (title) =>
      `${title} devait être diffusé, mais sa page sur SoundCloud n’est pas celle qui a été approuvée : son compte, son contenu ou sa durée a changé. Merci d’y jeter un œil ; avec le fichier joint, vous ne dépendez plus de la page.`,
    GONE: (title) =>
      `${title} devait être diffusé, mais sa page sur SoundCloud n’existe plus. Merci d’y jeter un œil ; avec le fichier joint, vous ne dépendez plus de la page.`,
    PREVIEW_ONLY: (title) =>
      `${title} devait être diffusé, mais SoundCloud n’en donne que le début. Rien n’a été diffusé ; joindre le fichier aide.`,
    DRM: (title) =>
      `${title} devait être diffusé, mais SoundCloud le protège contre une écoute ailleurs. Rien n’a été diffusé ; joindre le fichier aide.`,
    RATE_LIMITED: (title) =>
      `${title} devait être diffusé, mais SoundCloud n’accepte plus nos demandes pour un moment. Vous n’avez rien à faire ; avec le fichier joint, vous n’en dépendez plus.`,
    UNREACHABLE: (title) =>
      `${title} n’a pas été entendu jusqu’au bout, car SoundCloud était injoignable. Vous n’avez rien à faire ; avec le fichier joint, vous n’en dépendez plus.`,
    STALLED: (title) =>
      `${title} n’a pas été entendu jusqu’au bout, car plus rien n’arrivait de SoundCloud. Vous n’avez rien à faire ; avec le fichier joint, vous n’en dépendez plus.`,
    STREAMING_OFF: (title) =>
      `${title} devait être diffusé depuis SoundCloud, ce qui est désactivé dans mes réglages. Rien n’a été diffusé ; merci de joindre son fichier, ou de le retirer.`,
  },
  permissionEnds: ({ title, day }) =>
    `L’autorisation de ${title} prend fin le ${day}. Ensuite il ne sera plus diffusé. Si elle peut être renouvelée, merci de noter à temps la nouvelle date.`,
};

export const recording = createRecording(words, time);

const picked: OptionWords = {
  name: 'enregistrement',
  description: 'Tapez quelques lettres et choisissez-le',
};

const about = {
  speaker: { name: 'voix', description: 'Qui parle' },
  language: { name: 'langue', description: 'Son code court : en, es, de ou fr' },
  kind: { name: 'type', description: 'De quel type de pratique il s’agit' },
  intensity: { name: 'intensité', description: 'L’intensité possible, en quelques mots' },
  credit: { name: 'crédits', description: 'La ligne de crédits que l’on lit' },
  link: { name: 'lien', description: 'Une page à son sujet, en https://, ou none' },
  'permission-from': { name: 'autorisation-de', description: 'Qui a donné l’autorisation' },
  'permission-given': {
    name: 'autorisation-donnée',
    description: 'Quand elle a été donnée : 2026-11-30, ou none',
  },
  'permission-until': {
    name: 'autorisation-fin',
    description: 'Quand elle prend fin : 2027-03-31, ou none',
  },
} satisfies Readonly<Record<string, OptionWords>>;

/** `/recording` and what stands under it. */
export const recordingCommands: CommandTexts = {
  recording: {
    name: 'enregistrement',
    description: 'Prendre soin des enregistrements (coordination)',
  },
  'recording add': {
    name: 'ajouter',
    description: 'Remettre un fichier de son comme nouvel enregistrement, à approuver',
    options: {
      file: {
        name: 'fichier',
        description: 'mp3, m4a, wav, FLAC, Ogg ou WebM, jusqu’à deux heures',
      },
      title: { name: 'titre', description: 'Ce par quoi on le choisit' },
      ...about,
      page: { name: 'page', description: 'Sa page sur SoundCloud, qui montre à qui il est' },
    },
  },
  'recording check': {
    name: 'vérifier',
    description: 'Regarder si chaque enregistrement est encore celui approuvé',
  },
  'recording list': { name: 'liste', description: 'Tous les enregistrements, et où en est chacun' },
  'recording show': {
    name: 'montrer',
    description: 'Tout ce que l’on sait d’un enregistrement',
    options: { recording: picked },
  },
  'recording approve': {
    name: 'approuver',
    description: 'Écouter un enregistrement et en répondre',
    options: { recording: picked },
  },
  'recording revoke': {
    name: 'retirer',
    description: 'Retirer un enregistrement ; il s’arrête partout',
    options: { recording: picked },
  },
  'recording edit': {
    name: 'modifier',
    description: 'Modifier ce qui est écrit : seulement ce que vous remplissez',
    options: {
      recording: picked,
      title: { name: 'titre', description: 'Le nouveau titre' },
      ...about,
      transcript: {
        name: 'transcription',
        description: 'Un fichier texte (.txt) avec les mots qui sont dits',
      },
    },
  },
};
