/**
 * What coordinators may do to the timetable, and what each of it means as edits, so that one
 * mechanism serves the preview, the change and its undo.
 */
import { asId, type OccurrenceId, type SeriesId } from './identity.ts';
import { localDateOf } from './local-time.ts';
import type { Occurrence, Series } from './schedule.ts';
import { isException, sessionsBetween, type Timetable } from './timetable.ts';
import type { TimetableEdit } from './timetable-edit.ts';
import type { ChangeRefusal } from './timetable-refusal.ts';
import { unreachable } from './unreachable.ts';

export type TimetableChange =
  | { readonly type: 'addSeries'; readonly series: Series }
  /** The series as it is to be; its id stays. */
  | { readonly type: 'editSeries'; readonly series: Series }
  | { readonly type: 'pauseSeries' | 'resumeSeries' | 'removeSeries'; readonly seriesId: SeriesId }
  | { readonly type: 'cancelSession'; readonly occurrenceId: OccurrenceId }
  | {
      readonly type: 'moveSession';
      readonly occurrenceId: OccurrenceId;
      readonly startsAtMs: number;
      /** Null keeps its length. */
      readonly durationMs: number | null;
    }
  | { readonly type: 'addSession'; readonly seriesId: SeriesId; readonly startsAtMs: number };

/** A session longer than this is a slip of the pen; the timetable file has the same limit. */
export const LONGEST_SESSION_MS = 6 * 3_600_000;
/** A new series that has no session within so long never will. */
const HORIZON_MS = 2 * 366 * 86_400_000;

export type ChangeReading =
  | { readonly ok: true; readonly edits: readonly TimetableEdit[] }
  | { readonly ok: false; readonly refusal: ChangeRefusal };

/** What the change means for this timetable now, or why it can't be. */
export function editsOf(
  timetable: Timetable,
  change: TimetableChange,
  nowMs: number,
): ChangeReading {
  switch (change.type) {
    case 'addSeries':
    case 'editSeries':
      return saveSeries(timetable, change, nowMs);
    case 'pauseSeries':
    case 'resumeSeries':
      return setPaused(timetable, change.seriesId, change.type === 'pauseSeries');
    case 'removeSeries':
      return removeSeries(timetable, change.seriesId);
    case 'cancelSession':
    case 'moveSession':
      return editSession(timetable, change, nowMs);
    case 'addSession':
      return addSession(timetable, change.seriesId, change.startsAtMs, nowMs);
    default:
      return unreachable(change);
  }
}

const refused = (refusal: ChangeRefusal): ChangeReading => ({ ok: false, refusal });

function saveSeries(
  { guildId, series: all }: Timetable,
  { type, series }: Extract<TimetableChange, { type: 'addSeries' | 'editSeries' }>,
  nowMs: number,
): ChangeReading {
  const before = all.find(({ id }) => id === series.id) ?? null;
  if (type === 'addSeries' && before) {
    return refused({ code: 'SERIES_ID_TAKEN', name: before.name });
  }
  if (type === 'editSeries' && !before) return refused({ code: 'UNKNOWN_SERIES' });
  if (series.durationMs > LONGEST_SESSION_MS) {
    return refused({ code: 'TOO_LONG', maxMs: LONGEST_SESSION_MS });
  }
  if (JSON.stringify(before) === JSON.stringify(series))
    return refused({ code: 'NOTHING_CHANGES' });
  const { dates } = series.rule;
  const alone = { guildId, series: [{ ...series, paused: false }], exceptions: [] };
  const next = sessionsBetween(alone, nowMs, nowMs + HORIZON_MS)[0];
  const isNewTime = JSON.stringify(before?.rule) !== JSON.stringify(series.rule);
  if (!next && isNewTime) {
    const last = dates.kind === 'once' && sessionsBetween(alone, 0, nowMs).at(-1);
    return last
      ? refused({ code: 'STARTS_IN_PAST', startsAtMs: last.startsAtMs })
      : refused({ code: 'NO_SESSIONS_AHEAD' });
  }
  return { ok: true, edits: [{ subject: 'series', id: series.id, before, after: series }] };
}

function setPaused({ series: all }: Timetable, id: SeriesId, paused: boolean): ChangeReading {
  const before = all.find((series) => series.id === id);
  if (!before) return refused({ code: 'UNKNOWN_SERIES' });
  if (before.paused === paused) {
    return refused({ code: paused ? 'ALREADY_PAUSED' : 'NOT_PAUSED' });
  }
  return { ok: true, edits: [{ subject: 'series', id, before, after: { ...before, paused } }] };
}

/** What was moved, added or cancelled of it goes with it, and comes back with it. */
function removeSeries({ series: all, exceptions }: Timetable, id: SeriesId): ChangeReading {
  const before = all.find((series) => series.id === id);
  if (!before) return refused({ code: 'UNKNOWN_SERIES' });
  const sessions = exceptions
    .filter(({ seriesId }) => seriesId === id)
    .map((exception): TimetableEdit => ({
      subject: 'session',
      id: exception.id,
      seriesId: id,
      before: exception,
      after: null,
    }));
  return { ok: true, edits: [...sessions, { subject: 'series', id, before, after: null }] };
}

function editSession(
  timetable: Timetable,
  change: Extract<TimetableChange, { type: 'cancelSession' | 'moveSession' }>,
  nowMs: number,
): ChangeReading {
  const session = findSession(timetable, change.occurrenceId, nowMs);
  if (!session) return refused({ code: 'UNKNOWN_SESSION' });
  if (session.calledOff) return refused({ code: 'ALREADY_CANCELLED' });
  const edit = (after: Occurrence): ChangeReading => {
    const before = isException(session) ? session : null;
    const { id, seriesId } = session;
    return { ok: true, edits: [{ subject: 'session', id, seriesId, before, after }] };
  };
  // One that is on may be cancelled: then it falls silent. Its start can't be moved any more.
  if (change.type === 'cancelSession') {
    return session.endsAtMs <= nowMs
      ? refused({ code: 'SESSION_HAS_BEGUN' })
      : edit({ ...session, cancelled: true, calledOff: true });
  }
  if (session.startsAtMs <= nowMs) return refused({ code: 'SESSION_HAS_BEGUN' });
  const { startsAtMs } = change;
  const durationMs = change.durationMs ?? session.endsAtMs - session.startsAtMs;
  if (startsAtMs <= nowMs) return refused({ code: 'STARTS_IN_PAST', startsAtMs });
  if (durationMs > LONGEST_SESSION_MS) {
    return refused({ code: 'TOO_LONG', maxMs: LONGEST_SESSION_MS });
  }
  const endsAtMs = startsAtMs + durationMs;
  if (startsAtMs === session.startsAtMs && endsAtMs === session.endsAtMs) {
    return refused({ code: 'NOTHING_CHANGES' });
  }
  return edit({ ...session, startsAtMs, endsAtMs, placedBy: 'hand' });
}

function addSession(
  { guildId, series: all, exceptions }: Timetable,
  seriesId: SeriesId,
  startsAtMs: number,
  nowMs: number,
): ChangeReading {
  const series = all.find(({ id }) => id === seriesId);
  if (!series) return refused({ code: 'UNKNOWN_SERIES' });
  if (series.paused) return refused({ code: 'SERIES_IS_PAUSED' });
  if (startsAtMs <= nowMs) return refused({ code: 'STARTS_IN_PAST', startsAtMs });
  const taken = new Set<string>(exceptions.map(({ id }) => id));
  const day = `${seriesId}@${localDateOf(series.rule.zone, startsAtMs)}`;
  let count = 1;
  while (taken.has(`${day}+${count}`)) count += 1;
  const id = asId<OccurrenceId>(`${day}+${count}`);
  const after: Occurrence = {
    id,
    guildId,
    seriesId,
    startsAtMs,
    endsAtMs: startsAtMs + series.durationMs,
    revision: 1,
    cancelled: false,
    calledOff: false,
    placedBy: 'hand',
    sequence: 0,
  };
  return { ok: true, edits: [{ subject: 'session', id, seriesId, before: null, after }] };
}

/** A session that is on or to come, also one that only the rule knows. */
export function findSession(
  timetable: Timetable,
  occurrenceId: OccurrenceId,
  nowMs: number,
): Occurrence | null {
  const [seriesId] = occurrenceId.split('@');
  const own = {
    ...timetable,
    series: timetable.series.filter(({ id }) => id === seriesId),
    exceptions: timetable.exceptions.filter((exception) => exception.seriesId === seriesId),
  };
  const fromMs = nowMs - LONGEST_SESSION_MS;
  const sessions = sessionsBetween(own, fromMs, nowMs + HORIZON_MS);
  return sessions.find(({ id }) => id === occurrenceId) ?? null;
}
