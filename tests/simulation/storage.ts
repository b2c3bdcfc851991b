/** The bot's database, which may be full, read-only, or put back from an older copy. */
import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { markRestored } from '../../src/app/restored.ts';
import type { Store } from '../../src/app/ports.ts';
import { Connection } from '../../src/store/connection.ts';
import { openDatabase } from '../../src/store/database.ts';
import { storeOver } from '../../src/store/store.ts';

export interface Backup {
  readonly bytes: Buffer;
  readonly takenAtMs: number;
}

export interface Storage {
  /** The same from first to last, whichever database is behind it. */
  readonly store: Store;
  backUp(nowMs: number): Backup;
  /** Not while a process has it open. */
  restore(backup: Backup, nowMs: number): Promise<void>;
  /** No page can be added. */
  setFull(isFull: boolean): void;
  setReadOnly(isReadOnly: boolean): void;
  /** Neither full nor read-only. */
  isWritable(): boolean;
}

/** `:memory:` or a path. */
export async function createStorage(path: string, nowMs: number): Promise<Storage> {
  let connection = await openDatabase({ path, nowMs });
  let opened = over(connection);
  let isFull = false;
  let isReadOnly = false;

  /** A file of its own each time, beside the one that it takes the place of. */
  async function open(bytes: Buffer, atMs: number): Promise<Connection> {
    if (path === ':memory:') {
      const database = new Database(bytes);
      database.pragma('foreign_keys = ON');
      return new Connection(database, path);
    }
    const copy = `${path}.restored-${atMs}`;
    writeFileSync(copy, bytes);
    return openDatabase({ path: copy, nowMs: atMs });
  }

  return {
    store: followed(() => opened),
    backUp: (atMs) => ({ bytes: connection.bytes(), takenAtMs: atMs }),
    async restore({ bytes, takenAtMs }, atMs) {
      const restored = await open(bytes, atMs);
      connection.close();
      connection = restored;
      opened = over(connection);
      // A connection of its own, which nothing keeps from writing.
      isFull = false;
      isReadOnly = false;
      markRestored(opened.settings, { backupAtMs: takenAtMs, restoredAtMs: atMs });
    },
    setFull(becomesFull) {
      isFull = becomesFull;
      connection.pragma(`max_page_count = ${isFull ? 1 : 1_073_741_823}`);
    },
    setReadOnly(becomesReadOnly) {
      isReadOnly = becomesReadOnly;
      connection.pragma(`query_only = ${isReadOnly ? 1 : 0}`);
    },
    isWritable: () => !isFull && !isReadOnly,
  };
}

function over(connection: Connection): Store {
  return storeOver(connection, (fault) => {
    throw fault;
  });
}

/** Every call goes to the store of that moment. */
function followed(current: () => Store): Store {
  const tables = Object.entries(current()).map(([name, table]) => {
    const of = (): Record<string, unknown> => current()[name as keyof Store] as never;
    return [name, typeof table === 'function' ? follow(current, name) : followAll(of, table)];
  });
  return Object.fromEntries(tables) as never;
}

function followAll(of: () => object, table: object): object {
  return Object.fromEntries(Object.keys(table).map((method) => [method, follow(of, method)]));
}

function follow(of: () => object, method: string) {
  return (...call: unknown[]): unknown =>
    (of() as Record<string, (...given: unknown[]) => unknown>)[method]!(...call);
}
