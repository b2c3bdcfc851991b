import { describe, expect, test } from '@jest/globals';
import { isValidCron } from '../../src/clock.ts';
import { parseTimetable } from '../../src/store/timetable/parse.ts';
import { describeMistake } from '../../src/texts/timetable-mistakes.ts';

function sentencesOf(text: string): string[] {
  const reading = parseTimetable(text, {
    isValidCron,
    nowMs: Date.UTC(2026, 0, 1),
    knownRecordings: new Set(['self-kindness']),
  });
  return reading.ok ? [] : reading.mistakes.map(describeMistake);
}

test('five mistakes give five sentences, each with its place and what to write instead', () => {
  const text = `{
  "zone": "Pacific",
  "series": [
    { "id": "morning", "name": "Morning practice", "cron": "0 7 1 * 1",
      "minutes": 60, "room": "Practice hall", "announce": "announcements" },
    {
      "id": "evening",
      "name": "Evening practice",
      "when": "Tues 7pm-ish",
      "minuts": 45,
      "minutes": 45,
      "room": "Practice hall",
      "announce": "announcements",
      "teachers": [123456789012345678]
    }
  ]
}`;
  expect(sentencesOf(text)).toMatchInlineSnapshot(`
   [
     "Line 2: "Pacific" is not a time zone that I know. Write for example "America/Los_Angeles".",
     "Line 4, series "morning": "0 7 1 * 1" names both a day of the month and a day of the week, and programs differ on whether both must fit or either. Write * for one of them, or use "when", for example "when": "first Monday 07:00".",
     "Line 9, series "evening": "Tues 7pm-ish" is not a time I can read. Write for example "Tue 19:00".",
     "Line 10, series "evening": I do not know "minuts". Write "minutes" if that is what you mean.",
     "Line 14, series "evening": 123456789012345678 is written as a number, and numbers of that size lose their last digits. Write it between quotes: "123456789012345678".",
   ]
  `);
});

const GOOD = {
  id: 'evening',
  name: 'Evening practice',
  when: 'Tue 19:00',
  minutes: 60,
  room: 'Practice hall',
  announce: 'announcements',
};

function sentenceWith(changes: Record<string, unknown>): string {
  const text = JSON.stringify({ series: [{ ...GOOD, ...changes }] }, null, 2);
  return sentencesOf(text).join(' | ');
}

describe('the words', () => {
  test('times', () => {
    const whens = [
      'sometimes',
      'Mon',
      '7pm',
      'Mon 7',
      'Mon 25:00',
      'Mon 7:00, Tue 8:00',
      'every second Sunday 9am',
      'first Mon-Fri 9am',
      '2026-12-01',
      'daily 1:00 2:00 3:00 4:00 5:00 6:00 7:00 8:00 9:00',
    ];
    const crons = [
      '0 7 * * 8',
      '0 7 31 2 *',
      'daily',
      '0 0 7 * * *',
      '@daily',
      '0 7 L * *',
      '*/90 7 * * *',
      '0 * * * *',
    ];
    const onces = ['1 Dec', '2026-02-30T07:00'];
    expect([
      ...whens.map((when) => sentenceWith({ when })),
      ...crons.map((cron) => sentenceWith({ when: undefined, cron })),
      ...onces.map((once) => sentenceWith({ when: undefined, once })),
      sentenceWith({ when: undefined }),
      sentenceWith({ cron: '0 7 * * *' }),
      sentenceWith({ from: 'May' }),
      sentenceWith({ from: '2026-02-30' }),
      sentenceWith({ when: undefined, once: '2026-12-01T07:00', from: '2026-12-01' }),
      sentenceWith({ when: 'daily 7:00, 7:30' }),
    ]).toMatchSnapshot();
  });

  test('details', () => {
    expect([
      sentenceWith({ id: 'Evening Practice' }),
      sentenceWith({ id: undefined }),
      sentenceWith({ name: '' }),
      sentenceWith({ name: 'x'.repeat(81) }),
      sentenceWith({ minutes: 0 }),
      sentenceWith({ minutes: 'an hour' }),
      sentenceWith({ graceMinutes: 90 }),
      sentenceWith({ graceMinutes: 400, minutes: 0 }),
      sentenceWith({ reminders: ['1 hour'] }),
      sentenceWith({ reminders: ['9d'] }),
      sentenceWith({ reminders: ['1h', '60m'] }),
      sentenceWith({ teachers: ['Ana'] }),
      sentenceWith({ teachers: ['123456789012345678', '123456789012345678'] }),
      sentenceWith({ ifNobodyChooses: 'Some music' }),
      sentenceWith({ ifNobodyChooses: 'silence 30' }),
      sentenceWith({ ifNobodyChooses: 'self-kindnes' }),
      sentenceWith({ ifNobodyChooses: 'music' }),
      sentenceWith({ colour: 'red' }),
    ]).toMatchSnapshot();
  });

  test('rules, and what a series may say besides', () => {
    const rule = { when: undefined, rrule: 'FREQ=DAILY', times: ['07:00'] };
    expect([
      sentenceWith({ ...rule, rrule: 'every day' }),
      sentenceWith({ ...rule, rrule: 'FREQ=HOURLY' }),
      sentenceWith({ ...rule, rrule: 'FREQ=DAILY;BYHOUR=7' }),
      sentenceWith({ ...rule, rrule: 'FREQ=DAILY;COUNT=3;UNTIL=20261231' }),
      sentenceWith({ ...rule, times: undefined }),
      sentenceWith({ ...rule, times: [] }),
      sentenceWith({ ...rule, times: ['7.30'] }),
      sentenceWith({ ...rule, times: ['7:30'] }),
      sentenceWith({ ...rule, times: ['07:30', '07:30'] }),
      sentenceWith({ times: ['07:00'] }),
      sentenceWith({ description: 'x'.repeat(1001) }),
      sentenceWith({ paused: 'yes' }),
      sentenceWith({ zone: 'Pacific' }),
    ]).toMatchSnapshot();
  });

  test('single sessions', () => {
    const ofSession = (entries: Record<string, unknown>): string =>
      sentencesOf(JSON.stringify({ series: [GOOD], sessions: [entries] }, null, 2)).join(' | ');
    const session = 'evening@2026-12-01';
    expect([
      ofSession({ cancelled: true }),
      ofSession({ session, series: 'evening', cancelled: true }),
      ofSession({ session: 'evening', cancelled: true }),
      ofSession({ session: 'evning@2026-12-01', cancelled: true }),
      ofSession({ session: 'noon@2026-12-01', cancelled: true }),
      ofSession({ session: 'evening@2026-12-02', cancelled: true }),
      ofSession({ session: 'evening@2026-12-01.2', cancelled: true }),
      ofSession({ session }),
      ofSession({ session, canceled: true }),
      ofSession({ session, added: '2026-12-01T08:00' }),
      ofSession({ series: 'evening', movedTo: '2026-12-01T08:00' }),
      ofSession({ session, movedTo: '1 December' }),
      ofSession({ session, movedTo: '2026-12-01 8:00' }),
      ofSession({ session, movedTo: '2026-02-30T08:00' }),
      ofSession({ session, movedTo: '2027-03-14T02:30' }),
      ofSession({ session, movedTo: '2026-12-01T08:00+05:00' }),
      ofSession({ session, minutes: 500 }),
      sentencesOf(
        JSON.stringify({
          series: [GOOD],
          sessions: [
            { session, cancelled: true },
            { session, minutes: 30 },
          ],
        }),
      ).join(' | '),
    ]).toMatchSnapshot();
  });

  test('the file', () => {
    const place = { line: 1, column: 1, path: '', seriesId: null };
    expect([
      describeMistake({ ...place, code: 'FILE_MISSING', found: 'data/timetable.json' }),
      describeMistake({ ...place, code: 'FILE_UNREADABLE', found: 'data/timetable.json' }),
      ...[
        '{"series": [],}',
        '{"series": [{} {}]}',
        '// ours',
        "{'series': []}",
        '{"series: []\n}',
        '{"series": [',
        '{series: []}',
        '{"series": [], "series": []}',
        '[]',
        '{"series": [7, {"id": 3}]}',
        JSON.stringify({ series: [GOOD, GOOD] }, null, 1),
      ].flatMap(sentencesOf),
    ]).toMatchSnapshot();
  });
});
