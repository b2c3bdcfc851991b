import { createStatus, type StatusWords } from '../sections/status.ts';
import { mentions } from './announcements.ts';
import { inWords, time } from './time.ts';

const words: StatusWords = {
  labels: {
    now: 'Jetzt',
    expected: 'Erwartet',
    seen: 'Im Raum',
    why: 'Warum',
    next: 'Danach',
    log: 'Was geschehen ist',
  },
  now: {
    upcoming: 'Der Termin hat noch nicht begonnen.',
    waitingForFirst: 'Ich warte auf die erste Person.',
    waitingForTeacher: 'Ich warte auf eine Lehrperson.',
    led: 'Eine Lehrperson leitet an.',
    welcoming: 'Ich lese die Begrüßung vor.',
    choosing: 'Der Raum wählt zwischen einer Aufnahme und Stille.',
    playing: (title) => `Wir hören „${title}“.`,
    playingUntitled: 'Wir hören eine freigegebene Aufnahme.',
    sitting: 'Wir sitzen gemeinsam in Stille.',
    closing: 'Ich verabschiede mich.',
    ended: {
      completed: 'Der Termin ist zu Ende.',
      led: 'Eine Lehrperson hat angeleitet, und der Termin ist zu Ende.',
      nobodyCame: 'Der Termin ist zu Ende; der Raum blieb leer.',
      timeOver: 'Der Termin ist zu Ende; seine Zeit war um.',
      missed: 'Der Termin ist zu Ende; ich war währenddessen nicht da.',
    },
    cancelled: 'Der Termin ist abgesagt.',
  },
  expectedByRole: 'Alle, die die Rolle zum Anleiten haben.',
  seen: {
    unknown: 'Ich kann den Raum gerade nicht sehen.',
    nobody: 'Noch niemand.',
    people: (count) => (count === 1 ? 'eine Person' : `${inWords(count)} Personen`),
    teachers: (count) => (count === 1 ? 'eine Lehrperson' : `${inWords(count)} Lehrpersonen`),
    noTeacher: (people) => `${people}, und noch keine Lehrperson.`,
    both: (teachers, people) => `${teachers} und ${people}.`,
  },
  why: {
    started: 'Es war Zeit, dass der Termin beginnt.',
    teacherIsHere: 'Eine Lehrperson kam, also wurde ich still.',
    teacherLeft: 'Die Lehrperson verließ den Raum, also begann ich von Neuem zu warten.',
    teacherOffered: 'Während der Übung kam eine Lehrperson, also bot ich die Übergabe an.',
    tookOver: 'Eine Lehrperson hat übernommen.',
    noticeDue: 'Es waren Leute da und keine Lehrperson, also sagte ich, was als Nächstes kommt.',
    held: 'Aus dem Kreis der Freiwilligen kam die Bitte um etwas mehr Geduld.',
    graceOver:
      'In der Zeit, die wir warten, kam keine Lehrperson, also machte ich ohne sie weiter.',
    welcomeAsked: 'Aus dem Kreis der Freiwilligen kam die Bitte um die Begrüßung.',
    welcomeHeard: 'Die Begrüßung war gelesen.',
    chosen: 'Aus dem Kreis der Freiwilligen wurde gewählt, was als Nächstes kommt.',
    voted: 'Der Raum hat es durch Abstimmung gewählt.',
    nobodyChose: 'Niemand hatte rechtzeitig gewählt, also machte ich weiter wie geplant.',
    practiceOver: 'Die Übung ging zu Ende.',
    stopped: 'Aus dem Kreis der Freiwilligen wurde der Ton angehalten.',
    roomEmpty:
      'Alle hatten den Raum verlassen, also ging auch ich und warte auf die nächste Person.',
    timeOver: 'Die Zeit des Termins war um.',
    closed: 'Wir hatten uns verabschiedet.',
    soundLate: 'Vom Ton kam eine Weile keine Nachricht, also machte ich ohne ihn weiter.',
    soundFault: 'Der Ton war nicht zu hören.',
    withdrawn: 'Was gespielt wurde, darf nicht mehr gehört werden, deshalb endete es.',
    pausing: 'Ich musste kurz aussetzen.',
    resumed: 'Nach einer Unterbrechung machte ich weiter, wo wir waren.',
    cancelled: 'Die Koordination hat den Termin abgesagt.',
  },
  whyUntouched: 'Es ist noch nicht so weit.',
  next: {
    upcoming: (at) => `Er beginnt um ${at}.`,
    waitingForFirst:
      'Wenn jemand kommt und rechtzeitig keine Lehrperson da ist, sage ich, was als Nächstes kommt.',
    welcomeAt: (at) => `Wenn keine Lehrperson kommt, lese ich etwa um ${at} die Begrüßung vor.`,
    choiceAt: (at) => `Wenn keine Lehrperson kommt, können wir etwa um ${at} wieder wählen.`,
    led: (grace) =>
      `Ich bleibe still. Ist keine Lehrperson im Raum, warte ich ${grace} und sage dann, was als Nächstes kommt.`,
    welcoming: 'Nach der Begrüßung bleiben zwei Minuten, um eine Aufnahme oder Stille zu wählen.',
    welcomingChosen: 'Was gewählt wurde, beginnt, sobald die Begrüßung gelesen ist.',
    recordingAt: (at) => `Wenn niemand wählt, beginnt um ${at} eine freigegebene Aufnahme.`,
    silenceAt: (at) => `Wenn niemand wählt, beginnt um ${at} eine Stille.`,
    goodbyeAt: (at) => `Wenn niemand wählt, verabschieden wir uns um ${at}.`,
    waitsForChoice: 'Ich warte, bis jemand von den Freiwilligen wählt.',
    playing: (endsAt) =>
      `Danach wählen wir wieder, wenn die Zeit reicht. Der Termin endet um ${endsAt}.`,
    sitting: (at) => `Eine Glocke beendet die Stille um ${at}.`,
    closing: 'Gleich verlasse ich den Raum.',
    over: 'Nichts mehr.',
  },
};

export const status = createStatus(words, { time, mentions });
