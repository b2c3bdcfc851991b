/** Looks at what became of every row, and that none waits for nothing. */
import type { Due, Store } from '../../src/app/ports.ts';
import type { GuildId } from '../../src/domain/identity.ts';
import type { Checks } from './invariants.ts';
import type { Platform } from './platform.ts';
import type { SimulatedTime } from './simulated-time.ts';

const MINUTE_MS = 60_000;
/** What could be claimed for so long by a bot that was well should have been. */
const BACKLOG_MS = 2 * MINUTE_MS;
/** Coordinators are told of what could not be said, but not of these. */
const NEVER_ALERTS = /^(alert|fold|tidy)/;

export interface RowWatchPorts {
  readonly time: SimulatedTime;
  readonly store: Store;
  readonly platform: Platform;
  readonly checks: Checks;
  readonly claimed: Map<string, Due>;
  readonly wasHealthy: (fromMs: number, toMs: number, guildId: GuildId | null) => boolean;
}

/** Gives what is to be called at the end, and now and then. */
export function watchRows(ports: RowWatchPorts): () => void {
  const { time, store, platform, checks, claimed: rowByMarker } = ports;

  function checkRows(): void {
    checkBacklog();
    const nowMs = time.nowMs();
    for (const [marker, claimed] of rowByMarker) {
      // When a row expires never changes.
      if (nowMs - claimed.expiresAtMs < 10 * MINUTE_MS) continue;
      // A bot that is away settles its rows when it is back.
      if (!ports.wasHealthy(nowMs - 3 * MINUTE_MS, nowMs, claimed.guildId)) continue;
      rowByMarker.delete(marker);
      const { guildId, occurrenceId, kind, revision } = claimed;
      const row = store.due.find(guildId, occurrenceId, kind, revision);
      // There is none in a database that was put back from before.
      if (row) checkEnd(row);
    }
  }

  function checkBacklog(): void {
    const nowMs = time.nowMs();
    if (!ports.wasHealthy(nowMs - 5 * MINUTE_MS, nowMs, null)) return;
    const waitingMs = time.botNowMs() - (store.due.nextAtMs() ?? Infinity);
    checks.holds('a backlog drains', waitingMs < BACKLOG_MS, () => `${waitingMs} ms`);
  }

  function checkEnd(row: Due): void {
    const named = `${row.kind} of ${row.occurrenceId} in ${row.guildId}`;
    checks.holds(
      'every row ends in a final state',
      row.status !== 'pending' && row.status !== 'claimed',
      () => `${named} is ${row.status}`,
    );
    const isDone = row.status === 'sent' ? stands(row) : row.reason !== 'too late' || !hadTime(row);
    checks.holds(
      'up and healthy for 60 s inside the window means sent',
      isDone,
      () => `${named} is ${row.status} (${row.reason ?? 'no reason'})`,
    );
    if (row.status === 'sent') return;
    checks.holds(
      'every skip has a reason and one alert',
      (row.reason ?? '') !== '' && (!needsAlert(row) || hasAlert(row)),
      () => `${named} is ${row.status} (${row.reason})`,
    );
  }

  /** What is said to be sent must have appeared. */
  function stands({ action, messageId }: Due): boolean {
    return action.do !== 'post' || (messageId !== null && platform.has(messageId));
  }

  function hadTime({ dueAtMs: fromMs, expiresAtMs, guildId }: Due): boolean {
    for (let atMs = fromMs; atMs + MINUTE_MS <= expiresAtMs; atMs += 30_000) {
      if (ports.wasHealthy(atMs - 15_000, atMs + MINUTE_MS, guildId)) return true;
    }
    return false;
  }

  /** No two of them can stand: a row's name is unique, and is the name of its message. */
  function hasAlert({ guildId, occurrenceId, revision, kind, action }: Due): boolean {
    const to = action.do === 'post' ? action.to : undefined;
    const named = to ? `reach.${to.ofKind ?? 'own'}` : kind;
    return store.due.find(guildId, occurrenceId, `alert.${named}`, revision) !== null;
  }

  return checkRows;
}

function needsAlert({ kind, status, reason }: Due): boolean {
  if (NEVER_ALERTS.test(kind)) return false;
  return status === 'refused' || status === 'unknown' || reason === 'too late';
}
