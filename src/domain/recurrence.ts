import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { asId, type OccurrenceId, type SeriesId } from './identity.ts';
import type { RecurrenceRule, RecurringDates, Series } from './schedule.ts';
import { steadyInstants } from './steady-offset.ts';

const DAY_MS = 86_400_000;
/** For fewer dates, asking when the clocks change takes longer than asking for each. */
const WORTH_LOOKING_AHEAD = 8;

/** One moment at which a rule calls for a session. */
export interface RuleOccurrence {
  /** The date that the rule names, `2026-12-01`, even where the clock's jump moved the start. */
  readonly localDate: string;
  /** 1 for the day's first wall time, counted in the rule's order. */
  readonly ordinal: number;
  /** `HH:mm`, as the rule has it. */
  readonly wallTime: string;
  readonly startsAtMs: number;
}

/**
 * Every start of the rule with `fromMs <= startsAtMs < toMs`, ascending; so two spans
 * that touch give each occurrence once.
 *
 * Spring gap: a wall time that does not exist that day begins as much later as the clock
 * jumps (02:30 becomes 03:30). Where the rule has a session at that moment anyway, there
 * is only that one. Autumn overlap: a wall time that comes twice begins once, the first time.
 *
 * Throws RangeError for a rule that no parser here makes: an unknown zone or a broken RRULE.
 */
export function occurrencesBetween(
  rule: RecurrenceRule,
  fromMs: number,
  toMs: number,
): RuleOccurrence[] {
  if (!Number.isFinite(fromMs) || !Number.isFinite(toMs)) {
    throw new RangeError(`A span needs two ends: ${fromMs} to ${toMs}`);
  }
  if (toMs <= fromMs) return [];
  // A zone is at most 14 h from UTC, and the largest jump so far was a whole day
  // (Samoa left out 30 December 2011): three days cover both, at both ends.
  const dates = localDatesBetween(rule.dates, fromMs - 3 * DAY_MS, toMs + 3 * DAY_MS);
  const steady =
    dates.length < WORTH_LOOKING_AHEAD
      ? () => null
      : steadyInstants(rule.zone, fromMs - 8 * DAY_MS, toMs + 8 * DAY_MS);
  const starts = dates.flatMap((localDate) => startsOn(localDate, rule, steady));
  return withoutDoubles(starts).filter(
    ({ startsAtMs }) => fromMs <= startsAtMs && startsAtMs < toMs,
  );
}

/** `morning@2026-12-01`, or `morning@2026-12-01.2` for the day's second. */
export function occurrenceIdOf(
  seriesId: SeriesId,
  localDate: string,
  ordinal: number,
): OccurrenceId {
  const id = `${seriesId}@${localDate}`;
  return asId<OccurrenceId>(ordinal === 1 ? id : `${id}.${ordinal}`);
}

/** Dates carry no zone here: each stands for its midnight in UTC, and both ends are included. */
function localDatesBetween(dates: RecurringDates, fromMs: number, toMs: number): string[] {
  if (dates.kind === 'once') {
    const dateMs = Date.parse(`${dates.date}T00:00Z`);
    return fromMs <= dateMs && dateMs <= toMs ? [dates.date] : [];
  }
  const anchor = dates.anchorDate.replaceAll('-', '');
  const rule = new RRuleTemporal({
    rruleString: `DTSTART:${anchor}T000000Z\nRRULE:${dates.rrule}`,
    cache: false,
  });
  return rule
    .between(new Date(fromMs), new Date(toMs), true)
    .map(({ epochMilliseconds }) => new Date(epochMilliseconds).toISOString().slice(0, 10));
}

interface Start extends RuleOccurrence {
  /** The wall time does not exist that day. */
  readonly isShifted: boolean;
}

function startsOn(
  localDate: string,
  rule: RecurrenceRule,
  steady: (wallMs: number) => number | null,
): Start[] {
  return rule.wallTimes.map((wallTime, index) => {
    const startsAtMs = steady(Date.parse(`${localDate}T${wallTime}Z`));
    if (startsAtMs !== null) {
      return { localDate, ordinal: index + 1, wallTime, startsAtMs, isShifted: false };
    }
    const wanted = Temporal.PlainDateTime.from(`${localDate}T${wallTime}`);
    const start = wanted.toZonedDateTime(rule.zone, { disambiguation: 'compatible' });
    return {
      localDate,
      ordinal: index + 1,
      wallTime,
      startsAtMs: start.epochMilliseconds,
      isShifted: !start.toPlainDateTime().equals(wanted),
    };
  });
}

/** Ascending; of two at the same moment the one whose wall time exists is kept. */
function withoutDoubles(starts: readonly Start[]): RuleOccurrence[] {
  const kept = new Map<number, Start>();
  for (const start of starts) {
    const other = kept.get(start.startsAtMs);
    if (!other || other.isShifted) kept.set(start.startsAtMs, start);
  }
  return [...kept.values()]
    .toSorted((a, b) => a.startsAtMs - b.startsAtMs)
    .map(({ localDate, ordinal, wallTime, startsAtMs }) => ({
      localDate,
      ordinal,
      wallTime,
      startsAtMs,
    }));
}

/** Two sessions that want the same room at the same time. */
export interface RoomOverlap {
  /** The one that began earlier; both are the same where a series meets itself. */
  readonly earlier: Series;
  readonly later: Series;
  /** When the later one would begin while the earlier one still goes on. */
  readonly atMs: number;
}

/**
 * The first overlap of every two series that share a room, sessions that start within
 * the span. Rooms are compared as written, capitals and a leading `#` aside.
 */
export function roomOverlaps(
  series: readonly Series[],
  fromMs: number,
  toMs: number,
): RoomOverlap[] {
  const seriesByRoom = Map.groupBy(series, ({ room }) => room.replace(/^#/, '').toLowerCase());
  return [...seriesByRoom.values()].flatMap((sharing) => overlapsIn(sharing, fromMs, toMs));
}

function overlapsIn(sharing: readonly Series[], fromMs: number, toMs: number): RoomOverlap[] {
  const sessions = sharing
    .flatMap((series) =>
      occurrencesBetween(series.rule, fromMs, toMs).map(({ startsAtMs }) => ({
        series,
        startsAtMs,
        endsAtMs: startsAtMs + series.durationMs,
      })),
    )
    .toSorted((a, b) => a.startsAtMs - b.startsAtMs);
  const overlapByPair = new Map<string, RoomOverlap>();
  let running: typeof sessions = [];
  for (const session of sessions) {
    running = running.filter(({ endsAtMs }) => endsAtMs > session.startsAtMs);
    for (const other of running) {
      const pair = [other.series.id, session.series.id].toSorted().join(' ');
      if (overlapByPair.has(pair)) continue;
      overlapByPair.set(pair, {
        earlier: other.series,
        later: session.series,
        atMs: session.startsAtMs,
      });
    }
    running.push(session);
  }
  return [...overlapByPair.values()];
}
