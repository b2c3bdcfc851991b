import type { OwnSentence, OwnSentenceStore } from '../app/store-port.ts';
import type { GuildId } from '../domain/identity.ts';
import type { Connection } from './connection.ts';
import { KeptReads } from './kept-reads.ts';
import { isArray, readableRows, storedJson, type UnreadableReport } from './stored-json.ts';

type Name = { guildId: GuildId; language: string; sentenceId: string; status: string };
type Row = Omit<OwnSentence, 'spans'> & { spans: string };

const storedSpans = storedJson<OwnSentence['spans']>(1, isArray);
const columns = `language, sentence_id AS sentenceId, status, words, sha256, length_ms AS lengthMs,
  spans, origin, spoken_sha256 AS spokenSha256, set_by AS setBy, set_at_ms AS setAtMs,
  accepted_by AS acceptedBy, accepted_at_ms AS acceptedAtMs`;
const isNamed = `guild_id = @guildId AND language = @language AND sentence_id = @sentenceId
  AND status = @status`;

export function ownSentenceStore(
  connection: Connection,
  report: UnreadableReport,
): OwnSentenceStore {
  const find = connection.query<Name, Row>(`SELECT ${columns} FROM own_sentences WHERE ${isNamed}`);
  const list = connection.query<{ guildId: GuildId }, Row>(
    `SELECT ${columns} FROM own_sentences WHERE guild_id = @guildId
     ORDER BY language, sentence_id, status`,
  );
  const save = connection.change<Row & { guildId: GuildId }>(
    `INSERT INTO own_sentences
       (guild_id, language, sentence_id, status, words, sha256, length_ms, spans, origin,
        spoken_sha256, set_by, set_at_ms, accepted_by, accepted_at_ms)
     VALUES
       (@guildId, @language, @sentenceId, @status, @words, @sha256, @lengthMs, @spans, @origin,
        @spokenSha256, @setBy, @setAtMs, @acceptedBy, @acceptedAtMs)
     ON CONFLICT (guild_id, language, sentence_id, status) DO UPDATE SET
       words = excluded.words, sha256 = excluded.sha256, length_ms = excluded.length_ms,
       spans = excluded.spans, origin = excluded.origin, spoken_sha256 = excluded.spoken_sha256,
       set_by = excluded.set_by, set_at_ms = excluded.set_at_ms,
       accepted_by = excluded.accepted_by, accepted_at_ms = excluded.accepted_at_ms`,
  );
  const remove = connection.change<Name>(`DELETE FROM own_sentences WHERE ${isNamed}`);
  const found = new KeptReads<OwnSentence | null>(connection, 'own_sentences');
  const lists = new KeptReads<readonly OwnSentence[]>(connection, 'own_sentences');

  return {
    find: (guildId, language, sentenceId, status) =>
      found.of(`${guildId} ${language} ${sentenceId} ${status}`, () => {
        const row = find.get({ guildId, language, sentenceId, status });
        return row ? read(row) : null;
      }),
    list: (guildId) => [
      ...lists.of(guildId, () => readableRows(list.all({ guildId }), read, report)),
    ],
    save: (guildId, sentence) =>
      void save.run({ guildId, ...sentence, spans: storedSpans.write(sentence.spans) }),
    remove: (guildId, language, sentenceId, status) =>
      void remove.run({ guildId, language, sentenceId, status }),
  };
}

function read(row: Row): OwnSentence {
  const place = `spans of the ${row.status} sentence ${row.sentenceId} in ${row.language}`;
  return { ...row, spans: storedSpans.read(row.spans, storedSpans.version, place) };
}
