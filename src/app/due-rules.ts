/** When a row is not to be sent any more, and which rows follow from one that was. */
import { coordinatorChannelOf, type GuildSettingsById } from './guild-settings.ts';
import { isReminder } from './planner.ts';
import {
  WHOLE_GUILD,
  type Directory,
  type Due,
  type DueMark,
  type NewDue,
  type Store,
} from './ports.ts';

const TOO_LATE = 'too late';
const DAY_MS = 24 * 3_600_000;
/** Kinds that are posted for a session that is cancelled or gone. */
const SURVIVES_CANCELLING = /^(alert|cancelled|fold|tidy|room\.cancelled)/;
/** Nobody is told of these when they can't be done. */
const NEVER_ALERTS = /^(alert|fold|tidy)/;

export type Skip = { readonly status: 'skipped'; readonly reason: string };

export const skip = (reason: string): Skip => ({ status: 'skipped', reason });

/** Null when the row is to be sent. */
export function reasonToSkip(store: Store, row: Due, nowMs: number): Skip | null {
  if (nowMs >= row.expiresAtMs) return skip(TOO_LATE);
  if (row.occurrenceId === WHOLE_GUILD || SURVIVES_CANCELLING.test(row.kind)) return null;
  const occurrence = store.occurrences.find(row.guildId, row.occurrenceId);
  if (!occurrence) return skip('the session is gone');
  if (occurrence.cancelled) return skip('the session is cancelled');
  if (occurrence.revision !== row.revision) return skip('the session has moved');
  if (isReminder(row.kind) && hasMoreUrgent(store, row, nowMs)) {
    return skip('a later reminder is due as well');
  }
  if (isOfFolded(store, row)) return skip('a later reminder stands');
  return null;
}

function hasMoreUrgent(store: Store, row: Due, nowMs: number): boolean {
  return store.due
    .ofOccurrence(row.guildId, row.occurrenceId)
    .some(
      (other) =>
        isReminder(other.kind) &&
        other.revision === row.revision &&
        other.dueAtMs > row.dueAtMs &&
        other.dueAtMs <= nowMs,
    );
}

/** Its reminder makes way for a later one, which tells the same people. */
function isOfFolded({ due }: Store, { guildId, occurrenceId, revision, action }: Due): boolean {
  const ofKind = action.do === 'post' ? action.to?.ofKind : null;
  if (!ofKind || !isReminder(ofKind)) return false;
  return due.find(guildId, occurrenceId, `fold.${ofKind}`, revision) !== null;
}

/** The newest reminder stands alone, and goes when the session is over. */
export function foldOlder(store: Store, row: Due, nowMs: number): void {
  if (!isReminder(row.kind)) return;
  const occurrence = store.occurrences.find(row.guildId, row.occurrenceId);
  const add = (name: string, ofKind: string, dueAtMs: number): boolean =>
    store.due.add(
      {
        ...rowName(row),
        kind: `${name}.${ofKind}`,
        dueAtMs,
        expiresAtMs: dueAtMs + DAY_MS,
        action: { do: 'remove', ofKind },
      },
      nowMs,
    );
  for (const older of store.due.ofOccurrence(row.guildId, row.occurrenceId)) {
    const isOlder = isReminder(older.kind) && older.status === 'sent' && older.id !== row.id;
    if (isOlder && older.revision === row.revision) add('fold', older.kind, nowMs);
  }
  if (occurrence) add('tidy', row.kind, occurrence.endsAtMs);
}

export interface AlertPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly guilds: GuildSettingsById;
}

/**
 * Coordinators are told once of a message that could not be posted; never of an alert itself,
 * and once of all the rows that go to the people of one bulletin.
 */
export function alertOf(ports: AlertPorts, row: Due, mark: DueMark, nowMs: number): NewDue | null {
  if (!needsAlert(mark) || NEVER_ALERTS.test(row.kind)) return null;
  const settings = ports.guilds.get(row.guildId);
  const channelId = settings && coordinatorChannelOf(settings, ports.directory);
  if (!channelId) return null;
  const to = row.action.do === 'post' ? row.action.to : undefined;
  const kind = to ? `reach.${to.ofKind ?? 'own'}` : row.kind;
  return {
    ...rowName(row),
    channelId,
    kind: `alert.${kind}`,
    dueAtMs: nowMs,
    expiresAtMs: nowMs + DAY_MS,
    action: {
      do: 'post',
      text: {
        key: `alert.${mark.status}`,
        params: { why: mark.reason, channelId: row.channelId, kind },
      },
    },
  };
}

/** What could not be said is told; what is no longer to be said is not. */
function needsAlert(mark: DueMark): mark is DueMark & { readonly reason: string } {
  if (mark.status === 'skipped') return mark.reason === TOO_LATE;
  return mark.status === 'refused' || mark.status === 'unknown';
}

const rowName = (row: Due) => ({
  guildId: row.guildId,
  occurrenceId: row.occurrenceId,
  revision: row.revision,
  channelId: row.channelId,
});
