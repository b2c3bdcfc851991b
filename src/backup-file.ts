/**
 * `npm run backup [-- PLACE]` and `npm run restore [-- BACKUP]`: copies the bot's own database while
 * it runs or not, and puts a copy back. With a bot running, what is put back waits for its next start.
 */
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createSystemClock } from './clock.ts';
import { readConfig, readEnvironment } from './config.ts';
import { backUpFile } from './store/backup-file.ts';
import { listBackups, nameOf, takenAtMsOf } from './store/backup.ts';
import { lockFolder, type FolderLock } from './store/folder-lock.ts';
import { restoredPathOf, setAside, takeOverRestored } from './store/restore.ts';
import { StoreFault } from './store/store-fault.ts';
import * as texts from './texts/backup-file.ts';

interface Surroundings {
  readonly nowMs: number;
  readonly databasePath: string;
}

function surroundings(): Surroundings {
  const clock = createSystemClock();
  const nowMs = clock.nowMs();
  clock.close();
  const environment = readEnvironment();
  const reading = readConfig(environment);
  // A mistake elsewhere in the settings does not matter here.
  const dataFolder = reading.ok
    ? reading.config.dataFolder
    : (environment['BELLKEEPER_DATA'] ?? 'data/var');
  return { nowMs, databasePath: join(dataFolder, 'bellkeeper.db') };
}

async function backUp(place: string | null, { nowMs, databasePath }: Surroundings): Promise<void> {
  if (!existsSync(databasePath)) return refuse(texts.databaseMissingText(databasePath));
  const isFolder = place !== null && existsSync(place) && statSync(place).isDirectory();
  if (place !== null && existsSync(place) && !isFolder) return refuse(texts.fileIsThereText(place));
  const target = isFolder
    ? (version: number) => join(place, basename(nameOf(databasePath, version, nowMs)))
    : place;
  const copy = await backUpFile(databasePath, target, nowMs);
  say(texts.backedUpText(copy, statSync(copy).size));
}

function listThem({ databasePath }: Surroundings): void {
  const backups = existsSync(databasePath) ? listBackups(databasePath) : [];
  for (const path of backups) say(texts.backupLine(path, takenAtMsOf(path)));
  if (backups.length === 0) say(texts.noBackupsText(databasePath));
}

async function restore(path: string, { nowMs, databasePath }: Surroundings): Promise<void> {
  if (!existsSync(path)) return refuse(texts.noSuchBackupText(path));
  const lock = lockIfFree(databasePath);
  try {
    const { takenAtMs } = setAside(path, databasePath);
    if (!lock) return say(texts.isSetAsideText(takenAtMs, restoredPathOf(databasePath)));
    const replaced = await takeOverRestored(databasePath, nowMs);
    say(texts.isRestoredText(takenAtMs));
    if (replaced && replaced.kind !== 'nothingThere') {
      say(texts.keptText(replaced.kind, replaced.path));
    }
  } finally {
    lock?.release();
  }
}

/** Null while a bot runs. */
function lockIfFree(databasePath: string): FolderLock | null {
  try {
    return lockFolder(databasePath);
  } catch (error) {
    if (error instanceof StoreFault && error.code === 'IN_USE') return null;
    throw error;
  }
}

function refuse(sentence: string): void {
  say(sentence);
  process.exitCode = 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const [command, path = null, ...others] = process.argv.slice(2);
  const around = surroundings();
  try {
    if (others.length > 0) refuse(texts.backupHow);
    else if (command === 'backup') await backUp(path, around);
    else if (command === 'restore' && path !== null) await restore(path, around);
    else if (command === 'restore') listThem(around);
    else refuse(texts.backupHow);
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    refuse(error.message);
  }
}

await main();
