/**
 * Puts a backup in the place of the database, in two steps: it is looked through and set beside the
 * database, and it takes its place when no bot runs. What it replaces is kept, as a backup if it can
 * be read, and else just as it is.
 */
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { BACKUP_KEY } from '../app/restored.ts';
import { backUp, stampBackup, syncFile, syncFolderOf } from './backup.ts';
import {
  APPLICATION_ID,
  readMigrations,
  refuseNewer,
  shippedMigrations,
  versionOf,
} from './migrate.ts';
import { asStoreFault, outsideFault, StoreFault } from './store-fault.ts';

/** Tools that work beside a bot hold the database for moments only. */
const BUSY_TIMEOUT_MS = 5_000;

/** What stands beside the database, and what it was made of. */
export interface SetAside {
  /** Everything since this moment is missing in it. */
  readonly takenAtMs: number;
}

/** What has happened to the database that was there. */
export type Replaced =
  | { readonly kind: 'backedUp'; readonly path: string }
  /** It could not be read; not a byte of it was changed. */
  | { readonly kind: 'keptAsItIs'; readonly path: string }
  | { readonly kind: 'nothingThere' };

export function restoredPathOf(databasePath: string): string {
  return `${databasePath}.restored`;
}

/**
 * Looks the backup through and sets it beside the database. Throws a StoreFault when it is damaged,
 * of another program, or of a newer version; then everything is as it was. The backup itself is only read.
 */
export function setAside(backupPath: string, databasePath: string): SetAside {
  const target = restoredPathOf(databasePath);
  const partial = `${target}.partial`;
  try {
    removeWithLog(partial);
    copyFileSync(backupPath, partial);
    // A file that was copied by hand may have a log beside it, which belongs to it.
    if (existsSync(`${backupPath}-wal`)) copyFileSync(`${backupPath}-wal`, `${partial}-wal`);
    const takenAtMs = settle(partial, backupPath);
    renameSync(partial, target);
    syncFolderOf(target);
    return { takenAtMs };
  } catch (error) {
    throw asStoreFault(error, backupPath);
  } finally {
    removeWithLog(partial);
  }
}

/** Makes it one file that says of itself when it was taken; gives that moment. */
function settle(partial: string, backupPath: string): number {
  const copy = new Database(partial);
  try {
    if (copy.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw outsideFault('NOT_A_DATABASE', backupPath);
    }
    const report = copy.pragma('quick_check(1)', { simple: true });
    const orphans = copy.pragma('foreign_key_check') as unknown[];
    if (report !== 'ok' || orphans.length > 0) throw damaged(backupPath, report);
    refuseNewer(backupPath, versionOf(copy), readMigrations(shippedMigrations).length);
    copy.pragma('journal_mode = DELETE');
    const known = copy
      .prepare<[string], string>('SELECT value FROM settings WHERE key = ?')
      .pluck()
      .get(BACKUP_KEY);
    const takenAtMs = known === undefined ? statSync(backupPath).mtimeMs : Number(known);
    stampBackup(copy, Math.floor(takenAtMs));
    return Math.floor(takenAtMs);
  } finally {
    copy.close();
    syncFile(partial);
  }
}

function damaged(backupPath: string, cause: unknown): StoreFault {
  const sentence = `The backup ${backupPath} is damaged, so it was not taken. Nothing was changed. Choose another one.`;
  return new StoreFault('CORRUPTED', sentence, { cause });
}

/**
 * Lets what stands beside the database take its place. Only for whoever holds the folder's lock.
 * Null when nothing stands there. Rejects with a StoreFault, and the database is then as it was.
 */
export async function takeOverRestored(
  databasePath: string,
  nowMs: number,
): Promise<Replaced | null> {
  const restored = restoredPathOf(databasePath);
  if (!existsSync(restored)) return null;
  try {
    const replaced = await keepWhatIsThere(databasePath, nowMs);
    removeWithLog(databasePath);
    renameSync(restored, databasePath);
    syncFolderOf(databasePath);
    return replaced;
  } catch (error) {
    throw asStoreFault(error, databasePath);
  }
}

async function keepWhatIsThere(path: string, nowMs: number): Promise<Replaced> {
  if (!existsSync(path)) return { kind: 'nothingThere' };
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
    const backup = await backUp(database, path, versionOf(database), nowMs);
    // Nobody else has it open then, and nothing of it is left in a log.
    database.pragma('journal_mode = DELETE');
    return { kind: 'backedUp', path: backup };
  } catch (error) {
    const fault = asStoreFault(error, path);
    const isUnreadable =
      fault instanceof StoreFault && ['CORRUPTED', 'NOT_A_DATABASE'].includes(fault.code);
    if (!isUnreadable) throw fault;
  } finally {
    database?.close();
  }
  const stamp = new Date(nowMs).toISOString().replaceAll(/[-:.]/g, '');
  const kept = `${path}.damaged.${stamp}`;
  for (const ending of ['-wal', '-shm']) {
    if (existsSync(`${path}${ending}`)) renameSync(`${path}${ending}`, `${kept}${ending}`);
  }
  renameSync(path, kept);
  return { kind: 'keptAsItIs', path: kept };
}

/** Copies that a restoring has left or brought, which hold what the database holds or held. */
export function listSetAside(databasePath: string): string[] {
  const folder = dirname(databasePath);
  const name = basename(databasePath);
  return readdirSync(folder)
    .filter((each) => each.startsWith(`${name}.damaged.`) || each.startsWith(`${name}.restored`))
    .map((each) => join(folder, each));
}

function removeWithLog(path: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal'])
    rmSync(`${path}${ending}`, { force: true });
}
