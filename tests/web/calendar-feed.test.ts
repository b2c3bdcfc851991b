import { describe, expect, test } from '@jest/globals';
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import { occurrenceIdOf, occurrencesBetween } from '../../src/domain/recurrence.ts';
import { addressesOf } from '../../src/web/addresses.ts';
import { calendarFeed, feedSessions } from '../../src/web/calendar-feed.ts';
import type { PublicSession } from '../../src/web/public-timetable.ts';
import { DAY_MS, HOUR_MS, NOW_MS, plainSession, plainTimetable, ZONE } from './plain-timetable.ts';
import { parsers, type ReadEvent } from './two-parsers.ts';

const FROM_MS = Date.UTC(2026, 9, 1);
const TO_MS = Date.UTC(2028, 9, 1);
const MINUTE_MS = 60_000;

async function feedOf(sessions: readonly PublicSession[], zone = ZONE): Promise<string> {
  const parts = calendarFeed({
    sessions,
    series: null,
    timetable: plainTimetable(sessions, { zone }),
    language: 'en',
    addresses: addressesOf('https://example.org'),
  });
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

/** Ten rules; those at 02:30 and 01:30 meet the gaps and the overlaps of two years. */
const RULES: readonly (readonly [string, string, string, number])[] = [
  ['weekly', 'FREQ=WEEKLY;BYDAY=MO,WE,FR', '07:00', 60],
  ['daily', 'FREQ=DAILY', '18:30', 45],
  ['fortnightly', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', '16:30', 90],
  ['first-saturday', 'FREQ=MONTHLY;BYDAY=1SA', '09:00', 120],
  ['last-friday', 'FREQ=MONTHLY;BYDAY=-1FR', '20:15', 60],
  ['gap', 'FREQ=WEEKLY;BYDAY=SU', '02:30', 60],
  ['overlap', 'FREQ=WEEKLY;BYDAY=SU', '01:30', 60],
  ['into-overlap', 'FREQ=WEEKLY;BYDAY=SU', '00:30', 45],
  ['midnight', 'FREQ=WEEKLY;BYDAY=SA', '23:30', 180],
  ['thirteenth', 'FREQ=MONTHLY;BYMONTHDAY=13', '12:00', 30],
];

function sessionsOf([id, rrule, wallTime, minutes]: (typeof RULES)[number]): PublicSession[] {
  const dates = { kind: 'recurring', rrule, anchorDate: '2026-01-04' } as const;
  const rule = { zone: ZONE, dates, wallTimes: [wallTime] };
  const seriesId = asId<SeriesId>(id);
  return occurrencesBetween(rule, FROM_MS, TO_MS).map(({ localDate, ordinal, startsAtMs }) =>
    plainSession({
      id: occurrenceIdOf(seriesId, localDate, ordinal),
      seriesId,
      seriesName: `Practice, ${id}`,
      startsAtMs,
      endsAtMs: startsAtMs + minutes * MINUTE_MS,
    }),
  );
}

const twoYears = RULES.flatMap(sessionsOf).toSorted((a, b) => a.startsAtMs - b.startsAtMs);

/** What a program must read. */
const expected = (session: PublicSession): ReadEvent => ({
  uid: `${session.id}@bellkeeper`,
  sequence: session.sequence,
  status: session.cancelled ? 'CANCELLED' : 'CONFIRMED',
  summary: session.cancelled ? `Cancelled: ${session.seriesName}` : session.seriesName,
  startsAtMs: session.startsAtMs,
  endsAtMs: session.endsAtMs,
});

const byUid = (events: readonly ReadEvent[]): ReadonlyMap<string, ReadEvent> =>
  new Map(events.map((event) => [event.uid, event]));

describe.each(parsers)('%s', (_name, read) => {
  test('reads every instant of ten rules over two years', async () => {
    expect(twoYears.length).toBeGreaterThan(1_500);
    const events = read(await feedOf(twoYears));
    expect(byUid(events)).toEqual(byUid(twoYears.map(expected)));
    const startOf = (id: string): number | undefined =>
      events.find(({ uid }) => uid === `${id}@bellkeeper`)?.startsAtMs;
    // 02:30 does not exist that day, and 01:30 comes twice.
    expect(startOf('gap@2027-03-14')).toBe(Date.UTC(2027, 2, 14, 10, 30));
    expect(startOf('overlap@2026-11-01')).toBe(Date.UTC(2026, 10, 1, 8, 30));
    expect(startOf('overlap@2027-11-07')).toBe(Date.UTC(2027, 10, 7, 8, 30));
  });

  test('sees what was moved and cancelled in the place of what was', async () => {
    const before = read(await feedOf(twoYears));
    const changed = twoYears.map((session, index) => {
      if (index % 7 === 1) {
        const startsAtMs = session.startsAtMs + 26 * HOUR_MS;
        const endsAtMs = startsAtMs + 50 * MINUTE_MS;
        return { ...session, startsAtMs, endsAtMs, isMoved: true, sequence: 1 };
      }
      if (index % 7 === 3) return { ...session, cancelled: true, sequence: 2 };
      return session;
    });
    const after = read(await feedOf(changed.toSorted((a, b) => a.startsAtMs - b.startsAtMs)));
    expect(byUid(after)).toEqual(byUid(changed.map(expected)));
    expect([...byUid(after).keys()].toSorted()).toEqual([...byUid(before).keys()].toSorted());
  });

  test.each([
    'America/Los_Angeles',
    'Europe/Berlin',
    'Europe/Dublin',
    'Australia/Sydney',
    'Australia/Lord_Howe',
    'America/Phoenix',
    'Asia/Kolkata',
    'UTC',
  ])('reads every quarter of an hour around the changes of the clocks in %s', async (zone) => {
    const changes = ['2026-10-03T16:00Z', '2026-10-25T01:00Z', '2026-11-01T09:00Z'];
    const more = ['2027-03-14T10:00Z', '2027-03-28T01:00Z', '2027-04-03T15:30Z'];
    const starts = [...changes, ...more].flatMap((at) =>
      Array.from({ length: 41 }, (_, quarter) => Date.parse(at) + (quarter - 20) * 15 * MINUTE_MS),
    );
    const sessions = starts.map((startsAtMs) =>
      plainSession({ id: `s@${startsAtMs}`, startsAtMs, zone }),
    );
    expect(byUid(read(await feedOf(sessions, zone)))).toEqual(byUid(sessions.map(expected)));
  });

  test('gets names as they are, whatever they hold', async () => {
    const seriesName = 'Rest; breathe, "be": 10% \\ 静かな時間 🌅 BEGIN:VEVENT '.repeat(4).trim();
    const session = plainSession({ seriesName: `${seriesName}\r\nEND:VEVENT\u0000` });
    const [event] = read(await feedOf([session]));
    expect(event?.summary).toBe(`${seriesName} END:VEVENT`);
  });
});

describe('the file', () => {
  const sessions = [
    plainSession({ id: 'early@2026-11-01', startsAtMs: Date.UTC(2026, 10, 1, 8, 30) }),
    plainSession({ isMoved: true, sequence: 3, description: 'A quiet hour.\nFor everyone.' }),
  ];

  test('says all that a calendar program may want to know', async () => {
    const lines = (await feedOf(sessions)).replaceAll('\r\n ', '').split('\r\n');
    expect(lines.slice(0, 9)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Bellkeeper//timetable//EN',
      'SOURCE;VALUE=URI:https://example.org/calendar.ics?lang=en',
      'NAME:Practice sessions\\, CMSC',
      'X-WR-CALNAME:Practice sessions\\, CMSC',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
      'X-WR-TIMEZONE:America/Los_Angeles',
    ]);
    expect(lines.slice(lines.indexOf('UID:morning@2026-12-02@bellkeeper'), -3)).toEqual([
      'UID:morning@2026-12-02@bellkeeper',
      'SEQUENCE:3',
      'DTSTAMP:20260101T000300Z',
      'DTSTART;TZID=America/Los_Angeles:20261202T070000',
      'DTEND;TZID=America/Los_Angeles:20261202T080000',
      'SUMMARY:Morning practice',
      'LOCATION:Practice hall',
      'DESCRIPTION:This session was moved from its usual time.\\nA quiet hour. For everyone.\\nTo join\\, open our community on Discord and choose the voice room Practice hall. You need no camera\\, and your microphone can stay off.',
      'URL;VALUE=URI:https://example.org/en#morning@2026-12-02',
      'STATUS:CONFIRMED',
      'LAST-MODIFIED:20260101T000300Z',
    ]);
  });

  test('names an hour that the clocks show twice in universal time', async () => {
    const feed = await feedOf(sessions);
    expect(feed).toContain('DTSTART:20261101T083000Z\r\nDTEND:20261101T093000Z');
  });

  test('has lines of at most 75 octets, and only CRLF', async () => {
    const name = 'Früh und spät 静かな時間 '.repeat(12);
    const feed = await feedOf([plainSession({ seriesName: name, description: name })]);
    const lines = feed.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(feed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('is empty without sessions, and still a calendar', async () => {
    for (const [, read] of parsers) expect(read(await feedOf([]))).toEqual([]);
  });
});

test('the feed reaches four weeks back and a year ahead, and each session stands in it once', async () => {
  const days = Array.from({ length: 500 }, (_, day) => NOW_MS + (day - 60) * DAY_MS);
  const sessions = days.map((startsAtMs) => plainSession({ id: `s@${startsAtMs}`, startsAtMs }));
  const found = await feedSessions(plainTimetable(sessions), NOW_MS);
  const today = Date.UTC(2026, 10, 24);
  expect(found.map(({ startsAtMs }) => startsAtMs)).toEqual(
    days.filter((day) => today - 28 * DAY_MS <= day && day < today + 366 * DAY_MS),
  );
});
