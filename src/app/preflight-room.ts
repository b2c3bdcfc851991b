/**
 * Joins a room for a moment, as a session would: encrypted, with a second of silence. Whoever needs
 * the room or the voice of the guild meanwhile has it at once.
 */
import type { GuildId } from '../domain/identity.ts';
import {
  preflightLine,
  type NamedChannel,
  type PreflightLine,
  type RoomFault,
} from '../domain/preflight.ts';
import type {
  Clock,
  Directory,
  GatewayEvent,
  Programme,
  Store,
  Voice,
  VoiceEvent,
  VoiceRoom,
} from './ports.ts';

const SILENCE_MS = 1_000;
/** A join takes a second or two; the sound itself gives up one try after half of this. */
const TRY_MS = 60_000;
const LEAVE_MS = 5_000;
/** Sessions are looked after from ten minutes before their start; a trial has ended by then. */
const NEAR_MS = 15 * 60_000;

export interface RoomTrialPorts {
  readonly voice: Voice;
  readonly clock: Pick<Clock, 'nowMs' | 'at'>;
  readonly directory: Pick<Directory, 'roomMembers'>;
  readonly store: Pick<Store, 'occurrences' | 'sessions'>;
}

type TrialEnd =
  | { readonly how: 'heard' }
  | { readonly how: 'unheard'; readonly fault: RoomFault }
  /** Somebody came in, the bot stops, or a session needs the voice. */
  | { readonly how: 'occupied' | 'session' };

interface UnderWay {
  readonly guildId: GuildId;
  readonly room: NamedChannel;
  /** `leaves`: whether the one who interrupts wants nothing of the voice. */
  interrupt(how: 'occupied' | 'session', leaves: boolean): void;
}

export class RoomTrials {
  readonly #ports: RoomTrialPorts;
  #underWay: UnderWay | null = null;
  #isStopped = false;

  constructor(ports: RoomTrialPorts) {
    this.#ports = ports;
  }

  async tryRoom(guildId: GuildId, channel: NamedChannel): Promise<PreflightLine> {
    if (this.#isStopped || this.#isSessionNear(guildId)) {
      return preflightLine('SESSION_NEAR', { channel });
    }
    const people = this.#peopleIn(guildId, channel);
    if (people === null) return preflightLine('ROOM_UNSEEN', { channel });
    if (people > 0) return preflightLine('ROOM_OCCUPIED', { channel });
    const end = await this.#try(guildId, channel);
    if (end.how === 'heard') return preflightLine('ROOM_HEARD', { channel });
    if (end.how === 'unheard') return preflightLine('ROOM_UNHEARD', { channel, fault: end.fault });
    return preflightLine(end.how === 'occupied' ? 'ROOM_OCCUPIED' : 'SESSION_NEAR', { channel });
  }

  /** The same voice for sessions: whatever a session wants of a guild's room ends the trial there first. */
  voiceOfSessions(): Voice {
    const { voice } = this.#ports;
    return {
      room: (guildId) => this.#yielding(guildId, voice.room(guildId)),
      onEvent: (listener) => voice.onEvent(listener),
      close: () => voice.close(),
    };
  }

  #yielding(guildId: GuildId, room: VoiceRoom): VoiceRoom {
    return {
      join: (channelId) => {
        if (this.#underWay?.guildId === guildId) this.#underWay.interrupt('session', false);
        room.join(channelId);
      },
      play: (programme) => room.play(programme),
      endAtNextPause: () => room.endAtNextPause(),
      fadeOut: (pace) => room.fadeOut(pace),
      leave: () => room.leave(),
      get isSounding() {
        return room.isSounding;
      },
    };
  }

  /** Leaves when somebody has come into the room. */
  onGateway({ guildId }: GatewayEvent): void {
    const trial = this.#underWay;
    if (trial?.guildId !== guildId) return;
    const people = this.#peopleIn(guildId, trial.room);
    if (people !== null && people > 0) trial.interrupt('occupied', true);
  }

  /** Leaves when a session was put where none had been. */
  onHeartbeat(): void {
    const trial = this.#underWay;
    if (trial && this.#isSessionNear(trial.guildId)) trial.interrupt('session', true);
  }

  stop(): void {
    this.#isStopped = true;
    this.#underWay?.interrupt('session', true);
  }

  /** Null when the view is stale. */
  #peopleIn(guildId: GuildId, { channelId }: NamedChannel): number | null {
    const members = this.#ports.directory.roomMembers(guildId, channelId);
    return members && members.filter(({ isBot }) => !isBot).length;
  }

  #isSessionNear(guildId: GuildId): boolean {
    const { store, clock } = this.#ports;
    const nowMs = clock.nowMs();
    return (
      store.occurrences.between(guildId, nowMs, nowMs + NEAR_MS).some((one) => !one.cancelled) ||
      store.sessions.open().some((session) => session.guildId === guildId)
    );
  }

  #try(guildId: GuildId, channel: NamedChannel): Promise<TrialEnd> {
    const { voice, clock } = this.#ports;
    const room = voice.room(guildId);
    const { promise, resolve } = Promise.withResolvers<TrialEnd>();
    let end: TrialEnd | null = null;
    let fault: RoomFault = 'TIMEOUT';
    let cancelTimer = clock.at(clock.nowMs() + TRY_MS, () => finish({ how: 'unheard', fault }));
    const programme = silence(channel, () => end === null);

    const over = (): void => {
      cancelTimer();
      unsubscribe();
      this.#underWay = null;
      resolve(end ?? { how: 'unheard', fault });
    };
    /** Leaves, and is over when it has left. */
    const finish = (how: TrialEnd): void => {
      if (end !== null) return;
      end = how;
      cancelTimer();
      cancelTimer = clock.at(clock.nowMs() + LEAVE_MS, over);
      room.fadeOut('urgent');
      room.leave();
    };
    const unsubscribe = voice.onEvent((eventGuildId, event) => {
      if (eventGuildId !== guildId) return;
      if (event.type === 'left' && end !== null) return over();
      const news = newsOf(event, programme);
      if (news === 'joined') room.play(programme);
      else if (news === 'heard') finish({ how: 'heard' });
      else if (news?.isLasting) finish({ how: 'unheard', fault: news.fault });
      else if (news) ({ fault } = news);
    });
    this.#underWay = {
      guildId,
      room: channel,
      interrupt(how, leaves) {
        if (leaves) return finish({ how });
        // Whoever has the voice now joins by itself, and must not be taken out of the room.
        end ??= { how };
        room.fadeOut('urgent');
        over();
      },
    };
    room.join(channel.channelId);
    return promise;
  }
}

function silence({ channelId }: NamedChannel, mayBegin: () => boolean): Programme {
  return {
    id: `preflight#${channelId}`,
    segments: [{ kind: 'pause', durationMs: SILENCE_MS }],
    mayBegin,
  };
}

type News = 'joined' | 'heard' | { readonly fault: RoomFault; readonly isLasting: boolean } | null;

function newsOf(event: VoiceEvent, programme: Programme): News {
  switch (event.type) {
    case 'joined':
      return 'joined';
    case 'programmeEnded':
      return event.programmeId === programme.id && event.how === 'complete' ? 'heard' : null;
    case 'lost':
      return { fault: roomFaultOf(event.fault), isLasting: false };
    case 'failed':
      return { fault: roomFaultOf(event.fault), isLasting: true };
    default:
      return null;
  }
}

const ROOM_FAULTS: readonly RoomFault[] = [
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

/** Silence comes from no file, so that nothing else can be wrong with it. */
function roomFaultOf(fault: string): RoomFault {
  return ROOM_FAULTS.find((known) => known === fault) ?? 'NETWORK';
}
