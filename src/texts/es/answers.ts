import { type AnswerWords, createAnswers } from '../sections/answers.ts';
import { sessionWithStart } from './announcements.ts';
import { recordingInWords } from './room.ts';
import { counted, time } from './time.ts';

const words: AnswerWords = {
  sessions: 'Estas son las próximas sesiones, en tu hora y en la del horario:',
  onNow: 'en curso ahora',
  moreSessions: (leftOut) => `Y ${leftOut} más después de estas.`,
  noSessions: 'Por ahora no hay ninguna sesión prevista. Cuando haya nuevas, se anunciarán.',
  recordings:
    'Estas grabaciones están aprobadas. Una persona voluntaria puede empezar una con `/reproducir`.',
  moreRecordings: (leftOut) =>
    `Y ${leftOut} más: escribe \`/reproducir\` y unas letras para encontrarlas.`,
  noRecordings:
    'Todavía no hay ninguna grabación aprobada. Podemos sentarnos juntos en silencio; una persona voluntaria puede empezarlo con `/silencio`.',
  inRoom: ({ session, room }) => `${session}, en ${room}.`,
  welcomeBegins: 'Ahora entro en la sala y leo la bienvenida.',
  theRecording: 'La grabación',
  recordingBegins: (title) => `${title} empieza ahora. \`/parar\` la detiene en cualquier momento.`,
  recordingBeginsAfterWelcome: (title) =>
    `${title} empieza cuando se haya leído la bienvenida. \`/parar\` la detiene en cualquier momento.`,
  sittingBegins: (minutes) =>
    `Un silencio de ${counted(minutes, 'minuto')} empieza ahora. \`/parar\` lo termina en cualquier momento.`,
  sittingBeginsAfterWelcome: (minutes) =>
    `Un silencio de ${counted(minutes, 'minuto')} empieza cuando se haya leído la bienvenida. \`/parar\` lo termina en cualquier momento.`,
  stopped:
    'El sonido se apaga poco a poco. Nada vuelve a empezar por sí solo; con `/reproducir` o `/silencio` seguimos.',
  held: 'Espero un poco más.',
  heldUntil: ({ length, untilTime }) =>
    `Espero ${length} más, hasta las ${untilTime}. Entonces puedes pedir más tiempo.`,
  handedOver: 'El sonido se apaga poco a poco, y la sala queda en tus manos. Gracias por venir.',
};

export const answers = createAnswers(words, { time, sessionWithStart, recordingInWords });
