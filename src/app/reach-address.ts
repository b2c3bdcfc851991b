/** Finds where a row is posted: its own channel, a thread, or a person's direct messages. */
import type { ChannelId, MessageId } from '../domain/identity.ts';
import { nextWakingMs } from '../domain/waking-hours.ts';
import { textsFor } from '../texts/languages.ts';
import { bulletinOf } from './bulletin-kinds.ts';
import {
  WHOLE_GUILD,
  type Due,
  type DueAddress,
  type Messenger,
  type NewDue,
  type PlaceOutcome,
  type PostOutcome,
} from './ports.ts';
import {
  isForChannel,
  mentionHere,
  mentionInstead,
  type Because,
  type ReachPorts,
} from './reach.ts';
import { timetableZone } from './sign-ups.ts';

export type Address =
  | { readonly kind: 'open'; readonly channelId: ChannelId }
  /** `isPlanned` when it waits for a better hour; else the platform has no time for it now. */
  | { readonly kind: 'later'; readonly notBeforeMs: number; readonly isPlanned?: true }
  | { readonly kind: 'nobody'; readonly reason: string }
  /** The person is mentioned instead: by this row, which is to be added. */
  | { readonly kind: 'instead'; readonly row: NewDue; readonly because: Because | 'threadShut' };

export interface AddressPorts extends ReachPorts {
  readonly messenger: Messenger;
}

/** Threads that are written to at one time; the one that was opened first makes way. */
const MOST_THREADS = 200;

export class AddressBook {
  readonly #ports: AddressPorts;
  /** Opening one is a request, and many rows go into the same. */
  readonly #threadByMessage = new Map<MessageId, Promise<PlaceOutcome>>();

  constructor(ports: AddressPorts) {
    this.#ports = ports;
  }

  async of(row: Due): Promise<Address> {
    const to = row.action.do === 'post' ? row.action.to : undefined;
    if (!to || isForChannel(row)) return { kind: 'open', channelId: row.channelId };
    return to.in === 'thread' ? this.#thread(row, to.ofKind) : this.#direct(row, to);
  }

  /** Where the message of a row that was sent stands; null when that can't be told now. */
  async whereStands(row: Due): Promise<ChannelId | null> {
    const to = row.action.do === 'post' ? row.action.to : undefined;
    if (!to || isForChannel(row)) return row.channelId;
    const address = await (to.in === 'thread'
      ? this.#thread(row, to.ofKind)
      : this.#directChannel(row, to));
    return address.kind === 'open' ? address.channelId : null;
  }

  /** Where a message goes that the place did not take; null when that is final. */
  afterRefusal(
    row: Due,
    channelId: ChannelId,
    outcome: PostOutcome,
  ): Exclude<Address, { kind: 'open' }> | null {
    const to = row.action.do === 'post' ? row.action.to : undefined;
    if (outcome.kind !== 'refused' || !to) return null;
    if (to.in === 'direct')
      return outcome.why === 'DIRECT_CLOSED' ? this.#instead(row, 'closed') : null;
    // Somebody has closed or deleted the thread.
    const isThread = channelId !== row.channelId;
    const isShut = outcome.why === 'UNKNOWN_CHANNEL' || outcome.why === 'MISSING_PERMISSION';
    if (!isThread || !isShut) return null;
    const here = mentionHere(row, this.#ports.messages.nowMs());
    return { kind: 'instead', row: here, because: 'threadShut' };
  }

  /** The person did not take it. */
  #instead(row: Due, because: Because): Exclude<Address, { kind: 'open' }> {
    const { messages } = this.#ports;
    const to = row.action.do === 'post' ? row.action.to : undefined;
    if (to?.in !== 'direct') return { kind: 'nobody', reason: because };
    const instead = mentionInstead(this.#ports, row, to.number, because, messages.nowMs());
    return { kind: 'instead', row: instead, because };
  }

  async #thread(row: Due, ofKind: string): Promise<Address> {
    const { store, nowMs } = this.#ports.messages;
    const post = store.due.find(row.guildId, row.occurrenceId, ofKind, row.revision);
    // People must be told: where there is no message to answer, or no thread may be made, the
    // channel itself takes it.
    if (!post?.messageId) return { kind: 'open', channelId: row.channelId };
    const place = await this.#openThread(post, post.messageId);
    if (place.kind === 'open') return place;
    if (place.kind === 'closed') return { kind: 'open', channelId: post.channelId };
    return { kind: 'later', notBeforeMs: nowMs() + place.retryAfterMs };
  }

  async #openThread(post: Due, messageId: MessageId): Promise<PlaceOutcome> {
    const known = this.#threadByMessage.get(messageId);
    if (known) return known;
    const opening = this.#ports.messenger.openThread(
      post.channelId,
      messageId,
      this.#nameOfThread(post),
    );
    this.#threadByMessage.set(messageId, opening);
    const [oldest] = this.#threadByMessage.keys();
    if (this.#threadByMessage.size > MOST_THREADS && oldest) this.#threadByMessage.delete(oldest);
    const place = await opening;
    if (place.kind === 'notNow') this.#threadByMessage.delete(messageId);
    return place;
  }

  #nameOfThread({ guildId, occurrenceId }: Due): string {
    const { store, guilds } = this.#ports.messages;
    const { labels } = textsFor(guilds.get(guildId)?.language ?? '').signUp;
    const occurrence =
      occurrenceId === WHOLE_GUILD ? null : store.occurrences.find(guildId, occurrenceId);
    const series = occurrence && store.series.find(guildId, occurrence.seriesId);
    if (!occurrence || !series) return labels.threadForAll();
    const { name, rule } = series;
    return labels.thread({ name, startsAtMs: occurrence.startsAtMs, zone: rule.zone });
  }

  async #direct(row: Due, to: Extract<DueAddress, { in: 'direct' }>): Promise<Address> {
    const { store } = this.#ports.messages;
    const person = store.people.byNumber(row.guildId, to.number);
    if (!person) return { kind: 'nobody', reason: 'nobody has that number any more' };
    // What was tried has been weighed before; and what is no bulletin was asked for just now.
    if (bulletinOf(row) && row.firstTriedAtMs === null) {
      if (!person.wantsDirect) return this.#instead(row, 'mention');
      if (row.action.do === 'post' && row.action.text.params['isSpent'] === true) {
        return this.#instead(row, 'spent');
      }
      const nowMs = this.#ports.messages.nowMs();
      const wakesAtMs = nextWakingMs(person.zone ?? timetableZone(store, row.guildId), nowMs);
      if (wakesAtMs >= row.expiresAtMs) return this.#instead(row, 'mention');
      if (wakesAtMs > nowMs) {
        return { kind: 'later', notBeforeMs: wakesAtMs, isPlanned: true };
      }
    }
    return this.#directChannel(row, to);
  }

  async #directChannel(row: Due, to: Extract<DueAddress, { in: 'direct' }>): Promise<Address> {
    const { store, nowMs } = this.#ports.messages;
    const person = store.people.byNumber(row.guildId, to.number);
    if (!person) return { kind: 'nobody', reason: 'nobody has that number any more' };
    const place = await this.#ports.messenger.openDirect(person.userId);
    if (place.kind === 'open') return place;
    if (place.kind === 'closed') return this.#instead(row, 'closed');
    return { kind: 'later', notBeforeMs: nowMs() + place.retryAfterMs };
  }
}
