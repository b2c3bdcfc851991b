import type { Teaching, TeachingStore } from '../app/people-port.ts';
import type { GuildId, OccurrenceId, PersonNumber } from '../domain/identity.ts';
import type { Connection } from './connection.ts';
import { KeptReads } from './kept-reads.ts';

type OfSession = { guildId: GuildId; occurrenceId: OccurrenceId };
type OfPerson = { guildId: GuildId; number: PersonNumber };

const columns = `guild_id AS guildId, occurrence_id AS occurrenceId, number, status,
  asked_at_ms AS askedAtMs, starts_at_ms AS startsAtMs, changed_at_ms AS changedAtMs`;

export function teachingStore(connection: Connection): TeachingStore {
  const save = connection.change<{ [K in keyof Teaching]: Teaching[K] }>(
    `INSERT INTO teaching
       (guild_id, occurrence_id, number, status, asked_at_ms, starts_at_ms, changed_at_ms)
     VALUES
       (@guildId, @occurrenceId, @number, @status, @askedAtMs, @startsAtMs, @changedAtMs)
     ON CONFLICT (guild_id, occurrence_id, number) DO UPDATE SET
       status = excluded.status, asked_at_ms = excluded.asked_at_ms,
       starts_at_ms = excluded.starts_at_ms, changed_at_ms = excluded.changed_at_ms`,
  );
  const remove = connection.change<OfSession & OfPerson>(
    `DELETE FROM teaching
     WHERE guild_id = @guildId AND occurrence_id = @occurrenceId AND number = @number`,
  );
  const ofOccurrence = connection.query<OfSession, Teaching>(
    `SELECT ${columns} FROM teaching
     WHERE guild_id = @guildId AND occurrence_id = @occurrenceId ORDER BY id`,
  );
  const ofPerson = connection.query<OfPerson, Teaching>(
    `SELECT ${columns} FROM teaching WHERE guild_id = @guildId AND number = @number ORDER BY id`,
  );

  const kept = new KeptReads<readonly Teaching[]>(connection, 'teaching');

  return {
    save: (teaching) => void save.run({ ...teaching }),
    remove: (guildId, occurrenceId, number) => remove.run({ guildId, occurrenceId, number }) === 1,
    ofOccurrence: (guildId, occurrenceId) => [
      ...kept.of(`${guildId} ${occurrenceId}`, () => ofOccurrence.all({ guildId, occurrenceId })),
    ],
    ofPerson: (guildId, number) => ofPerson.all({ guildId, number }),
  };
}
