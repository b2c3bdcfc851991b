import { readdirSync, readFileSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { backUp } from './backup.ts';
import { asStoreFault, StoreFault } from './store-fault.ts';

/** `BELL`, in SQLite's header: so that the file of another program is never migrated. */
export const APPLICATION_ID = 0x42_45_4c_4c;

export interface Migration {
  /** 1, 2, 3, ...: the version of the database after it. */
  readonly version: number;
  /** `0001_first.sql` */
  readonly name: string;
  readonly sql: string;
}

export const shippedMigrations = new URL('./migrations/', import.meta.url);

/** Reads `0001_*.sql`, `0002_*.sql`, ... Throws when one is missing, doubled or misnamed. */
export function readMigrations(folder: URL): Migration[] {
  return readdirSync(folder)
    .toSorted()
    .map((name, index) => {
      const version = Number(/^(\d{4})_[a-z0-9-]+\.sql$/.exec(name)?.[1]);
      if (version !== index + 1) {
        throw new Error(`Migration ${index + 1} is missing: found ${name} in its place.`);
      }
      return { version, name, sql: readFileSync(new URL(name, folder), 'utf8') };
    });
}

export function versionOf(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

export function hasTables(database: Database.Database): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;
}

/**
 * Brings the database to the newest version, each step in a transaction of its own; a backup
 * is taken before the first one if there is anything to lose. Rejects with a StoreFault.
 */
export async function migrate(
  database: Database.Database,
  options: { path: string; nowMs: number; migrations: readonly Migration[] },
): Promise<void> {
  const { path, nowMs, migrations } = options;
  const oldVersion = versionOf(database);
  const newestVersion = migrations.length;
  refuseNewer(path, oldVersion, newestVersion);
  if (oldVersion === newestVersion) return;

  const backup =
    !database.memory && hasTables(database)
      ? await backUp(database, path, oldVersion, nowMs)
      : null;
  // A rebuilt table is dropped and renamed, which needs the keys off, and the pragma does
  // nothing inside a transaction. Each step checks them itself before it commits.
  database.pragma('foreign_keys = OFF');
  for (const migration of migrations.slice(oldVersion)) {
    try {
      apply(database, migration, path, newestVersion);
    } catch (error) {
      throw migrationFault(error, migration, path, {
        versionNow: versionOf(database),
        backup: keptBackup(database, oldVersion, backup),
      });
    }
  }
  database.pragma('foreign_keys = ON');
}

/**
 * When no step was done, the copy is of no use, and a bot that is started again and again
 * would push the older backups out with it.
 */
function keptBackup(
  database: Database.Database,
  oldVersion: number,
  backup: string | null,
): string | null {
  if (backup === null || versionOf(database) !== oldVersion) return backup;
  rmSync(backup);
  return null;
}

function apply(
  database: Database.Database,
  migration: Migration,
  path: string,
  newestVersion: number,
): void {
  database
    .transaction(() => {
      // Another process may have been here while the backup was taken.
      const version = versionOf(database);
      refuseNewer(path, version, newestVersion);
      if (version >= migration.version) return;
      database.exec(migration.sql);
      if (!database.inTransaction) {
        throw new Error(`${migration.name} ends the transaction it runs in.`);
      }
      const orphans = database.pragma('foreign_key_check') as unknown[];
      if (orphans.length > 0) {
        throw new Error(
          `${migration.name} leaves ${orphans.length} rows without what they refer to.`,
        );
      }
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${migration.version}`);
    })
    .immediate();
}

export function refuseNewer(path: string, version: number, newestVersion: number): void {
  if (version <= newestVersion) return;
  throw new StoreFault(
    'NEWER_DATABASE',
    `The database ${path} has version ${version}, but this program knows versions up to ${newestVersion}. Run the newer program again, or put back a backup (${path}.v${newestVersion}.*.backup).`,
  );
}

function migrationFault(
  error: unknown,
  migration: Migration,
  path: string,
  now: { versionNow: number; backup: string | null },
): StoreFault {
  const fault = asStoreFault(error, path);
  if (fault instanceof StoreFault) return fault;
  const wayBack = now.backup
    ? `To run the earlier program, put ${now.backup} in its place.`
    : 'The earlier program can go on with it.';
  return new StoreFault(
    'MIGRATION_FAILED',
    `The database ${path} could not be brought to version ${migration.version} (${migration.name}). It stands at version ${now.versionNow}. ${wayBack}`,
    { cause: error },
  );
}
