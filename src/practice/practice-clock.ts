/** The practice room's clock: it can run fast and skip, but sound always takes its own time. */
import type { Cancel, Clock } from '../app/ports.ts';

/** As often as the system clock's heartbeat, in the time of this clock. */
const HEARTBEAT_MS = 15_000;

/** However fast the clock runs, the heart beats at most ten times a second of real time. */
const LEAST_REAL_BEAT_MS = 100;

/** How soon a fast clock notices, in real time, that a sound has begun or ended. */
const SOUND_CHECK_MS = 50;

/** A slow clock looks as seldom as this, far below setTimeout's limit of 2^31 - 1 ms. */
const LONGEST_WAIT_MS = 15_000;

/** Real time between two moments of a skip, so that what the first began (a post) can finish. */
const SKIP_PAUSE_MS = 25;

export interface PracticeClock extends Clock {
  /** How many times faster than real time it runs while nothing sounds. */
  readonly speed: number;
  /** How fast it runs now: 1 while something sounds, 0 during a skip. */
  readonly runningSpeed: number;
  setSpeed(speed: number): void;
  /**
   * Moves forward to an instant and calls back what is due until then, in order of time. A skip
   * ends early when a sound begins, and does nothing while one lasts. A moment that has passed
   * is reached already.
   */
  skipTo(atMs: number): Promise<void>;
  /** Tells that it runs at another speed or stands at another time than could be foreseen. */
  onChange(listener: () => void): Cancel;
  /** Cancels everything that waits; what is asked for later never comes. */
  close(): void;
}

export interface PracticeClockOptions {
  /** Where it starts, in UTC epoch milliseconds. */
  readonly startMs: number;
  /** Asked about twenty times a second while the speed is not 1. */
  readonly isSounding: () => boolean;
}

interface Waiting {
  readonly atMs: number;
  readonly callback: () => void;
}

/** A callback that throws is a bug and crashes the process; the others go on waiting. */
export function createPracticeClock({ startMs, isSounding }: PracticeClockOptions): PracticeClock {
  const waiting = new Set<Waiting>();
  const heart = createHeart(() => nowMs());
  const listeners = new Set<() => void>();
  let speed = 1;
  let running = { fromMs: startMs, sinceRealMs: performance.now(), speed: 1 };
  let timer: NodeJS.Timeout | null = null;
  let skipping: { toMs: number; readonly done: Promise<void> } | null = null;
  let isClosed = false;

  function exactNowMs(): number {
    return running.fromMs + (performance.now() - running.sinceRealMs) * running.speed;
  }

  /** Whole milliseconds; a fraction lost in the multiplication must not cost a whole one. */
  function nowMs(): number {
    return Math.floor(exactNowMs() + 0.001);
  }

  function runFrom(fromMs: number, atSpeed: number): void {
    running = { fromMs, sinceRealMs: performance.now(), speed: atSpeed };
  }

  /** Takes up the speed that is right at this moment. */
  function adjustSpeed(): void {
    const wanted = skipping ? 0 : isSounding() ? 1 : speed;
    if (wanted === running.speed) return;
    runFrom(exactNowMs(), wanted);
    tell();
  }

  function tell(): void {
    for (const listener of listeners) listener();
  }

  function soonest(): Waiting | null {
    let first: Waiting | null = null;
    for (const entry of waiting) if (!first || entry.atMs < first.atMs) first = entry;
    return first;
  }

  /** One timer for all, set for the soonest. */
  function arm(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    const isWatching = speed !== 1 || running.speed !== 1;
    if (isClosed || skipping || (waiting.size === 0 && !heart.isBeating() && !isWatching)) return;
    const dueAtMs = Math.min(soonest()?.atMs ?? Number.POSITIVE_INFINITY, heart.nextBeatAtMs());
    const untilDueMs = Math.ceil((dueAtMs - exactNowMs()) / running.speed - 0.001);
    const longestMs = isWatching ? SOUND_CHECK_MS : LONGEST_WAIT_MS;
    timer = setTimeout(look, Math.min(longestMs, Math.max(0, untilDueMs)));
  }

  function look(): void {
    try {
      adjustSpeed();
      runDue();
      heart.beatIfDue();
    } finally {
      arm();
    }
  }

  function runDue(): void {
    const byMs = nowMs();
    const due = [...waiting].filter(({ atMs }) => atMs <= byMs);
    // The sort is stable: what was asked for first comes first within one moment.
    for (const entry of due.toSorted((a, b) => a.atMs - b.atMs)) {
      if (waiting.delete(entry)) entry.callback();
    }
  }

  /** Goes to the next moment of a skip; false when there is none any more. */
  function stepSkip(): boolean {
    if (!skipping || isClosed) return false;
    const nextMs = Math.min(soonest()?.atMs ?? Number.POSITIVE_INFINITY, skipping.toMs);
    runFrom(Math.max(nowMs(), nextMs), 0);
    runDue();
    return nextMs < skipping.toMs && !isSounding();
  }

  async function skip(): Promise<void> {
    while (stepSkip()) await realPause(SKIP_PAUSE_MS);
    skipping = null;
    if (isClosed) return;
    runFrom(nowMs(), isSounding() ? 1 : speed);
    heart.beatIfDue();
    arm();
    tell();
  }

  return {
    nowMs,
    get speed() {
      return speed;
    },
    get runningSpeed() {
      return running.speed;
    },
    at(atMs, callback): Cancel {
      const entry = { atMs, callback };
      if (isClosed) return () => undefined;
      waiting.add(entry);
      arm();
      return () => {
        if (waiting.delete(entry) && waiting.size === 0) arm();
      };
    },
    heartbeat(callback): Cancel {
      if (isClosed) return () => undefined;
      const cancel = heart.add(callback);
      arm();
      return () => {
        cancel();
        arm();
      };
    },
    setSpeed(wanted) {
      if (!(wanted > 0)) throw new Error(`A clock can't run at ${wanted} times real time.`);
      if (isClosed || wanted === speed) return;
      speed = wanted;
      adjustSpeed();
      arm();
      tell();
    },
    skipTo(atMs) {
      if (skipping) {
        skipping.toMs = Math.max(skipping.toMs, atMs);
        return skipping.done;
      }
      if (isClosed || atMs <= nowMs() || isSounding()) return Promise.resolve();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      skipping = { toMs: atMs, done: promise };
      runFrom(exactNowMs(), 0);
      if (timer) clearTimeout(timer);
      skip().then(resolve, reject);
      return promise;
    },
    onChange(listener) {
      const own = () => listener();
      listeners.add(own);
      return () => listeners.delete(own);
    },
    close() {
      isClosed = true;
      waiting.clear();
      listeners.clear();
      heart.stop();
      arm();
    },
  };
}

interface Heart {
  add(callback: () => void): Cancel;
  isBeating(): boolean;
  /** Infinity when it does not beat for anybody. */
  nextBeatAtMs(): number;
  beatIfDue(): void;
  stop(): void;
}

function createHeart(nowMs: () => number): Heart {
  const callbacks = new Set<{ readonly callback: () => void }>();
  let nextAtMs = 0;
  let lastBeatRealMs = Number.NEGATIVE_INFINITY;
  return {
    add(callback) {
      if (callbacks.size === 0) nextAtMs = nowMs() + HEARTBEAT_MS;
      const entry = { callback };
      callbacks.add(entry);
      return () => {
        callbacks.delete(entry);
      };
    },
    isBeating: () => callbacks.size > 0,
    nextBeatAtMs: () => (callbacks.size > 0 ? nextAtMs : Number.POSITIVE_INFINITY),
    beatIfDue() {
      if (callbacks.size === 0 || nowMs() < nextAtMs) return;
      if (performance.now() - lastBeatRealMs < LEAST_REAL_BEAT_MS) return;
      lastBeatRealMs = performance.now();
      nextAtMs = nowMs() + HEARTBEAT_MS;
      for (const { callback } of callbacks) callback();
    },
    stop: () => callbacks.clear(),
  };
}

function realPause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
