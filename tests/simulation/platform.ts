/** Discord's messages, as the simulation has them: channels, nonces that are remembered, weather. */
import { parseComponentId } from '../../src/app/component-id.ts';
import type {
  FindOutcome,
  Message,
  Messenger,
  PlaceOutcome,
  PostOutcome,
} from '../../src/app/ports.ts';
import { asId, type ChannelId, type MessageId, type UserId } from '../../src/domain/identity.ts';
import { unreachable } from '../../src/domain/unreachable.ts';
import type { RestAnswer } from './faults.ts';
import type { Random } from './random.ts';
import type { SimulatedTime } from './simulated-time.ts';

/** Discord promises "some minutes" only; a repeat after that makes a second message. */
const NONCE_MEMORY_MS = 5 * 60_000;
const LATENCY_MS = [40, 90, 150, 400] as const;
/** What the adapter waits before it calls an answer lost. */
const TIMEOUT_MS = 5_000;
/** What the adapter asks for after a 401, and after an outage. */
const UNAUTHORIZED_WAIT_MS = 60_000;
const OUTAGE_WAIT_MS = 5_000;
/** The REST library lets so many requests through in a second, and the others wait. */
const REQUESTS_A_SECOND = 50;

export interface PostedMessage {
  readonly id: MessageId;
  readonly channelId: ChannelId;
  readonly nonce: string;
  readonly atMs: number;
  message: Message;
  isRemoved: boolean;
}

export interface Platform {
  readonly messenger: Messenger;
  /** Told of every message at the moment in which it appears. */
  onPosted: (posted: PostedMessage) => void;
  /** Told of every post that is not to be tried again before then; `Infinity` after 403 and 404. */
  onRefused: (nonce: string, untilMs: number) => void;
  /** Told of every try to post. */
  onTry: (nonce: string, channelId: ChannelId) => void;
  /** Told of every request. */
  onRequest: () => void;
  /** Until then every call of the guild's channels is answered so. */
  setWeather(channels: ReadonlySet<ChannelId>, answer: RestAnswer, untilMs: number): void;
  /** Whether such a message was posted; one that was removed since counts. */
  has(messageId: MessageId): boolean;
  /** Where a thread or a person's messages belong; null for a channel of a guild. */
  originOf(channelId: ChannelId): { readonly of: ChannelId } | { readonly person: UserId } | null;
  readonly posted: number;
}

export function createPlatform(time: SimulatedTime, random: Random): Platform {
  const { world } = time;
  const byId = new Map<MessageId, PostedMessage>();
  const byNonce = new Map<string, PostedMessage>();
  const byChannel = new Map<ChannelId, PostedMessage[]>();
  const weather: { channels: ReadonlySet<ChannelId>; answer: RestAnswer; untilMs: number }[] = [];
  const placeByChannel = new Map<ChannelId, { of: ChannelId } | { person: UserId }>();
  let count = 0;

  const wait = (forMs: number): Promise<void> =>
    new Promise((resolve) => void world.at(world.nowMs() + forMs, resolve));

  /** When the last of them left or are to leave, the oldest first. */
  const leftAtMs: number[] = [];
  async function leave(): Promise<void> {
    const nowMs = world.nowMs();
    const oldestMs = leftAtMs.length < REQUESTS_A_SECOND ? -Infinity : leftAtMs.shift()!;
    const atMs = Math.max(nowMs, oldestMs + 1_000);
    leftAtMs.push(atMs);
    if (atMs > nowMs) await wait(atMs - nowMs);
    platform.onRequest();
  }

  function weatherIn(channelId: ChannelId): RestAnswer | null {
    const nowMs = world.nowMs();
    while (weather.length > 0 && weather.at(-1)!.untilMs <= nowMs) weather.pop();
    const place = placeByChannel.get(channelId);
    const known = place && 'of' in place ? place.of : channelId;
    const found = weather.find((one) => one.untilMs > nowMs && one.channels.has(known));
    return found?.answer ?? null;
  }

  /** Does the work at the moment in which the request arrives, and answers when the answer does. */
  async function call(channelId: ChannelId, work: () => PostOutcome): Promise<PostOutcome> {
    await leave();
    const askedAtMs = time.botNowMs();
    await wait(random.pick(LATENCY_MS) / 2);
    const answer = weatherIn(channelId);
    switch (answer) {
      case null: {
        const outcome = work();
        time.hear(askedAtMs);
        await wait(random.pick(LATENCY_MS) / 2);
        return outcome;
      }
      case '403':
        return { kind: 'refused', why: 'MISSING_PERMISSION' };
      case '404':
        return { kind: 'refused', why: 'UNKNOWN_CHANNEL' };
      case '429':
        return later(1_000, 'rate limit');
      case '401':
        return later(UNAUTHORIZED_WAIT_MS, 'unauthorized');
      case '5xx':
        return later(OUTAGE_WAIT_MS, '503');
      case 'HTML instead of JSON':
        // It comes from something on the way, before or after the platform.
        if (random.chance(0.5)) work();
        return { kind: 'uncertain', cause: 'not JSON' };
      case 'timeout before the work':
        await wait(TIMEOUT_MS);
        return { kind: 'uncertain', cause: 'timeout' };
      case 'timeout after the work':
        work();
        await wait(TIMEOUT_MS);
        return { kind: 'uncertain', cause: 'timeout' };
      default:
        return unreachable(answer);
    }
  }

  function write(channelId: ChannelId, message: Message, nonce: string): PostOutcome {
    const earlier = byNonce.get(nonce);
    if (earlier && world.nowMs() - earlier.atMs < NONCE_MEMORY_MS) {
      return { kind: 'sent', messageId: earlier.id };
    }
    count += 1;
    const id = asId<MessageId>(String(1_000_000 + count));
    const posted = { id, channelId, nonce, atMs: world.nowMs(), message, isRemoved: false };
    byId.set(id, posted);
    byNonce.set(nonce, posted);
    const inChannel = byChannel.get(channelId) ?? [];
    inChannel.push(posted);
    byChannel.set(channelId, inChannel);
    platform.onPosted(posted);
    return { kind: 'sent', messageId: id };
  }

  async function find(channelId: ChannelId, marker: string, sinceMs: number): Promise<FindOutcome> {
    await leave();
    await wait(random.pick(LATENCY_MS));
    const answer = weatherIn(channelId);
    if (answer === '403' || answer === '404') return { kind: 'unreadable', cause: answer };
    if (answer === '401') return later(UNAUTHORIZED_WAIT_MS, 'unauthorized');
    if (answer) return later(OUTAGE_WAIT_MS, answer);
    const own = byChannel
      .get(channelId)
      ?.findLast((one) => one.atMs >= sinceMs - 120_000 && !one.isRemoved && carries(one, marker));
    return own ? { kind: 'found', messageId: own.id } : { kind: 'absent' };
  }

  async function open(
    channelId: ChannelId,
    from: ChannelId,
    place: { of: ChannelId } | { person: UserId },
  ): Promise<PlaceOutcome> {
    await leave();
    await wait(random.pick(LATENCY_MS));
    const answer = weatherIn(from);
    if (answer === '403' || answer === '404') return { kind: 'closed', cause: `HTTP ${answer}` };
    if (answer === '401') return later(UNAUTHORIZED_WAIT_MS, 'unauthorized');
    if (answer) return later(OUTAGE_WAIT_MS, answer);
    placeByChannel.set(channelId, place);
    return { kind: 'open', channelId };
  }

  const platform: Platform = {
    messenger: {
      async post(channelId, message, nonce) {
        platform.onTry(nonce, channelId);
        const outcome = await call(channelId, () => write(channelId, message, nonce));
        if (outcome.kind === 'refused') platform.onRefused(nonce, Infinity);
        if (outcome.kind === 'notNow') {
          platform.onRefused(nonce, world.nowMs() + outcome.retryAfterMs);
        }
        return outcome;
      },
      edit: (channelId, messageId, message) =>
        call(channelId, () => {
          const standing = byId.get(messageId);
          if (!standing || standing.isRemoved) return { kind: 'refused', why: 'UNKNOWN_MESSAGE' };
          standing.message = message;
          return { kind: 'sent', messageId };
        }),
      async remove(channelId, messageId) {
        const outcome = await call(channelId, () => {
          const standing = byId.get(messageId);
          if (standing) standing.isRemoved = true;
          return { kind: 'sent', messageId };
        });
        const isGone = outcome.kind === 'refused' && outcome.why === 'UNKNOWN_CHANNEL';
        return isGone ? { kind: 'sent', messageId } : outcome;
      },
      findOwn: find,
      openThread: (channelId, messageId) =>
        open(asId<ChannelId>(`thread-${messageId}`), channelId, { of: channelId }),
      openDirect(userId) {
        const channelId = asId<ChannelId>(`direct-${userId}`);
        return open(channelId, channelId, { person: userId });
      },
    },
    onPosted: () => undefined,
    onRefused: () => undefined,
    onTry: () => undefined,
    onRequest: () => undefined,
    setWeather: (channels, answer, untilMs) => void weather.unshift({ channels, answer, untilMs }),
    has: (messageId) => byId.has(messageId),
    originOf: (channelId) => placeByChannel.get(channelId) ?? null,
    get posted() {
      return count;
    },
  };
  return platform;
}

function carries({ message }: PostedMessage, marker: string): boolean {
  return message.rows.flat().some(({ id }) => parseComponentId(id)?.marker === marker);
}

function later(retryAfterMs: number, cause: string) {
  return { kind: 'notNow', retryAfterMs, cause } as const;
}
