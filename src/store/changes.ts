import type { ChangeBatch, ChangeStore } from '../app/people-port.ts';
import type { ChannelId, GuildId } from '../domain/identity.ts';
import type { MetChange, MetSeries, MetSession } from '../domain/met-change.ts';
import type { Connection } from './connection.ts';
import {
  hasShape,
  isFlag,
  isNumber,
  isOneOf,
  isText,
  orNull,
  readableRows,
  storedJson,
  type Check,
  type UnreadableReport,
} from './stored-json.ts';

const session = orNull(
  hasShape({
    startsAtMs: isNumber,
    endsAtMs: isNumber,
    cancelled: isFlag,
  } satisfies Record<keyof MetSession, Check>),
);
const series = orNull(
  hasShape({
    rule: hasShape({ zone: isText }),
    durationMs: isNumber,
    room: isText,
    paused: isFlag,
  } satisfies Record<keyof MetSeries, Check>),
);
const teacher = orNull(isNumber);

const body = storedJson<MetChange>(
  1,
  isOneOf('type', {
    session: { seriesId: isText, occurrenceId: isText, before: session, after: session },
    series: { seriesId: isText, before: series, after: series },
    teacher: { seriesId: isText, occurrenceId: isText, before: teacher, after: teacher },
  }),
);

type Where = { guildId: GuildId; channelId: ChannelId };
type Span = { atMs: number; closesAtMs: number };

const columns = `id, guild_id AS guildId, channel_id AS channelId, opened_at_ms AS openedAtMs,
  closes_at_ms AS closesAtMs`;

export function changeStore(connection: Connection, report: UnreadableReport): ChangeStore {
  const open = connection.query<Where & { atMs: number }, ChangeBatch>(
    `SELECT ${columns} FROM change_batches
     WHERE guild_id = @guildId AND channel_id = @channelId
       AND opened_at_ms <= @atMs AND closes_at_ms > @atMs
     ORDER BY id DESC LIMIT 1`,
  );
  const begin = connection.query<Where & Span, ChangeBatch>(
    `INSERT INTO change_batches (guild_id, channel_id, opened_at_ms, closes_at_ms)
     VALUES (@guildId, @channelId, @atMs, @closesAtMs) RETURNING ${columns}`,
  );
  const add = connection.change<{ batchId: number; version: number; body: string }>(
    `INSERT INTO changes (batch_id, body_version, body) VALUES (@batchId, @version, @body)`,
  );
  const ofBatch = connection.query<
    { guildId: GuildId; batchId: number },
    { id: number; version: number; body: string }
  >(
    `SELECT c.id, c.body_version AS version, c.body FROM changes AS c
     JOIN change_batches AS b ON b.id = c.batch_id
     WHERE c.batch_id = @batchId AND b.guild_id = @guildId ORDER BY c.id`,
  );

  return {
    add: (change, { guildId, channelId }, atMs, closesAtMs) =>
      connection.transaction(() => {
        const where = { guildId, channelId };
        const batch = open.get({ ...where, atMs }) ?? begin.get({ ...where, atMs, closesAtMs });
        if (!batch) throw new Error('a batch that was begun is there');
        add.run({ batchId: batch.id, version: body.version, body: body.write(change) });
        return batch;
      }),
    ofBatch: (guildId, batchId) =>
      readableRows(
        ofBatch.all({ guildId, batchId }),
        (row) => body.read(row.body, row.version, `change ${row.id}`),
        report,
      ),
  };
}
