import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isValidCron } from '../../src/clock.ts';
import {
  asId,
  type OccurrenceId,
  type RecordingId,
  type SeriesId,
  type UserId,
} from '../../src/domain/identity.ts';
import { instantOf, localDateOf } from '../../src/domain/local-time.ts';
import { occurrenceIdOf, occurrencesBetween } from '../../src/domain/recurrence.ts';
import type { RecurrenceRule, Series } from '../../src/domain/schedule.ts';
import type { TimetableException } from '../../src/store/timetable/exceptions.ts';
import { parseTimetable, type Timetable } from '../../src/store/timetable/parse.ts';
import { ruleEntries } from '../../src/store/timetable/rule-words.ts';
import { writeTimetable } from '../../src/store/timetable/write.ts';
import { MINUTE_MS, sampleSeries, START_MS } from './samples.ts';

const DAY_MS = 86_400_000;
const JANUARY_MS = Date.UTC(2026, 0, 1);

function read(text: string): Timetable {
  const reading = parseTimetable(text, { isValidCron });
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  const { zone, series, exceptions } = reading;
  return { zone, series, exceptions };
}

const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const someOf = <T>(items: readonly T[], minLength = 1) => fc.subarray([...items], { minLength });
const date = fc
  .integer({ min: 0, max: 900 })
  .map((days) => new Date(JANUARY_MS + days * DAY_MS).toISOString().slice(0, 10));
const wallTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const wallTimes = fc
  .uniqueArray(wallTime, { minLength: 1, maxLength: 4 })
  .map((times) => times.toSorted());
const numbers = (max: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max }), { minLength: 1, maxLength: 4 });

/** What words say, what cron says, and what only a rule says. */
const rrule = fc.oneof(
  fc.constantFrom('FREQ=DAILY', 'FREQ=DAILY;INTERVAL=2', 'FREQ=DAILY;COUNT=5'),
  fc
    .tuple(someOf(dayNames), fc.constantFrom('', ';INTERVAL=2', ';INTERVAL=3'))
    .map(([days, interval]) => `FREQ=WEEKLY${interval};BYDAY=${days.join()}`),
  fc.shuffledSubarray(dayNames, { minLength: 1 }).map((days) => `FREQ=WEEKLY;BYDAY=${days.join()}`),
  fc
    .tuple(fc.constantFrom('1', '2', '-1', '-2', '5'), fc.constantFrom(...dayNames))
    .map(([nth, day]) => `FREQ=MONTHLY;BYDAY=${nth}${day}`),
  numbers(31).map((days) => `FREQ=MONTHLY;BYMONTHDAY=${days.toSorted((a, b) => a - b).join()}`),
  fc
    .tuple(someOf(dayNames), numbers(12))
    .map(([days, months]) => `FREQ=WEEKLY;BYDAY=${days.join()};BYMONTH=${months.join()}`),
  fc.constant('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'),
  fc.constant('FREQ=YEARLY;BYMONTH=3;BYDAY=1SU;WKST=SU;UNTIL=20301231'),
);

const zone = fc.constantFrom('America/Los_Angeles', 'Europe/Berlin', 'Asia/Kathmandu', 'UTC');
const rule: fc.Arbitrary<RecurrenceRule> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      zone,
      wallTimes,
      dates: fc.record({
        kind: fc.constant('recurring' as const),
        rrule,
        anchorDate: fc.oneof(fc.constant('2024-01-01'), date),
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      zone,
      wallTimes: wallTime.map((time) => [time]),
      dates: fc.record({ kind: fc.constant('once' as const), date }),
    }),
  },
);

/** Anything that people might type, as the parser keeps it: trimmed, and not empty. */
const words = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => text.trim().slice(0, maxLength))
    .filter((text) => text.trim() === text && text !== '');

const seriesWithout: fc.Arbitrary<Omit<Series, 'id'>> = fc
  .record({
    rule,
    name: words(80),
    room: words(100),
    announce: words(100),
    description: fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 60 })),
    minutes: fc.integer({ min: 1, max: 360 }),
    graceShare: fc.double({ min: 0.001, max: 0.99, noNaN: true }),
    reminders: fc.uniqueArray(fc.integer({ min: 1, max: 7 * 1440 }), { maxLength: 4 }),
    teacherIds: fc.uniqueArray(fc.constantFrom('301200000000000001', '301200000000000002')),
    ifNobodyChooses: fc.oneof(
      fc.constant({ kind: 'nothing' as const }),
      fc.constant({ kind: 'recording' as const, recordingId: null }),
      fc.constant({ kind: 'recording' as const, recordingId: asId<RecordingId>('self-kindness') }),
      fc.record({
        kind: fc.constant('silence' as const),
        minutes: fc.integer({ min: 10, max: 20 }),
      }),
    ),
    paused: fc.boolean(),
    tellsTeacherChanges: fc.boolean(),
    participantsVote: fc.boolean(),
  })
  .map(({ minutes, graceShare, reminders, teacherIds, ...rest }) => ({
    ...rest,
    durationMs: minutes * MINUTE_MS,
    graceMs: Math.max(1, Math.floor(minutes * MINUTE_MS * graceShare)),
    remindersMs: reminders.map((before) => before * MINUTE_MS).toSorted((a, b) => b - a),
    teacherIds: teacherIds.map((id) => asId<UserId>(id)),
  }));

/** Of one series: sessions of its rule that are off or moved, and some that were added. */
function exceptionsOf(series: Series, seeds: readonly number[]): TimetableException[] {
  const ruled = occurrencesBetween(series.rule, JANUARY_MS, JANUARY_MS + 60 * DAY_MS);
  const { id: seriesId, durationMs } = series;
  return seeds.flatMap((seed, index): TimetableException[] => {
    const localDate = localDateOf(series.rule.zone, JANUARY_MS + (seed % 1000) * DAY_MS);
    const startsAtMs = atWallTime(series.rule.zone, localDate, seed);
    const endsAtMs = startsAtMs + (seed % 3 === 0 ? durationMs : ((seed % 360) + 1) * MINUTE_MS);
    const calledOff = seed % 5 === 0;
    const hand = { seriesId, startsAtMs, endsAtMs, calledOff, placedBy: 'hand' as const };
    const of = ruled[index];
    if (!of || seed % 2 === 0) {
      const addedOn = seed % 4 === 0 ? localDate : '2026-05-05';
      return [{ ...hand, id: asId<OccurrenceId>(`${seriesId}@${addedOn}+${index + 1}`) }];
    }
    const id = occurrenceIdOf(seriesId, of.localDate, of.ordinal);
    if (seed % 7 !== 0) return [{ ...hand, id }];
    const times = { startsAtMs: of.startsAtMs, endsAtMs: of.startsAtMs + durationMs };
    return [{ id, seriesId, ...times, calledOff: true, placedBy: 'rule' }];
  });
}

function atWallTime(zoneName: string, localDate: string, seed: number): number {
  const hour = String(seed % 24).padStart(2, '0');
  const moment = instantOf(zoneName, localDate, `${hour}:${String(seed % 60).padStart(2, '0')}`);
  if (!moment.ok) return moment.nextAtMs;
  // Where the clock shows it twice, the second time is meant half of the time.
  return moment.isTwice && seed % 2 === 0 ? moment.atMs + 60 * MINUTE_MS : moment.atMs;
}

const timetable: fc.Arbitrary<Timetable> = fc
  .record({
    zone,
    parts: fc.array(fc.tuple(seriesWithout, fc.array(fc.nat(), { maxLength: 5 })), {
      maxLength: 3,
    }),
  })
  .map(({ zone: zoneName, parts }) => {
    const all = parts.map(([series, seeds], index) => {
      const whole: Series = { ...series, id: asId<SeriesId>(`s-${index}`) };
      return [whole, exceptionsOf(whole, seeds)] as const;
    });
    return {
      zone: zoneName,
      series: all.map(([series]) => series),
      exceptions: all.flatMap(([, exceptions]) => exceptions),
    };
  });

test('whatever is written is read back as the same', () => {
  fc.assert(
    fc.property(timetable, (before) => {
      const text = writeTimetable(before);
      expect(read(text)).toEqual(before);
      expect(writeTimetable(read(text))).toBe(text);
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('the starter file loses nothing', async () => {
  const starter = await readFile(new URL('../../data/timetable.json', import.meta.url), 'utf8');
  const before = read(starter);
  expect(before.series).toHaveLength(3);
  expect(read(writeTimetable(before))).toEqual(before);
});

const zoneName = 'America/Los_Angeles';

function recurring(text: string, times: string[], anchorDate = '2024-01-01'): RecurrenceRule {
  const dates = { kind: 'recurring' as const, rrule: text, anchorDate };
  return { zone: zoneName, dates, wallTimes: times };
}

describe('a rule is written as people would', () => {
  test.each([
    [recurring('FREQ=WEEKLY;BYDAY=MO,WE,FR', ['07:00']), { when: 'Mon, Wed, Fri 07:00' }],
    [recurring('FREQ=DAILY', ['07:00', '19:00']), { when: 'daily 07:00, 19:00' }],
    [
      recurring('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', ['16:30'], '2026-01-04'),
      { when: 'every other Sun 16:30', from: '2026-01-04' },
    ],
    [recurring('FREQ=MONTHLY;BYDAY=1SA,-1FR', ['09:00']), { when: 'first Sat, last Fri 09:00' }],
    [recurring('FREQ=MONTHLY;BYMONTHDAY=1,15', ['07:00', '07:30']), { cron: '0,30 7 1,15 * *' }],
    [recurring('FREQ=DAILY;BYMONTH=3', ['07:00']), { cron: '0 7 * 3 *' }],
    [
      recurring('FREQ=WEEKLY;INTERVAL=3;BYDAY=SU', ['07:00', '08:30'], '2026-01-04'),
      { rrule: 'FREQ=WEEKLY;INTERVAL=3;BYDAY=SU', times: ['07:00', '08:30'], from: '2026-01-04' },
    ],
  ])('%j', (written, entries) => {
    expect(ruleEntries(written)).toEqual(entries);
    expect(Object.keys(ruleEntries(written))).toEqual(Object.keys(entries));
  });
});

function exception(id: string, changes: Partial<TimetableException> = {}): TimetableException {
  return {
    id: asId<OccurrenceId>(id),
    seriesId: asId<SeriesId>('morning'),
    startsAtMs: START_MS,
    endsAtMs: START_MS + 45 * MINUTE_MS,
    calledOff: false,
    placedBy: 'hand',
    ...changes,
  };
}

test('the file is one that people can go on with', () => {
  const retreat = sampleSeries({
    id: asId<SeriesId>('retreat'),
    description: 'A whole morning.',
    rule: {
      zone: 'Europe/Berlin',
      dates: { kind: 'once', date: '2026-12-05' },
      wallTimes: ['09:00'],
    },
    remindersMs: [2 * DAY_MS, 90 * MINUTE_MS],
    ifNobodyChooses: { kind: 'silence', minutes: 15 },
    paused: true,
  });
  const text = writeTimetable({
    zone: zoneName,
    series: [sampleSeries(), retreat],
    exceptions: [
      exception('morning@2026-12-01', { calledOff: true, placedBy: 'rule' }),
      exception('morning@2026-12-02', { endsAtMs: Date.UTC(2026, 11, 1, 16) }),
      exception('morning@2026-12-01+1'),
    ],
  });
  expect(text).toMatchInlineSnapshot(`
   "{
     "$schema": "./timetable.schema.json",
     "zone": "America/Los_Angeles",
     "series": [
       {
         "id": "morning",
         "name": "Morning practice",
         "when": "daily 07:00",
         "from": "2026-01-05",
         "minutes": 45,
         "room": "practice",
         "announce": "announcements",
         "reminders": ["1h", "10m"],
         "teachers": ["301"]
       },
       {
         "id": "retreat",
         "name": "Morning practice",
         "description": "A whole morning.",
         "once": "2026-12-05T09:00",
         "zone": "Europe/Berlin",
         "minutes": 45,
         "room": "practice",
         "announce": "announcements",
         "reminders": ["2d", "90m"],
         "teachers": ["301"],
         "ifNobodyChooses": "silence 15",
         "paused": true
       }
     ],
     "sessions": [
       { "session": "morning@2026-12-01", "cancelled": true },
       { "session": "morning@2026-12-02", "movedTo": "2026-12-01T07:00", "minutes": 60 },
       { "series": "morning", "added": "2026-12-01T07:00" }
     ]
   }
   "
  `);
});
