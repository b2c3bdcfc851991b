import type { AllowlistStore, Recording } from '../app/store-port.ts';
import type { GuildId, RecordingId } from '../domain/identity.ts';
import type { AllowlistEntry } from '../domain/playback.ts';
import type { Connection } from './connection.ts';

type Name = { guildId: GuildId; id: RecordingId };
type NewRecording = { guildId: GuildId; atMs: number } & {
  [K in Exclude<keyof Recording, 'lastPlayedAtMs'>]: Recording[K];
};

const entryColumns = `r.id, r.title, r.speaker, r.language, r.length_ms AS lengthMs, r.status,
  r.permission_ends_at_ms AS permissionEndsAtMs, r.sha256,
  (SELECT max(p.at_ms) FROM plays AS p
   WHERE p.guild_id = r.guild_id AND p.recording_id = r.id) AS lastPlayedAtMs`;
const recordingColumns = `${entryColumns}, r.kind, r.intensity, r.licence, r.credit, r.transcript,
  r.file`;

export function allowlistStore(connection: Connection): AllowlistStore {
  const entries = connection.query<{ guildId: GuildId }, AllowlistEntry>(
    `SELECT ${entryColumns} FROM recordings AS r WHERE r.guild_id = @guildId ORDER BY r.id`,
  );
  const list = connection.query<{ guildId: GuildId }, Recording>(
    `SELECT ${recordingColumns} FROM recordings AS r WHERE r.guild_id = @guildId ORDER BY r.id`,
  );
  const find = connection.query<Name, Recording>(
    `SELECT ${recordingColumns} FROM recordings AS r WHERE r.guild_id = @guildId AND r.id = @id`,
  );
  const save = connection.change<NewRecording>(
    `INSERT INTO recordings
       (guild_id, id, title, speaker, language, length_ms, status, permission_ends_at_ms, sha256,
        kind, intensity, licence, credit, transcript, file, saved_at_ms)
     VALUES
       (@guildId, @id, @title, @speaker, @language, @lengthMs, @status, @permissionEndsAtMs,
        @sha256, @kind, @intensity, @licence, @credit, @transcript, @file, @atMs)
     ON CONFLICT (guild_id, id) DO UPDATE SET
       title = excluded.title, speaker = excluded.speaker, language = excluded.language,
       length_ms = excluded.length_ms, status = excluded.status,
       permission_ends_at_ms = excluded.permission_ends_at_ms, sha256 = excluded.sha256,
       kind = excluded.kind, intensity = excluded.intensity, licence = excluded.licence,
       credit = excluded.credit, transcript = excluded.transcript, file = excluded.file,
       saved_at_ms = excluded.saved_at_ms`,
  );
  const addPlay = connection.change<Name & { atMs: number }>(
    `INSERT INTO plays (guild_id, recording_id, at_ms) VALUES (@guildId, @id, @atMs)
     ON CONFLICT DO NOTHING`,
  );

  return {
    of: (guildId) => new Map(entries.all({ guildId }).map((entry) => [entry.id, entry])),
    find: (guildId, id) => find.get({ guildId, id }) ?? null,
    list: (guildId) => list.all({ guildId }),
    save(guildId, recording, atMs) {
      const { lastPlayedAtMs: _keptInPlays, ...columns } = recording;
      save.run({ guildId, atMs, ...columns });
    },
    markPlayed: (guildId, id, atMs) => void addPlay.run({ guildId, id, atMs }),
  };
}
