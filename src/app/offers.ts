import type { GuildId } from '../domain/identity.ts';
import { fittingRecordings, type Allowlist, type Fit } from '../domain/playback.ts';
import type { Recording, Store } from './ports.ts';

/** The approved recordings that fit, in the order in which they are offered. */
export function offeredRecordings(
  { store }: { readonly store: Store },
  guildId: GuildId,
  allowlist: Allowlist,
  fit: Fit,
): Recording[] {
  return fittingRecordings(allowlist, fit)
    .map(({ id }) => store.allowlist.find(guildId, id))
    .filter((recording) => recording !== null);
}
