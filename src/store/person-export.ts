import type { GuildId, UserId } from '../domain/identity.ts';
import type { Connection } from './connection.ts';
import { tablesOf, type Table } from './tables.ts';
import { mentions } from './without-person.ts';

type Person = { guildId: GuildId; userId: UserId };
type Row = Readonly<Record<string, unknown>>;

/** Discord's ids: of people, but of channels and messages too. */
const DISCORD_ID = /^\d{15,20}$/;
const DISCORD_IDS = /(?<!\d)\d{15,20}(?!\d)/g;
/** Columns with the id of a guild, a channel, a message, a session: of anything but a person. */
const NAMES_ANOTHER_THING = /^(?!actor_id$|user_id$).*id$/;

/**
 * Every row that is about the person or mentions their id, by table, with JSON unfolded.
 * Whoever else such a row names is left out of it: it is not theirs to be given.
 */
export function personExport(
  connection: Connection,
): (guildId: GuildId, userId: UserId) => Record<string, Row[]> {
  return (guildId, userId) => {
    const tables = tablesOf(connection).map((table): [string, Row[]] => {
      const jsonColumns = new Set(
        table.textColumns.filter(({ isJson }) => isJson).map(({ name }) => name),
      );
      const rows = rowsAbout(connection, table, { guildId, userId });
      return [table.name, rows.map((row) => readable(row, userId, jsonColumns))];
    });
    return Object.fromEntries(tables.filter(([, rows]) => rows.length > 0));
  };
}

function rowsAbout(connection: Connection, table: Table, person: Person): Row[] {
  const isMentioned = table.textColumns.map(({ name }) => `instr(${name}, @userId) > 0`);
  const isTheirs = `number =
    (SELECT p.number FROM people AS p WHERE p.guild_id = @guildId AND p.user_id = @userId)`;
  const conditions = [...isMentioned, ...(table.isByNumber ? [isTheirs] : [])];
  if (conditions.length === 0) return [];
  const found = connection
    .query<Person, Row>(
      `SELECT * FROM ${table.name} WHERE ${table.isOfGuild} AND (${conditions.join(' OR ')})`,
    )
    .all(person);
  return table.isByNumber ? found : found.filter((row) => isAbout(row, person.userId));
}

/** The database looks for the digits anywhere; here a longer number that holds them is left out. */
function isAbout(row: Row, userId: UserId): boolean {
  return Object.values(row).some((value) => typeof value === 'string' && mentions(value, userId));
}

function readable(row: Row, userId: UserId, jsonColumns: ReadonlySet<string>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (NAMES_ANOTHER_THING.test(column)) return [column, value];
      const isJson = jsonColumns.has(column) && typeof value === 'string';
      return [column, withoutOthers(isJson ? JSON.parse(value) : value, userId)];
    }),
  );
}

function withoutOthers(value: unknown, userId: UserId): unknown {
  if (isOther(value, userId)) return null;
  if (typeof value === 'string') {
    return value.replaceAll(DISCORD_IDS, (id) => (id === userId ? id : 'someone'));
  }
  if (Array.isArray(value)) {
    return value
      .filter((item) => !isOther(item, userId))
      .map((item) => withoutOthers(item, userId));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutOthers(inner, userId)]),
  );
}

function isOther(value: unknown, userId: UserId): boolean {
  return typeof value === 'string' && DISCORD_ID.test(value) && value !== userId;
}
