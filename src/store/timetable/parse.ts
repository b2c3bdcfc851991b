import type { ObjectNode } from '@humanwhocodes/momoa';
import { asId, type SeriesId } from '../../domain/identity.ts';
import { roomOverlaps } from '../../domain/recurrence.ts';
import type { DefaultChoice, Series } from '../../domain/schedule.ts';
import type { TimetableMistake } from '../../domain/timetable-mistake.ts';
import {
  fieldAt,
  fieldsOf,
  flagOf,
  ofType,
  required,
  textOf,
  type Field,
  type FieldGroup,
  type Reading,
} from './field.ts';
import { readExceptions, type TimetableException } from './exceptions.ts';
import { readJson } from './json.ts';
import {
  MINUTES_LIMITS,
  readChannel,
  readChoice,
  readDescription,
  readGrace,
  readId,
  readMinutes,
  readReminders,
  readTeachers,
} from './series-details.ts';
import { readSeriesTime, timeFieldOf } from './series-time.ts';
import { DEFAULT_ZONE } from '../../domain/zone.ts';
import { readZone } from './zone.ts';

const MINUTE_MS = 60_000;
const YEAR_MS = 366 * 86_400_000;

/** Discord shows at most 80 characters on a button, and names stand on buttons. */
export const NAME_MAX_LENGTH = 80;

export const ROOT_KEYS = ['$schema', 'zone', 'series', 'sessions'] as const;
export const SERIES_KEYS = [
  'id',
  'name',
  'description',
  'when',
  'cron',
  'once',
  'rrule',
  'times',
  'from',
  'zone',
  'minutes',
  'room',
  'announce',
  'graceMinutes',
  'reminders',
  'teachers',
  'ifNobodyChooses',
  'participantsVote',
  'tellTeacherChanges',
  'paused',
] as const;

export const DEFAULT_GRACE_MINUTES = 5;
export const DEFAULT_REMINDERS_MS: readonly number[] = [
  24 * 60 * MINUTE_MS,
  60 * MINUTE_MS,
  10 * MINUTE_MS,
];
export const DEFAULT_CHOICE: DefaultChoice = { kind: 'recording', recordingId: null };

export interface TimetableOptions {
  /** node-cron's judgement of an expression. */
  readonly isValidCron: (expression: string) => boolean;
  /** Sessions that would meet in one room are looked for in the year from then; left out, they are not. */
  readonly nowMs?: number;
  /** Ids that `ifNobodyChooses` may name; left out or null when they are not known here. */
  readonly knownRecordings?: ReadonlySet<string> | null;
}

/** What a good timetable file says. */
export interface Timetable {
  /** IANA zone of all wall times, but for series with one of their own. */
  readonly zone: string;
  readonly series: readonly Series[];
  /** In the order of the file. */
  readonly exceptions: readonly TimetableException[];
}

export type TimetableReading =
  | ({ readonly ok: true } & Timetable)
  | { readonly ok: false; readonly mistakes: readonly TimetableMistake[] };

/**
 * Reads a timetable. All mistakes are told at once, in the order of the file; only where
 * the text is no JSON at all, nothing after the first one can be judged.
 */
export function parseTimetable(text: string, options: TimetableOptions): TimetableReading {
  const withoutMark = text.replace(/^\uFEFF/, '');
  const json = readJson(withoutMark);
  if (!json.ok) {
    const { line, column, problem } = json;
    return { ok: false, mistakes: [{ line, column, path: '', seriesId: null, ...problem }] };
  }
  const reading: Reading = { text: withoutMark, mistakes: [] };
  const whole = fieldAt(reading, json.root, 'timetable', { path: '', seriesId: null });
  const root = ofType(reading, whole, 'object', '{ "zone": …, "series": [ … ] }');
  const timetable = root && readRoot(reading, root, options);
  if (reading.mistakes.length === 0 && timetable) return { ok: true, ...timetable };
  const mistakes = reading.mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { ok: false, mistakes };
}

function readRoot(reading: Reading, root: ObjectNode, options: TimetableOptions): Timetable | null {
  const group = fieldsOf(reading, root, { path: '', seriesId: null }, ROOT_KEYS);
  const zoneField = group.fieldByKey.get('zone');
  const zone = zoneField ? readZone(reading, zoneField) : DEFAULT_ZONE;
  const list = required(group, 'series', '[]');
  const items = list && ofType(reading, list, 'list', '[ { "id": "morning", … } ]');
  if (!list || !items) return null;
  const idLineById = new Map<string, number>();
  const series = items.elements.flatMap(({ value }, index) => {
    const item = list.item(value, index);
    const node = ofType(reading, item, 'object', '{ "id": "morning", … }');
    const path = `series[${index}]`;
    return (node && readSeries(reading, node, path, { zone, idLineById, options })) ?? [];
  });
  const good = series.map((one) => one.series);
  const sessions = group.fieldByKey.get('sessions');
  // A session of a series that could not be read is not to be judged.
  const canJudge = good.length === items.elements.length;
  const exceptions = sessions && canJudge ? readExceptions(reading, sessions, good) : [];
  if (zone === null) return null;
  if (options.nowMs !== undefined) noteOverlaps(series, options.nowMs);
  return { zone, series: good, exceptions };
}

interface FoundSeries {
  readonly series: Series;
  /** The field that says when it takes place. */
  readonly time: Field;
}

interface SeriesContext {
  readonly zone: string | null;
  /** Where each id was seen first. */
  readonly idLineById: Map<string, number>;
  readonly options: TimetableOptions;
}

function readSeries(
  reading: Reading,
  node: ObjectNode,
  path: string,
  context: SeriesContext,
): FoundSeries | null {
  const before = reading.mistakes.length;
  const group = fieldsOf(reading, node, { path, seriesId: idAsWritten(node) }, SERIES_KEYS);
  const id = readOwnId(reading, group, context.idLineById);
  const ownZone = group.fieldByKey.get('zone');
  const zone = ownZone ? readZone(reading, ownZone) : context.zone;
  const time = readSeriesTime(reading, group, context.options.isValidCron);
  const meeting = readMeeting(reading, group);
  const details = readDetails(
    reading,
    group,
    meeting.minutes,
    context.options.knownRecordings ?? null,
  );
  // A reader that gives null has noted why; a zone that is null was noted outside of the series.
  if (reading.mistakes.length > before || zone === null) return null;
  const series: Series = {
    id: asId<SeriesId>(id!),
    name: meeting.name!,
    rule: { zone, dates: time!.dates, wallTimes: time!.wallTimes },
    durationMs: meeting.minutes! * MINUTE_MS,
    room: meeting.room!,
    announce: meeting.announce!,
    graceMs: Math.round(details.graceMinutes! * MINUTE_MS),
    remindersMs: details.remindersMs!,
    teacherIds: details.teacherIds!,
    ifNobodyChooses: details.ifNobodyChooses!,
    description: details.description!,
    paused: details.paused!,
    tellsTeacherChanges: details.tellsTeacherChanges!,
    participantsVote: details.participantsVote!,
  };
  return { series, time: timeFieldOf(group) };
}

/** What every series must say, apart from its time. */
function readMeeting(reading: Reading, group: FieldGroup) {
  const name = required(group, 'name', '"Morning practice"');
  const minutes = required(group, 'minutes', '60');
  const room = required(group, 'room', '"Practice hall"');
  const announce = required(group, 'announce', '"announcements"');
  return {
    name: name && textOf(reading, name, '"Morning practice"', NAME_MAX_LENGTH),
    minutes: minutes && readMinutes(reading, minutes),
    room: room && readChannel(reading, room, '"Practice hall"'),
    announce: announce && readChannel(reading, announce, '"announcements"'),
  };
}

/** What a series may leave out. */
function readDetails(
  reading: Reading,
  { fieldByKey }: FieldGroup,
  minutes: number | null,
  knownRecordings: ReadonlySet<string> | null,
) {
  const grace = fieldByKey.get('graceMinutes');
  const reminders = fieldByKey.get('reminders');
  const teachers = fieldByKey.get('teachers');
  const choice = fieldByKey.get('ifNobodyChooses');
  const description = fieldByKey.get('description');
  const paused = fieldByKey.get('paused');
  const vote = fieldByKey.get('participantsVote');
  const tells = fieldByKey.get('tellTeacherChanges');
  return {
    graceMinutes: grace ? readGrace(reading, grace, minutes) : defaultGraceMinutes(minutes),
    remindersMs: reminders ? readReminders(reading, reminders) : DEFAULT_REMINDERS_MS,
    teacherIds: teachers ? readTeachers(reading, teachers) : [],
    ifNobodyChooses: choice ? readChoice(reading, choice, knownRecordings) : DEFAULT_CHOICE,
    description: description ? readDescription(reading, description) : '',
    paused: paused ? flagOf(reading, paused) : false,
    participantsVote: vote ? flagOf(reading, vote) : false,
    tellsTeacherChanges: tells ? flagOf(reading, tells) : false,
  };
}

/** A session too short for the usual patience waits for half of its time. */
export function defaultGraceMinutes(minutes: number | null): number {
  return Math.min(DEFAULT_GRACE_MINUTES, (minutes ?? MINUTES_LIMITS.max) / 2);
}

function readOwnId(
  reading: Reading,
  group: FieldGroup,
  idLineById: Map<string, number>,
): string | null {
  const field = required(group, 'id', '"morning"');
  const id = field && readId(reading, field);
  if (id === null) return null;
  const firstLine = idLineById.get(id);
  if (firstLine !== undefined) return field!.report({ code: 'ID_TAKEN', found: id, firstLine });
  idLineById.set(id, field!.line);
  return id;
}

/** The id even where it is not a good one: mistakes are told by it. */
function idAsWritten(node: ObjectNode): string | null {
  for (const { name, value } of node.members) {
    const key = name.type === 'String' ? name.value : name.name;
    if (key === 'id') return value.type === 'String' && value.value !== '' ? value.value : null;
  }
  return null;
}

function noteOverlaps(found: readonly FoundSeries[], nowMs: number): void {
  const timeById = new Map(found.map(({ series, time }) => [series.id, time]));
  const all = found.map(({ series }) => series).filter(({ paused }) => !paused);
  for (const { earlier, later, atMs } of roomOverlaps(all, nowMs, nowMs + YEAR_MS)) {
    timeById.get(later.id)!.report({
      code: 'ROOM_OVERLAP',
      room: later.room,
      otherId: earlier.id,
      meetsItself: earlier.id === later.id,
      otherLine: timeById.get(earlier.id)!.line,
      atMs,
      zone: later.rule.zone,
    });
  }
}
