import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  copyFile,
  mkdir,
  open,
  readFile,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Store } from '../../src/app/store-port.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openStore, storeOver } from '../../src/store/store.ts';
import { StoreFault } from '../../src/store/store-fault.ts';
import {
  guild,
  inTemporaryFolder,
  morningOccurrence,
  otherGuild,
  sampleDue,
  sampleOccurrence,
  sampleSeries,
  waitingState,
} from './samples.ts';

const PAGE_BYTES = 4096;

/** A database of some hundred pages, closed. */
async function filledDatabase(folder: string): Promise<string> {
  const path = join(folder, 'store.sqlite');
  const store = await openStore({ path, nowMs: 0 });
  fill(store);
  store.close();
  return path;
}

function fill(store: Store): void {
  store.transaction(() => {
    store.series.replaceAll(guild, [sampleSeries()], 0);
    store.occurrences.save(sampleOccurrence());
    for (let index = 0; index < 2000; index += 1)
      store.due.add(sampleDue({ kind: `k${index}` }), 0);
  });
}

function opening(path: string): Promise<StoreFault> {
  return openStore({ path, nowMs: 0, busyTimeoutMs: 0 }).then(
    (store) => {
      store.close();
      throw new Error('it opened');
    },
    (error: unknown) => {
      if (error instanceof StoreFault) return error;
      throw error;
    },
  );
}

test('a file is kept with a log, full syncs and foreign keys', () =>
  inTemporaryFolder(async (folder) => {
    const connection = await openDatabase({ path: join(folder, 'a', 'b.sqlite'), nowMs: 0 });
    const pragmas = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'];
    expect(pragmas.map((name) => connection.pragma(name))).toEqual(['wal', 2, 1, 1000]);
    connection.close();
  }));

test('it waits for the disk again after it did not for once, even when that threw', () =>
  inTemporaryFolder(async (folder) => {
    const connection = await openDatabase({ path: join(folder, 'a.sqlite'), nowMs: 0 });
    const during: unknown[] = [];
    const look = (): void => {
      during.push(connection.pragma('synchronous'));
      throw new Error('bug');
    };
    expect(() => connection.unsynced(look)).toThrow('bug');
    expect([...during, connection.pragma('synchronous')]).toEqual([1, 2]);
    connection.close();
  }));

test('a damaged page is CORRUPTED, and the message says what to do', () =>
  inTemporaryFolder(async (folder) => {
    const path = await filledDatabase(folder);
    const file = await open(path, 'r+');
    const { size } = await file.stat();
    const page = Math.floor(size / PAGE_BYTES / 2);
    await file.write(Buffer.alloc(PAGE_BYTES, 0xa5), 0, PAGE_BYTES, page * PAGE_BYTES);
    await file.close();
    const fault = await opening(path);
    expect(fault.code).toBe('CORRUPTED');
    expect(fault.message).toContain('put back the newest');
  }));

test('a truncated file is CORRUPTED and is not made longer', () =>
  inTemporaryFolder(async (folder) => {
    const path = await filledDatabase(folder);
    const { size } = await stat(path);
    for (const left of [size - PAGE_BYTES, 3 * PAGE_BYTES, PAGE_BYTES]) {
      const shorter = join(folder, `left-${left}.sqlite`);
      await copyFile(path, shorter);
      await truncate(shorter, left);
      expect((await opening(shorter)).code).toBe('CORRUPTED');
      expect((await stat(shorter)).size).toBe(left);
    }
  }));

test('a row that refers to nothing is CORRUPTED', () =>
  inTemporaryFolder(async (folder) => {
    const path = await filledDatabase(folder);
    const database = new Database(path);
    database.pragma('foreign_keys = OFF');
    database.exec('DELETE FROM occurrences');
    database.close();
    expect((await opening(path)).code).toBe('CORRUPTED');
  }));

test.each([
  ['words', Buffer.from('this is a letter and no database\n'.repeat(200))],
  ['a few bytes', Buffer.from('SQLite')],
])('a file of %s is NOT_A_DATABASE and is left alone', (_what, content) =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'letter.txt');
    await writeFile(path, content);
    expect((await opening(path)).code).toBe('NOT_A_DATABASE');
    expect(await readFile(path)).toEqual(content);
  }),
);

test('the database of another program is NOT_A_DATABASE and is left alone', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'other.sqlite');
    const other = new Database(path);
    other.exec('CREATE TABLE photos (id INTEGER PRIMARY KEY)');
    other.close();
    const before = await readFile(path);
    expect((await opening(path)).code).toBe('NOT_A_DATABASE');
    expect(await readFile(path)).toEqual(before);
  }));

test('a folder in place of the file is no database', () =>
  inTemporaryFolder(async (folder) => {
    await mkdir(join(folder, 'store.sqlite'));
    expect(['NOT_A_DATABASE', 'READ_ONLY']).toContain(
      (await opening(join(folder, 'store.sqlite'))).code,
    );
  }));

test.each([
  ['file', 0o444, 0o755],
  ['folder', 0o644, 0o555],
])('a read-only %s is READ_ONLY', (_what, fileMode, folderMode) =>
  inTemporaryFolder(async (folder) => {
    const inner = join(folder, 'inner');
    await mkdir(inner);
    const path = await filledDatabase(inner);
    await chmod(folder, 0o755);
    await chmod(path, fileMode);
    await chmod(inner, folderMode);
    expect(await openedAsOrdinaryUser(path)).toBe('READ_ONLY');
    await chmod(inner, 0o755);
  }),
);

/** Root may write everywhere, so a child of another user looks when the tests run as root. */
async function openedAsOrdinaryUser(path: string): Promise<string> {
  const script = fileURLToPath(new URL('open-and-tell.ts', import.meta.url));
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(process.execPath, [script, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    ...user,
  });
  const [told] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return told.trim();
}

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}

test('a full disk is DISK_FULL, and the whole transaction is undone', () =>
  inTemporaryFolder(async (folder) => {
    const path = await filledDatabase(folder);
    const connection = await openDatabase({ path, nowMs: 0 });
    const store = storeOver(connection, (fault) => {
      throw fault;
    });
    connection.pragma(`max_page_count = ${String(connection.pragma('page_count'))}`);
    const fillUp = (): void => {
      store.settings.set('half', 'written');
      for (let index = 0; index < 500; index += 1) store.settings.set(`${index}`, 'x'.repeat(1000));
    };
    expect(() => store.transaction(fillUp)).toThrow(
      expect.objectContaining({ code: 'DISK_FULL', cause: expect.anything() }),
    );
    expect(store.settings.get('half')).toBeNull();
    store.close();
  }));

test('when SQLite undid a transaction by itself, nothing more is written in its name', () =>
  inTemporaryFolder(async (folder) => {
    const path = await filledDatabase(folder);
    const connection = await openDatabase({ path, nowMs: 0 });
    const undo = connection.change('ROLLBACK');
    const set = connection.change(`INSERT INTO settings VALUES ('half', 'written')`);
    expect(() =>
      connection.transaction(() => {
        undo.run({});
        set.run({});
      }),
    ).toThrow('already undone');
    expect(connection.query(`SELECT * FROM settings`).all({})).toEqual([]);
    connection.close();
  }));

test('a database that another keeps locked is LOCKED, on opening and later', () =>
  inTemporaryFolder(async (folder) => {
    const path = await filledDatabase(folder);
    const store = await openStore({ path, nowMs: 0, busyTimeoutMs: 0 });
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    expect((await opening(path)).code).toBe('LOCKED');
    expect(() => store.settings.set('a', '1')).toThrow(expect.objectContaining({ code: 'LOCKED' }));
    expect(store.occurrences.find(guild, morningOccurrence)).toEqual(sampleOccurrence());
    other.exec('ROLLBACK');
    other.close();
    store.settings.set('a', '1');
    expect(store.settings.get('a')).toBe('1');
    store.close();
  }));

test('a row that can not be read is told with its place, and the others go on', () =>
  inTemporaryFolder(async (folder) => {
    const path = await filledDatabase(folder);
    const faults: StoreFault[] = [];
    const store = await openStore({ path, nowMs: 0, onUnreadable: (fault) => faults.push(fault) });
    store.series.replaceAll(otherGuild, [sampleSeries()], 0);
    store.occurrences.save(sampleOccurrence({ guildId: otherGuild }));
    const record = { occurrenceId: morningOccurrence, state: waitingState };
    store.sessions.save({ guildId: guild, ...record }, 0);
    store.sessions.save({ guildId: otherGuild, ...record }, 0);
    const database = new Database(path);
    database.exec(
      `UPDATE sessions SET state = json_remove(state, '$.sinceMs') WHERE guild_id = '100'`,
    );

    expect(store.sessions.open()).toEqual([{ guildId: otherGuild, ...record }]);
    expect(store.sessions.open()).toHaveLength(1);
    const place = `session ${morningOccurrence} of guild ${guild}`;
    expect(faults).toMatchObject([{ code: 'UNREADABLE_ROW', place }]);
    expect(() => store.sessions.load(guild, morningOccurrence)).toThrow(place);
    database.exec(`UPDATE sessions SET state_version = 99 WHERE guild_id = '200'`);
    expect(() => store.sessions.load(otherGuild, morningOccurrence)).toThrow('version is 99');
    database.close();
    store.close();
  }));

test('a due row that can not be read ends as unknown instead of coming back for ever', () =>
  inTemporaryFolder(async (folder) => {
    const path = await filledDatabase(folder);
    const faults: StoreFault[] = [];
    const store = await openStore({ path, nowMs: 0, onUnreadable: (fault) => faults.push(fault) });
    const database = new Database(path);
    database.exec(`UPDATE due SET action = '{}' WHERE kind = 'k1'`);
    const claimed = store.due.claim(sampleDue().dueAtMs, 1000, 3);
    expect(claimed.map(({ kind }) => kind)).toEqual(['k0', 'k2']);
    expect(faults.map(({ code }) => code)).toEqual(['UNREADABLE_ROW']);
    const row = database.prepare(`SELECT status, reason FROM due WHERE kind = 'k1'`).get();
    expect(row).toEqual({ status: 'unknown', reason: 'unreadable' });
    database.close();
    store.close();
  }));

test('the schema itself refuses to change what is final and what was audited', () =>
  inTemporaryFolder(async (folder) => {
    const path = await filledDatabase(folder);
    const store = await openStore({ path, nowMs: 0 });
    store.audit.add({
      atMs: 1,
      guildId: guild,
      actorId: null,
      action: 'a',
      subject: 's',
      before: 1,
      after: 2,
    });
    store.due.skipPending(guild, morningOccurrence, 'cancelled', 1);
    store.close();
    const database = new Database(path);
    const refused = [
      [`UPDATE due SET status = 'pending', reason = NULL WHERE kind = 'k1'`, 'final never changes'],
      [`UPDATE audit SET action = 'b'`, 'only added to'],
      [`DELETE FROM audit`, 'only added to'],
      [`DELETE FROM occurrences`, 'FOREIGN KEY'],
      [`DELETE FROM series`, 'FOREIGN KEY'],
    ] as const;
    for (const [sql, why] of refused) expect(() => database.exec(sql)).toThrow(why);
    database.close();
  }));
