/** Threads, and what can be changed about a channel. */
import type { World } from '../world.ts';
import type { Channel } from '../world/entities.ts';
import { textOf, type JsonObject } from '../world/json.ts';
import { permits } from '../world/permissions.ts';
import type { ThreadChanges } from '../world/threads.ts';
import { channelJson, fullChannelJson, threadMemberJson } from '../world/wire.ts';
import { found, refusal } from './api-error.ts';
import {
  bodyObject,
  channelOf,
  guildOf,
  insistOn,
  param,
  type AddRoutes,
  type RestContext,
} from './app.ts';
import { Form } from './form.ts';

const AUTO_ARCHIVE_MINUTES = [60, 1_440, 4_320, 10_080];

export const addThreadRoutes: AddRoutes = (app, world) => {
  app.post('/channels/:channelId/messages/:messageId/threads', (context) => {
    const channel = channelOf(world, context);
    if (channel.kind !== 'text' && channel.kind !== 'announcement') {
      throw refusal('wrongChannelType');
    }
    insistOn(world, channel, 'createPublicThreads');
    const message = found(channel.messageById.get(param(context, 'messageId')), 'unknownMessage');
    const body = bodyObject(context);
    checkThread(body, true);
    if (world.channelById.has(message.id)) throw refusal('threadExists');
    const thread = world.threads.start(message, world.bot.id, {
      name: textOf(body['name']),
      autoArchiveMinutes: numberOf(body['auto_archive_duration']),
    });
    return context.json(fullChannelJson(world, thread), 201);
  });

  app.patch('/channels/:channelId', (context) => {
    const channel = channelOf(world, context);
    const body = bodyObject(context);
    if (channel.thread !== null) changeThread(world, channel, body);
    else changeChannel(world, channel, body);
    return context.json(fullChannelJson(world, channel));
  });

  app.delete('/channels/:channelId', (context) => {
    const channel = channelOf(world, context);
    if (channel.guildId === null) return context.json(fullChannelJson(world, channel));
    insistOn(world, channel, channel.thread === null ? 'manageChannels' : 'manageThreads');
    world.deleteChannel(channel.id);
    return context.json(channelJson(channel));
  });

  app.get('/guilds/:guildId/threads/active', (context) => {
    const seen = [...guildOf(world, context).threadById.values()].filter(
      (thread) => thread.thread?.isArchived === false && isSeen(world, thread),
    );
    return context.json(threadListJson(world, seen));
  });

  app.get('/channels/:channelId/threads/archived/public', (context) => {
    const channel = channelOf(world, context);
    insistOn(world, channel, 'readMessageHistory');
    const archived = world.threads.under(channel.id).filter((each) => each.thread?.isArchived);
    return context.json({ ...threadListJson(world, archived.toReversed()), has_more: false });
  });
};

export const addThreadMemberRoutes: AddRoutes = (app, world) => {
  const base = '/channels/:channelId/thread-members';

  app.get(base, (context) => {
    const thread = threadOf(world, context);
    const userIds = [...(thread.thread?.joinedAtMsByUserId.keys() ?? [])];
    return context.json(userIds.map((userId) => threadMemberJson(thread, userId)));
  });

  app.get(`${base}/:userId`, (context) => {
    const thread = threadOf(world, context);
    const userId = personIn(world, context);
    if (thread.thread?.joinedAtMsByUserId.has(userId) !== true) throw refusal('unknownMember');
    return context.json(threadMemberJson(thread, userId));
  });

  app.put(`${base}/:userId`, (context) => {
    const thread = threadOf(world, context);
    const userId = personIn(world, context);
    if (thread.thread?.isArchived) throw refusal('threadArchived');
    if (userId !== world.bot.id) insistOn(world, thread, 'sendMessagesInThreads');
    found(world.guild(thread.guildId ?? '').memberByUserId.get(userId), 'unknownMember');
    world.threads.join(thread, [userId]);
    return context.body(null, 204);
  });

  app.delete(`${base}/:userId`, (context) => {
    const thread = threadOf(world, context);
    const userId = personIn(world, context);
    if (thread.thread?.isArchived) throw refusal('threadArchived');
    if (userId !== world.bot.id) insistOn(world, thread, 'manageThreads');
    world.threads.leave(thread, userId);
    return context.body(null, 204);
  });
};

/** Whoever began a thread may rename, archive and reopen it; locking is for moderators. */
function changeThread(world: World, thread: Channel, body: JsonObject): void {
  checkThread(body, false);
  const state = thread.thread;
  if (state === null) return;
  const isModerator = permits(world.permissionsOf(world.bot.id, thread), 'manageThreads');
  const isIn = state.joinedAtMsByUserId.has(world.bot.id);
  const onlyReopens = body['archived'] === false && Object.keys(body).length === 1;
  const mayChange =
    isModerator ||
    (onlyReopens
      ? isIn && (!state.isLocked || state.ownerId === world.bot.id)
      : state.ownerId === world.bot.id && body['locked'] === undefined && !state.isLocked);
  if (!mayChange) throw refusal('missingPermissions');
  if (state.isArchived && body['archived'] !== false) throw refusal('threadArchived');
  const changes: ThreadChanges = {
    name: body['name'] === undefined ? undefined : textOf(body['name']),
    isArchived: flagOf(body['archived']),
    isLocked: flagOf(body['locked']),
    autoArchiveMinutes: numberOf(body['auto_archive_duration']),
  };
  world.threads.change(thread, changes);
}

function changeChannel(world: World, channel: Channel, body: JsonObject): void {
  insistOn(world, channel, 'manageChannels');
  const form = new Form();
  const { name, topic } = body;
  if (name !== undefined) form.text('name', name, { min: 1, max: 100, isRequired: true });
  form.text('topic', topic, { max: 1024 });
  form.insist();
  world.updateChannel(channel.id, {
    ...(name === undefined ? {} : { name: textOf(name) }),
    ...(topic === undefined ? {} : { topic: textOf(topic) || null }),
  });
}

function checkThread(body: JsonObject, isNew: boolean): void {
  const form = new Form();
  if (isNew || body['name'] !== undefined) {
    form.text('name', body['name'], { min: 1, max: 100, isRequired: true });
  }
  const minutes = body['auto_archive_duration'];
  const isOffered = AUTO_ARCHIVE_MINUTES.includes(Number(minutes));
  if (minutes !== undefined && minutes !== null && !isOffered) {
    const message = `Value must be one of (${AUTO_ARCHIVE_MINUTES.join(', ')}).`;
    form.fail('auto_archive_duration', 'BASE_TYPE_CHOICES', message);
  }
  form.insist();
}

function threadOf(world: World, context: RestContext): Channel {
  const channel = channelOf(world, context);
  if (channel.thread === null) throw refusal('wrongChannelType');
  return channel;
}

function personIn(world: World, context: RestContext): string {
  const userId = param(context, 'userId');
  return userId === '@me' ? world.bot.id : userId;
}

function isSeen(world: World, channel: Channel): boolean {
  return permits(world.permissionsOf(world.bot.id, channel), 'viewChannel');
}

function threadListJson(world: World, threads: Channel[]): JsonObject {
  const own = threads.filter((each) => each.thread?.joinedAtMsByUserId.has(world.bot.id));
  return {
    threads: threads.map((thread) => channelJson(thread)),
    members: own.map((thread) => threadMemberJson(thread, world.bot.id)),
  };
}

function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
