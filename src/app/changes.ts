/** Notes what people will meet otherwise, so that they are told once, together. */
import type { GuildId } from '../domain/identity.ts';
import type { MetChange, MetSeries, MetSession } from '../domain/met-change.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import { findSession } from '../domain/timetable-change.ts';
import type { TimetableEdit } from '../domain/timetable-edit.ts';
import type { Timetable } from '../domain/timetable.ts';
import { WHOLE_GUILD, type Clock, type Directory, type Store } from './ports.ts';

/** Changes within so long are told together; all of it is told within a minute. */
const FOLD_MS = 50_000;
/** A change that could not be told by then is seen in the timetable anyway. */
const WINDOW_MS = 24 * 3_600_000;

export interface ChangePorts {
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly directory: Directory;
}

/** Within the transaction of the change itself. Nothing is told where the series has no channel. */
export function noteChange(ports: ChangePorts, guildId: GuildId, change: MetChange): void {
  const { store, clock, directory } = ports;
  const series = store.series.find(guildId, change.seriesId);
  const channelId = series && directory.textChannel(guildId, series.announce);
  if (!channelId || isNewToAll(store, guildId, change)) return;
  const atMs = clock.nowMs();
  const batch = store.changes.add(change, { guildId, channelId }, atMs, atMs + FOLD_MS);
  store.due.add(
    {
      guildId,
      occurrenceId: WHOLE_GUILD,
      // A database that was put back counts its batches anew: the number alone could name two.
      kind: `change.${batch.id}.${batch.openedAtMs}`,
      revision: 1,
      channelId,
      dueAtMs: batch.closesAtMs,
      expiresAtMs: batch.closesAtMs + WINDOW_MS,
      action: { do: 'post', text: { key: 'change', params: { batch: batch.id } } },
    },
    atMs,
  );
}

/** A series that is new is news to nobody; one that comes back is to those who had signed up. */
function isNewToAll({ signUps }: Store, guildId: GuildId, change: MetChange): boolean {
  if (change.type !== 'series' || change.before !== null) return false;
  return !signUps.countBySeries(guildId).has(change.seriesId);
}

/** What edits of a timetable mean to those who come; empty where nobody would notice. */
export function metChanges(
  before: Timetable,
  edits: readonly TimetableEdit[],
  nowMs: number,
): MetChange[] {
  const isAboutSeries = new Set(
    edits.flatMap((edit) => (edit.subject === 'series' ? edit.id : [])),
  );
  const changes = edits.flatMap((edit): MetChange[] => {
    if (edit.subject === 'series') {
      const { id: seriesId, before: was, after: becomes } = edit;
      const name = (becomes ?? was)?.name ?? '';
      return [
        { type: 'series', seriesId, name, before: metSeries(was), after: metSeries(becomes) },
      ];
    }
    // With the series as a whole its single sessions go or come back: that is told once.
    if (isAboutSeries.has(edit.seriesId)) return [];
    const { seriesId, id: occurrenceId } = edit;
    const asRuled = findSession(withoutException(before, edit), occurrenceId, nowMs);
    return [
      {
        type: 'session',
        seriesId,
        occurrenceId,
        before: metSession(edit.before ?? asRuled),
        after: metSession(edit.after ?? asRuled),
      },
    ];
  });
  return changes.filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function withoutException(timetable: Timetable, edit: TimetableEdit): Timetable {
  return { ...timetable, exceptions: timetable.exceptions.filter(({ id }) => id !== edit.id) };
}

function metSeries(series: Series | null): MetSeries | null {
  if (!series) return null;
  const { rule, durationMs, room, paused } = series;
  return { rule, durationMs, room, paused };
}

function metSession(occurrence: Occurrence | null): MetSession | null {
  if (!occurrence) return null;
  const { startsAtMs, endsAtMs, calledOff } = occurrence;
  return { startsAtMs, endsAtMs, cancelled: calledOff };
}
