/**
 * What is in the way of the bot's work right now. Whoever meets a trouble reports it here and clears
 * it when it is over; `/health`, `/status` and the metrics tell it.
 */
import type { Clock } from './ports.ts';

/** Whether the bot can do its work at all meanwhile. */
const STOPS_WORK = {
  /** Not there yet; it waits out a Discord that can't be reached. */
  STARTING: true,
  GATEWAY_AWAY: true,
  STORE_CORRUPTED: true,
  STORE_DISK_FULL: true,
  STORE_READ_ONLY: true,
  STORE_LOCKED: true,
  STORE_DISK_FAILED: true,
  /** The sound's thread has ended and is started again. */
  SOUND_AWAY: true,
  /** The machine's clock was found to be wrong; the bot goes by a corrected one. */
  CLOCK_WRONG: false,
  /** Rows that are due wait for longer than they should. */
  OUTBOX_BEHIND: false,
  /** The last preflight found something that a person has to mend. */
  PREFLIGHT_FAILED: false,
} as const;

export type TroubleCode = keyof typeof STOPS_WORK;

export const TROUBLE_CODES = Object.keys(STOPS_WORK) as TroubleCode[];

export interface Trouble {
  readonly code: TroubleCode;
  readonly sinceMs: number;
  readonly stopsWork: boolean;
}

export class Health {
  readonly #clock: Pick<Clock, 'nowMs'>;
  readonly #sinceMsByCode = new Map<TroubleCode, number>();

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock;
  }

  /** A trouble that is known already keeps its beginning. */
  report(code: TroubleCode): void {
    if (!this.#sinceMsByCode.has(code)) this.#sinceMsByCode.set(code, this.#clock.nowMs());
  }

  clear(code: TroubleCode): void {
    this.#sinceMsByCode.delete(code);
  }

  has(code: TroubleCode): boolean {
    return this.#sinceMsByCode.has(code);
  }

  /** The oldest first. */
  get troubles(): readonly Trouble[] {
    return [...this.#sinceMsByCode].map(([code, sinceMs]) => ({
      code,
      sinceMs,
      stopsWork: STOPS_WORK[code],
    }));
  }

  /** 1 for each trouble that there is, 0 for the others. */
  get countByCode(): ReadonlyMap<TroubleCode, number> {
    return new Map(TROUBLE_CODES.map((code) => [code, this.#sinceMsByCode.has(code) ? 1 : 0]));
  }

  get isReady(): boolean {
    return this.troubles.every(({ stopsWork }) => !stopsWork);
  }
}
