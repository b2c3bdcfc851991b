import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { textsFor } from '../../src/texts/languages.ts';
import { everyText } from './every-text.ts';

/** The one test of the words themselves: whoever changes a word looks at it here once more. */
test('the words', () => {
  const lines = everyText(textsFor('en')).map(({ key, text }) => `${key}\n    ${text}`);
  expect(lines.join('\n')).toMatchSnapshot();
});

test('the eight guidelines fit in one message', () => {
  const file = new URL('../../data/guidelines.en.json', import.meta.url);
  const points = JSON.parse(readFileSync(file, 'utf8')) as { title: string; text: string }[];
  expect(points).toHaveLength(8);
  const text = textsFor('en').answers.guidelines({ points });
  expect(text.length).toBeLessThanOrEqual(2_000);
  expect(text).not.toMatch(/!|\b(?!CMSC\b)[A-Z]{2,}\b/);
});
