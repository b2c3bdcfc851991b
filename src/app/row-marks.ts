/** Writes down how rows of the outbox ended: at once, or as soon as the disk takes it. */
import { alertOf, foldOlder } from './due-rules.ts';
import type { GuildSettingsById } from './guild-settings.ts';
import { logAlert } from './incident.ts';
import type { OutboxWatch } from './outbox-watch.ts';
import type { Clock, Directory, Due, DueMark, Log, NewDue, Store } from './ports.ts';
import { fanOut, type ReachPorts } from './reach.ts';
import { storeTroubleOf } from './store-trouble.ts';

/** How a row ended, and the row that is to take its place. */
export type Settled = DueMark & { readonly instead?: NewDue; readonly isPlanned?: true };

export interface RowMarksPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly guilds: GuildSettingsById;
  readonly log: Log;
  /** Whoever a bulletin is for. */
  readonly reach: ReachPorts;
  /** Nobody when left out. */
  readonly watch?: OutboxWatch;
}

export class RowMarks {
  readonly #ports: RowMarksPorts;
  /** How rows ended while the disk took nothing: a refused one is not to be tried again for that. */
  readonly #unsaved: { readonly row: Due; readonly settled: Settled }[] = [];

  constructor(ports: RowMarksPorts) {
    this.#ports = ports;
  }

  /**
   * False when the claim was lost meanwhile.
   *
   * @throws StoreFault when the disk does not take it; it is kept for `markAnew`
   */
  mark(row: Due, settled: Settled): boolean {
    try {
      return this.#write(row, settled);
    } catch (error) {
      if (storeTroubleOf(error) !== null) this.#unsaved.push({ row, settled });
      throw error;
    }
  }

  /** What the disk would not take comes before anything else is claimed. Throws like `mark`. */
  markAnew(): void {
    for (let one = this.#unsaved[0]; one; one = this.#unsaved[0]) {
      this.#write(one.row, one.settled);
      this.#unsaved.shift();
    }
  }

  #write(row: Due, { instead, isPlanned, ...mark }: Settled): boolean {
    const { store, clock, log, watch } = this.#ports;
    const nowMs = clock.nowMs();
    const isWritten = store.transaction(() => {
      if (!store.due.mark(row.id, row.epoch, mark, nowMs)) return false;
      if (mark.status === 'sent') {
        foldOlder(store, row, nowMs);
        fanOut(this.#ports.reach, row, nowMs);
      }
      const alert = alertOf(this.#ports, row, mark, nowMs);
      if (alert) logAlert(log, alert, { reason: 'reason' in mark ? mark.reason : null });
      for (const next of [instead, alert]) if (next) store.due.add(next, nowMs);
      return true;
    });
    const lateMs = nowMs - row.dueAtMs;
    log.info({ kind: row.kind, occurrence: row.occurrenceId, mark, lateMs, isWritten }, 'due');
    if (isWritten) watch?.onMarked(row, mark, isPlanned === true);
    else watch?.onLost(row);
    return isWritten;
  }
}
