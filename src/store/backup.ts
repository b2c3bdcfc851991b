import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { BACKUP_KEY } from '../app/restored.ts';
import { outsideFault } from './store-fault.ts';

const KEPT_BACKUPS = 5;
/**
 * Pages copied between two turns of the event loop: 256 are 1 MB, which takes less than a frame of
 * sound. What the same connection writes meanwhile goes into the copy too.
 */
const PAGES_AT_ONCE = 256;

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
  const finished = nameOf(path, version, nowMs);
  await backUpTo(database, finished, { nowMs });
  removeOldBackups(path);
  return finished;
}

/** `bellkeeper.db.v3.20260105T070000000Z.backup` for `bellkeeper.db`. */
export function nameOf(path: string, version: number, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[-:.]/g, '');
  return `${path}.v${version}.${stamp}.backup`;
}

/** The same to a file of any name, which is replaced when the copy is whole, and not before. */
export async function backUpTo(
  database: Database.Database,
  target: string,
  { nowMs, pagesAtOnce = PAGES_AT_ONCE }: { nowMs: number; pagesAtOnce?: number },
): Promise<void> {
  const partial = `${target}.partial`;
  try {
    rmSync(partial, { force: true });
    await database.backup(partial, { progress: () => pagesAtOnce });
    settle(partial, target, nowMs);
    renameSync(partial, target);
    syncFolderOf(target);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Makes the copy one self-contained file that is on the disk, and looks whether it is whole. */
function settle(partial: string, path: string, nowMs: number): void {
  const copy = new Database(partial);
  try {
    copy.pragma('journal_mode = DELETE');
    const report = copy.pragma('quick_check(1)', { simple: true });
    if (report !== 'ok') throw outsideFault('CORRUPTED', path, report);
    stampBackup(copy, nowMs);
  } finally {
    copy.close();
  }
  syncFile(partial);
}

/** However a backup comes into the database's place, it says of itself that it is one. */
export function stampBackup(copy: Database.Database, nowMs: number): void {
  const hasSettings = copy
    .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'settings'`)
    .get();
  if (hasSettings === undefined) return;
  copy
    .prepare(
      `INSERT INTO settings (key, value) VALUES (?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    )
    .run(BACKUP_KEY, String(nowMs));
}

/** Waits until the file is on the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Waits until the names in its folder are on the disk. */
export function syncFolderOf(path: string): void {
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** All but the newest five go. */
export function removeOldBackups(path: string): void {
  for (const old of listBackups(path).slice(KEPT_BACKUPS)) rmSync(old);
}

/** The backups that stand beside the database, the newest first. */
export function listBackups(path: string): string[] {
  const start = `${basename(path)}.v`;
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(start) && STAMP.test(name))
    .map((name) => join(dirname(path), name))
    .toSorted((a, b) => takenAtMsOf(b) - takenAtMsOf(a));
}

const STAMP = /\.v\d+\.(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z\.backup$/;

/** As its name has it. */
export function takenAtMsOf(backupPath: string): number {
  const [year = 0, month = 0, ...rest] = (STAMP.exec(backupPath) ?? []).slice(1).map(Number);
  const [day, hour, minute, second, millisecond] = rest;
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
}
