import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { textsFor } from '../../src/texts/languages.ts';
import type { CommandWords } from '../../src/texts/texts.ts';
import { everyText } from './every-text.ts';
import { languages } from './samples/sample.ts';

function wordsOfCommand({ name, description, options = {} }: CommandWords): string[] {
  const lines = Object.values(options).flatMap((option) => [
    `${option.name}: ${option.description}`,
    ...Object.values(option.choices ?? {}).map((choice) => `- ${choice}`),
  ]);
  return [`${name}: ${description}`, ...lines];
}

/** The one test of the words themselves: whoever changes a word looks at it here once more. */
test.each(languages)('the words: %s', (language) => {
  const lines = everyText(language).map(({ key, text }) => `${key}\n    ${text}`);
  const commands = Object.entries(textsFor(language).commands).map(
    ([path, words]) => `/${path}\n    ${wordsOfCommand(words).join('\n    ')}`,
  );
  expect([...lines, ...commands].join('\n')).toMatchSnapshot();
});

test.each(languages)('the eight guidelines fit in one message: %s', (language) => {
  const file = new URL(`../../data/guidelines.${language}.json`, import.meta.url);
  const points = JSON.parse(readFileSync(file, 'utf8')) as { title: string; text: string }[];
  expect(points).toHaveLength(8);
  const text = textsFor(language).answers.guidelines({ points });
  expect(text.length).toBeLessThanOrEqual(2_000);
  expect(text).not.toMatch(/[!¡]|\b(?!CMSC\b)[A-Z]{2,}\b/);
});
