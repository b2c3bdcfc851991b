import type { Cancel, Clock } from '../src/app/ports.ts';

/** As often as the system clock's heartbeat. */
const HEARTBEAT_MS = 15_000;

/** How often the event loop turns after a callback, so that the promises it started can settle. */
const SETTLE_TURNS = 3;

/** A clock that only the test moves. */
export interface ManualClock extends Clock {
  /** Runs everything due until then, in order of time, and lets promises settle after each. */
  advanceTo(toMs: number): Promise<void>;
  advanceBy(durationMs: number): Promise<void>;
  /**
   * Sets the wall clock at once, forwards or backwards, as a suspended machine or a
   * corrected clock does; what has become due by then runs late.
   */
  jumpTo(toMs: number): Promise<void>;
  /** When the next callback is due, heartbeats left out; null when none waits. */
  nextDueAtMs(): number | null;
  /** How many callbacks of `at` wait: a test for leaks. */
  waitingCount(): number;
}

interface Waiting {
  readonly atMs: number;
  readonly callback: () => void;
}

/** Lets the event loop turn, which takes no time on any clock. */
export async function settle(turns = SETTLE_TURNS): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Stands in for the system clock. A callback that throws fails the test that advances. */
export function createManualClock(startMs: number): ManualClock {
  let now = startMs;
  let nextBeatAtMs = beatAfter(startMs);
  let isAdvancing = false;
  const waiting = new Set<Waiting>();
  const heartbeats = new Set<{ readonly callback: () => void }>();

  function soonest(): Waiting | null {
    let first: Waiting | null = null;
    for (const entry of waiting) if (!first || entry.atMs < first.atMs) first = entry;
    return first;
  }

  function runSoonestDue(byMs: number): boolean {
    const entry = soonest();
    if (!entry || entry.atMs > byMs) return false;
    // A heartbeat of the same moment comes after what is due then.
    if (heartbeats.size > 0 && nextBeatAtMs < entry.atMs) return false;
    waiting.delete(entry);
    now = Math.max(now, entry.atMs);
    entry.callback();
    return true;
  }

  function runNextBeat(byMs: number): boolean {
    if (heartbeats.size === 0 || nextBeatAtMs > byMs) return false;
    now = Math.max(now, nextBeatAtMs);
    nextBeatAtMs = beatAfter(now);
    for (const { callback } of heartbeats) callback();
    return true;
  }

  async function runUntil(toMs: number): Promise<void> {
    if (isAdvancing) throw new Error('The clock is being advanced already: await the first.');
    isAdvancing = true;
    try {
      await settle();
      while (runSoonestDue(toMs) || runNextBeat(toMs)) await settle();
      now = Math.max(now, toMs);
      if (nextBeatAtMs <= now) nextBeatAtMs = beatAfter(now);
    } finally {
      isAdvancing = false;
    }
  }

  return {
    nowMs: () => now,
    at(atMs, callback): Cancel {
      const entry = { atMs, callback };
      waiting.add(entry);
      // What has passed already runs without anybody advancing, as on the system clock.
      if (atMs <= now) {
        setImmediate(() => {
          if (waiting.delete(entry)) callback();
        });
      }
      return () => {
        waiting.delete(entry);
      };
    },
    heartbeat(callback): Cancel {
      if (heartbeats.size === 0) nextBeatAtMs = beatAfter(now);
      const entry = { callback };
      heartbeats.add(entry);
      return () => {
        heartbeats.delete(entry);
      };
    },
    async advanceTo(toMs) {
      if (toMs < now) throw new Error(`The clock stands at ${now}; ${toMs} is past. Use jumpTo.`);
      await runUntil(toMs);
    },
    advanceBy: (durationMs) => runUntil(now + durationMs),
    async jumpTo(toMs) {
      now = toMs;
      nextBeatAtMs = beatAfter(toMs);
      await runUntil(toMs);
    },
    nextDueAtMs: () => soonest()?.atMs ?? null,
    waitingCount: () => waiting.size,
  };
}

function beatAfter(atMs: number): number {
  return (Math.floor(atMs / HEARTBEAT_MS) + 1) * HEARTBEAT_MS;
}
