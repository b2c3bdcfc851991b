import { createSignUp, type SignUpWords } from '../sections/sign-up.ts';
import type { CommandTexts } from '../texts.ts';
import { time } from './time.ts';

const words: SignUpWords = {
  refusals: {
    UNKNOWN:
      'Je ne connais pas de séance de ce nom. Tapez la commande encore une fois, attendez que la liste s’ouvre et choisissez-y une séance.',
    CANCELLED: 'Cette séance n’a pas lieu. `/séances` montre les prochaines.',
    OVER: 'Cette séance est terminée. `/séances` montre quand commencent les prochaines.',
    PAUSED:
      'Ces séances sont en pause pour l’instant. Quand elles reprendront, vous pourrez vous inscrire à nouveau ; `/séances` montre les autres.',
  },
  ask: (what, when) =>
    `${what}, ${when}. Est-ce que je vous inscris à toutes les séances, ou seulement à celle-ci ?`,
  askSingle: (what, when) =>
    `Vous avez une place pour ${what}, ${when}. Vous pouvez venir à toutes les séances, ou laisser celle-ci de côté.`,
  askEvery: (what, when) =>
    `Vous avez une place à toutes les séances de ${what}. Vous pouvez laisser de côté ${when}, ou vous désinscrire de tout.`,
  signedUpForSeries: (what) => `C’est noté : ${what}, toutes les séances.`,
  alreadyForSeries: (what) => `C’était déjà noté : ${what}, toutes les séances.`,
  next: (when) => `La prochaine commence ${when}.`,
  signedUpForOne: (what, when) => `C’est noté : ${what}, ${when}.`,
  alreadyForOne: (what, when) => `C’était déjà noté : ${what}, ${when}.`,
  oneBySeries: (what) =>
    `Votre inscription vaut pour toutes les séances de ${what}, celle-ci comprise. Il n’y a rien d’autre à faire.`,
  reachedDirectly:
    'Je vous le rappelle par message privé, et je vous préviens si quelque chose change.',
  reachedByMention:
    'Je vous mentionne avant le début et si quelque chose change. `/moi réglages` offre d’autres façons.',
  signedOff: (what) => `Votre inscription est retirée : ${what}.`,
  staysForOthers: 'Elle reste valable pour les autres.',
  welcomeAnyway: 'Vous pouvez venir à tout moment, avec ou sans inscription.',
  notSigned: (what) => `Vous n’avez pas d’inscription pour ${what} ; il n’y a rien à changer.`,
  askZone:
    'Où vivez-vous ? Je pourrai alors vous prévenir des changements d’heure, et je ne vous écris que s’il fait jour chez vous. Si votre ville n’est pas dans la liste : `/moi réglages`.',
  zoneSaved: (place, clock) =>
    `Merci. Je retiens l’heure de ${place}, où il est ${clock} en ce moment.`,
  zoneUnknown: (written, nearest) =>
    `Je ne connais pas de lieu nommé « ${written} ». Vouliez-vous dire ${nearest} ? Tapez encore une fois \`/moi réglages\` et choisissez dans la liste votre ville ou une grande ville proche.`,
  zoneIsOffset: (written) =>
    `« ${written} » ne dit pas quand vos horloges changent. Choisissez plutôt une ville qui a votre heure.`,
  zonesWithIt: (places) => `En ce moment, ce sont : ${places}.`,
  every: (series) => `Votre inscription vaut pour toutes les séances de ${series}.`,
  nothingSigned:
    'Vous n’avez encore aucune inscription. Chaque rappel a un bouton pour cela, et `/inscription` fait de même.',
  nonePlanned: 'Aucune n’est prévue pour l’instant.',
  nextSessions: 'Vos prochaines séances :',
  onlySessions: 'Vos inscriptions :',
  onlyThisOne: 'seulement celle-ci',
  more: (count) => `Et ${count} de plus.`,
  settings: {
    zoneUnknown: (place) => `Je ne sais pas où vous vivez ; je m’en tiens à l’heure de ${place}.`,
    zone: (place, clock) => `Votre heure est celle de ${place}, où il est ${clock} en ce moment.`,
    direct: (reminders) =>
      `Je vous écris en privé, quand il fait jour chez vous. Rappels : ${reminders}.`,
    mention: 'Je vous mentionne dans le salon avant une séance et si quelque chose change.',
    languageOfDiscord: 'Je vous écris dans la langue de votre Discord.',
    language: (name) => `Je vous écris en ${name}.`,
    how: '`/moi réglages` change cela, `/moi données` vous donne tout ce que je garde, `/moi oubli` l’efface.',
  },
  settingsSaved: 'C’est enregistré.',
  remindersNeedDirect:
    'Les rappels à vos propres heures arrivent par message privé, et vous n’en avez pas demandé. `/moi réglages` permet de le changer, sous « messages ».',
  data: 'Ce fichier contient tout ce que je garde à votre sujet. `/moi oubli` l’efface pour de bon.',
  noData: 'Je ne garde rien à votre sujet.',
  forgetPreview:
    'Tout ce que je garde à votre sujet sera effacé d’un coup : vos inscriptions, vos réglages et votre nom dans mes registres. On ne peut pas revenir en arrière. Est-ce que je le fais ?',
  forgotten: 'Tout ce que je gardais à votre sujet est effacé. Vous pouvez venir à tout moment.',
  rolesLeft:
    'Discord ne m’a pas laissé vous retirer un rôle lié à l’inscription ; la coordination peut le faire.',
  forgetKept: 'Rien n’a changé.',
  directReminder: ({ what, relative, when, room }) =>
    `${what} commence ${relative}, ${when}, dans ${room}.`,
  mentionReminder: (what, relative) => `${what} commence ${relative}.`,
  directClosed:
    'Je n’ai pas pu vous envoyer de message privé. Menu du serveur, Confidentialité, Messages privés permet de l’autoriser ; `/moi réglages` les désactive.',
  directSpent:
    'J’ai envoyé aujourd’hui autant de messages privés que je le peux, alors je vous le dis ici.',
  weekly: (from, place) =>
    `**Les séances de la semaine**, à partir du ${from}. Les heures sont les vôtres ; entre parenthèses, celles de ${place}.`,
  inRoom: (what, room) => `${what} dans ${room}`,
  weeklyMore: (count) => `Et ${count} de plus ; \`/séances\` les montre.`,
  rolesRefused:
    'Je ne peux ni donner ni retirer les rôles des personnes inscrites ; je les mentionne donc une à une dans un fil. Si vous préférez les rôles : Paramètres du serveur, Rôles, faites glisser Bellkeeper au-dessus des rôles qu’il a créés, et permettez-lui de gérer les rôles.',
  buttons: {
    signUp: 'M’inscrire',
    signUpSeries: 'Toutes les séances',
    signUpOnce: 'Seulement celle-ci',
    signOffSeries: 'Me désinscrire de tout',
    signOffOnce: 'Laisser celle-ci de côté',
    my: 'Mes séances',
    tellDirectly: 'Recevoir des messages privés',
    mentionMe: 'Plutôt me mentionner',
    forgetMe: 'Effacer tout sur moi',
    stay: 'Ne rien changer',
  },
  weeklyPlaceholder: 'M’inscrire à toutes les séances de …',
  zonePlaceholder: 'Choisissez un lieu qui a votre heure',
  everySession: 'toutes les séances',
  zoneFound: (place, clock) => `${place} : il y est ${clock}`,
  zoneNow: (clock) => `Il y est ${clock}`,
  threadForAll: 'Pour les personnes inscrites',
  reminderTimes: {
    series: 'comme chaque séance les prévoit',
    '10': '10 minutes avant',
    '30': '30 minutes avant',
    '60': 'une heure avant',
    '60+10': 'une heure et 10 minutes avant',
    '1440': 'un jour avant',
    '1440+60': 'un jour et une heure avant',
    '1440+60+10': 'un jour, une heure et 10 minutes avant',
  },
  languages: { en: 'anglais', es: 'espagnol', de: 'allemand', fr: 'français' },
};

const commands: CommandTexts = {
  signup: {
    name: 'inscription',
    description: 'Recevoir les rappels d’une séance, ou de toutes celles d’une série',
    options: { session: { name: 'séance', description: 'Tapez quelques lettres et choisissez' } },
  },
  signoff: {
    name: 'désinscription',
    description: 'Ne plus recevoir les rappels d’une séance ou d’une série',
    options: { session: { name: 'séance', description: 'Tapez quelques lettres et choisissez' } },
  },
  my: { name: 'moi', description: 'Vos séances et réglages, et ce qui est gardé à votre sujet' },
  'my sessions': { name: 'séances', description: 'Les séances auxquelles vous êtes inscrit·e' },
  'my settings': {
    name: 'réglages',
    description: 'Votre fuseau horaire, les rappels, les messages et la langue',
    options: {
      zone: { name: 'fuseau', description: 'Votre ville, ou une grande ville proche' },
      reminders: {
        name: 'rappels',
        description: 'Quand les messages privés vous rappellent une séance',
        choices: words.reminderTimes,
      },
      messages: {
        name: 'messages',
        description: 'Comment vous êtes prévenu·e',
        choices: {
          direct: 'par message privé, quand il fait jour chez moi',
          mention: 'par une mention dans le salon',
        },
      },
      language: {
        name: 'langue',
        description: 'La langue de ce qui est écrit à vous seul·e',
        choices: { discord: 'comme dans mon Discord', ...words.languages },
      },
    },
  },
  'my data': { name: 'données', description: 'Tout ce qui est gardé à votre sujet, en fichier' },
  'my forget': {
    name: 'oubli',
    description: 'Effacer tout ce qui est gardé à votre sujet, après confirmation',
  },
};

export const signUp = createSignUp(words, time, commands);
