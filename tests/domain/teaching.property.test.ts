import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { PersonNumber } from '../../src/domain/identity.ts';
import { ladderStep, ladderWakeAtMs } from '../../src/domain/teaching.ts';
import {
  initialLadder,
  type LadderEffect,
  type LadderEvent,
  type LadderPlan,
  type LadderState,
  type LadderStep,
} from '../../src/domain/teaching-state.ts';
import { unasked } from '../../src/domain/teaching-turns.ts';
import { isAwake } from '../../src/domain/waking-hours.ts';
import { HOUR, MINUTE, START_MS } from './teaching-story.ts';

const ZONES = [
  'America/Los_Angeles',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Sydney',
];
const MOST_TEACHERS = 6;
const numbers = Array.from({ length: MOST_TEACHERS + 1 }, (_, index) => index + 1);
const number = fc.constantFrom(...numbers).map((value) => value as PersonNumber);

const plan: fc.Arbitrary<LadderPlan> = fc
  .record({
    teachers: fc.array(
      fc.record({
        zone: fc.constantFrom(...ZONES),
        lastAskedAtMs: fc.option(
          fc.integer({ min: START_MS - 1_000 * HOUR, max: START_MS - 25 * HOUR }),
        ),
      }),
      { maxLength: MOST_TEACHERS },
    ),
    startHour: fc.integer({ min: 0, max: 23 }),
    standing: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ teachers, startHour, standing }) => {
    const startsAtMs = START_MS + startHour * HOUR;
    const known = teachers.map((one, index) => ({ ...one, number: (index + 1) as PersonNumber }));
    return {
      startsAtMs,
      endsAtMs: startsAtMs + HOUR,
      teachers: known,
      standing: known.slice(0, standing).map((teacher) => teacher.number),
    };
  });

/** People and coordinators; the number may be of nobody who teaches. */
const happening = fc.oneof(
  { weight: 2, arbitrary: number.map((by) => ({ type: 'confirmed' as const, by })) },
  { weight: 4, arbitrary: number.map((by) => ({ type: 'declined' as const, by })) },
  number.map((teacher) => ({ type: 'assigned' as const, teacher })),
  number.map((teacher) => ({ type: 'unassigned' as const, teacher })),
  { weight: 4, arbitrary: fc.constant({ type: 'clockReached' as const }) },
);
/** Minutes before the start, most of them in the last hours. */
const when = fc.oneof(fc.integer({ min: -40, max: 240 }), fc.integer({ min: -40, max: 30 * 60 }));
const history = fc
  .array(fc.tuple(when, happening), { maxLength: 12 })
  .map((entries) => entries.toSorted(([a], [b]) => b - a));

interface Lived {
  readonly event: LadderEvent;
  readonly before: LadderState;
  readonly step: LadderStep;
}

/** Lives through a history; between two events the ladder acts at its own times, and at none else. */
function live(of: LadderPlan, entries: readonly (readonly [number, object])[]): Lived[] {
  const lived: Lived[] = [];
  let state = initialLadder(of);
  let nowMs = of.startsAtMs - 31 * HOUR;
  const apply = (event: LadderEvent): void => {
    const step = ladderStep(of, state, event);
    lived.push({ event, before: state, step });
    state = step.state;
  };
  const wakeUntil = (untilMs: number): void => {
    for (;;) {
      const wake = ladderWakeAtMs(of, state, nowMs);
      if (wake === null || wake > untilMs) break;
      expect(wake).toBeGreaterThan(nowMs);
      nowMs = wake;
      apply({ type: 'clockReached', atMs: nowMs });
    }
    nowMs = untilMs;
  };
  for (const [minutesBefore, happened] of entries) {
    wakeUntil(of.startsAtMs - minutesBefore * MINUTE);
    apply({ ...happened, atMs: nowMs } as LadderEvent);
  }
  wakeUntil(of.endsAtMs);
  return lived;
}

function holds(law: (lived: Lived[], of: LadderPlan) => void): void {
  fc.assert(
    fc.property(plan, history, (of, entries) => law(live(of, entries), of)),
    { numRuns: 150 },
  );
}

const count = (effects: readonly LadderEffect[], type: LadderEffect['type']): number =>
  effects.filter((effect) => effect.type === type).length;

const confirmedIn = ({ seats }: LadderState): PersonNumber[] =>
  seats.filter(({ status }) => status === 'confirmed').map((seat) => seat.number);

/** Somebody had said yes and comes no more, or a coordinator decided anew. */
const hasReopened = ({ event, before, step }: Lived): boolean =>
  event.type === 'assigned' ||
  confirmedIn(before).some((by) => !confirmedIn(step.state).includes(by));

test('at most one has confirmed, and nobody stands there twice', () => {
  holds((lived) => {
    for (const { step } of lived) {
      expect(confirmedIn(step.state).length).toBeLessThanOrEqual(1);
      const seated = step.state.seats.map((seat) => seat.number);
      expect(new Set(seated).size).toBe(seated.length);
    }
  });
});

test('nobody is asked twice to stand in for the same session, unless it opened again', () => {
  holds((lived) => {
    const asked = new Set<number>();
    for (const entry of lived) {
      if (hasReopened(entry)) asked.clear();
      for (const effect of entry.step.effects) {
        if (effect.type !== 'ask') continue;
        expect(asked.has(effect.number)).toBe(false);
        asked.add(effect.number);
      }
    }
  });
});

test('who is on it is asked at most twice, unless a coordinator decided anew', () => {
  holds((lived) => {
    const timesByNumber = new Map<number, number>();
    for (const { event, step } of lived) {
      if (event.type === 'assigned' || event.type === 'confirmed') timesByNumber.clear();
      for (const effect of step.effects) {
        if (effect.type !== 'askAssigned') continue;
        const times = (timesByNumber.get(effect.number) ?? 0) + 1;
        timesByNumber.set(effect.number, times);
        expect(times).toBeLessThanOrEqual(2);
      }
    }
  });
});

test('coordinators are told at most once, and only when nobody has confirmed ten minutes before', () => {
  holds((lived, { startsAtMs }) => {
    const told = lived.filter(({ step }) => count(step.effects, 'tellCoordinators') > 0);
    expect(told.length).toBeLessThanOrEqual(1);
    for (const { event, step } of told) {
      expect(event.atMs).toBeGreaterThanOrEqual(startsAtMs - 10 * MINUTE);
      expect(confirmedIn(step.state)).toEqual([]);
    }
  });
});

test('a session that begins with nobody confirmed was told to coordinators', () => {
  holds((lived, of) => {
    if (of.teachers.length === 0) return;
    const before = lived.filter(({ event }) => event.atMs < of.startsAtMs);
    const state = before.at(-1)?.step.state;
    if (!state || confirmedIn(state).length > 0) return;
    expect(before.some(({ step }) => step.state.isOpenTold)).toBe(true);
  });
});

test('nobody awake is passed over for somebody asleep, nor for one who was asked later', () => {
  holds((lived, of) => {
    const teacherByNumber = new Map(of.teachers.map((teacher) => [teacher.number, teacher]));
    for (const { event, step } of lived) {
      for (const effect of step.effects) {
        if (effect.type !== 'ask') continue;
        const asked = teacherByNumber.get(effect.number);
        if (!asked) throw new Error('Somebody was asked who does not teach.');
        const rest = unasked(of, step.state.seats).filter((one) => isAwake(one.zone, event.atMs));
        if (!isAwake(asked.zone, event.atMs)) expect(rest).toEqual([]);
        for (const other of rest) {
          expect(asked.lastAskedAtMs ?? 0).toBeLessThanOrEqual(other.lastAskedAtMs ?? 0);
        }
      }
    }
  });
});

test('nobody asleep is mentioned while somebody awake was asked and has not said no', () => {
  holds((lived, of) => {
    for (const { event, before, step } of lived) {
      const sleepers = new Set(
        of.teachers.filter((one) => !isAwake(one.zone, event.atMs)).map((one) => one.number),
      );
      const isAwakeLeft = before.seats.some(
        ({ number: by, status, askedAtMs }) =>
          status !== 'declined' &&
          askedAtMs !== null &&
          of.teachers.some((one) => one.number === by && isAwake(one.zone, event.atMs)) &&
          !('by' in event && event.by === by) &&
          !('teacher' in event),
      );
      for (const effect of step.effects) {
        if (effect.type !== 'ask' || !effect.mentions || !sleepers.has(effect.number)) continue;
        expect(isAwakeLeft).toBe(false);
      }
    }
  });
});

test('who was asked in turn and says yes first has it', () => {
  holds((lived, of) => {
    for (const { event, before, step } of lived) {
      if (event.type !== 'confirmed') continue;
      const wasAsked = before.seats.some(
        ({ number: by, status }) =>
          by === event.by && (status === 'asked' || status === 'unanswered'),
      );
      const isFree = before.seats.every(
        ({ status, changedAtMs }) =>
          status !== 'confirmed' &&
          // Somebody whom a coordinator has put on it since then has a turn first.
          (status !== 'assigned' || changedAtMs < of.startsAtMs - 24 * HOUR),
      );
      if (!wasAsked || !isFree || event.atMs >= of.endsAtMs) continue;
      expect(step.refusal).toBeNull();
      expect(confirmedIn(step.state)).toEqual([event.by]);
    }
  });
});

test('in the last half hour of an open session everyone has been asked', () => {
  holds((lived, of) => {
    for (const { event, step } of lived) {
      const isLate = of.startsAtMs - 30 * MINUTE <= event.atMs && event.atMs < of.startsAtMs;
      const isSpokenFor = step.state.seats.some(
        ({ status, changedAtMs }) =>
          status === 'confirmed' ||
          (status === 'assigned' && changedAtMs > of.startsAtMs - 3 * HOUR),
      );
      if (!isLate || isSpokenFor || step.refusal !== null) continue;
      expect(unasked(of, step.state.seats)).toEqual([]);
    }
  });
});

const told = (lived: Lived[]): object[] =>
  lived.flatMap(({ event, step }) =>
    step.effects.map((effect) => ({ atMs: event.atMs, ...effect })),
  );

test('looking more often changes nothing', () => {
  fc.assert(
    fc.property(plan, history, (of, entries) => {
      const looks = Array.from({ length: 200 }, (_, index) => [
        30 * 60 - index * 10,
        { type: 'clockReached' as const },
      ]) as [number, object][];
      const more = [...entries, ...looks].toSorted(([a], [b]) => b - a);
      expect(told(live(of, more))).toEqual(told(live(of, entries)));
    }),
    { numRuns: 50 },
  );
});

test('a refusal changes nothing', () => {
  holds((lived) => {
    for (const { before, step } of lived) {
      if (step.refusal === null) continue;
      expect(step.state).toBe(before);
      expect(step.effects).toEqual([]);
    }
  });
});
