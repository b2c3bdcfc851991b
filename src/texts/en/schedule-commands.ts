import type { CommandTexts, OptionWords } from '../texts.ts';

/** What a series is made of; of one that is changed, only what is filled in. */
const ofSeries: Readonly<Record<string, OptionWords>> = {
  when: {
    name: 'when',
    description:
      'Mon, Wed, Fri 7:00 · every other Sunday 16:30 · first Saturday 9am · or a cron expression',
  },
  minutes: { name: 'minutes', description: 'How long a session lasts' },
  room: { name: 'room', description: 'The voice channel' },
  announce: { name: 'announce', description: 'The text channel for reminders' },
  from: { name: 'from', description: 'The first day, for example 2026-12-01' },
  zone: {
    name: 'zone',
    description: 'The time zone of the times, for example America/Los_Angeles',
  },
  reminders: { name: 'reminders', description: 'How long before, for example 24h, 1h, 10m' },
  description: { name: 'description', description: 'One or two sentences about it' },
  'teacher-changes': {
    name: 'teacher-changes',
    description: 'Tell people when another teacher leads',
  },
  vote: { name: 'vote', description: 'Whether people in the room may vote for what comes next' },
};

const series: OptionWords = { name: 'series', description: 'Type a few letters and pick it' };
const session: OptionWords = { name: 'session', description: 'Type a few letters and pick it' };

/** `/schedule` and what stands under it. */
export const scheduleCommands: CommandTexts = {
  schedule: {
    name: 'schedule',
    description: 'The timetable (coordinators)',
  },
  'schedule add': {
    name: 'add',
    description: 'Put a new series into the timetable',
    options: {
      name: { name: 'name', description: 'What people read, for example Morning practice' },
      ...ofSeries,
    },
  },
  'schedule edit': {
    name: 'edit',
    description: 'Change a series: only what you fill in',
    options: {
      series,
      name: { name: 'name', description: 'The new name' },
      ...ofSeries,
    },
  },
  'schedule pause': {
    name: 'pause',
    description: 'No sessions of a series until you resume it',
    options: {
      series,
    },
  },
  'schedule resume': {
    name: 'resume',
    description: 'Let a paused series go on',
    options: {
      series,
    },
  },
  'schedule remove': {
    name: 'remove',
    description: 'Take a series out of the timetable',
    options: {
      series,
    },
  },
  'schedule list': {
    name: 'list',
    description: 'Every series, and when it meets next',
  },
  'schedule cancel': {
    name: 'cancel',
    description: 'Cancel one session',
    options: {
      session,
    },
  },
  'schedule move': {
    name: 'move',
    description: 'Move one session to another time',
    options: {
      session,
      to: { name: 'to', description: 'The new time: 8:30, Thu 8:00, or 3 Dec 8am' },
      minutes: { name: 'minutes', description: 'How long a session lasts' },
    },
  },
  'schedule add-once': {
    name: 'add-once',
    description: 'Add one session to a series',
    options: {
      series,
      at: { name: 'at', description: 'The time: Thu 8:00, 3 Dec 8am, or 2026-12-03 08:00' },
    },
  },
  'schedule undo': {
    name: 'undo',
    description: 'Undo the last change of the timetable',
  },
};
