import type { Connection } from './connection.ts';

/** A table of the open database, with the columns in which the id of a person may stand. */
export interface Table {
  readonly name: string;
  readonly textColumns: readonly TextColumn[];
  /** SQL condition on the rows: those of `@guildId`. Tables without a guild are the installation's own. */
  readonly isOfGuild: string;
  /** Its rows are about the person whose number they hold. */
  readonly isByNumber: boolean;
}

export interface TextColumn {
  readonly name: string;
  readonly isNullable: boolean;
  /** Its rows are JSON, which the schema itself sees to. */
  readonly isJson: boolean;
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

interface ColumnRow {
  table: string;
  sql: string;
  name: string;
  type: string;
  isNotNull: number;
}

/** Every table, as the schema has it now. */
export function tablesOf(connection: Connection): Table[] {
  const rows = connection
    .query<Record<string, never>, ColumnRow>(
      `SELECT t.name AS "table", t.sql, c.name, c.type, c."notnull" AS isNotNull
       FROM sqlite_schema AS t JOIN pragma_table_xinfo(t.name) AS c
       WHERE t.type = 'table' AND t.name <> 'forgetting' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~'
         AND c.hidden = 0
       ORDER BY t.name, c.cid`,
    )
    .all({});
  return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => {
    const has = (column: string): boolean => columns.some((one) => one.name === column);
    return {
      name,
      textColumns: columns.filter(mayHoldAPerson).map((column) => ({
        name: column.name,
        isNullable: column.isNotNull === 0,
        isJson: column.sql.includes(`json_valid(${column.name})`),
      })),
      isOfGuild: has('guild_id') ? 'guild_id = @guildId' : '@guildId IS NOT NULL',
      isByNumber: has('number'),
    };
  });
}

function mayHoldAPerson({ name, type }: ColumnRow): boolean {
  return type === 'TEXT' && !NAMES_OF_OTHER_THINGS.has(name);
}
