import type { RecurringDates } from './schedule.ts';

/**
 * The Monday from which a series without a date of its own counts: "every other" means the
 * week of this date and every second one after it.
 */
export const DEFAULT_ANCHOR_DATE = '2024-01-01';

/** A series may begin at most this many times a day. */
export const MAX_WALL_TIMES = 8;

/** What a series' time means: the local dates, and the wall times on each of them. */
export interface WhenMeaning {
  readonly dates: RecurringDates;
  /** `HH:mm`, ascending, each once. */
  readonly wallTimes: readonly string[];
}

export type WhenMistakeCode =
  | 'WHEN_UNREADABLE'
  /** A word among readable ones. */
  | 'WHEN_UNKNOWN_WORD'
  | 'WHEN_NO_TIME'
  | 'WHEN_NO_DAY'
  /** "7": in the morning or in the evening? */
  | 'WHEN_TIME_UNCLEAR'
  /** "25:00", "13pm". */
  | 'WHEN_NO_SUCH_TIME'
  /** "Mon 07:00, Tue 19:00": days with times of their own need a series each. */
  | 'WHEN_TIMES_DIFFER'
  /** "every second Sunday": of the month, or every fortnight? */
  | 'WHEN_EVERY_NTH'
  /** "first Mon-Fri", "every other first Sunday". */
  | 'WHEN_MIXED'
  /** A date: it belongs into "once". */
  | 'WHEN_IS_DATE'
  | 'WHEN_TOO_MANY_TIMES';

/** Why a time in words could not be read. */
export interface WhenFault {
  readonly code: WhenMistakeCode;
  /** The word at fault, in lower case; null when it is none alone. */
  readonly word: string | null;
}

export type WhenReading =
  ({ readonly ok: true } & WhenMeaning) | { readonly ok: false; readonly fault: WhenFault };

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
type Day = (typeof DAYS)[number];

const DAY_NAMES: Readonly<Record<Day, readonly string[]>> = {
  MO: ['monday', 'mondays', 'mon'],
  TU: ['tuesday', 'tuesdays', 'tue', 'tues'],
  WE: ['wednesday', 'wednesdays', 'wed', 'weds'],
  TH: ['thursday', 'thursdays', 'thu', 'thur', 'thurs'],
  FR: ['friday', 'fridays', 'fri'],
  SA: ['saturday', 'saturdays', 'sat'],
  SU: ['sunday', 'sundays', 'sun'],
};
const DAY_BY_NAME = new Map(DAYS.flatMap((day) => DAY_NAMES[day].map((name) => [name, day])));

const DAYS_BY_GROUP = new Map<string, readonly Day[]>([
  ['daily', DAYS],
  ['day', DAYS],
  ['days', DAYS],
  ['weekday', DAYS.slice(0, 5)],
  ['weekdays', DAYS.slice(0, 5)],
  ['weekend', DAYS.slice(5)],
  ['weekends', DAYS.slice(5)],
]);

const NTH_BY_NAME = new Map([
  ['first', 1],
  ['1st', 1],
  ['second', 2],
  ['2nd', 2],
  ['third', 3],
  ['3rd', 3],
  ['fourth', 4],
  ['4th', 4],
  ['fifth', 5],
  ['5th', 5],
  ['last', -1],
]);

/** Words that people write between the others and that change nothing. */
const FILLERS = new Set(['and', 'at', 'on', 'each', 'weekly', 'of', 'the', 'month', ',', '&']);
const RANGE_SIGNS = new Set(['-', '–', 'to', 'through']);

/** Every word that is understood. */
export const WHEN_WORDS: readonly string[] = [
  ...DAY_BY_NAME.keys(),
  ...DAYS_BY_GROUP.keys(),
  ...NTH_BY_NAME.keys(),
  'every',
  'other',
  'noon',
  'and',
];

type Token =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'group'; readonly days: readonly Day[] }
  | { readonly kind: 'nth'; readonly nth: number }
  | { readonly kind: 'time'; readonly wallTime: string }
  | { readonly kind: 'every' }
  | { readonly kind: 'other' }
  | { readonly kind: 'range' };

/**
 * Reads days and times in words: `Mon, Wed, Fri 07:00`, `weekdays 7am`, `daily 07:00, 19:00`,
 * `Mon-Thu 18:30`, `every other Sunday 16:30`, `first Saturday 9am`, `last Friday 18:00`.
 *
 * `anchorDate` is the local date from which the series counts; "every other" takes the
 * Monday-to-Sunday week of it and every second one after.
 */
export function readWhen(text: string, anchorDate: string = DEFAULT_ANCHOR_DATE): WhenReading {
  if (/^\s*\d{4}-\d{2}-\d{2}/.test(text)) return faulty('WHEN_IS_DATE');
  const tokens: Token[] = [];
  for (const word of wordsOf(text)) {
    if (FILLERS.has(word)) continue;
    const token = readWord(word);
    if ('code' in token) return { ok: false, fault: token };
    tokens.push(token);
  }
  return readTokens(tokens, /\bmonth\b/i.test(text), anchorDate);
}

function faulty(code: WhenMistakeCode): WhenReading {
  return { ok: false, fault: { code, word: null } };
}

/** Lower-case words, numbers with their am or pm, and the signs between them. */
function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll(/\b(?:12\s+)?noon\b/g, '12:00')
      .replaceAll(/(\d)\s*([ap])\.?m\b\.?/g, '$1$2m')
      // A dash between days stands for a range; elsewhere ("7pm-ish") it belongs to the word.
      .replaceAll(/(?<=[a-z])\s*[-–]\s*(?=mon|tue|wed|thu|fri|sat|sun)/g, ' - ')
      .split(/\s+|(?<=[,&])|(?=[,&])/)
      .filter((word) => word !== '')
  );
}

function readWord(word: string): Token | WhenFault {
  const day = DAY_BY_NAME.get(word.replace(/\.$/, ''));
  if (day) return { kind: 'day', day };
  const days = DAYS_BY_GROUP.get(word);
  if (days) return { kind: 'group', days };
  const nth = NTH_BY_NAME.get(word);
  if (nth !== undefined) return { kind: 'nth', nth };
  if (word === 'every') return { kind: 'every' };
  if (word === 'other') return { kind: 'other' };
  if (RANGE_SIGNS.has(word)) return { kind: 'range' };
  return /^\d/.test(word) ? readTime(word) : { code: 'WHEN_UNKNOWN_WORD', word };
}

function readTime(word: string): Token | WhenFault {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(word);
  if (!match) return { code: 'WHEN_UNREADABLE', word };
  const [, hour, minute, half] = match;
  if (minute === undefined && half === undefined) return { code: 'WHEN_TIME_UNCLEAR', word };
  const wallTime = wallTimeOf(Number(hour), Number(minute ?? 0), half);
  return wallTime === null ? { code: 'WHEN_NO_SUCH_TIME', word } : { kind: 'time', wallTime };
}

/** `HH:mm` of a time as people write it, or null when no clock shows it. */
export function wallTimeOf(hour: number, minute: number, half?: string): string | null {
  if (minute > 59) return null;
  if (half === undefined) return hour > 23 ? null : formatWallTime(hour, minute);
  if (hour < 1 || hour > 12) return null;
  return formatWallTime((hour % 12) + (half === 'pm' ? 12 : 0), minute);
}

function formatWallTime(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function readTokens(
  tokens: readonly Token[],
  namesMonth: boolean,
  anchorDate: string,
): WhenReading {
  if (tokens.length === 0) return faulty('WHEN_UNREADABLE');
  const firstTime = tokens.findIndex(({ kind }) => kind === 'time');
  if (firstTime === -1) return faulty('WHEN_NO_TIME');
  const dayTokens = tokens.slice(0, firstTime);
  const timeTokens = tokens.slice(firstTime);
  if (timeTokens.some(({ kind }) => kind !== 'time')) return faulty('WHEN_TIMES_DIFFER');
  if (!dayTokens.some(({ kind }) => kind === 'day' || kind === 'group')) {
    return faulty('WHEN_NO_DAY');
  }
  const times = timeTokens.flatMap((token) => (token.kind === 'time' ? [token.wallTime] : []));
  const wallTimes = [...new Set(times)].toSorted();
  if (wallTimes.length > MAX_WALL_TIMES) return faulty('WHEN_TOO_MANY_TIMES');
  const rrule = readDays(dayTokens, namesMonth);
  if (typeof rrule !== 'string') return { ok: false, fault: rrule };
  return { ok: true, dates: { kind: 'recurring', rrule, anchorDate }, wallTimes };
}

function readDays(tokens: readonly Token[], namesMonth: boolean): string | WhenFault {
  const kinds = tokens.map(({ kind }) => kind).join(' ');
  const isEveryOther = kinds.startsWith('every other ');
  const rest = kinds.replace(/^every( other)? /, '');
  if (/every|other/.test(rest)) return { code: 'WHEN_UNREADABLE', word: null };
  if (rest.includes('nth')) {
    if (isEveryOther || !/^((nth )+(day( |$))+)+$/.test(rest)) {
      return { code: 'WHEN_MIXED', word: null };
    }
    if (isEveryNthUnclear(tokens) && !namesMonth) return { code: 'WHEN_EVERY_NTH', word: null };
    return `FREQ=MONTHLY;BYDAY=${nthDays(tokens).join()}`;
  }
  const days = expandDays(tokens);
  if (days === null) return { code: 'WHEN_UNREADABLE', word: null };
  // "every other weekday" may be Monday, Wednesday, Friday as well as every second week.
  const namesWeekdays = tokens.some(({ kind }) => kind === 'group') && days.length === 5;
  if (isEveryOther && namesWeekdays) return { code: 'WHEN_MIXED', word: null };
  const interval = isEveryOther ? ';INTERVAL=2' : '';
  return days.length === DAYS.length
    ? `FREQ=DAILY${interval}`
    : `FREQ=WEEKLY${interval};BYDAY=${days.join()}`;
}

/** "every third Sunday" may be meant for each month or for every three weeks; "every last" not. */
function isEveryNthUnclear(tokens: readonly Token[]): boolean {
  const nths = tokens.flatMap((token) => (token.kind === 'nth' ? [token.nth] : []));
  return tokens[0]?.kind === 'every' && nths.length === 1 && nths[0]! > 1;
}

/** "first and third Sunday, last Friday": 1SU, 3SU, -1FR. */
function nthDays(tokens: readonly Token[]): string[] {
  const named = new Set<string>();
  let nths: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'nth') {
      nths = tokens[index - 1]?.kind === 'nth' ? [...nths, token.nth] : [token.nth];
    }
    if (token.kind === 'day') for (const nth of nths) named.add(`${nth}${token.day}`);
  }
  return [...named];
}

/** The days in the order of the week, ranges filled in; null when a range lacks an end. */
function expandDays(tokens: readonly Token[]): readonly Day[] | null {
  const named = new Set<Day>();
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'day') named.add(token.day);
    if (token.kind === 'group') for (const day of token.days) named.add(day);
    if (token.kind !== 'range') continue;
    const from = tokens[index - 1];
    const to = tokens[index + 1];
    if (from?.kind !== 'day' || to?.kind !== 'day') return null;
    for (let day = DAYS.indexOf(from.day); DAYS[day % 7] !== to.day; day += 1) {
      named.add(DAYS[day % 7]!);
    }
  }
  return DAYS.filter((day) => named.has(day));
}
