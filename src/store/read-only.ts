import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Store } from '../app/store-port.ts';
import { Connection } from './connection.ts';
import { APPLICATION_ID, readMigrations, shippedMigrations, versionOf } from './migrate.ts';
import { asStoreFault, outsideFault } from './store-fault.ts';
import { storeOver } from './store.ts';
import type { UnreadableReport } from './stored-json.ts';

/**
 * The database as it stands, for whoever must change nothing in it, be it beside a running bot.
 * Null when there is none, or none of this version. Throws a StoreFault; so does every write.
 */
export function openReadOnly(path: string, onUnreadable: UnreadableReport): Store | null {
  if (!existsSync(path)) return null;
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { readonly: true, fileMustExist: true });
    if (database.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw outsideFault('NOT_A_DATABASE', path);
    }
    if (versionOf(database) === readMigrations(shippedMigrations).length) {
      return storeOver(new Connection(database, path), onUnreadable);
    }
    database.close();
    return null;
  } catch (error) {
    database?.close();
    throw asStoreFault(error, path);
  }
}
