/** Writes a timetable as a file that `parseTimetable` reads back as the same. */
import type { OccurrenceId } from '../../domain/identity.ts';
import type { DefaultChoice, Series } from '../../domain/schedule.ts';
import { addedId, momentOf, ruledStartOf, SESSION_FORM } from './exceptions.ts';
import type { TimetableException } from './exceptions.ts';
import { DEFAULT_REMINDERS_MS, defaultGraceMinutes, type Timetable } from './parse.ts';
import { ruleEntries } from './rule-words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Entries = Readonly<Record<string, unknown>>;

/**
 * JSON of two spaces, a short list on one line, what is as usual left out. The order of series
 * and sessions is kept. Throws when a session is of a series that the timetable has not.
 */
export function writeTimetable({ zone, series, exceptions }: Timetable): string {
  const seriesById = new Map(series.map((one) => [one.id, one]));
  const written = new Set<OccurrenceId>();
  const sessions = exceptions.map((exception) => {
    const own = seriesById.get(exception.seriesId);
    if (!own) throw new Error(`The session ${exception.id} is of no series of the timetable.`);
    const entries = sessionEntries(exception, own, written);
    written.add(exception.id);
    return inOneLine(entries);
  });
  const lists = [
    listOf(
      'series',
      series.map((one) => inManyLines(seriesEntries(one, zone), '    ')),
    ),
    ...(sessions.length === 0 ? [] : [listOf('sessions', sessions)]),
  ];
  const head = ['"$schema": "./timetable.schema.json"', `"zone": ${JSON.stringify(zone)}`];
  return `{\n  ${[...head, ...lists].join(',\n  ')}\n}\n`;
}

function seriesEntries(series: Series, zone: string): Entries {
  const { id, name, description, rule, durationMs, room, announce, paused } = series;
  const minutes = durationMs / MINUTE_MS;
  const graceMinutes = series.graceMs / MINUTE_MS;
  const reminders = JSON.stringify(series.remindersMs) === JSON.stringify(DEFAULT_REMINDERS_MS);
  const choice = choiceText(series.ifNobodyChooses);
  return {
    id,
    name,
    ...(description === '' ? {} : { description }),
    ...ruleEntries(rule),
    ...(rule.zone === zone ? {} : { zone: rule.zone }),
    minutes,
    room,
    announce,
    ...(graceMinutes === defaultGraceMinutes(minutes) ? {} : { graceMinutes }),
    ...(reminders ? {} : { reminders: series.remindersMs.map(reminderText) }),
    ...(series.teacherIds.length === 0 ? {} : { teachers: series.teacherIds }),
    ...(choice === 'recording' ? {} : { ifNobodyChooses: choice }),
    ...(series.participantsVote ? { participantsVote: true } : {}),
    ...(series.tellsTeacherChanges ? { tellTeacherChanges: true } : {}),
    ...(paused ? { paused } : {}),
  };
}

function reminderText(beforeMs: number): string {
  if (beforeMs > DAY_MS && beforeMs % DAY_MS === 0) return `${beforeMs / DAY_MS}d`;
  return beforeMs % HOUR_MS === 0 ? `${beforeMs / HOUR_MS}h` : `${beforeMs / MINUTE_MS}m`;
}

function choiceText(choice: DefaultChoice): string {
  if (choice.kind === 'silence') return `silence ${choice.minutes}`;
  return choice.kind === 'nothing' ? 'nothing' : (choice.recordingId ?? 'recording');
}

/** `written` are the sessions that stand in the file before this one. */
function sessionEntries(
  { id, seriesId, startsAtMs, endsAtMs, calledOff, placedBy }: TimetableException,
  series: Series,
  written: ReadonlySet<OccurrenceId>,
): Entries {
  const moment = momentOf(series.rule.zone, startsAtMs);
  const lengthMs = endsAtMs - startsAtMs;
  const length = lengthMs === series.durationMs ? {} : { minutes: lengthMs / MINUTE_MS };
  const cancelled = calledOff ? { cancelled: true } : {};
  // An added one gets its name from its date, unless it was moved to another since.
  if (addedId(series, startsAtMs, (other) => written.has(other)) === id) {
    return { series: seriesId, added: moment, ...length, ...cancelled };
  }
  // Where the rule says when it would be, a session that is off needs no time.
  if (placedBy === 'rule' && isCalledFor(id, series)) return { session: id, ...cancelled };
  return { session: id, movedTo: moment, ...length, ...cancelled };
}

function isCalledFor(id: OccurrenceId, { rule }: Series): boolean {
  const [, , date, ordinal, added] = SESSION_FORM.exec(id) ?? [];
  if (date === undefined || added !== undefined) return false;
  return ruledStartOf(rule, date, Number(ordinal ?? 1)) !== null;
}

function listOf(key: string, items: readonly string[]): string {
  if (items.length === 0) return `"${key}": []`;
  return `"${key}": [\n    ${items.join(',\n    ')}\n  ]`;
}

function inManyLines(entries: Entries, indent: string): string {
  const lines = Object.entries(entries).map(([key, value]) => `${indent}  ${entry(key, value)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function inOneLine(entries: Entries): string {
  return `{ ${Object.entries(entries)
    .map(([key, value]) => entry(key, value))
    .join(', ')} }`;
}

function entry(key: string, value: unknown): string {
  const text = Array.isArray(value)
    ? `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
    : JSON.stringify(value);
  return `${JSON.stringify(key)}: ${text}`;
}
