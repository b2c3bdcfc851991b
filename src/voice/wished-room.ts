/**
 * The sound of one guild as the app sees it. The sound itself is made by another thread; here is
 * kept what was wished for and what was told of it, so that a thread that takes the place of one
 * that has ended can go on.
 */
import type { FadePace, Programme, VoiceEvent, VoiceFaultCode, VoiceRoom } from '../app/ports.ts';
import type { ChannelId, GuildId, RecordingId } from '../domain/identity.ts';
import { unreachable } from '../domain/unreachable.ts';
import { PlayedProgramme } from './played-programme.ts';
import type { Leave, SoundOrder, SoundWish } from './thread-messages.ts';

export interface WishedRoomNeeds {
  readonly guildId: GuildId;
  readonly post: (order: SoundOrder) => void;
  /** No thread runs, so nobody else answers. */
  readonly isAway: () => boolean;
  readonly mayPlay: (recordingId: RecordingId) => boolean;
  readonly emit: (event: VoiceEvent) => void;
}

type Presence =
  | { readonly kind: 'away' | 'joining' | 'joined' }
  /** The app knows that it can't be heard. */
  | {
      readonly kind: 'troubled';
      readonly told: ReadonlySet<VoiceFaultCode>;
      /** Joined anew by a thread that has no memory of it. */
      readonly byNewThread: boolean;
    };

type Ended = VoiceEvent & { readonly type: 'programmeEnded' };

export class WishedRoom implements VoiceRoom {
  private readonly needs: WishedRoomNeeds;
  private channelId: ChannelId | null = null;
  private presence: Presence = { kind: 'away' };
  private leavesWhenQuiet = false;
  /** Those that have not ended, in the order in which they were asked for. */
  private played: readonly PlayedProgramme[] = [];

  constructor(needs: WishedRoomNeeds) {
    this.needs = needs;
  }

  get isSounding(): boolean {
    return this.isInRoom && this.played.some(({ hasBegun }) => hasBegun);
  }

  /** It can be heard. */
  get isInRoom(): boolean {
    return this.presence.kind === 'joined';
  }

  // ---- what the app wishes ----------------------------------------------------

  join(channelId: ChannelId): void {
    this.leavesWhenQuiet = false;
    if (this.channelId !== channelId) {
      this.channelId = channelId;
      this.presence = { kind: 'joining' };
    }
    this.needs.post({ type: 'join', guildId: this.needs.guildId, channelId });
  }

  play(programme: Programme): void {
    this.leavesWhenQuiet = false;
    for (const played of this.played) played.isEnding = true;
    this.played = [...this.played, new PlayedProgramme(programme)];
    const { id, segments } = programme;
    this.needs.post({
      type: 'play',
      guildId: this.needs.guildId,
      programme: { id, segments },
    });
    this.settleIfAway();
  }

  endAtNextPause(): void {
    this.endFirst();
    this.needs.post({ type: 'endAtNextPause', guildId: this.needs.guildId });
    this.settleIfAway();
  }

  fadeOut(pace: FadePace = 'gentle'): void {
    this.endFirst();
    this.needs.post({ type: 'fadeOut', guildId: this.needs.guildId, pace });
    this.settleIfAway();
  }

  leave(): void {
    this.leavesWhenQuiet = true;
    this.needs.post({ type: 'leave', guildId: this.needs.guildId });
    this.settleIfAway();
  }

  // ---- what the thread asks and tells ------------------------------------------

  /** Asked right before the first frame of exactly this programme. */
  leaveToSound({ programmeId, isBeginning, recordingId }: SoundWish): Leave {
    const played = this.find(programmeId);
    if (!played) return 'refused';
    // What is begun anew by another thread has begun for the room.
    if (isBeginning && !played.hasBegun && !played.programme.mayBegin()) return 'refused';
    return recordingId === null || this.needs.mayPlay(recordingId) ? 'granted' : 'notApproved';
  }

  hear(event: VoiceEvent): void {
    switch (event.type) {
      case 'segmentStarted':
      case 'progressed':
      case 'sentenceStarted': {
        const told = this.find(event.programmeId)?.follow(event);
        if (told) this.needs.emit(told);
        return;
      }
      case 'programmeEnded':
        return this.end(event);
      case 'joined':
        return this.joined();
      case 'restored':
        this.presence = { kind: 'joined' };
        return this.needs.emit(event);
      case 'lost':
      case 'failed':
        return this.unheard(event);
      case 'left':
        return this.left();
      default:
        return unreachable(event);
    }
  }

  // ---- when the thread is replaced ----------------------------------------------

  /** Everything that sounded has fallen silent. */
  threadLost(): void {
    this.settle();
    if (this.presence.kind === 'joined') {
      this.presence = { kind: 'troubled', told: new Set(), byNewThread: true };
      this.needs.emit({ type: 'lost', fault: 'NETWORK' });
    } else if (this.presence.kind === 'troubled') {
      this.presence = { ...this.presence, byNewThread: true };
    }
  }

  /** Tells a new thread what was wished for, and from where the sound goes on. */
  goOn(): void {
    const { guildId, post } = this.needs;
    const last = this.played.at(-1);
    if (this.channelId !== null) post({ type: 'join', guildId, channelId: this.channelId });
    if (last) post({ type: 'play', guildId, programme: last.rest() });
  }

  // -------------------------------------------------------------------------------

  private find(programmeId: string): PlayedProgramme | undefined {
    return this.played.findLast(({ programme }) => programme.id === programmeId);
  }

  /** What comes after it begins all the same, if it may. */
  private endFirst(): void {
    const [first] = this.played;
    if (first) first.isEnding = true;
  }

  private end(event: Ended): void {
    const ended = this.played.find(({ programme }) => programme.id === event.programmeId);
    if (!ended) return;
    this.played = this.played.filter((played) => played !== ended);
    this.needs.emit(event);
  }

  private joined(): void {
    const isBack = this.presence.kind === 'troubled';
    this.presence = { kind: 'joined' };
    const positionMs = this.played.at(-1)?.resumesAtMs ?? null;
    this.needs.emit(isBack ? { type: 'restored', positionMs } : { type: 'joined' });
  }

  private unheard(trouble: VoiceEvent & { readonly type: 'lost' | 'failed' }): void {
    const { presence } = this;
    if (presence.kind === 'joining') return this.needs.emit(trouble);
    const told = presence.kind === 'troubled' ? presence.told : new Set<VoiceFaultCode>();
    const byNewThread = presence.kind === 'troubled' && presence.byNewThread;
    if (presence.kind !== 'away') {
      this.presence = { kind: 'troubled', told: new Set([...told, trouble.fault]), byNewThread };
    }
    // The new thread has not told it, but the one before has.
    const isKnown = byNewThread && (trouble.type === 'lost' || told.has(trouble.fault));
    if (!isKnown) this.needs.emit(trouble);
  }

  private left(): void {
    // News of a wish that was taken back meanwhile.
    if (!this.leavesWhenQuiet) return;
    this.leavesWhenQuiet = false;
    this.channelId = null;
    this.presence = { kind: 'away' };
    this.needs.emit({ type: 'left' });
  }

  private settleIfAway(): void {
    // Told when the one who asked for it has returned.
    if (this.needs.isAway()) queueMicrotask(() => this.needs.isAway() && this.settle());
  }

  /** Without a thread nothing sounds, so what was to end has ended, and nothing is waited for. */
  private settle(): void {
    const stays = this.leavesWhenQuiet ? null : (this.played.at(-1) ?? null);
    for (const { programme, isEnding } of this.played) {
      if (programme === stays?.programme && !isEnding) continue;
      this.end({ type: 'programmeEnded', programmeId: programme.id, how: 'stopped', fault: null });
    }
    if (this.leavesWhenQuiet && this.channelId !== null) this.left();
  }
}
