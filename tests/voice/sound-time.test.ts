import { expect, test } from '@jest/globals';
import { createSoundTime } from '../../src/voice/sound-time.ts';

function setUp() {
  let monotonicMs = 500;
  const nowMs = createSoundTime(() => monotonicMs, 1_000_000);
  return {
    nowMs,
    /** What the sound's time says after each of these steps of the monotonic clock. */
    after: (...stepsMs: number[]): number[] =>
      stepsMs.map((stepMs) => {
        monotonicMs += stepMs;
        return nowMs();
      }),
  };
}

test('goes on with the monotonic clock from where the wall clock was', () => {
  const time = setUp();
  expect(time.nowMs()).toBe(1_000_500);
  expect(time.after(20, 20, 19.5, 40)).toEqual([1_000_520, 1_000_540, 1_000_559, 1_000_599]);
});

test('a thread that was busy for a moment catches up', () => {
  expect(setUp().after(20, 190, 1)).toEqual([1_000_520, 1_000_710, 1_000_711]);
});

test('what a thread missed that stood still for long is left out, and not sent in a rush', () => {
  expect(setUp().after(20, 5_000, 20, 20)).toEqual([1_000_520, 1_000_540, 1_000_560, 1_000_580]);
});
