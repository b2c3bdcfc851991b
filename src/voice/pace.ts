/**
 * The voice library keeps time by the wall clock. Set forward (or after a suspended machine wakes)
 * it sends everything it believes to have missed in one rush; set back, it falls silent until the
 * wall clock is again where it was. Both are found by the monotonic clock, and mended by letting
 * every sound rest for a moment, since the library begins to count anew with the first one.
 */
import type { Clock, Log } from '../app/ports.ts';
import type { SoundOutput } from './sound-output.ts';

export interface PaceKeeper {
  /** Has the library count anew. */
  reset(why: string): void;
  stop(): void;
}

/** Longer than a round of the library through all its players, which must have come to its end. */
const REST_MS = 60;
/** A packet is taken every 20 ms, so nothing else explains a wait like this. */
const STALLED_MS = 1_000;

export function keepPace(needs: {
  readonly outputs: () => readonly SoundOutput[];
  readonly clock: Clock;
  readonly log: Log;
}): PaceKeeper {
  let resting: NodeJS.Timeout | null = null;

  function reset(why: string): void {
    if (resting) return;
    needs.log.warn({ why }, 'the wall clock was set, sound begins to count anew');
    // The timer of the pace itself, so it can't follow a clock that may run fast.
    resting = setTimeout(() => {
      resting = null;
      for (const output of needs.outputs()) output.goOn();
    }, REST_MS);
    // Not within a round of the library, which would go on with what it holds.
    setImmediate(() => {
      for (const output of needs.outputs()) output.rest();
    });
  }

  const stopWatching = needs.clock.heartbeat(() => {
    if (needs.outputs().some((output) => output.stalledMs > STALLED_MS)) reset('the sound stalls');
  });
  return {
    reset,
    stop() {
      stopWatching();
      if (resting) clearTimeout(resting);
      resting = null;
    },
  };
}
