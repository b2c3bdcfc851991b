import { asId, type ChannelId, type RecordingId, type UserId } from '../../src/domain/identity.ts';
import type { Kept, SessionState } from '../../src/domain/session-state.ts';
import type { IfNobodyChooses, NamedRecording, Rendering, Texts } from '../../src/texts/texts.ts';

/** For every text, the lists of arguments to try it with; a text without any is a type error. */
type Samples<T> = {
  readonly [Key in keyof T]: T[Key] extends (...args: infer Args) => string
    ? readonly [Args, ...Args[]]
    : Samples<T[Key]>;
};

/** What people typed elsewhere, as the texts get it. */
export interface Names {
  readonly session: string;
  readonly title: string;
  readonly speaker: string;
  readonly written: string;
}

export interface SaidText {
  /** `room.notice 2`: where the text is, and which of its samples it was tried with. */
  readonly key: string;
  readonly text: string;
}

export const usualNames: Names = {
  session: 'Morning practice',
  title: 'A little kindness',
  speaker: 'Ana Reyes',
  written: 'practice-hall',
};

/** Wednesday, 2 December 2026, 7:00 am in Los Angeles. */
export const START_MS = Date.UTC(2026, 11, 2, 15);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const zone = 'America/Los_Angeles';
const roomId = asId<ChannelId>('100000000000000001');
const channelId = asId<ChannelId>('100000000000000002');
const recordingId = asId<RecordingId>('little-kindness');
const teacherIds = [asId<UserId>('200000000000000001'), asId<UserId>('200000000000000002')];

const nothing: readonly [[]] = [[]];

/** Every text with every sample, in the order of the table. */
export function everyText(texts: Texts, names: Names = usualNames): SaidText[] {
  return said(texts, samplesOf(names), '');
}

function said(part: object, samples: object, path: string): SaidText[] {
  return Object.entries(samples).flatMap(([name, below]: [string, unknown]) => {
    const key = path === '' ? name : `${path}.${name}`;
    const text: unknown = Reflect.get(part, name);
    if (typeof text === 'function' && Array.isArray(below)) {
      return below.map((args: unknown[], index) => ({
        key: below.length === 1 ? key : `${key} ${index + 1}`,
        text: String(Reflect.apply(text, undefined, args)),
      }));
    }
    if (typeof text !== 'object' || text === null || typeof below !== 'object' || below === null) {
      throw new Error(`No text stands at ${key}.`);
    }
    return said(text, below, key);
  });
}

function samplesOf(names: Names): Samples<Texts> {
  const session = { name: names.session, startsAtMs: START_MS, zone };
  const recording: NamedRecording = {
    title: names.title,
    speaker: names.speaker,
    lengthMs: 6 * MINUTE_MS,
  };
  const wordless: NamedRecording = { ...recording, speaker: '', lengthMs: 20_000 };
  const listed = { ...recording, kind: names.written, intensity: 'gentle', credit: names.speaker };
  const reminder = { ...session, roomId, who: { kind: 'expected' } as const };
  const unposted = { sessionName: names.session, kind: 'reminder.24h', channelId };
  const as: Rendering = {
    time: () => '7:05 am',
    name: (text) => text.slice(0, 20),
    titleOf: (id) => (id === recordingId ? 'A little kindness' : null),
  };
  const inRoom: [{ roomId: ChannelId | null }] = [{ roomId }];
  return {
    time: {
      clockIn: [[zone, START_MS]],
      wallTime: [
        [zone, START_MS],
        ['America/Argentina/Buenos_Aires', START_MS],
        ['UTC', START_MS],
      ],
      dayAndTime: [[zone, START_MS]],
      length: [[20_000], [MINUTE_MS], [15 * MINUTE_MS], [HOUR_MS], [150 * MINUTE_MS]],
      about: [1, 10, 24, 31, 44, 58, 91, 150, 24 * 60].map((minutes) => [minutes * MINUTE_MS]) as [
        [number],
      ],
    },
    announcements: {
      reminder: [
        [{ ...reminder, aheadMs: 24 * HOUR_MS }],
        [{ ...reminder, aheadMs: HOUR_MS, who: { kind: 'named', userIds: teacherIds.slice(1) } }],
        [{ ...reminder, aheadMs: HOUR_MS, who: { kind: 'named', userIds: teacherIds } }],
        [{ ...reminder, aheadMs: 10 * MINUTE_MS }],
      ],
      cancelled: [[session]],
    },
    room: {
      notice: [
        [{ startsAtMs: START_MS, isWelcomeNext: true }],
        [{ startsAtMs: START_MS, isWelcomeNext: false }],
      ],
      held: [[{ untilMs: START_MS }]],
      welcome: everyOutcome((ifNobodyChooses) => [
        { words: 'On behalf of all of us, welcome.', ifNobodyChooses },
      ]),
      choices: [
        [{ defaultAtMs: null, ifNobodyChooses: 'nothing' }],
        ...everyOutcome<[{ defaultAtMs: number; ifNobodyChooses: IfNobodyChooses }]>(
          (ifNobodyChooses) => [{ defaultAtMs: START_MS, ifNobodyChooses }],
        ),
      ],
      playing: [[{ ...recording, byDefault: false }], [{ ...wordless, byDefault: true }]],
      sitting: [
        [{ minutes: 10, untilMs: START_MS, byDefault: false }],
        [{ minutes: 15, untilMs: START_MS, byDefault: true }],
      ],
      stopped: [[{}]],
      teacherCame: [[{}]],
      teacherOffer: [[{}]],
      wentOn: [[{ minute: 0 }], [{ minute: 12 }]],
      noSound: [[{}]],
      unavailable: [[{}]],
      closed: [[{}]],
      pausing: [[{}]],
      cancelled: [[{}]],
    },
    alerts: {
      voice: {
        MISSING_CONNECT: [inRoom],
        MISSING_SPEAK: [inRoom, [{ roomId: null }]],
        CHANNEL_GONE: [inRoom],
        CHANNEL_FULL: [inRoom],
        STAGE_SUPPRESSED: [inRoom],
        NO_ENCRYPTION: [inRoom],
        KICKED: [inRoom],
        TIMEOUT: [inRoom],
        NETWORK: [inRoom],
        FILE_MISSING: [inRoom],
        HASH_MISMATCH: [inRoom],
        DECODE: [inRoom],
        NOT_APPROVED: [inRoom],
        BUSY_ELSEWHERE: [inRoom],
        UNKNOWN: [inRoom],
      },
      postRefused: [
        [{ ...unposted, why: 'MISSING_PERMISSION' }],
        [{ ...unposted, why: 'UNKNOWN_CHANNEL' }],
        [{ ...unposted, why: 'UNKNOWN_MESSAGE' }],
        [{ ...unposted, why: 'INVALID' }],
      ],
      postUnknown: [[{ ...unposted, kind: 'room.3.notice' }]],
      postSkipped: [[{ ...unposted, kind: 'something.else' }]],
      badTimetable: [
        [{ mistakes: [names.written] }],
        [{ mistakes: Array.from({ length: 40 }, () => `Line 3: ${names.written.repeat(9)}`) }],
      ],
      unknownChannel: [
        [{ sessionName: names.session, written: names.written, field: 'room' }],
        [{ sessionName: names.session, written: names.written, field: 'announce' }],
      ],
      unknownRole: [[{ written: names.written, role: 'teacher' }]],
      fileChanged: [[{ title: names.title }]],
    },
    refusals: {
      NOT_ALLOWED: [
        [{ needed: 'everyone', command: 'sessions' }],
        [{ needed: 'volunteer', command: 'play' }],
        [{ needed: 'volunteer', command: 'hold' }],
        [{ needed: 'teacher', command: 'takeOver' }],
        [{ needed: 'coordinator', command: 'cancel' }],
      ],
      NO_SESSION_NOW: nothing,
      BUTTON_IS_OLD: nothing,
      UNKNOWN_RECORDING: nothing,
      UNKNOWN_SESSION: nothing,
      ALREADY_CANCELLED: nothing,
      OTHER_GUILD: nothing,
      SESSION: {
        NOT_STARTED: nothing,
        OVER: nothing,
        TEACHER_IS_HERE: nothing,
        NO_TEACHER_IN_ROOM: nothing,
        NOBODY_HERE: nothing,
        VIEW_IS_STALE: nothing,
        ALREADY_WELCOMED: nothing,
        NOTHING_TO_HOLD: nothing,
        NOTHING_TO_STOP: nothing,
        NOTHING_TO_TAKE_OVER: nothing,
        NOT_ENOUGH_TIME: nothing,
        BAD_LENGTH: nothing,
        NOT_LISTED: nothing,
        NOT_APPROVED: nothing,
        REVOKED: nothing,
        PERMISSION_ENDED: nothing,
      },
    },
    trouble: [[{ incidentId: 'calm-river-42' }]],
    status: {
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
        nobodyChose: nothing,
        practiceOver: nothing,
        stopped: nothing,
        roomEmpty: nothing,
        timeOver: nothing,
        closed: nothing,
        soundLate: nothing,
        soundFault: nothing,
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
    },
    answers: {
      sessions: [
        [
          {
            sessions: [
              { ...session, endsAtMs: START_MS + HOUR_MS },
              {
                ...session,
                startsAtMs: START_MS + 48 * HOUR_MS,
                endsAtMs: START_MS + 49 * HOUR_MS,
              },
            ],
            nowMs: START_MS + MINUTE_MS,
          },
        ],
      ],
      noSessions: nothing,
      guidelines: [[{ points: [{ title: 'Share', text: 'Tell your friends, if you like.' }] }]],
      recordings: [
        [{ recordings: [listed, { ...wordless, kind: '', intensity: '', credit: '' }] }],
        [{ recordings: Array.from({ length: 200 }, () => listed) }],
      ],
      noRecordings: nothing,
      statusHeading: [[{ ...session, roomId }], [{ ...session, roomId: null }]],
      welcomeBegins: nothing,
      recordingBegins: [
        [{ title: names.title, afterWelcome: false }],
        [{ title: null, afterWelcome: true }],
      ],
      sittingBegins: [
        [{ minutes: 15, afterWelcome: false }],
        [{ minutes: 15, afterWelcome: true }],
      ],
      stopped: nothing,
      held: [
        [{ untilMs: START_MS, nowMs: START_MS - 5 * MINUTE_MS }],
        [{ untilMs: null, nowMs: START_MS }],
      ],
      handedOver: nothing,
      cancelPreview: [[session]],
      cancelled: [[session], [null]],
      kept: nothing,
    },
    controls: {
      buttons: {
        hold: nothing,
        stop: nothing,
        takeOver: nothing,
        what: nothing,
        guidelines: nothing,
        sessions: nothing,
        confirmCancel: nothing,
        keep: nothing,
      },
      choosePlaceholder: nothing,
      recordingLabel: [[recording]],
      recordingDescription: [[recording], [wordless]],
      silenceLabel: [[{ minutes: 10 }]],
      silenceDescription: nothing,
    },
    completions: {
      recording: [[{ ...recording, fits: true }], [{ ...recording, fits: false }]],
      session: [[session]],
    },
    commands: {
      descriptions: {
        sessions: nothing,
        guidelines: nothing,
        recordings: nothing,
        welcome: nothing,
        play: nothing,
        sit: nothing,
        stop: nothing,
        status: nothing,
        cancel: nothing,
      },
      options: { 'play.recording': nothing, 'sit.minutes': nothing, 'cancel.session': nothing },
    },
  };
}

function everyOutcome<Args>(sample: (outcome: IfNobodyChooses) => Args): [Args, ...Args[]] {
  return [sample('recording'), sample('silence'), sample('nothing'), sample('goodbye')];
}

function everyState(): SessionState[] {
  const kept: Kept = {
    presence: { teachers: 0, listeners: 2 },
    emptySinceMs: null,
    welcomedAtMs: null,
    isInRoom: false,
    isInterrupted: false,
    soundKey: null,
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
