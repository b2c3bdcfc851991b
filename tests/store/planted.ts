/** A database with a row in every table about two people, and one of them in every text. */
import Database from 'better-sqlite3';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '../../src/app/store-port.ts';
import { asId, type RoleId, type UserId } from '../../src/domain/identity.ts';

import {
  ana,
  ben,
  endedState,
  evening,
  guild,
  morning,
  morningOccurrence,
  otherGuild,
  sampleDue,
  sampleOccurrence,
  sampleRecording,
  sampleSeries,
  sampleSignUp,
  START_MS,
} from './samples.ts';

/** What names no person: other rows refer to it. */
const KEYS = ['guild_id', 'id', 'series_id', 'occurrence_id', 'recording_id'];

interface Column {
  readonly table: string;
  readonly column: string;
  readonly isJson: boolean;
}

function columnsOf(database: Database.Database): Column[] {
  return database
    .prepare<[], { table: string; column: string; sql: string }>(
      `SELECT t.name AS "table", c.name AS "column", t.sql
       FROM sqlite_schema AS t JOIN pragma_table_xinfo(t.name) AS c
       WHERE t.type = 'table' AND t.name <> 'sqlite_sequence' AND c.type = 'TEXT' AND c.hidden = 0`,
    )
    .all()
    .filter(({ column }) => !KEYS.includes(column))
    .map(({ table, column, sql }) => ({
      table,
      column,
      isJson: sql.includes(`json_valid(${column})`),
    }));
}

/** A row in every table, about Ana and about Ben alike. */
export function fill(store: Store): void {
  for (const guildId of [guild, otherGuild]) {
    const series = [sampleSeries({ teacherIds: [ana, ben] }), sampleSeries({ id: evening })];
    store.series.replaceAll(guildId, series, 0);
    store.occurrences.save(sampleOccurrence({ guildId }));
  }
  store.signUps.saveRole(guild, morning, asId<RoleId>('600'));
  store.allowlist.save(guild, sampleRecording(), 1);
  store.allowlist.markPlayed(guild, sampleRecording().id, 1);
  store.fileChecks.save(sampleRecording().sha256, '1:2:3', 1);
  store.ownSentences.save(guild, {
    language: 'en',
    sentenceId: 'close',
    status: 'accepted',
    words: 'Thank you.',
    sha256: 'a'.repeat(64),
    lengthMs: 1_000,
    spans: [],
    origin: 'recorded',
    spokenSha256: 'b'.repeat(64),
    setBy: ana,
    setAtMs: 1,
    acceptedBy: ben,
    acceptedAtMs: 2,
  });
  store.attendance.count(guild, morningOccurrence, 2);
  store.attendance.countSignUps(guild, morning, '2026-11-23', 2);
  store.events.save(guild, { occurrenceId: morningOccurrence, eventId: '700' });
  store.people.spendDirect(guild, '2026-12-01', 9);
  store.settings.set('zone.version', '2026c');
  const record = { guildId: guild, occurrenceId: morningOccurrence };
  store.sessions.save({ ...record, state: endedState }, 1);
  const where = { guildId: guild, channelId: sampleDue().channelId };
  const change = { type: 'teacher', seriesId: morning, occurrenceId: morningOccurrence } as const;
  for (const userId of [ana, ben]) {
    const { number } = store.people.enrol(guild, userId, 'en');
    store.signUps.save(sampleSignUp({ number, hasRole: true }));
    store.signUps.save(sampleSignUp({ number, occurrenceId: morningOccurrence, wants: false }));
    const times = { askedAtMs: 1, startsAtMs: START_MS, changedAtMs: 1 };
    store.teaching.save({ ...record, number, status: 'assigned', ...times });
    store.changes.add({ ...change, before: null, after: number }, where, 1, 2);
    const event = { type: 'held', by: userId, atMs: 1 } as const;
    const entry = { atMs: 1, event, phaseAfter: 'waiting', rule: 'held' } as const;
    store.sessions.recordEvent(guild, morningOccurrence, entry);
    for (const guildId of [guild, otherGuild]) {
      const what = { action: 'session.cancelled', subject: userId };
      const teachers = { teacherIds: [ana, ben] };
      store.audit.add({ atMs: 1, guildId, actorId: userId, ...what, before: teachers, after: 7 });
    }
    for (const status of ['pending', 'final']) {
      store.due.add(sampleDue({ kind: `${status}.${userId}` }), 1);
    }
  }
  for (const row of store.due.claim(START_MS, 1000, 9)) {
    const outcome = row.kind.startsWith('final')
      ? ({ status: 'skipped', reason: 'late' } as const)
      : ({ status: 'pending', notBeforeMs: 0 } as const);
    store.due.mark(row.id, row.epoch, outcome, START_MS);
  }
}

/** JSON in which the id stands in every way that there is. */
function jsonWith(userId: UserId): string {
  return JSON.stringify({
    by: userId,
    list: [userId, { deep: [[userId], 1, null] }],
    words: `<@${userId}> came`,
    [userId]: 1,
  });
}

/**
 * Writes Ana's id into every text that may hold it: what the schema refuses is a fixed set of
 * words. Gives the columns that took it. The triggers are let through as forgetting is.
 */
export function plant(path: string, isChosen: (column: Column) => boolean = () => true): string[] {
  const database = new Database(path);
  const triggers = database
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`,
    )
    .all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  const taken = columnsOf(database).filter((place) => {
    const { table, column, isJson } = place;
    // That one is hers already.
    if (!isChosen(place) || `${table}.${column}` === 'people.user_id') return false;
    const where = table === 'people' ? `user_id = '${ana}'` : 'true';
    const value = isJson ? mergedWith(column, table) : `'to ${ana}'`;
    const sql = `UPDATE OR IGNORE ${table} SET ${column} = ${value} WHERE ${where}`;
    return database.prepare(sql).run().changes > 0;
  });
  for (const { sql } of triggers) database.exec(sql);
  database.close();
  return taken.map(({ table, column }) => `${table}.${column}`);
}

/** Bodies that are read by their shape keep it, and get the id beside it. */
function mergedWith(column: string, table: string): string {
  const json = jsonWith(ana);
  if (table === 'people') return `'["${ana}", 60000]'`;
  if (table === 'audit') return `'${json}'`;
  return `json_patch(${column}, '${JSON.stringify({ planted: JSON.parse(json) as unknown })}')`;
}

export function everyRow(path: string): string[] {
  const database = new Database(path, { readonly: true });
  const tables = database
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
    .all();
  const rows = tables.flatMap(({ name }) =>
    database
      .prepare(`SELECT * FROM ${name}`)
      .all()
      .map((row) => `${name} ${JSON.stringify(row)}`),
  );
  database.close();
  return rows;
}

/** A table that is added later is to be filled above, so that it is looked through here. */
export function emptyTables(path: string): string[] {
  const database = new Database(path, { readonly: true });
  const names = database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
    .pluck()
    .all();
  const isEmpty = (name: string) => !database.prepare(`SELECT 1 FROM ${name}`).get();
  const empty = names.filter(isEmpty);
  database.close();
  return empty;
}

export async function filesThatHold(folder: string, text: string): Promise<string[]> {
  const names = await readdir(folder);
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name))));
  return names.filter((_name, index) => contents[index]?.includes(text));
}
