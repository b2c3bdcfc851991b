import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { planAhead, reminderExpiryMs } from '../../src/app/planner.ts';
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import type { Series } from '../../src/domain/schedule.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createManualClock } from '../manual-clock.ts';
import { announcements, guildId, HOUR, MINUTE, morning, START_MS } from './rehearsal.ts';

async function openStage(series: Series[] = [morning]) {
  const clock = createManualClock(START_MS - 30 * HOUR);
  const store = await openStore({ path: ':memory:', nowMs: clock.nowMs() });
  const directory = createFakeDirectory();
  directory.setGuild(guildId, { textNameById: { [announcements]: 'announcements' } });
  store.series.replaceAll(guildId, series, 0);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const plan = () => planAhead({ store, clock, directory, log }, guildId);
  const all = () => store.occurrences.between(guildId, clock.nowMs(), START_MS + 60 * 24 * HOUR);
  plan();
  return { clock, store, plan, all };
}

test('five weeks ahead stand with their reminders, and planning again changes nothing', async () => {
  const { store, plan, all } = await openStage();
  expect(all().map(({ id }) => id)).toEqual([
    'morning@2026-12-01',
    'morning@2026-12-08',
    'morning@2026-12-15',
    'morning@2026-12-22',
    'morning@2026-12-29',
  ]);
  const first = all()[0];
  if (!first) throw new Error('nothing was planned');
  const rows = store.due.ofOccurrence(guildId, first.id);
  expect(
    rows.map(({ kind, dueAtMs }) => `${kind} ${(START_MS - dueAtMs) / MINUTE}`).toSorted(),
  ).toEqual(['reminder.10m 10', 'reminder.1440m 1440', 'reminder.60m 60']);
  plan();
  expect(store.due.ofOccurrence(guildId, first.id)).toEqual(rows);
});

test('a reminder that is past when the session is planned is never caught up', async () => {
  const { clock, store, plan } = await openStage([]);
  await clock.advanceTo(START_MS - 30 * MINUTE);
  store.series.replaceAll(guildId, [morning], 1);
  plan();
  const rows = store.due.ofOccurrence(
    guildId,
    'morning@2026-12-01' as (typeof rows)[0]['occurrenceId'],
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['reminder.10m']);
});

test('a series that has left the timetable is not announced any more', async () => {
  const { store, plan, all } = await openStage();
  store.series.replaceAll(guildId, [], 1);
  plan();
  expect(all().filter(({ cancelled }) => !cancelled)).toEqual([]);
  expect(store.due.nextAtMs()).toBeNull();
});

test('a session whose start moves gets a higher revision and reminders of its own', async () => {
  const { store, plan, all } = await openStage();
  store.series.replaceAll(
    guildId,
    [{ ...morning, rule: { ...morning.rule, wallTimes: ['08:30'] } }],
    1,
  );
  plan();
  const first = all()[0];
  if (!first) throw new Error('nothing was planned');
  expect(first).toMatchObject({ revision: 2, startsAtMs: START_MS + 90 * MINUTE });
  const byStatus = store.due
    .ofOccurrence(guildId, first.id)
    .map(({ revision, status }) => `${revision} ${status}`);
  expect(byStatus.toSorted()).toEqual([
    '1 skipped',
    '1 skipped',
    '1 skipped',
    '2 pending',
    '2 pending',
    '2 pending',
  ]);
});

test('a longer session keeps its revision', async () => {
  const { store, plan, all } = await openStage();
  store.series.replaceAll(guildId, [{ ...morning, durationMs: 2 * HOUR }], 1);
  plan();
  expect(all()[0]).toMatchObject({ revision: 1, endsAtMs: START_MS + 2 * HOUR });
});

test('a cancelled session stays cancelled whatever the rule says', async () => {
  const { store, plan, all } = await openStage();
  const first = all()[0];
  if (!first) throw new Error('nothing was planned');
  store.occurrences.save({ ...first, cancelled: true, calledOff: true });
  plan();
  expect(all()[0]).toMatchObject({ cancelled: true });
});

test('a series that comes back to the timetable has its sessions and reminders again', async () => {
  const { store, plan, all } = await openStage();
  store.series.replaceAll(guildId, [], 1);
  plan();
  store.series.replaceAll(guildId, [morning], 2);
  plan();
  expect(all().filter(({ cancelled }) => !cancelled)).toHaveLength(5);
  const first = all()[0];
  if (!first) throw new Error('nothing was planned');
  const pending = store.due
    .ofOccurrence(guildId, first.id)
    .filter(({ status }) => status === 'pending');
  expect(pending).toHaveLength(3);
});

test('series do not disturb each other', async () => {
  const evening = {
    ...morning,
    id: asId<SeriesId>('evening'),
    rule: { ...morning.rule, wallTimes: ['18:00'] },
  };
  const { all } = await openStage([morning, evening]);
  expect(all()).toHaveLength(10);
});

test.each([
  [24 * HOUR, 18 * HOUR],
  [HOUR, 15 * MINUTE],
  [10 * MINUTE, 0],
])('a reminder of %d ms before is worth reading until %d ms before', (beforeMs, untilMs) => {
  expect(START_MS - reminderExpiryMs(START_MS, beforeMs)).toBe(untilMs);
});

test('of reminders that are due at once, up to a day ahead, the sooner session expires sooner', () => {
  const minutes = fc.integer({ min: 1, max: 24 * 60 });
  fc.assert(
    fc.property(minutes, minutes, (a, b) => {
      const [sooner, later] = [Math.min(a, b) * MINUTE, Math.max(a, b) * MINUTE];
      const dueAtMs = START_MS;
      const soonerExpiry = reminderExpiryMs(dueAtMs + sooner, sooner);
      const laterExpiry = reminderExpiryMs(dueAtMs + later, later);
      expect(Math.sign(laterExpiry - soonerExpiry)).toBe(Math.sign(later - sooner));
      expect(soonerExpiry).toBeLessThanOrEqual(dueAtMs + sooner);
    }),
  );
});
