import type { Cancel, Clock } from '../../src/app/ports.ts';

export interface ManualClock extends Clock {
  /** Lets the time go on, calling back in the order of time. */
  advance(ms: number): void;
  /** Goes from timer to timer until it is true; false when no timer is left. */
  advanceUntil(isTrue: () => boolean): boolean;
}

export function createManualClock(startMs = 1_000_000): ManualClock {
  let nowMs = startMs;
  let count = 0;
  const timers = new Map<number, { atMs: number; callback: () => void }>();

  function nextTimer(): { id: number; atMs: number; callback: () => void } | null {
    let next: { id: number; atMs: number; callback: () => void } | null = null;
    for (const [id, timer] of timers) {
      if (!next || timer.atMs < next.atMs) next = { id, ...timer };
    }
    return next;
  }
  function runNext(): void {
    const next = nextTimer();
    if (!next) return;
    timers.delete(next.id);
    nowMs = Math.max(nowMs, next.atMs);
    next.callback();
  }
  function at(atMs: number, callback: () => void): Cancel {
    const id = ++count;
    timers.set(id, { atMs, callback });
    return () => timers.delete(id);
  }
  return {
    nowMs: () => nowMs,
    at,
    heartbeat: () => () => undefined,
    advance(ms) {
      const untilMs = nowMs + ms;
      for (let next = nextTimer(); next && next.atMs <= untilMs; next = nextTimer()) runNext();
      nowMs = untilMs;
    },
    advanceUntil(isTrue) {
      while (!isTrue()) {
        if (!nextTimer()) return false;
        runNext();
      }
      return true;
    },
  };
}
