/** What the disk does to a database that is open, and what comes of it. */
import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { storeTroubleOf } from '../../src/app/store-trouble.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openStore, storeOver } from '../../src/store/store.ts';
import { inTemporaryFolder } from './samples.ts';

const PAGE_BYTES = 4096;
const PATIENCE_MS = 200;

async function open(path: string) {
  const troubles: string[] = [];
  const connection = await openDatabase({
    path,
    nowMs: 0,
    busyTimeoutMs: PATIENCE_MS,
    onTrouble: (trouble) => troubles.push(trouble),
  });
  const store = storeOver(connection, (fault) => {
    throw fault;
  });
  return { connection, store, troubles };
}

function troubleOf(work: () => unknown): string | null {
  try {
    work();
  } catch (error) {
    return storeTroubleOf(error);
  }
  return 'none';
}

test('a full disk is told and probed for what it is, and nothing of a transaction stays', () =>
  inTemporaryFolder(async (folder) => {
    const { connection, store, troubles } = await open(join(folder, 'a.db'));
    connection.pragma(`max_page_count = ${String(connection.pragma('page_count'))}`);
    const fill = (): void => {
      store.settings.set('half', 'done');
      store.settings.set('large', 'x'.repeat(100_000));
    };
    expect(troubleOf(() => store.transaction(fill))).toBe('DISK_FULL');
    expect(store.settings.get('half')).toBeNull();
    expect(new Set(troubles)).toEqual(new Set(['DISK_FULL']));
    expect(troubleOf(() => store.probe())).toBe('DISK_FULL');
    connection.pragma('max_page_count = 1000000');
    expect(troubleOf(() => store.probe())).toBe('none');
    store.transaction(fill);
    expect(store.settings.get('half')).toBe('done');
    store.close();
  }));

test('a database that may only be read is told as such, and can be read', () =>
  inTemporaryFolder(async (folder) => {
    const { connection, store } = await open(join(folder, 'a.db'));
    store.settings.set('a', '1');
    connection.pragma('query_only = ON');
    expect(troubleOf(() => store.settings.set('a', '2'))).toBe('READ_ONLY');
    expect(troubleOf(() => store.probe())).toBe('READ_ONLY');
    expect(store.settings.get('a')).toBe('1');
    connection.pragma('query_only = OFF');
    expect(troubleOf(() => store.probe())).toBe('none');
    store.close();
  }));

test('whoever holds the database is waited for once, and after that not until it is free', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'a.db');
    const { connection, store } = await open(path);
    const other = new Database(path);
    other.exec('BEGIN EXCLUSIVE');
    const waits = Array.from({ length: 4 }, () => {
      const sinceMs = performance.now();
      expect(troubleOf(() => store.transaction(() => store.settings.set('a', '1')))).toBe('LOCKED');
      return performance.now() - sinceMs;
    });
    expect(waits[0]).toBeGreaterThan(PATIENCE_MS * 0.9);
    expect(Math.max(...waits.slice(1))).toBeLessThan(PATIENCE_MS / 2);
    other.exec('ROLLBACK');
    other.close();
    expect(troubleOf(() => store.probe())).toBe('none');
    expect(connection.pragma('busy_timeout')).toBe(PATIENCE_MS);
    store.close();
  }));

test('after a damaged page nothing more is written, and what is there stays as it is', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'a.db');
    const filled = await openStore({ path, nowMs: 0 });
    for (let index = 0; index < 2_000; index += 1) filled.settings.set(`${index}`, 'x'.repeat(200));
    filled.close();
    const { connection, store, troubles } = await open(path);
    const bytes = await readFile(path);
    const root = Number(
      connection
        .query<Record<string, never>, { rootpage: number }>(
          `SELECT rootpage FROM sqlite_schema WHERE name = 'settings'`,
        )
        .get({})?.rootpage,
    );
    bytes.fill(0xa5, (root - 1) * PAGE_BYTES, root * PAGE_BYTES);
    await writeFile(path, bytes);
    // Pages that are held in memory would hide it.
    connection.pragma('shrink_memory');
    expect(troubleOf(() => store.settings.get('1000'))).toBe('CORRUPTED');
    expect(troubleOf(() => store.fileChecks.save('a'.repeat(64), '1', 1))).toBe('CORRUPTED');
    expect(troubleOf(() => store.transaction(() => undefined))).toBe('CORRUPTED');
    expect(troubleOf(() => store.probe())).toBe('CORRUPTED');
    expect(new Set(troubles)).toEqual(new Set(['CORRUPTED']));
    expect(store.fileChecks.fingerprint('a'.repeat(64))).toBeNull();
    store.close();
    expect(await readFile(path)).toEqual(bytes);
  }));

test('a damaged database is refused at the start, with the line that puts the newest backup back', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'a.db');
    const store = await openStore({ path, nowMs: 0 });
    await store.backUp(Date.UTC(2026, 10, 23));
    const newest = await store.backUp(Date.UTC(2026, 10, 24));
    expect(store.newestBackupAtMs()).toBe(Date.UTC(2026, 10, 24));
    store.close();
    const bytes = await readFile(path);
    bytes.fill(0xa5, PAGE_BYTES, 4 * PAGE_BYTES);
    await writeFile(path, bytes);
    await expect(openStore({ path, nowMs: 0 })).rejects.toThrow(`npm run restore -- ${newest}`);
    expect(await readFile(path)).toEqual(bytes);
  }));
