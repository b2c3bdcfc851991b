import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewDue, Recording } from '../../src/app/store-port.ts';
import type { SignUp } from '../../src/app/people-port.ts';
import {
  asId,
  type ChannelId,
  type GuildId,
  type OccurrenceId,
  type PersonNumber,
  type RecordingId,
  type SeriesId,
  type UserId,
} from '../../src/domain/identity.ts';
import type { Occurrence, Series } from '../../src/domain/schedule.ts';
import type { SessionState } from '../../src/domain/session-state.ts';

export const MINUTE_MS = 60_000;
/** 2026-12-01 07:00 in Los Angeles. */
export const START_MS = Date.UTC(2026, 11, 1, 15);

export const guild = asId<GuildId>('100');
export const otherGuild = asId<GuildId>('200');
export const volunteer = asId<UserId>('300');
export const ana = asId<UserId>('301200000000000001');
export const ben = asId<UserId>('301200000000000002');
export const morning = asId<SeriesId>('morning');
export const evening = asId<SeriesId>('evening');
export const morningOccurrence = asId<OccurrenceId>('morning@2026-12-01');

export function sampleSeries(changes: Partial<Series> = {}): Series {
  return {
    id: morning,
    name: 'Morning practice',
    rule: {
      zone: 'America/Los_Angeles',
      dates: { kind: 'recurring', rrule: 'FREQ=DAILY', anchorDate: '2026-01-05' },
      wallTimes: ['07:00'],
    },
    durationMs: 45 * MINUTE_MS,
    room: 'practice',
    announce: 'announcements',
    graceMs: 5 * MINUTE_MS,
    remindersMs: [60 * MINUTE_MS, 10 * MINUTE_MS],
    teacherIds: [asId<UserId>('301')],
    ifNobodyChooses: { kind: 'recording', recordingId: null },
    description: '',
    paused: false,
    tellsTeacherChanges: false,
    participantsVote: false,
    ...changes,
  };
}

export function sampleOccurrence(changes: Partial<Occurrence> = {}): Occurrence {
  return {
    id: morningOccurrence,
    guildId: guild,
    seriesId: morning,
    startsAtMs: START_MS,
    endsAtMs: START_MS + 45 * MINUTE_MS,
    revision: 1,
    cancelled: false,
    calledOff: false,
    placedBy: 'rule',
    sequence: 0,
    ...changes,
  };
}

const kept = {
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

export const waitingState: SessionState = {
  ...kept,
  phase: 'waiting',
  sinceMs: START_MS,
  listenersSinceMs: START_MS + 1000,
  noticedAtMs: null,
  heldUntilMs: null,
};

export const endedState: SessionState = { ...kept, phase: 'ended', reason: 'completed' };

export function sampleDue(changes: Partial<NewDue> = {}): NewDue {
  return {
    guildId: guild,
    occurrenceId: morningOccurrence,
    kind: 'reminder.1h',
    revision: 1,
    channelId: asId<ChannelId>('400'),
    dueAtMs: START_MS - 60 * MINUTE_MS,
    expiresAtMs: START_MS - 15 * MINUTE_MS,
    action: { do: 'post', text: { key: 'reminder', params: { series: 'Morning', minutes: 60 } } },
    ...changes,
  };
}

export function sampleSignUp(changes: Partial<SignUp> = {}): SignUp {
  return {
    guildId: guild,
    number: 1 as PersonNumber,
    seriesId: morning,
    occurrenceId: null,
    wants: true,
    atMs: 1,
    hasRole: false,
    ...changes,
  };
}

export function sampleRecording(changes: Partial<Recording> = {}): Recording {
  return {
    id: asId<RecordingId>('self-kindness'),
    title: 'Self-kindness',
    speaker: 'A sample voice',
    language: 'en',
    lengthMs: 10 * MINUTE_MS,
    status: 'approved',
    permissionEndsAtMs: null,
    lastPlayedAtMs: null,
    stream: null,
    sha256: '0123456789abcdef'.repeat(4),
    kind: 'guided',
    intensity: 'gentle',
    licence: 'CC0-1.0',
    credit: 'Sample',
    transcript: 'Be kind to yourself.',
    file: 'sample-self-kindness.opus',
    ...changes,
  };
}

/** A folder of its own for one piece of work, removed afterwards. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-store-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
