import { expect, test } from '@jest/globals';
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import { roomOverlaps } from '../../src/domain/recurrence.ts';
import type { Series } from '../../src/domain/schedule.ts';

const FROM_MS = Date.UTC(2026, 0, 1);
const TO_MS = Date.UTC(2027, 0, 1);

function series(
  id: string,
  rrule: string,
  wallTimes: string[],
  minutes: number,
  room = 'Hall',
): Series {
  return {
    id: asId<SeriesId>(id),
    name: id,
    rule: {
      zone: 'America/Los_Angeles',
      dates: { kind: 'recurring', rrule, anchorDate: '2024-01-01' },
      wallTimes,
    },
    durationMs: minutes * 60_000,
    room,
    announce: 'news',
    graceMs: 300_000,
    remindersMs: [],
    teacherIds: [],
    ifNobodyChooses: { kind: 'nothing' },
    description: '',
    paused: false,
    tellsTeacherChanges: false,
    participantsVote: false,
  };
}

function overlaps(...of: Series[]): string[] {
  return roomOverlaps(of, FROM_MS, TO_MS).map(
    ({ earlier, later, atMs }) =>
      `${earlier.id} ${later.id} ${new Date(atMs).toISOString().slice(0, 16)}`,
  );
}

test('two series that meet each other now and then are named once, with the first time', () => {
  const daily = series('daily', 'FREQ=DAILY', ['07:00'], 60);
  const saturday = series('saturday', 'FREQ=MONTHLY;BYDAY=1SA', ['07:30'], 60);
  expect(overlaps(daily, saturday)).toEqual(['daily saturday 2026-01-03T15:30']);
  expect(overlaps(saturday, daily)).toEqual(['daily saturday 2026-01-03T15:30']);
});

test('one that ends as the next begins is no overlap', () => {
  const early = series('early', 'FREQ=DAILY', ['07:00'], 60);
  const late = series('late', 'FREQ=DAILY', ['08:00'], 60);
  expect(overlaps(early, late)).toEqual([]);
});

test('another room is no overlap; capitals and a # make no other room', () => {
  const hall = series('hall', 'FREQ=DAILY', ['07:00'], 60, 'Practice hall');
  const same = series('same', 'FREQ=DAILY', ['07:00'], 60, '#practice Hall');
  const other = series('other', 'FREQ=DAILY', ['07:00'], 60, 'Garden');
  expect(overlaps(hall, same, other)).toEqual(['hall same 2026-01-01T15:00']);
});

test('a series whose times are closer than its length meets itself', () => {
  expect(overlaps(series('dense', 'FREQ=DAILY', ['07:00', '07:30'], 45))).toEqual([
    'dense dense 2026-01-01T15:30',
  ]);
});

test('one that goes on past midnight meets the next day', () => {
  const late = series('late', 'FREQ=WEEKLY;BYDAY=MO', ['23:30'], 60);
  const small = series('small', 'FREQ=WEEKLY;BYDAY=TU', ['00:00'], 60);
  expect(overlaps(late, small)).toEqual(['late small 2026-01-06T08:00']);
});

test('three in one room give a line for every two', () => {
  const of = ['a', 'b', 'c'].map((id) => series(id, 'FREQ=WEEKLY;BYDAY=MO', ['07:00'], 30));
  expect(overlaps(...of)).toHaveLength(3);
});
