/**
 * Clock shifts. The timetable keeps its own zone's time; people live elsewhere, and their
 * clocks change on other days, or never. So the same session comes at another time on a
 * person's own clock for some weeks, or for half a year.
 *
 * What a person wants to be told is that they must come at another time than they are used
 * to. Therefore only **steady** sessions are compared: those whose wall time exists that day
 * in the timetable's zone. On the spring day a 02:30 begins at 03:30 for everybody, in the
 * timetable's zone too; that is the session that moves, for once, and nobody's clock, and
 * the timetable tells it. For a steady session the own time depends on nothing but how far
 * the two zones are apart, so a shift is exactly a change of that distance; where both zones
 * change in the same night there is none.
 *
 * The autumn overlap needs no such rule: its session begins at its wall time, the first time
 * that it comes. A person whose clocks change a few hours earlier the same night meets that
 * one session at another time, and the next as before: two shifts, both real.
 */
import { Temporal } from 'temporal-polyfill';
import type { SeriesId } from './identity.ts';
import { occurrencesBetween, type RuleOccurrence } from './recurrence.ts';
import type { RecurrenceRule, Series } from './schedule.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** People are told a week before the first session at another time. */
export const CLOCK_NOTICE_AHEAD_MS = 7 * DAY_MS;

/**
 * How far back the session before is looked for: the fifth weekday of a month comes at
 * least every 14 weeks. What comes more seldom, once a year, has no time that people are
 * used to; its reminder tells it.
 */
const LOOK_BACK_MS = 100 * DAY_MS;

/** From this session on, a person's own time for one wall time of a series is another one. */
export interface ClockShift {
  readonly seriesId: SeriesId;
  /** `HH:mm` in the timetable's zone. */
  readonly wallTime: string;
  /** The first session at the new own time. */
  readonly firstStartsAtMs: number;
  /** The last steady session at the old one. */
  readonly previousStartsAtMs: number;
  /** `HH:mm` in the person's zone. */
  readonly oldTime: string;
  /** `HH:mm` in the person's zone; the same as the old one only when a zone leaves out a day. */
  readonly newTime: string;
  /** 1 when the own weekday becomes the next one, -1 when it becomes the one before. */
  readonly dayShift: -1 | 0 | 1;
  /** The first session at yet another own time; null when none is known within the span. */
  readonly untilMs: number | null;
  /** When people are told. */
  readonly tellAtMs: number;
}

/** What a zone's clocks show over a span: UTC and the offset of the last step at or before it. */
export interface ZoneClock {
  readonly zone: string;
  /** Ascending, never empty; the first holds from ever. */
  readonly steps: readonly { readonly fromMs: number; readonly offsetMs: number }[];
}

/** The steady sessions of one wall time of a series, and how far the timetable's zone was from UTC. */
export interface SteadySessions {
  readonly seriesId: SeriesId;
  readonly wallTime: string;
  /** Ascending. */
  readonly sessions: readonly { readonly startsAtMs: number; readonly offsetMs: number }[];
}

/**
 * The shifts of one series for one zone with `fromMs <= firstStartsAtMs < toMs`, ascending.
 * For many people and series, expand each series once (`steadySessionsOf`) and read each zone
 * once (`zoneClock`), and compare them with `shiftsOn`.
 *
 * Throws RangeError for an unknown zone.
 */
export function clockShiftsOf(
  series: Series,
  zone: string,
  fromMs: number,
  toMs: number,
): ClockShift[] {
  const sinceMs = fromMs - LOOK_BACK_MS;
  const own = zoneClock(zone, sinceMs, toMs);
  return steadySessionsOf(series, sinceMs, toMs)
    .flatMap((steady) => shiftsOn(own, steady))
    .filter(({ firstStartsAtMs }) => firstStartsAtMs >= fromMs)
    .toSorted((a, b) => a.firstStartsAtMs - b.firstStartsAtMs);
}

/** A zone's clocks from `fromMs` to `toMs`. Throws RangeError for an unknown zone. */
export function zoneClock(zone: string, fromMs: number, toMs: number): ZoneClock {
  let at = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
  const steps = [{ fromMs: -Infinity, offsetMs: offsetMsOf(at) }];
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= toMs) return { zone, steps };
    steps.push({ fromMs: next.epochMilliseconds, offsetMs: offsetMsOf(next) });
    at = next;
  }
}

/** The steady sessions of the series with `fromMs <= startsAtMs < toMs`, by wall time. */
export function steadySessionsOf(series: Series, fromMs: number, toMs: number): SteadySessions[] {
  return steadySessionsAmong(series, occurrencesBetween(series.rule, fromMs, toMs));
}

/**
 * The same of occurrences that are known already, ascending; leave out those that were
 * cancelled or placed by hand, since each of these has had a notice of its own.
 */
export function steadySessionsAmong(
  series: { readonly id: SeriesId; readonly rule: RecurrenceRule },
  occurrences: readonly RuleOccurrence[],
): SteadySessions[] {
  const [first, last] = [occurrences.at(0), occurrences.at(-1)];
  if (!first || !last) return [];
  const timetable = zoneClock(series.rule.zone, first.startsAtMs, last.startsAtMs + 1);
  const steady = occurrences
    .map((occurrence) => ({ ...occurrence, offsetMs: offsetAt(timetable, occurrence.startsAtMs) }))
    .filter(({ localDate, wallTime, startsAtMs, offsetMs }) => {
      return startsAtMs + offsetMs === Date.parse(`${localDate}T${wallTime}Z`);
    });
  return [...Map.groupBy(steady, ({ wallTime }) => wallTime)].map(([wallTime, sessions]) => ({
    seriesId: series.id,
    wallTime,
    sessions: sessions.map(({ startsAtMs, offsetMs }) => ({ startsAtMs, offsetMs })),
  }));
}

/** Every shift between neighbours of these sessions on the person's own clock, ascending. */
export function shiftsOn(own: ZoneClock, steady: SteadySessions): ClockShift[] {
  const shifts: Omit<ClockShift, 'untilMs'>[] = [];
  let previous: { readonly startsAtMs: number; readonly apartMs: number } | null = null;
  let step = 0;
  for (const { startsAtMs, offsetMs } of steady.sessions) {
    // Walking along the steps, for a search would be most of the work with many zones.
    while ((own.steps[step + 1]?.fromMs ?? Infinity) <= startsAtMs) step += 1;
    const apartMs = (own.steps[step]?.offsetMs ?? 0) - offsetMs;
    if (previous !== null && previous.apartMs !== apartMs) {
      shifts.push({
        seriesId: steady.seriesId,
        wallTime: steady.wallTime,
        firstStartsAtMs: startsAtMs,
        previousStartsAtMs: previous.startsAtMs,
        ...changeOfTime(steady.wallTime, previous.apartMs, apartMs),
        tellAtMs: startsAtMs - CLOCK_NOTICE_AHEAD_MS,
      });
    }
    previous = { startsAtMs, apartMs };
  }
  return shifts.map((shift, index) => ({
    ...shift,
    untilMs: shifts[index + 1]?.firstStartsAtMs ?? null,
  }));
}

function changeOfTime(
  wallTime: string,
  oldApartMs: number,
  newApartMs: number,
): Pick<ClockShift, 'oldTime' | 'newTime' | 'dayShift'> {
  const wallMs = Date.parse(`1970-01-01T${wallTime}Z`);
  const days =
    Math.floor((wallMs + newApartMs) / DAY_MS) - Math.floor((wallMs + oldApartMs) / DAY_MS);
  return {
    oldTime: timeOfDay(wallMs + oldApartMs),
    newTime: timeOfDay(wallMs + newApartMs),
    dayShift: days > 0 ? 1 : days < 0 ? -1 : 0,
  };
}

/** `HH:mm`, whatever the day. */
function timeOfDay(wallMs: number): string {
  const minutes = Math.floor(wallMs / MINUTE_MS);
  return new Date(minutes * MINUTE_MS).toISOString().slice(11, 16);
}

function offsetAt(clock: ZoneClock, atMs: number): number {
  return clock.steps.findLast(({ fromMs }) => fromMs <= atMs)?.offsetMs ?? 0;
}

function offsetMsOf(at: Temporal.ZonedDateTime): number {
  return at.offsetNanoseconds / 1_000_000;
}
