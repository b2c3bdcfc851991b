import type { AuditStore } from '../app/store-port.ts';
import type { GuildId, UserId } from '../domain/identity.ts';
import type { Connection } from './connection.ts';

interface AuditRow {
  guildId: GuildId;
  atMs: number;
  actorId: UserId | null;
  action: string;
  subject: string;
  before: string;
  after: string;
}

export function auditStore(connection: Connection): AuditStore {
  const add = connection.change<{ [K in keyof AuditRow]: AuditRow[K] }>(
    `INSERT INTO audit (guild_id, at_ms, actor_id, action, subject, before, after)
     VALUES (@guildId, @atMs, @actorId, @action, @subject, @before, @after)`,
  );
  const latest = connection.query<{ guildId: GuildId; limit: number }, AuditRow>(
    `SELECT guild_id AS guildId, at_ms AS atMs, actor_id AS actorId, action, subject, before, after
     FROM audit WHERE guild_id = @guildId ORDER BY id DESC LIMIT @limit`,
  );

  return {
    add: (entry) =>
      void add.run({
        ...entry,
        // JSON has no word for "undefined"; for the reader of an audit it is nothing, like null.
        before: JSON.stringify(entry.before ?? null),
        after: JSON.stringify(entry.after ?? null),
      }),
    latest: (guildId, limit) =>
      latest.all({ guildId, limit }).map((row) => ({
        ...row,
        before: JSON.parse(row.before) as unknown,
        after: JSON.parse(row.after) as unknown,
      })),
  };
}
