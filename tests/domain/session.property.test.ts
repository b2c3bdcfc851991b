import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { asId, type RecordingId, type UserId } from '../../src/domain/identity.ts';
import { mayPlay } from '../../src/domain/playback.ts';
import { reduce, wakeAtMs } from '../../src/domain/session.ts';
import type {
  Effect,
  SessionEvent,
  SessionPlan,
  SessionState,
  Step,
} from '../../src/domain/session-state.ts';
import { initialState, practiceTimeMs, refusalOf } from '../../src/domain/session-step.ts';
import { allowlistOf, MINUTE, planOf, recording, someone } from './story.ts';

const recordingIds = ['kind', 'short', 'revoked', 'ended', 'unknown'].map((id) =>
  asId<RecordingId>(id),
);

/** Whoever has a voice in the room, and one who sits elsewhere. */
const voters = ['201', '202', '203'].map((id) => asId<UserId>(id));
const outsider = asId<UserId>('209');

const plan: SessionPlan = planOf({
  participantsVote: true,
  inRoom: new Set(voters),
  allowlist: allowlistOf(
    recording('kind', 12),
    recording('short', 3),
    recording('revoked', 3, { status: 'revoked' }),
    recording('ended', 3, { permissionEndsAtMs: planOf().startsAtMs + 10 * MINUTE }),
  ),
});

const choice = fc.oneof(
  fc
    .constantFrom(...recordingIds)
    .map((recordingId) => ({ kind: 'recording' as const, recordingId })),
  fc.integer({ min: 8, max: 22 }).map((minutes) => ({ kind: 'silence' as const, minutes })),
);
const presence = fc.record({
  teachers: fc.integer({ min: 0, max: 1 }),
  listeners: fc.integer({ min: 0, max: 3 }),
});
const how = fc.constantFrom('complete', 'stopped', 'refused', 'failed');

/** What may happen; sound events speak of the current sound or of a stale one. */
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ type: 'clockReached' }) },
  { weight: 6, arbitrary: presence.map((p) => ({ type: 'presenceChanged', presence: p })) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('soundEnded'), isStale: fc.boolean(), how }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('sentenceStarted'),
      isStale: fc.boolean(),
      sentence: fc.nat(5),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('soundProgressed'),
      isStale: fc.boolean(),
      positionMs: fc.nat(600_000),
    }),
  },
  fc.constant({ type: 'viewLost' }),
  fc.constant({ type: 'restarted' }),
  fc.constant({ type: 'stopping' }),
  fc.constant({ type: 'held', by: someone }),
  fc.constant({ type: 'welcomeAsked', by: someone }),
  { weight: 2, arbitrary: choice.map((c) => ({ type: 'chose', choice: c, by: someone })) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(choice, fc.constantFrom(...voters, outsider))
      .map(([c, by]) => ({ type: 'voted', choice: c, by })),
  },
  fc.constant({ type: 'stopped', by: someone }),
  fc.constant({ type: 'tookOver', by: someone }),
  fc.constant({ type: 'soundFailed', fault: 'MISSING_SPEAK' }),
  fc.record({
    type: fc.constant('recordingWithdrawn' as const),
    recordingId: fc.constantFrom(asId<RecordingId>('kindness'), asId<RecordingId>('gone')),
  }),
  fc.constant({ type: 'soundRestored', positionMs: 1000 }),
);
/** Most waits are short; some are long, so that every phase is reached. */
const waitMs = fc.oneof(
  fc.integer({ min: 0, max: 40_000 }),
  fc.integer({ min: 0, max: 6 * MINUTE }),
);
const history = fc.array(fc.tuple(waitMs, happening), { minLength: 5, maxLength: 60 });

interface Lived {
  readonly event: SessionEvent;
  readonly before: SessionState;
  readonly step: Step;
}

/** Lives through a history: between two events every timer fires at its time. */
function live(happenings: readonly (readonly [number, object])[], withTimers = true): Lived[] {
  const lived: Lived[] = [];
  let state = initialState();
  let nowMs = plan.startsAtMs - 10 * MINUTE;
  const apply = (event: SessionEvent): void => {
    const step = reduce(plan, state, event);
    lived.push({ event, before: state, step });
    state = step.state;
  };
  const fireTimers = (untilMs: number): void => {
    for (;;) {
      const wake = wakeAtMs(plan, state);
      if (wake === null || wake > untilMs) return;
      nowMs = Math.max(nowMs, wake);
      apply({ type: 'clockReached', atMs: nowMs });
    }
  };
  for (const [wait, happened] of happenings) {
    const untilMs = nowMs + wait;
    if (withTimers) fireTimers(untilMs);
    nowMs = untilMs;
    const key = 'isStale' in happened && happened.isStale ? 'stale' : (state.soundKey ?? 'none');
    apply({ ...happened, key, atMs: nowMs } as SessionEvent);
  }
  return lived;
}

function holds(law: (lived: Lived[]) => void): void {
  fc.assert(
    fc.property(history, fc.boolean(), (happenings, withTimers) =>
      law(live(happenings, withTimers)),
    ),
    { numRuns: 2000 },
  );
}

const effectsOf = (lived: Lived[]): Effect[] => lived.flatMap(({ step }) => step.effects);

test('nothing unlisted is ever played', () => {
  holds((lived) => {
    for (const { event, step } of lived) {
      for (const effect of step.effects) {
        if (effect.type !== 'playRecording') continue;
        expect(mayPlay(plan.allowlist, effect.recordingId, event.atMs).allowed).toBe(true);
      }
    }
  });
});

test('whatever is begun, chosen or voted for, is allowed then and fits the time that is left', () => {
  holds((lived) => {
    for (const { event, step } of lived) {
      const leftMs = practiceTimeMs(plan, event.atMs);
      for (const effect of step.effects) {
        if (effect.type === 'playRecording' && effect.fromMs === 0 && effect.brokenForMs === 0) {
          const { recordingId } = effect;
          expect(refusalOf(plan, event.atMs, { kind: 'recording', recordingId })).toBeNull();
        }
        if (effect.type === 'openSitting') {
          expect(effect.minutes * MINUTE).toBeLessThanOrEqual(leftMs);
        }
      }
    }
  });
});

test('votes are only kept while the room chooses, one of each person, and of nobody elsewhere', () => {
  holds((lived) => {
    for (const { step } of lived) {
      const { phase, votes } = step.state;
      if (phase !== 'welcoming' && phase !== 'choosing') expect(votes).toEqual([]);
      const people = votes.map(({ by }) => by);
      expect(new Set(people).size).toBe(people.length);
      expect(people).not.toContain(outsider);
    }
  });
});

test('the welcome never begins while a teacher is there, or with a stale view', () => {
  holds((lived) => {
    for (const { step } of lived) {
      if (!step.effects.some((effect) => effect.type === 'speakWelcome')) continue;
      expect(step.state.presence?.teachers).toBe(0);
    }
  });
});

test('no sentence of the welcome is asked for twice after it began to be heard', () => {
  holds((lived) => {
    let heard = 0;
    for (const { before, event, step } of lived) {
      for (const effect of step.effects) {
        if (effect.type === 'speakWelcome')
          expect(effect.fromSentence).toBeGreaterThanOrEqual(heard);
      }
      if (
        event.type === 'sentenceStarted' &&
        before.phase === 'welcoming' &&
        event.key === before.soundKey
      ) {
        heard = Math.max(heard, event.sentence + 1);
      }
    }
  });
});

test('the welcome is shown at most once', () => {
  holds((lived) => {
    const shown = effectsOf(lived).filter(
      (effect) => effect.type === 'say' && effect.message.text === 'welcome',
    );
    expect(shown.length).toBeLessThanOrEqual(1);
  });
});

test('ended and cancelled are final', () => {
  holds((lived) => {
    for (const { before, step } of lived) {
      if (before.phase !== 'ended' && before.phase !== 'cancelled') continue;
      expect(step.state).toBe(before);
      expect(step.effects).toEqual([]);
    }
  });
});

test('a session that has ended has left the voice room', () => {
  holds((lived) => {
    let isIn = false;
    for (const { event, step } of lived) {
      if (event.type === 'restarted') isIn = false;
      for (const effect of step.effects) {
        if (effect.type === 'joinVoice') isIn = true;
        if (effect.type === 'leaveVoice') isIn = false;
      }
      expect(step.state.isInRoom).toBe(isIn);
      if (step.state.phase === 'ended' || step.state.phase === 'cancelled')
        expect(isIn).toBe(false);
    }
  });
});

test('every effect key comes at most once', () => {
  holds((lived) => {
    const keys = effectsOf(lived).map((effect) => effect.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test('sound is only asked for in the room', () => {
  holds((lived) => {
    let isIn = false;
    for (const { event, step } of lived) {
      if (event.type === 'restarted') isIn = false;
      for (const effect of step.effects) {
        if (effect.type === 'joinVoice') isIn = true;
        if (effect.type === 'leaveVoice') isIn = false;
        const isSound = [
          'announceWelcome',
          'speakWelcome',
          'playRecording',
          'openSitting',
          'offerMore',
          'sayGoodbye',
        ].includes(effect.type);
        if (isSound) expect(isIn).toBe(true);
      }
    }
  });
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

test('a timer that has fired does not fire again at once', () => {
  holds((lived) => {
    for (const { event, before, step } of lived) {
      const wake = wakeAtMs(plan, before);
      if (event.type !== 'clockReached' || wake === null || wake > event.atMs) continue;
      const next = wakeAtMs(plan, step.state);
      if (next !== null) expect(step.state === before && next === wake).toBe(false);
    }
  });
});

test('whatever happened, the session is over at its end', () => {
  holds((lived) => {
    const last = lived.at(-1);
    if (!last) return;
    const atMs = Math.max(last.event.atMs, plan.endsAtMs);
    const { state } = reduce(plan, last.step.state, { type: 'clockReached', atMs });
    expect(['ended', 'cancelled']).toContain(state.phase);
    expect(state.isInRoom).toBe(false);
  });
});
