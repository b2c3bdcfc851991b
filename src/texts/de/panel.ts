import { createPanel, type PanelWords } from '../sections/panel.ts';
import { time } from './time.ts';

const words: PanelWords = {
  intensity: (note) => `Wie stark es wirkt: ${note}`,
  credit: (credit) => `Urheber: ${credit}`,
  moreOfIt: (link) => `Mehr davon: ${link}`,
  beginsSoon: 'Gleich geht es los.',
  endsAt: ({ time: at, relative, about }) =>
    `Es endet um ${at} (${relative}) und dauert noch ${about}.`,
  bellIn: ({ relative, about }) => `Noch ${about}; die Glocke läutet ${relative}.`,
  paused: (about) =>
    `Der Ton ist für einen Moment weg und kommt von selbst wieder, da wo er war. Dann dauert es noch ${about}.`,
  theRecording: 'die Aufnahme',
  recordingOver: {
    complete: (title) => `${title} ist zu Ende.`,
    stopped: (title) => `${title} wurde von einer freiwilligen Person angehalten.`,
    replaced: (title) => `${title} hat etwas anderem Platz gemacht.`,
    withdrawn: (title) => `${title} darf hier nicht mehr gespielt werden und ist ausgeklungen.`,
    handedOver: (title) => `${title} ist zu Ende, und der Raum gehört nun der Lehrperson.`,
    sessionOver: (title) => `${title} ist mit unserem Treffen zu Ende gegangen.`,
    roomEmpty: (title) => `${title} ist zu Ende, weil niemand mehr da war.`,
    unheard: (title) => `${title} war nicht bis zum Ende zu hören.`,
  },
  sittingOver: {
    complete: 'Unsere Stille ist zu Ende.',
    stopped: 'Unsere Stille wurde von einer freiwilligen Person beendet.',
    replaced: 'Unsere Stille hat etwas anderem Platz gemacht.',
    withdrawn: 'Unsere Stille ist zu Ende.',
    handedOver: 'Unsere Stille ist zu Ende, und der Raum gehört nun der Lehrperson.',
    sessionOver: 'Unsere Stille ist mit unserem Treffen zu Ende gegangen.',
    roomEmpty: 'Unsere Stille ist zu Ende, weil niemand mehr da war.',
    unheard: 'Unsere Stille ist zu Ende.',
  },
  until: ({ what, wallTime }) => `${what}, bis ${wallTime}`,
  silenceTogether: 'Gemeinsame Stille',
  mayNotSetStatus:
    'Ich kann unter dem Namen des Sprachkanals nicht zeigen, was läuft: Mir fehlt das Recht „Sprachkanalstatus festlegen“. Servereinstellungen, Rollen, Bellkeeper, „Sprachkanalstatus festlegen“. Alles andere geht weiter wie immer; was läuft, steht in der Nachricht im Chat des Raums.',
  playsNow: ({ title, about }) => `Gerade läuft ${title}, noch ${about}.`,
  playsSoon: (title) => `${title} beginnt gleich.`,
  playsPaused: ({ title, about }) =>
    `Gerade läuft ${title}, noch ${about}. Der Ton ist für einen Moment weg und kommt von selbst wieder.`,
  sitsNow: (about) => `Wir sitzen zusammen in Stille, noch ${about}; eine Glocke beendet sie.`,
  welcomingNow:
    'Ich lese gerade unsere Begrüßung. Gleich wählen alle zusammen, was folgt: eine Aufnahme oder gemeinsame Stille.',
  choosingNow: 'Gleich wählen alle zusammen, was folgt: eine Aufnahme oder gemeinsame Stille.',
  youAreWelcome:
    'Du bist willkommen. Hör zu oder sitz still mit, und komm und geh, wie es dir guttut.',
  comeIn: (room) =>
    `Du kannst jederzeit in ${room} dazukommen. Hör zu oder sitz still mit, und komm und geh, wie es dir guttut.`,
  another:
    'Was möchtest du stattdessen? Sobald du wählst, klingt aus, was gerade läuft, und deine Wahl beginnt.',
  nothingElseFits:
    'Nichts anderes passt in die Zeit, die noch bleibt. Was gerade läuft, geht weiter; der Knopf zum Anhalten beendet es.',
  transcriptOf: (title) => `Die Worte von ${title}:`,
  transcriptAsFile: (title) =>
    `Die Worte von ${title} stehen in der Textdatei unten; für eine Nachricht sind sie zu lang.`,
  noTranscript:
    'Die Worte dieser Aufnahme hat noch niemand aufgeschrieben. Du kannst gern die Koordination danach fragen.',
  nextPage: ({ page, pages }) => `Weiterlesen, Seite ${page} von ${pages}`,
};

export const panel = createPanel(words, time);
