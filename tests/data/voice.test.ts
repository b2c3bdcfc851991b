import { describe, expect, test } from '@jest/globals';
import { readOggOpusFile } from './ogg-opus-file.ts';
import { dataPath, dataText, sha256Of, sha256OfFile, voiceManifest } from './shipped-audio.ts';

/** The organisation's standard welcome, fixed word for word: whoever changes it must speak it anew. */
const WELCOME_SHA256 = 'dcac1cb9a87abb3df7917fce1924b5f82fb9bf91340a112f6c3021044f99024d';

const { welcome } = voiceManifest.sentences;

test('the welcome that is spoken is the welcome that is written', () => {
  expect(sha256OfFile('voice/en/welcome.txt')).toBe(WELCOME_SHA256);
  expect(welcome?.textSha256).toBe(WELCOME_SHA256);
  expect(`${welcome?.text}\n`).toBe(dataText('voice/en/welcome.txt'));
});

test('the welcome has a pause after each of its six sentences but the last', () => {
  for (const { sentences, pausesAtMs } of Object.values(welcome?.audio ?? {})) {
    expect(sentences).toHaveLength(6);
    expect(pausesAtMs).toHaveLength(5);
  }
  expect.assertions(4);
});

test('every sentence that a session says is there', () => {
  expect(Object.keys(voiceManifest.sentences).toSorted()).toEqual([
    'begin-soon',
    'choose',
    'close',
    'recording-next',
    'resumed',
    'silence',
    'silence-10',
    'silence-15',
    'silence-20',
    'silence-end',
    'welcome',
  ]);
});

test('every voice is credited, and the default is one of them', () => {
  expect(Object.keys(voiceManifest.voices)).toEqual(['bdl', 'clb']);
  expect(voiceManifest.voices).toHaveProperty(voiceManifest.defaultVoice);
  for (const { credit, licence } of Object.values(voiceManifest.voices)) {
    expect(credit).toMatch(/RHVoice.*CMU ARCTIC/);
    expect(licence).not.toBe('');
  }
});

/** What is left of words when commas, spaces and case do not count. */
function lettersOf(words: string): string {
  return words.replaceAll(/[, ]/g, '').toLowerCase();
}

/** libopus spends this on a frame in which there is nothing at all. */
const SILENT_PACKET_BYTES = 3;

describe.each(Object.entries(voiceManifest.sentences))('%s', (_id, sentence) => {
  test('its hash is that of its words and a line feed', () => {
    expect(sentence.textSha256).toBe(sha256Of(`${sentence.text}\n`));
  });

  test('what the voice was given has the same letters as what is shown', () => {
    expect(lettersOf(sentence.speak)).toBe(lettersOf(sentence.text));
  });

  test('it is there in every voice', () => {
    expect(Object.keys(sentence.audio)).toEqual(Object.keys(voiceManifest.voices));
  });

  test.each(Object.entries(sentence.audio))(
    'in %s its sentences are the words',
    (_voice, audio) => {
      expect(audio.sentences.map(({ text }) => text).join(' ')).toBe(sentence.text);
    },
  );

  test.each(Object.entries(sentence.audio))(
    'in %s its times lie between packets, in order, with a pause around each cut',
    (_voice, { sentences, pausesAtMs, durationMs }) => {
      const boundaries = sentences.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
      for (const atMs of [...boundaries, ...pausesAtMs]) expect(atMs % 20).toBe(0);
      expect(boundaries).toEqual(boundaries.toSorted((a, b) => a - b));
      expect(sentences[0]?.fromMs).toBe(400);
      expect(durationMs - (sentences.at(-1)?.toMs ?? 0)).toBeGreaterThanOrEqual(580);
      expect(pausesAtMs).toHaveLength(sentences.length - 1);
      pausesAtMs.forEach((atMs, index) => {
        expect(atMs - (sentences[index]?.toMs ?? Number.NaN)).toBeGreaterThanOrEqual(600);
        expect((sentences[index + 1]?.fromMs ?? Number.NaN) - atMs).toBeGreaterThanOrEqual(600);
      });
    },
  );

  test.each(Object.entries(sentence.audio))(
    'in %s nothing sounds for 80 ms on each side of a cut',
    (_voice, { file, pausesAtMs }) => {
      const { soundPackets } = readOggOpusFile(dataPath(`voice/en/${file}`));
      for (const atMs of pausesAtMs) {
        const around = soundPackets.slice(atMs / 20 - 4, atMs / 20 + 4);
        expect(around.map(({ length }) => length)).toEqual(Array(8).fill(SILENT_PACKET_BYTES));
      }
      expect.assertions(pausesAtMs.length);
    },
  );
});
