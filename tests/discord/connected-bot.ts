import { createGateway, type Gateway } from '../../src/discord/gateway.ts';
import { asId, type ChannelId, type GuildId, type UserId } from '../../src/domain/identity.ts';
import type { GatewayEvent } from '../../src/app/ports.ts';
import { startStandin, type Standin, type StandinOptions } from '../../src/practice/standin.ts';
import { createSampleWorld, type World } from '../../src/practice/world.ts';
import { createSilentLog } from './silent-log.ts';

/** Shaped like a real one: account, time, signature. */
export const TOKEN = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.a-signature-that-nobody-may-see';

export const START_MS = Date.UTC(2026, 11, 1, 15, 0);

/** The real adapter over the real discord.js, on a stand-in of its own. */
export interface ConnectedBot {
  readonly standin: Standin;
  readonly world: World;
  readonly gateway: Gateway;
  readonly log: ReturnType<typeof createSilentLog>;
  readonly clock: { nowMs(): number; advanceBy(durationMs: number): void };
  readonly guildId: GuildId;
  readonly announcementsId: ChannelId;
  readonly coordinatorsId: ChannelId;
  readonly hallId: ChannelId;
  personNamed(name: string): UserId;
  /** Resolves with the next event, from now on, that the test waits for. */
  nextEvent<T extends GatewayEvent['type']>(
    type: T,
  ): Promise<Extract<GatewayEvent, { readonly type: T }>>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly rateLimits?: StandinOptions['rateLimits'];
  readonly heartbeatIntervalMs?: number;
  /** Changes the world before the bot comes. */
  readonly prepare?: (world: World) => void;
  readonly guildIds?: (world: World) => readonly GuildId[];
  /** False leaves the gateway to be started by the test. */
  readonly starts?: boolean;
}

export async function connectBot(options: ConnectOptions = {}): Promise<ConnectedBot> {
  let nowMs = START_MS;
  const clock = {
    nowMs: () => nowMs,
    advanceBy: (durationMs: number) => void (nowMs += durationMs),
  };
  const world = createSampleWorld(clock);
  options.prepare?.(world);
  const standin = await startStandin({
    world,
    token: TOKEN,
    // Few tests are about limits, and the rest should not wait for them.
    rateLimits: options.rateLimits ?? { globalPerSecond: null, isPerRoute: false },
    ...(options.heartbeatIntervalMs ? { heartbeatIntervalMs: options.heartbeatIntervalMs } : {}),
  });
  const log = createSilentLog();
  const guildId = asId<GuildId>(world.firstGuild().id);
  const gateway = createGateway({
    token: TOKEN,
    apiUrl: standin.apiUrl,
    guildIds: options.guildIds?.(world) ?? [guildId],
    clock,
    log,
  });
  if (options.starts !== false) await gateway.start();
  return {
    standin,
    world,
    gateway,
    log,
    clock,
    guildId,
    announcementsId: asId<ChannelId>(world.channelNamed('announcements').id),
    coordinatorsId: asId<ChannelId>(world.channelNamed('coordinators').id),
    hallId: asId<ChannelId>(world.channelNamed('Practice hall').id),
    personNamed(name) {
      const user = [...world.userById.values()].find((one) => one.name === name);
      if (!user) throw new Error(`Nobody is called ${name}.`);
      return asId<UserId>(user.id);
    },
    nextEvent: (type) => nextEvent(gateway, type),
    async close() {
      await gateway.stop();
      await standin.close();
    },
  };
}

function nextEvent<T extends GatewayEvent['type']>(
  gateway: Gateway,
  type: T,
): Promise<Extract<GatewayEvent, { readonly type: T }>> {
  return new Promise((resolve) => {
    const cancel = gateway.onEvent((event) => {
      if (event.type !== type) return;
      cancel();
      resolve(event as Extract<GatewayEvent, { readonly type: T }>);
    });
  });
}
