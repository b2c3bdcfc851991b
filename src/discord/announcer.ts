import {
  RequestMethod,
  Routes,
  type APIMessage,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import { parseComponentId } from '../app/component-id.ts';
import type { FindOutcome, Messenger, PostOutcome } from '../app/ports.ts';
import { asId, type ChannelId, type MessageId, type UserId } from '../domain/identity.ts';
import { ERROR_CODE } from './error-code.ts';
import { messagePayload, rawFiles } from './message-payload.ts';
import { idIn, notNow } from './not-now.ts';
import { createPlaces } from './places.ts';
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

/** The person takes no messages of the bot's, shares no server with it, or it wrote to too many. */
const DIRECT_CLOSED_CODES: ReadonlySet<number> = new Set([
  ERROR_CODE.cannotMessageUser,
  ERROR_CODE.noMutualGuild,
  ERROR_CODE.openingDirectTooFast,
]);

/** Messages by REST, wherever the bot may write. What the platform answers is never thrown. */
export function createAnnouncer(options: AnnouncerOptions): Messenger {
  const { call } = options;
  return {
    ...createPlaces(call),
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
        files: rawFiles(message),
      });
      return outcomeOf(answer, answer.kind === 'answered' ? idIn(answer.body) : null);
    },
    async edit(channelId, messageId, message) {
      const answer = await call({
        method: RequestMethod.Patch,
        route: Routes.channelMessage(channelId, messageId),
        body: messagePayload(message),
        files: rawFiles(message),
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
function outcomeOf(answer: RestAnswer, messageId: string | null): PostOutcome {
  switch (answer.kind) {
    case 'answered':
      if (messageId === null) return { kind: 'uncertain', cause: 'an answer without an id' };
      return { kind: 'sent', messageId: asId<MessageId>(messageId) };
    case 'rejected':
      return { kind: 'refused', why: refusalOf(answer.status, answer.code) };
    case 'lost':
      return { kind: 'uncertain', cause: answer.cause };
    default:
      return notNow(answer);
  }
}

function refusalOf(status: number, code: number): Extract<PostOutcome, { kind: 'refused' }>['why'] {
  if (DIRECT_CLOSED_CODES.has(code)) return 'DIRECT_CLOSED';
  if (status === 403) return 'MISSING_PERMISSION';
  if (code === ERROR_CODE.unknownMessage) return 'UNKNOWN_MESSAGE';
  if (code === ERROR_CODE.unknownChannel || status === 404) return 'UNKNOWN_CHANNEL';
  return 'INVALID';
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
function unread(answer: Exclude<RestAnswer, { readonly kind: 'answered' }>): FindOutcome {
  if (answer.kind !== 'rejected') return notNow(answer);
  return { kind: 'unreadable', cause: refusalOf(answer.status, answer.code) };
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
