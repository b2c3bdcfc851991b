import type { GuildId, UserId } from '../domain/identity.ts';
import type { Connection } from './connection.ts';
import { textColumns } from './text-columns.ts';
import { mentions } from './without-person.ts';

type Person = { guildId: GuildId; userId: UserId };
type Row = Readonly<Record<string, unknown>>;

/** Discord's ids: of people, but of channels and messages too. */
const DISCORD_ID = /^\d{15,20}$/;

/**
 * Every row that is about the person or mentions their id, by table, with JSON unfolded.
 * Whoever else such a row names is left out of it: it is not theirs to be given.
 */
export function personExport(
  connection: Connection,
): (guildId: GuildId, userId: UserId) => Record<string, Row[]> {
  return (guildId, userId) => {
    const columnsByTable = Map.groupBy(textColumns(connection), ({ table }) => table);
    const tables = [...columnsByTable].map(([table, columns]): [string, Row[]] => {
      const isMentioned = columns.map(({ column }) => `instr(t.${column}, @userId) > 0`);
      const isTheirs = columns.some(({ isByPerson }) => isByPerson)
        ? [
            `t.number = (SELECT p.number FROM people AS p
               WHERE p.guild_id = @guildId AND p.user_id = @userId)`,
          ]
        : [];
      const isOfGuild = columns.some(({ isByGuild }) => isByGuild)
        ? 't.guild_id = @guildId'
        : '@guildId IS NOT NULL';
      const rows = connection
        .query<Person, Row>(
          `SELECT * FROM ${table} AS t
           WHERE ${isOfGuild} AND (${[...isTheirs, ...isMentioned].join(' OR ')})`,
        )
        .all({ guildId, userId });
      const theirs = rows.filter((row) => 'number' in row || isAbout(row, userId));
      const jsonColumns = new Set(columns.filter((one) => one.isJson).map(({ column }) => column));
      return [table, theirs.map((row) => readable(row, userId, jsonColumns))];
    });
    return Object.fromEntries(tables.filter(([, rows]) => rows.length > 0));
  };
}

/** The database looks for the digits anywhere; here a longer number that holds them is left out. */
function isAbout(row: Row, userId: UserId): boolean {
  return Object.values(row).some((value) => typeof value === 'string' && mentions(value, userId));
}

function readable(row: Row, userId: UserId, jsonColumns: ReadonlySet<string>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (jsonColumns.has(column) && typeof value === 'string') {
        return [column, withoutOthers(JSON.parse(value), userId)];
      }
      return [column, column === 'actor_id' ? withoutOthers(value, userId) : value];
    }),
  );
}

function withoutOthers(value: unknown, userId: UserId): unknown {
  if (typeof value === 'string') return DISCORD_ID.test(value) && value !== userId ? null : value;
  if (Array.isArray(value)) {
    return value
      .map((item) => withoutOthers(item, userId))
      .filter((item, index) => item !== null || value[index] === null);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutOthers(inner, userId)]),
  );
}
