/**
 * Sends what is due, once. It claims rows, looks for its own message where an earlier
 * try may have been cut, posts with a nonce, and marks; what can't be settled is told to
 * coordinators rather than sent twice.
 */
import type { ChannelId } from '../domain/identity.ts';
import { unreachable } from '../domain/unreachable.ts';
import { reasonToSkip, skip, type Skip } from './due-rules.ts';
import { markerOf } from './marker.ts';
import { AddressBook, type Address } from './reach-address.ts';
import { doubtOf, restoredOf, type Doubt, type Restored } from './restored.ts';
import { RowMarks, type RowMarksPorts, type Settled } from './row-marks.ts';
import type { Cancel, Due, DueMark, Message, Messenger, PostOutcome } from './ports.ts';

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

export interface DispatcherPorts extends RowMarksPorts {
  readonly messenger: Messenger;
  /** The words of a row, or null when there is nothing to say any more. */
  readonly messageOf: (row: Due, marker: string) => Message | null;
}

export class Dispatcher {
  readonly #ports: DispatcherPorts;
  readonly #addresses: AddressBook;
  readonly #marks: RowMarks;
  #cancelTimer: Cancel = () => {};
  #isRunning = false;
  /** The pump that is under way; everything that is due when it ends has been tried. */
  #pump: Promise<void> | null = null;
  #isNudged = false;
  #restored: Restored | null = null;

  constructor(ports: DispatcherPorts) {
    this.#ports = ports;
    this.#marks = new RowMarks(ports);
    this.#addresses = new AddressBook({ ...ports.reach, messenger: ports.messenger });
  }

  start(): void {
    this.#isRunning = true;
    this.#restored = restoredOf(this.#ports.store.settings);
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
    this.#marks.markAnew();
    const rows = this.#ports.store.due.claim(this.#ports.clock.nowMs(), LEASE_MS, limit);
    this.#ports.watch?.onTaken(rows);
    return rows;
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
      const settled = this.#reasonToSkip(row) ?? (await this.#carryOut(row));
      if (!settled) this.#ports.watch?.onLost(row);
      else if (this.#marks.mark(row, settled)) this.#isNudged = true;
    } catch (error) {
      // A bug must not stop the queue; the row's lease runs out and it is tried again until it expires.
      this.#ports.log.error({ err: error, kind: row.kind, due: row.id }, 'a row failed');
    }
  }

  /** Nobody is told that something came too late which a database that is gone may have said in time. */
  #reasonToSkip(row: Due): Skip | null {
    const { store, clock } = this.#ports;
    const reason = reasonToSkip(store, row, clock.nowMs());
    if (reason === null || clock.nowMs() < row.expiresAtMs) return reason;
    const doubt = doubtOf(this.#restored, row, clock.nowMs());
    if (doubt?.mayHaveBeenSaid !== true) return reason;
    return skip('its time had passed when the backup was put back');
  }

  /** Null when the claim was lost meanwhile: then nothing is sent and nothing is marked. */
  async #carryOut(row: Due): Promise<Settled | null> {
    const { action } = row;
    switch (action.do) {
      case 'post':
        return this.#post(row);
      case 'edit':
        return this.#edit(row, action.ofKind);
      case 'remove':
        return this.#remove(row, action.ofKind);
      default:
        return unreachable(action);
    }
  }

  async #post(row: Due): Promise<Settled | null> {
    const { clock, store, messenger } = this.#ports;
    const marker = this.#markerOf(row);
    if (marker === null) return { status: 'pending', notBeforeMs: clock.nowMs() + LEASE_MS };
    const address = await this.#addresses.of(row);
    if (address.kind !== 'open') return settledBy(address);
    const { channelId } = address;
    const seen = await this.#lookForOwn(row, channelId, marker);
    if (seen) return seen;
    const message = this.#ports.messageOf(row, marker);
    if (!message) return skip('nothing to say any more');
    if (!store.due.markTried(row.id, row.epoch, clock.nowMs())) return null;
    const outcome = await messenger.post(channelId, message, marker);
    const other = this.#addresses.afterRefusal(row, channelId, outcome);
    return other ? settledBy(other) : this.#markOf(outcome);
  }

  /** Where an earlier try may have been cut, or is missing here: whether the message stands. Null: send it. */
  async #lookForOwn(row: Due, channelId: ChannelId, marker: string): Promise<DueMark | null> {
    const { clock, store, messenger } = this.#ports;
    const doubt = this.#doubtOf(row);
    if (!doubt) return null;
    const found = await messenger.findOwn(channelId, marker, doubt.sinceMs - HISTORY_SLACK_MS);
    switch (found.kind) {
      case 'found':
        return { status: 'sent', messageId: found.messageId };
      case 'unreadable':
        return doubt.mayHaveBeenSaid ? { status: 'unknown', reason: found.cause } : null;
      case 'notNow':
        return { status: 'pending', notBeforeMs: clock.nowMs() + found.retryAfterMs };
      case 'absent':
        return reasonToSkip(store, row, clock.nowMs());
      default:
        return unreachable(found);
    }
  }

  /** The platform forgets a nonce, and a database that was put back forgets a try. */
  #doubtOf(row: Due): Doubt | null {
    const nowMs = this.#ports.clock.nowMs();
    if (row.firstTriedAtMs === null) return doubtOf(this.#restored, row, nowMs);
    if (nowMs - row.firstTriedAtMs <= NONCE_TRUST_MS) return null;
    return { sinceMs: row.firstTriedAtMs, mayHaveBeenSaid: true };
  }

  /** Other words in a message that stands; it keeps the marker that it was posted with. */
  async #edit(row: Due, ofKind: string): Promise<DueMark> {
    const older = this.#standing(row, ofKind);
    const marker = older && this.#markerOf(older);
    if (!older?.messageId || !marker) return skip('there is no message to edit');
    const message = this.#ports.messageOf(row, marker);
    if (!message) return skip('nothing to say any more');
    const channelId = await this.#addresses.whereStands(older);
    if (channelId === null) return this.#tryLater();
    return this.#markOf(await this.#ports.messenger.edit(channelId, older.messageId, message));
  }

  async #remove(row: Due, ofKind: string): Promise<DueMark> {
    const older = this.#standing(row, ofKind);
    if (!older?.messageId) return skip('there is no message to remove');
    const channelId = await this.#addresses.whereStands(older);
    if (channelId === null) return this.#tryLater();
    return this.#markOf(await this.#ports.messenger.remove(channelId, older.messageId));
  }

  #standing(row: Due, ofKind: string): Due | null {
    return this.#ports.store.due.find(row.guildId, row.occurrenceId, ofKind, row.revision);
  }

  /** Null before the gateway is ready. */
  #markerOf(row: Due): string | null {
    const { selfId } = this.#ports.directory;
    return selfId === null ? null : markerOf(selfId, row);
  }

  #tryLater(): DueMark {
    return { status: 'pending', notBeforeMs: this.#ports.clock.nowMs() + LEASE_MS };
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
}

function settledBy(address: Exclude<Address, { kind: 'open' }>): Settled {
  switch (address.kind) {
    case 'later':
      return {
        status: 'pending',
        notBeforeMs: address.notBeforeMs,
        ...(address.isPlanned ? { isPlanned: true } : {}),
      };
    case 'nobody':
      return skip(address.reason);
    case 'instead':
      return { ...skip(`mentioned instead: ${address.because}`), instead: address.row };
    default:
      return unreachable(address);
  }
}
