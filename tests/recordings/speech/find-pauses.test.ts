/** Where the sentences of a spoken recording stand, on speech of which that is known. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { findFfmpeg } from '../../../src/recordings/ffmpeg.ts';
import { spansIn, spokenSpans } from '../../../src/recordings/speech/find-pauses.ts';
import { createManualClock } from '../../manual-clock.ts';
import { canMakeSound } from '../made-sound.ts';

jest.setTimeout(60_000);

const voiceFolder = fileURLToPath(new URL('../../../data/voice/en/', import.meta.url));
const describeWithFfmpeg = canMakeSound('finding pauses') ? describe : describe.skip;

interface Manifest {
  readonly sentences: Readonly<
    Record<
      string,
      {
        readonly audio: Readonly<
          Record<
            string,
            {
              readonly file: string;
              readonly sentences: readonly { readonly fromMs: number; readonly toMs: number }[];
            }
          >
        >;
      }
    >
  >;
}
const manifest = JSON.parse(readFileSync(`${voiceFolder}manifest.json`, 'utf8')) as Manifest;
const shipped = Object.values(manifest.sentences).flatMap(({ audio }) => Object.values(audio));

/** What is within is as near as a hand-over needs: the pauses are longer than a second. */
const NEAR_MS = 100;

describeWithFfmpeg('in the speech that ships', () => {
  const ffmpeg = findFfmpeg();

  test.each(shipped.map((audio) => [audio.file, audio] as const))(
    'the sentences of %s are found',
    async (file, { sentences }) => {
      if (!ffmpeg) throw new Error('ffmpeg was here a moment ago.');
      const clock = createManualClock(0);
      const spans = await spokenSpans(ffmpeg, clock, voiceFolder + file, sentences.length);
      expect(spans).toHaveLength(sentences.length);
      for (const [index, { fromMs, toMs }] of sentences.entries()) {
        expect(Math.abs((spans?.[index]?.fromMs ?? Infinity) - fromMs)).toBeLessThan(NEAR_MS);
        expect(Math.abs((spans?.[index]?.toMs ?? Infinity) - toMs)).toBeLessThan(NEAR_MS);
      }
    },
  );

  test('what is no sound has no sentences', async () => {
    if (!ffmpeg) throw new Error('ffmpeg was here a moment ago.');
    const path = `${voiceFolder}welcome.txt`;
    expect(await spokenSpans(ffmpeg, createManualClock(0), path, 6)).toBeNull();
  });
});

/** Levels in dB for so many steps of 20 ms each. */
const steps = (...parts: readonly (readonly [db: number, count: number])[]): number[] =>
  parts.flatMap(([db, count]) => Array.from({ length: count }, () => db));

const VOICE = -20;
const ROOM = -70;

test('a breath in a pause is no sentence', () => {
  const breathed = steps([ROOM, 20], [VOICE, 100], [ROOM, 15], [-60, 10], [ROOM, 15], [VOICE, 80]);
  expect(spansIn(breathed, 2)).toEqual([
    { fromMs: 360, toMs: 2_440 },
    { fromMs: 3_160, toMs: 4_800 },
  ]);
});

test('of more pauses than the words have, the longest count', () => {
  const hesitant = steps([VOICE, 50], [ROOM, 20], [VOICE, 50], [ROOM, 45], [VOICE, 50], [ROOM, 20]);
  expect(spansIn(hesitant, 2)).toEqual([
    { fromMs: 0, toMs: 2_440 },
    { fromMs: 3_260, toMs: 4_340 },
  ]);
  expect(spansIn(hesitant, 1)).toHaveLength(1);
});

test('what is spoken in one breath is one, and so is what is never silent', () => {
  expect(spansIn(steps([ROOM, 10], [VOICE, 100], [ROOM, 10]), 6)).toHaveLength(1);
  expect(spansIn(steps([VOICE, 100]), 6)).toEqual([{ fromMs: 0, toMs: 2_000 }]);
  expect(spansIn([], 6)).toEqual([{ fromMs: 0, toMs: 0 }]);
});

test('a voice over a loud room is told from it', () => {
  const loud = steps([-45, 30], [VOICE, 60], [-44, 40], [VOICE, 60], [-45, 30]);
  expect(spansIn(loud, 2)).toEqual([
    { fromMs: 560, toMs: 1_840 },
    { fromMs: 2_560, toMs: 3_840 },
  ]);
});
