/**
 * The voice library keeps time by Date.now(): a wall clock that is set back silences it, and one
 * that is set forward, or a thread that stood still, has it send everything it believes to have
 * missed in one rush. In the thread of the sound that clock follows the monotonic one instead.
 */

/** A thread that was busy so long may catch up; more would only flood the listeners' buffers. */
export const CATCH_UP_MS = 200;
/** Of a longer halt only so much has passed for the sound: the library's round, which is late anyway. */
const ROUND_MS = 20;

/**
 * Milliseconds that go on evenly while they are asked for. They begin where the wall clock stood
 * when the thread began, and a halt longer than `CATCH_UP_MS` between two looks is left out.
 */
export function createSoundTime(
  monotonicMs: () => number = () => performance.now(),
  originMs = performance.timeOrigin,
): () => number {
  let lastMs = monotonicMs();
  let leftOutMs = 0;
  return () => {
    const nowMs = monotonicMs();
    const haltMs = nowMs - lastMs;
    lastMs = nowMs;
    if (haltMs > CATCH_UP_MS) leftOutMs += haltMs - ROUND_MS;
    return Math.floor(originMs + nowMs - leftOutMs);
  };
}

/** For this thread alone; nothing in it may take Date.now() for the time of day any more. */
export function keepSoundTime(): void {
  Reflect.set(Date, 'now', createSoundTime());
}
