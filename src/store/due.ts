import type { Due, DueAction, DueMark, DueStore, NewDue } from '../app/store-port.ts';
import type { ChannelId, GuildId, MessageId, OccurrenceId } from '../domain/identity.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { Connection, Query } from './connection.ts';
import {
  hasShape,
  isNumber,
  isOneOf,
  isText,
  orAbsent,
  orNull,
  readableRows,
  storedJson,
  type Check,
  type UnreadableReport,
} from './stored-json.ts';

const isParams: Check = (value) => typeof value === 'object' && value !== null;
const isDueText = hasShape({ key: isText, params: isParams });
const isAddress = isOneOf('in', {
  thread: { ofKind: isText, fromNumber: isNumber, toNumber: isNumber },
  direct: { number: isNumber, ofKind: orNull(isText) },
});
const action = storedJson<DueAction>(
  1,
  isOneOf('do', {
    post: { text: isDueText, to: orAbsent(isAddress) },
    edit: { ofKind: isText, text: isDueText },
    remove: { ofKind: isText },
  }),
);

interface DueRow {
  id: number;
  guildId: GuildId;
  occurrenceId: OccurrenceId;
  kind: string;
  revision: number;
  channelId: ChannelId;
  dueAtMs: number;
  expiresAtMs: number;
  version: number;
  action: string;
  status: Due['status'];
  epoch: number;
  leaseUntilMs: number | null;
  firstTriedAtMs: number | null;
  messageId: MessageId | null;
  reason: string | null;
}

type Of = { guildId: GuildId; occurrenceId: OccurrenceId };
type Claim = { nowMs: number; leaseMs: number };
type ClaimOrder = 'due_by_claimable' | 'due_by_expiry';
type Held = { id: number; epoch: number; atMs: number };
type NewRow = Omit<NewDue, 'action'> & { version: number; action: string; atMs: number };

const columns = `id, guild_id AS guildId, occurrence_id AS occurrenceId, kind, revision,
  channel_id AS channelId, due_at_ms AS dueAtMs, expires_at_ms AS expiresAtMs,
  action_version AS version, action, status, epoch, lease_until_ms AS leaseUntilMs,
  first_tried_at_ms AS firstTriedAtMs, message_id AS messageId, reason`;

/**
 * From so many claimable rows on, sorting them takes longer than walking in the order of
 * expiry. Both give the same rows; measured in tests/bench/store.bench.ts.
 */
const BACKLOG_ROWS = 1000;

function prepare(connection: Connection) {
  const add = connection.change<{ [K in keyof NewRow]: NewRow[K] }>(
    `INSERT INTO due
       (guild_id, occurrence_id, kind, revision, channel_id, due_at_ms, expires_at_ms,
        action_version, action, added_at_ms, changed_at_ms)
     VALUES
       (@guildId, @occurrenceId, @kind, @revision, @channelId, @dueAtMs, @expiresAtMs,
        @version, @action, @atMs, @atMs)
     ON CONFLICT (guild_id, occurrence_id, kind, revision) DO NOTHING`,
  );
  const backlog = connection.query<{ nowMs: number; rows: number }, { one: number }>(
    `SELECT 1 AS one FROM due INDEXED BY due_by_claimable
     WHERE claimable_at_ms <= @nowMs LIMIT 1 OFFSET @rows`,
  );
  const claimFrom = (index: ClaimOrder, limit: number): Query<Claim, DueRow> =>
    connection.query(
      `UPDATE due
       SET status = 'claimed', epoch = epoch + 1, lease_until_ms = @nowMs + @leaseMs,
         changed_at_ms = @nowMs
       WHERE id IN
         (SELECT id FROM due INDEXED BY ${index}
          WHERE claimable_at_ms <= @nowMs
          ORDER BY expires_at_ms, due_at_ms, id LIMIT ${limit})
       RETURNING ${columns}`,
    );
  // A row that was released or finished has no lease, so its last epoch is as stale as any.
  const markTried = connection.change<Held>(
    `UPDATE due SET first_tried_at_ms = coalesce(first_tried_at_ms, @atMs), changed_at_ms = @atMs
     WHERE id = @id AND epoch = @epoch AND status = 'claimed'`,
  );
  const finish = connection.change<
    Held & { status: Due['status']; messageId: MessageId | null; reason: string | null }
  >(
    `UPDATE due
     SET status = @status, message_id = @messageId, reason = @reason, lease_until_ms = NULL,
       changed_at_ms = @atMs
     WHERE id = @id AND epoch = @epoch AND status = 'claimed'`,
  );
  const release = connection.change<Held & { notBeforeMs: number }>(
    `UPDATE due
     SET status = 'pending', not_before_ms = @notBeforeMs, lease_until_ms = NULL,
       changed_at_ms = @atMs
     WHERE id = @id AND epoch = @epoch AND status = 'claimed'`,
  );
  const find = connection.query<Of & { kind: string; revision: number }, DueRow>(
    `SELECT ${columns} FROM due
     WHERE guild_id = @guildId AND occurrence_id = @occurrenceId AND kind = @kind
       AND revision = @revision`,
  );
  const ofOccurrence = connection.query<Of, DueRow>(
    `SELECT ${columns} FROM due WHERE guild_id = @guildId AND occurrence_id = @occurrenceId`,
  );
  // Whoever holds a claim and has not tried yet finds its epoch stale when it stores the try,
  // and does not send. A try under way may have been heard: its holder says how it ended.
  const skipPending = connection.change<Of & { reason: string; atMs: number }>(
    `UPDATE due
     SET status = 'skipped', reason = @reason, lease_until_ms = NULL, changed_at_ms = @atMs
     WHERE guild_id = @guildId AND occurrence_id = @occurrenceId
       AND (status = 'pending' OR (status = 'claimed' AND first_tried_at_ms IS NULL))`,
  );
  const next = connection.query<Record<string, never>, { atMs: number | null }>(
    `SELECT min(claimable_at_ms) AS atMs FROM due WHERE claimable_at_ms IS NOT NULL`,
  );
  const countFree = connection.query<{ nowMs: number }, { rows: number }>(
    `SELECT count(*) AS rows FROM due INDEXED BY due_by_claimable WHERE claimable_at_ms <= @nowMs`,
  );

  return {
    add,
    backlog,
    claimFrom: keptByLimit(claimFrom),
    markTried,
    finish,
    release,
    find,
    ofOccurrence,
    skipPending,
    next,
    countFree,
  };
}

export function dueStore(connection: Connection, report: UnreadableReport): DueStore {
  const sql = prepare(connection);

  const mark = (id: number, epoch: number, outcome: DueMark, atMs: number): number => {
    const held = { id, epoch, atMs };
    switch (outcome.status) {
      case 'sent':
        return sql.finish.run({ ...held, ...outcome, reason: null });
      case 'skipped':
      case 'refused':
      case 'unknown':
        return sql.finish.run({ ...held, ...outcome, messageId: null });
      case 'pending':
        return sql.release.run({ ...held, notBeforeMs: outcome.notBeforeMs });
      default:
        return unreachable(outcome);
    }
  };

  return {
    add(row, atMs) {
      const text = action.write(row.action);
      return sql.add.run({ ...row, version: action.version, action: text, atMs }) === 1;
    },
    claim(nowMs, leaseMs, limit) {
      // Mostly nothing is due, and then nobody is kept from writing.
      if (sql.backlog.get({ nowMs, rows: 0 }) === undefined) return [];
      return connection.transaction(() => {
        const isBacklog = sql.backlog.get({ nowMs, rows: BACKLOG_ROWS }) !== undefined;
        const claim = sql.claimFrom(isBacklog ? 'due_by_expiry' : 'due_by_claimable', limit);
        const rows = claim.all({ nowMs, leaseMs }).toSorted(bySoonestToExpire);
        return readableRows(rows, read, (fault) => {
          // It would come back with every lease. What it was is not known, so neither is
          // whether it was sent.
          const row = rows.find(({ id }) => placeOf(id) === fault.place);
          if (row) mark(row.id, row.epoch, { status: 'unknown', reason: 'unreadable' }, nowMs);
          report(fault);
        });
      });
    },
    markTried: (id, epoch, atMs) => sql.markTried.run({ id, epoch, atMs }) === 1,
    mark: (id, epoch, outcome, atMs) => mark(id, epoch, outcome, atMs) === 1,
    find(guildId, occurrenceId, kind, revision) {
      const row = sql.find.get({ guildId, occurrenceId, kind, revision });
      return row ? read(row) : null;
    },
    ofOccurrence: (guildId, occurrenceId) =>
      readableRows(
        // A few rows are sorted sooner here: SQLite's own sorter takes longer to set up.
        sql.ofOccurrence.all({ guildId, occurrenceId }).toSorted(bySoonestDue),
        read,
        report,
      ),
    skipPending: (guildId, occurrenceId, reason, atMs) =>
      sql.skipPending.run({ guildId, occurrenceId, reason, atMs }),
    countFree: (nowMs) => sql.countFree.get({ nowMs })?.rows ?? 0,
    nextAtMs: () => sql.next.get({})?.atMs ?? null,
  };
}

/** RETURNING gives rows in no order, so the order of the claim is made again. */
function bySoonestToExpire(a: DueRow, b: DueRow): number {
  return a.expiresAtMs - b.expiresAtMs || a.dueAtMs - b.dueAtMs || a.id - b.id;
}

function bySoonestDue(a: DueRow, b: DueRow): number {
  return a.dueAtMs - b.dueAtMs || a.id - b.id;
}

/**
 * A limit stands in the statement itself: for one that SQLite does not know beforehand it sets up
 * a sorter for any number of rows, which takes five times as long as the whole claim.
 */
function keptByLimit(
  prepareFor: (order: ClaimOrder, limit: number) => Query<Claim, DueRow>,
): (order: ClaimOrder, limit: number) => Query<Claim, DueRow> {
  const kept = new Map<string, Query<Claim, DueRow>>();
  return (order, limit) => {
    if (!Number.isSafeInteger(limit)) throw new Error(`A claim has a whole limit: ${limit}`);
    const name = `${order} ${limit}`;
    const known = kept.get(name) ?? prepareFor(order, limit);
    kept.set(name, known);
    return known;
  };
}

function placeOf(id: number): string {
  return `due row ${id}`;
}

function read({ version, action: text, ...row }: DueRow): Due {
  return { ...row, action: action.read(text, version, placeOf(row.id)) };
}
