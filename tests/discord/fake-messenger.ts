import { parseComponentId } from '../../src/app/component-id.ts';
import type {
  Clock,
  FindOutcome,
  Message,
  Messenger,
  PlaceOutcome,
  PostOutcome,
} from '../../src/app/ports.ts';
import { asId, type ChannelId, type MessageId, type UserId } from '../../src/domain/identity.ts';
import { isInvalid, LONGEST_NONCE, LONGEST_THREAD_NAME } from './message-limits.ts';

/** Discord promises "some minutes" only; a repeat after that makes a second message. */
const NONCE_MEMORY_MS = 5 * 60_000;

/** A message as it stands in a channel, or stood there until it was removed. */
export interface StandingMessage {
  readonly messageId: MessageId;
  readonly channelId: ChannelId;
  readonly nonce: string;
  readonly postedAtMs: number;
  /** Who wrote it: the bot, or somebody whose message only looks like the bot's. */
  readonly author: 'self' | 'other';
  message: Message;
  isRemoved: boolean;
}

/** A thread that was begun under a message; its id is the message's. */
export interface StandingThread {
  readonly channelId: ChannelId;
  readonly parentId: ChannelId;
  readonly name: string;
}

export type Operation = 'post' | 'edit' | 'remove' | 'findOwn' | 'openThread' | 'openDirect';

/** What a call that was made looked like, in the order they came. */
export interface MessengerCall {
  readonly operation: Operation;
  /** Null for `openDirect`, which is about no channel yet. */
  readonly channelId: ChannelId | null;
  readonly atMs: number;
  /** A post's nonce, the message's id of an edit, removal or thread, a search's marker, a person's id. */
  readonly subject: string;
}

/** What goes wrong with the next call. `uncertain` says whether the work was done all the same. */
export type Mishap =
  | Exclude<PostOutcome, { kind: 'sent' } | { kind: 'uncertain' }>
  | { readonly kind: 'uncertain'; readonly isDone: boolean; readonly cause: string };

export interface FakeMessenger extends Messenger {
  /** Everything that was ever posted, removed ones included, oldest first. */
  readonly messages: readonly StandingMessage[];
  readonly calls: readonly MessengerCall[];
  readonly threads: readonly StandingThread[];
  /** What people see in the channel now, oldest first. */
  standingIn(channelId: ChannelId): readonly StandingMessage[];
  /**
   * Queues mishaps for the next calls of that operation; all but `notNow` make `findOwn`
   * unreadable and `openThread` and `openDirect` closed.
   */
  failNext(operation: Operation, ...mishaps: readonly Mishap[]): void;
  /** The channel is deleted: everything in it is gone. */
  deleteChannel(channelId: ChannelId): void;
  /** The bot may not write or read there any more. */
  forbid(channelId: ChannelId): void;
  allow(channelId: ChannelId): void;
  /** What the bot wrote to the person, oldest first. */
  directTo(userId: UserId): readonly StandingMessage[];
  /** The person takes no messages: a direct channel still opens, a post in it is refused. */
  closeDirect(userId: UserId): void;
  /** A message by somebody else, with the same components: it must never be taken for one's own. */
  postAsOther(channelId: ChannelId, message: Message): MessageId;
}

/** Stands in for the announcer: keeps messages in memory by the platform's rules. */
export function createFakeMessenger(clock: Pick<Clock, 'nowMs'>): FakeMessenger {
  const messages: StandingMessage[] = [];
  const calls: MessengerCall[] = [];
  const mishapsByOperation = new Map<Operation, Mishap[]>();
  const deleted = new Set<ChannelId>();
  const forbidden = new Set<ChannelId>();
  const threads: StandingThread[] = [];
  const directByUserId = new Map<UserId, ChannelId>();
  const closed = new Set<UserId>();

  function note(operation: Operation, channelId: ChannelId | null, subject: string): Mishap | null {
    calls.push({ operation, channelId, atMs: clock.nowMs(), subject });
    return mishapsByOperation.get(operation)?.shift() ?? null;
  }

  function write(
    channelId: ChannelId,
    message: Message,
    nonce: string,
    author: 'self' | 'other',
  ): StandingMessage {
    const standing: StandingMessage = {
      messageId: asId<MessageId>(String(1_000_000 + messages.length)),
      channelId,
      nonce,
      postedAtMs: clock.nowMs(),
      author,
      message,
      isRemoved: false,
    };
    messages.push(standing);
    return standing;
  }

  function refusalOf(channelId: ChannelId): PostOutcome | null {
    if (deleted.has(channelId)) return { kind: 'refused', why: 'UNKNOWN_CHANNEL' };
    if (isForbidden(channelId)) return { kind: 'refused', why: 'MISSING_PERMISSION' };
    if (isDirectClosed(channelId)) return { kind: 'refused', why: 'DIRECT_CLOSED' };
    return null;
  }

  /** A thread may be written in where its channel may. */
  function isForbidden(channelId: ChannelId): boolean {
    const parentId = threads.find((one) => one.channelId === channelId)?.parentId;
    return forbidden.has(channelId) || (parentId !== undefined && forbidden.has(parentId));
  }

  function isDirectClosed(channelId: ChannelId): boolean {
    return [...directByUserId].some(([userId, id]) => id === channelId && closed.has(userId));
  }

  /** Opens the place unless a mishap keeps it shut. */
  function settlePlace(mishap: Mishap | null, open: () => PlaceOutcome): PlaceOutcome {
    if (mishap === null) return open();
    return mishap.kind === 'notNow' ? mishap : { kind: 'closed', cause: mishap.kind };
  }

  function threadOf(parentId: ChannelId, messageId: MessageId, name: string): PlaceOutcome {
    const refusal = refusalOf(parentId);
    if (refusal?.kind === 'refused') return { kind: 'closed', cause: refusal.why };
    if (!find(parentId, messageId)) return { kind: 'closed', cause: 'UNKNOWN_MESSAGE' };
    if (name === '' || name.length > LONGEST_THREAD_NAME) {
      return { kind: 'closed', cause: 'INVALID' };
    }
    const channelId = asId<ChannelId>(messageId);
    const isThere = threads.some((one) => one.channelId === channelId);
    if (!isThere) threads.push({ channelId, parentId, name });
    return { kind: 'open', channelId };
  }

  function directOf(userId: UserId): PlaceOutcome {
    const channelId = directByUserId.get(userId) ?? asId<ChannelId>(`direct-${userId}`);
    directByUserId.set(userId, channelId);
    return { kind: 'open', channelId };
  }

  /** Does the work unless the mishap says that it was not done, and tells what the caller sees. */
  function settle(mishap: Mishap | null, work: () => PostOutcome): PostOutcome {
    if (mishap === null) return work();
    if (mishap.kind !== 'uncertain') return mishap;
    if (mishap.isDone) work();
    return { kind: 'uncertain', cause: mishap.cause };
  }

  function find(channelId: ChannelId, messageId: MessageId): StandingMessage | null {
    return (
      messages.find(
        (one) => one.channelId === channelId && one.messageId === messageId && !one.isRemoved,
      ) ?? null
    );
  }

  function postOrRepeat(channelId: ChannelId, message: Message, nonce: string): PostOutcome {
    const refusal = refusalOf(channelId);
    if (refusal) return refusal;
    if (nonce.length > LONGEST_NONCE || isInvalid(message)) {
      return { kind: 'refused', why: 'INVALID' };
    }
    const oldestMs = clock.nowMs() - NONCE_MEMORY_MS;
    const earlier = messages.find(
      (one) => one.author === 'self' && one.nonce === nonce && one.postedAtMs >= oldestMs,
    );
    const standing = earlier ?? write(channelId, message, nonce, 'self');
    return { kind: 'sent', messageId: standing.messageId };
  }

  function editStanding(channelId: ChannelId, id: MessageId, message: Message): PostOutcome {
    const refusal = refusalOf(channelId);
    if (refusal) return refusal;
    const standing = find(channelId, id);
    if (!standing) return { kind: 'refused', why: 'UNKNOWN_MESSAGE' };
    if (isInvalid(message)) return { kind: 'refused', why: 'INVALID' };
    standing.message = message;
    return { kind: 'sent', messageId: id };
  }

  function removeStanding(channelId: ChannelId, id: MessageId): PostOutcome {
    if (isForbidden(channelId)) return { kind: 'refused', why: 'MISSING_PERMISSION' };
    const standing = find(channelId, id);
    if (standing) standing.isRemoved = true;
    return { kind: 'sent', messageId: id };
  }

  function search(channelId: ChannelId, marker: string, sinceMs: number): FindOutcome {
    const refusal = refusalOf(channelId);
    // What a person has taken already can be read after they take no more.
    if (refusal?.kind === 'refused' && refusal.why !== 'DIRECT_CLOSED') {
      return { kind: 'unreadable', cause: refusal.why };
    }
    const own = messages.find(
      (one) =>
        one.channelId === channelId &&
        one.author === 'self' &&
        !one.isRemoved &&
        one.postedAtMs >= sinceMs &&
        markersOf(one.message).includes(marker),
    );
    return own ? { kind: 'found', messageId: own.messageId } : { kind: 'absent' };
  }

  return {
    messages,
    calls,
    threads,
    standingIn: (channelId) =>
      messages.filter((one) => one.channelId === channelId && !one.isRemoved),
    failNext(operation, ...mishaps) {
      const queue = mishapsByOperation.get(operation) ?? [];
      mishapsByOperation.set(operation, [...queue, ...mishaps]);
    },
    deleteChannel(channelId) {
      deleted.add(channelId);
      for (const one of messages) if (one.channelId === channelId) one.isRemoved = true;
    },
    forbid: (channelId) => void forbidden.add(channelId),
    allow: (channelId) => void forbidden.delete(channelId),
    directTo: (userId) =>
      messages.filter((one) => one.channelId === directByUserId.get(userId) && !one.isRemoved),
    closeDirect: (userId) => void closed.add(userId),
    postAsOther: (channelId, message) => write(channelId, message, '', 'other').messageId,
    async post(channelId, message, nonce) {
      return settle(note('post', channelId, nonce), () => postOrRepeat(channelId, message, nonce));
    },
    async edit(channelId, messageId, message) {
      return settle(note('edit', channelId, messageId), () =>
        editStanding(channelId, messageId, message),
      );
    },
    async remove(channelId, messageId) {
      return settle(note('remove', channelId, messageId), () =>
        removeStanding(channelId, messageId),
      );
    },
    async findOwn(channelId, marker, sinceMs) {
      const mishap = note('findOwn', channelId, marker);
      if (mishap?.kind === 'notNow') return mishap;
      if (mishap) return { kind: 'unreadable', cause: mishap.kind };
      return search(channelId, marker, sinceMs);
    },
    async openThread(channelId, messageId, name) {
      return settlePlace(note('openThread', channelId, messageId), () =>
        threadOf(channelId, messageId, name),
      );
    },
    async openDirect(userId) {
      return settlePlace(note('openDirect', null, userId), () => directOf(userId));
    },
  };
}

function markersOf(message: Message): (string | undefined)[] {
  return message.rows.flat().map((control) => parseComponentId(control.id)?.marker);
}
