/** The faults that the tests make are those that people read about, word by word. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CHANNEL_GONE_FAULT, GATEWAY_FAULTS, VOICE_FAULTS } from './wire-faults.ts';
import { CLOCK_FAULTS } from './wire-clock-faults.ts';
import { JOINING_FAULTS, NOT_ALLOWED_FAULT, STORM_FAULTS } from './wire-joining-faults.ts';
import { ANSWERING_FAULTS, POSTING_FAULTS } from './wire-rest-faults.ts';

const faults = [
  ...GATEWAY_FAULTS,
  ...VOICE_FAULTS,
  CHANNEL_GONE_FAULT,
  ...JOINING_FAULTS,
  NOT_ALLOWED_FAULT,
  ...STORM_FAULTS,
  ...POSTING_FAULTS,
  ...ANSWERING_FAULTS,
  ...CLOCK_FAULTS,
];

const within = (ms: number | null): string => (ms === null ? 'never away' : `${ms / 1_000} s`);

function rowsOfTable(): string[][] {
  const text = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8');
  const chapter =
    text.split(/^## /m).find((each) => each.startsWith('When the outside fails')) ?? '';
  const lines = chapter.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('every fault has a row in CONTRIBUTING.md, and every row a fault', () => {
  const rows = faults.map(({ name, does, peopleNotice, withinMs }) => [
    name,
    does,
    peopleNotice,
    within(withinMs),
  ]);
  expect(rowsOfTable()).toEqual(rows);
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
});
