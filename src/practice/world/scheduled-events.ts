/** The events in a guild's calendar. */
import type { Directory } from './directory.ts';
import type { ScheduledEvent } from './entities.ts';
import type { JsonObject } from './json.ts';

/** How many events that are not over a guild may hold; Discord documents 100. */
export const SCHEDULED_EVENTS_LIMIT = 100;

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
