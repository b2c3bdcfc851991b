import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { dataPath } from './shipped-audio.ts';

const wordsOf = (path: string): string => readFileSync(dataPath(path), 'utf8');
const english = wordsOf('voice/en/welcome.txt');
const sentencesOf = (language: string, text: string): string[] =>
  [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text.trim())].map(
    ({ segment }) => segment,
  );

test.each(['es', 'de', 'fr'])(
  'the welcome is proposed whole, sentence by sentence: %s',
  (language) => {
    const proposed = wordsOf(`voice/${language}/welcome.proposed.txt`);
    expect(proposed).toMatch(/^[A-ZÄÖÜÀÉ][^\n]+\.\n$/u);
    expect(proposed).toContain('CMSC');
    expect(sentencesOf(language, proposed)).toHaveLength(sentencesOf('en', english).length);
    // It stands beside the English words in one message.
    expect(proposed.length).toBeLessThan(english.length * 1.5);
  },
);
