/**
 * Stories of a session, written as people would tell them: what happened, and what the
 * bot did. Between the lines the story lets every timer of the session fire.
 */
import { asId, type RecordingId, type UserId } from '../../src/domain/identity.ts';
import type { Allowlist, AllowlistEntry } from '../../src/domain/playback.ts';
import { reduce, wakeAtMs } from '../../src/domain/session.ts';
import type {
  Effect,
  SessionEvent,
  SessionPlan,
  SessionState,
  Step,
} from '../../src/domain/session-state.ts';
import { initialState } from '../../src/domain/session-step.ts';

export const START_MS = Date.UTC(2026, 11, 1, 15, 0);
export const MINUTE = 60_000;
export const someone = asId<UserId>('100');

export function recording(
  id: string,
  minutes: number,
  over: Partial<AllowlistEntry> = {},
): AllowlistEntry {
  return {
    id: asId<RecordingId>(id),
    title: id,
    speaker: 'Ana',
    language: 'en',
    lengthMs: minutes * MINUTE,
    status: 'approved',
    permissionEndsAtMs: null,
    lastPlayedAtMs: null,
    stream: null,
    sha256: '0'.repeat(64),
    ...over,
  };
}

export function allowlistOf(...entries: AllowlistEntry[]): Allowlist {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

export function planOf(over: Partial<SessionPlan> = {}): SessionPlan {
  return {
    startsAtMs: START_MS,
    endsAtMs: START_MS + 60 * MINUTE,
    graceMs: 5 * MINUTE,
    ifNobodyChooses: { kind: 'recording', recordingId: null },
    welcomeMs: 40_000,
    welcomeSentences: 6,
    language: 'en',
    participantsVote: false,
    inRoom: new Set(),
    allowlist: allowlistOf(recording('kindness', 12)),
    ...over,
  };
}

export type Happening = SessionEvent extends infer E
  ? E extends { atMs: number }
    ? Omit<E, 'atMs'>
    : never
  : never;

/** Who is there: `here(1, 3)` is one teacher and three listeners. */
export const here = (teachers: number, listeners: number): Happening => ({
  type: 'presenceChanged',
  presence: { teachers, listeners },
});

export interface Told {
  readonly atMs: number;
  readonly effects: readonly Effect[];
}

export interface Story {
  readonly plan: SessionPlan;
  state: SessionState;
  readonly told: Told[];
  /** Moves time to `minute` after the start (fractions allowed), firing every timer on the way; then the event. */
  at(minute: number, happening?: Happening): Story;
  /** What the bot did since the last look, as `type` or `say:text`. */
  deeds(): string[];
  last: Step | null;
}

export function tell(plan: SessionPlan = planOf(), from: SessionState = initialState()): Story {
  let nowMs = plan.startsAtMs - 60 * MINUTE;
  let seen = 0;
  const story: Story = {
    plan,
    state: from,
    told: [],
    last: null,
    at(minute, happening) {
      const atMs = plan.startsAtMs + minute * MINUTE;
      for (;;) {
        const wake = wakeAtMs(plan, story.state);
        if (wake === null || wake > atMs) break;
        nowMs = Math.max(nowMs, wake);
        const before = story.state;
        apply({ type: 'clockReached' }, nowMs);
        if (story.state === before) throw new Error(`The timer at ${nowMs} moved nothing`);
      }
      nowMs = atMs;
      if (happening) apply(happening, atMs);
      return story;
    },
    deeds() {
      const fresh = story.told.slice(seen).flatMap((told) => told.effects);
      seen = story.told.length;
      return fresh.map((effect) =>
        effect.type === 'say' ? `say:${effect.message.text}` : effect.type,
      );
    },
  };
  function apply(happening: Happening, atMs: number): void {
    const step = reduce(plan, story.state, { ...happening, atMs });
    story.state = step.state;
    story.last = step;
    if (step.effects.length > 0) story.told.push({ atMs, effects: step.effects });
  }
  return story;
}

/** The sound that was begun last is over. */
export function soundEnded(
  story: Story,
  how: 'complete' | 'stopped' | 'refused' | 'failed' = 'complete',
): Happening {
  return { type: 'soundEnded', key: story.state.soundKey ?? 'none', how };
}

/** The recording sounds from one minute to another, and says so as the room does. */
export function listen(story: Story, fromMinute: number, toMinute: number): Story {
  for (let minute = fromMinute; minute < toMinute; minute += 1) {
    const positionMs = Math.round((minute - fromMinute) * MINUTE);
    story.at(minute, { type: 'soundProgressed', key: story.state.soundKey ?? 'none', positionMs });
  }
  return story;
}
