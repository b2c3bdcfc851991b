/** One programme on its way to the listeners: where it is, how it fades, what it has told. */
import type { AudioRef, FadePace, OpusSource, Programme, VoiceEvent } from '../app/ports.ts';
import type { RecordingId } from '../domain/identity.ts';
import { unreachable } from '../domain/unreachable.ts';
import { nextPause, SegmentCues } from './cues.ts';
import { Fade, FADE_FRAMES, URGENT_FADE_FRAMES } from './fade.ts';
import { FRAME_MS, ProgrammeReader, type Frame } from './programme-reader.ts';

/** How a programme that sounds is to end before its time. */
export type Ending =
  | { readonly kind: 'none' }
  /** At a position of the segment that sounds. */
  | { readonly kind: 'atPosition'; readonly atMs: number }
  | { readonly kind: 'faded'; readonly pace: FadePace };

/** A frame in which time passes. */
export type SoundingFrame = Frame & { readonly kind: 'audio' | 'pause' };

/** What Opus sends for silence: 20 ms. */
export const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);

export class ProgrammeRun {
  readonly programme: Programme;
  private readonly reader: ProgrammeReader;
  /** Of the segment that sounds; null before the first frame. */
  private cues: { readonly segment: number; readonly told: SegmentCues } | null = null;
  private fade: Fade | null = null;
  /** The sound was broken off: the frame that comes next fades in. */
  private comesBack = false;

  constructor(programme: Programme, open: (audio: AudioRef) => Promise<OpusSource>) {
    this.programme = programme;
    this.reader = new ProgrammeReader(programme, open);
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
    return this.comesBack ? this.reader.stepBack(FRAME_MS) : this.reader.prepare();
  }

  /** Throws what a source throws, or why one could not be opened. */
  next(): Frame {
    return this.reader.next();
  }

  isFirstOfSegment(frame: SoundingFrame): boolean {
    return this.cues?.segment !== frame.at.segment;
  }

  /** The policy is asked for the first frame of a segment, and again when the sound comes back. */
  isAllowed(frame: SoundingFrame, mayPlay: (recordingId: RecordingId) => boolean): boolean {
    if (!this.isFirstOfSegment(frame) && !this.comesBack) return true;
    const segment = this.programme.segments[frame.at.segment];
    const recordingId = segment?.kind === 'audio' ? segment.audio.recordingId : null;
    return recordingId === null || mayPlay(recordingId);
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
  }

  close(): void {
    this.reader.close();
  }
}
