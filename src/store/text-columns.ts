import type { Connection } from './connection.ts';

/** A column of a table that holds text, as the schema of the open database has it. */
export interface TextColumn {
  readonly table: string;
  readonly column: string;
  readonly isNullable: boolean;
  /** Its rows are JSON, which the schema itself sees to. */
  readonly isJson: boolean;
  /** The table's rows belong each to a guild. */
  readonly isByGuild: boolean;
  /** The table's rows may be about a person, by their number. */
  readonly isByPerson: boolean;
}

/**
 * What names a guild, a session, a series or a recording names no person, and other rows refer
 * to it. Everything else may hold the id of a person, a table that is added later included.
 */
const NAMES_OF_OTHER_THINGS = new Set([
  'guild_id',
  'id',
  'series_id',
  'occurrence_id',
  'recording_id',
]);

/** Every column that could hold the id of a person. */
export function textColumns(connection: Connection): TextColumn[] {
  const columns = connection
    .query<
      Record<string, never>,
      { table: string; sql: string; column: string; type: string; isNotNull: number }
    >(
      `SELECT t.name AS "table", t.sql, c.name AS "column", c.type, c."notnull" AS isNotNull
       FROM sqlite_schema AS t JOIN pragma_table_xinfo(t.name) AS c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~' AND c.hidden = 0`,
    )
    .all({});
  const has = (table: string, column: string): boolean =>
    columns.some((one) => one.table === table && one.column === column);
  return columns
    .filter(({ table, type }) => type === 'TEXT' && table !== 'forgetting')
    .filter(({ column }) => !NAMES_OF_OTHER_THINGS.has(column))
    .map(({ table, sql, column, isNotNull }) => ({
      table,
      column,
      isNullable: isNotNull === 0,
      isJson: sql.includes(`json_valid(${column})`),
      isByGuild: has(table, 'guild_id'),
      isByPerson: has(table, 'number'),
    }));
}
