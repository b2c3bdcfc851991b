import { expect, test } from '@jest/globals';
import { keepsTheClockContract } from './clock-contract.ts';
import { createManualClock } from './manual-clock.ts';

const START_MS = Date.UTC(2026, 0, 5, 15);

keepsTheClockContract(() => {
  const clock = createManualClock(START_MS);
  return { clock, passMs: (durationMs) => clock.advanceBy(durationMs) };
});

test('promises settle before the next callback runs', async () => {
  const clock = createManualClock(START_MS);
  const story: string[] = [];
  clock.at(START_MS + 1_000, () => {
    void Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => story.push('settled'));
  });
  clock.at(START_MS + 1_000, () => story.push('next'));
  await clock.advanceBy(1_000);
  expect(story).toEqual(['settled', 'next']);
});

test('what a settled promise asks for in between is still called in order', async () => {
  const clock = createManualClock(START_MS);
  const story: string[] = [];
  clock.at(START_MS + 1_000, () => {
    void Promise.resolve().then(() => clock.at(START_MS + 2_000, () => story.push('middle')));
  });
  clock.at(START_MS + 3_000, () => story.push('last'));
  await clock.advanceBy(5_000);
  expect(story).toEqual(['middle', 'last']);
});

test('a jump runs what it passed over late, and once', async () => {
  const clock = createManualClock(START_MS);
  const calledAtMs: number[] = [];
  let beats = 0;
  clock.at(START_MS + 1_000, () => calledAtMs.push(clock.nowMs()));
  clock.heartbeat(() => (beats += 1));
  await clock.jumpTo(START_MS + 3_600_000);
  expect(calledAtMs).toEqual([START_MS + 3_600_000]);
  expect(beats).toBe(0);
  await clock.advanceBy(15_000);
  expect(beats).toBe(1);
});

test('a jump back makes waiting longer, and the heart goes on beating', async () => {
  const clock = createManualClock(START_MS);
  let called = 0;
  let beats = 0;
  clock.at(START_MS + 1_000, () => (called += 1));
  clock.heartbeat(() => (beats += 1));
  await clock.jumpTo(START_MS - 60_000);
  await clock.advanceBy(60_000);
  expect({ called, beats }).toEqual({ called: 0, beats: 4 });
  await clock.advanceBy(1_000);
  expect(called).toBe(1);
});

test('it tells what waits', async () => {
  const clock = createManualClock(START_MS);
  expect(clock.nextDueAtMs()).toBeNull();
  clock.at(START_MS + 2_000, () => undefined);
  const cancel = clock.at(START_MS + 1_000, () => undefined);
  expect(clock.nextDueAtMs()).toBe(START_MS + 1_000);
  expect(clock.waitingCount()).toBe(2);
  cancel();
  expect(clock.nextDueAtMs()).toBe(START_MS + 2_000);
  expect(clock.waitingCount()).toBe(1);
});

test('a callback that throws fails the advance', async () => {
  const clock = createManualClock(START_MS);
  clock.at(START_MS + 1_000, () => {
    throw new Error('a bug');
  });
  await expect(clock.advanceBy(1_000)).rejects.toThrow('a bug');
});

test('it refuses to go back unless told to jump', async () => {
  const clock = createManualClock(START_MS);
  await expect(clock.advanceTo(START_MS - 1)).rejects.toThrow('is past');
});
