/** What is told at which frame of a segment. */
import type { Segment, VoiceEvent } from '../app/ports.ts';
import { FRAME_MS, type FramePlace } from './programme-reader.ts';

/** Sound between two `progressed` events. */
const PROGRESS_MS = 1_000;

/** Tells the events of one segment, each once, as its frames go by. */
export class SegmentCues {
  private readonly names: { readonly programmeId: string; readonly segment: number };
  private readonly segment: Segment;
  private nextSentence: number;
  private nextProgressMs: number;

  constructor(programmeId: string, segment: Segment, at: FramePlace) {
    this.names = { programmeId, segment: at.segment };
    this.segment = segment;
    this.nextProgressMs = at.positionMs + PROGRESS_MS;
    this.nextSentence = 0;
    while (this.sentenceAtMs(this.nextSentence) < at.positionMs) this.nextSentence += 1;
  }

  /** The events of the frame at this position, in order. */
  at(positionMs: number): VoiceEvent[] {
    if (this.segment.kind === 'pause') return [];
    const events: VoiceEvent[] = [];
    while (this.sentenceAtMs(this.nextSentence) <= positionMs) {
      const sentence = this.nextSentence;
      events.push({ type: 'sentenceStarted', ...this.names, sentence });
      this.nextSentence += 1;
    }
    if (positionMs >= this.nextProgressMs) {
      events.push({ type: 'progressed', ...this.names, positionMs });
      this.nextProgressMs += PROGRESS_MS;
    }
    return events;
  }

  /** A sentence begins with the frame that holds its first moment. */
  private sentenceAtMs(index: number): number {
    const sentence =
      this.segment.kind === 'audio' ? this.segment.audio.sentences[index] : undefined;
    return sentence ? Math.floor(sentence.fromMs / FRAME_MS) * FRAME_MS : Infinity;
  }
}

/** Where sound that is asked to end at the next pause stops: a position, or how instead. */
export type NextPause = { readonly atMs: number } | 'fade';

export function nextPause(segment: Segment | null, positionMs: number): NextPause {
  if (segment?.kind !== 'audio') return { atMs: positionMs };
  const { sentences, durationMs, recordingId } = segment.audio;
  if (sentences.length === 0) {
    // A bell rings out; a recording has no known pauses and may be long.
    return recordingId === null ? { atMs: durationMs } : 'fade';
  }
  const current = sentences.find((span) => span.fromMs <= positionMs && positionMs < span.toMs);
  return { atMs: current ? current.toMs : positionMs };
}
