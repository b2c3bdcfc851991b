import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '../../src/app/store-port.ts';
import { TIMETABLE_CHANGED_KEY } from '../../src/app/timetable-signal.ts';
import { isValidCron } from '../../src/clock.ts';
import { asId, type OccurrenceId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import type { TimetableException } from '../../src/store/timetable/exceptions.ts';
import { parseTimetable, type Timetable } from '../../src/store/timetable/parse.ts';
import {
  importStarter,
  importTimetable,
  storedTimetable,
} from '../../src/store/timetable/take-over.ts';
import { writeTimetable } from '../../src/store/timetable/write.ts';
import {
  ana,
  endedState,
  evening,
  guild,
  inTemporaryFolder,
  MINUTE_MS,
  morning,
  morningOccurrence,
  otherGuild,
  sampleDue,
  sampleOccurrence,
  sampleSeries,
  sampleSignUp,
  START_MS,
} from './samples.ts';

const ZONE = 'America/Los_Angeles';
const NOW_MS = START_MS - 24 * 60 * MINUTE_MS;

let store: Store;
beforeEach(async () => {
  store = await openStore({ path: ':memory:', nowMs: 0 });
});
afterEach(() => store.close());

function exceptionOf(changes: Partial<TimetableException> = {}): TimetableException {
  return {
    id: morningOccurrence,
    seriesId: morning,
    startsAtMs: START_MS + 60 * MINUTE_MS,
    endsAtMs: START_MS + 90 * MINUTE_MS,
    calledOff: false,
    placedBy: 'hand',
    ...changes,
  };
}

function timetableWith(exceptions: TimetableException[] = []): Timetable {
  return { zone: ZONE, series: [sampleSeries(), sampleSeries({ id: evening })], exceptions };
}

describe('a timetable that is taken over', () => {
  test("is the guild's as a whole, and only that guild's", () => {
    store.series.replaceAll(guild, [sampleSeries({ name: 'Before' })], 0);
    store.series.replaceAll(otherGuild, [sampleSeries({ name: 'Other' })], 0);
    const moved = exceptionOf();
    importTimetable(store, guild, timetableWith([moved]), NOW_MS);
    expect(storedTimetable(store, guild, ZONE, NOW_MS)).toEqual(timetableWith([moved]));
    expect(store.series.list(otherGuild).map(({ name }) => name)).toEqual(['Other']);
    expect(store.audit.latest(guild, 9)).toMatchObject([
      {
        atMs: NOW_MS,
        actorId: null,
        action: 'timetable.imported',
        subject: 'timetable',
        before: { series: [{ name: 'Before' }], exceptions: [] },
        after: { series: [{ id: morning }, { id: evening }], exceptions: [{ id: moved.id }] },
      },
    ]);
  });

  test('is told to a running bot, once for each time', () => {
    for (const count of ['1', '2']) {
      importTimetable(store, guild, timetableWith(), NOW_MS);
      expect(store.settings.get(TIMETABLE_CHANGED_KEY(guild))).toBe(count);
    }
    expect(store.settings.get(TIMETABLE_CHANGED_KEY(otherGuild))).toBeNull();
  });

  test('takes back what was planned for a session that moves, and keeps who is signed up', () => {
    store.series.replaceAll(guild, [sampleSeries()], 0);
    store.occurrences.save(sampleOccurrence());
    store.due.add(sampleDue(), 0);
    const { number } = store.people.enrol(guild, ana, 'en');
    store.signUps.save(sampleSignUp({ number }));
    importTimetable(store, guild, timetableWith([exceptionOf()]), NOW_MS);
    expect(store.due.ofOccurrence(guild, morningOccurrence)).toMatchObject([{ status: 'skipped' }]);
    expect(store.occurrences.find(guild, morningOccurrence)).toMatchObject({
      revision: 2,
      sequence: 1,
      placedBy: 'hand',
      startsAtMs: START_MS + 60 * MINUTE_MS,
    });
    expect(store.signUps.forSeries(guild, morning)).toHaveLength(1);
  });

  test('leaves to the rule what the file no longer excepts', () => {
    const calledOff = exceptionOf({ calledOff: true });
    importTimetable(store, guild, timetableWith([calledOff]), NOW_MS);
    const record = { guildId: guild, occurrenceId: morningOccurrence };
    store.sessions.save({ ...record, state: { ...endedState, phase: 'cancelled' } }, 1);
    expect(store.occurrences.exceptions(guild, 0)).toMatchObject([{ calledOff: true }]);
    importTimetable(store, guild, timetableWith(), NOW_MS);
    expect(store.occurrences.exceptions(guild, 0)).toEqual([]);
    expect(store.sessions.load(guild, morningOccurrence)).toMatchObject({ phase: 'upcoming' });
  });

  test('changes nothing of a session that is on, or is over', () => {
    importTimetable(store, guild, timetableWith(), NOW_MS);
    store.occurrences.save(sampleOccurrence());
    const duringMs = START_MS + 10 * MINUTE_MS;
    importTimetable(store, guild, timetableWith([exceptionOf()]), duringMs);
    expect(store.occurrences.find(guild, morningOccurrence)).toEqual(sampleOccurrence());
    const past = asId<OccurrenceId>('morning@2026-11-20+1');
    const over = exceptionOf({ id: past, startsAtMs: 1, endsAtMs: 2 });
    importTimetable(store, guild, timetableWith([over]), duringMs);
    expect(store.occurrences.find(guild, past)).toBeNull();
  });

  test('loses nothing on the way through a file into another database', async () => {
    const exceptions = [
      exceptionOf(),
      exceptionOf({ id: asId<OccurrenceId>('morning@2026-12-01+1'), startsAtMs: START_MS }),
      exceptionOf({
        id: asId<OccurrenceId>('evening@2027-03-01'),
        seriesId: evening,
        startsAtMs: Date.UTC(2027, 2, 1, 15),
        endsAtMs: Date.UTC(2027, 2, 1, 15, 45),
        calledOff: true,
        placedBy: 'rule',
      }),
    ].toSorted((a, b) => a.startsAtMs - b.startsAtMs);
    const teacherIds = [ana];
    const series = timetableWith().series.map((one) => ({ ...one, teacherIds, paused: true }));
    importTimetable(store, guild, { zone: ZONE, series, exceptions }, NOW_MS);
    const first = storedTimetable(store, guild, ZONE, NOW_MS);
    const reading = parseTimetable(writeTimetable(first), { isValidCron });
    if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
    const other = await openStore({ path: ':memory:', nowMs: 0 });
    importTimetable(other, guild, reading, NOW_MS);
    expect(storedTimetable(other, guild, ZONE, NOW_MS)).toEqual(first);
    expect(first).toEqual({ zone: ZONE, series, exceptions });
    other.close();
  });
});

function inFile(text: string, work: (path: string) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'timetable.json');
    await writeFile(path, text);
    await work(path);
  });
}

describe('the starter file', () => {
  const options = { isValidCron, nowMs: NOW_MS, knownRecordings: null };
  const good = writeTimetable({
    zone: ZONE,
    series: [sampleSeries({ teacherIds: [] })],
    exceptions: [],
  });
  test('is taken over once, and never again, not even when the timetable was emptied', () =>
    inFile(good, async (path) => {
      expect(await importStarter(store, guild, path, options)).toEqual({ ok: true, isTaken: true });
      expect(store.series.list(guild).map(({ id }) => id)).toEqual([morning]);
      store.series.replaceAll(guild, [], 1);
      expect(await importStarter(store, guild, path, options)).toEqual({
        ok: true,
        isTaken: false,
      });
      expect(store.series.list(guild)).toEqual([]);
      expect(await importStarter(store, otherGuild, path, options)).toMatchObject({
        isTaken: true,
      });
    }));

  test('is not for a guild that has a timetable', () =>
    inFile(good, async (path) => {
      store.series.replaceAll(guild, [sampleSeries({ name: 'Ours' })], 0);
      expect(await importStarter(store, guild, path, options)).toEqual({
        ok: true,
        isTaken: false,
      });
      store.series.replaceAll(guild, [], 1);
      expect(await importStarter(store, guild, path, options)).toMatchObject({ isTaken: false });
      expect(store.audit.latest(guild, 9)).toEqual([]);
    }));

  test('with a mistake does nothing, and is looked at again', () =>
    inFile('{ "series": [7] }', async (path) => {
      expect(await importStarter(store, guild, path, options)).toMatchObject({
        ok: false,
        mistakes: [{ code: 'WRONG_TYPE' }],
      });
      await writeFile(path, good);
      expect(await importStarter(store, guild, path, options)).toMatchObject({ isTaken: true });
    }));

  test('that is missing, or is a folder, is a mistake as well', () =>
    inTemporaryFolder(async (folder) => {
      const missing = join(folder, 'none.json');
      expect(await importStarter(store, guild, missing, options)).toMatchObject({
        ok: false,
        mistakes: [{ code: 'FILE_MISSING', found: missing }],
      });
      expect(await importStarter(store, guild, folder, options)).toMatchObject({
        ok: false,
        mistakes: [{ code: 'FILE_UNREADABLE', found: folder }],
      });
    }));
});
