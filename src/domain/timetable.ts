/** A guild's timetable as a whole: its series, and the sessions that differ from them. */
import type { GuildId, OccurrenceId } from './identity.ts';
import { occurrenceIdOf, occurrencesBetween } from './recurrence.ts';
import type { Occurrence, Series } from './schedule.ts';

export interface Timetable {
  readonly guildId: GuildId;
  readonly series: readonly Series[];
  /** The sessions that were cancelled, moved or added by hand, however far away. */
  readonly exceptions: readonly Occurrence[];
}

/** Whether a session says more than its series does. */
export function isException(occurrence: Occurrence): boolean {
  return occurrence.cancelled || occurrence.placedBy === 'hand';
}

/**
 * Every session that begins within `fromMs <= startsAtMs < toMs`, soonest first: what the
 * rules call for, with the exceptions in their place, the cancelled ones included. A series
 * that is paused has none, moved and added ones included.
 */
export function sessionsBetween(
  timetable: Timetable,
  fromMs: number,
  toMs: number,
): readonly Occurrence[] {
  const { guildId, exceptions } = timetable;
  const seriesById = new Map(timetable.series.map((series) => [series.id, series]));
  const exceptionIds = new Set<OccurrenceId>(exceptions.map(({ id }) => id));
  const regular = timetable.series
    .flatMap((series) => regularSessions(guildId, series, fromMs, toMs))
    .filter(({ id }) => !exceptionIds.has(id));
  const special = exceptions.filter(({ startsAtMs, seriesId, cancelled }) => {
    const series = seriesById.get(seriesId);
    if (!series || (series.paused && !cancelled)) return false;
    return fromMs <= startsAtMs && startsAtMs < toMs;
  });
  return [...regular, ...special].toSorted(
    (a, b) => a.startsAtMs - b.startsAtMs || a.id.localeCompare(b.id),
  );
}

/** What the rule alone calls for. */
function regularSessions(
  guildId: GuildId,
  series: Series,
  fromMs: number,
  toMs: number,
): Occurrence[] {
  if (series.paused) return [];
  return occurrencesBetween(series.rule, fromMs, toMs).map((meant) => ({
    id: occurrenceIdOf(series.id, meant.localDate, meant.ordinal),
    guildId,
    seriesId: series.id,
    startsAtMs: meant.startsAtMs,
    endsAtMs: meant.startsAtMs + series.durationMs,
    revision: 1,
    cancelled: false,
    placedBy: 'rule',
    sequence: 0,
  }));
}
