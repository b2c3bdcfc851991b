/**
 * Sends what is due, once. It claims rows, looks for its own message where an earlier
 * try may have been cut, posts with a nonce, and marks; what can't be settled is told to
 * coordinators rather than sent twice.
 */
import { unreachable } from '../domain/unreachable.ts';
import { coordinatorChannelOf, type GuildSettingsById } from './guild-settings.ts';
import { markerOf } from './marker.ts';
import { isReminder } from './planner.ts';
import type {
  Cancel,
  Clock,
  Directory,
  Due,
  DueMark,
  Log,
  Message,
  Messenger,
  PostOutcome,
  Store,
} from './ports.ts';

/** A claim that is not marked by then is free again: the process that held it is gone. */
const LEASE_MS = 60_000;
/** After a first try this old the nonce may be forgotten: the channel is read first. */
const NONCE_TRUST_MS = 60_000;
/** An answer that was lost is asked for again after this long, with the same nonce. */
const UNCERTAIN_WAIT_MS = 2_000;
/** How far before the first try the channel is read, for a platform clock that differs. */
const HISTORY_SLACK_MS = 60_000;
/** So many posts are under way at once: enough for 50 requests a second at 500 ms each. */
const PARALLEL = 25;
const TOO_LATE = 'too late';
/** Kinds that are posted for a session that is cancelled or gone. */
const SURVIVES_CANCELLING = /^(alert|cancelled|fold|tidy|room\.cancelled)/;

export interface DispatcherPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly messenger: Messenger;
  readonly directory: Directory;
  readonly guilds: GuildSettingsById;
  readonly log: Log;
  /** The words of a row, or null when there is nothing to say any more. */
  readonly messageOf: (row: Due, marker: string) => Message | null;
}

export class Dispatcher {
  readonly #ports: DispatcherPorts;
  #cancelTimer: Cancel = () => {};
  #isRunning = false;
  /** The pump that is under way; everything that is due when it ends has been tried. */
  #pump: Promise<void> | null = null;
  #isNudged = false;

  constructor(ports: DispatcherPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#isRunning = true;
    this.nudge();
  }

  /** Ends when everything that is due now has been tried. */
  async drain(): Promise<void> {
    this.nudge();
    while (this.#pump) await this.#pump;
  }

  /** Ends after the posts that are under way have been marked. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#cancelTimer();
    await this.#pump;
  }

  /** Looks for what is due, now and again when that is done if nudged meanwhile. */
  nudge(): void {
    if (!this.#isRunning) return;
    this.#isNudged = true;
    this.#pump ??= this.#pumpDry();
  }

  async #pumpDry(): Promise<void> {
    try {
      while (this.#isRunning && this.#isNudged) await this.#run();
      this.#setTimer();
    } catch (err) {
      // The database did not answer: nothing was posted, and the heartbeat comes again.
      this.#ports.log.error({ err }, 'the outbox could not be read');
    } finally {
      this.#pump = null;
    }
  }

  async #run(): Promise<void> {
    const underWay = new Set<Promise<void>>();
    while (this.#isRunning && (this.#isNudged || underWay.size > 0)) {
      this.#isNudged = false;
      const room = PARALLEL - underWay.size;
      const rows = room > 0 ? this.#claim(room) : [];
      for (const row of rows) {
        const work = this.#settle(row).finally(() => {
          underWay.delete(work);
          this.#isNudged = true;
        });
        underWay.add(work);
      }
      if (underWay.size > 0) await Promise.race(underWay);
    }
    await Promise.all(underWay);
  }

  #claim(limit: number): Due[] {
    // Before the gateway is ready there is no name to post under.
    if (this.#ports.directory.selfId === null) return [];
    return this.#ports.store.due.claim(this.#ports.clock.nowMs(), LEASE_MS, limit);
  }

  #setTimer(): void {
    this.#cancelTimer();
    // Before the gateway is ready nothing can be posted: it nudges when it is, and so does the heartbeat.
    const isReady = this.#isRunning && this.#ports.directory.selfId !== null;
    const next = isReady ? this.#ports.store.due.nextAtMs() : null;
    if (next === null) return;
    this.#cancelTimer = this.#ports.clock.at(next, () => this.nudge());
  }

  async #settle(row: Due): Promise<void> {
    try {
      const mark = this.#reasonToSkip(row) ?? (await this.#carryOut(row));
      if (mark) this.#mark(row, mark);
    } catch (error) {
      // A bug must not stop the queue; the row's lease runs out and it is tried again until it expires.
      this.#ports.log.error({ err: error, kind: row.kind, due: row.id }, 'a row failed');
    }
  }

  #skip(reason: string): DueMark {
    return { status: 'skipped', reason };
  }

  #reasonToSkip(row: Due): DueMark | null {
    const { store, clock } = this.#ports;
    const nowMs = clock.nowMs();
    if (nowMs >= row.expiresAtMs) return this.#skip(TOO_LATE);
    if (SURVIVES_CANCELLING.test(row.kind)) return null;
    const occurrence = store.occurrences.find(row.guildId, row.occurrenceId);
    if (!occurrence) return this.#skip('the session is gone');
    if (occurrence.cancelled) return this.#skip('the session is cancelled');
    if (occurrence.revision !== row.revision) return this.#skip('the session has moved');
    if (isReminder(row.kind) && this.#hasMoreUrgent(row, nowMs)) {
      return this.#skip('a later reminder is due as well');
    }
    return null;
  }

  #hasMoreUrgent(row: Due, nowMs: number): boolean {
    return this.#ports.store.due
      .ofOccurrence(row.guildId, row.occurrenceId)
      .some(
        (other) =>
          isReminder(other.kind) &&
          other.revision === row.revision &&
          other.dueAtMs > row.dueAtMs &&
          other.dueAtMs <= nowMs,
      );
  }

  /** Null when the claim was lost meanwhile: then nothing is sent and nothing is marked. */
  async #carryOut(row: Due): Promise<DueMark | null> {
    if (row.action.do === 'remove') return this.#remove(row, row.action.ofKind);
    const { clock, store, messenger, directory } = this.#ports;
    const { selfId } = directory;
    if (selfId === null) return { status: 'pending', notBeforeMs: clock.nowMs() + LEASE_MS };
    const marker = markerOf(selfId, row);
    if (row.firstTriedAtMs !== null && clock.nowMs() - row.firstTriedAtMs > NONCE_TRUST_MS) {
      const since = row.firstTriedAtMs - HISTORY_SLACK_MS;
      const found = await messenger.findOwn(row.channelId, marker, since);
      if (found.kind === 'found') return { status: 'sent', messageId: found.messageId };
      if (found.kind === 'unreadable') return { status: 'unknown', reason: found.cause };
      if (found.kind === 'notNow') {
        return { status: 'pending', notBeforeMs: clock.nowMs() + found.retryAfterMs };
      }
      const late = this.#reasonToSkip(row);
      if (late) return late;
    }
    const message = this.#ports.messageOf(row, marker);
    if (!message) return this.#skip('nothing to say any more');
    if (!store.due.markTried(row.id, row.epoch, clock.nowMs())) return null;
    return this.#markOf(await messenger.post(row.channelId, message, marker));
  }

  async #remove(row: Due, ofKind: string): Promise<DueMark> {
    const { store, messenger } = this.#ports;
    const older = store.due.find(row.guildId, row.occurrenceId, ofKind, row.revision);
    if (!older?.messageId) return this.#skip('there is no message to remove');
    return this.#markOf(await messenger.remove(older.channelId, older.messageId));
  }

  #markOf(outcome: PostOutcome): DueMark {
    const nowMs = this.#ports.clock.nowMs();
    switch (outcome.kind) {
      case 'sent':
        return { status: 'sent', messageId: outcome.messageId };
      case 'refused':
        return { status: 'refused', reason: outcome.why };
      case 'notNow':
        return { status: 'pending', notBeforeMs: nowMs + outcome.retryAfterMs };
      case 'uncertain':
        return { status: 'pending', notBeforeMs: nowMs + UNCERTAIN_WAIT_MS };
      default:
        return unreachable(outcome);
    }
  }

  #mark(row: Due, mark: DueMark): void {
    const { store, clock, log } = this.#ports;
    const nowMs = clock.nowMs();
    const isWritten = store.transaction(() => {
      if (!store.due.mark(row.id, row.epoch, mark, nowMs)) return false;
      if (mark.status === 'sent') this.#foldOlder(row, nowMs);
      if (needsAlert(mark)) this.#alert(row, mark, nowMs);
      return true;
    });
    const lateMs = nowMs - row.dueAtMs;
    log.info({ kind: row.kind, occurrence: row.occurrenceId, mark, lateMs, isWritten }, 'due');
    if (isWritten) this.#isNudged = true;
  }

  /** The newest reminder stands alone, and goes when the session is over. */
  #foldOlder(row: Due, nowMs: number): void {
    if (!isReminder(row.kind)) return;
    const { store } = this.#ports;
    const occurrence = store.occurrences.find(row.guildId, row.occurrenceId);
    const add = (name: string, ofKind: string, dueAtMs: number): boolean =>
      store.due.add(
        {
          ...rowName(row),
          kind: `${name}.${ofKind}`,
          dueAtMs,
          expiresAtMs: dueAtMs + 24 * 3_600_000,
          action: { do: 'remove', ofKind },
        },
        nowMs,
      );
    for (const older of store.due.ofOccurrence(row.guildId, row.occurrenceId)) {
      const isOlder = isReminder(older.kind) && older.status === 'sent' && older.id !== row.id;
      if (isOlder && older.revision === row.revision) add('fold', older.kind, nowMs);
    }
    if (occurrence) add('tidy', row.kind, occurrence.endsAtMs);
  }

  /** Coordinators are told once of a message that could not be posted; never of an alert itself. */
  #alert(row: Due, mark: DueMark & { readonly reason: string }, nowMs: number): void {
    if (/^(alert|fold|tidy)/.test(row.kind)) return;
    const settings = this.#ports.guilds.get(row.guildId);
    const channelId = settings && coordinatorChannelOf(settings, this.#ports.directory);
    if (!channelId) return;
    this.#ports.store.due.add(
      {
        ...rowName(row),
        channelId,
        kind: `alert.${row.kind}`,
        dueAtMs: nowMs,
        expiresAtMs: nowMs + 24 * 3_600_000,
        action: {
          do: 'post',
          text: {
            key: `alert.${mark.status}`,
            params: { why: mark.reason, channelId: row.channelId, kind: row.kind },
          },
        },
      },
      nowMs,
    );
  }
}

/** What could not be said is told; what is no longer to be said is not. */
function needsAlert(mark: DueMark): mark is DueMark & { readonly reason: string } {
  if (mark.status === 'skipped') return mark.reason === TOO_LATE;
  return mark.status === 'refused' || mark.status === 'unknown';
}

const rowName = (row: Due) => ({
  guildId: row.guildId,
  occurrenceId: row.occurrenceId,
  revision: row.revision,
  channelId: row.channelId,
});
