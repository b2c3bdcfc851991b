import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createSystemClock, isValidCron, type SystemClock } from '../src/clock.ts';
import { keepsTheClockContract } from './clock-contract.ts';

const START_MS = Date.UTC(2026, 0, 5, 15);
let clock: SystemClock;
/** How long the machine has slept. */
let sleptMs = 0;

async function passMs(durationMs: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(durationMs);
}

describe('on a machine whose time is made to pass', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: START_MS });
    sleptMs = 0;
    clock = createSystemClock({ uptimeMs: () => performance.now() + sleptMs });
  });
  afterEach(() => {
    clock.close();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  keepsTheClockContract(() => ({ clock, passMs }));

  test.each([
    ['forward', 2 * 3_600_000],
    ['back', -60_000],
  ])('a clock that is set %s changes nothing: time goes on as it was', async (_, stepMs) => {
    const calledAfterMs: number[] = [];
    clock.at(START_MS + 60_000, () => calledAfterMs.push(clock.nowMs() - START_MS));
    await passMs(30_000);
    jest.setSystemTime(START_MS + 30_000 + stepMs);
    expect(clock.nowMs()).toBe(START_MS + 30_000);
    await passMs(29_999);
    expect(calledAfterMs).toEqual([]);
    await passMs(1);
    expect(calledAfterMs).toEqual([60_000]);
    expect(clock.correctionMs).toBe(-stepMs);
  });

  test('after a sleep of the machine it calls within 15 s what has become due', async () => {
    let called = 0;
    clock.at(START_MS + 3_600_000, () => (called += 1));
    await passMs(1_000);
    sleptMs = 2 * 3_600_000;
    jest.setSystemTime(START_MS + 1_000 + sleptMs);
    await passMs(15_000);
    expect(called).toBe(1);
    expect(clock.correctionMs).toBe(0);
  });

  test('a clock that was wrong from the start is put right by what the platform says', async () => {
    const calledAtMs: number[] = [];
    const askedAtMs = clock.nowMs();
    clock.at(START_MS + 3_600_000, () => calledAtMs.push(clock.nowMs()));
    await passMs(200);
    clock.hear(START_MS + 3_595_000, askedAtMs);
    expect(clock.nowMs()).toBe(START_MS + 3_595_000);
    await passMs(5_000);
    expect(calledAtMs).toEqual([START_MS + 3_600_000]);
  });

  test.each([
    ['forward by three seconds', 3_000],
    ['forward by a day', 86_400_000],
    ['back by three seconds', -3_000],
    ['back by an hour', -3_600_000],
    ['back by a day', -86_400_000],
  ])('the heart goes on beating when the clock is set %s', async (_, stepMs) => {
    let beats = 0;
    clock.heartbeat(() => (beats += 1));
    await passMs(20_000);
    beats = 0;
    jest.setSystemTime(START_MS + 20_000 + stepMs);
    await passMs(16_000);
    expect(beats).toBeGreaterThanOrEqual(1);
    await passMs(60_000);
    expect(beats).toBeGreaterThanOrEqual(5);
    expect(beats).toBeLessThanOrEqual(7);
  });

  test('a slot that comes late beats all the same', async () => {
    let beats = 0;
    clock.heartbeat(() => (beats += 1));
    await passMs(14_000);
    // The event loop was busy over the quarter of a minute, as time and timers see it.
    jest.setSystemTime(START_MS + 17_600);
    await passMs(1_000);
    // Once for the slot, and once for the step that the stall looks like.
    expect([1, 2]).toContain(beats);
  });

  test('nothing is left behind when everyone has cancelled', () => {
    const cancels = [
      clock.at(START_MS + 1_000, () => undefined),
      clock.at(START_MS + 2_000, () => undefined),
      clock.heartbeat(() => undefined),
    ];
    for (const cancel of cancels) cancel();
    expect(jest.getTimerCount()).toBe(0);
  });

  test('a closed clock calls nobody', async () => {
    let called = 0;
    clock.at(START_MS + 1_000, () => (called += 1));
    clock.heartbeat(() => (called += 1));
    clock.close();
    clock.at(START_MS + 1_000, () => (called += 1));
    clock.heartbeat(() => (called += 1));
    await passMs(60_000);
    expect(called).toBe(0);
  });

  test('a callback that throws leaves the others waiting', async () => {
    let called = 0;
    clock.at(START_MS + 1_000, () => {
      throw new Error('a bug');
    });
    clock.at(START_MS + 1_000, () => (called += 1));
    await expect(passMs(1_000)).rejects.toThrow('a bug');
    await passMs(1);
    expect(called).toBe(1);
  });
});

test('on the real machine a callback comes, and not early', async () => {
  const real = createSystemClock();
  const dueAtMs = real.nowMs() + 30;
  const calledAtMs = await new Promise<number>((resolve) => {
    real.at(dueAtMs, () => resolve(real.nowMs()));
  });
  expect(calledAtMs).toBeGreaterThanOrEqual(dueAtMs);
  real.close();
});

test('node-cron judges expressions', () => {
  expect(isValidCron('0 7 * * 1,3,5')).toBe(true);
  expect(isValidCron('0 7 31 2 *')).toBe(false);
  expect(isValidCron('seven')).toBe(false);
});
