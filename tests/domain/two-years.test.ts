/**
 * Two years of ten rules as coordinators write them, against an independent answer: a calendar
 * that is walked day by day, and wall times as Intl says the clock has shown them.
 */
import { expect, test } from '@jest/globals';
import { isValidCron } from '../../src/clock.ts';
import { occurrencesBetween } from '../../src/domain/recurrence.ts';
import { parseCron } from '../../src/domain/schedule-cron.ts';
import { parseWhen } from '../../src/domain/schedule-suggestion.ts';
import { wallTimeReference } from './wall-time-reference.ts';

const DAY_MS = 86_400_000;
const ZONE = 'America/Los_Angeles';
/** A Monday, from which "every other" counts. */
const ANCHOR = '2026-01-05';
const FROM_MS = Date.UTC(2026, 6, 1);
const TO_MS = Date.UTC(2028, 6, 1);

interface Day {
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly dayOfMonth: number;
  readonly daysInMonth: number;
  /** Whole weeks, Monday to Sunday, since the anchor's. */
  readonly week: number;
  readonly daysSinceAnchor: number;
}

/** The nth weekday of its month, counted from the first or, below zero, from the last. */
function isNth(day: Day, nth: number, weekday: number): boolean {
  if (day.weekday !== weekday) return false;
  const fromFirst = Math.ceil(day.dayOfMonth / 7);
  const fromLast = -Math.ceil((day.daysInMonth - day.dayOfMonth + 1) / 7);
  return nth > 0 ? fromFirst === nth : fromLast === nth;
}

const rules: readonly (readonly [
  written: string,
  wallTimes: readonly string[],
  isOn: (day: Day) => boolean,
])[] = [
  ['Mon, Wed, Fri 7:00', ['07:00'], ({ weekday }) => [1, 3, 5].includes(weekday)],
  ['weekdays 6:30am', ['06:30'], ({ weekday }) => weekday >= 1 && weekday <= 5],
  ['daily 07:00, 19:00', ['07:00', '19:00'], () => true],
  // The hour that is left out in spring, and the one that comes twice in autumn.
  ['Sunday 2:30am', ['02:30'], ({ weekday }) => weekday === 0],
  ['Sunday 1:30am', ['01:30'], ({ weekday }) => weekday === 0],
  ['every other Sunday 16:30', ['16:30'], ({ weekday, week }) => weekday === 0 && week % 2 === 0],
  ['every other day 12:00', ['12:00'], ({ daysSinceAnchor }) => daysSinceAnchor % 2 === 0],
  ['first Saturday 9am', ['09:00'], (day) => isNth(day, 1, 6)],
  ['second and fourth Tuesday 18:00', ['18:00'], (day) => isNth(day, 2, 2) || isNth(day, 4, 2)],
  ['last Friday 18:00', ['18:00'], (day) => isNth(day, -1, 5)],
  ['30 2 1,15 * *', ['02:30'], ({ dayOfMonth }) => dayOfMonth === 1 || dayOfMonth === 15],
];

function dayOf(dayMs: number): Day {
  const date = new Date(dayMs);
  const daysSinceAnchor = Math.round((dayMs - Date.parse(`${ANCHOR}T00:00Z`)) / DAY_MS);
  return {
    weekday: date.getUTCDay(),
    dayOfMonth: date.getUTCDate(),
    daysInMonth: new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate(),
    week: Math.floor(daysSinceAnchor / 7),
    daysSinceAnchor,
  };
}

function ruleOf(written: string) {
  const isCron = /^[\d*,\s]+$/.test(written);
  const reading = isCron ? parseCron(written, isValidCron, ANCHOR) : parseWhen(written, ANCHOR);
  if (!reading.ok) throw new Error(`${written} can't be read.`);
  return { zone: ZONE, dates: reading.dates, wallTimes: reading.wallTimes };
}

const startOf = wallTimeReference(ZONE, FROM_MS - 5 * DAY_MS, TO_MS + 5 * DAY_MS);

test.each(rules)('%s: every instant of two years', (written, wallTimes, isOn) => {
  const expected: number[] = [];
  for (let dayMs = FROM_MS - 2 * DAY_MS; dayMs <= TO_MS + 2 * DAY_MS; dayMs += DAY_MS) {
    if (!isOn(dayOf(dayMs))) continue;
    const date = new Date(dayMs).toISOString().slice(0, 10);
    for (const wallTime of wallTimes) {
      const atMs = startOf(`${date}T${wallTime}`);
      if (atMs >= FROM_MS && atMs < TO_MS) expected.push(atMs);
    }
  }
  const found = occurrencesBetween(ruleOf(written), FROM_MS, TO_MS);
  expect(found.map(({ startsAtMs }) => startsAtMs)).toEqual(expected);
  expect(expected.length).toBeGreaterThan(20);
});
