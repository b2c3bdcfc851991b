import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { isValidCron } from '../../src/clock.ts';
import { DEFAULT_ANCHOR_DATE, MAX_WALL_TIMES } from '../../src/domain/schedule-words.ts';
import {
  DEFAULT_GRACE_MINUTES,
  NAME_MAX_LENGTH,
  parseTimetable,
  ROOT_KEYS,
  SERIES_KEYS,
} from '../../src/store/timetable/parse.ts';
import { MOMENT_FORM, SESSION_FORM, SESSION_KEYS } from '../../src/store/timetable/exceptions.ts';
import {
  DESCRIPTION_MAX_LENGTH,
  ID_FORM,
  MINUTES_LIMITS,
  USER_ID_FORM,
} from '../../src/store/timetable/series-details.ts';
import { DEFAULT_ZONE } from '../../src/domain/zone.ts';
import { faultsBySchema, type Schema } from './json-schema.ts';

const data = new URL('../../data/', import.meta.url);
const schema = JSON.parse(await readFile(new URL('timetable.schema.json', data), 'utf8')) as Schema;
const starter = await readFile(new URL('timetable.json', data), 'utf8');
const series = schema.$defs!['series']!;
const session = schema.$defs!['session']!;

function isGood(text: string): boolean {
  const options = { isValidCron, nowMs: Date.UTC(2026, 0, 1), knownRecordings: null };
  return parseTimetable(text, options).ok;
}

describe('the schema says what the parser does', () => {
  test('keys', () => {
    expect(Object.keys(schema.properties!)).toEqual([...ROOT_KEYS]);
    expect(Object.keys(series.properties!)).toEqual([...SERIES_KEYS]);
    expect(Object.keys(session.properties!)).toEqual([...SESSION_KEYS]);
  });

  test('limits, forms and defaults', () => {
    const { id, name, minutes, graceMinutes, teachers, from } = series.properties!;
    expect(id).toMatchObject({ pattern: ID_FORM.source });
    expect(name).toMatchObject({ maxLength: NAME_MAX_LENGTH });
    expect(minutes).toMatchObject({ minimum: MINUTES_LIMITS.min, maximum: MINUTES_LIMITS.max });
    expect(graceMinutes).toMatchObject({ default: DEFAULT_GRACE_MINUTES });
    expect(teachers!.items).toMatchObject({ pattern: USER_ID_FORM.source });
    expect(from).toMatchObject({ default: DEFAULT_ANCHOR_DATE });
    expect(schema.properties!['zone']).toMatchObject({ default: DEFAULT_ZONE });
    const { description, times } = series.properties!;
    expect(description).toMatchObject({ maxLength: DESCRIPTION_MAX_LENGTH });
    expect(times).toMatchObject({ maxItems: MAX_WALL_TIMES });
    const { session: sessionName, movedTo, added } = session.properties!;
    expect(sessionName).toMatchObject({ pattern: SESSION_FORM.source });
    expect(movedTo).toMatchObject({ pattern: MOMENT_FORM.source });
    expect(added).toMatchObject({ pattern: MOMENT_FORM.source });
  });

  test('everything in it is explained', () => {
    const all = [schema, series, session].flatMap((one) => Object.values(one.properties!));
    for (const property of all) expect(property.description).toMatch(/^[A-Z“"].*\.$/);
  });
});

const GOOD = {
  id: 'morning',
  name: 'Morning practice',
  when: 'Mon 07:00',
  minutes: 60,
  room: 'Practice hall',
  announce: 'announcements',
};

describe('the schema and the parser judge alike', () => {
  const whens = series.properties!['when']!.examples!.map((when) => ({ when }));
  test.each<Record<string, unknown>>([
    {},
    ...whens,
    { when: undefined, cron: '0 7 * * 1,3,5' },
    { when: undefined, once: '2026-12-01T07:00' },
    {
      from: '2026-01-04',
      graceMinutes: 0.5,
      reminders: ['2d', '90m'],
      teachers: ['123456789012345678'],
    },
    { ifNobodyChooses: 'silence 10' },
    { ifNobodyChooses: 'silence 20' },
    { ifNobodyChooses: 'nothing' },
    { ifNobodyChooses: 'self-kindness' },
    { minutes: 1 },
    { minutes: 360, graceMinutes: 359 },
    { id: 'a' },
    { id: 'a'.repeat(32) },
    { reminders: ['10079m'] },
    { reminders: [] },
    { description: '' },
    { description: 'x'.repeat(1000), paused: true, tellTeacherChanges: true },
    { participantsVote: true },
    { zone: 'Europe/Berlin' },
    { when: undefined, rrule: 'FREQ=WEEKLY;INTERVAL=3;BYDAY=SU', times: ['07:00', '19:30'] },
    { when: undefined, rrule: 'rrule:freq=daily;count=3', times: ['07:00'], from: '2026-01-04' },
  ])('good: %j', (changes) => {
    const timetable = {
      $schema: './timetable.schema.json',
      zone: 'Europe/Berlin',
      series: [{ ...GOOD, ...changes }],
    };
    const text = JSON.stringify(timetable);
    expect(faultsBySchema(schema, JSON.parse(text))).toEqual([]);
    expect(isGood(text)).toBe(true);
  });

  test.each<Record<string, unknown>>([
    { id: undefined },
    { id: 'A' },
    { id: 'a-' },
    { id: 'a'.repeat(33) },
    { name: '' },
    { name: 'x'.repeat(81) },
    { name: 7 },
    { when: undefined },
    { cron: '0 7 * * *' },
    { when: undefined, cron: '@daily' },
    { when: undefined, cron: '0 0 7 * * *' },
    { when: undefined, once: '1 December' },
    { when: undefined, once: '2026-12-01T07:00', from: '2026-12-01' },
    { from: 'January' },
    { minutes: 0 },
    { minutes: 361 },
    { minutes: 7.5 },
    { minutes: '60' },
    { room: undefined },
    { room: 5 },
    { announce: '' },
    { graceMinutes: 0 },
    { graceMinutes: 360, minutes: 360 },
    { reminders: ['soon'] },
    { reminders: ['1h', '1h'] },
    { reminders: '1h' },
    { teachers: [5] },
    { teachers: ['Ana'] },
    { ifNobodyChooses: 'silence 30' },
    { ifNobodyChooses: 'silence' },
    { ifNobodyChooses: 'Some music' },
    { colour: 'red' },
    { description: 'x'.repeat(1001) },
    { paused: 'yes' },
    { tellTeacherChanges: 1 },
    { participantsVote: 'yes' },
    { zone: 'PST' },
    { times: ['07:00'] },
    { when: undefined, rrule: 'FREQ=DAILY' },
    { rrule: 'FREQ=DAILY', times: ['07:00'] },
    { when: undefined, rrule: 'every day', times: ['07:00'] },
    { when: undefined, rrule: 'FREQ=DAILY', times: [] },
    { when: undefined, rrule: 'FREQ=DAILY', times: ['7:00'] },
    { when: undefined, rrule: 'FREQ=DAILY', times: ['07:00', '07:00'] },
  ])('bad: %j', (changes) => {
    const text = JSON.stringify({ series: [{ ...GOOD, ...changes }] });
    expect(faultsBySchema(schema, JSON.parse(text))).not.toEqual([]);
    expect(isGood(text)).toBe(false);
  });

  test.each([
    '{}',
    '[]',
    '{"series": {}}',
    '{"series": [], "zone": "PST"}',
    '{"series": [], "x": 1}',
  ])('bad as a whole: %s', (text) => {
    expect(faultsBySchema(schema, JSON.parse(text))).not.toEqual([]);
    expect(isGood(text)).toBe(false);
  });
});

const withSessions = (sessions: unknown) => JSON.stringify({ series: [GOOD], sessions });

describe('single sessions are judged alike', () => {
  test.each([
    [[]],
    [[{ session: 'morning@2026-12-07', cancelled: true }]],
    [[{ session: 'morning@2026-12-07', movedTo: '2026-12-08T08:00', minutes: 30 }]],
    [[{ session: 'morning@2026-12-07', minutes: 30 }]],
    [[{ session: 'morning@2026-12-05+1', movedTo: '2026-12-08T08:00' }]],
    [[{ series: 'morning', added: '2026-12-05T07:00' }]],
    [[{ series: 'morning', added: '2026-11-01T01:30-08:00', cancelled: false }]],
  ])('good: %j', (sessions) => {
    const text = withSessions(sessions);
    expect(faultsBySchema(schema, JSON.parse(text))).toEqual([]);
    expect(isGood(text)).toBe(true);
  });

  test.each([
    [{}],
    [[7]],
    [[{}]],
    [[{ cancelled: true }]],
    [[{ session: 'morning', cancelled: true }]],
    [[{ session: 'morning@1 December', cancelled: true }]],
    [[{ session: 'morning@2026-12-07', cancelled: 'yes' }]],
    [[{ session: 'morning@2026-12-07', movedTo: 'noon' }]],
    [[{ session: 'morning@2026-12-07', added: '2026-12-08T08:00' }]],
    [[{ session: 'morning@2026-12-07', minutes: 0 }]],
    [[{ series: 'morning' }]],
    [[{ series: 'morning', movedTo: '2026-12-08T08:00' }]],
    [[{ series: 'morning', session: 'morning@2026-12-07', added: '2026-12-08T08:00' }]],
    [[{ session: 'morning@2026-12-07', cancelled: true, why: 'storm' }]],
  ])('bad: %j', (sessions) => {
    const text = withSessions(sessions);
    expect(faultsBySchema(schema, JSON.parse(text))).not.toEqual([]);
    expect(isGood(text)).toBe(false);
  });
});

test('the starter timetable is good by both', () => {
  expect(faultsBySchema(schema, JSON.parse(starter))).toEqual([]);
  expect(isGood(starter)).toBe(true);
});
