/** What the app needs of the world to speak a community's own words, in its own voice. */
import type { PrepareFaultCode } from '../domain/prepare-fault.ts';
import type { AudioRef, OwnSentence } from './ports.ts';

export type Spans = OwnSentence['spans'];

/** A sound, to be heard before it is vouched for. */
export type HeardSpeech =
  { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'missing' };

export interface Speech {
  /**
   * The sound of an own sentence, whatever its standing; null when its file is gone or holds
   * something else. It asks the disk and answers at once: such a file is small.
   */
  own(sentence: OwnSentence): AudioRef | null;
  /** The bytes of what is spoken, checked against its hash. */
  hear(audio: AudioRef): Promise<HeardSpeech>;
  /** Whether there is a voice for words in this language (`en`). */
  speaks(language: string): boolean;
  /** Takes seconds. Never rejects for what the machine lacks. */
  render(sentences: readonly string[], signal: AbortSignal): Promise<Rendering>;
  /**
   * Where each sentence of a prepared recording stands; null when it can't be told.
   * @param sentences how many the words have
   */
  spansOf(sha256: string, sentences: number): Promise<Spans | null>;
}

export type Rendering =
  | {
      readonly ok: true;
      /** A file that can be prepared. It goes when `drop` is called. */
      readonly path: string;
      readonly spans: Spans;
      readonly engine: 'rhvoice' | 'flite';
      drop(): Promise<void>;
    }
  | { readonly ok: false; readonly code: PrepareFaultCode; readonly cause: unknown };
