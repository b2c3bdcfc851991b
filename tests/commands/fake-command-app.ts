import type {
  Caller,
  CommandApp,
  SessionStatus,
  SessionWish,
  UpcomingSession,
} from '../../src/app/command.ts';
import type { Trouble } from '../../src/app/health.ts';
import type { PopularityReport } from '../../src/app/popularity.ts';
import type { RecordedEvent, Recording } from '../../src/app/ports.ts';
import type { Audience, Refusal } from '../../src/app/refusal.ts';
import { eventOf } from '../../src/app/command-app.ts';
import { choiceOf } from '../../src/app/vote-controls.ts';
import {
  asId,
  type ChannelId,
  type GuildId,
  type OccurrenceId,
  type RecordingId,
  type RoleId,
  type SeriesId,
  type UserId,
} from '../../src/domain/identity.ts';
import { mayPlay } from '../../src/domain/playback.ts';
import type { PreflightReport } from '../../src/domain/preflight.ts';
import type { SessionEvent, SessionPlan, SessionState } from '../../src/domain/session-state.ts';
import { initialState, practiceTimeMs } from '../../src/domain/session-step.ts';
import { reduce, wakeAtMs } from '../../src/domain/session.ts';
import { voteEndsAtMs } from '../../src/domain/vote.ts';
import { createFakeTeaching } from './fake-teaching.ts';
import { createFakeRecordings } from './fake-recordings.ts';
import { createFakeSignUps } from './fake-sign-ups.ts';
import { createFakeVoice } from './fake-voice.ts';
import { createFakeWording } from './fake-wording.ts';
import { createFakeTimetable, type FakeTimetable } from './fake-timetable.ts';

export const guildId = asId<GuildId>('1');
export const roomId = asId<ChannelId>('100000000000000001');
/** Wednesday, 2 December 2026, 7:00 am in Los Angeles. */
export const START_MS = Date.UTC(2026, 11, 2, 15);
export const MINUTE_MS = 60_000;

/**
 * What commands ask of the app, over sessions in memory. The session itself is the real
 * one: wishes go through the domain's reducer, so they are refused as they would be.
 */
export interface FakeCommandApp extends CommandApp {
  /** Lets time pass and something happen in the session that is first. */
  happens(atMs: number, event: WithoutTime<SessionEvent>): void;
  readonly wishes: readonly AskedWish[];
  /** For which spans `/popularity` was asked. */
  readonly weeksAsked: readonly number[];
  readonly timetable: FakeTimetable;
}

export interface AskedWish {
  readonly occurrenceId: OccurrenceId | null;
  readonly wish: SessionWish;
}

type WithoutTime<Event> = Event extends unknown ? Omit<Event, 'atMs'> : never;

export interface FakeWorld {
  readonly sessions: readonly UpcomingSession[];
  readonly recordings: readonly Recording[];
  readonly guidelines: ReturnType<CommandApp['guidelines']>;
  /** Whether whoever asks is in the room; they are when it is left out. */
  readonly isCallerInRoom: boolean;
  /** Nothing has been looked over when it is left out. */
  readonly preflight: PreflightReport;
  /** None when it is left out. */
  readonly troubles: readonly Trouble[];
  /** Nothing has been counted when it is left out. */
  readonly popularity: PopularityReport;
}

export function createFakeCommandApp(world: Partial<FakeWorld> = {}): FakeCommandApp {
  const { sessions = [aSession()], recordings = [aRecording()], guidelines = [] } = world;
  const wishes: AskedWish[] = [];
  const weeksAsked: number[] = [];
  const events: RecordedEvent[] = [];
  let nowMs = START_MS - 10 * MINUTE_MS;
  let state: SessionState = initialState();

  const first = sessions.at(0);
  const plan: SessionPlan | null = first ? planOf(first, recordings) : null;

  function apply(event: SessionEvent): Refusal | null {
    if (!plan) return { code: 'NO_SESSION_NOW' };
    const step = reduce(plan, state, event);
    ({ state } = step);
    if (step.refusal) return { code: 'SESSION', why: step.refusal };
    events.push({ atMs: event.atMs, event, phaseAfter: state.phase, rule: step.rule });
    return null;
  }

  const app: FakeCommandApp = {
    wishes,
    happens(atMs, event) {
      nowMs = atMs;
      apply({ ...event, atMs });
    },
    nowMs: () => nowMs,
    zone: () => 'America/Los_Angeles',
    upcoming: (inGuildId, limit) =>
      sessions.filter(({ occurrence }) => occurrence.guildId === inGuildId).slice(0, limit),
    recordings: () =>
      recordings.filter(({ id }) => plan && mayPlay(plan.allowlist, id, nowMs).allowed),
    status: (): SessionStatus | null =>
      first && plan
        ? {
            ...first,
            state,
            events: events.slice(-20),
            wakeAtMs: wakeAtMs(plan, state),
            roomId,
            teacherIds: first.series.teacherIds,
            isCallerInRoom: world.isCallerInRoom ?? true,
          }
        : null,
    timeLeftMs: () =>
      plan && state.phase !== 'upcoming' ? Math.max(0, practiceTimeMs(plan, nowMs)) : null,
    wish(caller, occurrenceId, wish) {
      wishes.push({ occurrenceId, wish });
      if (occurrenceId !== null && occurrenceId !== first?.occurrence.id) {
        return { code: 'BUTTON_IS_OLD' };
      }
      return apply(eventOf(wish, caller, nowMs));
    },
    votable: (_, name) => choiceOf(name, recordings),
    voteEndsAtMs: () => plan && voteEndsAtMs(plan, state),
    timetable: createFakeTimetable(sessions, () => nowMs),
    may: (caller, audience) =>
      audience === 'everyone' || caller.roleIds.some((role) => mayByRole(role, audience)),
    signUps: createFakeSignUps(sessions),
    teaching: createFakeTeaching(sessions, () => nowMs),
    wording: createFakeWording(() => nowMs),
    voice: createFakeVoice(() => nowMs),
    ...createFakeRecordings(recordings, () => nowMs),
    // No recording of this world has a page.
    pageChecks: { check: () => Promise.resolve({ kind: 'noPage' }) },
    preflight: { latest: () => world.preflight ?? null },
    troubles: () => world.troubles ?? [],
    weeksAsked,
    popularity: {
      report(_guildId, weeks) {
        weeksAsked.push(weeks);
        return Promise.resolve(world.popularity ?? null);
      },
    },
    panel: {
      isOver: (_, occurrenceId) => occurrenceId !== first?.occurrence.id,
      otherChoices: () => null,
      playing: () =>
        recordings.find(({ id }) => state.phase === 'playing' && id === state.recordingId) ?? null,
    },
    guidelines: () => guidelines,
  };
  return onlyKnownMembers(app);
}

/** A member that the contract does not have is a mistake of the caller, not `undefined`. */
function onlyKnownMembers(app: FakeCommandApp): FakeCommandApp {
  return new Proxy(app, {
    get(target, name): unknown {
      if (!Reflect.has(target, name)) throw new Error(`CommandApp has no ${String(name)}.`);
      return Reflect.get(target, name);
    },
  });
}

const WIDER: Readonly<Record<Exclude<Audience, 'everyone'>, readonly string[]>> = {
  volunteer: ['volunteer', 'teacher', 'coordinator'],
  teacher: ['teacher', 'coordinator'],
  coordinator: ['coordinator'],
};

function mayByRole(role: RoleId, audience: Exclude<Audience, 'everyone'>): boolean {
  return WIDER[audience].includes(role);
}

function planOf(
  { occurrence, series }: UpcomingSession,
  recordings: readonly Recording[],
): SessionPlan {
  return {
    startsAtMs: occurrence.startsAtMs,
    endsAtMs: occurrence.endsAtMs,
    graceMs: series.graceMs,
    ifNobodyChooses: series.ifNobodyChooses,
    welcomeMs: 36_000,
    welcomeSentences: 6,
    language: 'en',
    participantsVote: series.participantsVote,
    inRoom: new Set([asId<UserId>('200000000000000001')]),
    allowlist: new Map(recordings.map((recording) => [recording.id, recording])),
  };
}

// ---- what the world is made of -------------------------------------------------

/** Roles are named after the audience that they make. */
export function aCaller(...roles: Audience[]): Caller {
  return {
    userId: asId<UserId>('200000000000000001'),
    guildId,
    channelId: roomId,
    roleIds: roles.map((role) => asId<RoleId>(role)),
    locale: 'en-US',
  };
}

/** The local date in Los Angeles, as long as the clocks there do not change. */
function dateOf(startsAtMs: number): string {
  return new Date(startsAtMs - 8 * 60 * MINUTE_MS).toISOString().slice(0, 10);
}

/** An hour long, on the `day`th day from the first. */
export function aSession(day = 0, name = 'Morning practice'): UpcomingSession {
  const startsAtMs = START_MS + day * 24 * 60 * MINUTE_MS;
  const seriesId = asId<SeriesId>('morning');
  return {
    occurrence: {
      id: asId<OccurrenceId>(`morning@${dateOf(startsAtMs)}`),
      guildId,
      seriesId,
      startsAtMs,
      endsAtMs: startsAtMs + 60 * MINUTE_MS,
      revision: 0,
      cancelled: false,
      calledOff: false,
      placedBy: 'rule',
      sequence: 0,
    },
    series: {
      id: seriesId,
      name,
      description: '',
      paused: false,
      tellsTeacherChanges: false,
      participantsVote: false,
      rule: {
        zone: 'America/Los_Angeles',
        dates: { kind: 'recurring', rrule: 'FREQ=DAILY', anchorDate: '2026-12-02' },
        wallTimes: ['07:00'],
      },
      durationMs: 60 * MINUTE_MS,
      room: 'Practice hall',
      announce: 'announcements',
      graceMs: 5 * MINUTE_MS,
      remindersMs: [],
      teacherIds: [],
      ifNobodyChooses: { kind: 'recording', recordingId: null },
    },
  };
}

export function aRecording(changes: Partial<Recording> = {}): Recording {
  return {
    id: asId<RecordingId>('little-kindness'),
    title: 'A little kindness',
    speaker: 'Ana Reyes',
    language: 'en',
    lengthMs: 6 * MINUTE_MS,
    status: 'approved',
    permissionEndsAtMs: null,
    lastPlayedAtMs: null,
    stream: null,
    sha256: '0'.repeat(64),
    kind: 'self-kindness',
    intensity: 'gentle',
    licence: 'CC0-1.0',
    credit: 'A sample of Bellkeeper',
    transcript: 'Rest your hands where they are.',
    file: 'little-kindness.opus',
    ...changes,
  };
}
