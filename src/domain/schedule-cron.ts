import {
  DEFAULT_ANCHOR_DATE,
  MAX_WALL_TIMES,
  wallTimeOf,
  type WhenMeaning,
} from './schedule-words.ts';

export type CronMistakeCode =
  /** Not what cron understands: a field that cannot be read, or a date that never comes. */
  | 'CRON_UNREADABLE'
  /** Neither five fields nor six. */
  | 'CRON_FIELD_COUNT'
  /** Six fields: the first would be seconds. */
  | 'CRON_SECONDS'
  /** `@daily` and the like. */
  | 'CRON_NICKNAME'
  /** `L`, `W` and `#`: "last Friday 18:00" in words says it better. */
  | 'CRON_SPECIAL_SIGN'
  /** A step longer than what it steps through: every 90th minute of an hour is no "every 90 minutes". */
  | 'CRON_STEP_TOO_LONG'
  /** Day of month and day of week at once: programs disagree whether both or either must hold. */
  | 'CRON_TWO_KINDS_OF_DAY'
  /** More than `MAX_WALL_TIMES` sessions a day. */
  | 'CRON_TOO_MANY_TIMES';

export interface CronMistake {
  readonly code: CronMistakeCode;
  readonly found: string;
  /** The field at fault; null when it is none alone. */
  readonly part: string | null;
}

interface Field {
  readonly min: number;
  readonly max: number;
  /** Names from the lowest value up. */
  readonly names: readonly string[];
}

const MONTHS =
  'january february march april may june july august september october november december';
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday';
const FIELDS: readonly Field[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: MONTHS.split(' ') },
  { min: 0, max: 6, names: WEEKDAYS.split(' ') },
];
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/**
 * Reads five cron fields (minute, hour, day of month, month, day of week) as wall times and
 * dates. `isValid` is the judgement of the program that knows cron; ours comes on top, and
 * refuses what would surprise people in a timetable.
 */
export function parseCron(
  expression: string,
  isValid: (expression: string) => boolean,
  anchorDate: string = DEFAULT_ANCHOR_DATE,
): ({ readonly ok: true } & WhenMeaning) | { readonly ok: false; readonly mistake: CronMistake } {
  const refuse = (
    code: CronMistakeCode,
    part: string | null = null,
  ): { ok: false; mistake: CronMistake } => ({
    ok: false,
    mistake: { code, found: expression, part },
  });
  const parts = expression.trim().split(/\s+/);
  if (parts[0]!.startsWith('@')) return refuse('CRON_NICKNAME');
  if (parts.length === 6) return refuse('CRON_SECONDS');
  if (parts.length !== 5) return refuse('CRON_FIELD_COUNT');
  const special = specialPart(parts);
  if (special !== null) return refuse('CRON_SPECIAL_SIGN', special);

  const values: number[][] = [];
  for (const [index, part] of parts.entries()) {
    const expanded = expandField(part, FIELDS[index]!);
    if (!Array.isArray(expanded)) return refuse(expanded, part);
    values.push(expanded);
  }
  if (!isValid(parts.join(' '))) return refuse('CRON_UNREADABLE');
  const [minutes = [], hours = [], monthDays = [], months = [], weekdays = []] = values;
  const namesMonthDay = !isEvery(parts[2]!);
  const namesWeekday = !isEvery(parts[4]!);
  if (namesMonthDay && namesWeekday) return refuse('CRON_TWO_KINDS_OF_DAY');
  if (minutes.length * hours.length > MAX_WALL_TIMES) return refuse('CRON_TOO_MANY_TIMES');

  const inMonths = months.length === 12 ? '' : `;BYMONTH=${months.join()}`;
  const dates = namesMonthDay
    ? `FREQ=MONTHLY;BYMONTHDAY=${monthDays.join()}`
    : namesWeekday
      ? `FREQ=WEEKLY;BYDAY=${weekdays.map((day) => DAYS[day]).join()}`
      : 'FREQ=DAILY';
  const wallTimes = hours.flatMap((hour) => minutes.map((minute) => wallTimeOf(hour, minute)!));
  return { ok: true, dates: { kind: 'recurring', rrule: dates + inMonths, anchorDate }, wallTimes };
}

/** The field says nothing: any day will do. */
function isEvery(part: string): boolean {
  return part === '*' || part === '?' || part === '*/1';
}

function specialPart(parts: readonly string[]): string | null {
  const [, , monthDay = '', , weekday = ''] = parts;
  if (/[lw]/i.test(monthDay)) return monthDay;
  return /#|(^|,)l|\dl/i.test(weekday) ? weekday : null;
}

/** The field's values, ascending, or what is wrong with it. */
function expandField(part: string, field: Field): number[] | CronMistakeCode {
  const all = new Set<number>();
  for (const item of part.split(',')) {
    const values = expandItem(item, field);
    if (!Array.isArray(values)) return values;
    for (const value of values) all.add(value);
  }
  return [...all].toSorted((a, b) => a - b);
}

// One of `*`, `5`, `mon`, `1-5`, `*/15`, `8-20/6`; a range may run over the end (`fri-mon`).
function expandItem(item: string, field: Field): number[] | CronMistakeCode {
  const match = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item);
  if (!match) return 'CRON_UNREADABLE';
  const [, every, fromText, toText, stepText] = match;
  const from = every ? field.min : valueOf(fromText!, field);
  const to = every ? field.max : toText === undefined ? from : valueOf(toText, field);
  const step = Number(stepText ?? 1);
  if (from === null || to === null || step < 1) return 'CRON_UNREADABLE';
  const isSingle = !every && toText === undefined;
  if (isSingle && stepText !== undefined) return 'CRON_UNREADABLE';
  const size = field.max - field.min + 1;
  // Sunday is 0 and 7: a range may end on 7 without running over the week's end.
  const span = to >= from ? to - from : to - from + size;
  if (step > 1 && step > span) return 'CRON_STEP_TOO_LONG';
  const count = Math.floor(span / step) + 1;
  return Array.from({ length: count }, (_, index) => {
    return field.min + ((from + index * step - field.min) % size);
  });
}

function valueOf(text: string, field: Field): number | null {
  const named = field.names.findIndex(
    (name) => name === text.toLowerCase() || name.slice(0, 3) === text.toLowerCase(),
  );
  if (named !== -1) return field.min + named;
  if (!/^\d{1,2}$/.test(text)) return null;
  const value = Number(text);
  const max = field.names.includes('sunday') ? 7 : field.max;
  return value >= field.min && value <= max ? value : null;
}
