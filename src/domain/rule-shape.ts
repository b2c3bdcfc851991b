/** What a rule says, so that it can be put into words in any language. */
import type { RecurrenceRule } from './schedule.ts';

/** ISO weekday: 1 is Monday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type RuleShape =
  | { readonly kind: 'once'; readonly date: string }
  /** `interval` 2: every other day. */
  | { readonly kind: 'daily'; readonly interval: number }
  | { readonly kind: 'weekly'; readonly interval: number; readonly weekdays: readonly Weekday[] }
  /** `nth` -1 is the last of the month. */
  | {
      readonly kind: 'nthWeekdays';
      readonly days: readonly { readonly nth: number; readonly weekday: Weekday }[];
    }
  | { readonly kind: 'monthDays'; readonly days: readonly number[] }
  /** Anything else that a cron expression can say, as its RRULE. */
  | { readonly kind: 'other'; readonly rrule: string };

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export function ruleShape({ dates }: RecurrenceRule): RuleShape {
  if (dates.kind === 'once') return { kind: 'once', date: dates.date };
  const { rrule } = dates;
  const parts = new Map(rrule.split(';').map((part) => part.split('=') as [string, string]));
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const frequency = parts.get('FREQ');
  const others = [...parts.keys()].filter((key) => key !== 'FREQ' && key !== 'INTERVAL');
  if (frequency === 'DAILY' && others.length === 0) return { kind: 'daily', interval };
  const byDay = parts.get('BYDAY');
  if (frequency === 'WEEKLY' && others.join() === 'BYDAY' && byDay) {
    return { kind: 'weekly', interval, weekdays: byDay.split(',').map(weekdayOf) };
  }
  if (frequency === 'MONTHLY' && interval === 1 && others.join() === 'BYDAY' && byDay) {
    const days = byDay.split(',').flatMap((day) => {
      const match = /^(-?\d)([A-Z]{2})$/.exec(day);
      return match ? [{ nth: Number(match[1]), weekday: weekdayOf(match[2]!) }] : [];
    });
    if (days.length === byDay.split(',').length) return { kind: 'nthWeekdays', days };
  }
  const byMonthDay = parts.get('BYMONTHDAY');
  if (frequency === 'MONTHLY' && interval === 1 && others.join() === 'BYMONTHDAY' && byMonthDay) {
    return { kind: 'monthDays', days: byMonthDay.split(',').map(Number) };
  }
  return { kind: 'other', rrule };
}

function weekdayOf(code: string): Weekday {
  return (WEEKDAYS.indexOf(code) + 1) as Weekday;
}
