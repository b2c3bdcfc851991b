import { expect, test } from '@jest/globals';
import type { AudioLibrary, AudioRef } from '../../src/app/ports.ts';
import { segmentsFor, type SoundEffect } from '../../src/app/programmes.ts';
import { kindness } from './rehearsal.ts';

function audio(id: string, sentences: AudioRef['sentences']): AudioRef {
  return { id, path: id, sha256: '', durationMs: 5_000, sentences, recordingId: null };
}

/** Sentences that begin after 400 ms of silence; `lacking` has none. */
function libraryWith(lacking: readonly string[] = []): AudioLibrary {
  const speech = [
    { fromMs: 400, toMs: 2_000 },
    { fromMs: 3_200, toMs: 4_400 },
  ];
  return {
    sentence: (_language, id) => (lacking.includes(id) ? null : audio(id, speech)),
    welcome: () => ({ spoken: null, proposed: null }),
    bell: (id) => audio(`bell ${id}`, []),
    recording: ({ id }) => ({ ...audio(id, []), recordingId: id }),
    open: () => Promise.reject(new Error('not opened here')),
  };
}

const voiceOf = (library: AudioLibrary) => ({
  sentence: (id: string) => library.sentence('en', id),
});

/** `what@fromMs`, and the pauses. */
function heard(effect: SoundEffect, library = libraryWith()): string[] | null {
  const segments = segmentsFor(effect, library, voiceOf(library), kindness);
  return (
    segments?.map((segment) =>
      segment.kind === 'pause' ? 'pause' : `${segment.audio.id}@${segment.fromMs}`,
    ) ?? null
  );
}

const play = { key: '1', type: 'playRecording', recordingId: kindness.id } as const;

test.each<[string, SoundEffect, string[]]>([
  ['the welcome whole', { key: '1', type: 'speakWelcome', fromSentence: 0 }, ['welcome@0']],
  [
    'the welcome from its second sentence',
    { key: '1', type: 'speakWelcome', fromSentence: 1 },
    ['welcome@3200'],
  ],
  [
    'a recording',
    { ...play, fromMs: 0, brokenForMs: 0 },
    ['recording-next@360', 'pause', 'kindness@0'],
  ],
  [
    'a recording after a short break, at once',
    { ...play, fromMs: 60_000, brokenForMs: 4_000 },
    ['kindness@60000'],
  ],
  [
    'a recording after a long break, with a word',
    { ...play, fromMs: 60_000, brokenForMs: 90_000 },
    ['resumed@360', 'pause', 'kindness@60000'],
  ],
  [
    'a sitting of its own length',
    { key: '1', type: 'openSitting', minutes: 15 },
    ['silence-15@360', 'pause', 'bell opening@0'],
  ],
  [
    'the bell and more',
    { key: '1', type: 'offerMore', afterBell: true },
    ['bell closing@0', 'silence-end@360', 'choose@360'],
  ],
  ['goodbye without a bell', { key: '1', type: 'sayGoodbye', afterBell: false }, ['close@360']],
])('%s', (_name, effect, expected) => {
  expect(heard(effect)).toEqual(expected);
});

test('a length without words of its own has the general ones; without any, the bells', () => {
  const sitting = { key: '1', type: 'openSitting', minutes: 12 } as const;
  expect(heard(sitting, libraryWith(['silence-12']))).toEqual([
    'silence@360',
    'pause',
    'bell opening@0',
  ]);
  expect(heard(sitting, libraryWith(['silence-12', 'silence']))).toEqual([
    'pause',
    'bell opening@0',
  ]);
});

test('what it is about can not be left out', () => {
  const welcome = { key: '1', type: 'speakWelcome', fromSentence: 0 } as const;
  expect(heard(welcome, libraryWith(['welcome']))).toBeNull();
  const effect = { ...play, fromMs: 0, brokenForMs: 0 };
  expect(segmentsFor(effect, libraryWith(), voiceOf(libraryWith()), null)).toBeNull();
});
