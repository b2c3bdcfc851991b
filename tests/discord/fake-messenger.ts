import { parseComponentId } from '../../src/app/component-id.ts';
import type { Clock, FindOutcome, Message, Messenger, PostOutcome } from '../../src/app/ports.ts';
import { asId, type ChannelId, type MessageId } from '../../src/domain/identity.ts';

/** Discord promises "some minutes" only; a repeat after that makes a second message. */
const NONCE_MEMORY_MS = 5 * 60_000;

const LONGEST_TEXT = 2_000;
const LONGEST_NONCE = 25;
const LONGEST_COMPONENT_ID = 100;
const LONGEST_LABEL = 80;

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

export type Operation = 'post' | 'edit' | 'remove' | 'findOwn';

/** What a call that was made looked like, in the order they came. */
export interface MessengerCall {
  readonly operation: Operation;
  readonly channelId: ChannelId;
  readonly atMs: number;
  /** The nonce of a post, the id of an edit or removal, the marker of a search. */
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
  /** What people see in the channel now, oldest first. */
  standingIn(channelId: ChannelId): readonly StandingMessage[];
  /** Queues mishaps for the next calls of that operation; `findOwn` becomes unreadable but for `notNow`. */
  failNext(operation: Operation, ...mishaps: readonly Mishap[]): void;
  /** The channel is deleted: everything in it is gone. */
  deleteChannel(channelId: ChannelId): void;
  /** The bot may not write or read there any more. */
  forbid(channelId: ChannelId): void;
  allow(channelId: ChannelId): void;
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

  function note(operation: Operation, channelId: ChannelId, subject: string): Mishap | null {
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
    if (forbidden.has(channelId)) return { kind: 'refused', why: 'MISSING_PERMISSION' };
    return null;
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
    if (forbidden.has(channelId)) return { kind: 'refused', why: 'MISSING_PERMISSION' };
    const standing = find(channelId, id);
    if (standing) standing.isRemoved = true;
    return { kind: 'sent', messageId: id };
  }

  function search(channelId: ChannelId, marker: string, sinceMs: number): FindOutcome {
    const refusal = refusalOf(channelId);
    if (refusal?.kind === 'refused') return { kind: 'unreadable', cause: refusal.why };
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
  };
}

function markersOf(message: Message): (string | undefined)[] {
  return message.rows.flat().map((control) => parseComponentId(control.id)?.marker);
}

/** The platform's limits that a caller could break; it answers 400 to each. */
function isInvalid(message: Message): boolean {
  if (message.text.length > LONGEST_TEXT || message.text.trim() === '') return true;
  if (message.rows.length > 5 || message.rows.some((row) => row.length < 1 || row.length > 5)) {
    return true;
  }
  const controls = message.rows.flat();
  if (new Set(controls.map((control) => control.id)).size < controls.length) return true;
  return controls.some((control) => {
    if (control.id.length > LONGEST_COMPONENT_ID) return true;
    if (control.kind === 'button') return control.label.length > LONGEST_LABEL;
    return control.options.length < 1 || control.options.length > 25;
  });
}
