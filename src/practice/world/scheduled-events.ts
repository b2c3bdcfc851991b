/** The events in a guild's calendar. */
import type { Directory } from './directory.ts';
import type { ScheduledEvent } from './entities.ts';
import type { JsonObject } from './json.ts';

/** How many events that are not over a guild may hold; Discord documents 100. */
export const SCHEDULED_EVENTS_LIMIT = 100;

/** What an event is when nothing else is said: planned, and for the guild only. */
export const NEW_EVENT: JsonObject = {
  status: 1,
  privacy_level: 2,
  description: null,
  channel_id: null,
  entity_id: null,
  entity_metadata: null,
  scheduled_end_time: null,
  recurrence_rule: null,
  image: null,
};

export interface EventPlan {
  readonly name: string;
  readonly startsAtMs: number;
  /** One hour later when left out. */
  readonly endsAtMs?: number;
  /** A voice channel; without one the event is elsewhere. */
  readonly channelId?: string;
  readonly description?: string;
}

const VOICE = 2;
const EXTERNAL = 3;
const HOUR_MS = 3_600_000;

export class ScheduledEvents {
  readonly #world: Directory;

  constructor(world: Directory) {
    this.#world = world;
  }

  list(guildId: string): ScheduledEvent[] {
    return [...this.#world.guild(guildId).scheduledEventById.values()];
  }

  create(guildId: string, creatorId: string, fields: JsonObject): ScheduledEvent {
    const event = { id: this.#world.ids.next(), guildId, creatorId, fields };
    this.#world.guild(guildId).scheduledEventById.set(event.id, event);
    this.#world.emit('scheduledEventCreated', event);
    return event;
  }

  /** A person puts an event into the calendar in Discord's window. */
  plan(guildId: string, userId: string, plan: EventPlan): ScheduledEvent {
    const { name, startsAtMs, endsAtMs = startsAtMs + HOUR_MS, channelId = null } = plan;
    return this.create(guildId, userId, {
      ...NEW_EVENT,
      name,
      description: plan.description ?? null,
      entity_type: channelId === null ? EXTERNAL : VOICE,
      channel_id: channelId,
      entity_metadata: channelId === null ? { location: 'Elsewhere' } : null,
      scheduled_start_time: new Date(startsAtMs).toISOString(),
      scheduled_end_time: new Date(endsAtMs).toISOString(),
    });
  }

  /** An event that is completed (status 3) or cancelled (4) leaves the list with its last word. */
  change(event: ScheduledEvent, changes: JsonObject): ScheduledEvent {
    Object.assign(event.fields, changes);
    const isOver = event.fields['status'] === 3 || event.fields['status'] === 4;
    if (isOver) this.#world.guild(event.guildId).scheduledEventById.delete(event.id);
    this.#world.emit('scheduledEventUpdated', event);
    return event;
  }

  delete(event: ScheduledEvent): void {
    this.#world.guild(event.guildId).scheduledEventById.delete(event.id);
    this.#world.emit('scheduledEventDeleted', event);
  }
}
