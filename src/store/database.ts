import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { StoreTrouble } from '../app/store-trouble.ts';
import { listBackups } from './backup.ts';
import { Connection } from './connection.ts';
import {
  APPLICATION_ID,
  hasTables,
  migrate,
  readMigrations,
  shippedMigrations,
} from './migrate.ts';
import { asStoreFault, outsideFault, StoreFault } from './store-fault.ts';

/**
 * How long a statement waits for another process. It blocks the event loop, and with it
 * every room's sound, so it is short; our own transactions take a few milliseconds.
 */
const BUSY_TIMEOUT_MS = 1000;

export interface DatabaseOptions {
  /** A file, made with its folder when absent, or ':memory:'. */
  readonly path: string;
  /** Names the backup, if one is taken. */
  readonly nowMs: number;
  readonly busyTimeoutMs?: number;
  /** Told whenever the disk keeps the open database from its work, each time. */
  readonly onTrouble?: (trouble: StoreTrouble) => void;
  /** Where the numbered `.sql` files are; those that ship with the program by default. */
  readonly migrations?: URL;
}

/**
 * Opens the database, looks whether it is whole and ours, and brings it to the newest
 * version. Rejects with a StoreFault; the file is then as it was, or a backup stands beside it.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Connection> {
  const { path, nowMs } = options;
  const migrations = readMigrations(options.migrations ?? shippedMigrations);
  let database: Database.Database | null = null;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    database = new Database(path, { timeout: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS });
    refuseOtherPrograms(database, path);
    refuseDamaged(database, path);
    configure(database, path);
    await migrate(database, { path, nowMs, migrations });
    return new Connection(database, path, options.onTrouble);
  } catch (error) {
    database?.close();
    throw withNewestBackup(asStoreFault(error, path), path);
  }
}

/** Whoever reads it in the middle of the night needs the very line to type. */
function withNewestBackup(fault: unknown, path: string): unknown {
  if (!(fault instanceof StoreFault) || fault.code !== 'CORRUPTED') return fault;
  const [newest] = listBackups(path);
  const remedy =
    newest === undefined
      ? 'There is no backup beside it.'
      : `The newest backup puts itself back with: npm run restore -- ${newest}`;
  return new StoreFault(fault.code, `${fault.message} ${remedy}`, { cause: fault.cause });
}

function refuseOtherPrograms(database: Database.Database, path: string): void {
  const id = database.pragma('application_id', { simple: true });
  if (hasTables(database) && id !== APPLICATION_ID) throw outsideFault('NOT_A_DATABASE', path);
}

function refuseDamaged(database: Database.Database, path: string): void {
  const report = database.pragma('quick_check(1)', { simple: true });
  if (report !== 'ok') throw outsideFault('CORRUPTED', path, report);
  const orphans = database.pragma('foreign_key_check') as unknown[];
  if (orphans.length > 0) throw outsideFault('CORRUPTED', path, orphans.slice(0, 10));
}

function configure(database: Database.Database, path: string): void {
  const mode = database.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal' && !database.memory) throw outsideFault('READ_ONLY', path, { mode });
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // What a person asks to be forgotten is overwritten, and leaves no file elsewhere.
  database.pragma('secure_delete = ON');
  database.pragma('temp_store = MEMORY');
  // SQLite opens a file that it may not write to without a word; this asks for the right to write.
  database.exec('BEGIN IMMEDIATE; ROLLBACK');
}
