import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { discordTime } from '../../src/texts/discord-format.ts';
import { textsFor } from '../../src/texts/languages.ts';

const { time } = textsFor('en');
const START_MS = Date.UTC(2026, 11, 2, 15);
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
  expect(time.wallTime(zone, START_MS)).toBe(words);
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

describe('each language tells the hour as its people do', () => {
  test.each([
    ['es', 'America/Los_Angeles', 'mié 2 dic, 7:00 en Los Ángeles'],
    ['de', 'America/Los_Angeles', 'Mi, 2. Dez., 7:00 Uhr in Los Angeles'],
    ['fr', 'America/Los_Angeles', 'mer. 2 déc., 7 h 00 à Los Angeles'],
    ['es', 'Asia/Manila', 'mié 2 dic, 23:00 en Manila'],
    ['de', 'Europe/London', 'Mi, 2. Dez., 15:00 Uhr in London'],
    ['fr', 'Europe/London', 'mer. 2 déc., 15 h 00 à Londres'],
    ['de', 'Etc/UTC', 'Mi, 2. Dez., 15:00 Uhr Weltzeit'],
    ['es', 'UTC', 'mié 2 dic, 15:00, hora universal'],
    ['fr', 'Pacific/Auckland', 'jeu. 3 déc., 4 h 00 à Auckland'],
  ])('in %s, of %s: %s', (language, zone, words) => {
    expect(textsFor(language).time.dayAndTime(zone, START_MS)).toBe(words);
  });

  test('the first of a month is called so in French', () => {
    const french = textsFor('fr').time;
    expect(french.dayAndTime('UTC', Date.UTC(2026, 11, 1))).toMatch(/^mar\. 1er déc\./);
  });
});

test.each([
  ['es', ['menos de un minuto', '1 minuto', '15 minutos', '1 hora', '2 horas y 1 minuto']],
  [
    'de',
    ['weniger als eine Minute', '1 Minute', '15 Minuten', '1 Stunde', '2 Stunden und 1 Minute'],
  ],
  ['fr', ['moins d’une minute', '1 minute', '15 minutes', '1 heure', '2 heures et 1 minute']],
])('lengths in %s', (language, lengths) => {
  const minutes = [0, 1, 15, 60, 121];
  const said = minutes.map((count) => textsFor(language).time.length(count * MINUTE_MS));
  expect(said).toEqual(lengths);
});

const letters = (text: string): string => text.replace(/[^\p{L}]/gu, '').toLowerCase();

test('weekdays and months are those of the platform, in their order', () => {
  for (const language of ['en', 'es', 'de', 'fr']) {
    const options = { timeZone: 'UTC', day: 'numeric', month: 'short', weekday: 'short' } as const;
    const reference = new Intl.DateTimeFormat(language === 'en' ? 'en-US' : language, options);
    for (let day = 0; day < 366; day += 1) {
      const atMs = Date.UTC(2024, 0, 1 + day);
      const parts = new Map(reference.formatToParts(atMs).map(({ type, value }) => [type, value]));
      const said = letters(textsFor(language).time.dayAndTime('UTC', atMs));
      expect(said).toContain(letters(parts.get('weekday') ?? '?'));
      expect(said).toContain(letters(parts.get('month') ?? '?').slice(0, 3));
    }
  }
});
