/**
 * Sound into voice channels, one room a guild. It is made in a thread of its own, so that nothing
 * which keeps this one busy is ever heard; this is the thread's counterpart for the app.
 */
import type { Health } from '../app/health.ts';
import type { Meter } from '../app/meter.ts';
import type { Log, Voice, VoiceEvent } from '../app/ports.ts';
import type { GuildId, RecordingId } from '../domain/identity.ts';
import { unreachable } from '../domain/unreachable.ts';
import { GatewayAdapters } from './gateway-adapters.ts';
import { ThreadKeeper } from './thread-keeper.ts';
import type {
  FrameCounts,
  QuestionName,
  Questions,
  SoundNews,
  StartThread,
} from './thread-messages.ts';
import type { VoiceAccess } from './voice-access.ts';
import { WishedRoom } from './wished-room.ts';

export interface VoiceOptions {
  readonly startThread: StartThread;
  readonly access: VoiceAccess;
  /** What was found out about files before. */
  readonly fileChecks: {
    fingerprint(sha256: string): string | null | Promise<string | null>;
    save(sha256: string, fingerprint: string): void;
  };
  /** The playback policy, asked right before the first frame of a recording. */
  readonly mayPlay: (guildId: GuildId, recordingId: RecordingId) => boolean;
  readonly health: Health;
  readonly meter: Meter;
  readonly log: Log;
}

export interface SpeakingVoice extends Voice {
  /** A programme is heard in some room now: then a clock should keep the pace of the world. */
  readonly isSounding: boolean;
  /** Resolves when the first sound would wait for nothing that could be loaded before. */
  warmUp(): Promise<void>;
}

export function createVoice(options: VoiceOptions): SpeakingVoice {
  const { access, mayPlay, meter, log } = options;
  const rooms = new Map<GuildId, WishedRoom>();
  const listeners = new Set<(guildId: GuildId, event: VoiceEvent) => void>();
  const ready = Promise.withResolvers<void>();
  meter.gauge('bellkeeper_rooms', () => [...rooms.values()].filter((r) => r.isInRoom).length);

  const keeper = new ThreadKeeper({
    ...options,
    start: options.startThread,
    onNews: hear,
    onLost() {
      adapters.leaveAll();
      for (const room of rooms.values()) room.threadLost();
    },
    onReplaced() {
      for (const room of rooms.values()) room.goOn();
    },
  });
  const adapters = new GatewayAdapters({
    access,
    post: (order) => keeper.post(order),
    onJoin: () => meter.count('bellkeeper_joins_total'),
  });

  function emit(guildId: GuildId, event: VoiceEvent): void {
    log.debug({ guildId, event }, 'voice event');
    for (const listener of listeners) {
      try {
        listener(guildId, event);
      } catch (err) {
        // A listener's bug must not keep the others from hearing of it.
        log.error({ guildId, event, err }, 'a listener to voice events threw');
      }
    }
  }

  function roomOf(guildId: GuildId): WishedRoom {
    const known = rooms.get(guildId);
    if (known) return known;
    const room = new WishedRoom({
      guildId,
      post: (order) => keeper.post(order),
      isAway: () => keeper.isAway,
      mayPlay: (recordingId) => mayPlay(guildId, recordingId),
      emit: (event) => emit(guildId, event),
    });
    rooms.set(guildId, room);
    return room;
  }

  const answers: Answers = {
    leaveToSound: (wish) => roomOf(wish.guildId).leaveToSound(wish),
    isInView: (guildId) => access.isInView(guildId),
    prepareToSpeak: (guildId, channelId) => access.prepareToSpeak(guildId, channelId),
    afterJoin: (guildId, channelId) => access.afterJoin(guildId, channelId),
    knownFile: (sha256) => options.fileChecks.fingerprint(sha256),
  };

  async function answer({ question, name, about }: SoundNews & { type: 'question' }) {
    const reply = answers[name] as (...about: readonly unknown[]) => unknown;
    try {
      keeper.post({ type: 'answer', question, answer: await reply(...about) });
    } catch (err) {
      // The sound takes silence for a no, whatever the reason was.
      log.error({ name, err }, "a question of the sound's thread could not be answered");
      keeper.post({ type: 'noAnswer', question });
    }
  }

  function hear(news: SoundNews): void {
    switch (news.type) {
      case 'ready':
        return ready.resolve();
      case 'event':
        countFault(meter, news.event);
        return roomOf(news.guildId).hear(news.event);
      case 'question':
        return void answer(news);
      case 'fileProved':
        return options.fileChecks.save(news.sha256, news.fingerprint);
      case 'adapterOpened':
      case 'payload':
      case 'adapterClosed':
        return adapters.hear(news);
      case 'frames':
        return countFrames(meter, news.counts);
      case 'log':
        return log[news.level](news.fields, news.text);
      case 'pong':
        return;
      default:
        return unreachable(news);
    }
  }

  return {
    room: roomOf,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get isSounding() {
      return [...rooms.values()].some((room) => room.isSounding);
    },
    warmUp: () => ready.promise,
    async close() {
      const ended = keeper.close();
      adapters.leaveAll();
      listeners.clear();
      // Whoever waited for it to be ready waits in vain.
      ready.resolve();
      await ended;
    },
  };
}

type Answers = {
  readonly [Name in QuestionName]: (
    ...about: Parameters<Questions[Name]>
  ) => ReturnType<Questions[Name]> | Promise<ReturnType<Questions[Name]>>;
};

function countFault(meter: Meter, event: VoiceEvent): void {
  if (event.type !== 'lost' && event.type !== 'failed') return;
  meter.count('bellkeeper_voice_faults_total', event.fault);
}

function countFrames(meter: Meter, { sent, late, lost }: FrameCounts): void {
  meter.count('bellkeeper_frames_sent_total', '', sent);
  meter.count('bellkeeper_frames_late_total', '', late);
  meter.count('bellkeeper_frames_lost_total', '', lost);
}
