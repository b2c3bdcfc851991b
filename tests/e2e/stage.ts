/**
 * The whole of Bellkeeper on the stand-in for Discord: real discord.js, real
 * @discordjs/voice, a database, and a listener in the room who writes down every frame.
 * Time runs fast while nothing sounds, as in the practice room.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import type { Log, Recording } from '../../src/app/ports.ts';
import { startBot, type Bot } from '../../src/bot.ts';
import { asId, type GuildId, type RecordingId } from '../../src/domain/identity.ts';
import type { PhaseName, SessionRule, SessionState } from '../../src/domain/session-state.ts';
import { createRecorder } from '../../src/practice/listener.ts';
import { createPracticeClock, type PracticeClock } from '../../src/practice/practice-clock.ts';
import { startStandin } from '../../src/practice/standin.ts';
import type { VoiceServer } from '../../src/practice/voice-gateway.ts';
import type { Channel, Message, VoiceStateChange } from '../../src/practice/world/entities.ts';
import type { Interaction } from '../../src/practice/world/interaction.ts';
import { createSampleWorld, type World } from '../../src/practice/world.ts';
import { climbingTone, startTrustedVoiceServer } from '../practice/voice-client.ts';
import { writeOggOpus } from '../recordings/ogg-writer.ts';

export const TOKEN = 'c3RhZ2U.stage.token';
/** Wednesday 2 December 2026, 7:00 am in Los Angeles. */
export const START_MS = Date.UTC(2026, 11, 2, 15, 0);
export const MINUTE = 60_000;
/** No sound of these tests lasts longer. */
const LONGEST_SOUND_MS = 90_000;
export const dataFolder = fileURLToPath(new URL('../../data', import.meta.url));

/** A recording of so many seconds that climbs in tone, so that every frame is its own. */
export function prepareRecording(folder: string, id: string, seconds: number) {
  const packets = climbingTone(seconds * 50);
  const file = writeOggOpus(packets);
  const sha256 = createHash('sha256').update(file).digest('hex');
  writeFileSync(join(folder, `${sha256}.opus`), file);
  const recording: Recording = {
    id: asId<RecordingId>(id),
    title: `Tone ${id}`,
    speaker: 'nobody',
    language: 'en',
    lengthMs: packets.length * 20,
    status: 'approved',
    permissionEndsAtMs: null,
    lastPlayedAtMs: null,
    sha256,
    kind: 'tone',
    intensity: 'gentle',
    licence: 'CC0-1.0',
    credit: '',
    transcript: '',
    file: `${sha256}.opus`,
  };
  return { recording, packets };
}

export interface TimetableOptions {
  readonly minutes?: number;
  readonly graceMinutes?: number;
  readonly ifNobodyChooses?: string;
  readonly reminders?: readonly string[];
  readonly when?: Record<string, unknown>;
  readonly zone?: string;
}

export function timetableOf(options: TimetableOptions = {}): string {
  return JSON.stringify({
    zone: options.zone ?? 'America/Los_Angeles',
    series: [
      {
        id: 'morning',
        name: 'Morning practice',
        ...(options.when ?? { once: '2026-12-02T07:00' }),
        minutes: options.minutes ?? 60,
        room: 'Practice hall',
        announce: 'announcements',
        graceMinutes: options.graceMinutes ?? 5,
        reminders: options.reminders ?? ['10m'],
        ifNobodyChooses: options.ifNobodyChooses ?? 'recording',
      },
    ],
  });
}

export interface StageOptions extends TimetableOptions {
  /** How much faster than real time the clock runs while nothing sounds and nobody joins. */
  readonly speed?: number;
  readonly recordingSeconds?: number;
  /** How long before the session the stage opens; half a minute when left out. */
  readonly opensBeforeMs?: number;
  /** The timetable file as it is written, instead of one made of the options. */
  readonly timetable?: string;
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
  writeFileSync(timetablePath, options.timetable ?? timetableOf(options));
  let bot: Bot | null = null;
  const clock = createPracticeClock({
    startMs: START_MS - (options.opensBeforeMs ?? MINUTE / 2),
    isSounding: () => bot?.voice.isSounding ?? false,
  });
  const world = createSampleWorld(clock);
  const voiceServer = await startTrustedVoiceServer();
  const standin = await startStandin({ world, token: TOKEN, voice: voiceServer });
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
    apiUrl: standin.apiUrl,
    guild: {
      guildId,
      language: 'en',
      teacherRole: 'Teacher',
      volunteerRole: 'Volunteer',
      coordinatorRole: 'Coordinator',
      coordinatorChannel: 'coordinators',
    },
    dataFolder,
    recordingsFolder: folder,
    databasePath: ':memory:',
    timetablePath,
    playsSamples: false,
    // Between the wish to join and the world's word of it the clock still runs fast.
    voiceTimings: { joinMs: 60_000 },
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
    timetablePath,
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

/** What people do in the stand-in, and what they see there of the bot. */
export function followPeople(world: World, hall: Channel) {
  const personNamed = (name: string): string => {
    const found = [...world.firstGuild().memberByUserId.keys()].find(
      (userId) => world.userById.get(userId)?.name === name,
    );
    if (!found) throw new Error(`Nobody is called ${name}.`);
    return found;
  };
  const isBotIn = (): boolean => world.firstGuild().voiceStateByUserId.has(world.bot.id);
  /** What the bot has posted in a channel and not removed, oldest first. */
  const standing = (channel: Channel): Message[] =>
    [...channel.messageById.values()].filter(
      (message) => !message.isDeleted && message.authorId === world.bot.id,
    );

  return {
    personNamed,
    standing,
    isBotIn,
    enter: (name: string) => void world.joinVoice(personNamed(name), hall.id),
    leave: (name: string) => world.leaveVoice(personNamed(name)),
    /** Counts from now on how often the bot comes into a voice room. */
    countJoins(): () => number {
      let joins = 0;
      world.on('voiceStateChanged', ({ userId, after }) => {
        if (userId === world.bot.id && after !== null) joins += 1;
      });
      return () => joins;
    },
    /** Resolves when the bot is in a voice room, or in none. */
    async botIs(place: 'in' | 'out'): Promise<void> {
      while (isBotIn() !== (place === 'in')) await once(world, 'voiceStateChanged');
    },
    /** Resolves with the bot's message of such words, standing already or still to come. */
    async message(channel: Channel, words: RegExp): Promise<Message> {
      const fits = (message: Message): boolean =>
        message.channelId === channel.id && words.test(message.content);
      const found = standing(channel).find(fits);
      if (found) return found;
      for (;;) {
        const [posted] = (await once(world, 'messagePosted')) as [Message];
        if (posted.authorId === world.bot.id && fits(posted)) return posted;
      }
    },
    /** Resolves when no message of such words is left. */
    async removed(channel: Channel, words: RegExp): Promise<void> {
      const isLeft = (): boolean => standing(channel).some(({ content }) => words.test(content));
      while (isLeft()) await once(world, 'messageDeleted');
    },
    /** How many messages of such words the bot has standing in the channel. */
    count: (channel: Channel, words: RegExp): number =>
      standing(channel).filter(({ content }) => words.test(content)).length,
    /** Uses the control of a message whose id begins so: `bell|choose`. */
    async press(name: string, message: Message, action: string, values?: string[]) {
      const customId = customIdOf(message, action);
      return values
        ? world.selectMenu(personNamed(name), message.id, customId, values)
        : world.pressButton(personNamed(name), message.id, customId);
    },
    command: (name: string, command: string, given: Record<string, string | number> = {}) =>
      world.runCommand(personNamed(name), hall.id, command, null, given),
    suggestions: (name: string, command: string, option: string, typed: string) =>
      world.autocomplete(personNamed(name), hall.id, command, option, { [option]: typed }),
  };
}

/** What a person reads as the answer to a command or a press. */
export function answerOf(interaction: Interaction): string {
  return interaction.original?.content ?? `(${interaction.state.phase})`;
}

interface ComponentJson {
  readonly custom_id?: string;
  readonly components?: readonly ComponentJson[];
}

function controlsOf(message: Message): ComponentJson[] {
  return (message.components as readonly ComponentJson[]).flatMap(
    ({ components = [] }) => components,
  );
}

export function customIdOf(message: Message, action: string): string {
  const controls = controlsOf(message);
  const found = controls.find(({ custom_id: id }) => id?.split('|')[1] === action)?.custom_id;
  if (!found) throw new Error(`The message has no control ${action}.`);
  return found;
}

/**
 * Those that stand twice, whether by the row of the outbox that they came from (its name is in
 * their controls) or by their words in one channel.
 */
export function repeatedAmong(messages: readonly Message[]): string[] {
  const names = messages.flatMap((message) => {
    const ids = controlsOf(message).flatMap(({ custom_id: id }) => id ?? []);
    const rows = new Set(ids.map((id) => id.split('|')[2] ?? '').filter((name) => name !== '-'));
    return [...rows, `${message.channelId} ${message.content}`];
  });
  return names.filter((name, index) => names.indexOf(name) !== index);
}

/** Follows the bot's log, so that a test can wait for a step of the session. */
function followLog() {
  interface Line {
    readonly text: string;
    readonly rule?: SessionRule;
    readonly phase?: PhaseName;
  }
  const lines: Line[] = [];
  const problems: object[] = [];
  const watchers = new Set<() => void>();
  const note = (fields: object, text: string): void => {
    lines.push({ ...fields, text });
    for (const watch of watchers) watch();
  };
  const problem = (fields: object, text: string): void => {
    problems.push({ ...fields, text });
    note(fields, text);
  };
  const log: Log = { debug() {}, info: note, warn: problem, error: problem };

  /** Resolves when so many lines fit, already or from now on. */
  function lineThat(fits: (line: Line) => boolean, times = 1): Promise<Line> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = lines.filter(fits)[times - 1];
        if (!found) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  }

  return {
    log,
    problems,
    phases: (): PhaseName[] => lines.flatMap(({ phase }) => phase ?? []),
    rules: (): SessionRule[] => lines.flatMap(({ rule }) => rule ?? []),
    /** Resolves when the session has moved by that rule so many times, already or from now on. */
    by: (rule: SessionRule, times = 1): Promise<unknown> =>
      lineThat((line) => line.rule === rule, times),
    /** Resolves when the bot has logged that. */
    logged: (text: string, times = 1): Promise<unknown> =>
      lineThat((line) => line.text === text, times),
  };
}
