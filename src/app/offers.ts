import type { GuildId } from '../domain/identity.ts';
import { fittingRecordings, type Allowlist } from '../domain/playback.ts';
import type { Recording, Store } from './ports.ts';

/** The approved recordings that end within the time that is left, the least lately played first. */
export function offeredRecordings(
  { store }: { readonly store: Store },
  guildId: GuildId,
  allowlist: Allowlist,
  timeLeftMs: number,
  nowMs: number,
): Recording[] {
  return fittingRecordings(allowlist, timeLeftMs, nowMs)
    .map(({ id }) => store.allowlist.find(guildId, id))
    .filter((recording) => recording !== null);
}
