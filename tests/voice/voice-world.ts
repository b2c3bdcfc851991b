/**
 * The real voice against a voice server on loopback. Made up here are only the few lines of a main
 * gateway that answers the wish to join, and a library in memory.
 */
import tls from 'node:tls';
import { afterEach } from '@jest/globals';
import type { DiscordGatewayAdapterLibraryMethods } from '@discordjs/voice';
import { AudioFault } from '../../src/app/audio-fault.ts';
import { MessageChannel } from 'node:worker_threads';
import { Health } from '../../src/app/health.ts';
import { Meter } from '../../src/app/meter.ts';
import type {
  AudioRef,
  Clock,
  Log,
  OpusSource,
  Segment,
  VoiceEvent,
  VoiceFaultCode,
  VoiceRoom,
} from '../../src/app/ports.ts';
import { asId, type ChannelId, type GuildId, type RecordingId } from '../../src/domain/identity.ts';
import { createRecorder, type Recorder } from '../../src/practice/listener.ts';
import { makeLoopbackCertificate } from '../../src/practice/tls.ts';
import {
  startVoiceServer,
  type VoiceEvents,
  type VoiceServer,
  type VoiceServerOptions,
} from '../../src/practice/voice-gateway.ts';
import { createVoice, type SpeakingVoice } from '../../src/voice/voice.ts';
import { MainThread } from '../../src/voice/main-thread.ts';
import { createSoundService } from '../../src/voice/sound-service.ts';
import type { StartThread } from '../../src/voice/thread-messages.ts';
import type { VoiceAccess } from '../../src/voice/voice-access.ts';
import type { VoiceTimings } from '../../src/voice/voice-timings.ts';
import { audioRef, audioSegment, bytes, sourceOf, tone } from './sounds.ts';

export const GUILD = asId<GuildId>('1001');
export const HALL = asId<ChannelId>('2001');
export const BOT_ID = '9001';

export interface VoiceWorld {
  readonly server: VoiceServer;
  readonly voice: SpeakingVoice;
  readonly recorder: Recorder;
  readonly events: readonly { readonly atMs: number; readonly event: VoiceEvent }[];
  /** When the bot asked the main gateway to join (with a channel), in `performance.now()`. */
  readonly joinsAtMs: readonly number[];
  /** What Discord would say of the room; a test may change it. */
  readonly access: {
    isInView: boolean;
    preparation: 'ok' | VoiceFaultCode;
    afterJoin: 'maySpeak' | 'asked' | 'STAGE_SUPPRESSED';
    /** False: the main gateway does not take the wish to join. */
    takesJoins: boolean;
    allows: boolean;
  };
  readonly logged: readonly { readonly level: string; readonly text: string }[];
  readonly health: Health;
  readonly meter: Meter;
  /** Ends the sound's side as a thread that crashes does. */
  crash(): void;
  /** The first event, told already or still to come, that fits. */
  waitFor(type: VoiceEvent['type'], count?: number): Promise<VoiceEvent>;
  /** The main gateway moves or removes the bot, lets it speak or mutes it. */
  tellVoiceState(channelId: string | null, flags?: VoiceFlags): void;
  /** The main gateway went away with everything it knew, as discord.js tells an adapter. */
  destroyAdapter(): void;
  close(): Promise<void>;
}

interface VoiceFlags {
  readonly suppress?: boolean;
  /** By a moderator. */
  readonly mute?: boolean;
}

export interface WorldOptions {
  readonly sounds?: Readonly<Record<string, readonly Uint8Array[]>>;
  readonly timings?: Partial<VoiceTimings>;
  readonly server?: Omit<VoiceServerOptions, 'certificate'>;
  readonly stage?: boolean;
  readonly open?: (audio: AudioRef) => Promise<OpusSource>;
}

/** What the library of a set-up world holds. */
export const sounds = { a: tone(60, 200), b: tone(60, 500), long: tone(240, 300) };

/** Gives the start of a world with `sounds`; what was started is closed after each test. */
export function setUpVoiceWorlds(): (
  options?: WorldOptions,
) => Promise<VoiceWorld & { readonly room: VoiceRoom }> {
  const worlds: VoiceWorld[] = [];
  afterEach(async () => {
    await Promise.all(worlds.splice(0).map((world) => world.close()));
  });
  return async (options = {}) => {
    const world = await createVoiceWorld({ sounds, ...options });
    worlds.push(world);
    return { ...world, room: world.voice.room(GUILD) };
  };
}

export async function createVoiceWorld(options: WorldOptions = {}): Promise<VoiceWorld> {
  const server = await startTrustedServer(options.server);
  const recorder = createRecorder(server, { guildId: GUILD, channelId: HALL });
  const events: { atMs: number; event: VoiceEvent }[] = [];
  const watchers = new Set<() => void>();
  const access: VoiceWorld['access'] = {
    isInView: true,
    preparation: 'ok',
    afterJoin: 'maySpeak',
    takesJoins: true,
    allows: true,
  };
  const logged: { level: string; text: string }[] = [];
  const gateway = createGateway(server, access, options.stage === true);
  const health = new Health({ nowMs: () => 0 });
  const meter = new Meter();
  const side = createSide(options.open ?? openFrom(options.sounds ?? {}), options.timings ?? {});
  const voice = createVoice({
    startThread: side.start,
    access: gateway.access,
    fileChecks: { fingerprint: () => null, save: () => undefined },
    mayPlay: () => access.allows,
    health,
    meter,
    log: logTo(logged),
  });
  voice.onEvent((_, event) => {
    events.push({ atMs: performance.now(), event });
    for (const watch of watchers) watch();
  });
  return {
    server,
    voice,
    recorder,
    events,
    access,
    logged,
    health,
    meter,
    crash: side.crash,
    joinsAtMs: gateway.joinsAtMs,
    tellVoiceState: gateway.tellVoiceState,
    destroyAdapter: gateway.destroyAdapter,
    waitFor(type, count = 1) {
      const { promise, resolve, reject } = Promise.withResolvers<VoiceEvent>();
      const timer = setTimeout(() => {
        const told = events.map(({ event }) => event.type).join(', ');
        reject(new Error(`no ${type} number ${count} within 15 s; told were: ${told}`));
      }, 15_000);
      const watch = () => {
        const found = events.filter(({ event }) => event.type === type)[count - 1];
        if (!found) return;
        clearTimeout(timer);
        watchers.delete(watch);
        resolve(found.event);
      };
      watchers.add(watch);
      watch();
      return promise;
    },
    async close() {
      await voice.close();
      recorder.stop();
      await server.close();
    },
  };
}

/** The other side of the voice, in this thread, but reached as if it were in another. */
function createSide(
  open: (audio: AudioRef) => Promise<OpusSource>,
  timings: Partial<VoiceTimings>,
) {
  let crash: (() => void) | null = null;
  const start: StartThread = ({ onNews, onEnd }) => {
    const { port1: here, port2: there } = new MessageChannel();
    const main = new MainThread((news) => there.postMessage(news, []));
    const service = createSoundService({ main, open, timings });
    let isOver = false;
    function end(why: unknown): void {
      if (isOver) return;
      isOver = true;
      service.close();
      here.close();
      onEnd(why);
    }
    there.on('message', (order) => service.hear(order));
    here.on('message', onNews);
    void service.warmUp();
    crash = () => end(new Error('It crashed.'));
    return { post: (order) => here.postMessage(order, []), end: async () => end(null) };
  };
  return { start, crash: () => crash?.() };
}

async function startTrustedServer(
  options: Omit<VoiceServerOptions, 'certificate'> = {},
): Promise<VoiceServer> {
  const certificate = await makeLoopbackCertificate();
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.caPem]);
  return await startVoiceServer({ ...options, certificate });
}

function tellState(
  methods: DiscordGatewayAdapterLibraryMethods,
  channelId: string | null,
  { suppress = false, mute = false }: VoiceFlags = {},
): void {
  methods.onVoiceStateUpdate({
    guild_id: GUILD,
    channel_id: channelId,
    user_id: BOT_ID,
    session_id: 'session',
    deaf: false,
    mute,
    self_deaf: true,
    self_mute: false,
    self_video: false,
    suppress,
    request_to_speak_timestamp: null,
  });
}

/** Answers a wish to join as Discord does: the state first, then the server. */
function createGateway(server: VoiceServer, mood: VoiceWorld['access'], isStage: boolean) {
  const joinsAtMs: number[] = [];
  let current: DiscordGatewayAdapterLibraryMethods | null = null;

  function answer(methods: DiscordGatewayAdapterLibraryMethods, channelId: string | null): void {
    if (channelId === null) {
      server.drop(GUILD, BOT_ID, 4014);
      if (current === methods) tellState(methods, null);
      return;
    }
    const token = `token ${joinsAtMs.length}`;
    const session = { guildId: GUILD, channelId, userId: BOT_ID, sessionId: 'session', token };
    server.expect({ ...session, dave: !isStage });
    tellState(methods, channelId, { suppress: isStage });
    methods.onVoiceServerUpdate({ guild_id: GUILD, endpoint: server.endpoint, token });
  }
  const access: VoiceAccess = {
    isInView: () => mood.isInView,
    prepareToSpeak: () => mood.preparation,
    afterJoin: async () => mood.afterJoin,
    adapterCreator: () => (methods) => {
      current = methods;
      return {
        sendPayload(payload: { d: { channel_id: string | null } }) {
          const { channel_id: channelId } = payload.d;
          if (channelId !== null && !mood.takesJoins) return false;
          if (channelId !== null) joinsAtMs.push(performance.now());
          setImmediate(() => answer(methods, channelId));
          return true;
        },
        destroy() {
          if (current === methods) current = null;
        },
      };
    },
  };
  return {
    access,
    joinsAtMs,
    tellVoiceState: (channelId: string | null, flags?: VoiceFlags) => {
      if (current) tellState(current, channelId, flags);
    },
    destroyAdapter: () => current?.destroy(),
  };
}

function openFrom(sounds: Readonly<Record<string, readonly Uint8Array[]>>) {
  return async (audio: AudioRef): Promise<OpusSource> => {
    const packets = sounds[audio.id];
    if (!packets) throw new AudioFault('FILE_MISSING', audio.id);
    return sourceOf(packets);
  };
}

export function logTo(logged: { level: string; text: string }[]): Log {
  const at = (level: string) => (fields: object, text: string) => {
    const err: unknown = Reflect.get(fields, 'err');
    logged.push({ level, text: err instanceof Error ? `${text}: ${err.message}` : text });
  };
  return { debug: () => undefined, info: at('info'), warn: at('warn'), error: at('error') };
}

export const realClock: Clock = {
  nowMs: () => performance.timeOrigin + performance.now(),
  at(atMs, callback) {
    const timer = setTimeout(callback, Math.max(0, atMs - realClock.nowMs()));
    return () => clearTimeout(timer);
  },
  heartbeat(callback) {
    const timer = setInterval(callback, 500);
    return () => clearInterval(timer);
  },
};

export const aRecording = asId<RecordingId>('kindness');

/** The next event of the voice server. */
export function nextOf<Name extends keyof VoiceEvents>(
  server: VoiceServer,
  name: Name,
): Promise<VoiceEvents[Name]> {
  const { promise, resolve } = Promise.withResolvers<VoiceEvents[Name]>();
  const stop = server.on(name, (...event) => {
    stop();
    resolve(event);
  });
  return promise;
}

/** One of the `sounds`, whole. */
export function of(id: keyof typeof sounds): Segment {
  return audioSegment(audioRef(id, sounds[id].length * 20));
}

/** The end was told, and the datagrams that were under way have come in. */
export async function ended(world: VoiceWorld): Promise<VoiceEvent> {
  const event = await world.waitFor('programmeEnded');
  await world.recorder.waitForFrames(world.recorder.frames.length + 2);
  return event;
}

export function heard(world: VoiceWorld): Buffer[] {
  return bytes(world.recorder.sounding().map((frame) => frame.opus));
}

/** What was told, in order, without the progress of the sound. */
export function types(world: VoiceWorld): VoiceEvent['type'][] {
  return world.events.map(({ event }) => event.type).filter((type) => type !== 'progressed');
}
