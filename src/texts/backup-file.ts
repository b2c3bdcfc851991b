/** What `npm run backup` and `npm run restore` say, to whoever sits at the machine. */

const MINUTE_MS = 60_000;

/** As people at the machine read a moment whose place nobody knows: `2026-11-24 03:10 UTC`. */
function moment(atMs: number): string {
  const text = new Date(Math.floor(atMs / MINUTE_MS) * MINUTE_MS).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}

export const backupHow = `Write one of:
  npm run backup               makes a backup beside the database, and keeps the newest five
  npm run backup -- PLACE      makes it there: in a folder, or as a file of a new name
  npm run restore              lists the backups, the newest first
  npm run restore -- BACKUP    puts one back in the place of the database`;

export function databaseMissingText(path: string): string {
  return `There is no database at ${path} yet. Start the bot once, or set BELLKEEPER_DATA to the folder that holds it.`;
}

export function backedUpText(path: string, bytes: number): string {
  const megabytes = Math.max(0.1, bytes / 1e6).toFixed(1);
  return `The backup is ${path} (${megabytes} MB). It was read through and is whole.`;
}

export function fileIsThereText(path: string): string {
  return `There is a file at ${path} already, and a backup replaces nothing. Name another one, or a folder.`;
}

export function noSuchBackupText(path: string): string {
  return `There is no backup at ${path}. To see those that there are: npm run restore`;
}

export function backupLine(path: string, atMs: number): string {
  return `${moment(atMs)}  ${path}`;
}

export function noBackupsText(path: string): string {
  return `There is no backup beside ${path} yet. To make one: npm run backup`;
}

export function isSetAsideText(takenAtMs: number, path: string): string {
  return `Bellkeeper is running, so the backup of ${moment(takenAtMs)} is set beside its database and takes its place when Bellkeeper is started again. Until then nothing changes, and what is there by then is backed up first. To think better of it, delete ${path}.`;
}

export function isRestoredText(takenAtMs: number): string {
  return `The backup of ${moment(takenAtMs)} is the database now. What was changed after that is not in it. Bellkeeper looks in the channels before it posts anything, so that nothing is said twice.`;
}

export function keptText(kind: 'backedUp' | 'keptAsItIs', path: string): string {
  return kind === 'backedUp'
    ? `What was there is kept as the backup ${path}.`
    : `What was there could not be read. It is kept just as it was: ${path}`;
}
