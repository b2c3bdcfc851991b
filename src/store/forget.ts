import { rmSync } from 'node:fs';
import type { GuildId, UserId } from '../domain/identity.ts';
import { listBackups } from './backup.ts';
import type { Connection } from './connection.ts';
import { listSetAside } from './restore.ts';
import { outsideFault } from './store-fault.ts';
import { tablesOf } from './tables.ts';
import { withoutPerson } from './without-person.ts';

type Person = { guildId: GuildId; userId: UserId };
type Forget = (guildId: GuildId, userId: UserId, atMs: number, newNumber: () => number) => void;

/**
 * Erases a person: their own rows go, and their id goes from every other row of the guild.
 * Then the files are seen to: deleted bytes are overwritten, the log is emptied, the file is
 * rebuilt if the id can still be found in it, and the copies that stand beside it are removed,
 * since they hold the person too.
 *
 * Not within a transaction. Throws a StoreFault: with `LOCKED`, because another program reads
 * the file just then, the rows are erased already and doing it again does the rest.
 */
export function forgetting(connection: Connection): Forget {
  const numberOf = connection.query<Person, { number: number }>(
    `SELECT number FROM people WHERE guild_id = @guildId AND user_id = @userId`,
  );
  const begin = connection.change<{ userId: UserId }>(
    `INSERT INTO forgetting (user_id) VALUES (@userId)`,
  );
  // What else is theirs (sign-ups, teaching) goes with this row.
  const dropPerson = connection.change<Person>(
    `DELETE FROM people WHERE guild_id = @guildId AND user_id = @userId`,
  );
  const end = connection.change<Record<string, never>>(`DELETE FROM forgetting`);
  const note = connection.change<{ guildId: GuildId; atMs: number; subject: string }>(
    `INSERT INTO audit (guild_id, at_ms, actor_id, action, subject, before, after)
     VALUES (@guildId, @atMs, NULL, 'person.forgotten', @subject, 'null', 'null')`,
  );

  return (guildId, userId, atMs, newNumber) => {
    if (!/^\d+$/.test(userId)) throw new Error(`${userId} is not the id of a person`);
    connection.refuseWithinTransaction();
    connection.transaction(() => {
      const number = numberOf.get({ guildId, userId })?.number ?? newNumber();
      const standIn = `person-${number}`;
      begin.run({ userId });
      dropPerson.run({ guildId, userId });
      eraseFromRows(connection, { guildId, userId }, standIn);
      end.run({});
      note.run({ guildId, atMs, subject: standIn });
    });
    eraseFromFiles(connection, userId);
  };
}

function eraseFromRows(connection: Connection, { guildId, userId }: Person, standIn: string): void {
  for (const table of tablesOf(connection)) {
    for (const column of table.textColumns) {
      connection.defineFunction('without_person', (text) =>
        typeof text === 'string' ? withoutPerson(text, { userId, standIn }, column) : null,
      );
      connection
        .change<Person>(
          `UPDATE ${table.name} SET ${column.name} = without_person(${column.name})
           WHERE instr(${column.name}, @userId) > 0 AND ${table.isOfGuild}`,
        )
        .run({ guildId, userId });
    }
  }
}

function eraseFromFiles(connection: Connection, userId: UserId): void {
  const { path } = connection;
  if (path === ':memory:') return;
  for (const copy of [...listBackups(path), ...listSetAside(path)]) rmSync(copy);
  emptyLog(connection);
  // Overwriting reaches what is deleted now; what was moved between pages earlier may have
  // left a copy behind, and only a rebuilt file has none. That takes its time, so it is done
  // when it is needed.
  if (!connection.bytes().includes(userId)) return;
  connection.rebuild();
  emptyLog(connection);
}

function emptyLog(connection: Connection): void {
  const isBusy = connection.pragma('wal_checkpoint(TRUNCATE)') === 1;
  if (isBusy) throw outsideFault('LOCKED', connection.path);
}
