import { type AnswerWords, createAnswers } from '../sections/answers.ts';
import { sessionWithStart } from './announcements.ts';
import { recordingInWords } from './room.ts';
import { counted, time } from './time.ts';

const words: AnswerWords = {
  sessions: 'Das sind die nächsten Termine, in deiner eigenen Zeit und in der des Zeitplans:',
  onNow: 'läuft gerade',
  moreSessions: (leftOut) => `Danach kommen noch ${leftOut} weitere.`,
  noSessions: 'Zurzeit ist kein Termin geplant. Neue werden angekündigt, sobald es sie gibt.',
  recordings:
    'Diese Aufnahmen sind freigegeben. Freiwillige können eine mit `/abspielen` beginnen.',
  moreRecordings: (leftOut) =>
    `Und ${leftOut} weitere: Schreib \`/abspielen\` und ein paar Buchstaben, um sie zu finden.`,
  noRecordings:
    'Noch ist keine Aufnahme freigegeben. Wir können gemeinsam in Stille sitzen; Freiwillige können das mit `/stille` beginnen.',
  inRoom: ({ session, room }) => `${session}, in ${room}.`,
  welcomeBegins: 'Ich komme jetzt in den Raum und lese die Begrüßung vor.',
  theRecording: 'Die Aufnahme',
  recordingBegins: (title) => `${title} beginnt jetzt. \`/anhalten\` beendet sie jederzeit.`,
  recordingBeginsAfterWelcome: (title) =>
    `${title} beginnt, sobald die Begrüßung gelesen ist. \`/anhalten\` beendet sie jederzeit.`,
  sittingBegins: (minutes) =>
    `Eine Stille von ${counted(minutes, 'Minute')} beginnt jetzt. \`/anhalten\` beendet sie jederzeit.`,
  sittingBeginsAfterWelcome: (minutes) =>
    `Eine Stille von ${counted(minutes, 'Minute')} beginnt, sobald die Begrüßung gelesen ist. \`/anhalten\` beendet sie jederzeit.`,
  stopped:
    'Der Ton klingt jetzt aus. Nichts beginnt von selbst wieder; weiter geht es mit `/abspielen` oder `/stille`.',
  held: 'Ich warte noch ein wenig.',
  heldUntil: ({ length, untilTime }) =>
    `Ich warte noch ${length}, bis ${untilTime}. Dann kannst du um mehr Zeit bitten.`,
  handedOver: 'Der Ton klingt jetzt aus, und der Raum gehört dir. Danke, dass du gekommen bist.',
};

export const answers = createAnswers(words, { time, sessionWithStart, recordingInWords });
