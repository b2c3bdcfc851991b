/** What Discord checks about a scheduled event. */
import type { World } from '../world.ts';
import type { Guild, ScheduledEvent } from '../world/entities.ts';
import { isJsonObject, textOf, type JsonObject } from '../world/json.ts';
import { Form } from './form.ts';

export const EVENT_TYPE = { stage: 1, voice: 2, external: 3 } as const;

const SCHEDULED = 1;
/** From scheduled to active or cancelled, from active to completed; nothing else. */
const NEXT_STATUSES: Record<number, number[]> = { 1: [1, 2, 4], 2: [2, 3] };
const GUILD_ONLY = 2;

/** @param before null for an event that is new. */
export function checkEvent(
  world: World,
  guild: Guild,
  fields: JsonObject,
  before: ScheduledEvent | null,
): void {
  const form = new Form();
  form.text('name', fields['name'], { min: 1, max: 100, isRequired: true });
  form.text('description', fields['description'], { max: 1000 });
  if (fields['privacy_level'] !== GUILD_ONLY) {
    form.fail('privacy_level', 'BASE_TYPE_CHOICES', `Value must be one of (${GUILD_ONLY},).`);
  }
  checkTimes(form, world.clock.nowMs(), fields, before);
  checkPlace(form, guild, fields);
  if (before !== null) checkStatus(form, before, fields);
  form.insist();
}

function checkTimes(
  form: Form,
  nowMs: number,
  fields: JsonObject,
  before: ScheduledEvent | null,
): void {
  const startsAtMs = Date.parse(textOf(fields['scheduled_start_time']));
  const endsAt = fields['scheduled_end_time'];
  const startedAt = textOf(before?.fields['scheduled_start_time']);
  if (Number.isNaN(startsAtMs)) {
    form.fail('scheduled_start_time', 'DATE_TIME_TYPE_PARSE', 'Could not parse the time.');
  } else if (before === null || startsAtMs !== Date.parse(startedAt)) {
    checkNewStart(form, startsAtMs, nowMs, before);
  }
  if (endsAt === undefined || endsAt === null) return;
  const endsAtMs = Date.parse(textOf(endsAt));
  if (!(endsAtMs > startsAtMs)) {
    const message = 'Cannot schedule an event that ends before it starts.';
    form.fail('scheduled_end_time', 'GUILD_SCHEDULED_EVENT_END_DATE_BEFORE_START_DATE', message);
  }
}

function checkNewStart(
  form: Form,
  startsAtMs: number,
  nowMs: number,
  before: ScheduledEvent | null,
): void {
  if (before !== null && before.fields['status'] !== SCHEDULED) {
    const message = 'Cannot update start time of an event that has already started.';
    form.fail('scheduled_start_time', 'GUILD_SCHEDULED_EVENT_START_TIME_LOCKED', message);
  } else if (startsAtMs <= nowMs) {
    const message = 'Cannot schedule event in the past.';
    form.fail('scheduled_start_time', 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', message);
  }
}

/** A voice event has its channel; one elsewhere has a location and an end. */
function checkPlace(form: Form, guild: Guild, fields: JsonObject): void {
  const type = fields['entity_type'];
  if (type === EVENT_TYPE.stage || type === EVENT_TYPE.voice) {
    const kind = type === EVENT_TYPE.stage ? 'stage' : 'voice';
    if (guild.channelById.get(textOf(fields['channel_id']))?.kind !== kind) {
      form.fail('channel_id', 'BASE_TYPE_REQUIRED', `This field must name a ${kind} channel.`);
    }
  } else if (type === EVENT_TYPE.external) {
    const metadata = isJsonObject(fields['entity_metadata']) ? fields['entity_metadata'] : {};
    const path = 'entity_metadata.location';
    form.text(path, metadata['location'], { min: 1, max: 100, isRequired: true });
    form.text('scheduled_end_time', fields['scheduled_end_time'], { max: 40, isRequired: true });
    if (textOf(fields['channel_id'] ?? '') !== '') {
      form.fail('channel_id', 'BASE_TYPE_CHOICES', 'An external event has no channel.');
    }
  } else {
    form.fail('entity_type', 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2, 3).');
  }
}

function checkStatus(form: Form, before: ScheduledEvent, fields: JsonObject): void {
  const allowed = NEXT_STATUSES[Number(before.fields['status'])] ?? [];
  if (allowed.includes(Number(fields['status']))) return;
  form.fail('status', 'TRANSITION_INVALID', 'Invalid Guild Scheduled Event Status Transition');
}
