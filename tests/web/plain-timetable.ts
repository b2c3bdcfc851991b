/** A public timetable over plain data, as the web is handed one. */
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import type { PublicSession, PublicTimetable } from '../../src/web/public-timetable.ts';

export const ZONE = 'America/Los_Angeles';
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Tuesday, 24 November 2026, 9:00 am in Los Angeles. */
export const NOW_MS = Date.UTC(2026, 10, 24, 17);

export function plainSession(changes: Partial<PublicSession> = {}): PublicSession {
  const startsAtMs = changes.startsAtMs ?? Date.UTC(2026, 11, 2, 15);
  return {
    id: 'morning@2026-12-02',
    seriesId: asId<SeriesId>('morning'),
    seriesName: 'Morning practice',
    description: '',
    roomName: 'Practice hall',
    startsAtMs,
    endsAtMs: startsAtMs + HOUR_MS,
    cancelled: false,
    isMoved: false,
    sequence: 0,
    zone: ZONE,
    ...changes,
  };
}

export interface PlainTimetable extends PublicTimetable {
  sessions: readonly PublicSession[];
  /** How often it was asked for sessions. */
  asked: number;
}

/** Its version rises whenever `sessions` is replaced. */
export function plainTimetable(
  sessions: readonly PublicSession[],
  about: Partial<Pick<PublicTimetable, 'communityName' | 'zone'>> = {},
): PlainTimetable {
  let version = 1;
  let current = sessions.toSorted((a, b) => a.startsAtMs - b.startsAtMs);
  return {
    communityName: 'CMSC',
    zone: ZONE,
    asked: 0,
    ...about,
    get sessions() {
      return current;
    },
    set sessions(next) {
      current = next.toSorted((a, b) => a.startsAtMs - b.startsAtMs);
      version += 1;
    },
    version: () => String(version),
    sessionsBetween(fromMs, toMs) {
      this.asked += 1;
      return current.filter(({ startsAtMs }) => fromMs <= startsAtMs && startsAtMs < toMs);
    },
  };
}
