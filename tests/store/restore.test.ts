/** A backup takes the place of the database, and nothing that was there is lost. */
import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { copyFile, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { restoredOf } from '../../src/app/restored.ts';
import { backUpFile } from '../../src/store/backup-file.ts';
import { listBackups, takenAtMsOf } from '../../src/store/backup.ts';
import { restoredPathOf, setAside, takeOverRestored } from '../../src/store/restore.ts';
import { openStore } from '../../src/store/store.ts';
import { StoreFault } from '../../src/store/store-fault.ts';
import { inTemporaryFolder } from './samples.ts';

const PAGE_BYTES = 4096;
const BACKUP_AT_MS = Date.UTC(2026, 10, 20, 3);
const NOW_MS = Date.UTC(2026, 10, 24, 9);

/** A backup that knows `word` as `old`, and a database that has gone on since. */
async function backedUpAndGoneOn(folder: string) {
  const path = join(folder, 'bellkeeper.db');
  const store = await openStore({ path, nowMs: 0 });
  store.settings.set('word', 'old');
  const backup = await backUpFile(path, null, BACKUP_AT_MS);
  store.settings.set('word', 'new');
  store.close();
  return { path, backup };
}

async function word(path: string): Promise<string | null> {
  const store = await openStore({ path, nowMs: NOW_MS });
  const found = store.settings.get('word');
  store.close();
  return found;
}

function refusal(work: () => unknown): StoreFault {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreFault) return error;
    throw error;
  }
  throw new Error('it was taken');
}

async function damage(path: string): Promise<Buffer> {
  const bytes = await readFile(path);
  bytes.fill(0xa5, PAGE_BYTES, PAGE_BYTES * 6);
  await writeFile(path, bytes);
  return bytes;
}

test('what was backed up is there again, what was there is a backup, and it knows since when', () =>
  inTemporaryFolder(async (folder) => {
    const { path, backup } = await backedUpAndGoneOn(folder);
    const before = await readFile(backup);
    expect(setAside(backup, path)).toEqual({ takenAtMs: BACKUP_AT_MS });
    expect(await word(path)).toBe('new');
    const replaced = await takeOverRestored(path, NOW_MS);
    expect(replaced).toEqual({ kind: 'backedUp', path: listBackups(path)[0] });
    expect(await takeOverRestored(path, NOW_MS)).toBeNull();
    const store = await openStore({ path, nowMs: NOW_MS });
    expect(store.settings.get('word')).toBe('old');
    expect(restoredOf(store.settings)).toEqual({
      backupAtMs: BACKUP_AT_MS,
      restoredAtMs: NOW_MS,
    });
    store.close();
    expect(await readFile(backup)).toEqual(before);
    // And back again.
    setAside(listBackups(path)[0] ?? '', path);
    await takeOverRestored(path, NOW_MS + 1);
    expect(await word(path)).toBe('new');
  }));

test('a log that the old database has left is not played into the new one', () =>
  inTemporaryFolder(async (folder) => {
    const { path, backup } = await backedUpAndGoneOn(folder);
    const killed = join(folder, 'killed.db');
    const store = await openStore({ path, nowMs: 0 });
    store.settings.set('word', 'newest');
    // As a process leaves them that is killed: the newest words stand in the log only.
    for (const ending of ['', '-wal']) await copyFile(`${path}${ending}`, `${killed}${ending}`);
    store.close();
    setAside(backup, killed);
    const replaced = await takeOverRestored(killed, NOW_MS);
    expect(await word(killed)).toBe('old');
    if (replaced?.kind !== 'backedUp') throw new Error('it was not backed up');
    expect(await word(replaced.path)).toBe('newest');
  }));

test('a copy that was made by hand is taken with its log, and counts from its last change', () =>
  inTemporaryFolder(async (folder) => {
    const { path } = await backedUpAndGoneOn(folder);
    const copy = join(folder, 'by-hand.db');
    const store = await openStore({ path, nowMs: 0 });
    store.settings.set('word', 'in the log');
    for (const ending of ['', '-wal']) await copyFile(`${path}${ending}`, `${copy}${ending}`);
    store.settings.set('word', 'later');
    store.close();
    const changedAtMs = Date.UTC(2026, 10, 21);
    await utimes(copy, changedAtMs / 1_000, changedAtMs / 1_000);
    expect(setAside(copy, path)).toEqual({ takenAtMs: changedAtMs });
    await takeOverRestored(path, NOW_MS);
    expect(await word(path)).toBe('in the log');
  }));

test('a database that can not be read is kept just as it was', () =>
  inTemporaryFolder(async (folder) => {
    const { path, backup } = await backedUpAndGoneOn(folder);
    const bytes = await damage(path);
    setAside(backup, path);
    const replaced = await takeOverRestored(path, NOW_MS);
    if (replaced?.kind !== 'keptAsItIs') throw new Error('it was read');
    expect(await readFile(replaced.path)).toEqual(bytes);
    expect(await word(path)).toBe('old');
  }));

test.each([
  ['damaged', 'CORRUPTED'],
  ['of another program', 'NOT_A_DATABASE'],
  ['a letter', 'NOT_A_DATABASE'],
  ['of a newer version', 'NEWER_DATABASE'],
])('a backup that is %s is refused, and nothing is changed', (what, code) =>
  inTemporaryFolder(async (folder) => {
    const { path, backup } = await backedUpAndGoneOn(folder);
    const file = join(folder, 'file');
    if (what === 'a letter') await writeFile(file, 'Dear all, this is a letter. '.repeat(300));
    else await copyFile(backup, file);
    if (what === 'damaged') await damage(file);
    if (what === 'of another program') change(file, 'application_id = 7');
    if (what === 'of a newer version') change(file, 'user_version = 999');
    const before = await readdir(folder);
    expect(refusal(() => setAside(file, path)).code).toBe(code);
    expect(await readdir(folder)).toEqual(before);
    expect(await word(path)).toBe('new');
  }),
);

function change(path: string, pragma: string): void {
  const database = new Database(path);
  database.pragma(pragma);
  database.close();
}

test(
  'a database that somebody else has open is not replaced under them',
  () =>
    inTemporaryFolder(async (folder) => {
      const { path, backup } = await backedUpAndGoneOn(folder);
      setAside(backup, path);
      const other = await openStore({ path, nowMs: 0 });
      await expect(takeOverRestored(path, NOW_MS)).rejects.toMatchObject({ code: 'LOCKED' });
      expect(other.settings.get('word')).toBe('new');
      other.settings.set('word', 'newer');
      other.close();
      await takeOverRestored(path, NOW_MS + 1);
      expect(await word(path)).toBe('old');
      expect((await stat(path)).size).toBeGreaterThan(0);
    }),
  30_000,
);

test('with no database yet, the backup is the first one', () =>
  inTemporaryFolder(async (folder) => {
    const { backup } = await backedUpAndGoneOn(folder);
    const path = join(folder, 'new', 'bellkeeper.db');
    await mkdir(join(folder, 'new'));
    setAside(backup, path);
    expect(await takeOverRestored(path, NOW_MS)).toEqual({ kind: 'nothingThere' });
    expect(await word(path)).toBe('old');
  }));

test('backups are told by their names, the newest first, and five are kept', () =>
  inTemporaryFolder(async (folder) => {
    const { path } = await backedUpAndGoneOn(folder);
    for (let day = 1; day <= 6; day += 1) {
      await backUpFile(path, null, BACKUP_AT_MS + day * 86_400_000);
    }
    expect(
      listBackups(path).map((each) => (takenAtMsOf(each) - BACKUP_AT_MS) / 86_400_000),
    ).toEqual([6, 5, 4, 3, 2]);
    const elsewhere = join(folder, 'elsewhere.db');
    expect(await backUpFile(path, elsewhere, NOW_MS)).toBe(elsewhere);
    expect(listBackups(path)).toHaveLength(5);
    expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
  }));

test(
  'while a bot writes every moment, a backup from outside ends and is whole',
  () =>
    inTemporaryFolder(async (folder) => {
      const { path } = await backedUpAndGoneOn(folder);
      const store = await openStore({ path, nowMs: 0 });
      for (let index = 0; index < 4_000; index += 1) {
        store.settings.set(`key ${index}`, 'x'.repeat(1_000));
      }
      let writes = 0;
      const writing = setInterval(() => {
        writes += 1;
        store.settings.set('word', `write ${writes}`);
      }, 1);
      const copy = await backUpFile(path, join(folder, 'copy.db'), NOW_MS);
      clearInterval(writing);
      expect((await stat(copy)).size).toBeGreaterThan(4_000_000);
      expect(await word(copy)).toMatch(/^(new|write \d+)$/);
      store.close();
      expect(basename(restoredPathOf(path))).toBe('bellkeeper.db.restored');
    }),
  30_000,
);
