/** Work that is too heavy to be done twice at the same time: everybody waits for their turn. */
export class Turns {
  #isTaken = false;
  readonly #waiting: {
    readonly begin: () => void;
    readonly onAhead: (ahead: number) => void;
  }[] = [];

  /** @param onAhead told how many come first, whenever that changes; never told where it is nobody */
  async take<T>(work: () => Promise<T>, onAhead: (ahead: number) => void): Promise<T> {
    if (this.#isTaken) await this.#wait(onAhead);
    this.#isTaken = true;
    try {
      return await work();
    } finally {
      this.#giveOn();
    }
  }

  #wait(onAhead: (ahead: number) => void): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ begin: resolve, onAhead });
    onAhead(this.#waiting.length);
    return promise;
  }

  #giveOn(): void {
    const next = this.#waiting.shift();
    // Nobody may come between: the turn goes from one to the next without being free.
    this.#isTaken = next !== undefined;
    next?.begin();
    for (const [index, { onAhead }] of this.#waiting.entries()) onAhead(index + 1);
  }
}
