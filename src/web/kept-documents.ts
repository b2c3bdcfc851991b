import type { Document } from './document.ts';

/**
 * Documents by what they were made of, those last asked for longest. Who asks for one that is
 * being made waits for the same.
 */
export class KeptDocuments {
  readonly #capBytes: number;
  /** In the order in which they were last asked for. */
  readonly #kept = new Map<string, Promise<Document>>();
  readonly #bytesByKey = new Map<string, number>();

  /** @param capBytes the newest stays even where it alone is larger */
  constructor(capBytes: number) {
    this.#capBytes = capBytes;
  }

  get size(): number {
    return this.#kept.size;
  }

  get bytes(): number {
    return [...this.#bytesByKey.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  of(key: string, make: () => Promise<Document>): Promise<Document> {
    const known = this.#kept.get(key);
    if (known) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    const making = this.#weigh(key, make);
    this.#kept.set(key, making);
    return making;
  }

  /** What is being made still reaches those who wait for it. */
  dropAll(): void {
    this.#kept.clear();
    this.#bytesByKey.clear();
  }

  async #weigh(key: string, make: () => Promise<Document>): Promise<Document> {
    try {
      const document = await make();
      // Unless everything was dropped meanwhile.
      if (this.#kept.has(key)) {
        this.#bytesByKey.set(key, document.body.length + document.gzipped.length);
        this.#dropOldest(key);
      }
      return document;
    } catch (cause) {
      this.#kept.delete(key);
      throw cause;
    }
  }

  #dropOldest(newest: string): void {
    for (const key of this.#kept.keys()) {
      if (this.bytes <= this.#capBytes) return;
      // What is still being made weighs nothing yet.
      if (key === newest || !this.#bytesByKey.has(key)) continue;
      this.#kept.delete(key);
      this.#bytesByKey.delete(key);
    }
  }
}
