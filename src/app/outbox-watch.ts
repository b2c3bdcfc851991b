/** Looks over the dispatcher's shoulder: counts what became of rows, and says when they wait too long. */
import type { Health } from './health.ts';
import type { Keeper } from './keeper.ts';
import type { Meter } from './meter.ts';
import type { Clock, Due, DueMark, Store } from './ports.ts';

/** Something is due almost at every moment of a busy hour; that it is for so long is too much. */
const BEHIND_AFTER_MS = 60_000;

export interface OutboxWatchPorts {
  readonly store: Pick<Store, 'due'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly health: Health;
  readonly meter: Meter;
}

export class OutboxWatch implements Keeper {
  readonly #ports: OutboxWatchPorts;
  /** What was taken up and has not ended: it is on its way, or waits for another try. */
  readonly #openById = new Map<number, Due>();
  /** Rows that wait for a better hour: they are due then. */
  readonly #plannedMsById = new Map<number, number>();
  /** Since when something is open without a break, with Discord in sight; null when nothing is. */
  #openSinceMs: number | null = null;

  constructor(ports: OutboxWatchPorts) {
    this.#ports = ports;
    const { meter, store, clock } = ports;
    meter.gauge(
      'bellkeeper_outbox_due',
      () => store.due.countFree(clock.nowMs()) + this.#openById.size,
    );
  }

  start(): void {
    this.#openSinceMs = null;
  }

  onTaken(rows: readonly Due[]): void {
    for (const row of rows) this.#openById.set(row.id, row);
    if (rows.length > 0) this.#openSinceMs ??= this.#ports.clock.nowMs();
  }

  /** `isPlanned` for a row that waits because it had better, not because it must. */
  onMarked(row: Due, { status, ...mark }: DueMark, isPlanned: boolean): void {
    const { meter, clock } = this.#ports;
    meter.count('bellkeeper_messages_total', status === 'pending' ? 'later' : status);
    if (status === 'sent') {
      const dueAtMs = this.#plannedMsById.get(row.id) ?? row.dueAtMs;
      const lateMs = Math.max(0, clock.nowMs() - dueAtMs);
      meter.observe('bellkeeper_message_lateness_seconds', lateMs / 1_000, kindOf(row));
    }
    if (isPlanned && 'notBeforeMs' in mark) this.#plannedMsById.set(row.id, mark.notBeforeMs);
    if (status !== 'pending') this.#plannedMsById.delete(row.id);
    if (status !== 'pending' || isPlanned) this.onLost(row);
  }

  /** Somebody else has it. */
  onLost({ id }: Due): void {
    this.#openById.delete(id);
    if (this.#openById.size > 0) return;
    this.#openSinceMs = null;
    this.#ports.health.clear('OUTBOX_BEHIND');
  }

  onHeartbeat(): void {
    const { clock, health } = this.#ports;
    if (this.#openSinceMs === null) return;
    const nowMs = clock.nowMs();
    // Nothing can be sent meanwhile, and that is told already.
    if (health.has('GATEWAY_AWAY')) this.#openSinceMs = nowMs;
    const isLong = nowMs - this.#openSinceMs > BEHIND_AFTER_MS;
    if (isLong) this.#dropEnded();
    const isBehind =
      isLong &&
      [...this.#openById.values()].some(({ dueAtMs }) => nowMs - dueAtMs > BEHIND_AFTER_MS);
    if (isBehind) health.report('OUTBOX_BEHIND');
    else health.clear('OUTBOX_BEHIND');
  }

  async stop(): Promise<void> {
    this.#openById.clear();
    this.#openSinceMs = null;
  }

  /** A row ends without a mark when its session is called off while it waits. */
  #dropEnded(): void {
    const { due } = this.#ports.store;
    for (const row of this.#openById.values()) {
      const now = due.find(row.guildId, row.occurrenceId, row.kind, row.revision);
      if (now?.status !== 'pending' && now?.status !== 'claimed') this.onLost(row);
    }
  }
}

/** `alert.file.0123abcd` is an alert: what stands behind the first dot has too many values. */
function kindOf({ kind }: Due): string {
  return kind.split('.', 1)[0] ?? kind;
}
