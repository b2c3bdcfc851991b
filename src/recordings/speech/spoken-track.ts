import {
  ENCODER_DELAY_SAMPLES,
  FRAME_MS,
  join,
  millisecondsOf,
  paddedToFrames,
  silence,
  type Pcm,
} from './pcm.ts';

const HEAD_MS = 400;
const TAIL_MS = 600;
/** Between two sentences, long enough to take in what was said and to hand the room over. */
export const SENTENCE_GAP_MS = 1250;

export interface SpokenPiece {
  readonly text: string;
  readonly sound: Pcm;
  /** The silence before the next piece; nothing is added after the last one but the tail. */
  readonly pauseMs: number;
}

interface SpokenSentence {
  readonly text: string;
  readonly fromMs: number;
  readonly toMs: number;
}

interface SpokenTrack {
  readonly sound: Pcm;
  readonly sentences: readonly SpokenSentence[];
  /** The middle of each pause between two sentences. */
  readonly pausesAtMs: readonly number[];
}

/**
 * Joins sentences with silence between them. Every time given is a multiple of 20 ms, so it falls
 * between two Opus packets, and counts packets from the first one; no sentence sounds outside
 * [fromMs, toMs].
 */
export function spokenTrack(pieces: readonly SpokenPiece[]): SpokenTrack {
  const parts: Pcm[] = [silence(HEAD_MS)];
  const sentences: SpokenSentence[] = [];
  let atMs = HEAD_MS;
  pieces.forEach(({ text, sound, pauseMs }, index) => {
    const isLast = index === pieces.length - 1;
    const part = paddedToFrames(join([sound, silence(isLast ? TAIL_MS : pauseMs)]));
    const endMs = atMs + millisecondsOf(sound.length + ENCODER_DELAY_SAMPLES);
    sentences.push({ text, fromMs: atMs, toMs: Math.ceil(endMs / FRAME_MS) * FRAME_MS });
    parts.push(part);
    atMs += millisecondsOf(part.length);
  });
  return { sound: join(parts), sentences, pausesAtMs: middlesBetween(sentences) };
}

function middlesBetween(sentences: readonly SpokenSentence[]): number[] {
  return sentences.slice(1).map(({ fromMs }, index) => {
    const before = sentences[index];
    if (!before) throw new Error(`Sentence ${index} is missing.`);
    return Math.round((before.toMs + fromMs) / 2 / FRAME_MS) * FRAME_MS;
  });
}
