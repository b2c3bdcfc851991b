/** Messages and interactions as Discord's API writes them. */
import type { World } from '../world.ts';
import type { Attachment, Message } from './entities.ts';
import type { Interaction } from './interaction.ts';
import type { JsonObject } from './json.ts';
import { snowflakeAtMs } from './snowflake.ts';
import {
  channelJson,
  directChannelJson,
  guildJson,
  isoTime,
  memberJson,
  memberWithUserJson,
  userJson,
} from './wire.ts';

/**
 * A message as the bot may read it. Without the intent for message content, Discord blanks what
 * others wrote, unless it was written to the bot.
 */
export function messageJson(world: World, message: Message): JsonObject {
  const { interactionId, referenceId, pings } = message;
  const isReadable =
    message.authorId === world.bot.id ||
    message.guildId === null ||
    pings.userIds.includes(world.bot.id);
  const json: JsonObject = {
    id: message.id,
    channel_id: message.channelId,
    author: userJson(world.user(message.authorId)),
    content: isReadable ? message.content : '',
    timestamp: isoTime(snowflakeAtMs(message.id)),
    edited_timestamp: message.editedAtMs === null ? null : isoTime(message.editedAtMs),
    tts: false,
    type: message.type,
    flags: message.flags,
    pinned: message.isPinned,
    mention_everyone: pings.everyone,
    mention_roles: pings.roleIds,
    mentions: pings.userIds.flatMap((id) => world.userById.get(id) ?? []).map(userJson),
    attachments: isReadable ? attachmentsJson(world, message) : [],
    embeds: isReadable ? message.embeds : [],
    components: isReadable ? message.components : [],
  };
  const thread = world.channelById.get(message.id);
  if (thread !== undefined) json['thread'] = channelJson(thread);
  if (message.nonce !== null) json['nonce'] = message.nonce;
  if (referenceId !== null) Object.assign(json, referenceJson(world, message, referenceId));
  if (interactionId !== null) {
    json['application_id'] = world.bot.id;
    json['webhook_id'] = world.bot.id;
    const interaction = world.interactions.find(interactionId);
    if (interaction !== null) json['interaction_metadata'] = metadataJson(world, interaction);
  }
  return json;
}

/** A message as the gateway carries it: with its guild, its channel's type and the author's roles. */
export function messageEventJson(world: World, message: Message): JsonObject {
  const channel = world.channelById.get(message.channelId);
  const type = channel === undefined ? {} : { channel_type: channelJson(channel)['type'] };
  const json = { ...messageJson(world, message), ...type };
  if (message.guildId === null) return json;
  const member = world.guildById.get(message.guildId)?.memberByUserId.get(message.authorId);
  return {
    ...json,
    guild_id: message.guildId,
    ...(member === undefined ? {} : { member: memberJson(member) }),
  };
}

function attachmentsJson(world: World, message: Message): JsonObject[] {
  return message.attachments.map((attachment) => {
    const url = world.messages.files.urlOf(attachment, message.channelId);
    return attachmentJson(attachment, url);
  });
}

function attachmentJson(attachment: Attachment, url: string): JsonObject {
  const { widthPx, heightPx } = attachment;
  return {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.sizeBytes,
    content_type: attachment.contentType,
    description: attachment.description,
    ...(widthPx === null ? {} : { width: widthPx, height: heightPx }),
    url,
    proxy_url: url,
  };
}

function referenceJson(world: World, message: Message, referenceId: string): JsonObject {
  const referenced = world.messages.find(referenceId);
  const channelId = referenced?.channelId ?? message.channelId;
  const reference: JsonObject = { type: 0, message_id: referenceId, channel_id: channelId };
  if (message.guildId !== null) reference['guild_id'] = message.guildId;
  return {
    message_reference: reference,
    referenced_message: referenced === null ? null : messageJson(world, referenced),
  };
}

function metadataJson(world: World, interaction: Interaction): JsonObject {
  return {
    id: interaction.id,
    type: INTERACTION_TYPE[interaction.kind],
    user: userJson(world.user(interaction.userId)),
    authorizing_integration_owners: ownersOf(interaction),
  };
}

/** Discord's numbers for the kinds of interactions. */
export const INTERACTION_TYPE: Record<Interaction['kind'], number> = {
  command: 2,
  component: 3,
  autocomplete: 4,
  modal: 5,
};

export function interactionJson(world: World, interaction: Interaction): JsonObject {
  const channel = world.channel(interaction.channelId);
  const isDirect = interaction.guildId === null;
  const json: JsonObject = {
    id: interaction.id,
    application_id: world.bot.id,
    type: INTERACTION_TYPE[interaction.kind],
    token: interaction.token,
    version: 1,
    data: interaction.data,
    channel_id: channel.id,
    channel: isDirect ? directChannelJson(world, channel) : channelJson(channel),
    context: isDirect ? 1 : 0,
    locale: world.user(interaction.userId).locale,
    entitlements: [],
    authorizing_integration_owners: ownersOf(interaction),
    attachment_size_limit: 10_485_760,
    app_permissions: world.permissionsOf(world.bot.id, channel).toString(),
    ...personJson(world, interaction),
  };
  if (interaction.source !== null) json['message'] = messageJson(world, interaction.source);
  return json;
}

function personJson(world: World, interaction: Interaction): JsonObject {
  const { userId, guildId } = interaction;
  if (guildId === null) return { user: userJson(world.user(userId)) };
  const member = world.member(guildId, userId);
  const permissions = world.permissionsOf(userId, world.channel(interaction.channelId));
  const { id, features } = guildJson(world.guild(guildId));
  return {
    guild_id: guildId,
    guild_locale: 'en-US',
    guild: { id, features, locale: 'en-US' },
    member: { ...memberWithUserJson(world, member), permissions: permissions.toString() },
  };
}

function ownersOf(interaction: Interaction): JsonObject {
  return { '0': interaction.guildId ?? '0' };
}
