/** Notes what people will meet otherwise, so that they are told once, together. */
import type { GuildId } from '../domain/identity.ts';
import type { MetChange } from '../domain/met-change.ts';
import { WHOLE_GUILD, type Clock, type Directory, type Store } from './ports.ts';

/** Changes within so long are told together; all of it is told within a minute. */
const FOLD_MS = 45_000;
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
  if (!channelId) return;
  const atMs = clock.nowMs();
  const batch = store.changes.add(change, { guildId, channelId }, atMs, atMs + FOLD_MS);
  store.due.add(
    {
      guildId,
      occurrenceId: WHOLE_GUILD,
      kind: `change.${batch.id}`,
      revision: 1,
      channelId,
      dueAtMs: batch.closesAtMs,
      expiresAtMs: batch.closesAtMs + WINDOW_MS,
      action: { do: 'post', text: { key: 'change', params: { batch: batch.id } } },
    },
    atMs,
  );
}
