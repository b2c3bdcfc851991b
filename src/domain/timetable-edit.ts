/**
 * A change of the timetable as a list of edits, each a subject with its value before and after:
 * they can be shown, made, kept in the audit and turned round.
 */
import type { OccurrenceId, SeriesId } from './identity.ts';
import type { Occurrence, Series } from './schedule.ts';
import type { Timetable } from './timetable.ts';

/** One subject of the timetable, before and after. For a session, null is what the rule says. */
export type TimetableEdit =
  | {
      readonly subject: 'series';
      readonly id: SeriesId;
      readonly before: Series | null;
      readonly after: Series | null;
    }
  | {
      readonly subject: 'session';
      readonly id: OccurrenceId;
      readonly seriesId: SeriesId;
      readonly before: Occurrence | null;
      readonly after: Occurrence | null;
    };

/** The timetable with the edits made. */
export function applyEdits(timetable: Timetable, edits: readonly TimetableEdit[]): Timetable {
  return edits.reduce((current, edit) => {
    if (edit.subject === 'series') {
      const { series } = current;
      const isKnown = series.some(({ id }) => id === edit.id);
      const replaced = series.flatMap((one) =>
        one.id === edit.id ? (edit.after ? [edit.after] : []) : [one],
      );
      return { ...current, series: !isKnown && edit.after ? [...series, edit.after] : replaced };
    }
    const others = current.exceptions.filter(({ id }) => id !== edit.id);
    return { ...current, exceptions: edit.after ? [...others, edit.after] : others };
  }, timetable);
}

/** The edits that lead back, in the order in which they have to be made. */
export function reversed(edits: readonly TimetableEdit[]): TimetableEdit[] {
  return edits
    .toReversed()
    .map((edit) => ({ ...edit, before: edit.after, after: edit.before }) as TimetableEdit);
}

/** Every change is about one series, or about sessions of one. */
export function seriesOf(edits: readonly TimetableEdit[]): SeriesId {
  const [first] = edits;
  if (!first) throw new Error('A change without edits changes nothing.');
  return first.subject === 'series' ? first.id : first.seriesId;
}

export function findSeries(timetable: Timetable, seriesId: SeriesId): Series | null {
  return timetable.series.find(({ id }) => id === seriesId) ?? null;
}

/** Whether the timetable still is as it was when the edits were made up. */
export function isCurrent(timetable: Timetable, edits: readonly TimetableEdit[]): boolean {
  return edits.every((edit) => {
    if (edit.subject === 'series') {
      return JSON.stringify(findSeries(timetable, edit.id)) === JSON.stringify(edit.before);
    }
    const exception = timetable.exceptions.find(({ id }) => id === edit.id) ?? null;
    return meaningOf(exception) === meaningOf(edit.before);
  });
}

/** What was meant by an exception; its numbers and whether its series is paused don't matter. */
function meaningOf(exception: Occurrence | null): string {
  if (!exception) return 'as ruled';
  const { startsAtMs, endsAtMs, calledOff, placedBy } = exception;
  return JSON.stringify([startsAtMs, endsAtMs, calledOff, placedBy]);
}

/** Whether a session that they are about has begun: it is not brought back, and not moved. */
export function touchesBegun(edits: readonly TimetableEdit[], nowMs: number): boolean {
  return edits.some(
    ({ subject, before, after }) =>
      subject === 'session' &&
      [before, after].some((session) => session && session.startsAtMs <= nowMs),
  );
}
