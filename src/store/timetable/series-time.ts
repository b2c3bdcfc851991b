import { unreachable } from '../../domain/unreachable.ts';
import { parseCron } from '../../domain/schedule-cron.ts';
import { parseWhen } from '../../domain/schedule-suggestion.ts';
import { parseRrule } from '../../domain/schedule-rrule.ts';
import {
  DEFAULT_ANCHOR_DATE,
  MAX_WALL_TIMES,
  wallTimeOf,
  type WhenMeaning,
} from '../../domain/schedule-words.ts';
import { isLocalDate } from '../../domain/local-time.ts';
import { itemsOf, textOf, type Field, type FieldGroup, type Reading } from './field.ts';

const TIME_KEYS = ['when', 'cron', 'once', 'rrule'] as const;
const WRITE_WHEN = '"Mon, Wed, Fri 07:00"';
const WRITE_ONCE = '"2026-12-01T07:00"';
const MAX_LENGTH = 200;

/** The series' dates and wall times from exactly one of `when`, `cron`, `once` and `rrule`. */
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
  if (key !== 'rrule') group.fieldByKey.get('times')?.report({ code: 'TIMES_WITHOUT_RRULE' });
  if (key === 'once') {
    from?.report({ code: 'FROM_WITH_ONCE' });
    return readOnce(reading, field);
  }
  const anchorDate = from ? readFrom(reading, from) : undefined;
  const meaning = readRule(reading, group, key, isValidCron, anchorDate ?? DEFAULT_ANCHOR_DATE);
  return anchorDate === null ? null : meaning;
}

function readRule(
  reading: Reading,
  group: FieldGroup,
  key: 'when' | 'cron' | 'rrule',
  isValidCron: (expression: string) => boolean,
  anchorDate: string,
): WhenMeaning | null {
  const field = group.fieldByKey.get(key)!;
  switch (key) {
    case 'when':
      return readWhenField(reading, field, anchorDate);
    case 'cron':
      return readCronField(reading, field, isValidCron, anchorDate);
    case 'rrule':
      return readRruleField(reading, field, group, anchorDate);
    default:
      return unreachable(key);
  }
}

/** The one of `when`, `cron`, `once` and `rrule` that is there, or else the series as a whole. */
export function timeFieldOf(group: FieldGroup): Field {
  const key = TIME_KEYS.find((name) => group.fieldByKey.has(name));
  return (key && group.fieldByKey.get(key)) ?? group.self;
}

function readWhenField(reading: Reading, field: Field, anchorDate: string): WhenMeaning | null {
  const text = textOf(reading, field, WRITE_WHEN, MAX_LENGTH);
  if (text === null) return null;
  const when = parseWhen(text, anchorDate);
  return when.ok ? when : field.report({ code: 'WHEN', mistake: when.mistake });
}

function readCronField(
  reading: Reading,
  field: Field,
  isValidCron: (expression: string) => boolean,
  anchorDate: string,
): WhenMeaning | null {
  const text = textOf(reading, field, '"0 7 * * 1,3,5"', MAX_LENGTH);
  if (text === null) return null;
  const cron = parseCron(text, isValidCron, anchorDate);
  return cron.ok ? cron : field.report({ code: 'CRON', mistake: cron.mistake });
}

function readRruleField(
  reading: Reading,
  field: Field,
  group: FieldGroup,
  anchorDate: string,
): WhenMeaning | null {
  const text = textOf(reading, field, '"FREQ=MONTHLY;BYDAY=1SA"', MAX_LENGTH);
  const times = group.fieldByKey.get('times');
  if (!times && !group.misspeltKeys.has('times')) field.report({ code: 'RRULE_WITHOUT_TIMES' });
  const wallTimes = times ? readTimes(reading, times) : null;
  if (text === null) return null;
  const rule = parseRrule(text);
  if (!rule.ok) return field.report({ code: 'RRULE', mistake: rule.mistake });
  if (wallTimes === null) return null;
  return { dates: { kind: 'recurring', rrule: rule.rrule, anchorDate }, wallTimes };
}

/** Times of day, ascending, each once. */
function readTimes(reading: Reading, list: Field): string[] | null {
  const items = itemsOf(reading, list, '["07:00"]');
  if (items === null) return null;
  if (items.length === 0 || items.length > MAX_WALL_TIMES) {
    return list.report({ code: 'TIMES_COUNT', max: MAX_WALL_TIMES });
  }
  const wallTimes = items.map((item) => readTime(reading, item));
  for (const [index, wallTime] of wallTimes.entries()) {
    if (wallTime === null) return null;
    const isRepeated = wallTimes.indexOf(wallTime) < index;
    if (isRepeated) return items[index]!.report({ code: 'TIME_REPEATED', found: wallTime });
  }
  return wallTimes.filter((wallTime) => wallTime !== null).toSorted();
}

function readTime(reading: Reading, item: Field): string | null {
  const text = textOf(reading, item, '"07:00"', MAX_LENGTH);
  if (text === null) return null;
  const match = /^(\d{1,2})[:.](\d{2})$/.exec(text);
  const wallTime = match && wallTimeOf(Number(match[1]), Number(match[2]));
  if (wallTime === text) return wallTime;
  return item.report({ code: 'TIME_FORM', found: text, write: wallTime ?? '07:00' });
}

/** A single local date and wall time, `2026-12-01T07:00`. One that is past gives no session. */
function readOnce(reading: Reading, field: Field): WhenMeaning | null {
  const text = textOf(reading, field, WRITE_ONCE, MAX_LENGTH);
  if (text === null) return null;
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(text);
  if (!match) return field.report({ code: 'ONCE_FORM', found: text, write: onceLike(text) });
  const [, date = '', hour, minute] = match;
  const wallTime = wallTimeOf(Number(hour), Number(minute));
  if (wallTime === null || !isLocalDate(date)) {
    return field.report({ code: 'ONCE_NO_SUCH_TIME', found: text });
  }
  return { dates: { kind: 'once', date }, wallTimes: [wallTime] };
}

/** `2026-12-01 7:00`, `2026-12-01T07:00:00-08:00` and `2026-12-01` are near enough to mend. */
function onceLike(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T\s]+(\d{1,2}):(\d{2}))?/i.exec(text);
  if (!match || !isLocalDate(match[1]!)) return '2026-12-01T07:00';
  const wallTime = match[2] === undefined ? null : wallTimeOf(Number(match[2]), Number(match[3]));
  return `${match[1]}T${wallTime ?? '07:00'}`;
}

function readFrom(reading: Reading, field: Field): string | null {
  const text = textOf(reading, field, '"2026-01-04"', MAX_LENGTH);
  if (text === null) return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return field.report({ code: 'FROM_FORM', found: text });
  return isLocalDate(text) ? text : field.report({ code: 'FROM_NO_SUCH_DATE', found: text });
}
