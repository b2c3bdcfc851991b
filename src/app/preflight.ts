/** Looks over everything that a session needs, one thing after another, and changes nothing by itself. */
import type { ChannelId } from '../domain/identity.ts';
import {
  clockLine,
  diskLine,
  PREFLIGHT_SUBJECTS,
  preflightLine,
  roleLines,
  zoneLines,
  type ChannelUse,
  type NamedChannel,
  type PermissionName,
  type PreflightLine,
} from '../domain/preflight.ts';
import type { Series } from '../domain/schedule.ts';
import { unreachable } from '../domain/unreachable.ts';
import { isZone } from '../domain/zone.ts';
import type { GuildSettings } from './guild-settings.ts';
import type { PlatformAnswer, PreflightOutside } from './preflight-port.ts';
import type { Directory } from './ports.ts';

export interface PreflightChecks extends PreflightOutside {
  readonly settings: GuildSettings;
  /** Of the guild's timetable; null when it can't be read. */
  readonly series: readonly Series[] | null;
  /** Whether the guild has let the bot in, as far as anyone knows. */
  readonly isInvited: boolean;
  /** Null while nothing of the guild is in view. */
  readonly directory: Pick<Directory, 'textChannel' | 'voiceChannel' | 'role'> | null;
  /** The newest zone data that has made the timetable's times; null when none has. */
  readonly zoneDataUsed: string | null;
  readonly hasFfmpeg: () => boolean;
  /** Ends it between two things; what is asked of the platform is waited for no longer. */
  readonly signal: AbortSignal;
  readonly lookAtFiles: () => Promise<readonly PreflightLine[]>;
  /** Joins each room for a moment, or says why it did not. Only rooms in which it may be heard. */
  readonly tryRoom: (room: NamedChannel) => Promise<PreflightLine>;
}

const TO_BE_HEARD: readonly PermissionName[] = [
  'ViewChannel',
  'Connect',
  'Speak',
  'RequestToSpeak',
];

/** The lines in the order of `PREFLIGHT_SUBJECTS`. Rejects with the signal's reason when that is aborted. */
export async function lookOver(checks: PreflightChecks): Promise<PreflightLine[]> {
  const { signal } = checks;
  const answer = await unlessAborted(signal, checks.platform.ask());
  const channels = channelsOf(checks);
  const lines: PreflightLine[] = [tokenLine(answer, checks.isInvited)];
  lines.push(...channels.map(({ line }) => line));
  if (checks.series === null) lines.push(preflightLine('TIMETABLE_UNREAD', {}));
  lines.push(...rolesOf(checks));
  for (const { line, uses, channel } of channels) {
    if (channel === null || !uses.includes('room')) continue;
    const mayBeHeard =
      line.code !== 'PERMISSIONS_MISSING' ||
      !line.params.missing.some((permission) => TO_BE_HEARD.includes(permission));
    signal.throwIfAborted();
    // One trouble is one line: what is missing stands there already.
    lines.push(
      mayBeHeard ? await checks.tryRoom(channel) : preflightLine('ROOM_NOT_ALLOWED', { channel }),
    );
  }
  signal.throwIfAborted();
  lines.push(...(await checks.lookAtFiles()));
  signal.throwIfAborted();
  lines.push(diskLine(await checks.disk.look()));
  lines.push(clockLine(answer.kind === 'away' ? null : answer.aheadMs));
  const zones = new Set(checks.series?.map(({ rule }) => rule.zone));
  const unknown = [...zones].filter((zone) => !isZone(zone));
  lines.push(...zoneLines(checks.zoneData.version, checks.zoneDataUsed, unknown));
  lines.push(preflightLine(checks.hasFfmpeg() ? 'FFMPEG_FOUND' : 'FFMPEG_MISSING', {}));
  return PREFLIGHT_SUBJECTS.flatMap((subject) => lines.filter((line) => line.subject === subject));
}

/** What comes of it, unless the signal is aborted first: then it rejects with the reason. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', stop);
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop));
}

function tokenLine(answer: PlatformAnswer, isInvited: boolean): PreflightLine {
  switch (answer.kind) {
    case 'accepted':
      return preflightLine(isInvited ? 'TOKEN_ACCEPTED' : 'NOT_INVITED', {});
    case 'refused':
      return preflightLine('TOKEN_REFUSED', {});
    case 'away':
      return preflightLine('PLATFORM_AWAY', {});
    default:
      return unreachable(answer);
  }
}

// ---- channels and roles -------------------------------------------------------------

interface Configured {
  readonly written: string;
  readonly use: ChannelUse;
}

interface LookedAt {
  readonly line: PreflightLine;
  readonly uses: readonly ChannelUse[];
  /** Null when there is no such channel. */
  readonly channel: NamedChannel | null;
}

/** A channel that serves several uses is one line, and so is a name that several series write. */
function channelsOf(checks: PreflightChecks): LookedAt[] {
  const { directory, settings, permissions } = checks;
  if (directory === null) {
    return [{ line: preflightLine('CHANNELS_UNSEEN', {}), uses: [], channel: null }];
  }
  const { guildId } = settings;
  const usesById = new Map<ChannelId, Set<ChannelUse>>();
  const gone = new Map<string, LookedAt>();
  for (const { written, use } of configured(settings, checks.series ?? [])) {
    const found =
      use === 'room'
        ? directory.voiceChannel(guildId, written)
        : directory.textChannel(guildId, written);
    if (found !== null) usesById.set(found, (usesById.get(found) ?? new Set()).add(use));
    // Without a channel of their own, teachers are asked among the coordinators.
    else if (use !== 'teachers') {
      const line = preflightLine('CHANNEL_GONE', { written, use });
      gone.set(JSON.stringify(line.params), { line, uses: [use], channel: null });
    }
  }
  const there = [...usesById].map(([channelId, uses]): LookedAt => {
    const found = permissions.inChannel(guildId, channelId, [...uses]);
    if (found === null) {
      return { line: preflightLine('CHANNELS_UNSEEN', {}), uses: [], channel: null };
    }
    const channel = { channelId, name: found.name };
    const { missing } = found;
    const line =
      missing.length === 0
        ? preflightLine('PERMISSIONS_GRANTED', { channel })
        : preflightLine('PERMISSIONS_MISSING', { channel, missing });
    return { line, uses: [...uses], channel };
  });
  return [...there, ...gone.values()];
}

function configured(settings: GuildSettings, series: readonly Series[]): Configured[] {
  return [
    ...series.map(({ announce }): Configured => ({ written: announce, use: 'announce' })),
    { written: settings.coordinatorChannel, use: 'coordinators' },
    { written: settings.teacherChannel, use: 'teachers' },
    ...series.map(({ room }): Configured => ({ written: room, use: 'room' })),
  ];
}

function rolesOf({ directory, settings }: PreflightChecks): PreflightLine[] {
  if (directory === null) return [];
  const { guildId, teacherRole, volunteerRole, coordinatorRole } = settings;
  return roleLines(
    { teacher: teacherRole, volunteer: volunteerRole, coordinator: coordinatorRole },
    (written) => directory.role(guildId, written),
  );
}
