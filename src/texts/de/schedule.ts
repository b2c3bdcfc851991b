import { createNotices } from '../sections/notices.ts';
import { createSchedule } from '../sections/schedule.ts';
import { time } from './time.ts';

export const schedule = createSchedule({
  time,
  locale: 'de',
  weekdays: { 1: 'Mo', 2: 'Di', 3: 'Mi', 4: 'Do', 5: 'Fr', 6: 'Sa', 7: 'So' },
  rule: {
    daily: 'Jeden Tag',
    everyOtherDay: 'Jeden zweiten Tag',
    everyOther: (days) => `${days} alle zwei Wochen`,
    everyNWeeks: (days, weeks) => `${days} alle ${weeks} Wochen`,
    nth: {
      '1': 'erster',
      '2': 'zweiter',
      '3': 'dritter',
      '4': 'vierter',
      '5': 'fünfter',
      '-1': 'letzter',
    },
    nthDay: (nth, day) => `${nth} ${day} im Monat`,
    monthDays: (days) => `Tag ${days} im Monat`,
    once: (date) => `Einmal, am ${date}`,
    other: 'Nach einer eigenen Regel',
    at: (days, times, city) => `${days} um ${times} in ${city}`,
  },
  signedUp: (count) => {
    if (count === 0) return 'Niemand ist angemeldet.';
    return count === 1 ? 'Eine Person ist angemeldet.' : `${count} Personen sind angemeldet.`;
  },
  preview: {
    ask: {
      addSeries: ({ name }) => `${name} hinzufügen?`,
      editSeries: ({ name }) => `${name} ändern?`,
      pauseSeries: ({ name }) =>
        `${name} pausieren? Es gibt dann keine Termine, bis du die Reihe fortsetzt.`,
      resumeSeries: ({ name }) => `${name} fortsetzen?`,
      removeSeries: ({ name }) => `${name} mit allen Terminen entfernen?`,
      cancelSession: ({ session }) => `Einen Termin absagen? ${session}`,
      restoreSession: ({ session }) => `Diesen Termin doch stattfinden lassen? ${session}`,
      addSession: ({ session }) => `Einen Termin hinzufügen? ${session}`,
      dropSession: ({ session }) => `Diesen Termin wieder wegnehmen? ${session}`,
      moveSession: ({ session, to }) =>
        `Einen Termin verschieben? ${session} würde dann am ${to} beginnen`,
    },
    undoes: 'Das macht die letzte Änderung rückgängig.',
    lengthAndRoom: (length, room) => `${length}, in ${room}.`,
    next: 'Die nächsten Termine wären:',
    none: 'Es ist kein Termin geplant.',
    cancelled: 'abgesagt',
    told: 'Sie erfahren es innerhalb einer Minute.',
    untold: 'Für sie ändert sich nichts, deshalb wird niemand benachrichtigt.',
    shifted: (at) => `Einmal überspringen die Uhren diese Zeit: An diesem Tag beginnt es am ${at}.`,
    fields: {
      name: 'der Name',
      rule: 'Tage und Zeiten',
      durationMs: 'die Länge',
      room: 'der Raum',
      announce: 'wo es angekündigt wird',
      graceMs: 'wie lange wir auf die Leitung warten',
      remindersMs: 'die Erinnerungen',
      teacherIds: 'wer leitet',
      ifNobodyChooses: 'was geschieht, wenn niemand wählt',
      description: 'die Beschreibung',
      tellsTeacherChanges: 'ob eine andere Leitung mitgeteilt wird',
      participantsVote: 'wer wählt, was auf die Begrüßung folgt',
    },
    changes: (fields) => `Was sich ändert: ${fields}.`,
  },
  done: {
    addSeries: ({ name }) => `${name} steht im Zeitplan.`,
    editSeries: ({ name }) => `${name} ist geändert.`,
    pauseSeries: ({ name }) => `${name} ist pausiert.`,
    resumeSeries: ({ name }) => `${name} geht weiter.`,
    removeSeries: ({ name }) =>
      `${name} steht nicht mehr im Zeitplan. \`/zeitplan rückgängig\` bringt die Reihe zurück.`,
    cancelSession: ({ session }) => `Abgesagt: ${session}.`,
    restoreSession: ({ session }) => `Es findet doch statt: ${session}.`,
    addSession: ({ session }) => `Hinzugefügt: ${session}.`,
    dropSession: ({ session }) => `Wieder weggenommen: ${session}.`,
    moveSession: ({ name, to }) => `Verschoben: ${name} beginnt jetzt am ${to}.`,
  },
  doneTold: (count) => `${count} Sie erfahren es innerhalb einer Minute.`,
  discarded: 'Es wurde nichts geändert.',
  list: {
    head: '**Der Zeitplan**',
    paused: 'Pausiert.',
    votes: 'Der Raum stimmt ab, was auf die Begrüßung folgt.',
    next: (at) => `Als Nächstes: ${at}.`,
    more: (count) =>
      count === 1
        ? 'Eine weitere Reihe ist hier nicht gezeigt.'
        : `${count} weitere Reihen sind hier nicht gezeigt.`,
    none: 'Im Zeitplan steht noch nichts. Mit `/zeitplan hinzufügen` kommt die erste Reihe hinein.',
  },
  buttons: { confirmDraft: 'Bestätigen', discardDraft: 'Zurück' },
  refusal: {
    UNKNOWN_SERIES: () =>
      'Diese Reihe kenne ich nicht. Wähle eine aus der Liste, die beim Tippen erscheint.',
    UNKNOWN_SESSION: () =>
      'Diesen Termin kenne ich nicht. Wähle einen aus der Liste, die beim Tippen erscheint.',
    SERIES_ID_TAKEN: ({ name }) =>
      `Es gibt schon eine Reihe namens ${name}. Gib dieser einen anderen Namen oder ändere jene mit \`/zeitplan ändern\`.`,
    ALREADY_CANCELLED: () => 'Dieser Termin ist schon abgesagt.',
    ALREADY_PAUSED: () => 'Diese Reihe ist schon pausiert. `/zeitplan fortsetzen` setzt sie fort.',
    NOT_PAUSED: () => 'Diese Reihe ist nicht pausiert.',
    NOTHING_CHANGES: () => 'So ist es schon, es gibt nichts zu ändern.',
    SERIES_IS_PAUSED: () =>
      'Diese Reihe ist pausiert. Setze sie zuerst mit `/zeitplan fortsetzen` fort.',
    SESSION_HAS_BEGUN: () =>
      'Dieser Termin hat begonnen oder ist vorbei und kann nicht mehr geändert werden.',
    STARTS_IN_PAST: ({ at }) => `Das läge in der Vergangenheit: ${at}. Schreib eine spätere Zeit.`,
    TOO_LONG: ({ hours }) =>
      `Ein Termin darf bis zu ${hours} Stunden dauern. Schreib weniger Minuten.`,
    NO_SESSIONS_AHEAD: () =>
      'Mit diesen Tagen und Zeiten gibt es in den nächsten zwei Jahren keinen Termin. Schreib andere Tage.',
    ROOM_OVERLAP: ({ name, other, room, at }) =>
      `In ${room} wären zwei Termine zugleich: ${name} und ${other}, zuerst am ${at}. Wähle eine andere Zeit, eine kürzere Dauer oder einen anderen Raum.`,
    UNKNOWN_ROOM: ({ written }) =>
      `Ich finde keinen Sprachkanal namens ${written}. Prüfe die Schreibweise oder lass mich den Kanal sehen.`,
    UNKNOWN_ANNOUNCE: ({ written }) =>
      `Ich finde keinen Textkanal namens ${written}. Prüfe die Schreibweise oder lass mich den Kanal sehen.`,
    NOTHING_TO_UNDO: () => 'Es gibt keine Änderung, die sich rückgängig machen lässt.',
    UNDO_TOO_LATE: () =>
      'Die letzte Änderung lässt sich nicht mehr rückgängig machen: Seither wurde wieder etwas geändert, oder der Termin hat begonnen.',
    DRAFT_IS_OLD: () =>
      'Diese Vorschau ist alt, oder der Zeitplan hat sich seither geändert. Bitte benutze den Befehl noch einmal.',
    MOMENT_UNREADABLE: ({ found, write }) =>
      `Ich kann ${found} nicht als Datum und Uhrzeit lesen. Schreib es so: ${write}`,
    MOMENT_TIME_UNCLEAR: ({ found, write }) =>
      `Bei ${found} weiß ich nicht, ob morgens oder abends gemeint ist. Schreib 7:00, 7am oder 7pm, zum Beispiel: ${write}`,
    MOMENT_NO_SUCH_DATE: ({ found }) => `Diesen Tag hat der Kalender nicht: ${found}.`,
    MOMENT_IN_GAP: ({ at, found }) =>
      `An diesem Tag springen die Uhren vor, und ${found} gibt es nicht. Derselbe Moment nach dem Sprung ist ${at}. Schreib diese Zeit oder eine andere.`,
    WHEN: ({ found, write }) =>
      `Ich kann ${found} nicht als Tage und Zeiten lesen. Schreib es so (auf Englisch): ${write}`,
    WHEN_UNCLEAR: ({ found, write }) =>
      `Bei ${found} weiß ich nicht, ob morgens oder abends gemeint ist. Schreib 7:00, 7am oder 7pm, zum Beispiel: ${write}`,
    WHEN_DIFFER: ({ write }) =>
      `Verschiedene Tage zu verschiedenen Zeiten brauchen je eine Reihe. Für die erste: ${write}`,
    WHEN_DATE: ({ write }) =>
      `Ein einzelnes Datum kommt mit \`/zeitplan einmal-hinzufügen\` zu einer Reihe. Für Tage, die wiederkehren, schreib zum Beispiel: ${write}`,
    CRON: ({ found }) =>
      `Mit ${found} kann ich nichts anfangen. Schreib die Tage in Worten, zum Beispiel: Mon, Wed, Fri 07:00`,
    UNKNOWN_ZONE: ({ found, write }) =>
      `Ich kenne keine Zeitzone namens ${found}. Meinst du ${write}?`,
    REMINDERS_UNREADABLE: ({ found }) =>
      `Ich kann ${found} nicht als Erinnerungen lesen. Schreib sie so: 24h, 1h, 10m`,
    NO_SUCH_DATE: ({ found }) =>
      `Diesen Tag hat der Kalender nicht: ${found}. Schreib ihn so: 2026-12-01`,
    NAME_EMPTY: () => 'Eine Reihe braucht einen lesbaren Namen.',
  },
});

export const notices = createNotices({
  time,
  locale: 'de',
  rule: schedule.rule,
  head: '**Eine Änderung in unserem Zeitplan**',
  more: (count) =>
    count === 1
      ? 'Eine weitere Änderung steht in `/termine`.'
      : `${count} weitere Änderungen stehen in \`/termine\`.`,
  cancelled: (session) => `${session} findet nicht statt. Die Änderung tut uns leid.`,
  back: (session) => `${session} findet doch statt.`,
  added: (session) => `Es gibt einen Termin mehr: ${session}.`,
  paused: (name) => `${name} macht vorerst Pause. Wir schreiben, wenn es weitergeht.`,
  removed: (name) =>
    `${name} ist beendet, es gibt keine weiteren Termine. Danke, dass du da warst.`,
  resumed: (name) => `${name} geht weiter.`,
  moved: (name, from, to) =>
    `${name} ist verschoben. Es war am ${from}; jetzt beginnt es am ${to}.`,
  length: (session, length) => `${session} dauert jetzt ${length}.`,
  newTime: (name, rule) => `${name} hat neue Zeiten: ${rule}.`,
  newRoom: (name, room) => `${name} trifft sich jetzt in ${room}.`,
  newLength: (name, length) => `${name} dauert jetzt ${length}.`,
  teacher: (session, who) => `${session}: ${who}`,
  nextIs: (at) => `Der nächste Termin ist am ${at}.`,
  teaches: (names) => `es leitet ${names}.`,
  teacherIsAsked: 'eine andere Leitung wird gerade gesucht.',
  changeMention: 'Es geht um einen Termin, zu dem du angemeldet bist.',
  clocks:
    '**Bald werden die Uhren umgestellt**\nUnsere Termine behalten ihre Zeit in Los Angeles. In manchen Ländern werden die Uhren an anderen Tagen umgestellt, dort kann ein Termin zu einer anderen Stunde beginnen. Wen das betrifft, der liest es im Thread darunter.',
  shiftHead: (city) => `In ${city} ändert sich die Zeit für dich:`,
  shift: (name, old, now, from) => `${name}: ${now} statt ${old}, ab ${from}`,
  until: (until) => ` bis ${until}`,
  dayBefore: 'am Tag davor',
  dayAfter: 'am Tag danach',
});
