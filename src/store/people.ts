import type { PeopleStore, Person } from '../app/people-port.ts';
import type { GuildId, PersonNumber, UserId } from '../domain/identity.ts';
import type { Connection } from './connection.ts';
import { forgetting } from './forget.ts';
import { KeptReads } from './kept-reads.ts';
import { personExport } from './person-export.ts';
import { isArray, readableRows, storedJson, type UnreadableReport } from './stored-json.ts';

interface PersonRow {
  guildId: GuildId;
  number: PersonNumber;
  userId: UserId;
  zone: string | null;
  language: string | null;
  locale: string;
  wantsDirect: number;
  reminders: string | null;
  teaches: number;
  lastAskedAtMs: number | null;
}

type Guild = { guildId: GuildId };
type ByUser = Guild & { userId: UserId };
type ByNumber = Guild & { number: PersonNumber };

const columns = `guild_id AS guildId, number, user_id AS userId, zone, language, locale,
  wants_direct AS wantsDirect, reminders, teaches, last_asked_at_ms AS lastAskedAtMs`;

const reminders = storedJson<readonly number[]>(1, isArray);

function prepare(connection: Connection) {
  const find = connection.query<ByUser, PersonRow>(
    `SELECT ${columns} FROM people WHERE guild_id = @guildId AND user_id = @userId`,
  );
  const byNumber = connection.query<ByNumber, PersonRow>(
    `SELECT ${columns} FROM people WHERE guild_id = @guildId AND number = @number`,
  );
  const teachers = connection.query<Guild, PersonRow>(
    `SELECT ${columns} FROM people WHERE guild_id = @guildId AND teaches = 1 ORDER BY number`,
  );
  const nextNumber = connection.query<Guild, { number: PersonNumber }>(
    `INSERT INTO person_numbers (guild_id, last_number) VALUES (@guildId, 1)
     ON CONFLICT (guild_id) DO UPDATE SET last_number = last_number + 1
     RETURNING last_number AS number`,
  );
  const add = connection.change<ByUser & ByNumber & { locale: string }>(
    `INSERT INTO people (guild_id, number, user_id, locale, wants_direct, teaches)
     VALUES (@guildId, @number, @userId, @locale, 0, 0)`,
  );
  const seen = connection.change<ByNumber & { locale: string }>(
    `UPDATE people SET locale = @locale WHERE guild_id = @guildId AND number = @number`,
  );
  // Whose number it is never changes.
  const save = connection.change<{ [K in keyof PersonRow]: PersonRow[K] }>(
    `UPDATE people SET zone = @zone, language = @language, locale = @locale,
       wants_direct = @wantsDirect, reminders = @reminders, teaches = @teaches,
       last_asked_at_ms = @lastAskedAtMs
     WHERE guild_id = @guildId AND number = @number AND user_id = @userId`,
  );
  const zones = connection.query<Guild, { zone: string }>(
    `SELECT DISTINCT p.zone FROM people AS p
     WHERE p.guild_id = @guildId AND p.zone IS NOT NULL
       AND p.number IN
         (SELECT u.number FROM sign_ups AS u
          JOIN series AS s ON s.guild_id = u.guild_id AND s.id = u.series_id
          WHERE u.guild_id = @guildId AND u.wants = 1 AND s.removed_at_ms IS NULL)
     ORDER BY p.zone`,
  );
  const spend = connection.change<Guild & { day: string; budget: number }>(
    `INSERT INTO direct_spent (guild_id, day, messages) SELECT @guildId, @day, 1 WHERE @budget > 0
     ON CONFLICT (guild_id, day) DO UPDATE SET messages = messages + 1 WHERE messages < @budget`,
  );
  return { find, byNumber, teachers, nextNumber, add, seen, save, zones, spend };
}

export function peopleStore(connection: Connection, report: UnreadableReport): PeopleStore {
  const sql = prepare(connection);
  const forget = forgetting(connection);
  const teachers = new KeptReads<readonly Person[]>(connection, 'people');
  const zones = new KeptReads<readonly string[]>(connection, 'people', 'sign_ups', 'series');

  const findPerson = (guildId: GuildId, userId: UserId): Person | null => {
    const row = sql.find.get({ guildId, userId });
    return row ? read(row) : null;
  };

  return {
    find: findPerson,
    byNumber(guildId, number) {
      const row = sql.byNumber.get({ guildId, number });
      return row ? read(row) : null;
    },
    /** Someone who is known already is given back, with the locale they have now. */
    enrol: (guildId, userId, locale) =>
      connection.transaction(() => {
        const known = findPerson(guildId, userId);
        if (known?.locale === locale) return known;
        const number = known?.number ?? sql.nextNumber.get({ guildId })?.number;
        if (number === undefined) throw new Error('a number is always given');
        if (known) sql.seen.run({ guildId, number, locale });
        else sql.add.run({ guildId, userId, number, locale });
        const person = findPerson(guildId, userId);
        if (!person) throw new Error('who was just enrolled is there');
        return person;
      }),
    save({ remindersMs, wantsDirect, teaches, ...rest }) {
      const changed = sql.save.run({
        ...rest,
        wantsDirect: wantsDirect ? 1 : 0,
        teaches: teaches ? 1 : 0,
        reminders: remindersMs && reminders.write(remindersMs),
      });
      if (changed === 0) throw new Error('only someone who was enrolled can be saved');
    },
    teachers: (guildId) => [
      ...teachers.of(guildId, () => readableRows(sql.teachers.all({ guildId }), read, report)),
    ],
    zonesOfSignedUp: (guildId) => [
      ...zones.of(guildId, () => sql.zones.all({ guildId }).map(({ zone }) => zone)),
    ],
    export: personExport(connection),
    forget: (guildId, userId, atMs) =>
      forget(guildId, userId, atMs, () => sql.nextNumber.get({ guildId })?.number ?? 0),
    spendDirect: (guildId, day, budget) => sql.spend.run({ guildId, day, budget }) === 1,
  };
}

function read({ reminders: text, wantsDirect, teaches, ...row }: PersonRow): Person {
  const place = `person ${row.number} of guild ${row.guildId}`;
  return {
    ...row,
    wantsDirect: wantsDirect === 1,
    teaches: teaches === 1,
    remindersMs: text === null ? null : reminders.read(text, reminders.version, place),
  };
}
