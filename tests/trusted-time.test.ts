import { expect, test } from '@jest/globals';
import { array, assert, constant, integer, oneof, property, record } from 'fast-check';
import { createTrustedTime, type ClockCorrection } from '../src/trusted-time.ts';

const START_MS = Date.UTC(2026, 0, 5, 15);

function machine() {
  const state = { wallMs: START_MS, uptimeMs: 1_000 };
  const corrections: ClockCorrection[] = [];
  const time = createTrustedTime(
    { wallMs: () => state.wallMs, uptimeMs: () => state.uptimeMs },
    (correction) => corrections.push(correction),
  );
  return {
    time,
    corrections,
    pass(ms: number): void {
      state.wallMs += ms;
      state.uptimeMs += ms;
    },
    set(byMs: number): void {
      state.wallMs += byMs;
    },
  };
}

test('whatever the wall is set to and however often, time goes on by what has passed', () => {
  const step = record({
    passMs: integer({ min: 0, max: 86_400_000 }),
    setMs: oneof(constant(0), integer({ min: -1e9, max: 1e9 })),
  });
  assert(
    property(array(step, { maxLength: 30 }), (steps) => {
      const { time, ...wall } = machine();
      let passedMs = 0;
      for (const { passMs, setMs } of steps) {
        wall.pass(passMs);
        time.nowMs();
        wall.set(Math.abs(setMs) > 1_000 ? setMs : 0);
        passedMs += passMs;
        expect(time.nowMs()).toBe(START_MS + passedMs);
      }
    }),
  );
});

test('a clock that is drawn along slowly is followed', () => {
  const { time, corrections, ...wall } = machine();
  for (let i = 0; i < 100; i += 1) {
    wall.pass(10_000);
    wall.set(5);
    time.nowMs();
  }
  expect(time.nowMs()).toBe(START_MS + 1_000_500);
  expect(corrections).toEqual([]);
});

test.each([
  // [what the platform says beyond the question, when the answer was read, what now is]
  ['within the answer', 2_000, 3_000, 3_000],
  ['in whole seconds', -900, 200, 200],
  ['long before the answer was read, for it was read late', 1_000, 90_000, 90_000],
  ['long before the question: the wall is ahead', -3_600_000, 300, -3_599_700],
  ['long after the answer: the wall is behind', 3_600_000, 300, 3_600_000],
])('a date %s', (_, platformMs, readAfterMs, nowMs) => {
  const { time, ...wall } = machine();
  const askedAtMs = time.nowMs();
  wall.pass(readAfterMs);
  time.hear(START_MS + platformMs, askedAtMs);
  expect(time.nowMs()).toBe(START_MS + nowMs);
});

test('what the platform said holds when the wall is put right afterwards', () => {
  const { time, corrections, ...wall } = machine();
  wall.set(-3_600_000);
  expect(time.nowMs()).toBe(START_MS);
  time.hear(START_MS, time.nowMs());
  wall.pass(1_000);
  wall.set(3_600_000);
  expect(time.nowMs()).toBe(START_MS + 1_000);
  expect(corrections.map(({ because }) => because)).toEqual(['stepped', 'stepped']);
  expect(time.correctionMs).toBe(0);
});
