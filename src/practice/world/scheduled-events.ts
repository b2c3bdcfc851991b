/** The events in a guild's calendar. */
import type { Directory } from './directory.ts';
import type { ScheduledEvent } from './entities.ts';
import { textOf, type JsonObject } from './json.ts';

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
const STATUS = { scheduled: 1, active: 2, completed: 3, cancelled: 4 } as const;
/** An event that nobody starts is cancelled "after a few hours", which is all that Discord says. */
const NEVER_STARTED_MS = 4 * HOUR_MS;
/** An event in a room that everybody has left is completed "a few minutes" later. */
const LEFT_ALONE_MS = 5 * 60_000;

export class ScheduledEvents {
  readonly #world: Directory;

  /** Since when nobody has been in a room, for rooms that somebody has left. */
  readonly #emptySinceMsByRoomId = new Map<string, number>();
  readonly #startedAtMsById = new Map<string, number>();

  constructor(world: Directory) {
    this.#world = world;
    world.on('voiceStateChanged', ({ guildId, before }) => {
      if (before === null || this.#isSomebodyIn(guildId, before.channelId)) return;
      this.#emptySinceMsByRoomId.set(before.channelId, world.clock.nowMs());
    });
  }

  /** Does what Discord does by itself as time passes. Whoever looks at events calls it before. */
  settle(): void {
    for (const guild of this.#world.guildById.values()) {
      for (const event of guild.scheduledEventById.values()) {
        const status = this.#statusInTime(event);
        if (status !== event.fields['status']) this.change(event, { status });
      }
    }
  }

  #statusInTime({ id, guildId, fields }: ScheduledEvent): number {
    const nowMs = this.#world.clock.nowMs();
    const startsAtMs = Date.parse(textOf(fields['scheduled_start_time']));
    const endsAtMs = Date.parse(textOf(fields['scheduled_end_time'] ?? ''));
    const isElsewhere = fields['entity_type'] === EXTERNAL;
    if (fields['status'] === STATUS.scheduled) {
      if (isElsewhere) return startsAtMs <= nowMs ? STATUS.active : STATUS.scheduled;
      return nowMs - startsAtMs > NEVER_STARTED_MS ? STATUS.cancelled : STATUS.scheduled;
    }
    if (isElsewhere) return endsAtMs <= nowMs ? STATUS.completed : STATUS.active;
    const roomId = textOf(fields['channel_id'] ?? '');
    if (this.#isSomebodyIn(guildId, roomId)) return STATUS.active;
    const emptySinceMs = this.#emptySinceMsByRoomId.get(roomId) ?? 0;
    const aloneSinceMs = Math.max(emptySinceMs, this.#startedAtMsById.get(id) ?? startsAtMs);
    return nowMs - aloneSinceMs > LEFT_ALONE_MS ? STATUS.completed : STATUS.active;
  }

  #isSomebodyIn(guildId: string, roomId: string): boolean {
    const states = this.#world.guildById.get(guildId)?.voiceStateByUserId.values() ?? [];
    return [...states].some(({ channelId }) => channelId === roomId);
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
    if (changes['status'] === STATUS.active) {
      this.#startedAtMsById.set(event.id, this.#world.clock.nowMs());
    }
    const status = Number(event.fields['status']);
    const isOver = status === STATUS.completed || status === STATUS.cancelled;
    if (isOver) this.#world.guild(event.guildId).scheduledEventById.delete(event.id);
    this.#world.emit('scheduledEventUpdated', event);
    return event;
  }

  delete(event: ScheduledEvent): void {
    this.#world.guild(event.guildId).scheduledEventById.delete(event.id);
    this.#world.emit('scheduledEventDeleted', event);
  }
}
