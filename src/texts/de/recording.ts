import { createRecording, type RecordingWords } from '../sections/recording.ts';
import type { CommandTexts, OptionWords } from '../texts.ts';
import { time } from './time.ts';

const words: RecordingWords = {
  list: 'Das sind alle Aufnahmen, die hier aufbewahrt werden, und wie es um jede steht.',
  more: (leftOut) => `Und ${leftOut} weitere.`,
  none: 'Hier wird noch keine Aufnahme aufbewahrt.',
  labels: {
    title: 'Titel:',
    standing: 'Wie es um sie steht:',
    speaker: 'Stimme:',
    language: 'Sprache:',
    length: 'Länge:',
    kind: 'Art der Übung:',
    intensity: 'Wie stark sie wirken kann:',
    permissionFrom: 'Erlaubnis von:',
    permissionAtMs: 'Erlaubnis gegeben:',
    permissionEndsAtMs: 'Erlaubnis bis:',
    source: 'Woher sie kommt:',
    credit: 'Nennung:',
    link: 'Verweis:',
    transcript: 'Die Worte:',
    file: 'Die Datei beginnt mit:',
    proposedBy: 'Vorgeschlagen von:',
    approvedBy: 'Freigegeben von:',
    lastPlayed: 'Zuletzt gespielt:',
  },
  standings: {
    approved: 'freigegeben',
    proposed: 'wartet auf Freigabe',
    needsReview: 'muss noch einmal geprüft werden',
    revoked: 'zurückgezogen',
    permissionOver: 'die Erlaubnis ist abgelaufen',
  },
  notNoted: 'nicht vermerkt',
  wordCount: (count) => (count === 1 ? 'ein Wort' : `${count} Wörter`),
  withoutEnd: 'kein Ende vermerkt',
  onDay: (who, day) => `${who}, ${day}`,
  never: 'noch nie',
  approve:
    'Bitte hör sie ganz an, und gib sie nur frei, wenn du für alles einstehen kannst, was hier steht.',
  hearing: {
    attached: 'Der Ton hängt an, genau so, wie ihn der Raum hören würde.',
    parts: (count) =>
      `Der Ton hängt in ${count} Dateien an, eine nach der anderen, genau so, wie ihn der Raum hören würde.`,
    excerpts: ({ heard, unheard }) =>
      `Sie ist zu lang, um ganz angehängt zu werden. Hier zu hören: ${heard}. Hier nicht zu hören: ${unheard}. Ganz liegt sie im Ordner der vorbereiteten Aufnahmen, unter den Buchstaben und Ziffern, die unten stehen.`,
    onPage: (address) =>
      `Sie ist von ihrer Seite zu hören, so wie sie dort ist. Bitte hör sie dir ganz an: ${address}`,
    missing: 'Es gibt noch keinen vorbereiteten Ton, sie ist also nicht zu hören.',
  },
  revoke: (title) =>
    `${title} zurückziehen? Die Aufnahme verschwindet sofort aus der Liste, und niemand kann sie mehr beginnen.`,
  revokePlaying: 'Sie läuft gerade; sie würde ausklingen, und der Raum würde neu wählen.',
  revokeDefaults: (series) =>
    `Diese Reihen beginnen damit, wenn niemand wählt, und würden eine andere nehmen: ${series}.`,
  reopen: (title) =>
    `${title} noch einmal prüfen? Zu hören ist die Aufnahme erst, wenn jemand anderes sie freigegeben hat.`,
  edit: (title) => `${title} so ändern?`,
  editNeedsReview:
    'Weil es um die Erlaubnis geht, ist sie erst wieder zu hören, wenn jemand anderes aus der Koordination sie freigegeben hat.',
  approved: (title) => `Danke. ${title} ist freigegeben und kann ab jetzt gewählt werden.`,
  revoked: (title) => `${title} ist zurückgezogen. Niemand kann die Aufnahme mehr beginnen.`,
  revokedPlaying: 'Sie lief gerade; sie klingt jetzt aus, und der Raum wählt neu.',
  reopened: (title) =>
    `${title} wartet auf eine neue Prüfung. Jemand anderes kann die Aufnahme jetzt freigeben.`,
  edited: (title) => `${title} ist geändert.`,
  editedNeedsReview:
    'Zu hören ist die Aufnahme erst, wenn jemand anderes aus der Koordination sie freigegeben hat.',
  leftAlone: 'Es wurde nichts geändert.',
  refusals: {
    OWN_PROPOSAL:
      'Diese Aufnahme hast du selbst vorgeschlagen; deshalb hört jemand anderes aus der Koordination sie an und gibt sie frei.',
    ALREADY_APPROVED: 'Diese Aufnahme ist schon freigegeben.',
    ALREADY_REVOKED: 'Diese Aufnahme ist schon zurückgezogen.',
    NOT_REVOKED: 'Diese Aufnahme war nicht zurückgezogen, sie braucht also keinen neuen Anfang.',
    IS_REVOKED:
      'Diese Aufnahme wurde zurückgezogen. Lass sie dir erst anzeigen, und bitte dort um eine neue Prüfung.',
    NOT_PREPARED:
      'Diese Aufnahme hat noch keinen vorbereiteten Ton, also kann niemand für sie einstehen.',
    PERMISSION_OVER:
      'Die Erlaubnis für diese Aufnahme ist abgelaufen. Wenn es eine neue gibt, vermerke sie bitte zuerst, und gib sie dann frei.',
    NOTHING_CHANGED: 'So steht es schon da, es gibt also nichts zu ändern.',
    BAD_DATE:
      'Dieses Datum konnte ich nicht lesen. Bitte schreib es wie 2027-03-31, oder none, wenn es keines gibt.',
    BAD_LINK:
      'Ein Verweis beginnt mit https:// und führt zu einer Seite. Bitte schreib ihn ganz aus, oder none.',
    BAD_LANGUAGE: 'Bitte schreib die Sprache als kurzes Kürzel: en, es, de oder fr.',
    TRANSCRIPT_TOO_LARGE: 'Bitte gib die Worte als Textdatei von höchstens 200 kB ab.',
    TRANSCRIPT_NOT_TEXT:
      'Bitte gib die Worte als einfache Textdatei ab (.txt). Diese hier konnte ich nicht als Text lesen.',
    TRANSCRIPT_NOT_FETCHED:
      'Ich konnte diese Datei nicht holen. Bitte versuch es gleich noch einmal.',
    NO_TITLE: 'Eine Aufnahme braucht einen Titel, damit man sie wählen kann.',
    CHANGED:
      'Diese Aufnahme hat sich geändert, seit du sie angesehen hast, deshalb ist nichts geschehen. Bitte sieh sie dir noch einmal an.',
    UNKNOWN:
      'Eine Aufnahme dieses Namens kenne ich nicht. Bitte schreib ein paar Buchstaben, und wähle eine aus der Liste, die sich öffnet.',
  },
  buttons: {
    approve: 'Ich habe sie gehört, freigeben',
    revoke: 'Zurückziehen',
    reopen: 'Um neue Prüfung bitten',
    edit: 'Ändern',
    leave: 'Lassen, wie sie ist',
  },
  unknownTitle: 'eine Aufnahme, die nicht auf der Liste steht',
  unheard: {
    NOT_LISTED: (title) => `Jemand wollte ${title}. Es wurde nichts gespielt.`,
    NOT_APPROVED: (title) =>
      `Jemand wollte ${title}; so, wie die Aufnahme jetzt ist, ist sie nicht freigegeben. Es wurde nichts gespielt; bitte sieh sie dir an.`,
    REVOKED: (title) =>
      `Jemand wollte ${title}; diese Aufnahme ist zurückgezogen. Es wurde nichts gespielt.`,
    PERMISSION_ENDED: (title) =>
      `Jemand wollte ${title}; die Erlaubnis dafür ist abgelaufen. Es wurde nichts gespielt.`,
    FILE_MISSING: (title) =>
      `${title} sollte gespielt werden, aber die Datei ist nicht mehr da. Es wurde nichts gespielt; bitte sieh sie dir an.`,
    HASH_MISMATCH: (title) =>
      `${title} sollte gespielt werden, aber die Datei ist nicht die, die freigegeben wurde. Es wurde nichts gespielt; bitte sieh sie dir an.`,
    DECODE: (title) =>
      `${title} sollte gespielt werden, aber die Datei ist beschädigt. Es wurde nichts gespielt; bitte sieh sie dir an.`,
    IDENTITY_CHANGED: (title) =>
      `${title} sollte gespielt werden, aber die Seite bei SoundCloud ist nicht die, die freigegeben wurde: Konto, Klang oder Länge sind anders. Bitte sieh sie dir an; mit der angehängten Datei brauchst du die Seite nicht mehr.`,
    GONE: (title) =>
      `${title} sollte gespielt werden, aber die Seite bei SoundCloud gibt es nicht mehr. Bitte sieh sie dir an; mit der angehängten Datei brauchst du die Seite nicht mehr.`,
    PREVIEW_ONLY: (title) =>
      `${title} sollte gespielt werden, aber SoundCloud gibt nur den Anfang heraus. Es wurde nichts gespielt; die Datei anzuhängen hilft.`,
    DRM: (title) =>
      `${title} sollte gespielt werden, aber SoundCloud schützt die Aufnahme davor, anderswo zu klingen. Es wurde nichts gespielt; die Datei anzuhängen hilft.`,
    RATE_LIMITED: (title) =>
      `${title} sollte gespielt werden, aber SoundCloud nimmt eine Zeit lang keine Fragen mehr von uns an. Du musst nichts tun; mit der angehängten Datei brauchst du SoundCloud nicht mehr.`,
    UNREACHABLE: (title) =>
      `${title} war nicht bis zum Ende zu hören, weil SoundCloud nicht erreichbar war. Du musst nichts tun; mit der angehängten Datei brauchst du SoundCloud nicht mehr.`,
    STALLED: (title) =>
      `${title} war nicht bis zum Ende zu hören, weil von SoundCloud nichts mehr kam. Du musst nichts tun; mit der angehängten Datei brauchst du SoundCloud nicht mehr.`,
    STREAMING_OFF: (title) =>
      `${title} sollte von SoundCloud gespielt werden, was in meinen Einstellungen ausgeschaltet ist. Es wurde nichts gespielt; bitte hänge die Datei an, oder zieh die Aufnahme zurück.`,
  },
  permissionEnds: ({ title, day }) =>
    `Die Erlaubnis für ${title} endet am ${day}. Danach wird die Aufnahme nicht mehr gespielt. Wenn sie verlängert werden kann, vermerke bitte rechtzeitig das neue Datum.`,
};

export const recording = createRecording(words, time);

const picked: OptionWords = {
  name: 'aufnahme',
  description: 'Schreib ein paar Buchstaben und wähle sie',
};

const about = {
  speaker: { name: 'stimme', description: 'Wer spricht' },
  language: { name: 'sprache', description: 'Das kurze Kürzel: en, es, de oder fr' },
  kind: { name: 'art', description: 'Was für eine Übung es ist' },
  intensity: { name: 'stärke', description: 'Wie stark sie wirken kann, in wenigen Worten' },
  credit: { name: 'nennung', description: 'Die Zeile mit der Nennung, die alle lesen' },
  link: { name: 'verweis', description: 'Eine Seite darüber, beginnt mit https://, oder none' },
  'permission-from': { name: 'erlaubnis-von', description: 'Wer die Erlaubnis gegeben hat' },
  'permission-given': {
    name: 'erlaubnis-seit',
    description: 'Wann sie gegeben wurde: 2026-11-30, oder none',
  },
  'permission-until': {
    name: 'erlaubnis-bis',
    description: 'Wann sie endet: 2027-03-31, oder none',
  },
} satisfies Readonly<Record<string, OptionWords>>;

/** `/recording` and what stands under it. */
export const recordingCommands: CommandTexts = {
  recording: { name: 'aufnahme', description: 'Für die Aufnahmen sorgen (Koordination)' },
  'recording add': {
    name: 'hinzufügen',
    description: 'Eine Tondatei als neue Aufnahme übergeben; sie wartet auf die Freigabe',
    options: {
      file: {
        name: 'datei',
        description: 'mp3, m4a, wav, FLAC, Ogg oder WebM, bis zu zwei Stunden',
      },
      title: { name: 'titel', description: 'Wonach sie gewählt wird' },
      ...about,
      page: { name: 'seite', description: 'Ihre Seite auf SoundCloud, die zeigt, wem sie gehört' },
    },
  },
  'recording check': {
    name: 'prüfen',
    description: 'Nachsehen, ob jede Aufnahme noch die freigegebene ist',
  },
  'recording list': { name: 'liste', description: 'Alle Aufnahmen, und wie es um sie steht' },
  'recording show': {
    name: 'zeigen',
    description: 'Alles, was über eine Aufnahme bekannt ist',
    options: { recording: picked },
  },
  'recording approve': {
    name: 'freigeben',
    description: 'Eine Aufnahme anhören und für sie einstehen',
    options: { recording: picked },
  },
  'recording revoke': {
    name: 'zurückziehen',
    description: 'Eine Aufnahme zurückziehen; sie endet, wo immer sie läuft',
    options: { recording: picked },
  },
  'recording edit': {
    name: 'ändern',
    description: 'Ändern, was über eine Aufnahme dasteht: nur, was du ausfüllst',
    options: {
      recording: picked,
      title: { name: 'titel', description: 'Der neue Titel' },
      ...about,
      transcript: {
        name: 'abschrift',
        description: 'Eine Textdatei (.txt) mit den gesprochenen Worten',
      },
    },
  },
};
