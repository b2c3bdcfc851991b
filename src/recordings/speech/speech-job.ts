/** What the process that renders speech is asked, and what it tells. */

export type SpeechEngine =
  /** The program, and what is put before it to limit it. */
  | { readonly kind: 'rhvoice'; readonly command: readonly string[] }
  | { readonly kind: 'flite'; readonly wasmPath: string };

export interface SpeechJob {
  readonly engine: SpeechEngine;
  readonly ffmpegPath: string;
  /** As they are to be said, in order. */
  readonly sentences: readonly string[];
  /** Where the sound is written, as `speech.wav`. */
  readonly folder: string;
}

/** What the process tells; the times count Opus packets, and are multiples of 20 ms. */
export interface SpeechDone {
  readonly spans: readonly { readonly fromMs: number; readonly toMs: number }[];
}

/** In the folder of the job. */
export const SPEECH_FILE = 'speech.wav';
