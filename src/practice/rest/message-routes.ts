/** Messages in channels, direct messages included. */
import type { World } from '../world.ts';
import { EPHEMERAL, type Channel, type Message } from '../world/entities.ts';
import { isJsonObject, textOf, type JsonObject } from '../world/json.ts';
import type { MessageDraft } from '../world/message-board.ts';
import { messageJson } from '../world/message-wire.ts';
import { permits } from '../world/permissions.ts';
import { found, refusal } from './api-error.ts';
import { bodyObject, channelOf, insistOn, param, type AddRoutes, type RestContext } from './app.ts';
import { Form } from './form.ts';
import { readChanges, readDraft } from './message-form.ts';

export const addMessageRoutes: AddRoutes = (app, world) => {
  app.get('/channels/:channelId/messages', (context) => {
    const channel = channelOf(world, context);
    const messages = mayReadHistory(world, channel)
      ? world.messages.list(channel, readQuery(context))
      : [];
    return context.json(messages.map((message) => messageJson(world, message)));
  });

  app.post('/channels/:channelId/messages', (context) => {
    const channel = channelOf(world, context);
    const body = bodyObject(context);
    insistMayPost(world, channel);
    const read = readDraft(body, context.get('attachments'));
    const draft = { ...read, flags: (read.flags ?? 0) & ~EPHEMERAL };
    insistMayCarry(world, channel, draft);
    draft.referenceId = readReference(channel, body);
    if (body['enforce_nonce'] === true && draft.nonce !== null && draft.nonce !== undefined) {
      const earlier = world.messages.recentWithNonce(channel.id, world.bot.id, draft.nonce);
      if (earlier !== null) return context.json(messageJson(world, earlier));
    }
    const message = world.messages.post(channel.id, world.bot.id, draft);
    return context.json(messageJson(world, message));
  });

  app.post('/channels/:channelId/messages/bulk-delete', (context) => {
    const channel = channelOf(world, context);
    insistOn(world, channel, 'manageMessages');
    const ids = bodyObject(context)['messages'];
    const form = new Form();
    form.count('messages', Array.isArray(ids) ? ids : [], 2, 100);
    form.insist();
    for (const id of Array.isArray(ids) ? ids : []) {
      const message = channel.messageById.get(textOf(id));
      if (message !== undefined) world.messages.delete(message);
    }
    return context.body(null, 204);
  });

  app.get('/channels/:channelId/messages/:messageId', (context) => {
    const channel = channelOf(world, context);
    insistOn(world, channel, 'readMessageHistory');
    return context.json(messageJson(world, messageOf(channel, context)));
  });

  app.patch('/channels/:channelId/messages/:messageId', (context) => {
    const channel = channelOf(world, context);
    const message = messageOf(channel, context);
    if (message.authorId !== world.bot.id) throw refusal('notTheAuthor');
    if (channel.thread?.isArchived) throw refusal('threadArchived');
    const changes = readChanges(bodyObject(context), context.get('attachments'), message);
    return context.json(messageJson(world, world.messages.edit(message, changes)));
  });

  app.delete('/channels/:channelId/messages/:messageId', (context) => {
    const channel = channelOf(world, context);
    const message = messageOf(channel, context);
    if (message.authorId !== world.bot.id) insistOn(world, channel, 'manageMessages');
    world.messages.delete(message);
    return context.body(null, 204);
  });

  app.post('/channels/:channelId/typing', (context) => {
    const channel = channelOf(world, context);
    insistOn(world, channel, 'sendMessages');
    world.emit('typingStarted', { channelId: channel.id, userId: world.bot.id });
    return context.body(null, 204);
  });
};

function insistMayPost(world: World, channel: Channel): void {
  if (channel.kind === 'category') throw refusal('wrongChannelType');
  insistOn(world, channel, channel.thread === null ? 'sendMessages' : 'sendMessagesInThreads');
  if (channel.thread?.isLocked) insistMayManageLocked(world, channel);
  const person = channel.recipientId === null ? null : world.user(channel.recipientId);
  if (person === null) return;
  const sharesGuild = [...world.guildById.values()].some((guild) =>
    guild.memberByUserId.has(person.id),
  );
  if (!sharesGuild) throw refusal('noMutualGuild');
  if (!person.acceptsDirectMessages || person.isBot) throw refusal('directMessagesClosed');
}

function insistMayManageLocked(world: World, thread: Channel): void {
  const bits = world.permissionsOf(world.bot.id, thread);
  if (!permits(bits, 'manageThreads')) throw refusal('threadLocked');
}

function insistMayCarry(world: World, channel: Channel, draft: MessageDraft): void {
  if ((draft.embeds ?? []).length > 0) insistOn(world, channel, 'embedLinks');
  if ((draft.attachments ?? []).length > 0) insistOn(world, channel, 'attachFiles');
}

/** The message replied to; a missing one is an error unless the bot said that it need not be. */
function readReference(channel: Channel, body: JsonObject): string | null {
  const reference = body['message_reference'];
  if (!isJsonObject(reference)) return null;
  const id = textOf(reference['message_id']);
  if (channel.messageById.has(id)) return id;
  if (reference['fail_if_not_exists'] === false) return null;
  const form = new Form();
  form.fail('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  form.insist();
  return null;
}

function readQuery(context: RestContext): Parameters<World['messages']['list']>[1] {
  const limit = Number(context.req.query('limit') ?? 50);
  const form = new Form();
  if (!(limit >= 1 && limit <= 100)) {
    form.fail('limit', 'NUMBER_TYPE_COERCE', 'int value should be between 1 and 100.');
  }
  form.insist();
  const query: Parameters<World['messages']['list']>[1] = { limit };
  for (const name of ['before', 'after', 'around'] as const) {
    const id = context.req.query(name);
    if (id !== undefined) query[name] = id;
  }
  return query;
}

function mayReadHistory(world: World, channel: Channel): boolean {
  return permits(world.permissionsOf(world.bot.id, channel), 'readMessageHistory');
}

function messageOf(channel: Channel, context: RestContext): Message {
  return found(channel.messageById.get(param(context, 'messageId')), 'unknownMessage');
}
