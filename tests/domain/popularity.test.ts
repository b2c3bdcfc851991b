import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import { popularityCsv } from '../../src/domain/popularity-csv.ts';
import {
  lastWeeks,
  mondaysBetween,
  popularityOf,
  seriesWeeks,
  shownCount,
  shownHeight,
  slotPopularity,
  type CountedSession,
  type CountedSignUps,
} from '../../src/domain/popularity.ts';

const ZONE = 'America/Los_Angeles';
const HOUR_MS = 3_600_000;
const morning = asId<SeriesId>('morning');
const sunday = asId<SeriesId>('sunday');
/** Monday, 23 November 2026, 7:00 am in Los Angeles. */
const MONDAY_MS = Date.UTC(2026, 10, 23, 15);

const session = (seriesId: SeriesId, startsAtMs: number, listeners: number): CountedSession => ({
  seriesId,
  startsAtMs,
  listeners,
});

describe('what may be shown', () => {
  test.each([
    [0, { kind: 'exact', n: 0 }],
    [0.2, { kind: 'underThree' }],
    [1, { kind: 'underThree' }],
    [2, { kind: 'underThree' }],
    [2.99, { kind: 'underThree' }],
    [3, { kind: 'exact', n: 3 }],
    [11.5, { kind: 'exact', n: 12 }],
  ])('%p', (n, shown) => {
    expect(shownCount(n)).toEqual(shown);
  });

  test('one and two stand in one place on every scale', () => {
    expect(shownHeight(1)).toBe(shownHeight(2));
    expect(shownHeight(1)).toBeLessThan(shownHeight(3));
    expect(shownHeight(0)).toBe(0);
  });
});

describe('by series and week', () => {
  test('the mean of the counted sessions, beside the sign-ups of the week', () => {
    const sessions = [
      session(morning, MONDAY_MS, 12),
      session(morning, MONDAY_MS + 48 * HOUR_MS, 7),
      session(sunday, MONDAY_MS - 14 * HOUR_MS, 5),
    ];
    const signUps = [
      { seriesId: morning, weekOf: '2026-11-23', signUps: 18 },
      { seriesId: morning, weekOf: '2026-11-16', signUps: 17 },
    ];
    expect(seriesWeeks(sessions, signUps, ZONE)).toEqual([
      { seriesId: morning, weekOf: '2026-11-16', signUps: 17, present: null, sessions: 0 },
      { seriesId: morning, weekOf: '2026-11-23', signUps: 18, present: 9.5, sessions: 2 },
      { seriesId: sunday, weekOf: '2026-11-16', signUps: null, present: 5, sessions: 1 },
    ]);
  });

  test('nothing counted is nothing', () => {
    expect(seriesWeeks([], [], ZONE)).toEqual([]);
    expect(slotPopularity([], ZONE)).toEqual([]);
  });

  test('a broken count throws', () => {
    expect(() => slotPopularity([session(morning, MONDAY_MS, -1)], ZONE)).toThrow(RangeError);
    expect(() => slotPopularity([session(morning, MONDAY_MS, 1.5)], ZONE)).toThrow(RangeError);
  });

  test('a week begins on the local Monday', () => {
    const either = [Date.UTC(2026, 10, 23, 7, 59), Date.UTC(2026, 10, 23, 8)].map((atMs) =>
      session(morning, atMs, 5),
    );
    const weeks = seriesWeeks(either, [], ZONE).map((week) => week.weekOf);
    expect(weeks).toEqual(['2026-11-16', '2026-11-23']);
    expect(mondaysBetween('2026-10-26', '2026-11-15')).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
    ]);
  });
});

describe('all that is shown of some weeks', () => {
  test('the series to which most people come is first, and one without a name goes by its id', () => {
    const sessions = [session(sunday, MONDAY_MS, 4), session(morning, MONDAY_MS, 9)];
    const signUps = [{ seriesId: asId<SeriesId>('gone'), weekOf: '2026-11-23', signUps: 30 }];
    const span = { fromDate: '2026-11-23', toDate: '2026-11-29' };
    const names = new Map([
      [morning, 'Morning'],
      [sunday, 'Sunday'],
    ]);
    const shown = popularityOf({ sessions, signUps }, names, ZONE, span);
    expect(shown.seriesLines.series.map(({ name }) => name)).toEqual(['Morning', 'Sunday', 'gone']);
    expect(shown.heatMap).toMatchObject({ ...span, zone: ZONE, slots: [{ present: 6.5 }] });
    expect(shown.weeks).toHaveLength(3);
  });

  test('the last weeks begin on a local Monday and end today', () => {
    const nowMs = Date.UTC(2026, 10, 26, 5);
    expect(lastWeeks(1, nowMs, ZONE)).toEqual({
      fromDate: '2026-11-23',
      toDate: '2026-11-25',
      fromMs: Date.UTC(2026, 10, 23, 8),
    });
    // Four weeks before, the clocks were still on summer time.
    expect(lastWeeks(5, nowMs, ZONE)).toMatchObject({
      fromDate: '2026-10-26',
      fromMs: Date.UTC(2026, 9, 26, 7),
    });
  });
});

describe('by weekday and hour', () => {
  test('the local hour counts, in summer and in winter', () => {
    const summer = Date.UTC(2026, 9, 26, 14, 30);
    expect(
      slotPopularity([session(morning, summer, 4), session(morning, MONDAY_MS, 9)], ZONE),
    ).toEqual([{ weekday: 1, hour: 7, present: 6.5, sessions: 2 }]);
  });

  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: ZONE,
    weekday: 'short',
    hour: 'numeric',
    hourCycle: 'h23',
  });
  const anySessions = fc.array(
    fc.record({
      seriesId: fc.constantFrom(morning, sunday),
      startsAtMs: fc.integer({ min: MONDAY_MS - 9_000 * HOUR_MS, max: MONDAY_MS }),
      listeners: fc.integer({ min: 3, max: 40 }),
    }),
  );

  test('each session is in one hour, the one that Intl shows', () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const wanted = new Map<string, number[]>();
        for (const { startsAtMs, listeners } of sessions) {
          const key = format.format(startsAtMs);
          wanted.set(key, [...(wanted.get(key) ?? []), listeners]);
        }
        const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
        const found = slotPopularity(sessions, ZONE);
        expect(found).toHaveLength(wanted.size);
        for (const { weekday, hour, present, sessions: count } of found) {
          const listeners = wanted.get(`${days[weekday - 1]}, ${String(hour).padStart(2, '0')}`);
          expect(listeners).toHaveLength(count);
          expect(present * count).toBeCloseTo((listeners ?? []).reduce((sum, n) => sum + n, 0));
        }
      }),
    );
  });

  test('no session is lost or counted twice in the weeks', () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const weeks = seriesWeeks(sessions, [], ZONE);
        const total = weeks.reduce((sum, week) => sum + week.sessions, 0);
        expect(total).toBe(sessions.length);
        const people = weeks.reduce((sum, week) => sum + (week.present ?? 0) * week.sessions, 0);
        expect(people).toBeCloseTo(sessions.reduce((sum, { listeners }) => sum + listeners, 0));
      }),
    );
  });
});

// ---- the table -----------------------------------------------------------------------

/** Reads RFC 4180 by the letter; written for this test. */
function readCsv(text: string): string[][] {
  expect(text.startsWith('\uFEFF')).toBe(true);
  const rows: string[][] = [];
  let rest = text.slice(1);
  let row: string[] = [];
  while (rest !== '') {
    const [whole = '', inQuotes, bare, end] =
      /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? [];
    if (whole === '') throw new Error(`This is no CSV: ${rest}`);
    row.push(inQuotes?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '\r\n') {
      rows.push(row);
      row = [];
    }
    rest = rest.slice(whole.length);
  }
  expect(row).toEqual([]);
  return rows;
}

const weeks = seriesWeeks(
  [
    session(morning, MONDAY_MS, 12),
    session(sunday, MONDAY_MS, 2),
    session(sunday, MONDAY_MS - 168 * HOUR_MS, 0),
  ],
  [
    { seriesId: morning, weekOf: '2026-11-23', signUps: 18 },
    { seriesId: sunday, weekOf: '2026-11-09', signUps: 1 },
  ],
  ZONE,
);

describe('the table', () => {
  test('counts are there, small ones are words, and what was not counted is empty', () => {
    const names = new Map([
      [morning, 'Morning, "early"'],
      [sunday, 'Für alle'],
    ]);
    expect(readCsv(popularityCsv(weeks, names))).toEqual([
      ['week_of', 'series', 'name', 'sessions_counted', 'present_average', 'signed_up'],
      ['2026-11-23', 'morning', 'Morning, "early"', '1', '12', '18'],
      ['2026-11-09', 'sunday', 'Für alle', '0', '', 'under 3'],
      ['2026-11-16', 'sunday', 'Für alle', '1', '0', ''],
      ['2026-11-23', 'sunday', 'Für alle', '1', 'under 3', ''],
    ]);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\u200B=1', '"=1'])(
    'the name %j is no formula',
    (name) => {
      const field = readCsv(popularityCsv(weeks, new Map([[morning, name]])))[1]?.[2];
      expect(field).toBe(name.startsWith('"') ? name : `'${name}`);
    },
  );

  test('any name comes back whole, and only a formula has an apostrophe in front', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const field = readCsv(popularityCsv(weeks, new Map([[morning, name]])))[1]?.[2];
        expect([name, `'${name}`]).toContain(field);
        expect(field).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

function swapped(count: number): number {
  return count === 1 || count === 2 ? 3 - count : count;
}

describe('nobody can tell 1 from 2', () => {
  const anyCount = fc.integer({ min: 0, max: 5 });
  const anyWeek = fc.constantFrom('2026-11-09', '2026-11-16', '2026-11-23');
  const anyCounts = fc.record({
    sessions: fc.array(
      fc.tuple(fc.constantFrom(morning, sunday), fc.integer({ min: 0, max: 400 }), anyCount),
    ),
    signUps: fc.array(fc.tuple(fc.constantFrom(morning, sunday), anyWeek, anyCount)),
  });

  test('not from an average, and not from the table', () => {
    fc.assert(
      fc.property(anyCounts, ({ sessions, signUps }) => {
        const seen = (change: (count: number) => number) => {
          const counted = sessions.map(([seriesId, hours, count]) =>
            session(seriesId, MONDAY_MS - hours * HOUR_MS, change(count)),
          );
          const signed = signUps.map(([seriesId, week, count]): CountedSignUps => ({
            seriesId,
            weekOf: week,
            signUps: change(count),
          }));
          const found = seriesWeeks(counted, signed, ZONE);
          return {
            slots: slotPopularity(counted, ZONE),
            present: found.map(({ present }) => present),
            table: popularityCsv(found, new Map()),
          };
        };
        expect(seen(swapped)).toEqual(seen((count) => count));
      }),
    );
  });
});
