import { expect, test } from '@jest/globals';
import { dateAndTime, stamp } from '../../src/practice/page/time.ts';

/** 7:00 am in Los Angeles, two days after clocks went back there. */
const AT_MS = Date.UTC(2026, 10, 3, 15, 0);

test.each([
  ['Los Angeles', 'America/Los_Angeles', 'en-US', '7:00 am', 'November 3, 2026 at 7:00 am'],
  ['London', 'Europe/London', 'en-GB', '15:00', '3 November 2026 at 15:00'],
  ['Berlin', 'Europe/Berlin', 'de', '16:00', '3. November 2026 um 16:00'],
  ['Manila', 'Asia/Manila', 'en-US', '11:00 pm', 'November 3, 2026 at 11:00 pm'],
  ['Sydney', 'Australia/Sydney', 'es-ES', '2:00', '4 de noviembre de 2026 a las 2:00'],
])('what a phone in %s shows', (_, zone, locale, short, long) => {
  const device = { zone, locale };
  expect(stamp(AT_MS, 't', 0, device)).toBe(short);
  expect(stamp(AT_MS, 'f', 0, device)).toBe(long);
});

test('distances are told in the language of the phone', () => {
  const zone = 'Europe/Paris';
  expect(stamp(AT_MS, 'R', AT_MS - 300_000, { zone, locale: 'en-US' })).toBe('in 5 minutes');
  expect(stamp(AT_MS, 'R', AT_MS - 300_000, { zone, locale: 'fr' })).toBe('dans 5 minutes');
  expect(stamp(AT_MS, 'R', AT_MS + 7_200_000, { zone, locale: 'de' })).toBe('vor 2 Stunden');
});

test('a date of the calendar is the one where the person is', () => {
  expect(dateAndTime(AT_MS, 'America/Los_Angeles')).toBe('Tue, Nov 3, 7:00 am');
  expect(dateAndTime(AT_MS, 'Australia/Sydney')).toBe('Wed, Nov 4, 2:00 am');
});
