import { describe, expect, test } from '@jest/globals';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import {
  endOf,
  minutesChangeAtMs,
  practiceEndOf,
  practiceNow,
  type PracticeNow,
} from '../../src/domain/practice-now.ts';
import type { SessionState } from '../../src/domain/session-state.ts';
import { initialState } from '../../src/domain/session-step.ts';

const MINUTE = 60_000;
const recordingId = asId<RecordingId>('kindness');
const twelveMinutes = () => 12 * MINUTE;

function listening(fromMs: number, heardAtMs: number, isInterrupted = false): SessionState {
  return { ...initialState(), phase: 'playing', recordingId, fromMs, heardAtMs, isInterrupted };
}

function now(state: SessionState, nowMs: number, toldEndsAtMs: number | null = null): PracticeNow {
  const practice = practiceNow(state, twelveMinutes, nowMs, toldEndsAtMs);
  if (!practice) throw new Error('Nothing is under way.');
  return practice;
}

test('what was chosen and is not heard yet begins in a moment', () => {
  expect(now(listening(0, 0), 4_000)).toMatchObject({ timing: { kind: 'beginning' } });
});

test('it ends when the rest of it has been heard', () => {
  const timing = { kind: 'running', endsAtMs: 13 * MINUTE, leftMs: 9 * MINUTE - 500 };
  expect(now(listening(3 * MINUTE, 4 * MINUTE), 4 * MINUTE + 500)).toMatchObject({ timing });
});

test('an end that was told stays the same while the sound is where it should be', () => {
  const toldEndsAtMs = 13 * MINUTE;
  const late = (byMs: number) => listening(3 * MINUTE, 4 * MINUTE + byMs);
  expect(endOf(now(late(900), 4 * MINUTE + 900, toldEndsAtMs))).toBe(toldEndsAtMs);
  expect(endOf(now(late(30_000), 4 * MINUTE + 30_000, toldEndsAtMs))).toBe(13.5 * MINUTE);
});

test.each([
  ['no news of the sound', listening(3 * MINUTE, 4 * MINUTE), 4 * MINUTE + 21_000],
  ['a restart', listening(3 * MINUTE, 4 * MINUTE, true), 4 * MINUTE],
])('after %s it is away for a moment, and nobody is told an end', (_what, state, nowMs) => {
  const practice = now(state, nowMs);
  expect(practice).toMatchObject({ timing: { kind: 'paused', leftMs: 9 * MINUTE } });
  expect(endOf(practice)).toBeNull();
});

test('a sitting is kept against the clock', () => {
  const state = {
    ...initialState(),
    phase: 'sitting',
    startedAtMs: 0,
    untilMs: 15 * MINUTE,
  } as const;
  expect(now(state, 5 * MINUTE)).toEqual({
    kind: 'silence',
    endsAtMs: 15 * MINUTE,
    leftMs: 10 * MINUTE,
  });
});

test('nothing is under way while the room chooses, nor when the recording is on no list', () => {
  const choosing = { ...initialState(), phase: 'choosing', untilMs: null } as const;
  expect(practiceNow(choosing, twelveMinutes, 0)).toBeNull();
  expect(practiceNow(listening(0, 0), () => null, 0)).toBeNull();
});

describe('when the minutes that are left next change', () => {
  const silence: PracticeNow = { kind: 'silence', endsAtMs: 10 * MINUTE, leftMs: 10 * MINUTE };

  test.each([
    [0, 0.5],
    [0.4, 0.5],
    [0.6, 1.5],
    [7.9, 8.5],
  ])('at minute %s of ten it is at minute %s', (minute, expected) => {
    expect(minutesChangeAtMs(silence, minute * MINUTE)).toBe(expected * MINUTE + 1);
  });

  test('in the last minute nothing changes any more', () => {
    expect(minutesChangeAtMs(silence, 9 * MINUTE)).toBeNull();
  });

  test('it always lies ahead, and the minutes do change there', () => {
    for (let nowMs = 0; nowMs < 8.4 * MINUTE; nowMs += 777) {
      const atMs = minutesChangeAtMs(silence, nowMs) ?? 0;
      const minutesAt = (at: number): number => Math.round((silence.endsAtMs - at) / MINUTE);
      expect(atMs).toBeGreaterThan(nowMs);
      expect(minutesAt(atMs)).toBe(minutesAt(nowMs) - 1);
    }
  });
});

test.each([
  ['practiceOver', 'complete'],
  ['stopped', 'stopped'],
  ['chosen', 'replaced'],
  ['withdrawn', 'withdrawn'],
  ['tookOver', 'handedOver'],
  ['timeOver', 'sessionOver'],
  ['roomEmpty', 'roomEmpty'],
  ['soundLate', 'unheard'],
  [null, 'complete'],
] as const)('the rule %s ends it as %s', (rule, end) => {
  expect(practiceEndOf(rule)).toBe(end);
});
