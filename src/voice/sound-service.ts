/** The sound of every guild, within its own thread: does what the main thread orders. */
import type { AudioRef, OpusSource } from '../app/ports.ts';
import type { GuildId } from '../domain/identity.ts';
import { unreachable } from '../domain/unreachable.ts';
import { Fade } from './fade.ts';
import { FrameCounter } from './frame-counter.ts';
import type { MainThread } from './main-thread.ts';
import { monotonicClock } from './monotonic-clock.ts';
import { SILENCE } from './programme-run.ts';
import { AccessThroughMain } from './remote-access.ts';
import { warmUpOutput } from './sound-output.ts';
import type { SoundOrder } from './thread-messages.ts';
import { GuildVoiceRoom } from './voice-room.ts';
import { DEFAULT_VOICE_TIMINGS, type VoiceTimings } from './voice-timings.ts';

export interface SoundServiceNeeds {
  readonly main: MainThread;
  /** Opens a file that is what was approved. Rejects with an AudioFault. */
  readonly open: (audio: AudioRef) => Promise<OpusSource>;
  readonly timings: Partial<VoiceTimings>;
}

export interface SoundService {
  hear(order: SoundOrder): void;
  /** Loads and compiles what the first sound would wait for, and says that it is ready. */
  warmUp(): Promise<void>;
  /** Ends every connection without a fade. */
  close(): void;
}

const COUNTS_EVERY_MS = 1_000;

let groups = 0;

export function createSoundService({ main, open, timings }: SoundServiceNeeds): SoundService {
  const rooms = new Map<GuildId, GuildVoiceRoom>();
  const access = new AccessThroughMain(main);
  const frames = new FrameCounter();
  groups += 1;
  const group = `voice ${groups}`;
  const counting = setInterval(() => {
    const counts = frames.take();
    if (counts) main.tell({ type: 'frames', counts });
  }, COUNTS_EVERY_MS);

  function roomOf(guildId: GuildId): GuildVoiceRoom {
    const known = rooms.get(guildId);
    if (known) return known;
    const room = new GuildVoiceRoom({
      guildId,
      group,
      access,
      open,
      askLeave: (wish) => main.ask('leaveToSound', { guildId, ...wish }),
      clock: monotonicClock,
      log: main.log,
      timings: { ...DEFAULT_VOICE_TIMINGS, ...timings },
      frames,
      emit: (event) => main.tell({ type: 'event', guildId, event }),
    });
    rooms.set(guildId, room);
    return room;
  }

  return {
    hear(order) {
      switch (order.type) {
        case 'join':
          return roomOf(order.guildId).join(order.channelId);
        case 'play':
          return roomOf(order.guildId).play(order.programme);
        case 'endAtNextPause':
          return roomOf(order.guildId).endAtNextPause();
        case 'fadeOut':
          return roomOf(order.guildId).fadeOut(order.pace);
        case 'leave':
          return roomOf(order.guildId).leave();
        case 'answer':
        case 'noAnswer':
          return main.hear(order);
        case 'voiceState':
        case 'voiceServer':
        case 'adapterGone':
          return access.hear(order);
        case 'ping':
          return main.tell({ type: 'pong' });
        default:
          return unreachable(order);
      }
    },
    async warmUp() {
      const fade = new Fade('in');
      await warmUpOutput([SILENCE, fade.apply(SILENCE, SILENCE)]);
      main.tell({ type: 'ready' });
    },
    close() {
      clearInterval(counting);
      for (const room of rooms.values()) room.close();
    },
  };
}
