import { type AnswerWords, createAnswers } from '../sections/answers.ts';
import { sessionWithStart } from './announcements.ts';
import { recordingInWords } from './room.ts';
import { counted, time } from './time.ts';

const words: AnswerWords = {
  sessions: "These are the next sessions, in your own time and in the timetable's:",
  onNow: 'on now',
  moreSessions: (leftOut) => `And ${leftOut} more after these.`,
  noSessions: 'No session is planned at the moment. New ones are announced as soon as they are.',
  recordings: 'These recordings are approved. A volunteer can start one with `/play`.',
  moreRecordings: (leftOut) =>
    `And ${leftOut} more: type \`/play\` and a few letters to find them.`,
  noRecordings:
    'No recording has been approved yet. We can sit together in silence; a volunteer can start that with `/sit`.',
  inRoom: ({ session, room }) => `${session}, in ${room}.`,
  welcomeBegins: 'I come into the room now and read the welcome.',
  theRecording: 'The recording',
  recordingBegins: (title) => `${title} begins now. \`/stop\` ends it at any time.`,
  recordingBeginsAfterWelcome: (title) =>
    `${title} begins when the welcome has been read. \`/stop\` ends it at any time.`,
  sittingBegins: (minutes) =>
    `A sitting of ${counted(minutes, 'minute')} begins now. \`/stop\` ends it at any time.`,
  sittingBeginsAfterWelcome: (minutes) =>
    `A sitting of ${counted(minutes, 'minute')} begins when the welcome has been read. \`/stop\` ends it at any time.`,
  stopped: 'The sound fades out now. Nothing begins again by itself; `/play` or `/sit` goes on.',
  held: 'I wait a little longer.',
  heldUntil: ({ length, untilTime }) =>
    `I wait ${length} longer, until ${untilTime}. You can ask for more time then.`,
  handedOver: 'The sound fades out now, and the room is yours. Thank you for coming.',
};

export const answers = createAnswers(words, { time, sessionWithStart, recordingInWords });
