/**
 * A programme as one row of frames, 20 ms each. The next file is opened before the one that sounds
 * has ended, so that one segment follows the other without a gap.
 */
import type { AudioRef, OpusSource, Segment } from '../app/ports.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { SoundProgramme } from './thread-messages.ts';

export const FRAME_MS = 20;
/** So long before a segment ends the next one is opened. */
const OPEN_AHEAD_MS = 5_000;

export type Frame =
  | { readonly kind: 'audio'; readonly packet: Uint8Array; readonly at: FramePlace }
  | { readonly kind: 'pause'; readonly at: FramePlace }
  /** The disk has not delivered; nothing moves on. */
  | { readonly kind: 'notYet' }
  | { readonly kind: 'end' };

export interface FramePlace {
  readonly segment: number;
  /** In the file, or since the pause began. */
  readonly positionMs: number;
}

type OpenSource = (audio: AudioRef) => Promise<OpusSource>;

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly source: OpusSource }
  | { readonly kind: 'failed'; readonly cause: unknown };

type Place =
  /** The first frame of the segment has not been given. */
  | { readonly kind: 'before'; readonly index: number }
  | {
      readonly kind: 'audio';
      readonly index: number;
      readonly source: OpusSource;
      readonly durationMs: number;
      /** Taken from the source to look at it, and not given yet. */
      ahead: Uint8Array | null;
    }
  | { readonly kind: 'pause'; readonly index: number; elapsedMs: number }
  | { readonly kind: 'closed' };

export class ProgrammeReader {
  readonly programme: SoundProgramme;
  private readonly openSource: OpenSource;
  private place: Place = { kind: 'before', index: 0 };
  /** Of segments that have not begun, by index. */
  private readonly openings = new Map<number, Opening>();

  constructor(programme: SoundProgramme, openSource: OpenSource) {
    this.programme = programme;
    this.openSource = openSource;
  }

  /** Opens the first file. Never rejects: a fault is thrown where the file's turn comes. */
  prepare(): Promise<void> {
    return this.openSegment(0);
  }

  /** The segment that the last frame was of, or the first. */
  get segment(): Segment | null {
    return this.place.kind === 'closed' ? null : this.segmentAt(this.place.index);
  }

  get segmentIndex(): number {
    return this.place.kind === 'closed' ? 0 : this.place.index;
  }

  /** Where the next frame stands in its segment. */
  get positionMs(): number {
    switch (this.place.kind) {
      case 'audio':
        return this.place.source.positionMs - (this.place.ahead ? FRAME_MS : 0);
      case 'pause':
        return this.place.elapsedMs;
      case 'before':
      case 'closed':
        return 0;
      default:
        return unreachable(this.place);
    }
  }

  /** Throws what a source throws, or why one could not be opened. */
  next(): Frame {
    for (;;) {
      if (this.place.kind === 'closed') return { kind: 'end' };
      if (this.place.kind === 'before') {
        const entered = this.enter(this.place.index);
        if (entered) return entered;
        continue;
      }
      const frame = this.place.kind === 'audio' ? this.nextPacket(this.place) : this.nextPause();
      if (frame) return frame;
      this.leave(this.place.index);
    }
  }

  /** The packet after the one that `next` gave last, in the same file; null when there is none yet. */
  following(): Uint8Array | null {
    if (this.place.kind !== 'audio') return null;
    if (this.place.ahead) return this.place.ahead;
    const packet = this.place.source.next();
    if (packet === null || packet === 'notYet') return null;
    this.place.ahead = packet;
    return packet;
  }

  /** Goes back within the segment, so that what was given but never left is given again. */
  async stepBack(ms: number): Promise<void> {
    if (this.place.kind === 'pause') this.place.elapsedMs = Math.max(0, this.place.elapsedMs - ms);
    if (this.place.kind !== 'audio') return;
    const toMs = Math.max(0, this.positionMs - ms);
    this.place.ahead = null;
    await this.place.source.seek(toMs);
  }

  close(): void {
    if (this.place.kind === 'audio') this.place.source.close();
    for (const opening of this.openings.values()) {
      if (opening.kind === 'open') opening.source.close();
    }
    this.openings.clear();
    this.place = { kind: 'closed' };
  }

  private segmentAt(index: number): Segment | null {
    return this.programme.segments[index] ?? null;
  }

  /** Null when the segment was entered and its frames can be read. */
  private enter(index: number): Frame | null {
    const segment = this.segmentAt(index);
    if (!segment) return { kind: 'end' };
    if (segment.kind === 'pause') {
      this.place = { kind: 'pause', index, elapsedMs: 0 };
      return null;
    }
    const opening = this.openings.get(index);
    if (!opening) void this.openSegment(index);
    if (!opening || opening.kind === 'opening') return { kind: 'notYet' };
    this.openings.delete(index);
    if (opening.kind === 'failed') throw opening.cause;
    const { durationMs } = opening.source;
    this.place = { kind: 'audio', index, source: opening.source, durationMs, ahead: null };
    return null;
  }

  private leave(index: number): void {
    if (this.place.kind === 'audio') this.place.source.close();
    this.place = { kind: 'before', index: index + 1 };
  }

  private nextPacket(place: Place & { kind: 'audio' }): Frame | null {
    const { positionMs } = this;
    if (place.durationMs - positionMs <= OPEN_AHEAD_MS) void this.openSegment(place.index + 1);
    const packet = place.ahead ?? place.source.next();
    place.ahead = null;
    if (packet === 'notYet') return { kind: 'notYet' };
    if (packet === null) return null;
    return { kind: 'audio', packet, at: { segment: place.index, positionMs } };
  }

  private nextPause(): Frame | null {
    const { place } = this;
    if (place.kind !== 'pause') return null;
    const { positionMs } = this;
    const segment = this.segmentAt(place.index);
    const durationMs = segment?.kind === 'pause' ? segment.durationMs : 0;
    if (durationMs - positionMs <= OPEN_AHEAD_MS) void this.openSegment(place.index + 1);
    if (positionMs >= durationMs) return null;
    place.elapsedMs += FRAME_MS;
    return { kind: 'pause', at: { segment: place.index, positionMs } };
  }

  private async openSegment(index: number): Promise<void> {
    const segment = this.segmentAt(index);
    if (segment?.kind !== 'audio' || this.openings.has(index)) return;
    this.openings.set(index, { kind: 'opening' });
    let opening: Opening;
    try {
      const source = await this.openSource(segment.audio);
      if (segment.fromMs > 0) await source.seek(segment.fromMs);
      opening = { kind: 'open', source };
    } catch (cause) {
      opening = { kind: 'failed', cause };
    }
    if (this.place.kind !== 'closed') this.openings.set(index, opening);
    else if (opening.kind === 'open') opening.source.close();
  }
}
