/** A guild's timetable as a whole: its series, and the sessions that differ from them. */
import { startsBetween } from './expanded-rule.ts';
import type { GuildId, OccurrenceId, SeriesId } from './identity.ts';
import { occurrenceIdOf } from './recurrence.ts';
import type { Occurrence, Series } from './schedule.ts';

export interface Timetable {
  readonly guildId: GuildId;
  readonly series: readonly Series[];
  /** The sessions that were cancelled, moved or added by hand, however far away. */
  readonly exceptions: readonly Occurrence[];
}

/** Whether a session says more than its series does. */
export function isException(occurrence: Occurrence): boolean {
  return occurrence.calledOff || occurrence.placedBy === 'hand';
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
  const special = exceptions.flatMap((exception) => {
    const { startsAtMs, calledOff } = exception;
    const series = seriesById.get(exception.seriesId);
    if (!series || (series.paused && !calledOff)) return [];
    // The stored one may still say that its series was paused.
    const session = { ...exception, cancelled: calledOff };
    return fromMs <= startsAtMs && startsAtMs < toMs ? [session] : [];
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
  return startsBetween(series.rule, fromMs, toMs).map((meant) => ({
    id: occurrenceIdOf(series.id, meant.localDate, meant.ordinal),
    guildId,
    seriesId: series.id,
    startsAtMs: meant.startsAtMs,
    endsAtMs: meant.startsAtMs + series.durationMs,
    revision: 1,
    cancelled: false,
    calledOff: false,
    placedBy: 'rule',
    sequence: 0,
  }));
}

/** Two sessions that would be in one room at the same time. */
export interface SessionOverlap {
  readonly earlier: Occurrence;
  readonly later: Occurrence;
}

/**
 * The first overlap of the series with each other one of its room, and with itself, among the
 * sessions that start within the span. Only the series of that room are looked at.
 */
export function overlapsOf(
  timetable: Timetable,
  seriesId: SeriesId,
  fromMs: number,
  toMs: number,
): SessionOverlap[] {
  const own = timetable.series.find(({ id }) => id === seriesId);
  if (!own) return [];
  const sharing = timetable.series.filter(({ room }) => roomKey(room) === roomKey(own.room));
  const sessions = sessionsBetween({ ...timetable, series: sharing }, fromMs, toMs).filter(
    ({ cancelled }) => !cancelled,
  );
  const overlapByOther = new Map<SeriesId, SessionOverlap>();
  let running: Occurrence[] = [];
  for (const later of sessions) {
    running = running.filter(({ endsAtMs }) => endsAtMs > later.startsAtMs);
    for (const earlier of running) {
      const isOwn = earlier.seriesId === seriesId || later.seriesId === seriesId;
      const otherId = earlier.seriesId === seriesId ? later.seriesId : earlier.seriesId;
      if (isOwn && !overlapByOther.has(otherId)) overlapByOther.set(otherId, { earlier, later });
    }
    running.push(later);
  }
  return [...overlapByOther.values()];
}

/** Rooms are compared as written, capitals and a leading `#` aside. */
function roomKey(room: string): string {
  return room.replace(/^#/, '').toLowerCase();
}
