/** What a change of the timetable means to those who come: not what was edited, but what they meet. */
import type { OccurrenceId, PersonNumber, SeriesId } from './identity.ts';
import type { RecurrenceRule } from './schedule.ts';

export type MetChange =
  | {
      readonly type: 'session';
      readonly seriesId: SeriesId;
      readonly occurrenceId: OccurrenceId;
      /** Null: there was, or there is, no such session. */
      readonly before: MetSession | null;
      readonly after: MetSession | null;
    }
  | {
      readonly type: 'series';
      readonly seriesId: SeriesId;
      /** It may be gone when people are told. */
      readonly name: string;
      readonly before: MetSeries | null;
      readonly after: MetSeries | null;
    }
  | {
      readonly type: 'teacher';
      readonly seriesId: SeriesId;
      readonly occurrenceId: OccurrenceId;
      readonly before: PersonNumber | null;
      readonly after: PersonNumber | null;
    };

export interface MetSession {
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly cancelled: boolean;
}

export interface MetSeries {
  readonly rule: RecurrenceRule;
  readonly durationMs: number;
  readonly room: string;
  readonly paused: boolean;
}

/**
 * The changes as one: of several about the same thing only the first `before` and the last
 * `after` count, and what ends as it began is left out. The order is that of the first change.
 */
export function foldChanges(changes: readonly MetChange[]): MetChange[] {
  const folded = new Map<string, MetChange>();
  for (const change of changes) {
    const subject = `${change.type} ${'occurrenceId' in change ? change.occurrenceId : change.seriesId}`;
    const earlier = folded.get(subject);
    folded.set(subject, earlier ? ({ ...change, before: earlier.before } as MetChange) : change);
  }
  return [...folded.values()].filter(
    ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after),
  );
}
