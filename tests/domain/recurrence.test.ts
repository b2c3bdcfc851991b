import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import {
  occurrenceIdOf,
  occurrencesBetween,
  type RuleOccurrence,
} from '../../src/domain/recurrence.ts';
import type { RecurrenceRule } from '../../src/domain/schedule.ts';
import { wallTimeReference } from './wall-time-reference.ts';

const DAY_MS = 86_400_000;

function rule(
  changes: Partial<RecurrenceRule> & { rrule?: string; anchor?: string },
): RecurrenceRule {
  return {
    zone: changes.zone ?? 'America/Los_Angeles',
    dates: changes.dates ?? {
      kind: 'recurring',
      rrule: changes.rrule ?? 'FREQ=DAILY',
      anchorDate: changes.anchor ?? '2010-01-01',
    },
    wallTimes: changes.wallTimes ?? ['07:00'],
  };
}

function between(of: RecurrenceRule, from: string, to: string): RuleOccurrence[] {
  return occurrencesBetween(of, Date.parse(from), Date.parse(to));
}

const isoStarts = (found: readonly RuleOccurrence[]): string[] =>
  found.map(({ startsAtMs }) => new Date(startsAtMs).toISOString().slice(0, 16));

describe('dates', () => {
  test('weekdays', () => {
    const monWedFri = rule({ rrule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR' });
    expect(between(monWedFri, '2026-01-05T08:00Z', '2026-01-12T08:00Z')).toEqual([
      {
        localDate: '2026-01-05',
        ordinal: 1,
        wallTime: '07:00',
        startsAtMs: Date.UTC(2026, 0, 5, 15),
      },
      {
        localDate: '2026-01-07',
        ordinal: 1,
        wallTime: '07:00',
        startsAtMs: Date.UTC(2026, 0, 7, 15),
      },
      {
        localDate: '2026-01-09',
        ordinal: 1,
        wallTime: '07:00',
        startsAtMs: Date.UTC(2026, 0, 9, 15),
      },
    ]);
  });

  test('every other Sunday keeps its phase from the anchor, over the turn of a year', () => {
    const fortnight = rule({ rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', anchor: '2025-12-21' });
    const dates = between(fortnight, '2025-12-01T00:00Z', '2026-02-10T00:00Z').map(
      (o) => o.localDate,
    );
    expect(dates).toEqual(['2025-12-21', '2026-01-04', '2026-01-18', '2026-02-01']);
  });

  test('first Saturday and last Friday of a month', () => {
    const firstOrLast = rule({ rrule: 'FREQ=MONTHLY;BYDAY=1SA,-1FR' });
    const found = between(firstOrLast, '2026-01-01T00:00Z', '2026-03-01T00:00Z');
    expect(found.map((o) => o.localDate)).toEqual([
      '2026-01-03',
      '2026-01-30',
      '2026-02-07',
      '2026-02-27',
    ]);
  });

  test('a single date', () => {
    const once = rule({ dates: { kind: 'once', date: '2026-12-01' } });
    expect(isoStarts(between(once, '2026-01-01T00:00Z', '2027-01-01T00:00Z'))).toEqual([
      '2026-12-01T15:00',
    ]);
    expect(between(once, '2026-12-02T00:00Z', '2027-01-01T00:00Z')).toEqual([]);
  });

  test('29 February comes in leap years only', () => {
    const leap = rule({ rrule: 'FREQ=MONTHLY;BYMONTHDAY=29;BYMONTH=2', anchor: '2024-01-01' });
    const dates = between(leap, '2024-01-01T00:00Z', '2033-01-01T00:00Z').map((o) => o.localDate);
    expect(dates).toEqual(['2024-02-29', '2028-02-29', '2032-02-29']);
  });
});

describe('where the clock jumps', () => {
  test('in the gap it begins as much later as the clock jumps, on the same date by name', () => {
    const early = rule({ wallTimes: ['02:30'] });
    const found = between(early, '2026-03-07T08:00Z', '2026-03-10T07:00Z');
    expect(isoStarts(found)).toEqual(['2026-03-07T10:30', '2026-03-08T10:30', '2026-03-09T09:30']);
    expect(found.map((o) => o.localDate)).toEqual(['2026-03-07', '2026-03-08', '2026-03-09']);
  });

  test('in the overlap it begins once, the first time', () => {
    const early = rule({ wallTimes: ['01:30'] });
    const found = between(early, '2026-10-31T07:00Z', '2026-11-03T08:00Z');
    expect(isoStarts(found)).toEqual(['2026-10-31T08:30', '2026-11-01T08:30', '2026-11-02T09:30']);
  });

  test('a session shifted onto another one of its series is that one', () => {
    const twice = rule({ wallTimes: ['02:30', '03:30'] });
    const found = between(twice, '2026-03-08T08:00Z', '2026-03-09T07:00Z');
    expect(found).toEqual([
      {
        localDate: '2026-03-08',
        ordinal: 2,
        wallTime: '03:30',
        startsAtMs: Date.UTC(2026, 2, 8, 10, 30),
      },
    ]);
  });

  test('a date that a zone left out is not held twice the next day', () => {
    const daily = rule({ zone: 'Pacific/Apia' });
    const dates = between(daily, '2011-12-28T00:00Z', '2012-01-02T00:00Z').map((o) => o.localDate);
    expect(dates).toEqual(['2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01', '2012-01-02']);
    const fridays = rule({ zone: 'Pacific/Apia', rrule: 'FREQ=WEEKLY;BYDAY=FR' });
    const onFriday = between(fridays, '2011-12-28T00:00Z', '2012-01-02T00:00Z');
    expect(onFriday.map((o) => o.localDate)).toEqual(['2011-12-30']);
    expect(isoStarts(onFriday)).toEqual(['2011-12-30T17:00']);
  });
});

/** Every half hour of a day. */
const HALF_HOURS = Array.from({ length: 48 }, (_, index) => {
  const hour = String(Math.floor(index / 2)).padStart(2, '0');
  return `${hour}:${index % 2 === 0 ? '00' : '30'}`;
});

describe('against a reference that asks Intl what the clocks on the wall show', () => {
  // Los Angeles changes its clocks in the second week of March and the first of November.
  const losAngeles = Array.from({ length: 11 }, (_, index) => 2020 + 2 * index).flatMap((year) => [
    ['America/Los_Angeles', `${year}-03-06`, `${year}-03-17`],
    ['America/Los_Angeles', `${year}-10-30`, `${year}-11-10`],
  ]);
  const elsewhere = [
    ['America/Los_Angeles', '2027-01-01', '2027-12-01'],
    ['Europe/Berlin', '2026-03-20', '2026-11-10'],
    ['Australia/Lord_Howe', '2026-03-20', '2026-11-10'],
    ['America/Sao_Paulo', '2018-10-20', '2019-03-01'],
    ['Pacific/Apia', '2011-12-01', '2012-04-10'],
  ];
  const spans = [...losAngeles, ...elsewhere] as [zone: string, from: string, to: string][];
  test.each(spans)('%s from %s to %s, every half hour', (zone, from, to) => {
    const startOf = wallTimeReference(
      zone,
      Date.parse(from) - 4 * DAY_MS,
      Date.parse(to) + 4 * DAY_MS,
    );
    for (const wallTime of HALF_HOURS) {
      const found = between(rule({ zone, wallTimes: [wallTime] }), from, to);
      const expected = new Map<number, string>();
      for (
        let dayMs = Date.parse(from) - 2 * DAY_MS;
        dayMs <= Date.parse(to) + 2 * DAY_MS;
        dayMs += DAY_MS
      ) {
        const localDate = new Date(dayMs).toISOString().slice(0, 10);
        const startsAtMs = startOf(`${localDate}T${wallTime}`);
        // A later date overwrites a left-out one that was shifted onto it.
        if (startsAtMs >= Date.parse(from) && startsAtMs < Date.parse(to))
          expected.set(startsAtMs, localDate);
      }
      expect(found.map((o) => [o.startsAtMs, o.localDate])).toEqual([...expected]);
    }
  });
});

describe('whatever the rule', () => {
  const zones = fc.constantFrom(
    'America/Los_Angeles',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Pacific/Apia',
    'Asia/Kolkata',
    'UTC',
  );
  const rrules = fc.constantFrom(
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=2',
    'FREQ=WEEKLY;BYDAY=MO,WE,FR',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU',
    'FREQ=MONTHLY;BYDAY=1SA,-1FR',
    'FREQ=MONTHLY;BYMONTHDAY=1,31',
    'FREQ=WEEKLY;BYDAY=TU;BYMONTH=3,11',
  );
  const wallTimes = fc
    .uniqueArray(fc.constantFrom(...HALF_HOURS), { minLength: 1, maxLength: 8 })
    .map((times) => times.toSorted());
  const instants = fc.integer({ min: Date.UTC(2011, 0), max: Date.UTC(2027, 0) });
  const rules = fc
    .record({ zone: zones, rrule: rrules, wallTimes })
    .map((parts) => rule({ ...parts, anchor: '2010-01-01' }));
  const spans = fc
    .tuple(
      instants,
      fc.integer({ min: 0, max: 400 * DAY_MS }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([fromMs, lengthMs, share]) => ({
      fromMs,
      toMs: fromMs + lengthMs,
      midMs: fromMs + Math.round(lengthMs * share),
    }));

  test('starts rise, lie within the span, and have an identity of their own', () => {
    fc.assert(
      fc.property(rules, spans, (of, { fromMs, toMs }) => {
        const found = occurrencesBetween(of, fromMs, toMs);
        const starts = found.map((o) => o.startsAtMs);
        expect(starts.every((start, index) => index === 0 || starts[index - 1]! < start)).toBe(
          true,
        );
        expect(starts.every((start) => fromMs <= start && start < toMs)).toBe(true);
        const ids = found.map((o) => occurrenceIdOf(asId<SeriesId>('s'), o.localDate, o.ordinal));
        expect(new Set(ids).size).toBe(found.length);
      }),
    );
  });

  test('a span in two parts gives what the whole gives', () => {
    fc.assert(
      fc.property(rules, spans, (of, { fromMs, midMs, toMs }) => {
        const parts = [
          ...occurrencesBetween(of, fromMs, midMs),
          ...occurrencesBetween(of, midMs, toMs),
        ];
        expect(parts).toEqual(occurrencesBetween(of, fromMs, toMs));
      }),
    );
  });
});

test('an empty span has nothing, and a span without an end is a bug', () => {
  expect(occurrencesBetween(rule({}), 1_000, 1_000)).toEqual([]);
  expect(() => occurrencesBetween(rule({}), 0, Number.POSITIVE_INFINITY)).toThrow(RangeError);
});

test('an identity is the series and its local date, with a number from the second of a day', () => {
  const morning = asId<SeriesId>('morning');
  expect(occurrenceIdOf(morning, '2026-12-01', 1)).toBe('morning@2026-12-01');
  expect(occurrenceIdOf(morning, '2026-12-01', 2)).toBe('morning@2026-12-01.2');
});
