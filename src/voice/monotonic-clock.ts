import type { Cancel, Clock } from '../app/ports.ts';

/** A clock for waits alone: what it shows is no time of day. */
export type MonotonicClock = Pick<Clock, 'nowMs' | 'at'>;

/** Sound and its connections take their own time, whatever any other clock shows. */
export const monotonicClock: MonotonicClock = {
  nowMs: () => performance.now(),
  at(atMs, callback): Cancel {
    const timer = setTimeout(callback, Math.max(0, atMs - performance.now()));
    return () => clearTimeout(timer);
  },
};
