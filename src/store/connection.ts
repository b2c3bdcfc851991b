import type Database from 'better-sqlite3';
import { storeTroubleOf, type StoreTrouble } from '../app/store-trouble.ts';
import { backUp } from './backup.ts';
import { asStoreFault, outsideFault } from './store-fault.ts';

type Value = string | number | null;
export type Parameters = Readonly<Record<string, Value>>;

/** A prepared statement that gives rows. */
export interface Query<P extends Parameters, Row> {
  get(parameters: P): Row | undefined;
  all(parameters: P): Row[];
}

/** A prepared statement that changes rows; `run` gives how many. */
export interface Change<P extends Parameters> {
  run(parameters: P): number;
}

/**
 * One open database. Whatever the outside does to a statement comes out as a StoreFault,
 * and a statement inside a transaction never runs outside of it.
 */
export class Connection {
  readonly #database: Database.Database;
  /** Of the file; ':memory:' when there is none. */
  readonly path: string;
  readonly #wrapped: Database.Transaction<(work: () => unknown) => unknown>;
  readonly #dataVersion: Database.Statement<[], number>;
  #depth = 0;
  /** How often this program has changed rows of a table. */
  readonly #changesByTable = new Map<string, number>();
  /** How often rows of any table may have changed otherwise: undone, deleted, by another program. */
  #otherChanges = 0;
  #othersSeen: number | null = null;
  readonly #onTrouble: (trouble: StoreTrouble) => void;
  /** How long a statement waits for another process, in ms. */
  readonly #patienceMs: number;
  #isImpatient = false;
  /** A page could not be understood: nothing more is written, so that nothing gets worse. */
  #isDamaged = false;

  /** `onTrouble` is told whenever the outside keeps a statement from its work. */
  constructor(
    database: Database.Database,
    path: string,
    onTrouble: (trouble: StoreTrouble) => void = () => undefined,
  ) {
    this.#database = database;
    this.path = path;
    this.#onTrouble = onTrouble;
    this.#patienceMs = Number(database.pragma('busy_timeout', { simple: true }));
    this.#dataVersion = database.prepare<[], number>('PRAGMA data_version').pluck();
    this.#wrapped = database.transaction((work) => {
      // From here on nobody else writes until this has ended.
      if (this.#depth === 0) this.#lookAtOthers();
      this.#depth += 1;
      try {
        return work();
      } finally {
        this.#depth -= 1;
      }
    });
  }

  /** Throws at once when the SQL is wrong. Parameters are named: `@guildId`. */
  query<P extends Parameters, Row>(sql: string): Query<P, Row> {
    const statement = this.#database.prepare<P, Row>(sql);
    if (statement.readonly) {
      return {
        get: (parameters) => this.#guard(() => statement.get(parameters)),
        all: (parameters) => this.#guard(() => statement.all(parameters)),
      };
    }
    const count = this.#counterOf(sql);
    const counted = (rows: Row[]): Row[] => {
      count(rows.length);
      return rows;
    };
    const all = (parameters: P): Row[] => counted(this.#write(() => statement.all(parameters)));
    return { get: (parameters) => all(parameters)[0], all };
  }

  /** Like `query`, for statements that give no rows. */
  change<P extends Parameters>(sql: string): Change<P> {
    const statement = this.#database.prepare<P>(sql);
    const count = this.#counterOf(sql);
    return {
      run: (parameters) => count(this.#write(() => statement.run(parameters).changes)),
    };
  }

  /**
   * Runs `work` in one IMMEDIATE transaction. A nested call joins the outer one: it is
   * committed with it, and when it throws only its own part is undone.
   */
  transaction<T>(work: () => T): T {
    try {
      const result = this.#write(() => this.#wrapped.immediate(work) as T);
      if (this.#isImpatient && this.#depth === 0) this.#bePatient();
      return result;
    } catch (error) {
      // What it has written is undone.
      this.#otherChanges += 1;
      throw error;
    }
  }

  /**
   * Runs `work` without waiting for the disk at its commit: a program that is killed loses
   * nothing, a power cut may take the last moments with it. Not within a transaction.
   */
  unsynced(work: () => void): void {
    // In memory there is no disk to wait for.
    if (this.#database.memory) return work();
    this.pragma('synchronous = NORMAL');
    try {
      work();
    } finally {
      this.pragma('synchronous = FULL');
    }
  }

  /** Throws when a transaction is open: for what can only be done outside of one. */
  refuseWithinTransaction(): void {
    if (this.#database.inTransaction) throw new Error('This can not be done in a transaction.');
  }

  /**
   * A number that rises whenever the tables' rows may have changed, by this program or by another
   * one, and when what was written is undone: what was read under the same number still holds.
   */
  stampOf(tables: readonly string[]): number {
    if (this.#depth === 0) this.#lookAtOthers();
    let stamp = this.#otherChanges;
    for (const table of tables) stamp += this.#changesByTable.get(table) ?? 0;
    return stamp;
  }

  #lookAtOthers(): void {
    // Nobody else can reach what is in memory.
    if (this.#database.memory) return;
    // A number that changes whenever another program has written to the database.
    const seen = this.#guard(() => this.#dataVersion.get() ?? 0);
    if (seen !== this.#othersSeen) this.#otherChanges += 1;
    this.#othersSeen = seen;
  }

  /** Notes how many rows a statement has changed, and passes that on. */
  #counterOf(sql: string): (rows: number) => number {
    const [, verb, table] = /^\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(\w+)/i.exec(sql) ?? [];
    // With a row that is deleted others may go, of tables that refer to it.
    const staysWithin =
      table !== undefined && (!/^delete/i.test(verb ?? '') || !this.#isReferredTo(table));
    return (rows) => {
      if (rows === 0) return rows;
      if (!staysWithin) this.#otherChanges += 1;
      else this.#changesByTable.set(table, (this.#changesByTable.get(table) ?? 0) + 1);
      return rows;
    };
  }

  #isReferredTo(table: string): boolean {
    const referring = this.#database
      .prepare<[string], { one: number }>(
        `SELECT 1 AS one FROM sqlite_schema AS s JOIN pragma_foreign_key_list(s.name) AS f
         WHERE s.type = 'table' AND f."table" = ? COLLATE NOCASE LIMIT 1`,
      )
      .get(table);
    return referring !== undefined;
  }

  /** A function for statements that are prepared afterwards; it replaces one of that name. */
  defineFunction(name: string, work: (value: unknown) => Value): void {
    this.#database.function(name, work);
  }

  /** The pages as they stand in the file, free ones included. */
  bytes(): Buffer {
    return this.#guard(() => this.#database.serialize());
  }

  /** Writes the whole file anew, with nothing in it but what is kept. Not within a transaction. */
  rebuild(): void {
    this.#write(() => this.#database.exec('VACUUM'));
  }

  /** Gives where the copy is; null in memory. What is written meanwhile goes into it too. */
  async backUp(nowMs: number): Promise<string | null> {
    if (this.#database.memory) return null;
    const version = Number(this.pragma('user_version'));
    try {
      return await backUp(this.#database, this.path, version, nowMs);
    } catch (error) {
      throw asStoreFault(error, this.path);
    }
  }

  pragma(text: string): unknown {
    return this.#guard(() => this.#database.pragma(text, { simple: true }));
  }

  /** Moves the log into the file and closes it. Closing twice is fine. */
  close(): void {
    this.#database.close();
  }

  #write<T>(work: () => T): T {
    if (this.#isDamaged) throw outsideFault('CORRUPTED', this.path);
    return this.#guard(work);
  }

  #guard<T>(work: () => T): T {
    // A full or failing disk makes SQLite undo the whole transaction by itself. If someone
    // swallowed that error, the next statement would stand alone and be half of a whole.
    if (this.#depth > 0 && !this.#database.inTransaction) {
      throw new Error('This transaction was already undone by an earlier fault.');
    }
    try {
      return work();
    } catch (error) {
      const fault = asStoreFault(error, this.path);
      const trouble = storeTroubleOf(fault);
      if (trouble !== null) this.#note(trouble);
      throw fault;
    }
  }

  #note(trouble: StoreTrouble): void {
    if (trouble === 'CORRUPTED') this.#isDamaged = true;
    // Waiting blocks everything else; whoever holds the database has been waited for once.
    if (trouble === 'LOCKED' && !this.#isImpatient) {
      this.#isImpatient = true;
      this.#database.pragma('busy_timeout = 0');
    }
    this.#onTrouble(trouble);
  }

  #bePatient(): void {
    this.#isImpatient = false;
    this.#database.pragma(`busy_timeout = ${this.#patienceMs}`);
  }
}
