/** The things of the world as Discord's API writes them. */
import type { Command } from './command-book.ts';
import type {
  Channel,
  ChannelKind,
  Guild,
  Member,
  Role,
  ScheduledEvent,
  ThreadState,
  User,
  VoiceState,
} from './entities.ts';
import type { Directory } from './directory.ts';
import type { JsonObject } from './json.ts';
import { permits } from './permissions.ts';
import { snowflakeAtMs } from './snowflake.ts';
import { messageCountOf } from './threads.ts';

export const CHANNEL_TYPE: Record<ChannelKind, number> = {
  text: 0,
  direct: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  thread: 11,
  stage: 13,
};
const ANNOUNCEMENT_THREAD = 10;
/** Discord stops counting the people in a thread there. */
const COUNTED_THREAD_MEMBERS = 50;

/** ISO 8601 in UTC, as Discord writes times. */
export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString();
}

export function userJson(user: User): JsonObject {
  return {
    id: user.id,
    username: user.isBot ? user.name : user.name.toLowerCase().replaceAll(/[^a-z0-9._]/g, '_'),
    global_name: user.isBot ? null : user.name,
    discriminator: user.isBot ? '0001' : '0',
    avatar: null,
    bot: user.isBot,
    public_flags: 0,
  };
}

/** A member without the user, as the `resolved` data of interactions has it. */
export function memberJson(member: Member): JsonObject {
  return {
    nick: member.nick,
    roles: member.roleIds,
    joined_at: isoTime(member.joinedAtMs),
    premium_since: null,
    avatar: null,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

export function memberWithUserJson(world: Directory, member: Member): JsonObject {
  const state = world.guildById.get(member.guildId)?.voiceStateByUserId.get(member.userId);
  return {
    ...memberJson(member),
    user: userJson(world.user(member.userId)),
    mute: state?.isMuted ?? false,
    deaf: state?.isDeafened ?? false,
  };
}

export function roleJson(role: Role): JsonObject {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.position,
    color: role.color,
    colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
    hoist: role.isHoisted,
    managed: role.isManaged,
    mentionable: role.isMentionable,
    flags: 0,
  };
}

export function channelJson(channel: Channel): JsonObject {
  if (channel.thread !== null) return threadJson(channel, channel.thread);
  const base = { id: channel.id, type: CHANNEL_TYPE[channel.kind], flags: 0 };
  if (channel.guildId === null) return { ...base, last_message_id: null };
  const isVoiceBased = channel.kind === 'voice' || channel.kind === 'stage';
  return {
    ...base,
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    parent_id: channel.parentId,
    topic: channel.topic,
    nsfw: false,
    last_message_id: [...channel.messageById.keys()].at(-1) ?? null,
    rate_limit_per_user: 0,
    permission_overwrites: channel.overwrites.map((overwrite) => ({
      id: overwrite.id,
      type: overwrite.kind === 'role' ? 0 : 1,
      allow: overwrite.allow.toString(),
      deny: overwrite.deny.toString(),
    })),
    ...(isVoiceBased
      ? { bitrate: 64_000, user_limit: 0, rtc_region: null, status: channel.voiceStatus }
      : {}),
  };
}

function threadJson(channel: Channel, thread: ThreadState): JsonObject {
  const createdAt = isoTime(snowflakeAtMs(channel.id));
  return {
    id: channel.id,
    type: thread.parentKind === 'announcement' ? ANNOUNCEMENT_THREAD : CHANNEL_TYPE.thread,
    guild_id: channel.guildId,
    parent_id: channel.parentId,
    owner_id: thread.ownerId,
    name: channel.name,
    flags: 0,
    last_message_id: [...channel.messageById.keys()].at(-1) ?? null,
    rate_limit_per_user: 0,
    message_count: messageCountOf(channel),
    total_message_sent: thread.messagesSent,
    member_count: Math.min(thread.joinedAtMsByUserId.size, COUNTED_THREAD_MEMBERS),
    thread_metadata: {
      archived: thread.isArchived,
      archive_timestamp: isoTime(thread.archiveChangedAtMs),
      auto_archive_duration: thread.autoArchiveMinutes,
      locked: thread.isLocked,
      create_timestamp: createdAt,
    },
  };
}

export function threadMemberJson(thread: Channel, userId: string): JsonObject {
  const joinedAtMs = thread.thread?.joinedAtMsByUserId.get(userId) ?? 0;
  return { id: thread.id, user_id: userId, join_timestamp: isoTime(joinedAtMs), flags: 1 };
}

/** A channel as the bot gets it by its id: direct ones name the person, threads the bot's place. */
export function fullChannelJson(world: Directory, channel: Channel): JsonObject {
  if (channel.guildId === null) return directChannelJson(world, channel);
  const isIn = channel.thread?.joinedAtMsByUserId.has(world.bot.id) === true;
  const member = isIn ? { member: threadMemberJson(channel, world.bot.id) } : {};
  return { ...channelJson(channel), ...member };
}

/** A direct-message channel, which names the person at the other end. */
export function directChannelJson(world: Directory, channel: Channel): JsonObject {
  const recipients =
    channel.recipientId === null ? [] : [userJson(world.user(channel.recipientId))];
  return { ...channelJson(channel), recipients };
}

/** A voice state. In GUILD_CREATE it stands without its guild's id. */
export function voiceStateJson(world: Directory, state: VoiceState): JsonObject {
  const member = world.guildById.get(state.guildId)?.memberByUserId.get(state.userId);
  const { requestedToSpeakAtMs } = state;
  return {
    guild_id: state.guildId,
    channel_id: state.channelId,
    user_id: state.userId,
    session_id: state.sessionId,
    self_mute: state.isSelfMuted,
    self_deaf: state.isSelfDeafened,
    self_video: false,
    mute: state.isMuted,
    deaf: state.isDeafened,
    suppress: state.isSuppressed,
    request_to_speak_timestamp:
      requestedToSpeakAtMs === null ? null : isoTime(requestedToSpeakAtMs),
    ...(member === undefined ? {} : { member: memberWithUserJson(world, member) }),
  };
}

/** A guild without its channels and people, as GET /guilds/:id gives it. */
export function guildJson(guild: Guild): JsonObject {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    icon: null,
    splash: null,
    banner: null,
    description: null,
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: 'en-US',
    vanity_url_code: null,
    features: ['COMMUNITY'],
    emojis: [],
    stickers: [],
    roles: [...guild.roleById.values()].map((role) => roleJson(role)),
  };
}

/** A guild as GUILD_CREATE gives it to a bot without the intent for members. */
export function guildCreateJson(world: Directory, guild: Guild): JsonObject {
  const voiceStates = [...guild.voiceStateByUserId.values()];
  const present = new Set([world.bot.id, ...voiceStates.map((state) => state.userId)]);
  const members = [...guild.memberByUserId.values()].filter(({ userId }) => present.has(userId));
  return {
    ...guildJson(guild),
    joined_at: isoTime(guild.joinedAtMs),
    large: false,
    unavailable: false,
    member_count: guild.memberByUserId.size,
    members: members.map((member) => memberWithUserJson(world, member)),
    channels: [...guild.channelById.values()].map((channel) => channelJson(channel)),
    threads: [...guild.threadById.values()]
      .filter((thread) => thread.thread?.isArchived === false && isSeen(world, thread))
      .map((thread) => fullChannelJson(world, thread)),
    presences: [],
    stage_instances: [],
    soundboard_sounds: [],
    guild_scheduled_events: [...guild.scheduledEventById.values()].map((event) =>
      scheduledEventJson(event),
    ),
    voice_states: voiceStates.map((state) => {
      const { guild_id: _, ...rest } = voiceStateJson(world, state);
      return rest;
    }),
  };
}

/** A bot is told of no thread that it can not see. */
function isSeen(world: Directory, thread: Channel): boolean {
  return permits(world.permissionsOf(world.bot.id, thread), 'viewChannel');
}

export function scheduledEventJson(event: ScheduledEvent): JsonObject {
  return { ...event.fields, id: event.id, guild_id: event.guildId, creator_id: event.creatorId };
}

export function commandJson(world: Directory, command: Command): JsonObject {
  return {
    id: command.id,
    application_id: world.bot.id,
    version: command.version,
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
    type: 1,
    default_member_permissions: null,
    nsfw: false,
    ...command.fields,
  };
}
