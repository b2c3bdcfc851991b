/** Reads a single moment as people write it: for one session that is moved or added. */
import { Temporal } from 'temporal-polyfill';
import { instantOf, localDateOf } from './local-time.ts';
import { wallTimeOf } from './schedule-words.ts';

export type MomentMistake =
  /** `write` is a form that can be read. */
  | { readonly code: 'MOMENT_UNREADABLE'; readonly found: string; readonly write: string }
  /** "7": in the morning or in the evening? */
  | { readonly code: 'MOMENT_TIME_UNCLEAR'; readonly found: string; readonly write: string }
  | { readonly code: 'MOMENT_NO_SUCH_DATE'; readonly found: string }
  /** The clocks jump over it that day. */
  | {
      readonly code: 'MOMENT_IN_GAP';
      readonly found: string;
      readonly nextAtMs: number;
      readonly zone: string;
    };

export type MomentReading =
  | { readonly ok: true; readonly startsAtMs: number }
  | { readonly ok: false; readonly mistake: MomentMistake };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** A number that may be in the morning or in the evening. */
const UNCLEAR = Symbol('unclear');
/** The calendar has no such day. */
const NO_SUCH_DATE = Symbol('no such date');
const FILLERS = new Set(['at', 'on', 'the', 'of']);

/**
 * `2026-12-03 8:00`, `3 Dec 8am`, `Thu 3 December 2026 18:30`, `Thu 8:00` (the next one),
 * `tomorrow 8:00`; a time alone means the day `sameDayAsMs`, where one is given. Where the clock
 * shows a time twice, the first is meant.
 */
export function readMoment(
  text: string,
  zone: string,
  nowMs: number,
  sameDayAsMs: number | null = null,
): MomentReading {
  const today = localDateOf(zone, nowMs);
  const example = `${Temporal.PlainDate.from(today).add({ days: 2 }).toString()} 07:00`;
  const words = wordsOf(text);
  const time = takeTime(words);
  if (time === UNCLEAR) {
    return fault({ code: 'MOMENT_TIME_UNCLEAR', found: text, write: example });
  }
  if (time === null) return fault({ code: 'MOMENT_UNREADABLE', found: text, write: example });
  const sameDay = sameDayAsMs === null ? null : localDateOf(zone, sameDayAsMs);
  const date = words.length === 0 ? sameDay : dateOf(words, today);
  if (date === null) return fault({ code: 'MOMENT_UNREADABLE', found: text, write: example });
  if (date === NO_SUCH_DATE) return fault({ code: 'MOMENT_NO_SUCH_DATE', found: text });
  const moment = instantOf(zone, date, time);
  return moment.ok
    ? { ok: true, startsAtMs: moment.atMs }
    : fault({ code: 'MOMENT_IN_GAP', found: text, nextAtMs: moment.nextAtMs, zone });
}

const fault = (mistake: MomentMistake): MomentReading => ({ ok: false, mistake });

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll(/(\d)\s*([ap])\.?m\b\.?/g, '$1$2m')
    .replace(/(\d{4}-\d{1,2}-\d{1,2})t(?=\d)/, '$1 ')
    .split(/[\s,]+/)
    .filter((word) => word !== '' && !FILLERS.has(word));
}

function namesMonth(words: readonly string[]): boolean {
  return MONTHS.some((name) => words.some((word) => word.startsWith(name)));
}

/** Takes the last word that is a time out of the list. */
function takeTime(words: string[]): string | typeof UNCLEAR | null {
  const index = words.findLastIndex((word) => /^\d{1,2}([:.]\d{2})?(am|pm)?$/.test(word));
  const match = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(words[index] ?? '');
  if (!match) return null;
  const [, hour, minute, half] = match;
  if (minute === undefined && half === undefined) {
    // In "3 Dec" the number is the day, and the time is missing.
    const numbers = words.filter((word) => /^\d/.test(word)).length;
    return namesMonth(words) && numbers === 1 ? null : UNCLEAR;
  }
  words.splice(index, 1);
  return wallTimeOf(Number(hour), Number(minute ?? 0), half);
}

/** `YYYY-MM-DD` of what is left of the words; null when it can't be read. */
function dateOf(words: readonly string[], today: string): string | typeof NO_SUCH_DATE | null {
  const [first = '', ...rest] = words;
  if (first === 'today') return rest.length === 0 ? today : null;
  const now = Temporal.PlainDate.from(today);
  if (first === 'tomorrow') return rest.length === 0 ? now.add({ days: 1 }).toString() : null;
  const day = DAYS.findIndex((name) => first.startsWith(name));
  if (day !== -1 && rest.length === 0) {
    // "Thu" on a Thursday is a week ahead, unless "today" is said.
    const aheadDays = ((day + 1 - now.dayOfWeek + 6) % 7) + 1;
    return now.add({ days: aheadDays }).toString();
  }
  return dayMonthOf(day === -1 ? words : rest, now);
}

/** So lately past, a day without a year was meant as it stands, and the person learns that it is over. */
const JUST_PAST_DAYS = 60;

/** `2026-12-03`, `3 Dec`, `Dec 3 2026`: without a year the next such day is meant. */
function dayMonthOf(
  words: readonly string[],
  today: Temporal.PlainDate,
): string | typeof NO_SUCH_DATE | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words[0] ?? '');
  if (iso && words.length === 1) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const month = MONTHS.findIndex((name) => words.some((word) => word.startsWith(name))) + 1;
  const numbers = words.flatMap((word) => /^(\d{1,4})(?:st|nd|rd|th|\.)?$/.exec(word)?.[1] ?? []);
  const [day, year, ...more] = numbers.map(Number);
  if (month === 0 || day === undefined || more.length > 0) return null;
  if (numbers.length + 1 !== words.length) return null;
  if (year !== undefined) return valid(year, month, day);
  const thisYear = valid(today.year, month, day);
  const longPast = today.subtract({ days: JUST_PAST_DAYS }).toString();
  const isPast = typeof thisYear === 'string' && thisYear < longPast;
  return isPast ? valid(today.year + 1, month, day) : thisYear;
}

function valid(year: number, month: number, day: number): string | typeof NO_SUCH_DATE {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    // RangeError is how the calendar says that it has no such day.
    return NO_SUCH_DATE;
  }
}
