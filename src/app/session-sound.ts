import type { ChannelId, GuildId, OccurrenceId, RecordingId } from '../domain/identity.ts';
import type { Effect, SessionEvent } from '../domain/session-state.ts';
import { unreachable } from '../domain/unreachable.ts';
import { loseFile } from './lost-files.ts';
import type { Cancel, Clock, Log, Programme, Voice, VoiceEvent } from './ports.ts';
import { segmentsFor, type SoundEffect } from './programmes.ts';
import { tellUnusable } from './own-voice-alerts.ts';
import { tellUnheard, unheardOf } from './recording-alerts.ts';
import { presenceIn } from './room-presence.ts';
import { sessionContext, type ContextPorts } from './session-context.ts';
import { attempt } from './store-trouble.ts';

/** Tells a session what its sound did. */
export type TellSession = (
  guildId: GuildId,
  occurrenceId: OccurrenceId,
  event: SessionEvent,
) => void;

/** What a guild's one source of sound is doing, and for whom. */
interface Sounding {
  readonly occurrenceId: OccurrenceId;
  readonly roomId: ChannelId;
  /** The programme that was asked for last. */
  readonly programme: {
    readonly id: string;
    readonly key: string;
    /** Which segment is a recording; its position is saved. */
    readonly recordingSegment: number | null;
    readonly recordingId: RecordingId | null;
  } | null;
}

export interface SessionSoundPorts extends ContextPorts {
  readonly voice: Voice;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Carries out the sound effects of sessions and tells them what became of it. A guild
 * has one source of sound: a session whose guild is sounding elsewhere is told so.
 */
export class SessionSound {
  readonly #ports: SessionSoundPorts;
  readonly #tell: TellSession;
  readonly #soundingByGuild = new Map<GuildId, Sounding>();
  readonly #unsubscribe: Cancel;

  constructor(ports: SessionSoundPorts, tell: TellSession) {
    this.#ports = ports;
    this.#tell = tell;
    this.#unsubscribe = ports.voice.onEvent((guildId, event) => this.#onVoice(guildId, event));
  }

  close(): void {
    this.#unsubscribe();
  }

  perform(guildId: GuildId, occurrenceId: OccurrenceId, effect: Effect): void {
    const room = this.#ports.voice.room(guildId);
    const isOwn = this.#soundingByGuild.get(guildId)?.occurrenceId === occurrenceId;
    switch (effect.type) {
      case 'joinVoice':
        this.#join(guildId, occurrenceId);
        return;
      case 'leaveVoice':
        if (!isOwn) return;
        this.#soundingByGuild.delete(guildId);
        room.leave();
        return;
      case 'endAtNextPause':
        if (isOwn) room.endAtNextPause();
        return;
      case 'fadeOut':
        if (isOwn) room.fadeOut(effect.isUrgent === true ? 'urgent' : 'gentle');
        return;
      case 'say':
      case 'tellCoordinators':
        return;
      default:
        this.#play(guildId, occurrenceId, effect);
    }
  }

  /** Of the effects only those that end a sound: they need no commit. */
  quieten(guildId: GuildId, occurrenceId: OccurrenceId, effects: readonly Effect[]): void {
    const ending = effects.filter(({ type }) => type === 'fadeOut' || type === 'endAtNextPause');
    for (const effect of ending) this.perform(guildId, occurrenceId, effect);
  }

  #join(guildId: GuildId, occurrenceId: OccurrenceId): void {
    const roomId = sessionContext(this.#ports, guildId, occurrenceId)?.roomId ?? null;
    const sounding = this.#soundingByGuild.get(guildId);
    if (sounding && sounding.occurrenceId !== occurrenceId) {
      this.#tellSoon(guildId, occurrenceId, { type: 'soundFailed', fault: 'BUSY_ELSEWHERE' });
      return;
    }
    if (roomId === null) {
      this.#tellSoon(guildId, occurrenceId, { type: 'soundFailed', fault: 'CHANNEL_GONE' });
      return;
    }
    this.#soundingByGuild.set(guildId, { occurrenceId, roomId, programme: null });
    this.#ports.voice.room(guildId).join(roomId);
  }

  #play(guildId: GuildId, occurrenceId: OccurrenceId, effect: SoundEffect): void {
    const { key } = effect;
    const context = sessionContext(this.#ports, guildId, occurrenceId);
    const sounding = this.#inRoomOf(guildId, occurrenceId, context?.roomId ?? null);
    const recordingId = effect.type === 'playRecording' ? effect.recordingId : null;
    const entry = this.#entryOf(guildId, recordingId);
    const segments = context && segmentsFor(effect, this.#ports.library, context.voice, entry);
    if (context) this.#attempt(() => tellUnusable(this.#ports, context.settings));
    if (sounding?.occurrenceId !== occurrenceId || !segments) {
      this.#ports.log.warn({ guildId, occurrenceId, key }, 'this can not be sounded');
      if (recordingId !== null && !segments) {
        this.#attempt(() => tellUnheard(this.#ports, guildId, recordingId, 'FILE_MISSING'));
      }
      this.#tellSoon(guildId, occurrenceId, { type: 'soundEnded', key, how: 'failed' });
      return;
    }
    const programme: Programme = {
      id: `${occurrenceId}#${key}`,
      segments,
      mayBegin: () => this.#mayBegin(guildId, occurrenceId, effect),
    };
    const recordingSegment = segments.findIndex(
      (segment) => segment.kind === 'audio' && segment.audio.recordingId !== null,
    );
    this.#soundingByGuild.set(guildId, {
      ...sounding,
      programme: {
        id: programme.id,
        key,
        recordingSegment: recordingSegment === -1 ? null : recordingSegment,
        recordingId,
      },
    });
    this.#ports.voice.room(guildId).play(programme);
  }

  /** What sounds now, after going where the session is: its room may be another channel by now. */
  #inRoomOf(
    guildId: GuildId,
    occurrenceId: OccurrenceId,
    roomId: ChannelId | null,
  ): Sounding | undefined {
    const sounding = this.#soundingByGuild.get(guildId);
    const isOwn = sounding?.occurrenceId === occurrenceId;
    if (!isOwn || roomId === null || sounding.roomId === roomId) return sounding;
    const moved: Sounding = { ...sounding, roomId };
    this.#soundingByGuild.set(guildId, moved);
    this.#ports.voice.room(guildId).join(roomId);
    return moved;
  }

  #entryOf(guildId: GuildId, recordingId: RecordingId | null) {
    if (recordingId === null) return null;
    return this.#ports.store.allowlist.of(guildId).get(recordingId) ?? null;
  }

  /**
   * The guard right before the first frame: this is still the sound that the session
   * wants. The welcome and a recording also need a fresh view of the room with no teacher.
   */
  #mayBegin(guildId: GuildId, occurrenceId: OccurrenceId, effect: SoundEffect): boolean {
    const state = this.#ports.store.sessions.load(guildId, occurrenceId);
    if (state?.soundKey !== effect.key) return false;
    if (effect.type === 'ringClosingBell') return true;
    const context = sessionContext(this.#ports, guildId, occurrenceId);
    // The room itself is asked as well: what the disk did not take is not in the state.
    const views = [state.presence, context && presenceIn(this.#ports, context)];
    const needsFreshView = effect.type === 'speakWelcome' || effect.type === 'playRecording';
    return views.every((view) => (view === null ? !needsFreshView : view.teachers === 0));
  }

  #onVoice(guildId: GuildId, event: VoiceEvent): void {
    const sounding = this.#soundingByGuild.get(guildId);
    if (!sounding) return;
    const told = happeningOf(event, sounding);
    if (!told) return;
    this.#attempt(() => this.#tellUnheard(guildId, event, sounding));
    const atMs = this.#ports.clock.nowMs();
    this.#tell(guildId, sounding.occurrenceId, { ...told, atMs });
  }

  /** The policy or the file said no right before the first frame. */
  #tellUnheard(guildId: GuildId, event: VoiceEvent, { programme }: Sounding): void {
    const recordingId = programme?.recordingId ?? null;
    const why = event.type === 'programmeEnded' ? unheardOf(event.fault) : null;
    if (recordingId === null || why === null) return;
    tellUnheard(this.#ports, guildId, recordingId, why);
    const sha256 = this.#entryOf(guildId, recordingId)?.sha256;
    if (why === 'HASH_MISMATCH' && sha256 !== undefined) loseFile(this.#ports, sha256, why);
  }

  /** What coordinators can't be told for the moment must not keep the sound from its session. */
  #attempt(work: () => void): void {
    attempt(this.#ports.log, work);
  }

  /** Not within the transaction that asked for the sound, but right after it. */
  #tellSoon(guildId: GuildId, occurrenceId: OccurrenceId, happening: Happening): void {
    const nowMs = this.#ports.clock.nowMs();
    this.#ports.clock.at(nowMs, () => {
      this.#tell(guildId, occurrenceId, { ...happening, atMs: this.#ports.clock.nowMs() });
    });
  }
}

type WithoutTime<E> = E extends SessionEvent ? Omit<E, 'atMs'> : never;
type Happening = WithoutTime<SessionEvent>;

/** A voice event in the session's words; null when it is none of its business. */
function happeningOf(event: VoiceEvent, sounding: Sounding): Happening | null {
  const { programme } = sounding;
  switch (event.type) {
    case 'sentenceStarted':
      if (event.programmeId !== programme?.id) return null;
      return { type: 'sentenceStarted', key: programme.key, sentence: event.sentence };
    case 'progressed': {
      const isRecording =
        event.programmeId === programme?.id && event.segment === programme.recordingSegment;
      if (!isRecording) return null;
      return { type: 'soundProgressed', key: programme.key, positionMs: event.positionMs };
    }
    case 'programmeEnded':
      if (event.programmeId !== programme?.id) return null;
      return { type: 'soundEnded', key: programme.key, how: event.how };
    case 'lost':
      return { type: 'soundLost', fault: event.fault };
    case 'restored':
      return { type: 'soundRestored', positionMs: event.positionMs };
    case 'failed':
      return { type: 'soundFailed', fault: event.fault };
    case 'joined':
    case 'left':
    case 'segmentStarted':
      return null;
    default:
      return unreachable(event);
  }
}
