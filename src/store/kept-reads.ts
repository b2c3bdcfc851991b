import type { Connection } from './connection.ts';

/** So many values are kept at most; then they are all read anew. */
const MOST_KEPT = 2_000;

/**
 * What was read of one table, kept until its rows may have changed, whoever has changed them. For
 * what is asked for all the time and changes rarely. A value is shared by all who ask: it is not
 * to be changed.
 */
export class KeptReads<Value> {
  readonly #connection: Connection;
  readonly #table: string;
  readonly #valueByKey = new Map<string, Value>();
  #stamp = Number.NaN;

  constructor(connection: Connection, table: string) {
    this.#connection = connection;
    this.#table = table;
  }

  /** Under the same key the same is read; what `isEnough` refuses is read anew. */
  of(key: string, read: () => Value, isEnough: (value: Value) => boolean = () => true): Value {
    const stamp = this.#connection.stampOf(this.#table);
    if (stamp !== this.#stamp || this.#valueByKey.size >= MOST_KEPT) this.#valueByKey.clear();
    this.#stamp = stamp;
    const kept = this.#valueByKey.get(key);
    if (kept !== undefined && isEnough(kept)) return kept;
    const value = read();
    this.#valueByKey.set(key, value);
    return value;
  }
}
