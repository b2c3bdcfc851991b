import type { CommandTexts, OptionWords } from '../texts.ts';

/** What a series is made of; of one that is changed, only what is filled in. */
const ofSeries: Readonly<Record<string, OptionWords>> = {
  when: {
    name: 'wann',
    description:
      'Auf Englisch: Mon, Wed, Fri 7:00 · every other Sunday 16:30 · first Saturday 9am · oder cron',
  },
  minutes: { name: 'minuten', description: 'Wie lange ein Termin dauert' },
  room: { name: 'raum', description: 'Der Sprachkanal' },
  announce: { name: 'ankündigung', description: 'Der Textkanal für Erinnerungen' },
  from: { name: 'ab', description: 'Der erste Tag, zum Beispiel 2026-12-01' },
  zone: { name: 'zeitzone', description: 'Die Zeitzone, zum Beispiel America/Los_Angeles' },
  reminders: { name: 'erinnerungen', description: 'Wie lange vorher, zum Beispiel 24h, 1h, 10m' },
  description: { name: 'beschreibung', description: 'Ein oder zwei Sätze dazu' },
  'teacher-changes': {
    name: 'leitungswechsel',
    description: 'Mitteilen, wenn jemand anderes leitet',
  },
  vote: { name: 'abstimmung', description: 'Ob alle im Raum abstimmen, was als Nächstes kommt' },
};

const series: OptionWords = { name: 'reihe', description: 'Tippe ein paar Buchstaben und wähle' };
const session: OptionWords = {
  name: 'termin',
  description: 'Tippe ein paar Buchstaben und wähle',
};

/** `/schedule` and what stands under it. */
export const scheduleCommands: CommandTexts = {
  schedule: {
    name: 'zeitplan',
    description: 'Der Zeitplan (Koordination)',
  },
  'schedule add': {
    name: 'hinzufügen',
    description: 'Eine neue Reihe in den Zeitplan setzen',
    options: {
      name: { name: 'name', description: 'Was die Leute lesen, zum Beispiel Morgenpraxis' },
      ...ofSeries,
    },
  },
  'schedule edit': {
    name: 'ändern',
    description: 'Eine Reihe ändern: nur das, was du ausfüllst',
    options: {
      series,
      name: { name: 'name', description: 'Der neue Name' },
      ...ofSeries,
    },
  },
  'schedule pause': {
    name: 'pausieren',
    description: 'Keine Termine einer Reihe, bis du sie fortsetzt',
    options: {
      series,
    },
  },
  'schedule resume': {
    name: 'fortsetzen',
    description: 'Eine pausierte Reihe weitergehen lassen',
    options: {
      series,
    },
  },
  'schedule remove': {
    name: 'entfernen',
    description: 'Eine Reihe aus dem Zeitplan nehmen',
    options: {
      series,
    },
  },
  'schedule list': {
    name: 'liste',
    description: 'Alle Reihen, und wann sie stattfinden',
  },
  'schedule cancel': {
    name: 'absagen',
    description: 'Einen Termin absagen',
    options: {
      session,
    },
  },
  'schedule move': {
    name: 'verschieben',
    description: 'Einen Termin auf eine andere Zeit legen',
    options: {
      session,
      to: { name: 'auf', description: 'Die neue Zeit: 8:30, Thu 8:00 oder 3 Dec 8am' },
      minutes: { name: 'minuten', description: 'Wie lange ein Termin dauert' },
    },
  },
  'schedule add-once': {
    name: 'einmal-hinzufügen',
    description: 'Einer Reihe ein einzelnen Termin hinzufügen',
    options: {
      series,
      at: { name: 'zeit', description: 'Die Zeit: Thu 8:00, 3 Dec 8am oder 2026-12-03 08:00' },
    },
  },
  'schedule undo': {
    name: 'rückgängig',
    description: 'Die letzte Änderung des Zeitplans rückgängig machen',
  },
};
