import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { discordTime } from '../../src/texts/discord-format.ts';
import { textsFor } from '../../src/texts/languages.ts';

const { time } = textsFor('en');
const MINUTE_MS = 60_000;

test('a Discord timestamp counts whole seconds', () => {
  expect(discordTime(1_796_223_600_999, 't')).toBe('<t:1796223600:t>');
});

test.each([
  ['America/Los_Angeles', '7:00 am in Los Angeles'],
  ['America/Argentina/Buenos_Aires', '12:00 pm in Buenos Aires'],
  ['Asia/Manila', '11:00 pm in Manila'],
  ['Etc/UTC', '3:00 pm universal time'],
])('in %s it is %s', (zone, words) => {
  expect(time.wallTime(zone, Date.UTC(2026, 11, 2, 15))).toBe(words);
});

test('the clock on the wall agrees with the platform, on changeover days too', () => {
  const reference = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Los_Angeles',
    hour: 'numeric',
    minute: '2-digit',
  });
  const instant = fc
    .integer({ min: Date.UTC(2020, 0) / MINUTE_MS, max: Date.UTC(2040, 0) / MINUTE_MS })
    .map((minutes) => minutes * MINUTE_MS);
  fc.assert(
    fc.property(instant, (atMs) => {
      const expected = reference.format(atMs).replace(/\s/, ' ').toLowerCase();
      expect(time.clockIn('America/Los_Angeles', atMs)).toBe(expected);
    }),
    { examples: [[Date.UTC(2026, 2, 8, 10)], [Date.UTC(2026, 10, 1, 8, 30)]] },
  );
});

test('an approximate length is never off by more than a quarter of an hour in hours', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), (minutes) => {
      expect(time.about(minutes * MINUTE_MS)).toMatch(
        /^about (a minute|half an hour|an hour( and a half)?|\S+( and a half)? (minutes|hours))$/,
      );
    }),
  );
});
