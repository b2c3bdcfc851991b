import {
  preflightLine,
  type PreflightCode,
  type PreflightLine,
  type PreflightParams,
  type RoomFault,
} from '../../../src/domain/preflight.ts';
import { MESSAGE_LIMIT } from '../../../src/texts/discord-format.ts';
import { preflightInDiscord, type PreflightTexts } from '../../../src/texts/preflight-texts.ts';
import {
  type Feature,
  HOUR_MS,
  MINUTE_MS,
  nothing,
  roomId,
  sectionOf,
  START_MS,
} from './sample.ts';

type LineByCode = {
  readonly [Code in PreflightCode]: readonly [
    PreflightParams<Code>,
    ...(readonly PreflightParams<Code>[]),
  ];
};

const room = { channelId: roomId, name: 'Practice hall' };
const inRoom = [{ channel: room }] as const;
const nothingElse = [{}] as const;

const linesOf = (title: string, written: string): PreflightLine[] => {
  const paramsByCode: LineByCode = {
    TOKEN_ACCEPTED: nothingElse,
    TOKEN_REFUSED: nothingElse,
    NOT_INVITED: nothingElse,
    PLATFORM_AWAY: nothingElse,
    PERMISSIONS_GRANTED: inRoom,
    PERMISSIONS_MISSING: [
      { channel: room, missing: ['SendMessages'] },
      {
        channel: room,
        missing: ['ViewChannel', 'Connect', 'Speak', 'RequestToSpeak', 'ReadMessageHistory'],
      },
      {
        channel: room,
        missing: [
          'CreatePublicThreads',
          'SendMessagesInThreads',
          'AttachFiles',
          'CreateEvents',
          'SetVoiceChannelStatus',
        ],
      },
    ],
    CHANNEL_GONE: [
      { written, use: 'room' },
      { written, use: 'announce' },
    ],
    CHANNELS_UNSEEN: nothingElse,
    TIMETABLE_UNREAD: nothingElse,
    ROLE_FOUND: [{ written, role: 'teacher' }],
    ROLE_GONE: [
      { written, role: 'teacher' },
      { written, role: 'volunteer' },
      { written, role: 'coordinator' },
    ],
    ROOM_HEARD: inRoom,
    ROOM_UNHEARD: faults.map((fault) => ({ channel: room, fault })) as [
      PreflightParams<'ROOM_UNHEARD'>,
    ],
    ROOM_NOT_ALLOWED: inRoom,
    ROOM_OCCUPIED: inRoom,
    ROOM_UNSEEN: inRoom,
    SESSION_NEAR: inRoom,
    BOT_RUNS: inRoom,
    FILES_IN_ORDER: [{ count: 0 }, { count: 1 }, { count: 12 }],
    FILE_MISSING: [{ title }],
    FILE_CHANGED: [{ title }],
    FILE_UNREADABLE: [{ title }],
    FILE_UNDECODABLE: [{ title }],
    SOUND_BROKEN: [{ soundId: 'bell/opening' }],
    DISK_IN_ORDER: [{ freeBytes: 12_300_000_000 }],
    DISK_NEARLY_FULL: [{ freeBytes: 310_000_000 }],
    DISK_NOT_WRITABLE: nothingElse,
    CLOCK_RIGHT: nothingElse,
    CLOCK_WRONG: [{ aheadMs: 45_000 }, { aheadMs: -7 * MINUTE_MS }, { aheadMs: 3 * HOUR_MS }],
    CLOCK_NOT_COMPARED: nothingElse,
    ZONES_KNOWN: [{ version: '2026c' }],
    ZONES_OLDER: [{ version: '2026a', usedBefore: '2026c' }],
    ZONES_MISSING: nothingElse,
    ZONE_UNKNOWN: [{ zone: 'America/Nowhere' }],
    FFMPEG_FOUND: nothingElse,
    FFMPEG_MISSING: nothingElse,
  };
  return (Object.keys(paramsByCode) as PreflightCode[]).flatMap((code) =>
    paramsByCode[code].map((params) => preflightLine(code, params)),
  );
};

const faults: readonly RoomFault[] = [
  'MISSING_CONNECT',
  'MISSING_SPEAK',
  'CHANNEL_GONE',
  'CHANNEL_FULL',
  'STAGE_SUPPRESSED',
  'MUTED',
  'NO_ENCRYPTION',
  'KICKED',
  'TIMEOUT',
  'NETWORK',
];

type Finding = Parameters<PreflightTexts['finding']>;
type Remedy = Parameters<PreflightTexts['remedy']>;

const preflight = sectionOf(
  'preflight',
  ({ title, written }) => {
    const lines = linesOf(title, written);
    const broken = lines.filter(({ outcome }) => outcome === 'broken');
    const skipped = lines.filter(({ outcome }) => outcome === 'skipped');
    const well = lines.filter(({ outcome }) => outcome === 'well');
    return {
      subjects: {
        token: nothing,
        channels: nothing,
        roles: nothing,
        room: nothing,
        files: nothing,
        disk: nothing,
        clock: nothing,
        zones: nothing,
        ffmpeg: nothing,
      },
      outcomes: { well: nothing, broken: nothing, skipped: nothing },
      finding: lines.map((line): Finding => [line, preflightInDiscord]) as [Finding],
      remedy: broken.map((line) => [line, preflightInDiscord] as unknown as Remedy) as [Remedy],
      summary: [
        [{ broken: 0, skipped: 0 }],
        [{ broken: 0, skipped: 1 }],
        [{ broken: 1, skipped: 0 }],
        [{ broken: 5, skipped: 2 }],
      ],
      status: [
        [{ atMs: START_MS, lines: well }, MESSAGE_LIMIT],
        [{ atMs: START_MS, lines: [...well, ...skipped.slice(0, 2)] }, MESSAGE_LIMIT],
        [
          { atMs: START_MS, lines: [...well, ...broken.slice(0, 3), ...skipped.slice(0, 1)] },
          MESSAGE_LIMIT,
        ],
        [{ atMs: START_MS, lines }, MESSAGE_LIMIT],
      ],
      told: [[{ lines: broken.slice(0, 1) }], [{ lines: broken.slice(2, 6) }], [{ lines: broken }]],
    };
  },
  {
    kinds: { subjects: 'plain', outcomes: 'plain', summary: 'plain' },
    // The names of programs and permissions are the same, and so are roles in Spanish.
    sameWords: ['subjects.token', 'subjects.ffmpeg', 'subjects.roles'],
  },
);

export const features: readonly Feature[] = [preflight];
