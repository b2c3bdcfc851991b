import { describe, expect, test } from '@jest/globals';
import { isValidCron } from '../../src/clock.ts';
import type { TimetableMistake } from '../../src/domain/timetable-mistake.ts';
import { parseTimetable, type TimetableReading } from '../../src/store/timetable/parse.ts';

const NOW_MS = Date.UTC(2026, 0, 1);
const RECORDINGS = new Set(['self-kindness', 'quiet']);

function parse(text: string): TimetableReading {
  return parseTimetable(text, { isValidCron, nowMs: NOW_MS, knownRecordings: RECORDINGS });
}

const GOOD = {
  id: 'morning',
  name: 'Morning practice',
  when: 'Mon, Wed, Fri 07:00',
  minutes: 60,
  room: 'Practice hall',
  announce: 'announcements',
} as const;

/** A timetable of one series, each key on a line of its own from line 4; `undefined` leaves one out. */
function withChanges(changes: Record<string, unknown>): string {
  const series = { ...GOOD, ...changes };
  return JSON.stringify({ zone: 'America/Los_Angeles', series: [series] }, null, 2);
}

function mistakesOf(text: string): readonly TimetableMistake[] {
  const reading = parse(text);
  return reading.ok ? [] : reading.mistakes;
}

/** `MINUTES_RANGE series[0].minutes 8:18`. */
function placesOf(text: string): string[] {
  return mistakesOf(text).map(
    ({ code, path, line, column }) => `${code} ${path} ${line}:${column}`,
  );
}

describe('a good timetable', () => {
  test('what is left out has its default', () => {
    expect(parse(withChanges({}))).toEqual({
      ok: true,
      zone: 'America/Los_Angeles',
      series: [
        {
          id: 'morning',
          name: 'Morning practice',
          rule: {
            zone: 'America/Los_Angeles',
            dates: {
              kind: 'recurring',
              rrule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR',
              anchorDate: '2024-01-01',
            },
            wallTimes: ['07:00'],
          },
          durationMs: 3_600_000,
          room: 'Practice hall',
          announce: 'announcements',
          graceMs: 300_000,
          remindersMs: [86_400_000, 3_600_000, 600_000],
          teacherIds: [],
          ifNobodyChooses: { kind: 'recording', recordingId: null },
          description: '',
          paused: false,
          tellsTeacherChanges: false,
          participantsVote: false,
        },
      ],
      exceptions: [],
    });
  });

  test('everything that can be said', () => {
    const reading = parse(
      withChanges({
        from: '2026-01-04',
        graceMinutes: 0.5,
        reminders: ['10m', '2d', '90m', '1h'],
        teachers: ['123456789012345678'],
        ifNobodyChooses: 'self-kindness',
        room: '  123456789012345678 ',
      }),
    );
    expect(reading).toMatchObject({
      ok: true,
      series: [
        {
          rule: { dates: { anchorDate: '2026-01-04' } },
          graceMs: 30_000,
          remindersMs: [172_800_000, 5_400_000, 3_600_000, 600_000],
          teacherIds: ['123456789012345678'],
          ifNobodyChooses: { kind: 'recording', recordingId: 'self-kindness' },
          room: '123456789012345678',
        },
      ],
    });
  });

  test.each([
    ['recording', { kind: 'recording', recordingId: null }],
    ['nothing', { kind: 'nothing' }],
    ['silence 10', { kind: 'silence', minutes: 10 }],
    ['silence 20', { kind: 'silence', minutes: 20 }],
    ['quiet', { kind: 'recording', recordingId: 'quiet' }],
  ])('if nobody chooses: %s', (ifNobodyChooses, choice) => {
    const reading = parse(withChanges({ ifNobodyChooses }));
    expect(reading).toMatchObject({ ok: true, series: [{ ifNobodyChooses: choice }] });
  });

  test('cron and a single date', () => {
    const cron = parse(withChanges({ when: undefined, cron: '0 7 * * 1,3,5' }));
    expect(cron).toMatchObject({ series: [{ rule: { wallTimes: ['07:00'] } }] });
    const once = parse(withChanges({ when: undefined, once: '2026-12-01T07:00' }));
    expect(once).toMatchObject({
      series: [{ rule: { dates: { kind: 'once', date: '2026-12-01' }, wallTimes: ['07:00'] } }],
    });
  });

  test('a single date that is past is no mistake', () => {
    expect(parse(withChanges({ when: undefined, once: '2020-12-01T07:00' })).ok).toBe(true);
  });

  test('a short session has patience for half of its time', () => {
    expect(parse(withChanges({ minutes: 6 }))).toMatchObject({ series: [{ graceMs: 180_000 }] });
  });

  test('no series at all, no zone, a byte order mark, a schema', () => {
    expect(parse('\uFEFF{ "$schema": "./timetable.schema.json", "series": [] }')).toEqual({
      ok: true,
      zone: 'America/Los_Angeles',
      series: [],
      exceptions: [],
    });
  });

  test('where recordings are not known, any id will do', () => {
    const text = withChanges({ ifNobodyChooses: 'not-here-yet' });
    expect(parseTimetable(text, { isValidCron }).ok).toBe(true);
  });

  test('where no instant is given, overlaps are not looked for', () => {
    const text = withChanges({ when: 'daily 7:00, 7:30' });
    expect(parseTimetable(text, { isValidCron }).ok).toBe(true);
  });
});

describe('one mistake, at its place', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['when', { when: 'Tues 7pm-ish' }, 'WHEN series[0].when 7:15'],
    ['cron', { when: undefined, cron: '0 7 1 * 1' }, 'CRON series[0].cron 10:15'],
    [
      'cron that node-cron refuses',
      { when: undefined, cron: '0 7 31 2 *' },
      'CRON series[0].cron 10:15',
    ],
    ['once', { when: undefined, once: '1 Dec 2026' }, 'ONCE_FORM series[0].once 10:15'],
    [
      'once on 30 February',
      { when: undefined, once: '2026-02-30T07:00' },
      'ONCE_NO_SUCH_TIME series[0].once 10:15',
    ],
    [
      'once at 25:00',
      { when: undefined, once: '2026-02-03T25:00' },
      'ONCE_NO_SUCH_TIME series[0].once 10:15',
    ],
    ['from', { from: 'January' }, 'FROM_FORM series[0].from 11:15'],
    ['from 31 June', { from: '2026-06-31' }, 'FROM_NO_SUCH_DATE series[0].from 11:15'],
    [
      'from with once',
      { when: undefined, once: '2026-02-03T07:00', from: '2026-01-01' },
      'FROM_WITH_ONCE series[0].from 11:15',
    ],
    ['no time', { when: undefined }, 'NO_TIME_GIVEN series[0] 4:5'],
    ['two times', { cron: '0 7 * * *' }, 'SEVERAL_TIMES_GIVEN series[0] 4:5'],
    ['minutes 0', { minutes: 0 }, 'MINUTES_RANGE series[0].minutes 8:18'],
    ['minutes 361', { minutes: 361 }, 'MINUTES_RANGE series[0].minutes 8:18'],
    ['minutes 7.5', { minutes: 7.5 }, 'MINUTES_RANGE series[0].minutes 8:18'],
    ['minutes as text', { minutes: '60' }, 'WRONG_TYPE series[0].minutes 8:18'],
    ['grace 0', { graceMinutes: 0 }, 'GRACE_RANGE series[0].graceMinutes 11:23'],
    [
      'grace as long as the session',
      { graceMinutes: 60 },
      'GRACE_RANGE series[0].graceMinutes 11:23',
    ],
    ['reminder form', { reminders: ['1 hour'] }, 'REMINDER_FORM series[0].reminders[0] 12:9'],
    ['reminder 0m', { reminders: ['0m'] }, 'REMINDER_RANGE series[0].reminders[0] 12:9'],
    ['reminder 8d', { reminders: ['8d'] }, 'REMINDER_RANGE series[0].reminders[0] 12:9'],
    [
      'reminder twice',
      { reminders: ['1h', '60m'] },
      'REMINDER_REPEATED series[0].reminders[1] 13:9',
    ],
    ['reminders as text', { reminders: '1h' }, 'WRONG_TYPE series[0].reminders 11:20'],
    ['teacher form', { teachers: ['Ana'] }, 'TEACHER_FORM series[0].teachers[0] 12:9'],
    ['teacher as number', { teachers: [1234] }, 'ID_IS_NUMBER series[0].teachers[0] 12:9'],
    [
      'teacher twice',
      { teachers: ['123456789012345678', '123456789012345678'] },
      'TEACHER_REPEATED series[0].teachers[1] 13:9',
    ],
    ['room as number', { room: 1234 }, 'ID_IS_NUMBER series[0].room 9:15'],
    ['room empty', { room: '  ' }, 'EMPTY_TEXT series[0].room 9:15'],
    ['room missing', { room: undefined }, 'MISSING_KEY series[0] 4:5'],
    ['announce missing', { announce: undefined }, 'MISSING_KEY series[0] 4:5'],
    ['id missing', { id: undefined }, 'MISSING_KEY series[0] 4:5'],
    ['id form', { id: 'Morning Practice' }, 'ID_FORM series[0].id 5:13'],
    ['name too long', { name: 'x'.repeat(81) }, 'TEXT_TOO_LONG series[0].name 6:15'],
    ['unknown key', { minuts: 60 }, 'UNKNOWN_KEY series[0].minuts 11:7'],
    [
      'silence too long',
      { ifNobodyChooses: 'silence 30' },
      'SILENCE_RANGE series[0].ifNobodyChooses 11:26',
    ],
    [
      'silence without length',
      { ifNobodyChooses: 'silence' },
      'SILENCE_RANGE series[0].ifNobodyChooses 11:26',
    ],
    [
      'unknown recording',
      { ifNobodyChooses: 'quite' },
      'UNKNOWN_RECORDING series[0].ifNobodyChooses 11:26',
    ],
    [
      'a choice in words',
      { ifNobodyChooses: 'Some music' },
      'CHOICE_FORM series[0].ifNobodyChooses 11:26',
    ],
    ['null', { name: null }, 'WRONG_TYPE series[0].name 6:15'],
    [
      'sessions that meet themselves',
      { when: 'daily 7:00, 7:30' },
      'ROOM_OVERLAP series[0].when 7:15',
    ],
  ])('%s', (_, changes, mistake) => {
    expect(placesOf(withChanges(changes))).toEqual([mistake]);
  });

  test.each([
    ['America/Los_Angles', 'America/Los_Angeles'],
    ['los angeles', 'America/Los_Angeles'],
    ['PST', 'America/Los_Angeles'],
    ['Berlin', 'Europe/Berlin'],
    ['+08:00', 'America/Los_Angeles'],
    ['Etc/GMT+8', 'America/Los_Angeles'],
  ])('the zone %s is no zone of a place', (zone, write) => {
    const text = JSON.stringify({ zone, series: [GOOD] });
    expect(mistakesOf(text)).toMatchObject([{ code: 'UNKNOWN_ZONE', path: 'zone', write }]);
  });

  test.each([
    'Europe/Berlin',
    'US/Pacific',
    'Asia/Kolkata',
    'UTC',
    'America/Argentina/Buenos_Aires',
  ])('the zone %s is known', (zone) => {
    expect(parse(JSON.stringify({ zone, series: [GOOD] }))).toMatchObject({ ok: true, zone });
  });
});

function text(...series: object[]): string {
  return JSON.stringify({ series }, null, 1);
}

describe('several series', () => {
  test('an id that is taken tells by whom', () => {
    const twice = text(GOOD, { ...GOOD, room: 'Garden' });
    expect(mistakesOf(twice)).toMatchObject([
      { code: 'ID_TAKEN', found: 'morning', firstLine: 4, line: 12 },
    ]);
  });

  test('two that meet in one room are told once, at the later one', () => {
    const other = { ...GOOD, id: 'saturday', when: 'first Friday 07:30', room: 'practice HALL' };
    expect(mistakesOf(text(GOOD, other))).toMatchObject([
      {
        code: 'ROOM_OVERLAP',
        seriesId: 'saturday',
        otherId: 'morning',
        otherLine: 6,
        atMs: Date.UTC(2026, 0, 2, 15, 30),
      },
    ]);
  });

  test.each(['anounce', 'whem'])(
    'the slip %s is one mistake, and not a missing key as well',
    (slip) => {
      const meant = slip === 'whem' ? 'when' : 'announce';
      const misspelt = { ...GOOD, [meant]: undefined, [slip]: GOOD[meant] };
      const codes = mistakesOf(text(misspelt)).map(({ code }) => code);
      expect(codes).toEqual(['UNKNOWN_KEY']);
    },
  );

  test('every mistake is told at once, in the order of the file', () => {
    const bad = { ...GOOD, id: 'B!', when: 'x', minutes: -1, teachers: [5, 'y'], extra: true };
    const codes = mistakesOf(text(GOOD, bad, { id: 'third' })).map(({ code }) => code);
    expect(codes).toEqual([
      'ID_FORM',
      'WHEN',
      'MINUTES_RANGE',
      'ID_IS_NUMBER',
      'TEACHER_FORM',
      'UNKNOWN_KEY',
      'NO_TIME_GIVEN',
      'MISSING_KEY',
      'MISSING_KEY',
      'MISSING_KEY',
      'MISSING_KEY',
    ]);
    expect(new Set(mistakesOf(text(GOOD, bad)).map((one) => one.seriesId))).toEqual(
      new Set(['B!']),
    );
  });

  test('a key that stands twice, and series that are no objects', () => {
    expect(placesOf('{"series": [], "series": []}')).toEqual(['DUPLICATE_KEY series 1:16']);
    expect(placesOf('{"series": [7]}')).toEqual(['WRONG_TYPE series[0] 1:13']);
    expect(placesOf('{"series": {}}')).toEqual(['WRONG_TYPE series 1:12']);
    expect(placesOf('[]')).toEqual(['WRONG_TYPE  1:1']);
    expect(placesOf('{}')).toEqual(['MISSING_KEY  1:1']);
  });
});

describe('a text that is no JSON', () => {
  test.each([
    ['', 'JSON_ENDS_EARLY  1:1'],
    [' \n ', 'JSON_ENDS_EARLY  1:1'],
    ['{', 'JSON_ENDS_EARLY  1:2'],
    ['{"series": [', 'JSON_ENDS_EARLY  1:13'],
    ['{"series": [ ]', 'JSON_ENDS_EARLY  1:15'],
    ['{"series": [1,\n', 'JSON_ENDS_EARLY  1:15'],
    ['{"series"', 'JSON_ENDS_EARLY  1:10'],
    ['{"series": [{"id": "a"', 'JSON_ENDS_EARLY  1:23'],
    ['{"series": [{"id": "a"}', 'JSON_ENDS_EARLY  1:24'],
    ['{"zone": "UTC', 'JSON_OPEN_TEXT  1:10'],
    ['{"zone": "UTC,\n "series": []}', 'JSON_OPEN_TEXT  1:10'],
    ['{"zone": "a\nb"}', 'JSON_OPEN_TEXT  1:10'],
    ['{"series": []]', 'JSON_UNEXPECTED  1:14'],
    ['{\n  "zone": "UTC",\n}', 'JSON_TRAILING_COMMA  2:16'],
    ['{"series": [1,\r\n]}', 'JSON_TRAILING_COMMA  1:14'],
    ['{\n  "zone": "UTC"\n  "series": []\n}', 'JSON_MISSING_COMMA  2:16'],
    ['{\n  // ours\n}', 'JSON_COMMENT  2:3'],
    ["{'zone': 1}", 'JSON_QUOTES  1:2'],
    ['{“zone”: 1}', 'JSON_QUOTES  1:2'],
    ['{"zone": "UTC\n}', 'JSON_OPEN_TEXT  1:10'],
    ['{\n  // say "x\n}', 'JSON_COMMENT  2:3'],
    ['{"zone": UTC}', 'JSON_UNEXPECTED  1:10'],
    ['{"zone": "a\\qb"}', 'JSON_UNEXPECTED  1:12'],
    ['{"zone": 1} x', 'JSON_UNEXPECTED  1:13'],
    ['{zone: 1}', 'JSON_UNEXPECTED  1:2'],
    ['{"a": tru}', 'JSON_UNEXPECTED  1:7'],
  ])('%j', (text, mistake) => {
    expect(placesOf(text)).toEqual([mistake]);
  });
});
