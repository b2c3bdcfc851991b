import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createPracticeClock, type PracticeClock } from '../../src/practice/practice-clock.ts';
import { keepsTheClockContract } from '../clock-contract.ts';

const START_MS = Date.UTC(2026, 0, 5, 15);
/** Two months are many heartbeats, and a busy machine takes its time for them. */
jest.setTimeout(30_000);

let clock: PracticeClock;
let isSounding = false;

async function passRealMs(durationMs: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(durationMs);
}

async function skipTo(atMs: number): Promise<void> {
  const skipped = clock.skipTo(atMs);
  while (clock.runningSpeed === 0) await jest.advanceTimersByTimeAsync(1);
  await skipped;
}

beforeEach(() => {
  jest.useFakeTimers();
  isSounding = false;
  clock = createPracticeClock({ startMs: START_MS, isSounding: () => isSounding });
});
afterEach(() => {
  clock.close();
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

describe('at its own pace', () => {
  keepsTheClockContract(() => ({ clock, passMs: passRealMs }));
});

describe('twenty times faster', () => {
  beforeEach(() => clock.setSpeed(20));

  test('a second is twenty', async () => {
    await passRealMs(1_000);
    expect(clock.nowMs()).toBe(START_MS + 20_000);
  });

  test('a callback comes in its moment, or a real millisecond later at most', async () => {
    const calledAtMs: number[] = [];
    const dueAtMs = START_MS + 60_007;
    clock.at(dueAtMs, () => calledAtMs.push(clock.nowMs()));
    await passRealMs(3_000);
    expect(calledAtMs).toEqual([]);
    await passRealMs(1);
    expect(calledAtMs[0]).toBeGreaterThanOrEqual(dueAtMs);
    expect(calledAtMs[0]).toBeLessThan(dueAtMs + 20);
  });

  test('sound takes its own time, from a twentieth of a second after it began', async () => {
    isSounding = true;
    await passRealMs(50);
    expect(clock).toMatchObject({ speed: 20, runningSpeed: 1 });
    const beforeMs = clock.nowMs();
    await passRealMs(10_000);
    expect(clock.nowMs()).toBe(beforeMs + 10_000);
    isSounding = false;
    await passRealMs(50);
    expect(clock.runningSpeed).toBe(20);
  });

  test('it tells when its speed changes, and not otherwise', async () => {
    let told = 0;
    const cancel = clock.onChange(() => (told += 1));
    await passRealMs(1_000);
    expect(told).toBe(0);
    isSounding = true;
    await passRealMs(50);
    expect(told).toBe(1);
    cancel();
    clock.setSpeed(1);
    expect(told).toBe(1);
  });

  test('the heart beats at most ten times a second of real time', async () => {
    let beats = 0;
    clock.heartbeat(() => (beats += 1));
    clock.setSpeed(10_000);
    await passRealMs(1_000);
    expect(beats).toBeGreaterThanOrEqual(6);
    expect(beats).toBeLessThanOrEqual(10);
  });

  test('no other speed makes sense than one above nought', () => {
    expect(() => clock.setSpeed(0)).toThrow('0 times');
  });
});

describe('when it is skipped forward', () => {
  test('what is due on the way comes in order, each in its own moment', async () => {
    const called: [string, number][] = [];
    const note = (name: string) => called.push([name, clock.nowMs() - START_MS]);
    clock.at(START_MS + 7_200_000, () => note('second'));
    clock.at(START_MS + 3_600_000, () => {
      note('first');
      void Promise.resolve().then(() => clock.at(START_MS + 3_601_000, () => note('between')));
    });
    clock.at(START_MS + 7_200_001, () => note('later'));
    await skipTo(START_MS + 7_200_000);
    expect(clock.nowMs()).toBe(START_MS + 7_200_000);
    expect(called).toEqual([
      ['first', 3_600_000],
      ['between', 3_601_000],
      ['second', 7_200_000],
    ]);
  });

  test('it goes on at its speed from there, and the heart beats once', async () => {
    let beats = 0;
    clock.heartbeat(() => (beats += 1));
    await skipTo(START_MS + 3_600_000);
    expect(beats).toBe(1);
    await passRealMs(14_999);
    expect([beats, clock.nowMs()]).toEqual([1, START_MS + 3_614_999]);
    await passRealMs(1);
    expect(beats).toBe(2);
  });

  test('a sound that begins on the way ends the skip', async () => {
    clock.at(START_MS + 60_000, () => (isSounding = true));
    await skipTo(START_MS + 3_600_000);
    expect(clock.nowMs()).toBe(START_MS + 60_000);
    expect(clock.runningSpeed).toBe(1);
  });

  test('nothing is skipped while something sounds', async () => {
    isSounding = true;
    await skipTo(START_MS + 3_600_000);
    expect(clock.nowMs()).toBe(START_MS);
  });

  test('a moment that has passed is reached already', async () => {
    await skipTo(START_MS - 1);
    expect(clock.nowMs()).toBe(START_MS);
  });

  test('a second skip prolongs the first', async () => {
    clock.at(START_MS + 1_000, () => undefined);
    const first = clock.skipTo(START_MS + 2_000);
    await Promise.all([skipTo(START_MS + 3_000), first]);
    expect(clock.nowMs()).toBe(START_MS + 3_000);
  });

  test('closing in the middle ends it', async () => {
    let called = 0;
    clock.at(START_MS + 1_000, () => clock.close());
    clock.at(START_MS + 2_000, () => (called += 1));
    const skipped = clock.skipTo(START_MS + 3_000);
    await passRealMs(1_000);
    await skipped;
    expect(called).toBe(0);
  });
});
