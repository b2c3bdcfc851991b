import { RequestMethod, Routes, ThreadAutoArchiveDuration } from 'discord.js';
import type { Messenger, PlaceOutcome } from '../app/ports.ts';
import { asId, type ChannelId, type UserId } from '../domain/identity.ts';
import { ERROR_CODE } from './error-code.ts';
import { idIn, notNow, strangeAnswer } from './not-now.ts';
import type { RestAnswer, RestCall } from './rest-caller.ts';

/** Opening a place that is open already does no harm. */
const TRIES = 3;

/** Discord says of no number how many are too many; it slows a bot down for some minutes. */
const TOO_FAST_WAIT_MS = 10 * 60_000;

/** The channel of a person never changes; asking again costs one request. */
const MOST_DIRECT_CHANNELS = 1_000;

/** Threads and direct messages: channels that are there once somebody asks for them. */
export function createPlaces(call: RestCall): Pick<Messenger, 'openThread' | 'openDirect'> {
  const directByUserId = new Map<UserId, ChannelId>();
  return {
    async openThread(channelId, messageId, name) {
      const answer = await call({
        method: RequestMethod.Post,
        route: Routes.threads(channelId, messageId),
        body: { name, auto_archive_duration: ThreadAutoArchiveDuration.OneDay },
        tries: TRIES,
      });
      const isThere = answer.kind === 'rejected' && answer.code === ERROR_CODE.threadExists;
      // A thread that began with a message has its id.
      if (isThere) return { kind: 'open', channelId: asId<ChannelId>(messageId) };
      return placeOf(answer);
    },
    async openDirect(userId) {
      const known = directByUserId.get(userId);
      if (known !== undefined) return { kind: 'open', channelId: known };
      const answer = await call({
        method: RequestMethod.Post,
        route: Routes.userChannels(),
        body: { recipient_id: userId },
        tries: TRIES,
      });
      const place = placeOf(answer);
      if (place.kind === 'open') remember(directByUserId, userId, place.channelId);
      return place;
    },
  };
}

function placeOf(answer: RestAnswer): PlaceOutcome {
  if (answer.kind === 'answered') {
    const id = idIn(answer.body);
    return id === null ? strangeAnswer() : { kind: 'open', channelId: asId<ChannelId>(id) };
  }
  if (answer.kind !== 'rejected') return notNow(answer);
  const cause = `HTTP ${answer.status}, code ${answer.code}`;
  return answer.code === ERROR_CODE.openingDirectTooFast
    ? { kind: 'notNow', retryAfterMs: TOO_FAST_WAIT_MS, cause }
    : { kind: 'closed', cause };
}

/** The one that was learnt first makes way. */
function remember(
  directByUserId: Map<UserId, ChannelId>,
  userId: UserId,
  channelId: ChannelId,
): void {
  directByUserId.set(userId, channelId);
  const [oldest] = directByUserId.keys();
  if (directByUserId.size > MOST_DIRECT_CHANNELS && oldest !== undefined) {
    directByUserId.delete(oldest);
  }
}
