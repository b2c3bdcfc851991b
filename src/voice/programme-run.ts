/** One programme on its way to the listeners: where it is, how it fades, what it has told. */
import type { AudioRef, FadePace, OpusSource, VoiceEvent } from '../app/ports.ts';
import { unreachable } from '../domain/unreachable.ts';
import { nextPause, SegmentCues } from './cues.ts';
import { Fade, FADE_FRAMES, URGENT_FADE_FRAMES } from './fade.ts';
import { Permission } from './permission.ts';
import { FRAME_MS, ProgrammeReader, type Frame } from './programme-reader.ts';
import type { Leave, SoundProgramme, SoundWish } from './thread-messages.ts';

/** How a programme that sounds is to end before its time. */
export type Ending =
  | { readonly kind: 'none' }
  /** At a position of the segment that sounds. */
  | { readonly kind: 'atPosition'; readonly atMs: number }
  | { readonly kind: 'faded'; readonly pace: FadePace };

/** A frame in which time passes. */
export type SoundingFrame = Frame & { readonly kind: 'audio' | 'pause' };

export interface RunNeeds {
  /** Rejects with an AudioFault. */
  readonly open: (audio: AudioRef) => Promise<OpusSource>;
  /** The session and the playback policy, asked right before the first frame. */
  readonly askLeave: (wish: Omit<SoundWish, 'guildId'>) => Promise<Leave>;
}

/** What Opus sends for silence: 20 ms. */
export const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);

export class ProgrammeRun {
  readonly programme: SoundProgramme;
  private readonly needs: RunNeeds;
  private readonly reader: ProgrammeReader;
  /** Of the segment that sounds; null before the first frame. */
  private cues: { readonly segment: number; readonly told: SegmentCues } | null = null;
  private fade: Fade | null = null;
  /** The sound was broken off: the frame that comes next fades in. */
  private comesBack = false;
  /** Of the segment whose first frame is asked about, or was last. */
  private asked: { readonly segment: number; readonly permission: Permission } | null = null;
  /** Read already, and waiting for leave to sound. */
  private held: SoundingFrame | null = null;

  constructor(programme: SoundProgramme, needs: RunNeeds) {
    this.programme = programme;
    this.needs = needs;
    this.reader = new ProgrammeReader(programme, needs.open);
  }

  get hasBegun(): boolean {
    return this.cues !== null;
  }

  /** Where audio goes on after a break; null when it had not begun, or in a pause. */
  get resumesAtMs(): number | null {
    if (!this.comesBack || this.reader.segment?.kind !== 'audio') return null;
    return Math.max(0, this.reader.positionMs - FRAME_MS);
  }

  /**
   * Opens what comes first. The frame that was taken last before a break never left, so it is
   * taken again. Rejects when a place can't be found in a file that was open already.
   */
  prepare(): Promise<void> {
    if (this.held) return Promise.resolve();
    return this.comesBack ? this.reader.stepBack(FRAME_MS) : this.reader.prepare();
  }

  /** Throws what a source throws, or why one could not be opened. */
  next(): Frame {
    const { held } = this;
    this.held = null;
    return held ?? this.reader.next();
  }

  /** Gives the frame again with the following `next`. */
  hold(frame: SoundingFrame): void {
    this.held = frame;
  }

  isFirstOfSegment(frame: SoundingFrame): boolean {
    return this.cues?.segment !== frame.at.segment;
  }

  /** Asks ahead for what comes next, so that no frame has to wait. Never rejects. */
  async requestLeave(): Promise<void> {
    await this.permissionFor(this.reader.segmentIndex)?.request();
  }

  /** Whether the frame may sound; while that is not known it is to be held. */
  leaveFor(frame: SoundingFrame): Leave | 'notYet' {
    return this.permissionFor(frame.at.segment)?.take() ?? 'granted';
  }

  /** What is sent for the frame. Throws when it should fade and can't be decoded. */
  packetOf(frame: SoundingFrame, ending: Ending): Uint8Array {
    const segment = this.programme.segments[frame.at.segment];
    const fadesIn = this.isFirstOfSegment(frame) && segment?.kind === 'audio' && segment.fadesIn;
    if (frame.kind === 'audio' && (this.comesBack || fadesIn)) this.fade = new Fade('in');
    this.comesBack = false;
    if (frame.kind === 'pause') return SILENCE;
    if (!this.fade) return frame.packet;
    const packet = this.fade.apply(frame.packet, this.reader.following());
    if (this.fade.isDone && ending.kind !== 'faded') this.fade = null;
    return packet;
  }

  /** What begins with the frame. A sound that fades away begins nothing. */
  eventsOf(frame: SoundingFrame, ending: Ending): VoiceEvent[] {
    const { segment, positionMs } = frame.at;
    const programmeId = this.programme.id;
    const events: VoiceEvent[] = [];
    if (!this.cues || this.cues.segment !== segment) {
      const entry = this.programme.segments[segment];
      if (!entry) throw new RangeError(`Programme ${programmeId} has no segment ${segment}.`);
      this.cues = { segment, told: new SegmentCues(programmeId, entry, frame.at) };
      events.push({ type: 'segmentStarted', programmeId, segment });
    }
    const cues = this.cues.told.at(positionMs);
    return ending.kind === 'faded' ? events : [...events, ...cues];
  }

  /** @param lastPackets what people heard last, for the decoder to go on from */
  fadeOut(lastPackets: readonly Uint8Array[], pace: FadePace): Ending {
    const isHeard = this.hasBegun && this.reader.segment?.kind === 'audio';
    if (!isHeard) return { kind: 'atPosition', atMs: this.reader.positionMs };
    this.fade ??= new Fade('out', lastPackets);
    this.fade.turnOut(pace === 'urgent' ? URGENT_FADE_FRAMES : FADE_FRAMES);
    return { kind: 'faded', pace };
  }

  endAtNextPause(lastPackets: readonly Uint8Array[]): Ending {
    if (!this.hasBegun) return { kind: 'atPosition', atMs: this.reader.positionMs };
    const pause = nextPause(this.reader.segment, this.reader.positionMs);
    return pause === 'fade'
      ? this.fadeOut(lastPackets, 'gentle')
      : { kind: 'atPosition', ...pause };
  }

  /** Nothing more is to be given. */
  hasReached(ending: Ending): boolean {
    const hasLeftSegment = this.cues !== null && this.cues.segment !== this.reader.segmentIndex;
    switch (ending.kind) {
      case 'none':
        return false;
      case 'atPosition':
        return hasLeftSegment || this.reader.positionMs >= ending.atMs;
      case 'faded':
        return hasLeftSegment || (this.fade?.isDone ?? true);
      default:
        return unreachable(ending);
    }
  }

  /** Nobody hears any more; it keeps its place. */
  breakOff(): void {
    this.fade = null;
    this.comesBack = this.hasBegun;
    if (this.hasBegun) this.held = null;
  }

  close(): void {
    this.reader.close();
  }

  /** Asked for the first frame, the first of each recording, and when a recording comes back. */
  private permissionFor(segment: number): Permission | null {
    if (this.cues?.segment === segment && !this.comesBack) return null;
    const entry = this.programme.segments[segment];
    const recordingId = entry?.kind === 'audio' ? entry.audio.recordingId : null;
    if (this.hasBegun && recordingId === null) return null;
    if (this.asked?.segment !== segment) {
      const { id: programmeId } = this.programme;
      const ask = () =>
        this.needs.askLeave({ programmeId, isBeginning: !this.hasBegun, recordingId });
      this.asked = { segment, permission: new Permission(ask) };
    }
    return this.asked.permission;
  }
}
