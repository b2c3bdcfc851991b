/** Scheduled events of a guild. */
import type { World } from '../world.ts';
import type { Channel, Guild, ScheduledEvent } from '../world/entities.ts';
import { textOf, type JsonObject } from '../world/json.ts';
import { permits } from '../world/permissions.ts';
import { NEW_EVENT, SCHEDULED_EVENTS_LIMIT } from '../world/scheduled-events.ts';
import { scheduledEventJson, userJson } from '../world/wire.ts';
import { found, refusal } from './api-error.ts';
import { bodyObject, guildOf, insistOn, param, type AddRoutes, type RestContext } from './app.ts';
import { checkEvent, EVENT_TYPE } from './event-form.ts';

/** What a bot may say about an event; anything else in its request is not kept. */
const FIELDS = [
  'channel_id',
  'entity_metadata',
  'name',
  'privacy_level',
  'scheduled_start_time',
  'scheduled_end_time',
  'description',
  'entity_type',
  'status',
  'recurrence_rule',
] as const;

export const addEventRoutes: AddRoutes = (app, world) => {
  const base = '/guilds/:guildId/scheduled-events';

  app.use(`${base}/*`, async (_, next) => {
    world.scheduledEvents.settle();
    await next();
  });

  app.get(base, (context) => {
    const events = world.scheduledEvents.list(guildOf(world, context).id);
    const seen = events.filter((event) => isSeen(world, event.fields));
    return context.json(seen.map((event) => eventJson(world, event)));
  });

  app.post(base, (context) => {
    const guild = guildOf(world, context);
    const fields: JsonObject = { ...NEW_EVENT, ...named(bodyObject(context)), status: 1 };
    checkEvent(world, guild, fields, null);
    insistOn(world, placeOf(world, guild, fields), 'createEvents');
    insistMayUse(world, fields);
    if (guild.scheduledEventById.size >= SCHEDULED_EVENTS_LIMIT) {
      throw refusal('tooManyScheduledEvents');
    }
    const event = world.scheduledEvents.create(guild.id, world.bot.id, withUtc(fields));
    return context.json(eventJson(world, event));
  });

  app.get(`${base}/:eventId`, (context) => context.json(eventJson(world, eventOf(world, context))));

  app.patch(`${base}/:eventId`, (context) => {
    const guild = guildOf(world, context);
    const event = eventOf(world, context);
    insistMayChange(world, guild, event);
    const changes = named(bodyObject(context));
    const fields = { ...event.fields, ...changes };
    checkEvent(world, guild, fields, event);
    insistMayUse(world, fields);
    return context.json(eventJson(world, world.scheduledEvents.change(event, withUtc(changes))));
  });

  app.delete(`${base}/:eventId`, (context) => {
    const event = eventOf(world, context);
    insistMayChange(world, guildOf(world, context), event);
    world.scheduledEvents.delete(event);
    return context.body(null, 204);
  });
};

/** Its own events for those who may create some, others' for those who manage all. */
function insistMayChange(world: World, guild: Guild, event: ScheduledEvent): void {
  const bits = world.permissionsOf(world.bot.id, placeOf(world, guild, event.fields));
  const isOwn = event.creatorId === world.bot.id;
  const isAllowed = permits(bits, 'manageEvents') || (isOwn && permits(bits, 'createEvents'));
  if (!isAllowed) throw refusal('missingPermissions');
}

/** An event in a room is for those who can get into it. */
function insistMayUse(world: World, fields: JsonObject): void {
  const room = roomOf(world, fields);
  if (room === null) return;
  if (!isSeen(world, fields)) throw refusal('missingAccess');
  insistOn(world, room, 'connect');
  if (fields['entity_type'] === EVENT_TYPE.stage) {
    insistOn(world, room, 'manageChannels', 'muteMembers', 'moveMembers');
  }
}

function isSeen(world: World, fields: JsonObject): boolean {
  const room = roomOf(world, fields);
  return room === null || permits(world.permissionsOf(world.bot.id, room), 'viewChannel');
}

function roomOf(world: World, fields: JsonObject): Channel | null {
  return world.channelById.get(textOf(fields['channel_id'] ?? '')) ?? null;
}

/** Where the permissions for it are looked up. */
function placeOf(world: World, guild: Guild, fields: JsonObject): Channel | Guild {
  return roomOf(world, fields) ?? guild;
}

function eventOf(world: World, context: RestContext): ScheduledEvent {
  const events = guildOf(world, context).scheduledEventById;
  const event = found(events.get(param(context, 'eventId')), 'unknownScheduledEvent');
  if (!isSeen(world, event.fields)) throw refusal('missingAccess');
  return event;
}

function named(body: JsonObject): JsonObject {
  const kept = FIELDS.filter((field) => body[field] !== undefined);
  return Object.fromEntries(kept.map((field) => [field, body[field]]));
}

/** Discord gives times back in UTC, however they were written. */
function withUtc(fields: JsonObject): JsonObject {
  const utc = { ...fields };
  for (const key of ['scheduled_start_time', 'scheduled_end_time']) {
    const atMs = Date.parse(textOf(fields[key] ?? ''));
    if (!Number.isNaN(atMs)) utc[key] = new Date(atMs).toISOString().replace('Z', '000+00:00');
  }
  return utc;
}

function eventJson(world: World, event: ScheduledEvent): JsonObject {
  const creator = world.userById.get(event.creatorId);
  const json = scheduledEventJson(event);
  return creator === undefined ? json : { ...json, creator: userJson(creator) };
}
