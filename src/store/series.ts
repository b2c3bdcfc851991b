import type { SeriesStore } from '../app/store-port.ts';
import type { GuildId, SeriesId } from '../domain/identity.ts';
import type { Series } from '../domain/schedule.ts';
import type { Connection } from './connection.ts';
import { KeptReads } from './kept-reads.ts';
import { FOLLOWS_THE_RULE, HAS_A_PAST, IS_PLANNED_FOR } from './kept-occurrences.ts';
import {
  hasShape,
  isArray,
  isFlag,
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
  3,
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
    description: isText,
    paused: isFlag,
    tellsTeacherChanges: isFlag,
    participantsVote: isFlag,
  } satisfies Record<keyof Series, Check>),
);

/**
 * A series that was taken out may be brought back: for so long its sign-ups and the sessions
 * that differ from it are kept.
 */
const KEPT_MS = 30 * 24 * 3_600_000;

interface SeriesRow {
  id: SeriesId;
  version: number;
  body: string;
}

type Name = { guildId: GuildId; id: SeriesId };
type At = { guildId: GuildId; atMs: number };
type Sweep = { guildId: GuildId; goneBeforeMs: number };

function prepare(connection: Connection) {
  const list = connection.query<{ guildId: GuildId }, SeriesRow>(
    `SELECT id, body_version AS version, body FROM series
     WHERE guild_id = @guildId AND removed_at_ms IS NULL ORDER BY position, id`,
  );
  const find = connection.query<Name, SeriesRow>(
    `SELECT id, body_version AS version, body FROM series
     WHERE guild_id = @guildId AND id = @id`,
  );
  // One that was removed and comes back has its old place.
  const placeOf = connection.query<Name, { position: number }>(
    `SELECT coalesce(
       (SELECT position FROM series WHERE guild_id = @guildId AND id = @id),
       (SELECT max(position) + 1 FROM series WHERE guild_id = @guildId),
       0) AS position`,
  );
  const save = connection.change<Name & At & { position: number; version: number; body: string }>(
    `INSERT INTO series (guild_id, id, position, body_version, body, saved_at_ms)
     VALUES (@guildId, @id, @position, @version, @body, @atMs)
     ON CONFLICT (guild_id, id) DO UPDATE SET
       position = excluded.position, body_version = excluded.body_version, body = excluded.body,
       saved_at_ms = excluded.saved_at_ms, removed_at_ms = NULL`,
  );
  const markRemoved = connection.change<Name & At>(
    `UPDATE series SET removed_at_ms = @atMs
     WHERE guild_id = @guildId AND id = @id AND removed_at_ms IS NULL`,
  );
  const markAllRemoved = connection.change<At>(
    `UPDATE series SET removed_at_ms = @atMs WHERE guild_id = @guildId AND removed_at_ms IS NULL`,
  );
  return { list, find, placeOf, save, markRemoved, markAllRemoved, ...prepareSweep(connection) };
}

/** Drops what nothing needs any more of the series that have left the timetable. */
function prepareSweep(connection: Connection) {
  // While it may come back, what was decided about a session stays with it.
  const dropOccurrences = connection.change<Sweep>(
    `DELETE FROM occurrences AS o
     WHERE o.guild_id = @guildId
       AND EXISTS
         (SELECT 1 FROM series AS s
          WHERE s.guild_id = o.guild_id AND s.id = o.series_id AND s.removed_at_ms IS NOT NULL
            AND (s.removed_at_ms < @goneBeforeMs
              OR (${FOLLOWS_THE_RULE} AND NOT ${IS_PLANNED_FOR})))
       AND NOT ${HAS_A_PAST}`,
  );
  const dropSignUps = connection.change<Sweep>(
    `DELETE FROM sign_ups AS u
     WHERE u.guild_id = @guildId AND u.has_role = 0
       AND u.series_id IN
         (SELECT id FROM series WHERE guild_id = @guildId AND removed_at_ms < @goneBeforeMs)`,
  );
  const dropSeries = connection.change<Sweep>(
    `DELETE FROM series AS s
     WHERE s.guild_id = @guildId AND s.removed_at_ms IS NOT NULL
       AND NOT EXISTS
         (SELECT 1 FROM occurrences AS o WHERE o.guild_id = s.guild_id AND o.series_id = s.id)
       AND NOT EXISTS
         (SELECT 1 FROM sign_ups AS u WHERE u.guild_id = s.guild_id AND u.series_id = s.id)
       AND NOT EXISTS
         (SELECT 1 FROM series_roles AS r WHERE r.guild_id = s.guild_id AND r.series_id = s.id)`,
  );
  return { dropOccurrences, dropSignUps, dropSeries };
}

function read(guildId: GuildId, row: SeriesRow): Series {
  return body.read(row.body, row.version, `series ${row.id} of guild ${guildId}`);
}

export function seriesStore(connection: Connection, report: UnreadableReport): SeriesStore {
  const sql = prepare(connection);

  const write = (guildId: GuildId, series: Series, position: number, atMs: number): void => {
    const { id } = series;
    const text = body.write(series);
    sql.save.run({ guildId, id, position, version: body.version, body: text, atMs });
  };

  const sweep = (guildId: GuildId, atMs: number): void => {
    const what = { guildId, goneBeforeMs: atMs - KEPT_MS };
    sql.dropSignUps.run(what);
    sql.dropOccurrences.run(what);
    sql.dropSeries.run(what);
  };

  const lists = new KeptReads<readonly Series[]>(connection, 'series');
  const found = new KeptReads<Series | null>(connection, 'series');

  return {
    list: (guildId) => [
      ...lists.of(guildId, () =>
        readableRows(sql.list.all({ guildId }), (row) => read(guildId, row), report),
      ),
    ],
    find: (guildId, id) =>
      found.of(`${guildId}/${id}`, () => {
        const row = sql.find.get({ guildId, id });
        return row ? read(guildId, row) : null;
      }),
    save(guildId, series, atMs) {
      connection.transaction(() => {
        const { position = 0 } = sql.placeOf.get({ guildId, id: series.id }) ?? {};
        write(guildId, series, position, atMs);
      });
    },
    /** Its sign-ups, and what was decided about its sessions, stay for 30 days. */
    remove(guildId, id, atMs) {
      connection.transaction(() => {
        sql.markRemoved.run({ guildId, id, atMs });
        sweep(guildId, atMs);
      });
    },
    replaceAll(guildId, series, atMs) {
      connection.transaction(() => {
        sql.markAllRemoved.run({ guildId, atMs });
        for (const [position, one] of series.entries()) write(guildId, one, position, atMs);
        sweep(guildId, atMs);
      });
    },
  };
}
