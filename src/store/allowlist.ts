import type { AllowlistStore, Recording } from '../app/store-port.ts';
import type { GuildId, RecordingId } from '../domain/identity.ts';
import type { Allowlist, AllowlistEntry } from '../domain/playback.ts';
import type { KeptRecording } from '../domain/recording.ts';
import type { SoundCloudPage } from '../domain/sound-cloud.ts';
import type { Connection } from './connection.ts';
import { KeptReads } from './kept-reads.ts';
import { hasShape, isNumber, isText, storedJson, type Check } from './stored-json.ts';

type Name = { guildId: GuildId; id: RecordingId };
type Saved<R extends AllowlistEntry> = { guildId: GuildId; atMs: number } & {
  [K in Exclude<keyof R, 'lastPlayedAtMs' | 'stream' | 'page'>]: R[K];
};
/** As the columns are: pages are JSON. */
type Row<R extends AllowlistEntry> = Omit<R, 'stream' | 'page'> & {
  stream: string | null;
  page?: string | null;
};

const storedPage = storedJson<SoundCloudPage>(
  1,
  hasShape({
    address: isText,
    trackId: isText,
    userId: isText,
    durationMs: isNumber,
  } satisfies Record<keyof SoundCloudPage, Check>),
);

/**
 * What an approval is for: one file, as people are told of it, for as long as it is permitted. A
 * row that says `approved` of anything else was written past this program, and needs somebody's
 * look before it is heard.
 */
const APPROVED_AS = `json_array(sha256, title, speaker, language, length_ms, permission_ends_at_ms)`;
const status = `CASE WHEN r.status = 'approved' AND r.approved_as IS NOT ${APPROVED_AS}
  THEN 'needsReview' ELSE r.status END AS status`;
const entryColumns = `r.id, r.title, r.speaker, r.language, r.length_ms AS lengthMs, ${status},
  r.permission_ends_at_ms AS permissionEndsAtMs, r.sha256,
  iif(r.is_streamed, r.page, NULL) AS stream,
  (SELECT max(p.at_ms) FROM plays AS p
   WHERE p.guild_id = r.guild_id AND p.recording_id = r.id) AS lastPlayedAtMs`;
const recordingColumns = `${entryColumns}, r.kind, r.intensity, r.licence, r.credit, r.transcript,
  r.file`;
const keptColumns = `${recordingColumns}, r.proposed_by AS proposedBy, r.approved_by AS approvedBy,
  r.approved_at_ms AS approvedAtMs, r.revoked_at_ms AS revokedAtMs,
  r.permission_from AS permissionFrom, r.permission_at_ms AS permissionAtMs, r.source, r.link,
  r.decided_at_ms AS decidedAtMs, r.source_sha256 AS sourceSha256, r.page`;

export function allowlistStore(connection: Connection): AllowlistStore {
  const entries = connection.query<{ guildId: GuildId }, Row<AllowlistEntry>>(
    `SELECT ${entryColumns} FROM recordings AS r WHERE r.guild_id = @guildId ORDER BY r.id`,
  );
  const list = connection.query<{ guildId: GuildId }, Row<Recording>>(
    `SELECT ${recordingColumns} FROM recordings AS r WHERE r.guild_id = @guildId ORDER BY r.id`,
  );
  const find = connection.query<Name, Row<Recording>>(
    `SELECT ${recordingColumns} FROM recordings AS r WHERE r.guild_id = @guildId AND r.id = @id`,
  );
  const kept = connection.query<Name, Row<KeptRecording>>(
    `SELECT ${keptColumns} FROM recordings AS r WHERE r.guild_id = @guildId AND r.id = @id`,
  );
  const listKept = connection.query<{ guildId: GuildId }, Row<KeptRecording>>(
    `SELECT ${keptColumns} FROM recordings AS r WHERE r.guild_id = @guildId ORDER BY r.id`,
  );
  const save = connection.change<Saved<Recording>>(
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
  const seal = connection.change<Name>(
    `UPDATE recordings SET approved_as = iif(status = 'approved', ${APPROVED_AS}, NULL)
     WHERE guild_id = @guildId AND id = @id`,
  );
  const saveLife = connection.change<
    Saved<KeptRecording> & { page: string | null; isStreamed: 0 | 1 }
  >(
    `UPDATE recordings SET
       proposed_by = @proposedBy, approved_by = @approvedBy, approved_at_ms = @approvedAtMs,
       revoked_at_ms = @revokedAtMs, permission_from = @permissionFrom,
       permission_at_ms = @permissionAtMs, source = @source, link = @link,
       decided_at_ms = @decidedAtMs, source_sha256 = @sourceSha256, page = @page,
       is_streamed = @isStreamed
     WHERE guild_id = @guildId AND id = @id`,
  );
  const named = connection.query<Record<string, never>, { sha256: string }>(
    // What is heard from its page has no file, and its hash names none.
    `SELECT sha256 FROM recordings WHERE is_streamed = 0
     UNION SELECT sha256 FROM own_sentences`,
  );
  const addPlay = connection.change<Name & { atMs: number }>(
    `INSERT INTO plays (guild_id, recording_id, at_ms) VALUES (@guildId, @id, @atMs)
     ON CONFLICT DO NOTHING`,
  );

  // A key press or the first frame of a recording reads no thousands of rows.
  const allowlists = new KeptReads<Allowlist>(connection, 'recordings', 'plays');
  const lists = new KeptReads<readonly Recording[]>(connection, 'recordings', 'plays');

  function saveRecording(guildId: GuildId, recording: Recording, atMs: number): void {
    const { id, title, speaker, language, lengthMs, permissionEndsAtMs, sha256 } = recording;
    const { kind, intensity, licence, credit, transcript, file } = recording;
    const entry = { id, title, speaker, language, lengthMs, permissionEndsAtMs, sha256 };
    const shown = { kind, intensity, licence, credit, transcript, file };
    connection.transaction(() => {
      save.run({ guildId, atMs, status: recording.status, ...entry, ...shown });
      seal.run({ guildId, id });
    });
  }

  return {
    of: (guildId) =>
      allowlists.of(
        guildId,
        () => new Map(entries.all({ guildId }).map((row) => [row.id, withStream(row)])),
      ),
    find: (guildId, id) => withStream(find.get({ guildId, id })),
    list: (guildId) => [
      ...lists.of(guildId, () => list.all({ guildId }).map((row) => withStream(row))),
    ],
    save: saveRecording,
    kept: (guildId, id) => withPage(kept.get({ guildId, id })),
    listKept: (guildId) => listKept.all({ guildId }).map((row) => withPage(row)),
    saveKept(guildId, recording, atMs) {
      const { lastPlayedAtMs: _keptInPlays, stream, page: pinned, ...columns } = recording;
      const page = pinned && storedPage.write(pinned);
      const isStreamed = stream === null ? 0 : 1;
      connection.transaction(() => {
        saveRecording(guildId, recording, atMs);
        saveLife.run({ guildId, atMs, ...columns, page, isStreamed });
      });
    },
    namedSha256s: () => new Set(named.all({}).map(({ sha256 }) => sha256)),
    markPlayed: (guildId, id, atMs) => void addPlay.run({ guildId, id, atMs }),
  };
}

function withStream<R extends AllowlistEntry>(row: Row<R>): R;
function withStream<R extends AllowlistEntry>(row: Row<R> | undefined): R | null;
function withStream<R extends AllowlistEntry>(row: Row<R> | undefined): R | null {
  return row ? ({ ...row, stream: readPage(row.stream, row.id) } as R) : null;
}

function withPage(row: Row<KeptRecording>): KeptRecording;
function withPage(row: Row<KeptRecording> | undefined): KeptRecording | null;
function withPage(row: Row<KeptRecording> | undefined): KeptRecording | null {
  return row
    ? { ...withStream<KeptRecording>(row), page: readPage(row.page ?? null, row.id) }
    : null;
}

function readPage(text: string | null, id: RecordingId): SoundCloudPage | null {
  return text === null ? null : storedPage.read(text, 1, `page of recording ${id}`);
}
