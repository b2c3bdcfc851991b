import Database from 'better-sqlite3';
import { backUpTo, nameOf, removeOldBackups } from './backup.ts';
import { APPLICATION_ID, versionOf } from './migrate.ts';
import { asStoreFault, outsideFault } from './store-fault.ts';

const ALL_PAGES = 0x7fff_ffff;
/** How long a copy from outside waits for a write of the bot's to end. */
const OUTSIDE_TIMEOUT_MS = 5_000;

/**
 * Copies the database of a bot that may run, from outside of its process: to `target`, or beside
 * the database when there is none. Gives the path of the copy; rejects with a StoreFault.
 */
export async function backUpFile(
  path: string,
  target: string | null | ((version: number) => string),
  nowMs: number,
): Promise<string> {
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { fileMustExist: true, timeout: OUTSIDE_TIMEOUT_MS });
    if (database.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw outsideFault('NOT_A_DATABASE', path);
    }
    const version = versionOf(database);
    const copy =
      typeof target === 'function' ? target(version) : (target ?? nameOf(path, version, nowMs));
    // All at once: whatever the bot writes between two steps would begin them anew.
    await backUpTo(database, copy, { nowMs, pagesAtOnce: ALL_PAGES });
    if (target === null) removeOldBackups(path);
    return copy;
  } catch (error) {
    throw asStoreFault(error, path);
  } finally {
    database?.close();
  }
}
