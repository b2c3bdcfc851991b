import { expect, test } from '@jest/globals';
import { assert, property, string } from 'fast-check';
import { pagesOf } from '../../src/texts/pages.ts';

const LIMIT = 1_800;

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

test('what fits is one page, lines kept', () => {
  expect(pagesOf('One.\r\n\r\nTwo.', LIMIT)).toEqual(['One.\n\nTwo.']);
});

test('nothing at all is no page', () => {
  expect(pagesOf(' \n ', LIMIT)).toEqual([]);
});

test('a line without end is cut between words', () => {
  const pages = pagesOf('breathe '.repeat(1_000), LIMIT);
  expect(pages.join(' ').split(/\s+/)).toEqual(Array.from({ length: 1_000 }, () => 'breathe'));
});

test('no page is longer than the limit, and no letter is lost', () => {
  const words = string({ unit: 'grapheme', maxLength: 6_000 });
  assert(
    property(words, (text) => {
      const pages = pagesOf(text, LIMIT);
      for (const page of pages) expect(page.length).toBeLessThanOrEqual(LIMIT);
      expect(letters(pages.join(''))).toBe(letters(text));
    }),
    { numRuns: 60 },
  );
});
