/** Discord's ids: milliseconds since its epoch in the upper bits, a counter in the lower 22. */

/** The first second of 2015, from which Discord counts. */
const DISCORD_EPOCH_MS = 1_420_070_400_000;

/** What the stand-in needs of a clock: instants in UTC epoch milliseconds. */
export interface WorldClock {
  nowMs(): number;
}

/** Hands out ids that only ever grow, also when the clock is set back. */
export class SnowflakeSource {
  readonly #clock: WorldClock;
  #lastMs = 0;
  #counter = 0;

  constructor(clock: WorldClock) {
    this.#clock = clock;
  }

  next(): string {
    const nowMs = Math.max(Math.floor(this.#clock.nowMs()), DISCORD_EPOCH_MS);
    if (nowMs > this.#lastMs) {
      this.#lastMs = nowMs;
      this.#counter = 0;
    } else {
      this.#counter += 1;
    }
    return ((BigInt(this.#lastMs - DISCORD_EPOCH_MS) << 22n) + BigInt(this.#counter)).toString();
  }
}

/** The instant that an id was made at, in UTC epoch milliseconds. */
export function snowflakeAtMs(id: string): number {
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH_MS;
}

/** Orders ids by age: negative when `a` is older. */
export function compareSnowflakes(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

export function isSnowflake(value: unknown): value is string {
  return typeof value === 'string' && /^\d{15,20}$/.test(value);
}
