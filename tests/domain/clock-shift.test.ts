import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  clockShiftsOf,
  shiftsOn,
  steadySessionsAmong,
  steadySessionsOf,
  zoneClock,
  type ClockShift,
} from '../../src/domain/clock-shift.ts';
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import { occurrencesBetween } from '../../src/domain/recurrence.ts';
import type { RecurrenceRule, Series } from '../../src/domain/schedule.ts';

const DAY_MS = 86_400_000;
const YEAR_2027 = [Date.UTC(2027, 0, 1), Date.UTC(2028, 0, 1)] as const;

type SeriesRule = Pick<Series, 'id' | 'rule'>;

function seriesOf(
  rrule: string,
  wallTime: string,
  changes: Partial<RecurrenceRule> & { readonly anchor?: string } = {},
): SeriesRule {
  return {
    id: asId<SeriesId>('practice'),
    rule: {
      zone: changes.zone ?? 'America/Los_Angeles',
      dates: { kind: 'recurring', rrule, anchorDate: changes.anchor ?? '2020-01-01' },
      wallTimes: changes.wallTimes ?? [wallTime],
    },
  };
}

const asSeries = ({ id, rule }: SeriesRule): Series => ({
  id,
  rule,
  name: 'Practice',
  durationMs: 3_600_000,
  room: 'hall',
  announce: 'announcements',
  graceMs: 300_000,
  remindersMs: [],
  teacherIds: [],
  ifNobodyChooses: { kind: 'nothing' },
  paused: false,
  description: '',
  tellsTeacherChanges: false,
  participantsVote: false,
});

const shifts = (series: SeriesRule, zone: string, [fromMs, toMs] = YEAR_2027): ClockShift[] =>
  clockShiftsOf(asSeries(series), zone, fromMs, toMs);

const mondayWednesdayFriday = seriesOf('FREQ=WEEKLY;BYDAY=MO,WE,FR', '07:00');
const everyOtherSunday = seriesOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', '16:30', {
  anchor: '2027-01-03',
});
const firstSaturday = seriesOf('FREQ=MONTHLY;BYDAY=1SA', '09:00');

/** `15 Mar`: the timetable's own date. */
function dateIn(zone: string, atMs: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
  });
  return parts.format(atMs).replace('Sept', 'Sep');
}

/** `15 Mar  15:00 -> 14:00  until 29 Mar`; a moved weekday is written after the new time. */
function row(series: SeriesRule, shift: ClockShift): string {
  const date = (atMs: number): string => dateIn(series.rule.zone, atMs);
  const day = { '-1': ' a day earlier', '0': '', '1': ' a day later' }[`${shift.dayShift}`];
  const until = shift.untilMs === null ? '' : `  until ${date(shift.untilMs)}`;
  return `${date(shift.firstStartsAtMs)}  ${shift.oldTime} -> ${shift.newTime}${day}${until}`;
}

/**
 * Worked out by hand. In 2027 the United States change their clocks on 14 March and
 * 7 November, Europe on 28 March and 31 October, Sydney on 4 April and 3 October; Phoenix
 * and Kolkata never do. Dates are those of the timetable, times the person's own.
 */
const tables: readonly {
  readonly title: string;
  readonly series: SeriesRule;
  readonly rowsByZone: Readonly<Record<string, readonly string[]>>;
}[] = [
  {
    title: 'Monday, Wednesday, Friday at 07:00',
    series: mondayWednesdayFriday,
    rowsByZone: {
      'America/Los_Angeles': [],
      'America/New_York': [],
      'Europe/London': [
        '15 Mar  15:00 -> 14:00  until 29 Mar',
        '29 Mar  14:00 -> 15:00  until 1 Nov',
        '1 Nov  15:00 -> 14:00  until 8 Nov',
        '8 Nov  14:00 -> 15:00',
      ],
      'Europe/Berlin': [
        '15 Mar  16:00 -> 15:00  until 29 Mar',
        '29 Mar  15:00 -> 16:00  until 1 Nov',
        '1 Nov  16:00 -> 15:00  until 8 Nov',
        '8 Nov  15:00 -> 16:00',
      ],
      'Australia/Sydney': [
        '15 Mar  02:00 -> 01:00  until 5 Apr',
        '5 Apr  01:00 -> 00:00  until 4 Oct',
        '4 Oct  00:00 -> 01:00  until 8 Nov',
        '8 Nov  01:00 -> 02:00',
      ],
      'America/Phoenix': ['15 Mar  08:00 -> 07:00  until 8 Nov', '8 Nov  07:00 -> 08:00'],
      'Asia/Kolkata': ['15 Mar  20:30 -> 19:30  until 8 Nov', '8 Nov  19:30 -> 20:30'],
    },
  },
  {
    // No session falls between 31 October and 7 November: Europe has no shift in autumn.
    title: 'every other Sunday at 16:30',
    series: everyOtherSunday,
    rowsByZone: {
      'America/Los_Angeles': [],
      'America/New_York': [],
      'Europe/London': [
        '14 Mar  00:30 -> 23:30 a day earlier  until 28 Mar',
        '28 Mar  23:30 -> 00:30 a day later',
      ],
      'Europe/Berlin': ['14 Mar  01:30 -> 00:30  until 28 Mar', '28 Mar  00:30 -> 01:30'],
      'Australia/Sydney': [
        '14 Mar  11:30 -> 10:30  until 11 Apr',
        '11 Apr  10:30 -> 09:30  until 10 Oct',
        '10 Oct  09:30 -> 10:30  until 7 Nov',
        '7 Nov  10:30 -> 11:30',
      ],
      'America/Phoenix': ['14 Mar  17:30 -> 16:30  until 7 Nov', '7 Nov  16:30 -> 17:30'],
      'Asia/Kolkata': ['14 Mar  06:00 -> 05:00  until 7 Nov', '7 Nov  05:00 -> 06:00'],
    },
  },
  {
    // 3 April and 2 October, 09:00, are the very moments at which Sydney's clocks change.
    title: 'the first Saturday of a month at 09:00',
    series: firstSaturday,
    rowsByZone: {
      'America/Los_Angeles': [],
      'America/New_York': [],
      'Europe/London': ['6 Nov  17:00 -> 16:00  until 4 Dec', '4 Dec  16:00 -> 17:00'],
      'Europe/Berlin': ['6 Nov  18:00 -> 17:00  until 4 Dec', '4 Dec  17:00 -> 18:00'],
      'Australia/Sydney': [
        '3 Apr  04:00 -> 02:00  until 2 Oct',
        '2 Oct  02:00 -> 03:00  until 4 Dec',
        '4 Dec  03:00 -> 04:00',
      ],
      'America/Phoenix': ['3 Apr  10:00 -> 09:00  until 4 Dec', '4 Dec  09:00 -> 10:00'],
      'Asia/Kolkata': ['3 Apr  22:30 -> 21:30  until 4 Dec', '4 Dec  21:30 -> 22:30'],
    },
  },
];

describe.each(tables)('2027 for $title in Los Angeles', ({ series, rowsByZone }) => {
  test.each(Object.entries(rowsByZone))('%s', (zone, rows) => {
    expect(shifts(series, zone).map((shift) => row(series, shift))).toEqual(rows);
  });
});

// ---- the naive reference -------------------------------------------------------------

/** `HH:mm` and the weekday as Intl shows them, and the offset that Intl names. */
function shownBy(zone: string): (atMs: number) => { time: string; day: number; offset: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'longOffset',
  });
  return (atMs) => {
    const found = format.formatToParts(atMs).map(({ type, value }) => [type, value]);
    const part: Record<string, string> = Object.fromEntries(found);
    return {
      time: `${part['hour']}:${part['minute']}`,
      day: Date.parse(`${part['year']}-${part['month']}-${part['day']}T00:00Z`) / DAY_MS,
      offset: part['timeZoneName'] === 'GMT' ? 'GMT+00:00' : (part['timeZoneName'] ?? ''),
    };
  };
}

/** Minutes east of Greenwich of `GMT-07:00`. */
function minutesEast(offset: string): number {
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function apartMinutes(own: string, timetable: string): number {
  return minutesEast(own) - minutesEast(timetable);
}

/** Formats every session of the span and compares neighbours: slow, and simple to believe. */
function naiveShifts(series: SeriesRule, zone: string, [fromMs, toMs] = YEAR_2027) {
  const own = shownBy(zone);
  const timetable = shownBy(series.rule.zone);
  return series.rule.wallTimes.flatMap((wallTime) => {
    const sessions = occurrencesBetween(series.rule, fromMs, toMs)
      .filter((occurrence) => occurrence.wallTime === wallTime)
      .map(({ startsAtMs }) => ({
        startsAtMs,
        here: timetable(startsAtMs),
        ownTime: own(startsAtMs).time,
        ownDay: own(startsAtMs).day,
        apart: apartMinutes(own(startsAtMs).offset, timetable(startsAtMs).offset),
      }))
      .filter(({ here }) => here.time === wallTime);
    return sessions.slice(1).flatMap((session, index) => {
      const before = sessions[index];
      if (!before) throw new Error('There is one before the second.');
      const dayShift = session.ownDay - session.here.day - (before.ownDay - before.here.day);
      if (session.ownTime === before.ownTime && dayShift === 0) return [];
      expect(session.apart).not.toBe(before.apart);
      return {
        wallTime,
        firstStartsAtMs: session.startsAtMs,
        previousStartsAtMs: before.startsAtMs,
        oldTime: before.ownTime,
        newTime: session.ownTime,
        dayShift,
      };
    });
  });
}

const compared = ({ wallTime, firstStartsAtMs, previousStartsAtMs, ...rest }: ClockShift) => ({
  wallTime,
  firstStartsAtMs,
  previousStartsAtMs,
  oldTime: rest.oldTime,
  newTime: rest.newTime,
  dayShift: rest.dayShift,
});

const byStart = (a: { firstStartsAtMs: number }, b: { firstStartsAtMs: number }): number =>
  a.firstStartsAtMs - b.firstStartsAtMs;

/** Compares what lies between the sessions of the span; none before it is looked at. */
function expectSameAsNaive(series: SeriesRule, zone: string, span = YEAR_2027): void {
  const [fromMs, toMs] = span;
  const steady = steadySessionsOf(asSeries(series), fromMs, toMs);
  const own = zoneClock(zone, fromMs, toMs);
  const found = steady.flatMap((sessions) => shiftsOn(own, sessions)).map(compared);
  expect(found.toSorted(byStart)).toEqual(naiveShifts(series, zone, span).toSorted(byStart));
}

describe('equal to formatting every session by Intl', () => {
  const zones = [
    'America/Los_Angeles',
    'America/New_York',
    'Europe/London',
    'Europe/Berlin',
    'Australia/Sydney',
    'America/Phoenix',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Kathmandu',
    'Pacific/Chatham',
    'Pacific/Kiritimati',
    'Africa/Cairo',
    'America/Santiago',
  ];
  test.each(zones)('%s in 2027', (zone) => {
    for (const { series } of tables) expectSameAsNaive(series, zone);
  });

  test('Casablanca in 2025, when its clocks still went back for the month of Ramadan', () => {
    const year2025 = [Date.UTC(2025, 0, 1), Date.UTC(2026, 0, 1)] as const;
    expectSameAsNaive(mondayWednesdayFriday, 'Africa/Casablanca', year2025);
    const found = shifts(mondayWednesdayFriday, 'Africa/Casablanca', year2025);
    expect(found.map((shift) => row(mondayWednesdayFriday, shift))).toEqual([
      '24 Feb  16:00 -> 15:00  until 10 Mar',
      '10 Mar  15:00 -> 14:00  until 7 Apr',
      '7 Apr  14:00 -> 15:00  until 3 Nov',
      '3 Nov  15:00 -> 16:00',
    ]);
  });

  test('Lord Howe moves by half an hour', () => {
    const found = shifts(mondayWednesdayFriday, 'Australia/Lord_Howe');
    expect(found.map((shift) => row(mondayWednesdayFriday, shift))).toEqual([
      '15 Mar  02:00 -> 01:00  until 5 Apr',
      '5 Apr  01:00 -> 00:30  until 4 Oct',
      '4 Oct  00:30 -> 01:00  until 8 Nov',
      '8 Nov  01:00 -> 02:00',
    ]);
  });

  test('Samoa left out a day: the own time stays and the own weekday moves', () => {
    const around = [Date.UTC(2011, 11, 1), Date.UTC(2012, 1, 1)] as const;
    const weekly = seriesOf('FREQ=WEEKLY;BYDAY=MO', '07:00', { anchor: '2011-01-03' });
    expect(shifts(weekly, 'Pacific/Apia', around)).toMatchObject([
      {
        oldTime: '05:00',
        newTime: '05:00',
        dayShift: 1,
        firstStartsAtMs: Date.UTC(2012, 0, 2, 15),
      },
    ]);
  });
});

describe('the night in which the timetable changes its own clocks', () => {
  // On 14 March 2027 there is no 02:30 in Los Angeles: that session begins at 03:30.
  const inTheGap = seriesOf('FREQ=WEEKLY;BYDAY=SU', '02:30');
  test.each([
    ['America/Los_Angeles', []],
    ['America/New_York', []],
    ['America/Phoenix', ['21 Mar  03:30 -> 02:30  until 7 Nov', '7 Nov  02:30 -> 03:30']],
    [
      'Europe/London',
      [
        '21 Mar  10:30 -> 09:30  until 28 Mar',
        '28 Mar  09:30 -> 10:30  until 31 Oct',
        '31 Oct  10:30 -> 09:30  until 7 Nov',
        '7 Nov  09:30 -> 10:30',
      ],
    ],
  ])('a session that the gap moves once shifts nobody in %s', (zone, rows) => {
    expect(shifts(inTheGap, zone).map((shift) => row(inTheGap, shift))).toEqual(rows);
  });

  // On 7 November 2027 01:30 comes twice in Los Angeles; New York has changed by then.
  const inTheOverlap = seriesOf('FREQ=WEEKLY;BYDAY=SU', '01:30');
  test.each([
    ['America/Los_Angeles', []],
    ['America/Phoenix', ['21 Mar  02:30 -> 01:30  until 14 Nov', '14 Nov  01:30 -> 02:30']],
    [
      'America/New_York',
      [
        '14 Mar  04:30 -> 05:30  until 21 Mar',
        '21 Mar  05:30 -> 04:30  until 7 Nov',
        '7 Nov  04:30 -> 03:30  until 14 Nov',
        '14 Nov  03:30 -> 04:30',
      ],
    ],
  ])('a session in the overlap shifts %s only where the own clock says so', (zone, rows) => {
    expect(shifts(inTheOverlap, zone).map((shift) => row(inTheOverlap, shift))).toEqual(rows);
  });
});

describe('the span', () => {
  test('the session before may lie before the span, and each shift is in one of two spans', () => {
    const cut = Date.UTC(2027, 2, 15, 14);
    const [before, after] = [
      shifts(mondayWednesdayFriday, 'Asia/Kolkata', [YEAR_2027[0], cut]),
      shifts(mondayWednesdayFriday, 'Asia/Kolkata', [cut, YEAR_2027[1]]),
    ];
    expect(before).toEqual([]);
    expect(after).toEqual(shifts(mondayWednesdayFriday, 'Asia/Kolkata'));
  });

  test('it is told a week before', () => {
    const [first] = shifts(mondayWednesdayFriday, 'Europe/London');
    expect(first?.tellAtMs).toBe(Date.UTC(2027, 2, 8, 14));
  });

  test('a series that begins after the change has no shift', () => {
    const late = seriesOf('FREQ=WEEKLY;BYDAY=MO', '07:00', { anchor: '2027-03-15' });
    const spring = [YEAR_2027[0], Date.UTC(2027, 2, 27)] as const;
    expect(shifts(late, 'Asia/Kolkata', spring)).toEqual([]);
  });

  test('two wall times of a day are told each for itself', () => {
    const twice = seriesOf('FREQ=DAILY', '', { wallTimes: ['07:00', '19:00'] });
    const found = shifts(twice, 'America/Phoenix').map(({ wallTime, newTime }) => [
      wallTime,
      newTime,
    ]);
    expect(found).toEqual([
      ['07:00', '07:00'],
      ['19:00', '19:00'],
      ['07:00', '08:00'],
      ['19:00', '20:00'],
    ]);
  });

  test('a session that was left out is not the first shifted one', () => {
    const occurrences = occurrencesBetween(mondayWednesdayFriday.rule, ...YEAR_2027).filter(
      ({ localDate }) => localDate !== '2027-03-15',
    );
    const own = zoneClock('America/Phoenix', ...YEAR_2027);
    const [first] = steadySessionsAmong(mondayWednesdayFriday, occurrences).flatMap((steady) =>
      shiftsOn(own, steady),
    );
    expect(first?.firstStartsAtMs).toBe(Date.UTC(2027, 2, 17, 14));
  });

  test('an unknown zone throws', () => {
    expect(() => shifts(firstSaturday, 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('for any rule and any two zones', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  const anySeries = fc
    .record({
      days: fc.subarray(weekdays, { minLength: 1 }),
      interval: fc.integer({ min: 1, max: 3 }),
      // Half of them in the small hours, in which clocks change.
      quarters: fc.uniqueArray(
        fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 95 })),
        { minLength: 1, maxLength: 2 },
      ),
      zone: fc.oneof(fc.constant('America/Los_Angeles'), fc.constantFrom(...zones)),
    })
    .map(({ days, interval, quarters, zone }) => {
      const wallTimes = quarters
        .toSorted((a, b) => a - b)
        .map((quarter) => new Date(quarter * 900_000).toISOString().slice(11, 16));
      const rrule = `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${days.join(',')}`;
      return seriesOf(rrule, '', { zone, wallTimes });
    });
  const anySpan = fc
    .integer({ min: 2000, max: 2035 })
    .map((year) => [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)] as const);

  test('every change of the own time is one shift, and there is no other', () => {
    fc.assert(
      fc.property(anySeries, fc.constantFrom(...zones), anySpan, (series, zone, span) => {
        expectSameAsNaive(series, zone, span);
      }),
      { numRuns: 250 },
    );
  });

  test('the own zone of the timetable never has any', () => {
    fc.assert(
      fc.property(anySeries, anySpan, (series, span) => {
        expect(shifts(series, series.rule.zone, span)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('where the zones are as far apart as before there is no shift', () => {
    fc.assert(
      fc.property(anySeries, fc.constantFrom(...zones), anySpan, (series, zone, span) => {
        const own = shownBy(zone);
        const timetable = shownBy(series.rule.zone);
        for (const { firstStartsAtMs, previousStartsAtMs } of shifts(series, zone, span)) {
          const [now, before] = [firstStartsAtMs, previousStartsAtMs].map((atMs) =>
            apartMinutes(own(atMs).offset, timetable(atMs).offset),
          );
          expect(now).not.toBe(before);
        }
      }),
      { numRuns: 60 },
    );
  });
});
