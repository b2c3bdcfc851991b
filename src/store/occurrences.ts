import type { OccurrenceStore } from '../app/store-port.ts';
import type { GuildId, OccurrenceId, SeriesId } from '../domain/identity.ts';
import type { Occurrence } from '../domain/schedule.ts';
import type { Connection, Query } from './connection.ts';
import { KeptReads } from './kept-reads.ts';
import { FOLLOWS_THE_RULE, HAS_A_PAST, IS_PLANNED_FOR } from './kept-occurrences.ts';

interface OccurrenceRow {
  id: OccurrenceId;
  guildId: GuildId;
  seriesId: SeriesId;
  startsAtMs: number;
  endsAtMs: number;
  revision: number;
  cancelled: number;
  calledOff: number;
  placedBy: Occurrence['placedBy'];
  sequence: number;
}

/** Of one guild, by their start: all that end after `fromMs`. */
interface Ahead {
  readonly fromMs: number;
  readonly occurrences: readonly Occurrence[];
}

/** What is asked for soon after begins little earlier. */
const ASKED_EARLIER_MS = 48 * 3_600_000;
/** From so much of the past on it is read anew, to pass over less of it each time. */
const PASSED_MS = 5 * ASKED_EARLIER_MS;

type Name = { guildId: GuildId; id: OccurrenceId };

const columns = `id, guild_id AS guildId, series_id AS seriesId, starts_at_ms AS startsAtMs,
  ends_at_ms AS endsAtMs, revision, cancelled, called_off AS calledOff, placed_by AS placedBy,
  sequence`;

function prepare(connection: Connection) {
  const find = connection.query<Name, OccurrenceRow>(
    `SELECT ${columns} FROM occurrences WHERE guild_id = @guildId AND id = @id`,
  );
  const ahead = connection.query<{ guildId: GuildId; fromMs: number }, OccurrenceRow>(
    `SELECT ${columns} FROM occurrences
     WHERE guild_id = @guildId AND ends_at_ms > @fromMs`,
  );
  const exceptions = connection.query<{ guildId: GuildId; fromMs: number }, OccurrenceRow>(
    `SELECT ${columns} FROM occurrences
     WHERE guild_id = @guildId AND ends_at_ms > @fromMs
       AND (called_off = 1 OR placed_by = 'hand')`,
  );
  const save = connection.change<{ [K in keyof OccurrenceRow]: OccurrenceRow[K] }>(
    `INSERT INTO occurrences
       (guild_id, id, series_id, starts_at_ms, ends_at_ms, revision, cancelled, called_off,
        placed_by, sequence)
     VALUES
       (@guildId, @id, @seriesId, @startsAtMs, @endsAtMs, @revision, @cancelled, @calledOff,
        @placedBy, @sequence)
     ON CONFLICT (guild_id, id) DO UPDATE SET
       series_id = excluded.series_id, starts_at_ms = excluded.starts_at_ms,
       ends_at_ms = excluded.ends_at_ms, revision = excluded.revision,
       cancelled = excluded.cancelled, called_off = excluded.called_off,
       placed_by = excluded.placed_by, sequence = excluded.sequence`,
  );
  const drop = connection.change<Name>(
    `DELETE FROM occurrences AS o
     WHERE o.guild_id = @guildId AND o.id = @id AND ${FOLLOWS_THE_RULE}
       AND NOT ${HAS_A_PAST} AND NOT ${IS_PLANNED_FOR}`,
  );
  // One that took place stays as it was: what happened is not rewritten.
  const cancelUnlessBegun = connection.change<Name>(
    `UPDATE occurrences SET cancelled = 1
     WHERE guild_id = @guildId AND id = @id
       AND NOT EXISTS
         (SELECT 1 FROM sessions AS s
          WHERE s.guild_id = @guildId AND s.occurrence_id = @id
            AND s.phase <> 'upcoming')`,
  );
  return { find, ahead, exceptions, save, drop, cancelUnlessBegun };
}

export function occurrenceStore(connection: Connection): OccurrenceStore {
  const sql = prepare(connection);
  const ahead = keptAhead(connection, sql.ahead);
  const exceptions = keptAhead(connection, sql.exceptions);
  const found = new KeptReads<Occurrence | null>(connection, 'occurrences');

  return {
    find: (guildId, id) =>
      found.of(`${guildId}/${id}`, () => {
        const row = sql.find.get({ guildId, id });
        return row ? read(row) : null;
      }),
    between(guildId, fromMs, toMs) {
      const occurrences = ahead(guildId, fromMs);
      const begun = occurrences.findIndex(({ startsAtMs }) => startsAtMs >= toMs);
      const before = begun === -1 ? occurrences : occurrences.slice(0, begun);
      return before.filter(({ endsAtMs }) => endsAtMs > fromMs);
    },
    exceptions: (guildId, fromMs) =>
      exceptions(guildId, fromMs).filter(({ endsAtMs }) => endsAtMs > fromMs),
    save(occurrence) {
      const { guildId, id, seriesId, startsAtMs, endsAtMs, revision } = occurrence;
      const { placedBy, sequence } = occurrence;
      const cancelled = occurrence.cancelled ? 1 : 0;
      const calledOff = occurrence.calledOff ? 1 : 0;
      const when = { startsAtMs, endsAtMs, revision, sequence };
      sql.save.run({ guildId, id, seriesId, ...when, cancelled, calledOff, placedBy });
    },
    /** One that is referred to, or that was called off or placed by hand, stays, cancelled. */
    remove(guildId, id) {
      connection.transaction(() => {
        if (sql.drop.run({ guildId, id }) === 0) sql.cancelUnlessBegun.run({ guildId, id });
      });
    },
  };
}

/**
 * Every heartbeat asks for what is near, and it changes a few times a day. Gives those of the
 * guild that end after `fromMs`, by their start, and maybe some that end before.
 */
function keptAhead(
  connection: Connection,
  query: Query<{ guildId: GuildId; fromMs: number }, OccurrenceRow>,
): (guildId: GuildId, fromMs: number) => readonly Occurrence[] {
  const kept = new KeptReads<Ahead>(connection, 'occurrences');
  return (guildId, askedFromMs) => {
    const isEnough = ({ fromMs }: Ahead): boolean =>
      fromMs <= askedFromMs && askedFromMs - fromMs < PASSED_MS;
    const readAnew = (): Ahead => {
      const fromMs = askedFromMs - ASKED_EARLIER_MS;
      return { fromMs, occurrences: query.all({ guildId, fromMs }).map(read).toSorted(byStart) };
    };
    return kept.of(guildId, readAnew, isEnough).occurrences;
  };
}

function byStart(a: Occurrence, b: Occurrence): number {
  return a.startsAtMs - b.startsAtMs || (a.id < b.id ? -1 : 1);
}

function read(row: OccurrenceRow): Occurrence {
  return { ...row, cancelled: row.cancelled === 1, calledOff: row.calledOff === 1 };
}
