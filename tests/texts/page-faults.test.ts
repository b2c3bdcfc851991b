import { expect, test } from '@jest/globals';
import { textsFor } from '../../src/texts/languages.ts';

const languages = ['en', 'es', 'de', 'fr'] as const;

test.each(languages)(
  'in %s each thing that is wrong with a page has a sentence of its own',
  (tag) => {
    const sentences = Object.values(textsFor(tag).ingest.pageFaults).map((sentence) => sentence());
    expect(sentences).toHaveLength(21);
    expect(new Set(sentences).size).toBe(sentences.length);
  },
);

test('and no two languages say it in the same words', () => {
  const codes = Object.keys(textsFor('en').ingest.pageFaults) as (keyof ReturnType<
    typeof textsFor
  >['ingest']['pageFaults'])[];
  for (const code of codes) {
    const said = languages.map((tag) => textsFor(tag).ingest.pageFaults[code]());
    expect([code, new Set(said).size]).toEqual([code, 4]);
  }
});
