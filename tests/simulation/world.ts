/** The guilds of a simulated world: channels, people and series as plain data, made from a seed. */
import { Temporal } from 'temporal-polyfill';
import {
  asId,
  type ChannelId,
  type GuildId,
  type RecordingId,
  type RoleId,
  type SeriesId,
  type UserId,
} from '../../src/domain/identity.ts';
import type { RoomMember } from '../../src/domain/presence.ts';
import type { Recording } from '../../src/app/ports.ts';
import type { GuildSettings } from '../../src/app/guild-settings.ts';
import type { DefaultChoice, Series } from '../../src/domain/schedule.ts';
import type { createFakeDirectory } from '../discord/fake-directory.ts';
import type { Random } from './random.ts';
import { usualSettings } from '../guild-settings.ts';

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const ZONE = 'America/Los_Angeles';

export interface SimulatedGuild {
  readonly index: number;
  readonly id: GuildId;
  readonly settings: GuildSettings;
  readonly announcements: ChannelId;
  readonly coordinators: ChannelId;
  readonly rooms: readonly { readonly id: ChannelId; readonly name: string }[];
  readonly roles: Readonly<Record<'teacher' | 'volunteer' | 'coordinator', RoleId>>;
  readonly teachers: readonly RoomMember[];
  readonly volunteers: readonly RoomMember[];
  readonly coordinator: RoomMember;
  readonly participants: readonly RoomMember[];
  readonly series: readonly Series[];
  readonly recordings: readonly Recording[];
}

export interface WorldSize {
  readonly guilds: number;
  /** The first session's day, `2026-01-05`. */
  readonly anchorDate: string;
}

export function createWorld(random: Random, { guilds, anchorDate }: WorldSize): SimulatedGuild[] {
  return Array.from({ length: guilds }, (_, index) =>
    createGuild(index, anchorDate, random.fork(`guild ${index}`)),
  );
}

function createGuild(index: number, anchorDate: string, random: Random): SimulatedGuild {
  let lastId = 0;
  const newId = (): string => {
    lastId += 1;
    return String(900_000_000_000_000_000n + BigInt(index) * 1_000_000n + BigInt(lastId));
  };
  const id = asId<GuildId>(newId());
  const roles = {
    teacher: asId<RoleId>(newId()),
    volunteer: asId<RoleId>(newId()),
    coordinator: asId<RoleId>(newId()),
  };
  const member = (...roleIds: RoleId[]): RoomMember => ({
    userId: asId<UserId>(newId()),
    isBot: false,
    roleIds,
  });
  const many = (count: number, ...roleIds: RoleId[]): RoomMember[] =>
    Array.from({ length: count }, () => member(...roleIds));
  const rooms = ['Practice hall', 'Small room'].map((name) => ({
    id: asId<ChannelId>(newId()),
    name,
  }));
  const recordings = createRecordings(random);
  return {
    index,
    id,
    settings: usualSettings(id, random.pick(['en', 'es', 'de', 'fr'])),
    announcements: asId<ChannelId>(newId()),
    coordinators: asId<ChannelId>(newId()),
    rooms,
    roles,
    teachers: many(random.between(1, 2), roles.teacher),
    volunteers: many(random.between(1, 2), roles.volunteer),
    coordinator: member(roles.coordinator),
    participants: many(random.between(2, 6)),
    recordings,
    series: createSeries(random, anchorDate, recordings),
  };
}

function createRecordings(random: Random): Recording[] {
  return ['kindness', 'breath', 'body'].map((name, at) => ({
    id: asId<RecordingId>(name),
    title: `A practice of ${name}`,
    speaker: 'Ana',
    language: 'en',
    lengthMs: random.between(60, 300) * 1_000,
    // One of them is never heard, whatever anyone asks for.
    status: at === 2 ? 'revoked' : 'approved',
    permissionEndsAtMs: null,
    lastPlayedAtMs: null,
    stream: null,
    sha256: String(at).repeat(64),
    kind: 'self-kindness',
    intensity: 'gentle',
    licence: 'CC0-1.0',
    credit: 'Ana',
    transcript: '',
    file: `${name}.opus`,
  }));
}

/** Three to five series; the small room's may overlap those of the hall, and its own. */
function createSeries(
  random: Random,
  anchorDate: string,
  recordings: readonly Recording[],
): Series[] {
  const rrules = [
    'FREQ=WEEKLY;BYDAY=MO,WE',
    'FREQ=WEEKLY;BYDAY=SU',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA',
    'FREQ=MONTHLY;BYDAY=1TH',
    'FREQ=WEEKLY;BYDAY=WE',
  ];
  // A Sunday at half past two meets the gap in spring, one at half past one the overlap in autumn.
  const sunday = random.pick(['02:30', '01:30']);
  const wallTimes = ['07:00', sunday, '18:30', '12:00', '07:30'];
  return rrules.slice(0, random.between(3, 5)).map((rrule, at) => ({
    id: asId<SeriesId>(`series-${at}`),
    name: `Practice ${at}`,
    rule: {
      zone: ZONE,
      dates: { kind: 'recurring', rrule, anchorDate },
      wallTimes: [wallTimes[at]!],
    },
    durationMs: random.pick([45, 60]) * MINUTE_MS,
    room: at === 4 ? 'Small room' : 'Practice hall',
    announce: '#announcements',
    graceMs: random.pick([3, 5, 8]) * MINUTE_MS,
    remindersMs: random.pick([
      [24 * HOUR_MS, HOUR_MS, 10 * MINUTE_MS],
      [HOUR_MS],
      [10 * MINUTE_MS],
    ]),
    teacherIds: [],
    ifNobodyChooses: defaultOf(random, recordings),
    description: '',
    paused: false,
    tellsTeacherChanges: false,
    participantsVote: random.chance(0.5),
  }));
}

function defaultOf(random: Random, recordings: readonly Recording[]): DefaultChoice {
  return random.pick<DefaultChoice>([
    { kind: 'recording', recordingId: null },
    { kind: 'recording', recordingId: recordings[0]!.id },
    { kind: 'silence', minutes: 10 },
    { kind: 'nothing' },
  ]);
}

/** Whether a wall clock in Los Angeles jumps within the two hours around it. */
export function meetsClockChange(atMs: number): boolean {
  return offsetAt(atMs - HOUR_MS) !== offsetAt(atMs + HOUR_MS);
}

function offsetAt(atMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(ZONE).offset;
}

/** Makes the directory show the guild, without what has been deleted there. */
export function setGuild(
  directory: ReturnType<typeof createFakeDirectory>,
  { id, announcements, coordinators, rooms, roles }: SimulatedGuild,
  deleted: ReadonlySet<ChannelId | RoleId> = new Set(),
): void {
  directory.setGuild(id, {
    textNameById: {
      ...(deleted.has(announcements) ? {} : { [announcements]: 'announcements' }),
      [coordinators]: 'coordinators',
    },
    voiceNameById: Object.fromEntries(
      rooms
        .filter((room) => !deleted.has(room.id))
        .map((room): [ChannelId, string] => [room.id, room.name]),
    ),
    roleNameById: {
      ...(deleted.has(roles.teacher) ? {} : { [roles.teacher]: 'Teacher' }),
      [roles.volunteer]: 'Volunteer',
      [roles.coordinator]: 'Coordinator',
    },
  });
}
