/** A voice without sound: every file is there until it is lost, and words take a second each. */
import type { AudioRef, OwnSentence } from '../../src/app/ports.ts';
import type { Speech } from '../../src/app/speech-port.ts';

export interface FakeSpeech extends Speech {
  /** From now on its file is gone, or is another one. */
  lose(sha256: string): void;
  /** What was asked to be spoken. */
  readonly spoken: readonly (readonly string[])[];
}

export function createFakeSpeech(): FakeSpeech {
  const lost = new Set<string>();
  const spoken: (readonly string[])[] = [];
  return {
    spoken,
    lose: (sha256) => void lost.add(sha256),
    own: (sentence) => (lost.has(sentence.sha256) ? null : refOf(sentence)),
    hear: ({ sha256 }) =>
      Promise.resolve(
        lost.has(sha256)
          ? { kind: 'missing' }
          : { kind: 'bytes', bytes: new TextEncoder().encode(sha256) },
      ),
    speaks: (language) => language === 'en',
    render(sentences) {
      spoken.push(sentences);
      return Promise.resolve({
        ok: true,
        path: `/spoken/${sentences.join(' ')}`,
        spans: sentences.map((_, at) => ({ fromMs: at * 1_000, toMs: at * 1_000 + 800 })),
        engine: 'flite',
        drop: () => Promise.resolve(),
      });
    },
    spansOf: (_sha256, sentences) =>
      Promise.resolve(
        Array.from({ length: sentences }, (_, at) => ({
          fromMs: at * 2_000,
          toMs: at * 2_000 + 1_500,
        })),
      ),
  };
}

function refOf({ language, sentenceId, sha256, lengthMs, spans }: OwnSentence): AudioRef {
  const id = `own/${language}/${sentenceId}`;
  return { id, path: id, sha256, durationMs: lengthMs, sentences: spans, recordingId: null };
}
