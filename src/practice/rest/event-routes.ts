/** Scheduled events of a guild. */
import type { World } from '../world.ts';
import type { Guild, ScheduledEvent } from '../world/entities.ts';
import { isJsonObject, textOf, type JsonObject } from '../world/json.ts';
import { permits } from '../world/permissions.ts';
import { SCHEDULED_EVENTS_LIMIT } from '../world/scheduled-events.ts';
import { scheduledEventJson } from '../world/wire.ts';
import { found, refusal } from './api-error.ts';
import { bodyObject, guildOf, param, type AddRoutes, type RestContext } from './app.ts';
import { Form } from './form.ts';

const STAGE = 1;
const VOICE = 2;
const EXTERNAL = 3;
/** From scheduled to active or cancelled, from active to completed; nothing else. */
const NEXT_STATUSES: Record<number, number[]> = { 1: [1, 2, 4], 2: [2, 3] };

export const addEventRoutes: AddRoutes = (app, world) => {
  const base = '/guilds/:guildId/scheduled-events';

  app.get(base, (context) => {
    const events = world.scheduledEvents.list(guildOf(world, context).id);
    return context.json(events.map((event) => scheduledEventJson(event)));
  });

  app.post(base, (context) => {
    const guild = guildOf(world, context);
    insistMayManage(world, guild, true);
    const fields: JsonObject = { ...DEFAULTS, ...bodyObject(context) };
    checkFields(world, guild, fields);
    if (guild.scheduledEventById.size >= SCHEDULED_EVENTS_LIMIT) {
      throw refusal('tooManyScheduledEvents');
    }
    const event = world.scheduledEvents.create(guild.id, world.bot.id, fields);
    return context.json(scheduledEventJson(event));
  });

  app.get(`${base}/:eventId`, (context) =>
    context.json(scheduledEventJson(eventOf(world, context))),
  );

  app.patch(`${base}/:eventId`, (context) => {
    const guild = guildOf(world, context);
    const event = eventOf(world, context);
    insistMayManage(world, guild, event.creatorId === world.bot.id);
    const body = bodyObject(context);
    checkStatus(event, body);
    if (body['scheduled_start_time'] !== undefined) {
      checkFields(world, guild, { ...event.fields, ...body });
    }
    return context.json(scheduledEventJson(world.scheduledEvents.change(event, body)));
  });

  app.delete(`${base}/:eventId`, (context) => {
    const event = eventOf(world, context);
    insistMayManage(world, guildOf(world, context), event.creatorId === world.bot.id);
    world.scheduledEvents.delete(event);
    return context.body(null, 204);
  });
};

const DEFAULTS: JsonObject = {
  status: 1,
  description: null,
  channel_id: null,
  entity_id: null,
  entity_metadata: null,
  scheduled_end_time: null,
  recurrence_rule: null,
  image: null,
};

function insistMayManage(world: World, guild: Guild, isOwn: boolean): void {
  const bits = world.permissionsOf(world.bot.id, guild);
  const isAllowed = permits(bits, 'manageEvents') || (isOwn && permits(bits, 'createEvents'));
  if (!isAllowed) throw refusal('missingPermissions');
}

function checkFields(world: World, guild: Guild, fields: JsonObject): void {
  const form = new Form();
  form.text('name', fields['name'], { min: 1, max: 100, isRequired: true });
  form.text('description', fields['description'], { max: 1000 });
  const startsAtMs = Date.parse(textOf(fields['scheduled_start_time']));
  if (!(startsAtMs > world.clock.nowMs())) {
    const message = 'Cannot schedule event in the past.';
    form.fail('scheduled_start_time', 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', message);
  }
  const type = fields['entity_type'];
  if (type === STAGE || type === VOICE) {
    const kind = type === STAGE ? 'stage' : 'voice';
    if (guild.channelById.get(textOf(fields['channel_id']))?.kind !== kind) {
      form.fail('channel_id', 'BASE_TYPE_REQUIRED', `This field must name a ${kind} channel.`);
    }
  } else if (type === EXTERNAL) {
    const metadata = isJsonObject(fields['entity_metadata']) ? fields['entity_metadata'] : {};
    const path = 'entity_metadata.location';
    form.text(path, metadata['location'], { min: 1, max: 100, isRequired: true });
    form.text('scheduled_end_time', fields['scheduled_end_time'], { max: 40, isRequired: true });
  } else {
    form.fail('entity_type', 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2, 3).');
  }
  form.insist();
}

function checkStatus(event: ScheduledEvent, body: JsonObject): void {
  if (body['status'] === undefined) return;
  const allowed = NEXT_STATUSES[Number(event.fields['status'])] ?? [];
  if (allowed.includes(Number(body['status']))) return;
  const form = new Form();
  form.fail('status', 'TRANSITION_INVALID', 'Invalid Guild Scheduled Event Status Transition');
  form.insist();
}

function eventOf(world: World, context: RestContext): ScheduledEvent {
  const events = guildOf(world, context).scheduledEventById;
  return found(events.get(param(context, 'eventId')), 'unknownScheduledEvent');
}
