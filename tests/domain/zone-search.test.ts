import { expect, test } from '@jest/globals';
import { isZone } from '../../src/domain/zone.ts';
import {
  knownPlaces,
  likelyZones,
  offsetMinutesOf,
  zoneOf,
  zonesAtOffset,
} from '../../src/domain/zone-search.ts';

const WINTER_MS = Date.UTC(2026, 11, 1);
const SUMMER_MS = Date.UTC(2026, 6, 1);

test.each([
  ['berlin', 'Europe/Berlin'],
  ['  New   York ', 'America/New_York'],
  ['america/los_angeles', 'America/Los_Angeles'],
  ['San Francisco', 'America/Los_Angeles'],
  ['münchen', 'Europe/Berlin'],
  ['Munchen', 'Europe/Berlin'],
  ['kolkata', 'Asia/Kolkata'],
  ['mumbai', 'Asia/Kolkata'],
  ['Kyiv', 'Europe/Kyiv'],
  ['Asia/Calcutta', 'Asia/Calcutta'],
  ['bogota', 'America/Bogota'],
  ['UTC', 'UTC'],
])('%s is a place', (written, zone) => {
  expect(zoneOf(written)).toBe(zone);
});

test.each(['gmt+2', '+2', 'Atlantis', '', 'Etc/GMT-2'])('%j is none', (written) => {
  expect(zoneOf(written)).toBeNull();
});

test.each([
  ['gmt+2', 120],
  ['UTC -3:30', -210],
  ['+5', 300],
  ['utc+0530', 330],
  ['−8', -480],
  ['gmt+15', null],
  ['berlin', null],
  ['5', null],
])('the offset of %s is %p minutes', (written, minutes) => {
  expect(offsetMinutesOf(written)).toBe(minutes);
});

test('zones at an offset are those whose clocks are there at the moment', () => {
  expect(zonesAtOffset(60, WINTER_MS, 'de')[0]).toBe('Europe/Berlin');
  expect(zonesAtOffset(60, SUMMER_MS, 'de')).not.toContain('Europe/Berlin');
  expect(zonesAtOffset(0, WINTER_MS, 'en-GB')[0]).toBe('Europe/London');
  expect(zonesAtOffset(330, WINTER_MS, 'en-US')).toContain('Asia/Kolkata');
  expect(zonesAtOffset(345, WINTER_MS, 'en-US')).toContain('Asia/Kathmandu');
});

test('likely zones are zones, 25 of them, each once, beginning where the language is spoken', () => {
  for (const [locale, first] of [
    ['en-US', 'America/Los_Angeles'],
    ['en-GB', 'Europe/London'],
    ['de', 'Europe/Berlin'],
    ['es-ES', 'Europe/Madrid'],
    ['es-419', 'America/Mexico_City'],
    ['fr', 'Europe/Paris'],
    ['ja', 'America/Los_Angeles'],
  ] as const) {
    const zones = likelyZones(locale, 25);
    expect(zones[0]).toBe(first);
    expect(new Set(zones).size).toBe(25);
    expect(zones.filter((zone) => !isZone(zone))).toEqual([]);
  }
});

test('every place that can be found is in a zone that can be set', () => {
  expect(knownPlaces().filter(({ zone }) => !isZone(zone))).toEqual([]);
});
