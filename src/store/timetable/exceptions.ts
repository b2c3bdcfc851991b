/** The sessions of a timetable file that differ from their series: cancelled, moved or added. */
import type { ObjectNode } from '@humanwhocodes/momoa';
import { asId, type OccurrenceId, type SeriesId } from '../../domain/identity.ts';
import { instantOf, isLocalDate, localDateOf, localTimeOf } from '../../domain/local-time.ts';
import { occurrenceIdOf, occurrencesBetween } from '../../domain/recurrence.ts';
import { wallTimeOf } from '../../domain/schedule-words.ts';
import type { Occurrence, RecurrenceRule, Series } from '../../domain/schedule.ts';
import { nearestSpelling } from '../../domain/spelling.ts';
import {
  fieldsOf,
  flagOf,
  ofType,
  textOf,
  type Field,
  type FieldGroup,
  type Reading,
} from './field.ts';
import { readMinutes } from './series-details.ts';

/** What a file says of a session; the numbers that rise are the store's. */
export type TimetableException = Pick<
  Occurrence,
  'id' | 'seriesId' | 'startsAtMs' | 'endsAtMs' | 'calledOff' | 'placedBy'
>;

export const SESSION_KEYS = [
  'session',
  'series',
  'cancelled',
  'movedTo',
  'added',
  'minutes',
] as const;

/** `morning@2026-12-01`, `morning@2026-12-01.2` for the day's second, `morning@2026-12-05+1` for one that was added. */
export const SESSION_FORM =
  /^([a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?)@(\d{4}-\d{2}-\d{2})(?:\.([2-9])|\+([1-9]\d{0,2}))?$/;
/** With an offset where the clock shows the time twice and the second is meant. */
export const MOMENT_FORM = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})([+-]\d{2}:\d{2})?$/;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WRITE_SESSION = '"morning@2026-12-01"';

interface SessionContext {
  readonly reading: Reading;
  readonly group: FieldGroup;
  readonly seriesById: ReadonlyMap<string, Series>;
  /** Where each session was seen first. */
  readonly lineById: Map<string, number>;
  /** How many mistakes were noted before this session. */
  readonly mistakesBefore: number;
}

/** The exceptions of the list; what is wrong with one is noted, and it is left out. */
export function readExceptions(
  reading: Reading,
  list: Field,
  series: readonly Series[],
): TimetableException[] {
  const items = ofType(reading, list, 'list', '[ { "session": "morning@2026-12-01", … } ]');
  if (!items) return [];
  const seriesById = new Map<string, Series>(series.map((one) => [one.id, one]));
  const lineById = new Map<string, number>();
  return items.elements.flatMap(({ value }, index) => {
    const item = list.item(value, index);
    const node = ofType(reading, item, 'object', '{ "session": "morning@2026-12-01", … }');
    if (!node) return [];
    const mistakesBefore = reading.mistakes.length;
    const group = groupOf(reading, node, index);
    const exception = readException({ reading, group, seriesById, lineById, mistakesBefore });
    return exception ?? [];
  });
}

function groupOf(reading: Reading, node: ObjectNode, index: number): FieldGroup {
  return fieldsOf(reading, node, { path: `sessions[${index}]`, seriesId: null }, SESSION_KEYS);
}

function readException(context: SessionContext): TimetableException | null {
  const { reading, group, lineById, mistakesBefore } = context;
  const { fieldByKey, misspeltKeys } = group;
  const session = fieldByKey.get('session');
  const series = fieldByKey.get('series');
  if (session && series) return group.self.report({ code: 'SESSION_AND_SERIES' });
  if (!session && !series) {
    // A slip of the pen has been noted already, where it stands.
    if (misspeltKeys.has('session') || misspeltKeys.has('series')) return null;
    return group.self.report({ code: 'SESSION_UNNAMED' });
  }
  const exception = session ? readNamed(context, session) : readAdded(context, series!);
  if (!exception || reading.mistakes.length > mistakesBefore) return null;
  const firstLine = lineById.get(exception.id);
  if (firstLine !== undefined) {
    return group.self.report({ code: 'SESSION_TAKEN', found: exception.id, firstLine });
  }
  lineById.set(exception.id, group.self.line);
  return exception;
}

/** One that the rule calls for, or that was added and is named by its id. */
function readNamed(context: SessionContext, field: Field): TimetableException | null {
  const { reading, group, seriesById } = context;
  group.fieldByKey
    .get('added')
    ?.report({ code: 'SESSION_KEY', key: 'added', write: '"movedTo" for a session that there is' });
  const text = textOf(reading, field, WRITE_SESSION, 100);
  if (text === null) return null;
  const [, seriesId = '', date = '', ordinal, added] = SESSION_FORM.exec(text) ?? [];
  if (!isLocalDate(date)) {
    return field.report({ code: 'SESSION_FORM', found: text, write: 'morning@2026-12-01' });
  }
  const series = seriesOf(seriesById, field, seriesId);
  const said = readWhatIsSaid(context, 'movedTo', series?.rule.zone ?? null);
  if (!series || !said) return null;
  const ruled = added ? null : ruledStartOf(series.rule, date, Number(ordinal ?? 1));
  const startsAtMs = said.startsAtMs ?? ruled;
  if (startsAtMs === null) return field.report({ code: 'SESSION_NOT_CALLED_FOR', found: text });
  const isMoved = said.startsAtMs !== null || said.minutes !== null;
  if (!isMoved && !said.calledOff) return unchanged(context);
  return {
    id: asId<OccurrenceId>(text),
    seriesId: series.id,
    startsAtMs,
    endsAtMs: startsAtMs + lengthMs(said.minutes, series),
    calledOff: said.calledOff,
    placedBy: isMoved ? 'hand' : 'rule',
  };
}

/** One more session of a series; its name is made from its date. */
function readAdded(context: SessionContext, field: Field): TimetableException | null {
  const { reading, group, seriesById, lineById } = context;
  group.fieldByKey
    .get('movedTo')
    ?.report({ code: 'SESSION_KEY', key: 'movedTo', write: '"added" for one more session' });
  const text = textOf(reading, field, '"morning"', 100);
  if (text === null) return null;
  const series = seriesOf(seriesById, field, text);
  const said = readWhatIsSaid(context, 'added', series?.rule.zone ?? null);
  if (!series || !said) return null;
  const { startsAtMs, calledOff } = said;
  if (startsAtMs === null) return unchanged(context);
  return {
    id: addedId(series, startsAtMs, (id) => lineById.has(id)),
    seriesId: series.id,
    startsAtMs,
    endsAtMs: startsAtMs + lengthMs(said.minutes, series),
    calledOff,
    placedBy: 'hand',
  };
}

/** The first free name of a session that is added: `morning@2026-12-05+1`. */
export function addedId(
  series: Series,
  startsAtMs: number,
  isTaken: (id: OccurrenceId) => boolean,
): OccurrenceId {
  const day = occurrenceIdOf(series.id, localDateOf(series.rule.zone, startsAtMs), 1);
  let count = 1;
  while (isTaken(asId<OccurrenceId>(`${day}+${count}`))) count += 1;
  return asId<OccurrenceId>(`${day}+${count}`);
}

/** When the rule has the session of that date; null when it has none. */
export function ruledStartOf(rule: RecurrenceRule, date: string, ordinal: number): number | null {
  const dateMs = Date.parse(`${date}T00:00Z`);
  const around = occurrencesBetween(rule, dateMs - 2 * DAY_MS, dateMs + 3 * DAY_MS);
  const found = around.find((one) => one.localDate === date && one.ordinal === ordinal);
  return found?.startsAtMs ?? null;
}

/** What was meant may be what has been noted already: then it is not told twice. */
function unchanged({ reading, group, mistakesBefore }: SessionContext): null {
  if (reading.mistakes.length > mistakesBefore) return null;
  return group.self.report({ code: 'SESSION_UNCHANGED' });
}

interface Said {
  /** Null where it is not said. */
  readonly startsAtMs: number | null;
  readonly minutes: number | null;
  readonly calledOff: boolean;
}

/** Null after a mistake, or where the series is not known. */
function readWhatIsSaid(
  { reading, group: { fieldByKey } }: SessionContext,
  momentKey: 'movedTo' | 'added',
  zone: string | null,
): Said | null {
  const moment = fieldByKey.get(momentKey);
  const length = fieldByKey.get('minutes');
  const cancelled = fieldByKey.get('cancelled');
  const startsAtMs = moment && zone !== null ? readMoment(reading, moment, zone) : null;
  const minutes = length ? readMinutes(reading, length) : null;
  const calledOff = cancelled ? flagOf(reading, cancelled) : false;
  if ((moment && startsAtMs === null) || (length && minutes === null) || calledOff === null) {
    return null;
  }
  return { startsAtMs, minutes, calledOff };
}

function readMoment(reading: Reading, field: Field, zone: string): number | null {
  const text = textOf(reading, field, '"2026-12-01T08:00"', 100);
  if (text === null) return null;
  const match = MOMENT_FORM.exec(text);
  if (!match) {
    return field.report({ code: 'MOMENT_FORM', found: text, write: momentLike(text) });
  }
  const [, date = '', hour, minute, offset] = match;
  const wallTime = wallTimeOf(Number(hour), Number(minute));
  if (wallTime === null || !isLocalDate(date)) {
    return field.report({ code: 'MOMENT_NO_SUCH_TIME', found: text });
  }
  if (offset !== undefined) return readWithOffset(field, text, zone);
  const moment = instantOf(zone, date, wallTime);
  if (moment.ok) return moment.atMs;
  const write = momentOf(zone, moment.nextAtMs);
  return field.report({ code: 'MOMENT_IN_GAP', found: text, write });
}

/** An offset only chooses between two moments that the clock shows alike. */
function readWithOffset(field: Field, text: string, zone: string): number | null {
  const atMs = Date.parse(text);
  const localText = text.slice(0, 16);
  const isShown =
    !Number.isNaN(atMs) && `${localDateOf(zone, atMs)}T${localTimeOf(zone, atMs)}` === localText;
  return isShown ? atMs : field.report({ code: 'MOMENT_FORM', found: text, write: localText });
}

/** `2026-12-01T08:00`, with the offset where the clock shows that twice and this is the second. */
export function momentOf(zone: string, atMs: number): string {
  const date = localDateOf(zone, atMs);
  const wallTime = localTimeOf(zone, atMs);
  const first = instantOf(zone, date, wallTime);
  if (first.ok && first.atMs === atMs) return `${date}T${wallTime}`;
  const offsetMinutes = Math.round((Date.parse(`${date}T${wallTime}Z`) - atMs) / MINUTE_MS);
  const size = Math.abs(offsetMinutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  const sign = offsetMinutes < 0 ? '-' : '+';
  return `${date}T${wallTime}${sign}${hours}:${String(size % 60).padStart(2, '0')}`;
}

/** `2026-12-01 8:00` and `2026-12-01` are near enough to mend. */
function momentLike(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T\s]+(\d{1,2}):(\d{2}))?/i.exec(text);
  if (!match || !isLocalDate(match[1]!)) return '2026-12-01T08:00';
  const wallTime = match[2] === undefined ? null : wallTimeOf(Number(match[2]), Number(match[3]));
  return `${match[1]}T${wallTime ?? '08:00'}`;
}

function seriesOf(
  seriesById: ReadonlyMap<string, Series>,
  field: Field,
  id: string,
): Series | null {
  const series = seriesById.get(asId<SeriesId>(id));
  if (series) return series;
  const meant = nearestSpelling(id, [...seriesById.keys()]);
  return field.report({ code: 'SESSION_UNKNOWN_SERIES', found: id, meant });
}

function lengthMs(minutes: number | null, series: Series): number {
  return minutes === null ? series.durationMs : minutes * MINUTE_MS;
}
