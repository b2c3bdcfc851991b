import { expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupKeeper } from '../../src/app/backup-keeper.ts';
import { listBackups, takenAtMsOf } from '../../src/store/backup.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createManualClock } from '../manual-clock.ts';
import { asId, type OccurrenceId } from '../../src/domain/identity.ts';
import { coordinators, guildId, HOUR, MINUTE, morning, START_MS } from './rehearsal.ts';
import { settingsById, usualSettings } from '../guild-settings.ts';

const NIGHT_MS = START_MS - 4 * HOUR;

async function openStage(startMs: number) {
  const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-backup-keeper-'));
  const path = join(folder, 'bellkeeper.db');
  const clock = createManualClock(startMs);
  const store = await openStore({ path, nowMs: startMs });
  const directory = createFakeDirectory();
  directory.setGuild(guildId, { textNameById: { [coordinators]: 'coordinators' } });
  store.series.replaceAll(guildId, [morning], startMs);
  const settings = usualSettings(guildId);
  const ports = {
    store,
    clock,
    directory,
    guilds: settingsById(settings),
    log: { debug() {}, info() {}, warn() {}, error() {} },
  };
  return {
    store,
    /** Moves to a moment, looks once, and waits for what was begun. */
    async lookAt(atMs: number): Promise<void> {
      await clock.advanceTo(atMs);
      const keeper = new BackupKeeper(ports);
      keeper.start();
      await keeper.stop();
    },
    takenAt: () => listBackups(path).map((each) => takenAtMsOf(each)),
    async [Symbol.asyncDispose](): Promise<void> {
      store.close();
      await rm(folder, { recursive: true });
    },
  };
}

test('the first is made at once, and then one each night', async () => {
  await using stage = await openStage(START_MS - 10 * HOUR);
  await stage.lookAt(START_MS - 10 * HOUR);
  expect(stage.takenAt()).toEqual([START_MS - 10 * HOUR]);
  await stage.lookAt(NIGHT_MS);
  expect(stage.takenAt()).toHaveLength(1);
  for (let day = 1; day <= 6; day += 1) {
    await stage.lookAt(NIGHT_MS + day * 24 * HOUR - 2 * HOUR);
    await stage.lookAt(NIGHT_MS + day * 24 * HOUR);
    await stage.lookAt(NIGHT_MS + day * 24 * HOUR + HOUR);
  }
  expect(stage.takenAt()).toEqual([6, 5, 4, 3, 2].map((day) => NIGHT_MS + day * 24 * HOUR));
});

test('none begins while a session is on or near, and it is made after that', async () => {
  await using stage = await openStage(START_MS - 10 * MINUTE);
  const { store } = stage;
  store.occurrences.save({
    id: asId<OccurrenceId>('morning@2026-12-01'),
    guildId,
    seriesId: morning.id,
    startsAtMs: START_MS,
    endsAtMs: START_MS + HOUR,
    revision: 1,
    cancelled: false,
    calledOff: false,
    placedBy: 'rule',
    sequence: 0,
  });
  await stage.lookAt(START_MS - 10 * MINUTE);
  await stage.lookAt(START_MS + 59 * MINUTE);
  expect(stage.takenAt()).toEqual([]);
  await stage.lookAt(START_MS + 61 * MINUTE);
  expect(stage.takenAt()).toEqual([START_MS + 61 * MINUTE]);
});

test('one that can not be made is told once a day, and everything else goes on', async () => {
  await using stage = await openStage(NIGHT_MS);
  const { store } = stage;
  store.backUp = () => Promise.reject(new Error('no room'));
  for (let look = 0; look < 3; look += 1) await stage.lookAt(NIGHT_MS + look * HOUR);
  const rows = store.due.claim(NIGHT_MS + 3 * HOUR, 60_000, 10);
  expect(rows.map(({ kind }) => kind.replace(/\.[^.]*$/, ''))).toEqual(['alert.backup']);
});
