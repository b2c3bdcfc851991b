import { createTask, validate } from 'node-cron';
import { uptime } from 'node:os';
import type { Cancel, Clock } from './app/ports.ts';
import { createTrustedTime, type ClockCorrection, type TrustedTime } from './trusted-time.ts';

/**
 * How long a timer waits at most before it looks at the wall clock again, so that a clock
 * that was set or a machine that slept is noticed soon. Far below setTimeout's limit of
 * 2^31 - 1 ms, beyond which it fires at once.
 */
const LONGEST_WAIT_MS = 15_000;

/** Slots that were missed in one stall are told within far less of elapsed time. */
const STALL_MS = 1_000;

const HEARTBEAT_CRON = '*/15 * * * * *';

/** The heart is late when nothing beat for this long of elapsed time. */
const LATE_HEARTBEAT_MS = 20_000;

export interface SystemClock extends Clock, Pick<TrustedTime, 'hear' | 'correctionMs'> {
  /** Cancels everything that waits and stops the heart; what is asked for later never comes. */
  close(): void;
}

interface Waiting {
  readonly atMs: number;
  readonly callback: () => void;
}

/** Whether node-cron can make sense of the expression. */
export function isValidCron(expression: string): boolean {
  return validate(expression);
}

export interface SystemClockOptions {
  /** Since the machine was switched on; the system's own when left out. */
  readonly uptimeMs?: () => number;
  readonly onCorrection?: (correction: ClockCorrection) => void;
}

/**
 * The machine's clock, corrected where it is known to be wrong. Callbacks keep the process alive
 * until they ran, were cancelled or the clock was closed; one that throws is a bug and crashes it.
 */
export function createSystemClock(options: SystemClockOptions = {}): SystemClock {
  const { uptimeMs = () => uptime() * 1_000, onCorrection } = options;
  const waiting = new Set<Waiting>();
  const heart = createHeart();
  let timer: NodeJS.Timeout | null = null;
  let timerAtMs = Number.POSITIVE_INFINITY;
  let isClosed = false;
  const time = createTrustedTime({ wallMs: () => Date.now(), uptimeMs }, (correction) => {
    isCorrected = true;
    onCorrection?.(correction);
  });
  let isCorrected = false;

  /** One timer for all: set for the soonest, but no longer than it may go without a look. */
  function arm(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    timerAtMs = Number.POSITIVE_INFINITY;
    if (isClosed || (waiting.size === 0 && !heart.isBeating())) return;
    for (const { atMs } of waiting) timerAtMs = Math.min(timerAtMs, atMs);
    const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(0, timerAtMs - time.nowMs()));
    timer = setTimeout(look, waitMs);
  }

  function look(): void {
    try {
      time.nowMs();
      heart.check(isCorrected);
      isCorrected = false;
      runDue();
    } finally {
      arm();
    }
  }

  function runDue(): void {
    const nowMs = time.nowMs();
    const due = [...waiting].filter(({ atMs }) => atMs <= nowMs);
    // The sort is stable: what was asked for first comes first within one moment.
    for (const entry of due.toSorted((a, b) => a.atMs - b.atMs)) {
      if (waiting.delete(entry)) entry.callback();
    }
  }

  return {
    nowMs: () => time.nowMs(),
    hear(platformMs, askedAtMs) {
      time.hear(platformMs, askedAtMs);
      if (isCorrected) arm();
    },
    get correctionMs() {
      return time.correctionMs;
    },
    at(atMs, callback): Cancel {
      const entry = { atMs, callback };
      if (isClosed) return () => undefined;
      waiting.add(entry);
      if (!timer || atMs < timerAtMs) arm();
      return () => {
        if (waiting.delete(entry) && waiting.size === 0) arm();
      };
    },
    heartbeat(callback): Cancel {
      if (isClosed) return () => undefined;
      const cancel = heart.add(callback);
      if (!timer) arm();
      return () => {
        cancel();
        if (!heart.isBeating()) arm();
      };
    },
    close() {
      isClosed = true;
      waiting.clear();
      heart.stop();
      arm();
    },
  };
}

interface Heart {
  add(callback: () => void): Cancel;
  isBeating(): boolean;
  /** Beats by itself when the cron task failed to, or when the clock was set under it. */
  check(wasStepped: boolean): void;
  stop(): void;
}

/**
 * One cron task that beats for everybody. node-cron never runs a slot that comes more than
 * a second late, and waits for hours when the clock is set back by hours: both are healed here.
 */
function createHeart(): Heart {
  const callbacks = new Set<{ readonly callback: () => void }>();
  let lastBeatMs = performance.now();
  let task: ReturnType<typeof createTask> | null = null;

  function beat(): void {
    lastBeatMs = performance.now();
    for (const { callback } of callbacks) callback();
  }

  function start(): void {
    lastBeatMs = performance.now();
    const beatOrCrash = throwOutside(beat);
    task = createTask(HEARTBEAT_CRON, beatOrCrash, { suppressMissedWarning: true });
    // A long stall is told slot by slot; one beat answers for all of them.
    task.on('execution:missed', () => {
      if (performance.now() - lastBeatMs > STALL_MS) beatOrCrash();
    });
    void task.start();
  }

  function stop(): void {
    void task?.destroy();
    task = null;
  }

  return {
    add(callback) {
      const entry = { callback };
      callbacks.add(entry);
      if (!task) start();
      return () => {
        callbacks.delete(entry);
        if (callbacks.size === 0) stop();
      };
    },
    isBeating: () => task !== null,
    check(wasStepped) {
      if (!task) return;
      const isLate = performance.now() - lastBeatMs > LATE_HEARTBEAT_MS;
      if (!wasStepped && !isLate) return;
      stop();
      start();
      beat();
    },
    stop() {
      callbacks.clear();
      stop();
    },
  };
}

/** node-cron catches and logs what a task throws; a bug must crash instead. */
function throwOutside(run: () => void): () => void {
  return () => {
    try {
      run();
    } catch (bug) {
      setImmediate(() => {
        throw bug;
      });
    }
  };
}
