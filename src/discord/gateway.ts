import { setTimeout as wait } from 'node:timers/promises';
import {
  Client,
  Events,
  GatewayCloseCodes,
  PermissionFlagsBits,
  RequestMethod,
  Routes,
  type PermissionsBitField,
} from 'discord.js';
import type { CommandManifest } from '../app/invocation.ts';
import type { ChannelPermissions } from '../app/preflight-port.ts';
import type {
  CalendarEvents,
  Cancel,
  Clock,
  GatewayEvent,
  Log,
  Messenger,
  Roles,
  RoomStatus,
} from '../app/ports.ts';
import { asId, type ChannelId, type GuildId } from '../domain/identity.ts';
import { createAnnouncer } from './announcer.ts';
import { createCalendarEvents } from './calendar-events.ts';
import { createChannelPermissions } from './channel-permissions.ts';
import { clientOptions } from './client-options.ts';
import { watchGateway } from './gateway-events.ts';
import { receiveInteraction, type InvocationHandler } from './interactions.ts';
import { invitationUrl } from './invite.ts';
import { createPresenceSource, type PresenceSource } from './presence-source.ts';
import { registerCommands, type Registration } from './register.ts';
import { createRestCaller, type RestCall } from './rest-caller.ts';
import { createRoles } from './roles.ts';
import { createRoomStatus } from './room-status.ts';
import type { PlatformTime } from './transport.ts';
import { createVoiceCensus } from './voice-census.ts';
import { createVoiceAccess, type VoiceAccess } from './voice-permissions.ts';

export interface GatewayOptions {
  readonly token: string;
  /** Ends in `/api`, without a version; Discord's own when left out. */
  readonly apiUrl?: string;
  /** The guilds that are served; every guild the bot is in when left out. */
  readonly guildIds?: readonly GuildId[];
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Learns from the dates of Discord's answers what time it is; nobody does when left out. */
  readonly platformTime?: PlatformTime;
  readonly log: Log;
}

/** Discord does not know the token: another try with the same one is in vain. */
export class TokenRefused extends Error {
  override name = 'TokenRefused';

  constructor() {
    super('Discord does not accept the token.');
  }
}

/** Discord ended the connection for good: another try with the same settings is in vain. */
export interface GivenUp {
  /** The gateway's close code: 4004 the token, 4013 and 4014 the intents. */
  readonly code: number;
  readonly name: string;
}

/** The one connection to Discord, and the adapters that stand on it. */
export interface Gateway {
  readonly directory: PresenceSource;
  readonly messenger: Messenger;
  readonly roles: Roles;
  readonly calendarEvents: CalendarEvents;
  readonly roomStatus: RoomStatus;
  readonly voiceAccess: VoiceAccess;
  readonly permissions: ChannelPermissions;
  /** Every served guild is in view. */
  readonly isReady: boolean;
  /**
   * Resolves when every guild that is served is in view. It waits out an absent network,
   * an outage, and a bot that was not invited yet (said in the log). Rejects when the token
   * is refused or when it is stopped meanwhile.
   */
  start(): Promise<void>;
  /** Says goodbye to the gateway; resolves within 3 s. */
  stop(): Promise<void>;
  onEvent(listener: (event: GatewayEvent) => void): Cancel;
  /** There is one handler; before it is set, interactions are left to time out. */
  onInvocation(handler: InvocationHandler): void;
  onGivenUp(listener: (why: GivenUp) => void): Cancel;
  /** After `start`. */
  registerCommands(guildId: GuildId, manifests: readonly CommandManifest[]): Promise<Registration>;
}

const STOP_TIMEOUT_MS = 3_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

export function createGateway(options: GatewayOptions): Gateway {
  const { token, clock, log } = options;
  const stopping = new AbortController();
  const client = new Client(
    clientOptions(options.apiUrl ?? null, stopping.signal, options.platformTime),
  );
  const call = createRestCaller(client.rest, token, log);
  const census = createVoiceCensus();
  const listeners = new Set<(event: GatewayEvent) => void>();
  const givenUpListeners = new Set<(why: GivenUp) => void>();
  let handler: InvocationHandler | null = null;

  const serves = (guildId: GuildId): boolean => options.guildIds?.includes(guildId) ?? true;
  const onlyGuildId = (): GuildId | null => {
    const [guildId, ...others] = servedGuilds(client, options.guildIds);
    return guildId !== undefined && others.length === 0 ? guildId : null;
  };
  const isInView = (): boolean =>
    client.isReady() &&
    servedGuilds(client, options.guildIds).every((guildId) => census.isCurrent(guildId));

  function emit(event: GatewayEvent): void {
    for (const listener of listeners) listener(event);
  }

  const directory = createPresenceSource({
    client,
    census,
    call,
    log,
    onRoomChanged: (guildId, channelId) => emit({ type: 'roomChanged', guildId, channelId }),
  });
  const messenger = createAnnouncer({
    call,
    selfId: () => directory.selfId,
    canReadHistory: (channelId) => canReadHistory(client, channelId),
  });

  watchGateway({
    client,
    census,
    serves,
    emit,
    learn: (strangers) => void directory.learn(strangers),
  });
  logTrouble(client, log);
  client.on(Events.ShardDisconnect, ({ code }) => {
    const why = { code, name: GatewayCloseCodes[code] ?? 'unknown' };
    log.error(why, 'Discord ended the connection for good.');
    for (const listener of givenUpListeners) listener(why);
  });
  client.on(Events.InteractionCreate, (interaction) => {
    if (handler) void receiveInteraction(interaction, { serves, onlyGuildId, handler, log });
  });

  return {
    directory,
    messenger,
    roles: createRoles({ client, call }),
    calendarEvents: createCalendarEvents({ client, call, clock }),
    roomStatus: createRoomStatus({ client, call, census }),
    voiceAccess: createVoiceAccess({ client, census, call, clock, log }),
    permissions: createChannelPermissions(client),
    get isReady() {
      return isInView();
    },
    async start() {
      client.rest.setToken(token);
      await reachDiscord(call, log, stopping.signal);
      stopping.signal.throwIfAborted();
      await Promise.race([client.login(token), rejectionAt(stopping.signal)]);
      await guildsInView({
        client,
        isInView,
        listeners,
        log,
        signal: stopping.signal,
        guildIds: options.guildIds,
      });
    },
    async stop() {
      stopping.abort(new Error('The gateway was stopped.'));
      listeners.clear();
      givenUpListeners.clear();
      handler = null;
      const timer = new AbortController();
      const timeout = wait(STOP_TIMEOUT_MS, undefined, { signal: timer.signal }).catch(() => null);
      await Promise.race([client.destroy(), timeout]);
      timer.abort();
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onInvocation(given) {
      handler = given;
    },
    onGivenUp(listener) {
      givenUpListeners.add(listener);
      return () => void givenUpListeners.delete(listener);
    },
    registerCommands(guildId, manifests) {
      const applicationId = client.application?.id;
      if (applicationId === undefined) throw new Error('Commands are registered after start().');
      return registerCommands({ call, applicationId, guildId, manifests });
    },
  };
}

function servedGuilds(client: Client, guildIds: readonly GuildId[] | undefined): GuildId[] {
  return [...(guildIds ?? [...client.guilds.cache.keys()].map((id) => asId<GuildId>(id)))];
}

/** Waits until the API answers; the library's login would give up at the first fault. */
async function reachDiscord(call: RestCall, log: Log, signal: AbortSignal): Promise<void> {
  let isDoubted = false;
  for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS)) {
    const answer = await call({ method: RequestMethod.Get, route: Routes.gatewayBot() });
    if (answer.kind === 'answered') return;
    // One refusal may be Discord's mistake; a second one in a row is not.
    if (answer.kind === 'unauthorized' && isDoubted) throw new TokenRefused();
    isDoubted = answer.kind === 'unauthorized';
    log.warn({ answer, waitMs }, 'Discord is not reachable yet.');
    await wait(waitMs, undefined, { signal });
  }
}

function rejectionAt(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

interface ViewWait {
  readonly client: Client;
  readonly isInView: () => boolean;
  readonly listeners: Set<(event: GatewayEvent) => void>;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly guildIds: readonly GuildId[] | undefined;
}

function guildsInView(view: ViewWait): Promise<void> {
  const { client, isInView, listeners, log, signal, guildIds } = view;
  return new Promise((resolve, reject) => {
    const finish = (end: () => void): void => {
      listeners.delete(look);
      client.off(Events.ClientReady, lookAtInvitations);
      signal.removeEventListener('abort', stop);
      end();
    };
    const look = (): void => {
      if (isInView()) finish(resolve);
    };
    const stop = (): void => finish(() => reject(signal.reason as Error));
    const lookAtInvitations = (): void => {
      logMissing(client, guildIds ?? [], log);
      look();
    };
    listeners.add(look);
    signal.addEventListener('abort', stop);
    client.on(Events.ClientReady, lookAtInvitations);
    if (client.isReady()) lookAtInvitations();
  });
}

function logMissing(client: Client, guildIds: readonly GuildId[], log: Log): void {
  for (const guildId of guildIds.filter((id) => !client.guilds.cache.has(id))) {
    const invitation = client.application ? invitationUrl(client.application.id) : null;
    log.error({ guildId, invitation }, 'The bot is not in this server yet: please invite it.');
  }
}

function canReadHistory(client: Client, channelId: ChannelId): boolean {
  const channel = client.channels.cache.get(channelId);
  // What is not known is left for Discord to say.
  if (!channel || channel.isDMBased() || !channel.guild.members.me) return true;
  // A thread whose channel is not in view has no permissions that could be told.
  const may: Readonly<PermissionsBitField> | null = channel.permissionsFor(
    channel.guild.members.me,
  );
  return (
    may === null ||
    may.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.ReadMessageHistory])
  );
}

/** An 'error' event without a listener would end the process. */
function logTrouble(client: Client, log: Log): void {
  client.on(Events.Error, (error) => log.error({ fault: error.stack }, 'The library failed.'));
  client.on(Events.ShardError, (error) =>
    log.warn({ fault: error.message }, 'The connection to the gateway failed.'),
  );
  client.on(Events.ShardReconnecting, () => log.info({}, 'The gateway is away; reconnecting.'));
  client.on(Events.ShardResume, (_id, replayed) => log.info({ replayed }, 'The gateway is back.'));
  client.on(Events.Warn, (text) => log.warn({ text }, 'The library warns.'));
  client.on(Events.Invalidated, () => log.error({}, 'The session was invalidated.'));
}
