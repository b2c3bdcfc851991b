import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { asStoreFault, outsideFault } from './store-fault.ts';

/** Held by the one process that may run on a database. */
export interface FolderLock {
  /** Lets another process begin. Releasing twice is fine. */
  release(): void;
}

/**
 * Takes the right to be the only bot on the database at `databasePath`. Throws a StoreFault:
 * `IN_USE` while another process has it.
 *
 * It is an exclusive lock on an empty SQLite file beside the database, and no file with a process
 * number in it: the system lets go of it when the process ends, however that comes about, so that
 * a crash leaves nothing which the next start would stumble over. Tools that only work beside a
 * running bot need none; SQLite's own locks keep their writes apart.
 */
export function lockFolder(databasePath: string): FolderLock {
  const path = lockPathOf(databasePath);
  let database: Database.Database | null = null;
  try {
    mkdirSync(dirname(path), { recursive: true });
    database = new Database(path, { timeout: 0 });
    // So that no journal is left beside it; nothing is ever written.
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    const fault = asStoreFault(error, path);
    const isHeld = fault instanceof Error && 'code' in fault && fault.code === 'LOCKED';
    throw isHeld ? outsideFault('IN_USE', dirname(path), error) : fault;
  }
  const held = database;
  return { release: () => void held.close() };
}

/** `data/var/bellkeeper.lock` for `data/var/bellkeeper.db`. */
export function lockPathOf(databasePath: string): string {
  return `${databasePath.replace(/\.[^./]*$/, '')}.lock`;
}
