import { expect, test } from '@jest/globals';
import popularity from '../../commands/popularity.ts';
import type { PopularityReport } from '../../src/app/popularity.ts';
import { aCaller, createFakeCommandApp } from './fake-command-app.ts';

const csv = { name: 'popularity.csv', bytes: new Uint8Array([1]) };
const picture = { name: 'popularity-hours.png', bytes: new Uint8Array([2]), altText: 'A map.' };
const report: PopularityReport = {
  span: { fromDate: '2026-09-14', toDate: '2026-12-02' },
  pictures: [picture],
  table: csv,
};

async function ask(given: PopularityReport | null, weeks: number | null) {
  const app = createFakeCommandApp(given ? { popularity: given } : {});
  const input = { caller: aCaller('coordinator'), options: { weeks } };
  const answer = await popularity.run(input, app);
  if (answer.kind !== 'reply') throw new Error('It was refused.');
  return { message: answer.message, asked: app.weeksAsked };
}

test('twelve weeks when none are named', async () => {
  expect((await ask(report, null)).asked).toEqual([12]);
  expect((await ask(report, 52)).asked).toEqual([52]);
});

test('the pictures first, then the table', async () => {
  const { message } = await ask(report, 4);
  expect(message.files).toEqual([picture, csv]);
  expect(message.text).toContain('14 Sep to 2 Dec 2026');
});

test('without pictures it says so; without anything there is no file', async () => {
  const alone = await ask({ ...report, pictures: [] }, 4);
  expect(alone.message.files).toEqual([csv]);
  expect(alone.message.text).toContain('could not be drawn');
  const nothing = await ask(null, 4);
  expect(nothing.message.files ?? []).toEqual([]);
});
