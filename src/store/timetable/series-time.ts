import { parseCron } from '../../domain/schedule-cron.ts';
import { parseWhen } from '../../domain/schedule-suggestion.ts';
import { wallTimeOf, type WhenMeaning } from '../../domain/schedule-words.ts';
import { textOf, type Field, type FieldGroup, type Reading } from './field.ts';

const TIME_KEYS = ['when', 'cron', 'once'] as const;
const WRITE_WHEN = '"Mon, Wed, Fri 07:00"';
const WRITE_ONCE = '"2026-12-01T07:00"';
const MAX_LENGTH = 200;

/** The series' dates and wall times from exactly one of `when`, `cron` and `once`. */
export function readSeriesTime(
  reading: Reading,
  group: FieldGroup,
  isValidCron: (expression: string) => boolean,
): WhenMeaning | null {
  const given = TIME_KEYS.filter((key) => group.fieldByKey.has(key));
  // A slip of the pen in one of the keys has been noted already, where it stands.
  if (given.length === 0 && TIME_KEYS.some((key) => group.misspeltKeys.has(key))) return null;
  if (given.length === 0) return group.self.report({ code: 'NO_TIME_GIVEN' });
  if (given.length > 1) return group.self.report({ code: 'SEVERAL_TIMES_GIVEN', keys: given });
  const key = given[0]!;
  const field = group.fieldByKey.get(key)!;
  const from = group.fieldByKey.get('from');
  if (key === 'once') {
    from?.report({ code: 'FROM_WITH_ONCE' });
    return readOnce(reading, field);
  }
  const anchorDate = from ? readFrom(reading, from) : undefined;
  const meaning =
    key === 'when'
      ? readWhenField(reading, field, anchorDate ?? undefined)
      : readCronField(reading, field, isValidCron, anchorDate ?? undefined);
  return anchorDate === null ? null : meaning;
}

/** The one of `when`, `cron` and `once` that is there, or else the series as a whole. */
export function timeFieldOf(group: FieldGroup): Field {
  const key = TIME_KEYS.find((name) => group.fieldByKey.has(name));
  return (key && group.fieldByKey.get(key)) ?? group.self;
}

function readWhenField(reading: Reading, field: Field, anchorDate?: string): WhenMeaning | null {
  const text = textOf(reading, field, WRITE_WHEN, MAX_LENGTH);
  if (text === null) return null;
  const when = parseWhen(text, anchorDate);
  return when.ok ? when : field.report({ code: 'WHEN', mistake: when.mistake });
}

function readCronField(
  reading: Reading,
  field: Field,
  isValidCron: (expression: string) => boolean,
  anchorDate?: string,
): WhenMeaning | null {
  const text = textOf(reading, field, '"0 7 * * 1,3,5"', MAX_LENGTH);
  if (text === null) return null;
  const cron = parseCron(text, isValidCron, anchorDate);
  return cron.ok ? cron : field.report({ code: 'CRON', mistake: cron.mistake });
}

/** A single local date and wall time, `2026-12-01T07:00`. One that is past gives no session. */
function readOnce(reading: Reading, field: Field): WhenMeaning | null {
  const text = textOf(reading, field, WRITE_ONCE, MAX_LENGTH);
  if (text === null) return null;
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(text);
  if (!match) return field.report({ code: 'ONCE_FORM', found: text, write: onceLike(text) });
  const [, date = '', hour, minute] = match;
  const wallTime = wallTimeOf(Number(hour), Number(minute));
  if (wallTime === null || !isDate(date)) {
    return field.report({ code: 'ONCE_NO_SUCH_TIME', found: text });
  }
  return { dates: { kind: 'once', date }, wallTimes: [wallTime] };
}

/** `2026-12-01 7:00`, `2026-12-01T07:00:00-08:00` and `2026-12-01` are near enough to mend. */
function onceLike(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T\s]+(\d{1,2}):(\d{2}))?/i.exec(text);
  if (!match || !isDate(match[1]!)) return '2026-12-01T07:00';
  const wallTime = match[2] === undefined ? null : wallTimeOf(Number(match[2]), Number(match[3]));
  return `${match[1]}T${wallTime ?? '07:00'}`;
}

function readFrom(reading: Reading, field: Field): string | null {
  const text = textOf(reading, field, '"2026-01-04"', MAX_LENGTH);
  if (text === null) return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return field.report({ code: 'FROM_FORM', found: text });
  return isDate(text) ? text : field.report({ code: 'FROM_NO_SUCH_DATE', found: text });
}

/** Whether the calendar has this `YYYY-MM-DD`; 30 February would otherwise become 2 March. */
function isDate(text: string): boolean {
  const atMs = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}
