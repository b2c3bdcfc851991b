import type { CalendarEventStore, StoredCalendarEvent } from '../app/people-port.ts';
import type { GuildId, OccurrenceId } from '../domain/identity.ts';
import type { Connection } from './connection.ts';
import { KeptReads } from './kept-reads.ts';

type Guild = { guildId: GuildId };

export function calendarEventStore(connection: Connection): CalendarEventStore {
  const list = connection.query<Guild, StoredCalendarEvent>(
    `SELECT occurrence_id AS occurrenceId, event_id AS eventId FROM calendar_events
     WHERE guild_id = @guildId ORDER BY occurrence_id`,
  );
  const save = connection.change<Guild & { occurrenceId: OccurrenceId; eventId: string }>(
    `INSERT INTO calendar_events (guild_id, occurrence_id, event_id)
     VALUES (@guildId, @occurrenceId, @eventId)
     ON CONFLICT (guild_id, occurrence_id) DO UPDATE SET event_id = excluded.event_id`,
  );
  const remove = connection.change<Guild & { occurrenceId: OccurrenceId }>(
    `DELETE FROM calendar_events WHERE guild_id = @guildId AND occurrence_id = @occurrenceId`,
  );

  const kept = new KeptReads<readonly StoredCalendarEvent[]>(connection, 'calendar_events');

  return {
    list: (guildId) => [...kept.of(guildId, () => list.all({ guildId }))],
    save: (guildId, event) => void save.run({ guildId, ...event }),
    remove: (guildId, occurrenceId) => void remove.run({ guildId, occurrenceId }),
  };
}
