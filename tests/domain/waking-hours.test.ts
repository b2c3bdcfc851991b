import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { localTimeOf } from '../../src/domain/local-time.ts';
import { nextWakingMs } from '../../src/domain/waking-hours.ts';

const zones = ['America/Los_Angeles', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const HOUR_MS = 3_600_000;

test.each([
  ['by day it is now', 'Europe/Berlin', '2026-12-01T12:00Z', '2026-12-01T12:00Z'],
  ['at eight it is now', 'Europe/Berlin', '2026-12-01T07:00Z', '2026-12-01T07:00Z'],
  ['a minute before, it is at eight', 'Europe/Berlin', '2026-12-01T06:59Z', '2026-12-01T07:00Z'],
  ['at ten it is the next morning', 'Europe/Berlin', '2026-12-01T21:00Z', '2026-12-02T07:00Z'],
  ['after midnight it is that morning', 'Asia/Manila', '2026-12-01T17:00Z', '2026-12-02T00:00Z'],
  ['the night is an hour shorter', 'Europe/Berlin', '2027-03-27T21:30Z', '2027-03-28T06:00Z'],
  ['or an hour longer', 'America/New_York', '2026-11-01T03:30Z', '2026-11-01T13:00Z'],
  ['across the end of a month', 'America/Phoenix', '2027-01-01T05:30Z', '2027-01-01T15:00Z'],
  ['and across a date that was left out', 'Pacific/Apia', '2011-12-30T09:00Z', '2011-12-30T18:00Z'],
])('%s', (_what, zone, now, next) => {
  expect(new Date(nextWakingMs(zone, Date.parse(now))).toISOString()).toBe(
    new Date(next).toISOString(),
  );
});

test('it is never past, never more than a night away, and always by day', () => {
  const instants = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2029, 0) });
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (nowMs, zone) => {
      const nextMs = nextWakingMs(zone, nowMs);
      expect(nextMs).toBeGreaterThanOrEqual(nowMs);
      expect(nextMs - nowMs).toBeLessThanOrEqual(11 * HOUR_MS);
      const wallTime = localTimeOf(zone, nextMs);
      expect('08:00' <= wallTime && wallTime < '22:00').toBe(true);
    }),
  );
});
