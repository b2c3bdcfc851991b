import type { PersonNumbers, Signed, SignUp, SignUpStore } from '../app/people-port.ts';
import {
  asId,
  type GuildId,
  type OccurrenceId,
  type PersonNumber,
  type RoleId,
  type SeriesId,
  type UserId,
} from '../domain/identity.ts';
import type { Connection } from './connection.ts';
import { KeptReads } from './kept-reads.ts';

interface SignUpRow {
  guildId: GuildId;
  number: PersonNumber;
  seriesId: SeriesId;
  occurrenceId: OccurrenceId;
  wants: number;
  atMs: number;
  hasRole: number;
}

interface SignedRow {
  number: PersonNumber;
  userId: UserId;
  zone: string | null;
  wantsDirect: number;
  hasRole: number;
}

type Guild = { guildId: GuildId };
type OfSeries = Guild & { seriesId: SeriesId };
type OfSession = OfSeries & { occurrenceId: OccurrenceId };
type Among = { fromNumber: number; toNumber: number };

/** What stands in the column when a wish is about the whole series. */
const WHOLE_SERIES = asId<OccurrenceId>('');

const columns = `u.guild_id AS guildId, u.number, u.series_id AS seriesId,
  u.occurrence_id AS occurrenceId, u.wants, u.at_ms AS atMs, u.has_role AS hasRole`;

/**
 * The numbers of who wants a session: each says so about the session or, having said nothing
 * about it, about the series. Both halves come from the primary key in the order of numbers.
 */
const WANTED = `
  SELECT u.number, u.has_role FROM sign_ups AS u
  WHERE u.guild_id = @guildId AND u.series_id = @seriesId AND u.occurrence_id = '' AND u.wants = 1
    AND u.number >= @fromNumber AND u.number < @toNumber
    AND NOT EXISTS
      (SELECT 1 FROM sign_ups AS one
       WHERE one.guild_id = u.guild_id AND one.series_id = u.series_id
         AND one.occurrence_id = @occurrenceId AND one.number = u.number)
  UNION ALL
  SELECT one.number,
    coalesce((SELECT u.has_role FROM sign_ups AS u
      WHERE u.guild_id = one.guild_id AND u.series_id = one.series_id AND u.occurrence_id = ''
        AND u.number = one.number), 0) AS has_role
  FROM sign_ups AS one
  WHERE one.guild_id = @guildId AND one.series_id = @seriesId
    AND one.occurrence_id = @occurrenceId AND one.occurrence_id <> '' AND one.wants = 1
    AND one.number >= @fromNumber AND one.number < @toNumber`;

const signedColumns = `p.number, p.user_id AS userId, p.zone, p.wants_direct AS wantsDirect`;

function prepare(connection: Connection) {
  const save = connection.change<{ [K in keyof SignUpRow]: SignUpRow[K] }>(
    `INSERT INTO sign_ups (guild_id, number, series_id, occurrence_id, wants, has_role, at_ms)
     VALUES (@guildId, @number, @seriesId, @occurrenceId, @wants, @hasRole, @atMs)
     ON CONFLICT (guild_id, series_id, occurrence_id, number) DO UPDATE SET
       wants = excluded.wants, has_role = excluded.has_role, at_ms = excluded.at_ms`,
  );
  const remove = connection.change<OfSession & { number: PersonNumber }>(
    `DELETE FROM sign_ups
     WHERE guild_id = @guildId AND number = @number AND series_id = @seriesId
       AND occurrence_id = @occurrenceId`,
  );
  const ofPerson = connection.query<Guild & { number: PersonNumber }, SignUpRow>(
    `SELECT ${columns} FROM sign_ups AS u
     WHERE u.guild_id = @guildId AND u.number = @number ORDER BY u.series_id, u.occurrence_id`,
  );
  const forSession = connection.query<OfSession & Among, SignedRow>(
    `SELECT ${signedColumns}, w.has_role AS hasRole FROM (${WANTED}) AS w
     CROSS JOIN people AS p ON p.guild_id = @guildId AND p.number = w.number ORDER BY p.number`,
  );
  const countForSession = connection.query<OfSession & Among, { people: number }>(
    `SELECT count(*) AS people FROM (${WANTED})`,
  );
  const forSeries = connection.query<OfSeries & Among, SignedRow>(
    `SELECT ${signedColumns}, u.has_role AS hasRole FROM sign_ups AS u
     CROSS JOIN people AS p ON p.guild_id = u.guild_id AND p.number = u.number
     WHERE u.guild_id = @guildId AND u.series_id = @seriesId AND u.occurrence_id = ''
       AND u.wants = 1 AND u.number >= @fromNumber AND u.number < @toNumber
     ORDER BY u.number`,
  );
  const countBySeries = connection.query<Guild, { seriesId: SeriesId; people: number }>(
    `SELECT u.series_id AS seriesId, count(DISTINCT u.number) AS people FROM sign_ups AS u
     WHERE u.guild_id = @guildId AND u.wants = 1
       AND u.series_id IN
         (SELECT id FROM series WHERE guild_id = @guildId AND removed_at_ms IS NULL)
     GROUP BY u.series_id`,
  );
  return { save, remove, ofPerson, forSession, countForSession, forSeries, countBySeries };
}

function prepareRoles(connection: Connection) {
  const toSettle = connection.query<
    Guild & { limit: number },
    SignUpRow & { userId: UserId; give: number }
  >(
    `SELECT * FROM
       (SELECT ${columns}, p.user_id AS userId,
          u.wants = 1 AND p.wants_direct = 0 AND s.removed_at_ms IS NULL AS give
        FROM sign_ups AS u
        JOIN people AS p ON p.guild_id = u.guild_id AND p.number = u.number
        JOIN series AS s ON s.guild_id = u.guild_id AND s.id = u.series_id
        WHERE u.guild_id = @guildId AND u.occurrence_id = '')
     WHERE hasRole <> give ORDER BY atMs, number, seriesId LIMIT @limit`,
  );
  const roleOf = connection.query<OfSeries, { roleId: RoleId }>(
    `SELECT role_id AS roleId FROM series_roles WHERE guild_id = @guildId AND series_id = @seriesId`,
  );
  const saveRole = connection.change<OfSeries & { roleId: RoleId }>(
    `INSERT INTO series_roles (guild_id, series_id, role_id) VALUES (@guildId, @seriesId, @roleId)
     ON CONFLICT (guild_id, series_id) DO UPDATE SET role_id = excluded.role_id`,
  );
  const dropRole = connection.change<OfSeries>(
    `DELETE FROM series_roles WHERE guild_id = @guildId AND series_id = @seriesId`,
  );
  return { toSettle, roleOf, saveRole, dropRole };
}

export function signUpStore(connection: Connection): SignUpStore {
  const sql = prepare(connection);
  const roles = prepareRoles(connection);
  const counts = new KeptReads<ReadonlyMap<SeriesId, number>>(connection, 'sign_ups', 'series');
  const signed = new KeptReads<readonly Signed[]>(connection, 'sign_ups', 'people');
  const toSettle = new KeptReads<ReturnType<SignUpStore['rolesToSettle']>>(
    connection,
    'sign_ups',
    'people',
    'series',
  );

  return {
    save({ occurrenceId, wants, hasRole, ...rest }) {
      sql.save.run({
        ...rest,
        occurrenceId: occurrenceId ?? WHOLE_SERIES,
        wants: wants ? 1 : 0,
        hasRole: hasRole ? 1 : 0,
      });
    },
    remove: (guildId, number, seriesId, occurrenceId) =>
      sql.remove.run({
        guildId,
        number,
        seriesId,
        occurrenceId: occurrenceId ?? WHOLE_SERIES,
      }) === 1,
    ofPerson: (guildId, number) => sql.ofPerson.all({ guildId, number }).map(readSignUp),
    forOccurrence(guildId, seriesId, occurrenceId, among) {
      const asked = { guildId, seriesId, occurrenceId, ...rangeOf(among) };
      const readAnew = (): Signed[] => sql.forSession.all(asked).map(readSigned);
      // Some of many are asked for once.
      if (among !== undefined) return readAnew();
      return [...signed.of(`${guildId} ${seriesId} ${occurrenceId}`, readAnew)];
    },
    forSeries: (guildId, seriesId, among) =>
      sql.forSeries.all({ guildId, seriesId, ...rangeOf(among) }).map(readSigned),
    countBySeries: (guildId) =>
      counts.of(
        guildId,
        () => new Map(sql.countBySeries.all({ guildId }).map((row) => [row.seriesId, row.people])),
      ),
    countForOccurrence: (guildId, seriesId, occurrenceId) =>
      sql.countForSession.get({ guildId, seriesId, occurrenceId, ...rangeOf(undefined) })?.people ??
      0,
    rolesToSettle: (guildId, limit) =>
      toSettle.of(`${guildId} ${limit}`, () =>
        roles.toSettle.all({ guildId, limit }).map(({ userId, give, ...row }) => ({
          signUp: readSignUp(row),
          userId,
          give: give === 1,
        })),
      ),
    roleOf: (guildId, seriesId) => roles.roleOf.get({ guildId, seriesId })?.roleId ?? null,
    saveRole(guildId, seriesId, roleId) {
      if (roleId === null) roles.dropRole.run({ guildId, seriesId });
      else roles.saveRole.run({ guildId, seriesId, roleId });
    },
  };
}

function rangeOf(among: PersonNumbers | undefined): Among {
  return { fromNumber: among?.from ?? 0, toNumber: among?.to ?? Number.MAX_SAFE_INTEGER };
}

function readSignUp({ occurrenceId, wants, hasRole, ...row }: SignUpRow): SignUp {
  return {
    ...row,
    occurrenceId: occurrenceId === WHOLE_SERIES ? null : occurrenceId,
    wants: wants === 1,
    hasRole: hasRole === 1,
  };
}

function readSigned({ wantsDirect, hasRole, ...row }: SignedRow): Signed {
  return { ...row, wantsDirect: wantsDirect === 1, hasRole: hasRole === 1 };
}
