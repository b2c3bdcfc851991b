import { createRecordingInWords, createRoom, type RoomWords } from '../sections/room.ts';
import { counted, time } from './time.ts';

const words: RoomWords = {
  noticeOfWelcome: (atTime) =>
    `Noch konnte keine Lehrperson dazukommen. Um ${atTime} lese ich unsere Begrüßung vor, und dann können wir gemeinsam in Stille sitzen oder eine freigegebene Aufnahme hören. Wenn ihr lieber noch etwas warten möchtet, können Freiwillige es mit dem Knopf unten aufschieben.`,
  noticeOfChoice: (atTime) =>
    `Gerade ist keine Lehrperson bei uns. Um ${atTime} können wir wieder wählen: eine freigegebene Aufnahme oder gemeinsame Stille. Freiwillige können es mit dem Knopf unten aufschieben.`,
  held: (untilTime) =>
    `Aus dem Kreis der Freiwilligen kam die Bitte um etwas mehr Geduld. Ich warte bis ${untilTime}, bevor ich beginne.`,
  whatNow: 'Was möchtet ihr jetzt tun?',
  chooseHere: 'Freiwillige können unten wählen: eine freigegebene Aufnahme oder gemeinsame Stille.',
  voteHere:
    'Alle im Sprachraum haben eine Stimme: Drück unten auf das, was du gern tun möchtest. Du kannst sie ändern, bis die Zeit zum Wählen vorbei ist. Was Freiwillige wählen, beginnt, ohne darauf zu warten.',
  noHurry: 'Es eilt nicht.',
  recordingFollows: (byThen) =>
    `Wenn ${byThen} niemand gewählt hat, beginne ich mit einer freigegebenen Aufnahme.`,
  silenceFollows: (byThen) => `Wenn ${byThen} niemand gewählt hat, sitzen wir in Stille.`,
  goodbyeFollows: (byThen) => `Wenn ${byThen} niemand gewählt hat, schließen wir für heute.`,
  soonAfterWelcome: 'zwei Minuten nach der Begrüßung',
  by: (time) => `bis ${time}`,
  translation: '**Auf Deutsch (Übersetzung):**',
  recordingBy: ({ title, speaker, length }) => `${title}, gesprochen von ${speaker}, ${length}`,
  playing: (recording) => `Wir hören ${recording}.`,
  playingByDefault: (recording) =>
    `Niemand hat gewählt, also beginne ich mit dieser Aufnahme: ${recording}.`,
  sitting: ({ minutes, untilTime }) =>
    `Wir sitzen ${counted(minutes, 'Minute')} in Stille. Eine Glocke eröffnet die Stille, und eine Glocke beendet sie um ${untilTime}.`,
  sittingByDefault: ({ minutes, untilTime }) =>
    `Niemand hat gewählt, also sitzen wir ${counted(minutes, 'Minute')} in Stille. Eine Glocke eröffnet die Stille, und eine Glocke beendet sie um ${untilTime}.`,
  chosenByRoom: ({ voices, ofVoices }) =>
    `So hat der Raum gewählt: ${voices} von ${counted(ofVoices, 'Stimme')}.`,
  freeToLeave: 'Du kannst gern bleiben, und du kannst jederzeit gehen.',
  stopped:
    'Der Ton ist angehalten. Nichts beginnt von selbst wieder; Freiwillige können unten wählen, was als Nächstes kommt.',
  teacherCame: 'Eine Lehrperson ist da, und der Raum gehört ihr. Danke euch allen für eure Geduld.',
  teacherOffer:
    'Eine Lehrperson ist dazugekommen. Wir machen weiter wie bisher; wann immer es dir passt, übergibt dir der Knopf unten den Raum.',
  wentOnWhereWeWere: 'Der Ton war einen Moment lang weg. Wir machen weiter, wo wir waren.',
  wentOnAt: (minute) =>
    `Der Ton war einen Moment lang weg. Wir machen bei Minute ${minute} weiter.`,
  noSound:
    'Vielleicht kannst du mich gerade nicht hören. Ich habe der Koordination Bescheid gegeben und versuche es weiter. Ihr könnt inzwischen gern gemeinsam in Stille sitzen, oder du gehst und tust dir selbst etwas Gutes.',
  unavailable:
    'Diese Aufnahme ist gerade nicht zu hören. Freiwillige können unten eine andere wählen, oder Stille.',
  withdrawn:
    'Diese Aufnahme darf hier nicht mehr gespielt werden, deshalb habe ich sie ausklingen lassen. Das liegt an nichts, was ihr getan habt. Danke für eure Geduld; lasst uns gemeinsam neu wählen.',
  closed:
    'Damit endet unser gemeinsames Üben für heute. Danke, dass du da warst. Pass gut auf dich auf.',
  pausing:
    'Ich muss kurz aussetzen und mache hier weiter, sobald ich zurück bin. Ihr könnt inzwischen gern gemeinsam in Stille sitzen, oder du gehst und sorgst gut für dich.',
  cancelled:
    'Dieser Termin ist abgesagt, und das tut uns leid. Der Knopf unten zeigt die nächsten.',
};

export const recordingInWords = createRecordingInWords(words, time);
export const room = createRoom(words, time);
