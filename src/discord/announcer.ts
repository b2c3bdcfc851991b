import {
  RequestMethod,
  Routes,
  type APIMessage,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import { parseComponentId } from '../app/component-id.ts';
import type { FindOutcome, Messenger, PostOutcome } from '../app/ports.ts';
import { asId, type ChannelId, type MessageId, type UserId } from '../domain/identity.ts';
import { unreachable } from '../domain/unreachable.ts';
import { messagePayload } from './message-payload.ts';
import type { RestAnswer, RestCall } from './rest-caller.ts';

export interface AnnouncerOptions {
  readonly call: RestCall;
  /** The bot's own account; null until the gateway is ready. */
  readonly selfId: () => UserId | null;
  /**
   * False when the bot lacks Read Message History there. Discord answers an empty list
   * then, which must not be taken for "nothing was posted".
   */
  readonly canReadHistory: (channelId: ChannelId) => boolean;
}

/** Discord's epoch: a snowflake's upper 42 bits count milliseconds from it. */
const DISCORD_EPOCH_MS = 1_420_070_400_000;

/** How far the platform's clock may stand behind this machine's. */
const CLOCK_SKEW_MS = 2 * 60_000;

/** Discord's own limit for one page of history. */
const PAGE_SIZE = 100;
const MOST_PAGES = 5;

/** How often what does no harm twice (reading, removing) is tried. */
const HARMLESS_TRIES = 3;

/** How long to wait when nothing says it: for a token to work again, or a network. */
const UNAUTHORIZED_WAIT_MS = 60_000;
const NEVER_SENT_WAIT_MS = 5_000;

/** Discord's error codes that tell a channel from a message. */
const UNKNOWN_MESSAGE = 10_008;
const UNKNOWN_CHANNEL = 10_003;

/** Messages in a guild's channels, by REST. What the platform answers is never thrown. */
export function createAnnouncer(options: AnnouncerOptions): Messenger {
  const { call } = options;
  return {
    async post(channelId, message, nonce) {
      const body: RESTPostAPIChannelMessageJSONBody = {
        ...messagePayload(message),
        nonce,
        enforce_nonce: true,
      };
      const answer = await call({
        method: RequestMethod.Post,
        route: Routes.channelMessages(channelId),
        body,
      });
      return outcomeOf(answer, idOf(answer));
    },
    async edit(channelId, messageId, message) {
      const answer = await call({
        method: RequestMethod.Patch,
        route: Routes.channelMessage(channelId, messageId),
        body: messagePayload(message),
      });
      return outcomeOf(answer, messageId);
    },
    async remove(channelId, messageId) {
      const answer = await call({
        method: RequestMethod.Delete,
        route: Routes.channelMessage(channelId, messageId),
        tries: HARMLESS_TRIES,
      });
      const isGone = answer.kind === 'rejected' && answer.status === 404;
      return isGone ? { kind: 'sent', messageId } : outcomeOf(answer, messageId);
    },
    findOwn: (channelId, marker, sinceMs) => findOwn(options, channelId, marker, sinceMs),
  };
}

/** `messageId` is null when the answer lacks it, which the API's own never does. */
function outcomeOf(answer: RestAnswer, messageId: MessageId | null): PostOutcome {
  switch (answer.kind) {
    case 'answered':
      if (messageId === null) return { kind: 'uncertain', cause: 'an answer without an id' };
      return { kind: 'sent', messageId };
    case 'rejected':
      return { kind: 'refused', why: refusalOf(answer.status, answer.code) };
    case 'limited':
      return { kind: 'notNow', retryAfterMs: answer.retryAfterMs, cause: 'rate limit' };
    case 'unauthorized':
      return { kind: 'notNow', retryAfterMs: UNAUTHORIZED_WAIT_MS, cause: 'unauthorized' };
    case 'neverSent':
      return { kind: 'notNow', retryAfterMs: NEVER_SENT_WAIT_MS, cause: answer.cause };
    case 'lost':
      return { kind: 'uncertain', cause: answer.cause };
    default:
      return unreachable(answer);
  }
}

function refusalOf(status: number, code: number): Extract<PostOutcome, { kind: 'refused' }>['why'] {
  if (status === 403) return 'MISSING_PERMISSION';
  if (code === UNKNOWN_MESSAGE) return 'UNKNOWN_MESSAGE';
  if (code === UNKNOWN_CHANNEL || status === 404) return 'UNKNOWN_CHANNEL';
  return 'INVALID';
}

function idOf(answer: RestAnswer): MessageId | null {
  if (answer.kind !== 'answered') return null;
  const { body } = answer;
  if (typeof body !== 'object' || body === null || !('id' in body)) return null;
  return typeof body.id === 'string' ? asId<MessageId>(body.id) : null;
}

/** Reads forward from `sinceMs`, oldest page first; too much to read is `unreadable`, not `absent`. */
async function findOwn(
  { call, selfId, canReadHistory }: AnnouncerOptions,
  channelId: ChannelId,
  marker: string,
  sinceMs: number,
): Promise<FindOutcome> {
  const ownId = selfId();
  if (ownId === null) return { kind: 'unreadable', cause: 'The gateway is not ready.' };
  if (!canReadHistory(channelId)) return { kind: 'unreadable', cause: 'READ_MESSAGE_HISTORY' };
  let after = snowflakeAt(sinceMs - CLOCK_SKEW_MS);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await call({
      method: RequestMethod.Get,
      route: Routes.channelMessages(channelId),
      query: new URLSearchParams({ after, limit: String(PAGE_SIZE) }),
      tries: HARMLESS_TRIES,
    });
    if (answer.kind !== 'answered') return unread(answer);
    if (!Array.isArray(answer.body)) return { kind: 'unreadable', cause: 'not a list' };
    const messages = answer.body as readonly APIMessage[];
    const own = messages.find((one) => one.author.id === ownId && carries(one, marker));
    if (own) return { kind: 'found', messageId: asId<MessageId>(own.id) };
    if (messages.length < PAGE_SIZE) return { kind: 'absent' };
    after = newestId(messages);
  }
  return { kind: 'unreadable', cause: `More than ${MOST_PAGES * PAGE_SIZE} messages to read.` };
}

/** A no is for good; an outage, a limit or a resting token is not. */
function unread(answer: RestAnswer): FindOutcome {
  const outcome = outcomeOf(answer, null);
  if (outcome.kind === 'refused') return { kind: 'unreadable', cause: outcome.why };
  if (outcome.kind === 'notNow') return outcome;
  return { kind: 'notNow', retryAfterMs: NEVER_SENT_WAIT_MS, cause: 'an outage' };
}

function snowflakeAt(atMs: number): string {
  return String(BigInt(Math.max(0, Math.floor(atMs) - DISCORD_EPOCH_MS)) << 22n);
}

/** Ids are compared as numbers: their lengths differ over the years. */
function newestId(messages: readonly APIMessage[]): string {
  return messages.map((one) => one.id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
}

function carries(message: APIMessage, marker: string): boolean {
  const rows = message.components ?? [];
  return rows.some(
    (row) =>
      'components' in row &&
      row.components.some(
        (control) =>
          'custom_id' in control && parseComponentId(control.custom_id)?.marker === marker,
      ),
  );
}
