import type { Connection } from './connection.ts';

/** So many values are kept at most; then they are all read anew. */
const MOST_KEPT = 2_000;

/**
 * What was read of some tables, kept until their rows may have changed, whoever has changed them. For
 * what is asked for all the time and changes rarely. A value is shared by all who ask: it is not
 * to be changed.
 */
export class KeptReads<Value> {
  readonly #connection: Connection;
  readonly #tables: readonly string[];
  readonly #valueByKey = new Map<string, Value>();
  #stamp = Number.NaN;

  constructor(connection: Connection, ...tables: readonly string[]) {
    this.#connection = connection;
    this.#tables = tables;
  }

  /** Under the same key the same is read; what `isEnough` refuses is read anew. */
  of(key: string, read: () => Value, isEnough: (value: Value) => boolean = () => true): Value {
    const stamp = this.#connection.stampOf(this.#tables);
    if (stamp !== this.#stamp || this.#valueByKey.size >= MOST_KEPT) this.#valueByKey.clear();
    this.#stamp = stamp;
    const kept = this.#valueByKey.get(key);
    if (kept !== undefined && isEnough(kept)) return kept;
    const value = read();
    this.#valueByKey.set(key, value);
    return value;
  }
}
