/** A rule as people write it: words where they say it, else cron, else an iCalendar rule. */
import { parseCron } from '../../domain/schedule-cron.ts';
import { parseWhen } from '../../domain/schedule-suggestion.ts';
import { DEFAULT_ANCHOR_DATE, type WhenMeaning } from '../../domain/schedule-words.ts';
import type { RecurrenceRule } from '../../domain/schedule.ts';

/** The entries of a series that say when it takes place, in their order. */
export type RuleEntries = Readonly<Record<string, string | readonly string[]>>;

const NAME_BY_DAY = new Map([
  ['MO', 'Mon'],
  ['TU', 'Tue'],
  ['WE', 'Wed'],
  ['TH', 'Thu'],
  ['FR', 'Fri'],
  ['SA', 'Sat'],
  ['SU', 'Sun'],
]);
const CRON_DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const NAME_BY_NTH = new Map([
  ['1', 'first'],
  ['2', 'second'],
  ['3', 'third'],
  ['4', 'fourth'],
  ['5', 'fifth'],
  ['-1', 'last'],
]);
/** Longer texts are not read back. */
const MAX_LENGTH = 200;

/** The first way of writing that is read back as exactly this rule. */
export function ruleEntries({ dates, wallTimes }: RecurrenceRule): RuleEntries {
  if (dates.kind === 'once') {
    const [wallTime] = wallTimes;
    if (wallTimes.length !== 1) throw new Error('What takes place once begins at one time.');
    return { once: `${dates.date}T${wallTime}` };
  }
  const { rrule, anchorDate } = dates;
  const from: RuleEntries = anchorDate === DEFAULT_ANCHOR_DATE ? {} : { from: anchorDate };
  const meant: WhenMeaning = { dates, wallTimes };
  const when = inWords(rrule, wallTimes);
  if (when !== null && when.length <= MAX_LENGTH) {
    const read = parseWhen(when, anchorDate);
    if (read.ok && isSame(read, meant)) return { when, ...from };
  }
  const cron = asCron(rrule, wallTimes);
  if (cron !== null && cron.length <= MAX_LENGTH) {
    // Whoever reads the file asks node-cron too; what stands here is digits and signs alone.
    const read = parseCron(cron, () => true, anchorDate);
    if (read.ok && isSame(read, meant)) return { cron, ...from };
  }
  return { rrule, times: wallTimes, ...from };
}

function isSame(read: WhenMeaning, meant: WhenMeaning): boolean {
  return (
    JSON.stringify([read.dates, read.wallTimes]) === JSON.stringify([meant.dates, meant.wallTimes])
  );
}

function inWords(rrule: string, wallTimes: readonly string[]): string | null {
  const parts = partsOf(rrule);
  const isEveryOther = parts.get('INTERVAL') === '2';
  const days = daysInWords(parts);
  if (days === null) return null;
  return `${isEveryOther ? 'every other ' : ''}${days} ${wallTimes.join(', ')}`;
}

function daysInWords(parts: ReadonlyMap<string, string>): string | null {
  const byDay = parts.get('BYDAY')?.split(',') ?? [];
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return parts.has('INTERVAL') ? 'day' : 'daily';
    case 'WEEKLY':
      return namesOf(byDay, (day) => NAME_BY_DAY.get(day));
    case 'MONTHLY':
      return namesOf(byDay, (day) => {
        const [, nth = '', name = ''] = /^(-?\d)(\w\w)$/.exec(day) ?? [];
        const nthName = NAME_BY_NTH.get(nth);
        const dayName = NAME_BY_DAY.get(name);
        return nthName && dayName && `${nthName} ${dayName}`;
      });
    default:
      return null;
  }
}

function namesOf(
  days: readonly string[],
  nameOf: (day: string) => string | undefined,
): string | null {
  const names = days.map(nameOf);
  if (names.length === 0 || names.some((name) => !name)) return null;
  return names.join(', ');
}

function asCron(rrule: string, wallTimes: readonly string[]): string | null {
  const parts = partsOf(rrule);
  const minutes = distinct(wallTimes.map((time) => Number(time.slice(3))));
  const hours = distinct(wallTimes.map((time) => Number(time.slice(0, 2))));
  if (minutes.length * hours.length !== wallTimes.length) return null;
  const byDay = parts.get('BYDAY')?.split(',') ?? [];
  const weekdays = byDay.map((day) => CRON_DAYS.indexOf(day));
  if (weekdays.includes(-1)) return null;
  const fields = [
    minutes.join(),
    hours.join(),
    parts.get('BYMONTHDAY') ?? '*',
    parts.get('BYMONTH') ?? '*',
    weekdays.length === 0 ? '*' : weekdays.join(),
  ];
  return fields.join(' ');
}

function partsOf(rrule: string): ReadonlyMap<string, string> {
  return new Map(
    rrule.split(';').map((part): [string, string] => {
      const [name = '', value = ''] = part.split('=', 2);
      return [name, value];
    }),
  );
}

function distinct(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}
