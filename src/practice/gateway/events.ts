/** Which gateway event follows from which change in the world, and which intent it needs. */
import type { World } from '../world.ts';
import type { ThreadMembersChange, WorldEvents } from '../world/world-events.ts';
import type { Channel, ScheduledEvent } from '../world/entities.ts';
import type { JsonObject } from '../world/json.ts';
import { permits } from '../world/permissions.ts';
import { interactionJson, messageEventJson } from '../world/message-wire.ts';
import {
  channelJson,
  guildCreateJson,
  memberWithUserJson,
  fullChannelJson,
  roleJson,
  scheduledEventJson,
  threadMemberJson,
  userJson,
  voiceStateJson,
} from '../world/wire.ts';

/** Discord's intent bits. */
export const INTENT = {
  guilds: 1 << 0,
  members: 1 << 1,
  voiceStates: 1 << 7,
  presences: 1 << 8,
  messages: 1 << 9,
  typing: 1 << 11,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
  scheduledEvents: 1 << 16,
} as const;

/** The intents that need leave in Discord's developer portal. */
export const PRIVILEGED_INTENTS = INTENT.members | INTENT.presences | INTENT.messageContent;

/** An event on its way to the sessions that asked for its kind. */
export interface Dispatch {
  name: string;
  /** Null for direct messages, which go to the first shard. */
  guildId: string | null;
  /** Zero when every session gets it. */
  intent: number;
  data: JsonObject;
}

type EventName = keyof WorldEvents;
type Translation<Name extends EventName> = (
  world: World,
  ...happened: WorldEvents[Name]
) => Dispatch | null;

/** For each event of the world what the gateway says. Voice states are told by the voice side. */
const TRANSLATIONS: { [Name in EventName]?: Translation<Name> } = {
  guildAdded: (world, guild) => ({
    name: 'GUILD_CREATE',
    guildId: guild.id,
    intent: INTENT.guilds,
    data: guildCreateJson(world, guild),
  }),
  guildRemoved: (_, guild) => ({
    name: 'GUILD_DELETE',
    guildId: guild.id,
    intent: INTENT.guilds,
    data: { id: guild.id },
  }),
  roleCreated: (_, role) =>
    roleDispatch('GUILD_ROLE_CREATE', role.guildId, { role: roleJson(role) }),
  roleUpdated: (_, role) =>
    roleDispatch('GUILD_ROLE_UPDATE', role.guildId, { role: roleJson(role) }),
  roleDeleted: (_, role) => roleDispatch('GUILD_ROLE_DELETE', role.guildId, { role_id: role.id }),
  // Discord no longer announces direct-message channels to bots; the messages in them say enough.
  channelCreated: (_, channel) => channelDispatch('CHANNEL_CREATE', channel),
  channelUpdated: (_, channel) => channelDispatch('CHANNEL_UPDATE', channel),
  channelDeleted: (_, channel) => channelDispatch('CHANNEL_DELETE', channel),
  threadCreated: (world, thread) => {
    const data = { ...fullChannelJson(world, thread), newly_created: true };
    return threadDispatch(world, 'THREAD_CREATE', thread, data);
  },
  threadUpdated: (world, thread) =>
    threadDispatch(world, 'THREAD_UPDATE', thread, channelJson(thread)),
  threadDeleted: (world, thread) => {
    const { id, guild_id, parent_id, type } = channelJson(thread);
    return threadDispatch(world, 'THREAD_DELETE', thread, { id, guild_id, parent_id, type });
  },
  threadMembersChanged: (world, change) => threadMembersDispatch(world, change),
  voiceStatusChanged: (_, channel) => ({
    name: 'VOICE_CHANNEL_STATUS_UPDATE',
    guildId: channel.guildId,
    intent: INTENT.guilds,
    data: { id: channel.id, guild_id: channel.guildId, status: channel.voiceStatus },
  }),
  memberAdded: (world, member) => ({
    name: 'GUILD_MEMBER_ADD',
    guildId: member.guildId,
    intent: INTENT.members,
    data: { ...memberWithUserJson(world, member), guild_id: member.guildId },
  }),
  memberUpdated: (world, member) => ({
    name: 'GUILD_MEMBER_UPDATE',
    guildId: member.guildId,
    // A bot is told of itself without any intent.
    intent: member.userId === world.bot.id ? 0 : INTENT.members,
    data: { ...memberWithUserJson(world, member), guild_id: member.guildId },
  }),
  memberRemoved: (world, member) => ({
    name: 'GUILD_MEMBER_REMOVE',
    guildId: member.guildId,
    intent: INTENT.members,
    data: { guild_id: member.guildId, user: userJson(world.user(member.userId)) },
  }),
  messagePosted: (world, message) => ({
    name: 'MESSAGE_CREATE',
    guildId: message.guildId,
    intent: messageIntent(message.guildId),
    data: messageEventJson(world, message),
  }),
  messageEdited: (world, message) => ({
    name: 'MESSAGE_UPDATE',
    guildId: message.guildId,
    intent: messageIntent(message.guildId),
    data: messageEventJson(world, message),
  }),
  messageDeleted: (_, message) => ({
    name: 'MESSAGE_DELETE',
    guildId: message.guildId,
    intent: messageIntent(message.guildId),
    data: {
      id: message.id,
      channel_id: message.channelId,
      ...(message.guildId === null ? {} : { guild_id: message.guildId }),
    },
  }),
  interactionStarted: (world, interaction) => ({
    name: 'INTERACTION_CREATE',
    guildId: interaction.guildId,
    intent: 0,
    data: interactionJson(world, interaction),
  }),
  scheduledEventCreated: (_, event) => eventDispatch('GUILD_SCHEDULED_EVENT_CREATE', event),
  scheduledEventUpdated: (_, event) => eventDispatch('GUILD_SCHEDULED_EVENT_UPDATE', event),
  scheduledEventDeleted: (_, event) => eventDispatch('GUILD_SCHEDULED_EVENT_DELETE', event),
};

/** Passes every change on as a gateway event, until the returned function is called. */
export function translateEvents(world: World, send: (dispatch: Dispatch) => void): () => void {
  const removals = (Object.keys(TRANSLATIONS) as EventName[]).map((name) => {
    // The table's type ties each translation to its event; a loop over the names loses that tie.
    const translate = TRANSLATIONS[name] as (
      world: World,
      ...happened: unknown[]
    ) => Dispatch | null;
    const listener = (...happened: unknown[]) => {
      const dispatch = translate(world, ...happened);
      if (dispatch !== null) send(dispatch);
    };
    world.on(name, listener);
    return () => world.off(name, listener);
  });
  return () => {
    for (const remove of removals) remove();
  };
}

/** VOICE_STATE_UPDATE; a member who left has no channel. */
export function voiceStateDispatch(
  world: World,
  change: WorldEvents['voiceStateChanged'][0],
): Dispatch | null {
  const state = change.after ?? change.before;
  if (state === null) return null;
  const data = voiceStateJson(world, state);
  if (change.after === null) data['channel_id'] = null;
  const { guildId } = change;
  return { name: 'VOICE_STATE_UPDATE', guildId, intent: INTENT.voiceStates, data };
}

function roleDispatch(name: string, guildId: string, data: JsonObject): Dispatch {
  return { name, guildId, intent: INTENT.guilds, data: { guild_id: guildId, ...data } };
}

function channelDispatch(name: string, channel: Channel): Dispatch | null {
  const { guildId } = channel;
  if (guildId === null) return null;
  return { name, guildId, intent: INTENT.guilds, data: channelJson(channel) };
}

/** Null for a thread that the bot can not see: it is told nothing of it. */
function threadDispatch(
  world: World,
  name: string,
  thread: Channel,
  data: JsonObject,
): Dispatch | null {
  if (!permits(world.permissionsOf(world.bot.id, thread), 'viewChannel')) return null;
  return { name, guildId: thread.guildId, intent: INTENT.guilds, data };
}

/** Who came and went, which a bot without the intent for members is told of itself only. */
function threadMembersDispatch(world: World, change: ThreadMembersChange): Dispatch {
  const { thread, addedUserIds, removedUserIds } = change;
  const { guildId } = thread;
  const isOwn = [...addedUserIds, ...removedUserIds].includes(world.bot.id);
  const data: JsonObject = {
    id: thread.id,
    guild_id: guildId,
    member_count: channelJson(thread)['member_count'],
    added_members: addedUserIds.map((userId) => ({
      ...threadMemberJson(thread, userId),
      member: memberWithUserJson(world, world.member(guildId ?? '', userId)),
      presence: null,
    })),
    removed_member_ids: removedUserIds,
  };
  const intent = isOwn ? INTENT.guilds : INTENT.members;
  return { name: 'THREAD_MEMBERS_UPDATE', guildId, intent, data };
}

function eventDispatch(name: string, event: ScheduledEvent): Dispatch {
  const { guildId } = event;
  return { name, guildId, intent: INTENT.scheduledEvents, data: scheduledEventJson(event) };
}

function messageIntent(guildId: string | null): number {
  return guildId === null ? INTENT.directMessages : INTENT.messages;
}
