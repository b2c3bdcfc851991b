import { expect, test } from '@jest/globals';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { restoredOf } from '../../src/app/restored.ts';
import { backUpTo } from '../../src/store/backup.ts';
import { openStore } from '../../src/store/store.ts';
import Database from 'better-sqlite3';
import { inTemporaryFolder } from './samples.ts';

test('a backup that is put in the place of the database by hand is known as one, once', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'bellkeeper.db');
    const copy = join(folder, 'copy.backup');
    (await openStore({ path, nowMs: 1 })).close();
    const database = new Database(path);
    await backUpTo(database, copy, { nowMs: 5_000 });
    database.close();
    const same = await openStore({ path, nowMs: 6_000 });
    expect(restoredOf(same.settings)).toBeNull();
    same.close();
    await copyFile(copy, path);
    const restored = { backupAtMs: 5_000, restoredAtMs: 9_000 };
    for (const nowMs of [9_000, 12_000]) {
      const store = await openStore({ path, nowMs });
      expect(restoredOf(store.settings)).toEqual(restored);
      store.close();
    }
  }));
