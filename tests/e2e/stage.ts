/**
 * The whole of Bellkeeper on the stand-in for Discord: real discord.js, real
 * @discordjs/voice, a database, and a listener in the room who writes down every frame.
 * Time runs fast while nothing sounds, as in the practice room.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { startBot, type Bot, type BotOptions } from '../../src/bot.ts';
import { asId, type GuildId } from '../../src/domain/identity.ts';
import type { SessionState } from '../../src/domain/session-state.ts';
import { createRecorder } from '../../src/practice/listener.ts';
import { createPracticeClock, type PracticeClock } from '../../src/practice/practice-clock.ts';
import { startStandin } from '../../src/practice/standin.ts';
import type { VoiceServer } from '../../src/practice/voice-gateway.ts';
import type { Message, VoiceStateChange } from '../../src/practice/world/entities.ts';
import { permissionBits, type PermissionName } from '../../src/practice/world/permissions.ts';
import { createSampleWorld, type World } from '../../src/practice/world.ts';
import { startTrustedVoiceServer } from '../practice/voice-client.ts';
import type { SoundCloudStandin } from '../recordings/sound-cloud-standin.ts';
import { followLog } from './followed-log.ts';
import { followPeople } from './people.ts';
import { shiftDates } from './shifted-dates.ts';
import { dataFolder, prepareRecording, timetableOf, type TimetableOptions } from './prepared.ts';
import { usualSettings } from '../guild-settings.ts';

export { dataFolder };

export const TOKEN = 'c3RhZ2U.stage.token';
/** Wednesday 2 December 2026, 7:00 am in Los Angeles. */
export const START_MS = Date.UTC(2026, 11, 2, 15, 0);
export const MINUTE = 60_000;
/** Nothing answers there: it only stands in links. */
export const PUBLIC_URL = 'https://practice.example.org/';
/** No sound of these tests lasts longer. */
const LONGEST_SOUND_MS = 90_000;

export interface StageOptions extends TimetableOptions {
  readonly programs?: BotOptions['programs'];
  /** How much faster than real time the clock runs while nothing sounds and nobody joins. */
  readonly speed?: number;
  readonly recordingSeconds?: number;
  /** How long before the session the stage opens; half a minute when left out. */
  readonly opensBeforeMs?: number;
  /** The starter timetable as it is written, instead of one made of the options. */
  readonly timetable?: string | ((world: World) => string);
  /** The database is a file in a folder of its own, which other programs may open. */
  readonly isOnDisk?: boolean;
  /** A stand-in for SoundCloud; with one, what has no file is heard from its page. */
  readonly soundCloud?: Pick<SoundCloudStandin, 'port' | 'caPem'>;
  /** How the thread of the sound is started, for tests of what befalls it. */
  readonly startSound?: BotOptions['startSound'];
  /** What the sound waits, in real time, before it tries a room again; half a second when left out. */
  readonly slowRetryMs?: number;
  /** As often as Discord asks for it, 41 s, when left out. */
  readonly heartbeatIntervalMs?: number;
  /** Everything is looked over before sessions; it is not when left out. */
  readonly looksOver?: boolean;
  /** How far the stand-in's dates are ahead of this machine's clock; they agree when left out. */
  readonly datesAheadMs?: number;
  /** What the guild lets the bot do besides what the invitation asks for. */
  readonly permissions?: readonly PermissionName[];
}

/** Stages that a test which ran out of time has left open. */
const closeByFolder = new Map<string, () => Promise<void>>();

afterAll(async () => {
  for (const close of closeByFolder.values()) await close();
});

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Opens before the session, with the bot ready and nobody in the room. `await using` closes it. */
export async function openStage(options: StageOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-stage-'));
  const { recording, packets } = prepareRecording(folder, 'tone', options.recordingSeconds ?? 4);
  const timetablePath = join(folder, 'timetable.json');
  const keptFolder = join(folder, 'kept');
  mkdirSync(keptFolder);
  let bot: Bot | null = null;
  const clock = createPracticeClock({
    startMs: START_MS - (options.opensBeforeMs ?? MINUTE / 2),
    isSounding: () => bot?.voice.isSounding ?? false,
  });
  const world = createSampleWorld(clock);
  allowMore(world, options.permissions ?? []);
  const { timetable = timetableOf(options) } = options;
  writeFileSync(timetablePath, typeof timetable === 'string' ? timetable : timetable(world));
  const databasePath = options.isOnDisk ? join(keptFolder, 'bellkeeper.db') : ':memory:';
  const voiceServer = await startTrustedVoiceServer();
  const standin = await startStandin({
    world,
    token: TOKEN,
    voice: voiceServer,
    ...(options.heartbeatIntervalMs && { heartbeatIntervalMs: options.heartbeatIntervalMs }),
  });
  const dates = await shiftDates(standin.apiUrl, options.datesAheadMs ?? 0);
  const guildId = asId<GuildId>(world.firstGuild().id);
  const hall = world.channelNamed('Practice hall');
  const recorder = createRecorder(voiceServer, { guildId, channelId: hall.id });
  const pace = createPace({ clock, world, voiceServer });
  const moves = followLog();
  const posted: Message[] = [];
  world.on('messagePosted', (message) => {
    if (message.authorId === world.bot.id) posted.push(message);
  });
  bot = await startBot({
    token: TOKEN,
    apiUrl: dates.apiUrl,
    ...(options.looksOver && { looksOver: true }),
    guild: usualSettings(guildId),
    dataFolder,
    recordingsFolder: folder,
    databasePath,
    publicUrl: PUBLIC_URL,
    timetablePath,
    playsSamples: false,
    ...(options.programs && { programs: options.programs }),
    ...(options.startSound && { startSound: options.startSound }),
    ...(options.soundCloud
      ? { soundCloudStandin: options.soundCloud, soundCloudStreaming: true }
      : {}),
    voiceTimings: { slowRetryMs: options.slowRetryMs ?? 500 },
    clock,
    log: moves.log,
  });
  bot.store.allowlist.save(guildId, recording, clock.nowMs());
  pace.set(options.speed ?? 200);
  const running = bot;
  const people = followPeople(world, hall);

  async function close(): Promise<void> {
    closeByFolder.delete(folder);
    recorder.stop();
    pace.stop();
    await running.stop();
    await dates.close();
    await standin.close();
    await voiceServer.close();
    clock.close();
    rmSync(folder, { recursive: true, force: true });
  }

  closeByFolder.set(folder, close);

  return {
    world,
    standin,
    voiceServer,
    recorder,
    clock,
    guildId,
    hall,
    announcements: world.channelNamed('announcements'),
    coordinators: world.channelNamed('coordinators'),
    bot: running,
    recording,
    packets,
    moves,
    /** Everything that the bot has posted, removed or not. */
    posted,
    folder,
    /** Where the database is, if it is on disk. */
    keptFolder,
    databasePath,
    /** Of the session that is on; null when none is. */
    state: (): SessionState | null => running.store.sessions.open().at(-1)?.state ?? null,
    ...people,
    setSpeed: (speed: number) => pace.set(speed),
    /** Resolves when so many frames that are not silence have been heard. */
    async heard(frames: number): Promise<void> {
      const isHeard = (): boolean => recorder.sounding().length >= frames;
      await recorder.waitForFrame(isHeard, LONGEST_SOUND_MS);
    },
    /** Resolves when what sounds now, or else next, has ended. */
    programmeEnds: (): Promise<void> =>
      new Promise((resolve) => {
        const stop = running.voice.onEvent((_guildId, { type }) => {
          if (type !== 'programmeEnded') return;
          stop();
          resolve();
        });
      }),
    /** Resolves when the bot has counted the people in the room and that many are there. */
    async counts(people: number): Promise<void> {
      const isCounted = (): boolean => {
        const presence = running.store.sessions.open().at(-1)?.state.presence;
        return !!presence && presence.teachers + presence.listeners === people;
      };
      while (!isCounted()) await nextGatewayEvent(running);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function allowMore(world: World, names: readonly PermissionName[]): void {
  const { id, permissions } = world.roleNamed(world.bot.name);
  world.setRolePermissions(id, permissions | permissionBits(...names));
}

/** The bot has done what follows from it when this resolves. */
function nextGatewayEvent(bot: Bot): Promise<void> {
  return new Promise((resolve) => {
    const stop = bot.gateway.onEvent(() => {
      stop();
      resolve();
    });
  });
}

/**
 * The clock may run fast while nothing sounds; it must not while the bot joins, since the real
 * connection takes real time and its time limits are kept by this clock.
 */
function createPace({
  clock,
  world,
  voiceServer,
}: {
  readonly clock: PracticeClock;
  readonly world: World;
  readonly voiceServer: VoiceServer;
}) {
  let wanted = 1;
  let isJoining = false;
  const apply = (): void => clock.setSpeed(isJoining ? 1 : wanted);
  const onState = ({ userId, after }: VoiceStateChange): void => {
    if (userId !== world.bot.id) return;
    isJoining = after !== null;
    apply();
  };
  world.on('voiceStateChanged', onState);
  const stopWatching = voiceServer.on('transitioned', ({ userIds }) => {
    if (!userIds.includes(world.bot.id)) return;
    isJoining = false;
    apply();
  });
  return {
    set(speed: number): void {
      wanted = speed;
      apply();
    },
    stop(): void {
      world.off('voiceStateChanged', onState);
      stopWatching();
    },
  };
}
