import { type AnswerWords, createAnswers } from '../sections/answers.ts';
import { sessionWithStart } from './announcements.ts';
import { recordingInWords } from './room.ts';
import { counted, time } from './time.ts';

const words: AnswerWords = {
  sessions: 'Voici les prochaines séances, à votre heure et à celle du programme :',
  onNow: 'en ce moment',
  moreSessions: (leftOut) => `Et ${leftOut} de plus ensuite.`,
  noSessions:
    'Aucune séance n’est prévue pour l’instant. Les nouvelles seront annoncées dès que possible.',
  recordings:
    'Ces enregistrements sont approuvés. Une personne bénévole peut en lancer un avec `/écouter`.',
  moreRecordings: (leftOut) =>
    `Et ${leftOut} de plus : tapez \`/écouter\` et quelques lettres pour les trouver.`,
  noRecordings:
    'Aucun enregistrement n’est encore approuvé. Nous pouvons rester ensemble en silence ; une personne bénévole peut ouvrir ce temps avec `/silence`.',
  inRoom: ({ session, room }) => `${session}, dans ${room}.`,
  welcomeBegins: 'J’arrive maintenant dans la salle et je lis le mot d’accueil.',
  theRecording: 'L’enregistrement',
  recordingBegins: (title) => `${title} commence maintenant. \`/arrêter\` y met fin à tout moment.`,
  recordingBeginsAfterWelcome: (title) =>
    `${title} commence dès que le mot d’accueil a été lu. \`/arrêter\` y met fin à tout moment.`,
  sittingBegins: (minutes) =>
    `Un silence de ${counted(minutes, 'minute')} commence maintenant. \`/arrêter\` y met fin à tout moment.`,
  sittingBeginsAfterWelcome: (minutes) =>
    `Un silence de ${counted(minutes, 'minute')} commence dès que le mot d’accueil a été lu. \`/arrêter\` y met fin à tout moment.`,
  stopped:
    'Le son s’éteint doucement. Rien ne reprend tout seul ; `/écouter` ou `/silence` permet de continuer.',
  held: 'J’attends encore un peu.',
  heldUntil: ({ length, untilTime }) =>
    `J’attends encore ${length}, jusqu’à ${untilTime}. Vous pourrez alors demander plus de temps.`,
  handedOver: 'Le son s’éteint doucement, et la salle est à vous. Merci de votre venue.',
};

export const answers = createAnswers(words, { time, sessionWithStart, recordingInWords });
