import { expect, test } from '@jest/globals';
import { readMoment } from '../../src/domain/moment-words.ts';

const ZONE = 'America/Los_Angeles';
/** Monday 23 November 2026, 9:00 am in Los Angeles. */
const NOW_MS = Date.UTC(2026, 10, 23, 17);
/** A session on Wednesday 2 December, 7:00 am. */
const SESSION_MS = Date.UTC(2026, 11, 2, 15);

function read(text: string, sameDayAsMs: number | null = null): string {
  const reading = readMoment(text, ZONE, NOW_MS, sameDayAsMs);
  return reading.ok
    ? new Date(reading.startsAtMs).toISOString().slice(0, 16)
    : reading.mistake.code;
}

test.each([
  ['2026-12-03 8:00', '2026-12-03T16:00'],
  ['2026-12-03T08:00', '2026-12-03T16:00'],
  ['3 Dec 8am', '2026-12-03T16:00'],
  ['Dec 3rd at 8 am', '2026-12-03T16:00'],
  ['Thu 3 December 2026, 6:30 p.m.', '2026-12-04T02:30'],
  ['thursday 8:00', '2026-11-26T16:00'],
  // On a Monday, Monday is a week ahead.
  ['Mon 8:00', '2026-11-30T16:00'],
  ['today 8pm', '2026-11-24T04:00'],
  ['tomorrow 8:00', '2026-11-24T16:00'],
  // In summer the zone is an hour nearer.
  ['1 Jul 8:00', '2027-07-01T15:00'],
])('%s is %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test('a time alone is on the day of the session that is moved', () => {
  expect(read('8:30', SESSION_MS)).toBe('2026-12-02T16:30');
  expect(read('8:30')).toBe('MOMENT_UNREADABLE');
});

test('a day that is just past is meant as it stands; one long past comes again', () => {
  expect(read('22 Nov 8am')).toBe('2026-11-22T16:00');
  expect(read('3 Jan 8am')).toBe('2027-01-03T16:00');
});

test('where the clock shows a time twice the first is meant, and what it leaves out is told', () => {
  expect(read('2027-11-07 1:30')).toBe('2027-11-07T08:30');
  const gap = readMoment('2027-03-14 2:30', ZONE, NOW_MS);
  expect(gap).toMatchObject({
    ok: false,
    mistake: { code: 'MOMENT_IN_GAP', nextAtMs: Date.UTC(2027, 2, 14, 10, 30) },
  });
});

test.each([
  ['later', 'MOMENT_UNREADABLE'],
  ['3 Dec', 'MOMENT_UNREADABLE'],
  ['3 Dec 25:00', 'MOMENT_UNREADABLE'],
  ['3 Dec 2026 2027 8:00', 'MOMENT_UNREADABLE'],
  ['tomorrow morning 8:00', 'MOMENT_UNREADABLE'],
  ['Thu 8', 'MOMENT_TIME_UNCLEAR'],
  ['30 Feb 8:00', 'MOMENT_NO_SUCH_DATE'],
  ['2026-13-01 8:00', 'MOMENT_NO_SUCH_DATE'],
])('%s is refused: %s', (text, code) => {
  expect(read(text)).toBe(code);
});
