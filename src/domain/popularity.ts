/**
 * Popularity: how many people come, and never who. What goes in are counts, and what comes
 * out are averages.
 *
 * The rule of privacy is that nobody may tell 1 from 2, for that would be to tell whether a
 * certain person was there. It is kept twice: `shownCount` says how a number may be shown,
 * and a session with one or two people enters every average as the same `SMALL_COUNT`, so
 * that no subtraction of what is shown brings the number back. 0 is shown as it is: it speaks
 * of nobody, and an hour to which nobody comes is what a coordinator wants to know.
 */
import { Temporal } from 'temporal-polyfill';
import type { SeriesId } from './identity.ts';
import { localMondayOf } from './local-time.ts';

/** From so many people on a count is shown as a number. */
export const SHOWN_FROM = 3;
/** What one and two people count as in every average. */
export const SMALL_COUNT = 1.5;

/** One session that was watched, and the most listeners that were in it at once. */
export interface CountedSession {
  readonly seriesId: SeriesId;
  readonly startsAtMs: number;
  readonly listeners: number;
}

/** How many were signed up for a series at the end of a week. */
export interface CountedSignUps {
  readonly seriesId: SeriesId;
  /** The local Monday: `2026-11-23`. */
  readonly weekOf: string;
  readonly signUps: number;
}

export interface SeriesWeek {
  readonly seriesId: SeriesId;
  /** The local Monday: `2026-11-23`. */
  readonly weekOf: string;
  /** Null while the week has not been counted. */
  readonly signUps: number | null;
  /**
   * The mean of the week's counted sessions, not rounded; null when none was counted. A mean,
   * and not a sum, so that a week with a cancelled session does not look like a loss of
   * people, and a series of three sessions a week can be compared to one of one.
   */
  readonly present: number | null;
  /** How many sessions were counted. */
  readonly sessions: number;
}

/** ISO: Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** An hour of the week in the timetable's zone. */
export interface SlotPopularity {
  readonly weekday: Weekday;
  /** 0 to 23: a session at 16:30 belongs to 16. */
  readonly hour: number;
  /** The mean of the sessions that began in this hour, not rounded. */
  readonly present: number;
  readonly sessions: number;
}

/** Local dates, `2026-11-23`. */
export interface DateSpan {
  readonly fromDate: string;
  /** Included. */
  readonly toDate: string;
}

/** What the heat map is drawn from. */
export interface HeatMapData extends DateSpan {
  /** The timetable's IANA zone. */
  readonly zone: string;
  readonly slots: readonly SlotPopularity[];
}

/** What the lines are drawn from, the most important series first. */
export interface SeriesLinesData extends DateSpan {
  readonly series: readonly {
    readonly name: string;
    /** Ascending. */
    readonly weeks: readonly SeriesWeek[];
  }[];
}

/** Everything that is shown of some weeks: two pictures, and the table that they come from. */
export interface Popularity {
  readonly heatMap: HeatMapData;
  readonly seriesLines: SeriesLinesData;
  readonly weeks: readonly SeriesWeek[];
}

/** How a count or a mean may be shown to anybody. */
export type ShownCount =
  { readonly kind: 'exact'; readonly n: number } | { readonly kind: 'underThree' };

/** Rounded to whole people; what lies above 0 and under three is told as that, and no closer. */
export function shownCount(n: number): ShownCount {
  return n > 0 && n < SHOWN_FROM ? { kind: 'underThree' } : { kind: 'exact', n: Math.round(n) };
}

/** Where a count stands on a scale: all that is told as "under three" stands in one place. */
export function shownHeight(n: number): number {
  const shown = shownCount(n);
  return shown.kind === 'exact' ? shown.n : SMALL_COUNT;
}

/**
 * What was counted in a span, the series to which most people come first. A series that has no
 * name any more, since it was removed, goes by its id.
 */
export function popularityOf(
  counted: {
    readonly sessions: readonly CountedSession[];
    readonly signUps: readonly CountedSignUps[];
  },
  nameById: ReadonlyMap<string, string>,
  zone: string,
  { fromDate, toDate }: DateSpan,
): Popularity {
  const weeks = seriesWeeks(counted.sessions, counted.signUps, zone);
  const series = [...Map.groupBy(weeks, ({ seriesId }) => seriesId)]
    .map(([seriesId, ofSeries]) => ({
      name: nameById.get(seriesId) ?? seriesId,
      weeks: ofSeries,
      present: meanOf(ofSeries.map(({ present }) => present ?? 0)),
    }))
    .toSorted((a, b) => b.present - a.present || a.name.localeCompare(b.name));
  return {
    heatMap: { fromDate, toDate, zone, slots: slotPopularity(counted.sessions, zone) },
    seriesLines: {
      fromDate,
      toDate,
      series: series.map((one) => ({ name: one.name, weeks: one.weeks })),
    },
    weeks,
  };
}

/** So many local weeks, the one that is not over yet included; `fromMs` is when the first begins. */
export function lastWeeks(
  weeks: number,
  nowMs: number,
  zone: string,
): DateSpan & { readonly fromMs: number } {
  const today = localTime(nowMs, zone).toPlainDate();
  const first = today.subtract({ days: today.dayOfWeek - 1, weeks: weeks - 1 });
  return {
    fromDate: first.toString(),
    toDate: today.toString(),
    fromMs: first.toZonedDateTime(zone).epochMilliseconds,
  };
}

/** Series in the order in which they first occur, weeks ascending; weeks of which nothing is known are left out. */
export function seriesWeeks(
  sessions: readonly CountedSession[],
  signUps: readonly CountedSignUps[],
  zone: string,
): SeriesWeek[] {
  const sessionsByKey = Map.groupBy(sessions, ({ seriesId, startsAtMs }) =>
    keyOf(seriesId, localMondayOf(zone, startsAtMs)),
  );
  const signUpsByKey = new Map(
    signUps.map((counted) => [keyOf(counted.seriesId, counted.weekOf), counted.signUps]),
  );
  const seriesIds = new Set([...sessions, ...signUps].map(({ seriesId }) => seriesId));
  const weeks = new Set(
    [...sessionsByKey.keys(), ...signUpsByKey.keys()].map((key) => key.slice(0, 10)),
  );
  return [...seriesIds].flatMap((seriesId) =>
    [...weeks].toSorted().flatMap((week) => {
      const key = keyOf(seriesId, week);
      const counted = sessionsByKey.get(key) ?? [];
      const signedUp = signUpsByKey.get(key) ?? null;
      if (counted.length === 0 && signedUp === null) return [];
      const present = counted.length === 0 ? null : meanPresent(counted);
      return { seriesId, weekOf: week, signUps: signedUp, present, sessions: counted.length };
    }),
  );
}

/** From Monday's first hour to Sunday's last; hours in which nothing was counted are left out. */
export function slotPopularity(
  sessions: readonly CountedSession[],
  zone: string,
): SlotPopularity[] {
  const sessionsBySlot = Map.groupBy(sessions, ({ startsAtMs }) => {
    const local = localTime(startsAtMs, zone);
    return local.dayOfWeek * 24 + local.hour;
  });
  return [...sessionsBySlot]
    .toSorted(([a], [b]) => a - b)
    .map(([slot, counted]) => ({
      weekday: asWeekday(Math.floor(slot / 24)),
      hour: slot % 24,
      present: meanPresent(counted),
      sessions: counted.length,
    }));
}

function keyOf(seriesId: SeriesId, week: string): string {
  return `${week} ${seriesId}`;
}

/** Every Monday from the first to the last, both included: the axis of a picture. */
export function mondaysBetween(first: string, last: string): string[] {
  const mondays: string[] = [];
  let monday = Temporal.PlainDate.from(first);
  while (monday.toString() <= last) {
    mondays.push(monday.toString());
    monday = monday.add({ weeks: 1 });
  }
  return mondays;
}

function meanPresent(counted: readonly CountedSession[]): number {
  return meanOf(counted.map(({ listeners }) => heightOf(listeners)));
}

/** Of at least one number. */
function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What a single session adds to an average. */
function heightOf(listeners: number): number {
  if (!Number.isSafeInteger(listeners) || listeners < 0) {
    throw new RangeError(`People are counted in whole numbers: ${listeners}`);
  }
  return listeners > 0 && listeners < SHOWN_FROM ? SMALL_COUNT : listeners;
}

function localTime(atMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
}

function asWeekday(day: number): Weekday {
  if (day < 1 || day > 7) throw new RangeError(`A week has seven days: ${day}`);
  return day as Weekday;
}
