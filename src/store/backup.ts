import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { outsideFault } from './store-fault.ts';

const KEPT_BACKUPS = 5;
/** Pages copied between two turns of the event loop; 1,000 are 4 MB. */
const PAGES_AT_ONCE = 1000;

/**
 * Copies the open database beside itself, as `<path>.v3.20260105T070000000Z.backup`, checks
 * the copy, and keeps the newest five. Gives the path of the copy, one plain file that can be
 * put in the database's place. Rejects with the faults of SQLite and of the file system.
 */
export async function backUp(
  database: Database.Database,
  path: string,
  version: number,
  nowMs: number,
): Promise<string> {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[-:.]/g, '');
  const finished = `${path}.v${version}.${stamp}.backup`;
  const partial = `${finished}.partial`;
  try {
    rmSync(partial, { force: true });
    await database.backup(partial, { progress: () => PAGES_AT_ONCE });
    settle(partial, path);
    renameSync(partial, finished);
  } finally {
    rmSync(partial, { force: true });
  }
  removeOldBackups(path);
  return finished;
}

/** Makes the copy one self-contained file that is on the disk, and looks whether it is whole. */
function settle(partial: string, path: string): void {
  const copy = new Database(partial);
  try {
    copy.pragma('journal_mode = DELETE');
    const report = copy.pragma('quick_check(1)', { simple: true });
    if (report !== 'ok') throw outsideFault('CORRUPTED', path, report);
  } finally {
    copy.close();
  }
  const file = openSync(partial, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function removeOldBackups(path: string): void {
  for (const old of listBackups(path).slice(KEPT_BACKUPS)) rmSync(old);
}

/** The backups that stand beside the database, the newest first. */
export function listBackups(path: string): string[] {
  const folder = dirname(path);
  const start = `${basename(path)}.v`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(start))
    .map((name) => ({
      name,
      stamp: /^\d+\.(\d{8}T\d{9}Z)\.backup$/.exec(name.slice(start.length))?.[1],
    }))
    .filter(({ stamp }) => stamp !== undefined)
    .toSorted((a, b) => ((a.stamp ?? '') < (b.stamp ?? '') ? 1 : -1))
    .map(({ name }) => join(folder, name));
}
