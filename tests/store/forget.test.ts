import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asId, type UserId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import {
  ana,
  ben,
  endedState,
  guild,
  inTemporaryFolder,
  morning,
  morningOccurrence,
  otherGuild,
  sampleDue,
  sampleSeries,
} from './samples.ts';
import { emptyTables, everyRow, filesThatHold, fill, plant } from './planted.ts';

test('who is forgotten is in no row, and in no byte of any file', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const first = await openStore({ path, nowMs: 0 });
    fill(first);
    first.close();
    expect(emptyTables(path)).toEqual(['forgetting']);
    const taken = plant(path);
    expect(taken).toEqual(
      expect.arrayContaining([
        'audit.action',
        'audit.actor_id',
        'audit.after',
        'audit.before',
        'audit.subject',
        'changes.body',
        'due.action',
        'due.kind',
        'due.reason',
        'people.reminders',
        'recordings.credit',
        'series.body',
        'session_events.event',
        'sessions.state',
        'settings.value',
      ]),
    );
    const backup = `${path}.v1.20260105T070000000Z.backup`;
    await writeFile(backup, `an old copy with ${ana}`);

    const store = await openStore({ path, nowMs: 0 });
    expect(everyRow(path).filter((row) => row.includes(ana)).length).toBeGreaterThan(20);
    for (const guildId of [guild, otherGuild]) store.people.forget(guildId, ana, 5);

    expect(everyRow(path).filter((row) => row.includes(ana))).toEqual([]);
    expect(await filesThatHold(folder, ana)).toEqual([]);
    expect(await readdir(folder)).not.toContain(backup);
    store.close();
    expect(await filesThatHold(folder, ana)).toEqual([]);
  }));

test('what remains is still read by its stores, and nobody else is touched', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const faults: unknown[] = [];
    const onUnreadable = (fault: unknown) => void faults.push(fault);
    const store = await openStore({ path, nowMs: 0, onUnreadable });
    fill(store);
    const of = (userId: UserId) => JSON.stringify(store.people.export(guild, userId));
    expect(of(ben)).not.toContain(ana);
    plant(path, ({ isJson }) => isJson);
    const { number } = store.people.find(guild, ana)!;
    store.people.forget(guild, ana, 5);

    expect(store.series.find(guild, morning)?.teacherIds).toEqual([ben]);
    expect(store.series.list(guild)).toHaveLength(2);
    expect(store.sessions.load(guild, morningOccurrence)).toMatchObject(endedState);
    expect(store.sessions.events(guild, morningOccurrence, 9).map(({ event }) => event)).toEqual([
      expect.objectContaining({ type: 'held', by: null }),
      expect.objectContaining({ type: 'held', by: ben }),
    ]);
    const rows = store.due.ofOccurrence(guild, morningOccurrence);
    expect(rows.map(({ action }) => action)).toMatchObject(rows.map(() => sampleDue().action));
    expect(rows.map(({ status }) => status).toSorted()).toEqual([
      'pending',
      'pending',
      'skipped',
      'skipped',
    ]);
    expect(store.changes.ofBatch(guild, 1)).toMatchObject([
      { type: 'teacher', after: number },
      { type: 'teacher', after: number + 1 },
    ]);
    expect(store.audit.latest(guild, 9)).toHaveLength(3);
    expect(store.signUps.forSeries(guild, morning).map(({ userId }) => userId)).toEqual([ben]);
    expect(store.teaching.ofOccurrence(guild, morningOccurrence)).toHaveLength(1);
    // The planted words stood in Ben's rows too, and only Ana's id went from them.
    expect(everyRow(path).filter((row) => row.includes(ana) && row.includes('"100"'))).toEqual([]);
    expect(store.people.find(guild, ben)).toMatchObject({ userId: ben, number: number + 1 });
    expect(faults).toEqual([]);
    store.close();
  }));

test('rows that do not name the person are byte for byte as they were', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const store = await openStore({ path, nowMs: 0 });
    fill(store);
    const { number } = store.people.find(guild, ana)!;
    const isAnas = (row: string) => row.includes(ana) || row.includes(`"number":${number},`);
    const before = everyRow(path).filter((row) => !isAnas(row) && !row.includes('sqlite_sequence'));
    store.people.forget(guild, ana, 5);
    const after = new Set(everyRow(path));
    expect(before.filter((row) => !after.has(row))).toEqual([]);
    expect(before.length).toBeGreaterThan(20);
    store.close();
  }));

test('pages that were freed before anything was overwritten are cleared too', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    (await openStore({ path, nowMs: 0 })).close();
    const database = new Database(path);
    database.pragma('secure_delete = OFF');
    const add = database.prepare('INSERT INTO settings (key, value) VALUES (?, ?)');
    for (let index = 0; index < 500; index += 1) add.run(`key ${index}`, `about ${ana}`);
    database.exec('DELETE FROM settings');
    database.close();
    expect(await filesThatHold(folder, ana)).toEqual(['store.sqlite']);
    const store = await openStore({ path, nowMs: 0 });
    store.people.forget(guild, ana, 5);
    expect(await filesThatHold(folder, ana)).toEqual([]);
    store.close();
  }));

test('someone who never enrolled is forgotten too', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const store = await openStore({ path, nowMs: 0 });
    const entry = { atMs: 1, guildId: guild, action: 'a', before: null, after: null };
    store.audit.add({ ...entry, actorId: ana, subject: `user ${ana}` });
    store.people.forget(guild, ana, 5);
    expect(store.audit.latest(guild, 9)).toMatchObject([
      { action: 'person.forgotten', subject: 'person-1' },
      { actorId: null, subject: 'user person-1' },
    ]);
    expect(store.people.enrol(guild, ben, 'en').number).toBe(2);
    store.close();
    expect(await filesThatHold(folder, ana)).toEqual([]);
  }));

test('an id that is a part of a longer one is another id', () =>
  inTemporaryFolder(async (folder) => {
    const store = await openStore({ path: join(folder, 'store.sqlite'), nowMs: 0 });
    const longer = asId<UserId>(`${ana}5`);
    store.series.replaceAll(guild, [sampleSeries({ teacherIds: [longer] })], 0);
    store.settings.set('note', `about ${longer}`);
    store.people.forget(guild, ana, 5);
    expect(store.series.find(guild, morning)?.teacherIds).toEqual([longer]);
    expect(store.settings.get('note')).toBe(`about ${longer}`);
    expect(store.people.export(guild, ana)).toEqual({});
    store.close();
  }));

test('the guards let through nothing but the erasing, and only until its transaction ends', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const store = await openStore({ path, nowMs: 0 });
    fill(store);
    store.close();
    const database = new Database(path);
    const begin = `INSERT INTO forgetting (user_id) VALUES ('${ana}')`;
    expect(() => database.exec(begin)).toThrow('FOREIGN KEY');
    const attempts = [
      [`UPDATE audit SET actor_id = NULL WHERE subject = '${ben}'`, null],
      [`UPDATE audit SET at_ms = 9`, 'only added to'],
      [`DELETE FROM audit`, 'only added to'],
      [`UPDATE due SET status = 'pending', reason = NULL WHERE kind = 'final.${ana}'`, 'final'],
      [`UPDATE due SET kind = 'x' WHERE kind = 'final.${ben}'`, 'final'],
      [`UPDATE due SET kind = 'x' WHERE kind = 'final.${ana}'`, null],
    ] as const;
    for (const [sql, why] of attempts) {
      database.exec(`BEGIN; ${begin}`);
      if (why === null) database.exec(sql);
      else expect(() => database.exec(sql)).toThrow(why);
      expect(() => database.exec('COMMIT')).toThrow('FOREIGN KEY');
      database.exec('ROLLBACK');
    }
    database.close();
  }));

test('while another program reads the file, forgetting says so, and doing it again ends it', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const store = await openStore({ path, nowMs: 0, busyTimeoutMs: 0 });
    fill(store);
    const reader = new Database(path, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM audit').get();
    expect(() => store.people.forget(guild, ana, 5)).toThrow(
      expect.objectContaining({ code: 'LOCKED' }),
    );
    expect(store.people.find(guild, ana)).toBeNull();
    reader.exec('COMMIT');
    reader.close();
    for (const guildId of [guild, otherGuild]) store.people.forget(guildId, ana, 6);
    expect(await filesThatHold(folder, ana)).toEqual([]);
    store.close();
  }));

test('what a person is given is all that is about them, and nothing of others', () =>
  inTemporaryFolder(async (folder) => {
    const store = await openStore({ path: join(folder, 'store.sqlite'), nowMs: 0 });
    fill(store);
    const { number } = store.people.find(guild, ana)!;
    const given = store.people.export(guild, ana);
    expect(Object.keys(given).toSorted()).toEqual([
      'audit',
      'due',
      'own_sentences',
      'people',
      'series',
      'session_events',
      'sign_ups',
      'teaching',
    ]);
    expect(given['people']).toMatchObject([{ user_id: ana, number }]);
    expect(given['sign_ups']).toHaveLength(2);
    expect(given['teaching']).toMatchObject([{ number, status: 'assigned' }]);
    expect(given['series']).toMatchObject([{ id: morning, body: { teacherIds: [ana] } }]);
    expect(given['session_events']).toMatchObject([{ event: { type: 'held', by: ana } }]);
    expect(given['audit']).toEqual(
      expect.arrayContaining([expect.objectContaining({ actor_id: ana, subject: ana })]),
    );
    expect(JSON.stringify(given)).not.toContain(ben);
    expect(store.people.export(guild, asId<UserId>('301200000000000099'))).toEqual({});
    store.close();
  }));
