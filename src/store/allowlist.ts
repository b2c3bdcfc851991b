import type { AllowlistStore, Recording } from '../app/store-port.ts';
import type { GuildId, RecordingId } from '../domain/identity.ts';
import type { AllowlistEntry } from '../domain/playback.ts';
import type { KeptRecording } from '../domain/recording.ts';
import type { Connection } from './connection.ts';

type Name = { guildId: GuildId; id: RecordingId };
type Saved<R extends AllowlistEntry> = { guildId: GuildId; atMs: number } & {
  [K in Exclude<keyof R, 'lastPlayedAtMs'>]: R[K];
};

/**
 * An approval is for one file. A row that says `approved` for another one was written past
 * this program, and needs somebody's look before it is heard.
 */
const status = `CASE WHEN r.status = 'approved' AND r.approved_sha256 IS NOT r.sha256
  THEN 'needsReview' ELSE r.status END AS status`;
const entryColumns = `r.id, r.title, r.speaker, r.language, r.length_ms AS lengthMs, ${status},
  r.permission_ends_at_ms AS permissionEndsAtMs, r.sha256,
  (SELECT max(p.at_ms) FROM plays AS p
   WHERE p.guild_id = r.guild_id AND p.recording_id = r.id) AS lastPlayedAtMs`;
const recordingColumns = `${entryColumns}, r.kind, r.intensity, r.licence, r.credit, r.transcript,
  r.file`;
const keptColumns = `${recordingColumns}, r.proposed_by AS proposedBy, r.approved_by AS approvedBy,
  r.approved_at_ms AS approvedAtMs, r.revoked_at_ms AS revokedAtMs,
  r.permission_from AS permissionFrom, r.permission_at_ms AS permissionAtMs, r.source, r.link,
  r.decided_at_ms AS decidedAtMs`;

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
  const kept = connection.query<Name, KeptRecording>(
    `SELECT ${keptColumns} FROM recordings AS r WHERE r.guild_id = @guildId AND r.id = @id`,
  );
  const listKept = connection.query<{ guildId: GuildId }, KeptRecording>(
    `SELECT ${keptColumns} FROM recordings AS r WHERE r.guild_id = @guildId ORDER BY r.id`,
  );
  const save = connection.change<Saved<Recording>>(
    `INSERT INTO recordings
       (guild_id, id, title, speaker, language, length_ms, status, permission_ends_at_ms, sha256,
        kind, intensity, licence, credit, transcript, file, saved_at_ms, approved_sha256)
     VALUES
       (@guildId, @id, @title, @speaker, @language, @lengthMs, @status, @permissionEndsAtMs,
        @sha256, @kind, @intensity, @licence, @credit, @transcript, @file, @atMs,
        iif(@status = 'approved', @sha256, NULL))
     ON CONFLICT (guild_id, id) DO UPDATE SET
       title = excluded.title, speaker = excluded.speaker, language = excluded.language,
       length_ms = excluded.length_ms, status = excluded.status,
       permission_ends_at_ms = excluded.permission_ends_at_ms, sha256 = excluded.sha256,
       kind = excluded.kind, intensity = excluded.intensity, licence = excluded.licence,
       credit = excluded.credit, transcript = excluded.transcript, file = excluded.file,
       saved_at_ms = excluded.saved_at_ms, approved_sha256 = excluded.approved_sha256`,
  );
  const saveLife = connection.change<Saved<KeptRecording>>(
    `UPDATE recordings SET
       proposed_by = @proposedBy, approved_by = @approvedBy, approved_at_ms = @approvedAtMs,
       revoked_at_ms = @revokedAtMs, permission_from = @permissionFrom,
       permission_at_ms = @permissionAtMs, source = @source, link = @link,
       decided_at_ms = @decidedAtMs
     WHERE guild_id = @guildId AND id = @id`,
  );
  const addPlay = connection.change<Name & { atMs: number }>(
    `INSERT INTO plays (guild_id, recording_id, at_ms) VALUES (@guildId, @id, @atMs)
     ON CONFLICT DO NOTHING`,
  );

  function saveRecording(guildId: GuildId, recording: Recording, atMs: number): void {
    const { id, title, speaker, language, lengthMs, permissionEndsAtMs, sha256 } = recording;
    const { kind, intensity, licence, credit, transcript, file } = recording;
    const entry = { id, title, speaker, language, lengthMs, permissionEndsAtMs, sha256 };
    const shown = { kind, intensity, licence, credit, transcript, file };
    save.run({ guildId, atMs, status: recording.status, ...entry, ...shown });
  }

  return {
    of: (guildId) => new Map(entries.all({ guildId }).map((entry) => [entry.id, entry])),
    find: (guildId, id) => find.get({ guildId, id }) ?? null,
    list: (guildId) => list.all({ guildId }),
    save: saveRecording,
    kept: (guildId, id) => kept.get({ guildId, id }) ?? null,
    listKept: (guildId) => listKept.all({ guildId }),
    saveKept(guildId, recording, atMs) {
      const { lastPlayedAtMs: _keptInPlays, ...columns } = recording;
      connection.transaction(() => {
        saveRecording(guildId, recording, atMs);
        saveLife.run({ guildId, atMs, ...columns });
      });
    },
    markPlayed: (guildId, id, atMs) => void addPlay.run({ guildId, id, atMs }),
  };
}
