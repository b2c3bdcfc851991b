/** Sound into voice channels, one room a guild. */
import type { AudioLibrary, Clock, Log, Voice, VoiceEvent } from '../app/ports.ts';
import type { GuildId, RecordingId } from '../domain/identity.ts';
import { Fade } from './fade.ts';
import { keepPace } from './pace.ts';
import { warmUpOutput } from './sound-output.ts';
import { SILENCE } from './programme-run.ts';
import type { VoiceAccess } from './voice-access.ts';
import { GuildVoiceRoom } from './voice-room.ts';
import { DEFAULT_VOICE_TIMINGS, type VoiceTimings } from './voice-timings.ts';

export interface VoiceOptions {
  readonly access: VoiceAccess;
  readonly library: Pick<AudioLibrary, 'open'>;
  /** The playback policy, asked right before the first frame of a recording. */
  readonly mayPlay: (guildId: GuildId, recordingId: RecordingId) => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly timings?: Partial<VoiceTimings>;
}

export interface SpeakingVoice extends Voice {
  /** A programme is heard in some room now: then a clock should keep the pace of the world. */
  readonly isSounding: boolean;
  /** Loads and compiles what the first sound of the process would wait for (some 200 ms). */
  warmUp(): Promise<void>;
}

let groups = 0;

export function createVoice(options: VoiceOptions): SpeakingVoice {
  const { access, library, mayPlay, clock, log } = options;
  const timings = { ...DEFAULT_VOICE_TIMINGS, ...options.timings };
  const rooms = new Map<GuildId, GuildVoiceRoom>();
  const listeners = new Set<(guildId: GuildId, event: VoiceEvent) => void>();
  groups += 1;
  const group = `voice ${groups}`;

  function emit(guildId: GuildId, event: VoiceEvent): void {
    log.debug({ guildId, event }, 'voice event');
    for (const listener of listeners) {
      try {
        listener(guildId, event);
      } catch (err) {
        // A listener's bug must not tear the sound, which is what called it.
        log.error({ guildId, event, err }, 'a listener to voice events threw');
      }
    }
  }

  function roomOf(guildId: GuildId): GuildVoiceRoom {
    const known = rooms.get(guildId);
    if (known) return known;
    const room = new GuildVoiceRoom({
      guildId,
      group,
      access,
      open: (audio) => library.open(audio),
      mayPlay: (recordingId) => mayPlay(guildId, recordingId),
      clock,
      log,
      timings,
      emit: (event) => emit(guildId, event),
      onRush: () => pace.reset('the sound rushes'),
    });
    rooms.set(guildId, room);
    return room;
  }

  const pace = keepPace({
    outputs: () => [...rooms.values()].map((room) => room.output),
    clock,
    log,
  });

  return {
    room: roomOf,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get isSounding() {
      return [...rooms.values()].some((room) => room.isSounding);
    },
    async warmUp() {
      const fade = new Fade('in');
      await warmUpOutput([SILENCE, fade.apply(SILENCE, SILENCE)]);
    },
    async close() {
      pace.stop();
      for (const room of rooms.values()) room.close();
      listeners.clear();
    },
  };
}
