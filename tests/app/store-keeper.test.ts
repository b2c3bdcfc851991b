/** A store in trouble: coordinators are told without it, once, and everything goes on by itself. */
import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Health } from '../../src/app/health.ts';
import { markRestored } from '../../src/app/restored.ts';
import { StoreKeeper } from '../../src/app/store-keeper.ts';
import { asId, type UserId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createFakeMessenger } from '../discord/fake-messenger.ts';
import { createManualClock } from '../manual-clock.ts';
import { coordinators, guildId, HOUR, START_MS } from './rehearsal.ts';
import { settingsById, usualSettings } from '../guild-settings.ts';

const DAY_MS = 24 * HOUR;

async function openStage() {
  const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-store-keeper-'));
  const path = join(folder, 'bellkeeper.db');
  const clock = createManualClock(START_MS);
  const health = new Health(clock);
  const store = await openStore({
    path,
    nowMs: START_MS,
    busyTimeoutMs: 0,
    onTrouble: (trouble) => health.report(`STORE_${trouble}`),
  });
  const messenger = createFakeMessenger(clock);
  const directory = createFakeDirectory();
  directory.selfId = asId<UserId>('9');
  directory.setGuild(guildId, { textNameById: { [coordinators]: 'coordinators' } });
  const settings = usualSettings(guildId);
  const newKeeper = () =>
    new StoreKeeper({
      store,
      clock,
      messenger,
      directory,
      guilds: settingsById(settings),
      health,
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
  const keeper = newKeeper();
  const other = new Database(path);
  return {
    clock,
    health,
    store,
    messenger,
    keeper,
    newKeeper,
    /** Another program holds the database, and the store has run into it. */
    holdUp(): void {
      other.exec('BEGIN IMMEDIATE');
      expect(() => store.settings.set('a', '1')).toThrow('locked');
    },
    letGo: () => other.exec('ROLLBACK'),
    async beat(each = keeper): Promise<void> {
      each.onHeartbeat();
      await clock.advanceBy(15_000);
    },
    told: () => messenger.standingIn(coordinators).map(({ message }) => message.text),
    async [Symbol.asyncDispose](): Promise<void> {
      other.close();
      store.close();
      await rm(folder, { recursive: true });
    },
  };
}

test('nobody is told of what is over with the next heartbeat', async () => {
  await using stage = await openStage();
  stage.holdUp();
  expect(stage.health.isReady).toBe(false);
  stage.letGo();
  await stage.beat();
  expect(stage.health.isReady).toBe(true);
  expect(stage.told()).toEqual([]);
  expect(stage.store.due.nextAtMs()).toBeNull();
});

test('coordinators are told once a day what to do, and that it is over', async () => {
  await using stage = await openStage();
  stage.holdUp();
  for (let beat = 0; beat < 5; beat += 1) await stage.beat();
  expect(stage.told()).toEqual([expect.stringContaining('another program holds')]);
  expect(stage.health.troubles.map(({ code }) => code)).toEqual(['STORE_LOCKED']);
  await stage.clock.advanceBy(DAY_MS);
  await stage.beat();
  expect(stage.told()).toHaveLength(2);
  stage.letGo();
  await stage.beat();
  expect(stage.health.isReady).toBe(true);
  const [back] = stage.store.due.claim(stage.clock.nowMs(), 60_000, 10);
  expect(back?.action).toMatchObject({ text: { key: 'alert.storeBack' } });
});

test('a process that was started anew in the same trouble finds that it was told', async () => {
  await using stage = await openStage();
  stage.holdUp();
  await stage.beat();
  await stage.clock.advanceBy(HOUR);
  await stage.beat(stage.newKeeper());
  expect(stage.told()).toHaveLength(1);
});

test('what the platform can not take is told with a later heartbeat', async () => {
  await using stage = await openStage();
  stage.holdUp();
  stage.messenger.failNext('post', { kind: 'notNow', retryAfterMs: 5_000, cause: 'rate limit' });
  await stage.beat();
  expect(stage.told()).toEqual([]);
  await stage.beat();
  expect(stage.told()).toHaveLength(1);
});

test('whoever goes on with a backup is told what is missing', async () => {
  await using stage = await openStage();
  stage.keeper.start();
  expect(stage.store.due.nextAtMs()).toBeNull();
  markRestored(stage.store.settings, { backupAtMs: START_MS - HOUR, restoredAtMs: START_MS });
  for (let start = 0; start < 2; start += 1) stage.newKeeper().start();
  const rows = stage.store.due.claim(stage.clock.nowMs(), 60_000, 10);
  expect(rows.map(({ action }) => action)).toEqual([
    expect.objectContaining({ text: expect.objectContaining({ key: 'alert.restored' }) }),
  ]);
});
