/** Discord's messages, as the simulation has them: channels, nonces that are remembered, weather. */
import { parseComponentId } from '../../src/app/component-id.ts';
import type { FindOutcome, Message, Messenger, PostOutcome } from '../../src/app/ports.ts';
import { asId, type ChannelId, type MessageId } from '../../src/domain/identity.ts';
import { unreachable } from '../../src/domain/unreachable.ts';
import type { RestMishap } from './happenings.ts';
import type { Random } from './random.ts';
import type { SimulatedTime } from './simulated-time.ts';

/** Discord promises "some minutes" only; a repeat after that makes a second message. */
const NONCE_MEMORY_MS = 5 * 60_000;
const LATENCY_MS = [40, 90, 150, 400] as const;
/** What the adapter waits before it calls an answer lost. */
const TIMEOUT_MS = 5_000;

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
  /** Told of every post that is refused for good. */
  onRefused: (nonce: string) => void;
  /** Told of every try to post. */
  onTry: (nonce: string, channelId: ChannelId) => void;
  /** Until then every call of the guild's channels ends so. */
  setWeather(channels: ReadonlySet<ChannelId>, answer: RestMishap, untilMs: number): void;
  forbid(channelId: ChannelId, untilMs: number): void;
  /** The newest standing message of the channel that has such a control. */
  control(channelId: ChannelId, action: string): string | null;
  readonly posted: number;
}

export function createPlatform(time: SimulatedTime, random: Random): Platform {
  const { world } = time;
  const byId = new Map<MessageId, PostedMessage>();
  const byNonce = new Map<string, PostedMessage>();
  const byChannel = new Map<ChannelId, PostedMessage[]>();
  const weather: { channels: ReadonlySet<ChannelId>; answer: RestMishap; untilMs: number }[] = [];
  const forbiddenUntil = new Map<ChannelId, number>();
  let count = 0;

  const wait = (forMs: number): Promise<void> =>
    new Promise((resolve) => void world.at(world.nowMs() + forMs, resolve));

  function mishapIn(channelId: ChannelId): RestMishap | null {
    const nowMs = world.nowMs();
    const found = weather.find((one) => one.untilMs > nowMs && one.channels.has(channelId));
    return found?.answer ?? null;
  }

  const isForbidden = (channelId: ChannelId): boolean =>
    (forbiddenUntil.get(channelId) ?? -Infinity) > world.nowMs();

  /** Does the work at the moment in which the request arrives, and answers when the answer does. */
  async function call(channelId: ChannelId, work: () => PostOutcome): Promise<PostOutcome> {
    const askedAtMs = time.botNowMs();
    await wait(random.pick(LATENCY_MS) / 2);
    const mishap = mishapIn(channelId);
    switch (mishap) {
      case null: {
        const outcome = isForbidden(channelId)
          ? ({ kind: 'refused', why: 'MISSING_PERMISSION' } as const)
          : work();
        time.hear(askedAtMs);
        await wait(random.pick(LATENCY_MS) / 2);
        return outcome;
      }
      case 'limited':
        return { kind: 'notNow', retryAfterMs: 1_000, cause: 'rate limit' };
      case 'server error':
        return { kind: 'notNow', retryAfterMs: 5_000, cause: '503' };
      case 'html':
        return { kind: 'uncertain', cause: 'an answer of another shape' };
      case 'timeout before':
        await wait(TIMEOUT_MS);
        return { kind: 'uncertain', cause: 'timeout' };
      case 'timeout after':
        if (!isForbidden(channelId)) work();
        await wait(TIMEOUT_MS);
        return { kind: 'uncertain', cause: 'timeout' };
      default:
        return unreachable(mishap);
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
    await wait(random.pick(LATENCY_MS));
    const mishap = mishapIn(channelId);
    if (mishap) return { kind: 'notNow', retryAfterMs: 5_000, cause: mishap };
    if (isForbidden(channelId)) return { kind: 'unreadable', cause: 'READ_MESSAGE_HISTORY' };
    const own = byChannel
      .get(channelId)
      ?.findLast((one) => one.atMs >= sinceMs - 120_000 && !one.isRemoved && carries(one, marker));
    return own ? { kind: 'found', messageId: own.id } : { kind: 'absent' };
  }

  const platform: Platform = {
    messenger: {
      async post(channelId, message, nonce) {
        platform.onTry(nonce, channelId);
        const outcome = await call(channelId, () => write(channelId, message, nonce));
        if (outcome.kind === 'refused') platform.onRefused(nonce);
        return outcome;
      },
      edit: (channelId, messageId, message) =>
        call(channelId, () => {
          const standing = byId.get(messageId);
          if (!standing || standing.isRemoved) return { kind: 'refused', why: 'UNKNOWN_MESSAGE' };
          standing.message = message;
          return { kind: 'sent', messageId };
        }),
      remove: (channelId, messageId) =>
        call(channelId, () => {
          const standing = byId.get(messageId);
          if (standing) standing.isRemoved = true;
          return { kind: 'sent', messageId };
        }),
      findOwn: find,
      async openThread(_channelId, messageId) {
        await wait(random.pick(LATENCY_MS));
        return { kind: 'open', channelId: asId<ChannelId>(`thread-${messageId}`) };
      },
      async openDirect(userId) {
        await wait(random.pick(LATENCY_MS));
        return { kind: 'open', channelId: asId<ChannelId>(`direct-${userId}`) };
      },
    },
    onPosted: () => undefined,
    onRefused: () => undefined,
    onTry: () => undefined,
    setWeather: (channels, answer, untilMs) => void weather.unshift({ channels, answer, untilMs }),
    forbid: (channelId, untilMs) => void forbiddenUntil.set(channelId, untilMs),
    control(channelId, action) {
      const standing = byChannel.get(channelId)?.findLast((one) => !one.isRemoved);
      const ids = standing?.message.rows.flat().map(({ id }) => id) ?? [];
      return ids.find((id) => parseComponentId(id)?.action === action) ?? null;
    },
    get posted() {
      return count;
    },
  };
  return platform;
}

function carries({ message }: PostedMessage, marker: string): boolean {
  return message.rows.flat().some(({ id }) => parseComponentId(id)?.marker === marker);
}
