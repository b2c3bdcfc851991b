import {
  GatewayIntentBits,
  Options,
  SimpleShardingStrategy,
  type CacheWithLimitsOptions,
  type ClientOptions,
  type RESTOptions,
} from 'discord.js';
import { sendOnce, type PlatformTime } from './transport.ts';

/** Longer than this nothing sleeps inside the library: the caller is told and tries later. */
const LONGEST_WAIT_MS = 2_000;

/** Discord's gateway drops an interaction after 3 s, so no call may hang for long. */
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * What is kept in memory: guilds, channels, roles and overwrites (the library needs these),
 * and of people only the bot itself. Who is in which room is kept by voice-census.ts.
 */
const CACHE_LIMITS: CacheWithLimitsOptions = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
  GuildMemberManager: {
    maxSize: 0,
    // Before READY was handled nobody knows which member is the bot, so all are kept.
    keepOverLimit: (member) => !member.client.user || member.id === member.client.user.id,
  },
  UserManager: {
    maxSize: 0,
    keepOverLimit: (user) => !user.client.user || user.id === user.client.user.id,
  },
};

/**
 * `apiUrl` ends in `/api`, without a version; null means Discord itself. After `leaving` was
 * aborted the client makes no new connection to the gateway.
 */
export function clientOptions(
  apiUrl: string | null,
  leaving: AbortSignal,
  time: PlatformTime | null = null,
): ClientOptions {
  return {
    // No privileged intent: voice states and interactions carry the member with their roles.
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildVoiceStates],
    partials: [],
    allowedMentions: { parse: [] },
    ws: {
      buildStrategy(manager) {
        const retrieve = manager.options.retrieveSessionInfo.bind(manager.options);
        // A client that is destroyed between two attempts would go on reconnecting for ever.
        // Each attempt asks for the session first, so the question is left open then.
        manager.options.retrieveSessionInfo = (shardId) =>
          leaving.aborted ? new Promise(() => {}) : retrieve(shardId);
        return new SimpleShardingStrategy(manager);
      },
    },
    makeCache: Options.cacheWithLimits(CACHE_LIMITS),
    rest: restOptions(apiUrl, time),
  };
}

export function restOptions(
  apiUrl: string | null,
  time: PlatformTime | null = null,
): Partial<RESTOptions> {
  return {
    ...(apiUrl === null ? {} : { api: apiUrl }),
    makeRequest: sendOnce(time),
    timeout: REQUEST_TIMEOUT_MS,
    // A retry inside the library can't know whether a message stands already.
    retries: 0,
    // No wait at all means a 429 without a Retry-After, which it would answer at once, for ever.
    rejectOnRateLimit: ({ retryAfter }) => retryAfter <= 0 || retryAfter > LONGEST_WAIT_MS,
  };
}
