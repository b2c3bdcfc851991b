import type { OccurrenceStore } from '../app/store-port.ts';
import type { GuildId, OccurrenceId, SeriesId } from '../domain/identity.ts';
import type { Occurrence } from '../domain/schedule.ts';
import type { Connection } from './connection.ts';

interface OccurrenceRow {
  id: OccurrenceId;
  guildId: GuildId;
  seriesId: SeriesId;
  startsAtMs: number;
  endsAtMs: number;
  revision: number;
  cancelled: number;
}

type Name = { guildId: GuildId; id: OccurrenceId };

const columns = `id, guild_id AS guildId, series_id AS seriesId, starts_at_ms AS startsAtMs,
  ends_at_ms AS endsAtMs, revision, cancelled`;

export function occurrenceStore(connection: Connection): OccurrenceStore {
  const find = connection.query<Name, OccurrenceRow>(
    `SELECT ${columns} FROM occurrences WHERE guild_id = @guildId AND id = @id`,
  );
  const between = connection.query<
    { guildId: GuildId; fromMs: number; toMs: number },
    OccurrenceRow
  >(
    `SELECT ${columns} FROM occurrences
     WHERE guild_id = @guildId AND ends_at_ms > @fromMs AND starts_at_ms < @toMs
     ORDER BY starts_at_ms, id`,
  );
  const save = connection.change<{ [K in keyof OccurrenceRow]: OccurrenceRow[K] }>(
    `INSERT INTO occurrences
       (guild_id, id, series_id, starts_at_ms, ends_at_ms, revision, cancelled)
     VALUES (@guildId, @id, @seriesId, @startsAtMs, @endsAtMs, @revision, @cancelled)
     ON CONFLICT (guild_id, id) DO UPDATE SET
       series_id = excluded.series_id, starts_at_ms = excluded.starts_at_ms,
       ends_at_ms = excluded.ends_at_ms, revision = excluded.revision,
       cancelled = excluded.cancelled`,
  );
  const drop = connection.change<Name>(
    `DELETE FROM occurrences AS o
     WHERE o.guild_id = @guildId AND o.id = @id
       AND NOT EXISTS
         (SELECT 1 FROM sessions AS s WHERE s.guild_id = o.guild_id AND s.occurrence_id = o.id)
       AND NOT EXISTS
         (SELECT 1 FROM session_events AS e WHERE e.guild_id = o.guild_id AND e.occurrence_id = o.id)
       AND NOT EXISTS
         (SELECT 1 FROM due AS d WHERE d.guild_id = o.guild_id AND d.occurrence_id = o.id)`,
  );
  // One that took place stays as it was: what happened is not rewritten.
  const cancelUnlessBegun = connection.change<Name>(
    `UPDATE occurrences SET cancelled = 1
     WHERE guild_id = @guildId AND id = @id
       AND NOT EXISTS
         (SELECT 1 FROM sessions AS s
          WHERE s.guild_id = @guildId AND s.occurrence_id = @id AND s.phase <> 'upcoming')`,
  );

  return {
    find(guildId, id) {
      const row = find.get({ guildId, id });
      return row ? read(row) : null;
    },
    between: (guildId, fromMs, toMs) => between.all({ guildId, fromMs, toMs }).map(read),
    save(occurrence) {
      const { guildId, id, seriesId, startsAtMs, endsAtMs, revision } = occurrence;
      const cancelled = occurrence.cancelled ? 1 : 0;
      save.run({ guildId, id, seriesId, startsAtMs, endsAtMs, revision, cancelled });
    },
    /** One that a session or a due row refers to stays, cancelled, so that nothing is said twice. */
    remove(guildId, id) {
      connection.transaction(() => {
        if (drop.run({ guildId, id }) === 0) cancelUnlessBegun.run({ guildId, id });
      });
    },
  };
}

function read(row: OccurrenceRow): Occurrence {
  return { ...row, cancelled: row.cancelled === 1 };
}
