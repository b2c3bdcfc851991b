import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Store } from '../../src/app/store-port.ts';
import {
  asId,
  type OccurrenceId,
  type RecordingId,
  type UserId,
} from '../../src/domain/identity.ts';
import { listBackups } from '../../src/store/backup.ts';
import { openDatabase } from '../../src/store/database.ts';
import {
  APPLICATION_ID,
  readMigrations,
  shippedMigrations,
  versionOf,
} from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/store.ts';
import {
  guild,
  inTemporaryFolder,
  morning,
  morningOccurrence,
  sampleOccurrence,
} from './samples.ts';

const NOW_MS = Date.UTC(2026, 0, 5, 7);

/** Writes a folder of migrations, the first of them `0001_step.sql`. */
async function writeMigrations(folder: string, ...steps: string[]): Promise<URL> {
  const target = join(folder, `migrations-${steps.length}`);
  await mkdir(target, { recursive: true });
  for (const [index, sql] of steps.entries()) {
    await writeFile(join(target, `000${index + 1}_step.sql`), sql);
  }
  return pathToFileURL(`${target}/`);
}

/** Reads with nothing of ours in between. */
function look<T>(path: string, read: (database: Database.Database) => T): T {
  const database = new Database(path);
  try {
    return read(database);
  } finally {
    database.close();
  }
}

const first = `CREATE TABLE bell (id INTEGER PRIMARY KEY, tone TEXT NOT NULL) STRICT;
  INSERT INTO bell (tone) VALUES ('low'), ('high');`;
const second = `ALTER TABLE bell ADD COLUMN rings INTEGER NOT NULL DEFAULT 1;`;
const third = `UPDATE bell SET rings = 3 WHERE tone = 'high';`;

test('every shipped version comes to the newest one with its data', async () => {
  const shipped = readMigrations(shippedMigrations);
  expect(shipped.length).toBeGreaterThan(0);
  for (const { version } of shipped) {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'store.sqlite');
      look(path, (database) => {
        for (const { sql } of shipped.slice(0, version)) database.exec(sql);
        database.pragma(`application_id = ${APPLICATION_ID}`);
        database.pragma(`user_version = ${version}`);
      });
      const data = new URL(`data/version-${version}.sql`, import.meta.url);
      const sql = await readFile(data, 'utf8');
      look(path, (database) => database.exec(sql));

      const store = await openStore({ path, nowMs: NOW_MS });
      expect(store.series.list(guild)).toHaveLength(1);
      expect(store.occurrences.find(guild, morningOccurrence)).toEqual(sampleOccurrence());
      expect(store.sessions.open()).toMatchObject([
        { guildId: guild, state: { phase: 'waiting' } },
      ]);
      expect(store.sessions.events(guild, morningOccurrence, 9)).toMatchObject([
        { event: { type: 'clockReached' }, rule: 'started' },
      ]);
      expect(store.due.ofOccurrence(guild, morningOccurrence)).toMatchObject([
        { status: 'sent', messageId: '500' },
        { status: 'pending', action: { do: 'remove', ofKind: 'reminder.1h' } },
      ]);
      expect([...store.allowlist.of(guild).values()]).toMatchObject([{ lastPlayedAtMs: 1700 }]);
      expect(store.audit.latest(guild, 9)).toMatchObject([{ action: 'timetable.replaced' }]);
      expect(store.settings.get('zone.version')).toBe('2026c');
      expect(store.series.list(guild)).toMatchObject([
        { name: 'Morning practice', description: '', paused: false, tellsTeacherChanges: false },
      ]);
      if (version >= 2) expectPeople(store);
      if (version >= 3) expectLives(store);
      if (version >= 4) expectChoosing(store);
      store.close();
      expect(look(path, versionOf)).toBe(shipped.length);
    });
  }
});

/** What a database of version 4 or later has besides. */
function expectChoosing(store: Store): void {
  const id = asId<RecordingId>('self-kindness');
  const kept = store.allowlist.kept(guild, id);
  expect(kept).toMatchObject({ stream: null, page: { trackId: '11', userId: '22' } });
  expect(kept?.sourceSha256).toMatch(/^fedcba/);
  expect(store.series.list(guild)).toMatchObject([{ participantsVote: true }]);
  expect(store.fileChecks.fingerprint(kept!.sha256)).toBe('1:2:3');
  const sentence = store.ownSentences.find(guild, 'en', 'close', 'accepted');
  expect(sentence).toMatchObject({ setBy: '301', spans: [{ fromMs: 400, toMs: 2200 }] });
  expect(store.allowlist.namedSha256s()).toEqual(new Set([kept!.sha256, sentence!.sha256]));
}

/** What a database of version 2 or later has besides. */
function expectPeople(store: Store): void {
  const person = store.people.find(guild, asId<UserId>('301'));
  expect(person).toMatchObject({ number: 7, zone: 'Europe/Berlin', remindersMs: [3_600_000] });
  expect(store.people.enrol(guild, asId<UserId>('302'), 'en').number).toBe(8);
  expect(store.people.spendDirect(guild, '2026-11-30', 3)).toBe(false);
  expect(store.signUps.ofPerson(guild, person!.number)).toMatchObject([
    { occurrenceId: null, wants: true, hasRole: true },
    { occurrenceId: morningOccurrence, wants: false },
  ]);
  expect(store.signUps.roleOf(guild, morning)).toBe('600');
  expect(store.teaching.ofOccurrence(guild, morningOccurrence)).toMatchObject([
    { number: 7, status: 'confirmed' },
  ]);
  expect(store.attendance.between(guild, 0, 2 * NOW_MS)).toMatchObject([{ listeners: 2 }]);
  expect(store.attendance.signUpsSince(guild, '2026-11-23')).toMatchObject([{ signUps: 1 }]);
  expect(store.events.list(guild)).toMatchObject([{ eventId: '700' }]);
  expect(store.changes.ofBatch(guild, 1)).toMatchObject([{ type: 'teacher', after: 7 }]);
}

/** What a database of version 3 or later knows of its recordings. */
function expectLives(store: Store): void {
  expect(store.allowlist.listKept(guild)).toMatchObject([
    {
      status: 'approved',
      proposedBy: '301',
      approvedBy: '302',
      approvedAtMs: 1650,
      permissionFrom: 'The teacher herself',
      link: 'https://example.org/self-kindness',
      decidedAtMs: 1650,
    },
  ]);
}

test('of what was cancelled in version 1 only what a coordinator called off is an exception', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const [old] = readMigrations(shippedMigrations);
    look(path, (database) => {
      database.exec(old!.sql);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma('user_version = 1');
    });
    const data = await readFile(new URL('data/version-1.sql', import.meta.url), 'utf8');
    look(path, (database) => {
      database.exec(data);
      database.exec(`UPDATE occurrences SET cancelled = 1;
        UPDATE sessions SET state = json_set(state, '$.phase', 'cancelled');
        INSERT INTO occurrences
        SELECT guild_id, 'morning@2026-12-02', series_id, starts_at_ms, ends_at_ms, 1, 1
        FROM occurrences;`);
    });
    const store = await openStore({ path, nowMs: NOW_MS });
    const calledOff = sampleOccurrence({ cancelled: true, calledOff: true });
    expect(store.occurrences.exceptions(guild, 0)).toEqual([calledOff]);
    const left = asId<OccurrenceId>('morning@2026-12-02');
    expect(store.occurrences.find(guild, left)).toMatchObject({
      cancelled: true,
      calledOff: false,
    });
    store.close();
  }));

test('a new database needs no backup and has the newest version', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'deeper', 'still', 'store.sqlite');
    const migrations = await writeMigrations(folder, first, second, third);
    (await openDatabase({ path, nowMs: NOW_MS, migrations })).close();
    expect(look(path, versionOf)).toBe(3);
    expect(listBackups(path)).toEqual([]);
  }));

test('before a step with data a backup is taken that can be opened in place of the database', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const old = await writeMigrations(folder, first);
    (await openDatabase({ path, nowMs: 0, migrations: old })).close();
    const migrations = await writeMigrations(folder, first, second, third);
    (await openDatabase({ path, nowMs: NOW_MS, migrations })).close();
    const [backup = ''] = listBackups(path);
    expect(backup).toBe(`${path}.v1.20260105T070000000Z.backup`);
    expect((await readdir(folder)).filter((name) => name.includes('.backup'))).toHaveLength(1);

    expect(look(path, (database) => database.prepare('SELECT * FROM bell').all())).toEqual([
      { id: 1, tone: 'low', rings: 1 },
      { id: 2, tone: 'high', rings: 3 },
    ]);
    // The old program opens the copy as it is, and finds what it wrote.
    const connection = await openDatabase({ path: backup, nowMs: 0, migrations: old });
    const bells = connection.query<Record<string, never>, unknown>('SELECT * FROM bell').all({});
    connection.close();
    expect(bells).toEqual([
      { id: 1, tone: 'low' },
      { id: 2, tone: 'high' },
    ]);
  }));

test('what another process wrote just before, still in the log, is in the backup', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const old = await writeMigrations(folder, first);
    const writer = await openDatabase({ path, nowMs: 0, migrations: old });
    writer.change('INSERT INTO bell (tone) VALUES (@tone)').run({ tone: 'last' });
    const migrations = await writeMigrations(folder, first, second);
    (await openDatabase({ path, nowMs: NOW_MS, migrations })).close();
    writer.close();
    const [backup = ''] = listBackups(path);
    const count = look(backup, (database) =>
      database.prepare('SELECT tone FROM bell').pluck().all(),
    );
    expect(count).toEqual(['low', 'high', 'last']);
  }));

test('the newest five backups are kept', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const steps = [first];
    for (let count = 1; count <= 8; count += 1) {
      const migrations = await writeMigrations(folder, ...steps);
      (await openDatabase({ path, nowMs: NOW_MS + count, migrations })).close();
      steps.push(`ALTER TABLE bell ADD COLUMN extra${count} TEXT;`);
    }
    const versions = listBackups(path).map((name) => /\.v(\d+)\./.exec(name)?.[1]);
    expect(versions).toEqual(['7', '6', '5', '4', '3']);
  }));

test.each([
  ['fails halfway', `${second} UPDATE bell SET no_such_column = 1;`],
  [
    'leaves orphans',
    `CREATE TABLE tone (id INTEGER PRIMARY KEY, bell INTEGER REFERENCES bell (id)); INSERT INTO tone (bell) VALUES (99);`,
  ],
  ['ends its transaction', `${second} COMMIT;`],
])('a step that %s is refused, and the database goes on with the old program', (what, bad) =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const old = await writeMigrations(folder, first);
    (await openDatabase({ path, nowMs: 0, migrations: old })).close();
    const migrations = await writeMigrations(folder, first, bad, third);
    await expect(openDatabase({ path, nowMs: NOW_MS, migrations })).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringContaining('0002_step.sql'),
      cause: expect.anything(),
    });
    expect(look(path, versionOf)).toBe(1);
    if (what === 'ends its transaction') return;
    expect(look(path, (database) => database.prepare('SELECT * FROM bell').all())).toEqual([
      { id: 1, tone: 'low' },
      { id: 2, tone: 'high' },
    ]);
    expect(listBackups(path)).toEqual([]);
    (await openDatabase({ path, nowMs: 0, migrations: old })).close();
  }),
);

test('when a later step fails, the earlier ones stand and the backup of the old version stays', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const old = await writeMigrations(folder, first);
    (await openDatabase({ path, nowMs: 0, migrations: old })).close();
    const migrations = await writeMigrations(folder, first, second, 'DELETE FROM nothing;');
    for (let start = 1; start <= 7; start += 1) {
      await expect(openDatabase({ path, nowMs: NOW_MS + start, migrations })).rejects.toMatchObject(
        { code: 'MIGRATION_FAILED' },
      );
    }
    expect(look(path, versionOf)).toBe(2);
    expect(listBackups(path)).toEqual([`${path}.v1.20260105T070000001Z.backup`]);
  }));

test('a step that rebuilds a table keeps the rows that refer to it', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const parents = `${first} CREATE TABLE tone (bell INTEGER NOT NULL REFERENCES bell (id) ON DELETE CASCADE); INSERT INTO tone VALUES (1);`;
    const rebuild = `CREATE TABLE new_bell (id INTEGER PRIMARY KEY, tone TEXT NOT NULL CHECK (tone <> '')) STRICT;
      INSERT INTO new_bell SELECT * FROM bell; DROP TABLE bell; ALTER TABLE new_bell RENAME TO bell;`;
    (
      await openDatabase({ path, nowMs: 0, migrations: await writeMigrations(folder, parents) })
    ).close();
    const migrations = await writeMigrations(folder, parents, rebuild);
    const connection = await openDatabase({ path, nowMs: NOW_MS, migrations });
    expect(connection.query('SELECT * FROM tone').all({})).toEqual([{ bell: 1 }]);
    expect(connection.pragma('foreign_keys')).toBe(1);
    connection.close();
  }));

test('two that open an old database at once bring it to the newest version once', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    (
      await openDatabase({ path, nowMs: 0, migrations: await writeMigrations(folder, first) })
    ).close();
    const migrations = await writeMigrations(folder, first, second, third);
    const both = await Promise.all(
      [1, 2].map((nowMs) => openDatabase({ path, nowMs: NOW_MS + nowMs, migrations })),
    );
    for (const connection of both) connection.close();
    expect(look(path, versionOf)).toBe(3);
  }));

test('a newer database is refused in words and left as it was', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const newer = await writeMigrations(folder, first, second, third);
    (await openDatabase({ path, nowMs: 0, migrations: newer })).close();
    const before = await readFile(path);
    const migrations = await writeMigrations(folder, first);
    await expect(openDatabase({ path, nowMs: NOW_MS, migrations })).rejects.toMatchObject({
      code: 'NEWER_DATABASE',
      message: expect.stringContaining('has version 3, but this program knows versions up to 1'),
    });
    expect(await readFile(path)).toEqual(before);
    expect(listBackups(path)).toEqual([]);
  }));

test('a folder of migrations with a gap or a wrong name is a mistake of ours', () =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, '0001_first.sql'), first);
    await writeFile(join(folder, '0003_third.sql'), third);
    expect(() => readMigrations(pathToFileURL(`${folder}/`))).toThrow(
      'Migration 2 is missing: found 0003_third.sql',
    );
  }));
