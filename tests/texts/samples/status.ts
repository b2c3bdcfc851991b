import { asId, type RecordingId } from '../../../src/domain/identity.ts';
import type { Kept, SessionState } from '../../../src/domain/session-state.ts';
import type { Rendering, Texts } from '../../../src/texts/texts.ts';
import { everyOutcome } from './posts.ts';
import {
  type Feature,
  HOUR_MS,
  MINUTE_MS,
  nothing,
  type Samples,
  sectionOf,
  START_MS,
  teacherIds,
} from './sample.ts';

const recordingId = asId<RecordingId>('little-kindness');

const as: Rendering = {
  time: () => '7:05',
  name: (text) => text.slice(0, 20),
  titleOf: (id) => (id === recordingId ? 'A little kindness' : null),
};

const status = sectionOf('status', () => ({
  labels: {
    now: nothing,
    expected: nothing,
    seen: nothing,
    why: nothing,
    next: nothing,
    log: nothing,
  },
  now: everyState().map((state) => [state, as]) as [[SessionState, Rendering]],
  expected: [[{ kind: 'named', userIds: teacherIds }], [{ kind: 'expected' }]],
  seen: [
    [null],
    [{ teachers: 0, listeners: 0 }],
    [{ teachers: 0, listeners: 1 }],
    [{ teachers: 0, listeners: 14 }],
    [{ teachers: 1, listeners: 0 }],
    [{ teachers: 2, listeners: 3 }],
  ],
  why: {
    started: nothing,
    teacherIsHere: nothing,
    teacherLeft: nothing,
    teacherOffered: nothing,
    tookOver: nothing,
    noticeDue: nothing,
    held: nothing,
    graceOver: nothing,
    welcomeAsked: nothing,
    welcomeHeard: nothing,
    chosen: nothing,
    voted: nothing,
    nobodyChose: nothing,
    practiceOver: nothing,
    stopped: nothing,
    roomEmpty: nothing,
    timeOver: nothing,
    closed: nothing,
    soundLate: nothing,
    soundFault: nothing,
    withdrawn: nothing,
    pausing: nothing,
    resumed: nothing,
    cancelled: nothing,
  },
  whyUntouched: nothing,
  next: everyState().flatMap((state) =>
    everyOutcome((ifNobodyChooses) => [
      {
        state,
        startsAtMs: START_MS,
        endsAtMs: START_MS + HOUR_MS,
        graceMs: 5 * MINUTE_MS,
        ifNobodyChooses,
      },
      as,
    ]).slice(0, state.phase === 'choosing' && state.untilMs !== null ? undefined : 1),
  ) as unknown as Samples<Texts>['status']['next'],
}));

function everyState(): SessionState[] {
  const kept: Kept = {
    presence: { teachers: 0, listeners: 2 },
    emptySinceMs: null,
    welcomedAtMs: null,
    isInRoom: false,
    isInterrupted: false,
    soundKey: null,
    votes: [],
    practices: 0,
    turn: 3,
  };
  const waiting = {
    ...kept,
    phase: 'waiting' as const,
    sinceMs: START_MS,
    listenersSinceMs: START_MS,
    noticedAtMs: null,
    heldUntilMs: null,
  };
  const welcoming = {
    ...kept,
    phase: 'welcoming' as const,
    startedAtMs: START_MS,
    nextSentence: 1,
  };
  return [
    { ...kept, phase: 'upcoming' },
    { ...waiting, listenersSinceMs: null },
    waiting,
    { ...waiting, noticedAtMs: START_MS, welcomedAtMs: START_MS },
    { ...kept, phase: 'led' },
    { ...welcoming, chosen: null },
    { ...welcoming, chosen: { kind: 'silence', minutes: 10 } },
    { ...kept, phase: 'choosing', untilMs: START_MS },
    { ...kept, phase: 'choosing', untilMs: null },
    { ...kept, phase: 'playing', recordingId, fromMs: 0, heardAtMs: START_MS },
    {
      ...kept,
      phase: 'playing',
      recordingId: asId<RecordingId>('gone'),
      fromMs: 0,
      heardAtMs: START_MS,
    },
    { ...kept, phase: 'sitting', startedAtMs: START_MS, untilMs: START_MS },
    { ...kept, phase: 'closing', untilMs: START_MS },
    { ...kept, phase: 'ended', reason: 'completed' },
    { ...kept, phase: 'ended', reason: 'led' },
    { ...kept, phase: 'ended', reason: 'nobodyCame' },
    { ...kept, phase: 'ended', reason: 'timeOver' },
    { ...kept, phase: 'ended', reason: 'missed' },
    { ...kept, phase: 'cancelled' },
  ];
}

export const features: readonly Feature[] = [status];
