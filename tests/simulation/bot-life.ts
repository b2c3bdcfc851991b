/** One life of the bot: the real app over the world's ports, until it is killed. */
import { Bellkeeper } from '../../src/app/bellkeeper.ts';
import type {
  AudioLibrary,
  AudioRef,
  Directory,
  GatewayEvent,
  Log,
  Messenger,
  Programme,
  Store,
  Voice,
  VoiceRoom,
} from '../../src/app/ports.ts';
import { Health } from '../../src/app/health.ts';
import { Meter } from '../../src/app/meter.ts';
import type { GuildSettings } from '../../src/app/guild-settings.ts';
import { isValidCron } from '../../src/clock.ts';
import type { GuildId } from '../../src/domain/identity.ts';
import { mayPlay } from '../../src/domain/playback.ts';
import { createFakeCalendarEvents } from '../discord/fake-calendar-events.ts';
import { createFakeRoles } from '../discord/fake-roles.ts';
import { createFakeRoomStatus } from '../discord/fake-room-status.ts';
import { createFakePictures } from '../pictures/fake-pictures.ts';
import { createFakePreparer } from '../recordings/fake-preparer.ts';
import { createFakeSpeech } from '../recordings/fake-speech.ts';
import { readFakeTextFile } from '../recordings/fake-text-file.ts';
import { createFakeVoice, type FakeVoice } from '../voice/fake-voice.ts';
import type { Kill } from './faults.ts';
import type { SimulatedTime } from './simulated-time.ts';

/** Where in its work a process may end. */
export type KillPoint = Exclude<Kill, 'kill'>;

/** Thrown where a dead process would go on. */
export class Killed extends Error {}

export interface LifePorts {
  readonly time: SimulatedTime;
  readonly store: Store;
  readonly messenger: Messenger;
  readonly directory: Directory;
  readonly settings: readonly GuildSettings[];
  readonly calendarEvents: ReturnType<typeof createFakeCalendarEvents>;
  readonly roles: ReturnType<typeof createFakeRoles>;
  /** Asked before and after every commit, post and sound; true ends the process there. */
  readonly isEnd: (point: KillPoint) => boolean;
  /** Thrown at the next transaction; null when the disk is well. */
  readonly diskFault: () => Error | null;
}

export interface Life {
  readonly bot: Bellkeeper;
  readonly voice: FakeVoice;
  readonly isAlive: boolean;
  onGateway(event: GatewayEvent): void;
  /** The process is gone: nothing that it meant to do is done. */
  kill(): void;
}

export function startLife(ports: LifePorts): Life {
  const { time, store, directory } = ports;
  const state = { isAlive: true };
  const clock = time.clockOf(() => state.isAlive);
  const life = living(ports, state);
  const voice = createFakeVoice(time.world, {
    mayPlay: (id, recordingId) =>
      mayPlay(store.allowlist.of(id), recordingId, clock.nowMs()).allowed,
    progressMs: 5_000,
  });
  let drafts = 0;
  const bot = new Bellkeeper({
    clock,
    store: life.store,
    messenger: life.messenger,
    directory,
    roles: ports.roles,
    calendarEvents: ports.calendarEvents,
    publicUrl: null,
    health: new Health(clock),
    meter: new Meter(),
    pictures: createFakePictures(),
    voice: life.soundingBy(voice),
    roomStatus: createFakeRoomStatus(),
    speech,
    readTextFile: readFakeTextFile,
    ...preparing(),
    pages: null,
    library,
    log: silentLog,
    guilds: new Map<GuildId, GuildSettings>(ports.settings.map((one) => [one.guildId, one])),
    commands: [],
    looseButtons: [],
    guidelines: () => [],
    sentenceText,
    newDraftId: () => {
      drafts += 1;
      return `draft-${drafts}`;
    },
    isValidCron,
    hearRecording: () => Promise.resolve({ kind: 'missing' }),
    newIncidentId: () => 'incident',
  });
  try {
    bot.start();
  } catch (error) {
    // Whatever of it runs already ends with it.
    state.isAlive = false;
    throw error;
  }
  return {
    bot,
    voice,
    get isAlive() {
      return state.isAlive;
    },
    onGateway(event) {
      if (state.isAlive) bot.onGateway(event);
    },
    kill() {
      state.isAlive = false;
      void voice.close();
    },
  };
}

/** The store and the messenger as a process has them that may end at any commit and any post. */
function living(
  ports: LifePorts,
  state: { isAlive: boolean },
): { store: Store; messenger: Messenger; soundingBy: (voice: Voice) => Voice } {
  const { store, messenger, time } = ports;
  let depth = 0;
  const die = (): never => {
    state.isAlive = false;
    throw new Killed();
  };
  function transaction<T>(work: () => T): T {
    if (!state.isAlive) throw new Killed();
    if (depth > 0) return store.transaction(work);
    const fault = ports.diskFault();
    if (fault) throw fault;
    depth += 1;
    try {
      const result = store.transaction(() => {
        const made = work();
        if (ports.isEnd('kill before a commit')) die();
        return made;
      });
      if (ports.isEnd('kill after a commit')) die();
      return result;
    } finally {
      depth -= 1;
    }
  }
  /** What a dead process waits for never comes, and one that stands still hears of it later. */
  async function unlessDead<T>(answer: T): Promise<T> {
    const { stalledUntilMs } = time;
    if (stalledUntilMs > time.nowMs()) {
      await new Promise<void>((resolve) => void time.world.at(stalledUntilMs, resolve));
    }
    return state.isAlive ? answer : new Promise<never>(() => undefined);
  }
  function play(room: VoiceRoom, programme: Programme): void {
    if (!state.isAlive || ports.isEnd('kill before a sound')) die();
    room.play(programme);
    if (ports.isEnd('kill after a sound')) die();
  }
  /** Every call is of one room, and only the beginning of a sound may be where it ends. */
  const mortal = (room: VoiceRoom): VoiceRoom => ({
    join: (channelId) => room.join(channelId),
    play: (programme) => play(room, programme),
    endAtNextPause: () => room.endAtNextPause(),
    fadeOut: (pace) => room.fadeOut(pace),
    leave: () => room.leave(),
    get isSounding() {
      return room.isSounding;
    },
  });
  return {
    store: {
      ...store,
      transaction,
      due: {
        ...store.due,
        claim: (...call) => (state.isAlive ? store.due.claim(...call) : []),
        markTried: (...call) => state.isAlive && store.due.markTried(...call),
        mark: (...call) => state.isAlive && store.due.mark(...call),
      },
    },
    messenger: {
      async post(channelId, message, nonce) {
        if (!state.isAlive) return new Promise<never>(() => undefined);
        if (ports.isEnd('kill before a post')) {
          state.isAlive = false;
          return new Promise<never>(() => undefined);
        }
        const outcome = await messenger.post(channelId, message, nonce);
        if (state.isAlive && ports.isEnd('kill after a post')) state.isAlive = false;
        return unlessDead(outcome);
      },
      edit: async (...call) => unlessDead(await messenger.edit(...call)),
      remove: async (...call) => unlessDead(await messenger.remove(...call)),
      findOwn: async (...call) => unlessDead(await messenger.findOwn(...call)),
      openThread: async (...call) => unlessDead(await messenger.openThread(...call)),
      openDirect: async (...call) => unlessDead(await messenger.openDirect(...call)),
    },
    soundingBy: (voice) => ({
      room: (guildId) => mortal(voice.room(guildId)),
      onEvent: (listener) => voice.onEvent(listener),
      close: () => voice.close(),
    }),
  };
}

const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

export const speech = createFakeSpeech();

export const sentenceText = (_language: string, id: string): string | null =>
  id === 'welcome' ? 'Welcome. We are all welcome.' : null;

function preparing() {
  const { takeFile, preparer } = createFakePreparer();
  return { takeFile, preparer };
}

/** Files need not exist, since the fake voice opens none. */
export const library: AudioLibrary = {
  sentence: (_language, sentenceId) =>
    sentenceId === 'welcome'
      ? audio('welcome', 30_000, [
          { fromMs: 400, toMs: 9_000 },
          { fromMs: 10_200, toMs: 19_000 },
          { fromMs: 20_200, toMs: 29_400 },
        ])
      : audio(sentenceId, 4_000),
  welcome: () => ({ spoken: { words: 'Welcome.', sha256: 'e'.repeat(64) }, proposed: null }),
  bell: (bellId) => audio(`bell/${bellId}`, 14_000),
  recording: (entry) => ({
    ...audio(`recording/${entry.id}`, entry.lengthMs),
    recordingId: entry.id,
  }),
  open: () => Promise.reject(new Error('The fake voice opens no file.')),
};

function audio(id: string, durationMs: number, sentences: AudioRef['sentences'] = []): AudioRef {
  return { id, path: id, sha256: 'a'.repeat(64), durationMs, sentences, recordingId: null };
}
