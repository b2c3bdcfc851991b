/** What a look over everything that a session needs can find, as plain data. Pure: no clock, no I/O. */
import type { ChannelId, RoleId } from './identity.ts';

/** In the order in which they are looked at and shown. */
export const PREFLIGHT_SUBJECTS = [
  'token',
  'channels',
  'roles',
  'room',
  'files',
  'disk',
  'clock',
  'zones',
  'ffmpeg',
] as const;
export type PreflightSubject = (typeof PREFLIGHT_SUBJECTS)[number];

export type PreflightOutcome = 'well' | 'broken' | 'skipped';

export interface NamedChannel {
  readonly channelId: ChannelId;
  /** As Discord shows it, without its mark. */
  readonly name: string;
}

export type ChannelUse = 'announce' | 'coordinators' | 'teachers' | 'room';
export type ConfiguredRole = 'teacher' | 'volunteer' | 'coordinator';

/** As Discord's API names them. */
export type PermissionName =
  | 'ViewChannel'
  | 'SendMessages'
  | 'ReadMessageHistory'
  | 'Connect'
  | 'Speak'
  | 'RequestToSpeak'
  | 'CreatePublicThreads'
  | 'SendMessagesInThreads'
  | 'AttachFiles'
  | 'CreateEvents'
  | 'SetVoiceChannelStatus';

/** Why the bot could not be heard in a room, as the sound tells it. */
export type RoomFault =
  | 'MISSING_CONNECT'
  | 'MISSING_SPEAK'
  | 'CHANNEL_GONE'
  | 'CHANNEL_FULL'
  | 'STAGE_SUPPRESSED'
  | 'MUTED'
  | 'NO_ENCRYPTION'
  | 'KICKED'
  | 'TIMEOUT'
  | 'NETWORK';

/** What is told with each code. */
interface ParamsByCode {
  readonly TOKEN_ACCEPTED: object;
  readonly TOKEN_REFUSED: object;
  readonly NOT_INVITED: object;
  readonly PLATFORM_AWAY: object;
  readonly PERMISSIONS_GRANTED: { readonly channel: NamedChannel };
  readonly PERMISSIONS_MISSING: {
    readonly channel: NamedChannel;
    readonly missing: readonly PermissionName[];
  };
  readonly CHANNEL_GONE: { readonly written: string; readonly use: ChannelUse };
  readonly CHANNELS_UNSEEN: object;
  readonly TIMETABLE_UNREAD: object;
  readonly ROLE_FOUND: { readonly written: string; readonly role: ConfiguredRole };
  readonly ROLE_GONE: { readonly written: string; readonly role: ConfiguredRole };
  readonly ROOM_HEARD: { readonly channel: NamedChannel };
  readonly ROOM_UNHEARD: { readonly channel: NamedChannel; readonly fault: RoomFault };
  readonly ROOM_NOT_ALLOWED: { readonly channel: NamedChannel };
  readonly ROOM_OCCUPIED: { readonly channel: NamedChannel };
  readonly ROOM_UNSEEN: { readonly channel: NamedChannel };
  readonly SESSION_NEAR: { readonly channel: NamedChannel };
  readonly BOT_RUNS: { readonly channel: NamedChannel };
  readonly FILES_IN_ORDER: { readonly count: number };
  readonly FILE_MISSING: { readonly title: string };
  readonly FILE_CHANGED: { readonly title: string };
  readonly FILE_UNREADABLE: { readonly title: string };
  readonly FILE_UNDECODABLE: { readonly title: string };
  /** `soundId`: `bell/opening`, `voice/en/welcome`. */
  readonly SOUND_BROKEN: { readonly soundId: string };
  readonly DISK_IN_ORDER: { readonly freeBytes: number };
  readonly DISK_NEARLY_FULL: { readonly freeBytes: number };
  readonly DISK_NOT_WRITABLE: object;
  readonly CLOCK_RIGHT: object;
  /** Negative when the machine's clock is late. */
  readonly CLOCK_WRONG: { readonly aheadMs: number };
  readonly CLOCK_NOT_COMPARED: object;
  /** `2026c`. */
  readonly ZONES_KNOWN: { readonly version: string };
  readonly ZONES_OLDER: { readonly version: string; readonly usedBefore: string };
  readonly ZONES_MISSING: object;
  readonly ZONE_UNKNOWN: { readonly zone: string };
  readonly FFMPEG_FOUND: object;
  readonly FFMPEG_MISSING: object;
}

export type PreflightCode = keyof ParamsByCode;
export type PreflightParams<Code extends PreflightCode> = ParamsByCode[Code];

const KIND_BY_CODE = {
  TOKEN_ACCEPTED: ['token', 'well'],
  TOKEN_REFUSED: ['token', 'broken'],
  NOT_INVITED: ['token', 'broken'],
  PLATFORM_AWAY: ['token', 'skipped'],
  PERMISSIONS_GRANTED: ['channels', 'well'],
  PERMISSIONS_MISSING: ['channels', 'broken'],
  CHANNEL_GONE: ['channels', 'broken'],
  CHANNELS_UNSEEN: ['channels', 'skipped'],
  TIMETABLE_UNREAD: ['channels', 'skipped'],
  ROLE_FOUND: ['roles', 'well'],
  ROLE_GONE: ['roles', 'broken'],
  ROOM_HEARD: ['room', 'well'],
  ROOM_UNHEARD: ['room', 'broken'],
  ROOM_NOT_ALLOWED: ['room', 'skipped'],
  ROOM_OCCUPIED: ['room', 'skipped'],
  ROOM_UNSEEN: ['room', 'skipped'],
  SESSION_NEAR: ['room', 'skipped'],
  BOT_RUNS: ['room', 'skipped'],
  FILES_IN_ORDER: ['files', 'well'],
  FILE_MISSING: ['files', 'broken'],
  FILE_CHANGED: ['files', 'broken'],
  FILE_UNREADABLE: ['files', 'broken'],
  FILE_UNDECODABLE: ['files', 'broken'],
  SOUND_BROKEN: ['files', 'broken'],
  DISK_IN_ORDER: ['disk', 'well'],
  DISK_NEARLY_FULL: ['disk', 'broken'],
  DISK_NOT_WRITABLE: ['disk', 'broken'],
  CLOCK_RIGHT: ['clock', 'well'],
  CLOCK_WRONG: ['clock', 'broken'],
  CLOCK_NOT_COMPARED: ['clock', 'skipped'],
  ZONES_KNOWN: ['zones', 'well'],
  ZONES_OLDER: ['zones', 'broken'],
  ZONES_MISSING: ['zones', 'broken'],
  ZONE_UNKNOWN: ['zones', 'broken'],
  FFMPEG_FOUND: ['ffmpeg', 'well'],
  FFMPEG_MISSING: ['ffmpeg', 'broken'],
} as const satisfies Record<PreflightCode, readonly [PreflightSubject, PreflightOutcome]>;

type CodeOf<Outcome extends PreflightOutcome> = {
  [Code in PreflightCode]: (typeof KIND_BY_CODE)[Code][1] extends Outcome ? Code : never;
}[PreflightCode];
/** What a person has to mend. */
export type BrokenCode = CodeOf<'broken'>;

/** One thing that was looked at. */
export type PreflightLine<Codes extends PreflightCode = PreflightCode> = {
  readonly [Code in Codes]: {
    readonly subject: PreflightSubject;
    readonly outcome: PreflightOutcome;
    readonly code: Code;
    readonly params: ParamsByCode[Code];
  };
}[Codes];

export interface PreflightReport {
  readonly atMs: number;
  readonly lines: readonly PreflightLine[];
}

export function preflightLine<Code extends PreflightCode>(
  code: Code,
  params: ParamsByCode[Code],
): PreflightLine {
  const [subject, outcome] = KIND_BY_CODE[code];
  return { subject, outcome, code, params } as PreflightLine;
}

export function isBroken(line: PreflightLine): line is PreflightLine<BrokenCode> {
  return KIND_BY_CODE[line.code][1] === 'broken';
}

/** The lines as they were kept; those that this version of the program does not know are left out. */
export function readPreflightLines(json: string): PreflightLine[] {
  const lines: unknown = JSON.parse(json);
  return Array.isArray(lines) ? lines.filter(isKnownLine) : [];
}

function isKnownLine(line: unknown): line is PreflightLine {
  if (typeof line !== 'object' || line === null || !('code' in line)) return false;
  return Object.hasOwn(KIND_BY_CODE, String(line.code)) && 'params' in line;
}

/** Equal for the same trouble, whatever was measured: how much space is left, how late it is. */
export function troubleName({ code, params }: PreflightLine): string {
  const { freeBytes: _free, aheadMs: _ahead, ...lasting } = params as Record<string, unknown>;
  return JSON.stringify([code, lasting]);
}

/** Those that are broken and were not before. */
export function newTroubles(
  before: readonly PreflightLine[],
  now: readonly PreflightLine[],
): PreflightLine<BrokenCode>[] {
  const known = new Set(before.filter(isBroken).map(troubleName));
  return now.filter(isBroken).filter((line) => !known.has(troubleName(line)));
}

// ---- what is needed, and how far off is too far ----------------------------------

const CHAT: readonly PermissionName[] = ['ViewChannel', 'SendMessages', 'ReadMessageHistory'];

/** What the bot does in a channel of that use; src/texts/invitation.ts says why each. */
export const NEEDED_BY_USE: Readonly<Record<ChannelUse, readonly PermissionName[]>> = {
  announce: [...CHAT, 'CreatePublicThreads', 'SendMessagesInThreads'],
  coordinators: [...CHAT, 'AttachFiles'],
  teachers: CHAT,
  room: [...CHAT, 'Connect', 'Speak', 'CreateEvents', 'SetVoiceChannelStatus'],
};

/**
 * A file of 500 MB, which is the most that is taken, what is made of it, and a copy of the
 * database beside it.
 */
export const LEAST_FREE_BYTES = 600_000_000;

export type DiskState =
  { readonly kind: 'writable'; readonly freeBytes: number } | { readonly kind: 'notWritable' };

export function diskLine(disk: DiskState): PreflightLine {
  if (disk.kind === 'notWritable') return preflightLine('DISK_NOT_WRITABLE', {});
  const { freeBytes } = disk;
  const isEnough = freeBytes >= LEAST_FREE_BYTES;
  return preflightLine(isEnough ? 'DISK_IN_ORDER' : 'DISK_NEARLY_FULL', { freeBytes });
}

/**
 * A clock that is kept by the network is off by far less than a second. The bot makes up for more
 * as soon as it hears from Discord; before that, after half a minute, people notice.
 */
const CLOCK_TOLERANCE_MS = 30_000;

/** @param aheadMs of the platform's date; null when there was none to compare with */
export function clockLine(aheadMs: number | null): PreflightLine {
  if (aheadMs === null) return preflightLine('CLOCK_NOT_COMPARED', {});
  if (Math.abs(aheadMs) <= CLOCK_TOLERANCE_MS) return preflightLine('CLOCK_RIGHT', {});
  return preflightLine('CLOCK_WRONG', { aheadMs });
}

/**
 * @param version of the zone data of this process, `2026c`; null when it has none
 * @param usedBefore the newest that has made the timetable's times; null when none has
 * @param unknown zones of the timetable that this process does not know
 */
export function zoneLines(
  version: string | null,
  usedBefore: string | null,
  unknown: readonly string[],
): PreflightLine[] {
  if (version === null) return [preflightLine('ZONES_MISSING', {})];
  const lines = unknown.map((zone) => preflightLine('ZONE_UNKNOWN', { zone }));
  // A year and a letter: text compares as the years do.
  if (usedBefore !== null && version < usedBefore) {
    lines.push(preflightLine('ZONES_OLDER', { version, usedBefore }));
  }
  return lines.length > 0 ? lines : [preflightLine('ZONES_KNOWN', { version })];
}

/** @param roleIdOf null when the guild has no such role */
export function roleLines(
  written: Readonly<Record<ConfiguredRole, string>>,
  roleIdOf: (written: string) => RoleId | null,
): PreflightLine[] {
  return (['teacher', 'volunteer', 'coordinator'] as const).map((role) =>
    preflightLine(roleIdOf(written[role]) === null ? 'ROLE_GONE' : 'ROLE_FOUND', {
      role,
      written: written[role],
    }),
  );
}

// ---- when to look -----------------------------------------------------------------

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So long before a session people can still mend something. */
export const BEFORE_SESSION_MS = 3 * HOUR_MS;

/**
 * Daily, and three hours before each session; what was broken, or could not be asked, is looked at
 * again after an hour, so that what people have mended is known to be well.
 * @param startsAtMs of the sessions to come
 */
export function isPreflightDue(
  last: PreflightReport | null,
  startsAtMs: readonly number[],
  nowMs: number,
): boolean {
  // One that was made later than now was made by a clock that was wrong.
  if (last === null || last.atMs > nowMs) return true;
  const sinceMs = nowMs - last.atMs;
  if (sinceMs >= DAY_MS) return true;
  const isUnsettled = last.lines.some((line) => isBroken(line) || line.code === 'PLATFORM_AWAY');
  if (isUnsettled && sinceMs >= HOUR_MS) return true;
  return startsAtMs.some((startMs) => {
    const lookAtMs = startMs - BEFORE_SESSION_MS;
    return lookAtMs <= nowMs && nowMs < startMs && last.atMs < lookAtMs;
  });
}
