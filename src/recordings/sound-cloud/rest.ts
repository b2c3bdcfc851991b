/** When SoundCloud troubles us again and again, it is left alone for a while. */
import type { Clock, Log } from '../../app/ports.ts';
import type { PageFaultCode } from '../../domain/page-fault.ts';

const MOST_FAILURES = 3;
const REST_MS = 15 * 60_000;
/** They say nothing of the page, and may pass. */
const TROUBLES: ReadonlySet<PageFaultCode> = new Set([
  'CLOSED',
  'RATE_LIMITED',
  'NETWORK',
  'TIMEOUT',
  'UNREADABLE',
  'CRASHED',
]);

/** One for all that ask SoundCloud. */
export interface Rest {
  /** Until then it is left alone; null when it is not. */
  untilMs(): number | null;
  /** @param why null when all was well */
  count(why: PageFaultCode | null): void;
}

export function createRest(clock: Pick<Clock, 'nowMs' | 'at'>, log: Log): Rest {
  let failures = 0;
  let endsAtMs = -Infinity;
  return {
    untilMs: () => (clock.nowMs() < endsAtMs ? endsAtMs : null),
    count(why) {
      if (why === 'RESTING') return;
      failures = why !== null && TROUBLES.has(why) ? failures + 1 : 0;
      if (failures < MOST_FAILURES) return;
      failures = 0;
      endsAtMs = clock.nowMs() + REST_MS;
      log.warn({ restMs: REST_MS }, 'SoundCloud is left alone for a while');
    },
  };
}
