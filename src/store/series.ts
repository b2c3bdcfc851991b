import type { SeriesStore } from '../app/store-port.ts';
import type { GuildId, SeriesId } from '../domain/identity.ts';
import type { Series } from '../domain/schedule.ts';
import type { Connection } from './connection.ts';
import {
  hasShape,
  isArray,
  isNumber,
  isOneOf,
  isText,
  readableRows,
  storedJson,
  type Check,
  type UnreadableReport,
} from './stored-json.ts';

const isRule = hasShape({
  zone: isText,
  dates: isOneOf('kind', {
    once: { date: isText },
    recurring: { rrule: isText, anchorDate: isText },
  }),
  wallTimes: isArray,
});

const body = storedJson<Series>(
  1,
  hasShape({
    id: isText,
    name: isText,
    rule: isRule,
    durationMs: isNumber,
    room: isText,
    announce: isText,
    graceMs: isNumber,
    remindersMs: isArray,
    teacherIds: isArray,
    ifNobodyChooses: isOneOf('kind', {
      recording: {},
      silence: { minutes: isNumber },
      nothing: {},
    }),
  } satisfies Record<keyof Series, Check>),
);

interface SeriesRow {
  id: SeriesId;
  version: number;
  body: string;
}

export function seriesStore(connection: Connection, report: UnreadableReport): SeriesStore {
  const list = connection.query<{ guildId: GuildId }, SeriesRow>(
    `SELECT id, body_version AS version, body FROM series
     WHERE guild_id = @guildId AND removed_at_ms IS NULL ORDER BY position`,
  );
  const find = connection.query<{ guildId: GuildId; id: SeriesId }, SeriesRow>(
    `SELECT id, body_version AS version, body FROM series
     WHERE guild_id = @guildId AND id = @id`,
  );
  const markAllRemoved = connection.change<{ guildId: GuildId; atMs: number }>(
    `UPDATE series SET removed_at_ms = @atMs WHERE guild_id = @guildId AND removed_at_ms IS NULL`,
  );
  const save = connection.change<{
    guildId: GuildId;
    id: SeriesId;
    position: number;
    version: number;
    body: string;
    atMs: number;
  }>(
    `INSERT INTO series (guild_id, id, position, body_version, body, saved_at_ms)
     VALUES (@guildId, @id, @position, @version, @body, @atMs)
     ON CONFLICT (guild_id, id) DO UPDATE SET
       position = excluded.position, body_version = excluded.body_version, body = excluded.body,
       saved_at_ms = excluded.saved_at_ms, removed_at_ms = NULL`,
  );
  // What has a session or a due row is the past, or says what was posted: it stays.
  const dropUnusedOccurrences = connection.change<{ guildId: GuildId }>(
    `DELETE FROM occurrences AS o
     WHERE o.guild_id = @guildId
       AND o.series_id IN
         (SELECT id FROM series WHERE guild_id = @guildId AND removed_at_ms IS NOT NULL)
       AND NOT EXISTS
         (SELECT 1 FROM sessions AS s WHERE s.guild_id = o.guild_id AND s.occurrence_id = o.id)
       AND NOT EXISTS
         (SELECT 1 FROM session_events AS e WHERE e.guild_id = o.guild_id AND e.occurrence_id = o.id)
       AND NOT EXISTS
         (SELECT 1 FROM due AS d WHERE d.guild_id = o.guild_id AND d.occurrence_id = o.id)`,
  );
  const dropUnusedSeries = connection.change<{ guildId: GuildId }>(
    `DELETE FROM series
     WHERE guild_id = @guildId AND removed_at_ms IS NOT NULL
       AND NOT EXISTS
         (SELECT 1 FROM occurrences AS o
          WHERE o.guild_id = series.guild_id AND o.series_id = series.id)`,
  );

  const read = (guildId: GuildId, row: SeriesRow): Series =>
    body.read(row.body, row.version, `series ${row.id} of guild ${guildId}`);

  return {
    list: (guildId) => readableRows(list.all({ guildId }), (row) => read(guildId, row), report),
    find(guildId, id) {
      const row = find.get({ guildId, id });
      return row ? read(guildId, row) : null;
    },
    replaceAll(guildId, series, atMs) {
      connection.transaction(() => {
        markAllRemoved.run({ guildId, atMs });
        for (const [position, one] of series.entries()) {
          const { id } = one;
          save.run({ guildId, id, position, version: body.version, body: body.write(one), atMs });
        }
        dropUnusedOccurrences.run({ guildId });
        dropUnusedSeries.run({ guildId });
      });
    },
  };
}
