import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { diskOf } from '../../src/store/disk-space.ts';
import { openReadOnly } from '../../src/store/read-only.ts';
import { openStore } from '../../src/store/store.ts';
import { createSilentLog } from '../discord/silent-log.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bellkeeper-read-only-'));
  path = join(folder, 'bellkeeper.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unreadable = (): void => undefined;

test('it reads beside a bot that writes, and sees what is new', async () => {
  const store = await openStore({ path, nowMs: 1 });
  store.settings.set('a', 'before');
  const reader = openReadOnly(path, unreadable);
  expect(reader?.settings.get('a')).toBe('before');
  store.settings.set('a', 'after');
  expect(reader?.settings.get('a')).toBe('after');
  expect(() => reader?.settings.set('a', 'changed')).toThrow(
    expect.objectContaining({ code: 'READ_ONLY' }),
  );
  expect(store.settings.get('a')).toBe('after');
  reader?.close();
  store.close();
});

test('where there is no database, or one of another version, it gives none and makes none', async () => {
  expect(openReadOnly(path, unreadable)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
  (await openStore({ path, nowMs: 1 })).close();
  const database = new Database(path);
  database.pragma('user_version = 1');
  database.close();
  const before = readFileSync(path);
  expect(openReadOnly(path, unreadable)).toBeNull();
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a file of another program is refused', () => {
  writeFileSync(path, 'no database at all, but long enough to be taken for one'.repeat(40));
  expect(() => openReadOnly(path, unreadable)).toThrow(
    expect.objectContaining({ code: 'NOT_A_DATABASE' }),
  );
  rmSync(path);
  const other = new Database(path);
  other.exec('CREATE TABLE other (id INTEGER)');
  other.close();
  expect(() => openReadOnly(path, unreadable)).toThrow(
    expect.objectContaining({ code: 'NOT_A_DATABASE' }),
  );
});

test('a folder that can be written to tells its free space and keeps nothing; another says so', async () => {
  const log = createSilentLog();
  const disk = await diskOf(folder, log).look();
  expect(disk).toMatchObject({ kind: 'writable', freeBytes: expect.any(Number) });
  expect(readdirSync(folder)).toEqual([]);
  expect(await diskOf(join(folder, 'nowhere'), log).look()).toEqual({ kind: 'notWritable' });
});
