import type { GuildId } from '../domain/identity.ts';
import type { Recording, Store } from './ports.ts';

/**
 * The guild's list follows what ships, but for entries that a coordinator decided about: those
 * stay as they are, and one that was decided about with another file needs another look.
 */
export function takeOverShipped(
  { store }: { readonly store: Store },
  guildId: GuildId,
  shipped: readonly Recording[],
  nowMs: number,
): void {
  store.transaction(() => {
    for (const recording of shipped) takeOver(store, guildId, recording, nowMs);
  });
}

function takeOver(store: Store, guildId: GuildId, shipped: Recording, nowMs: number): void {
  const known = store.allowlist.kept(guildId, shipped.id);
  if (known?.status === 'revoked') return;
  if (!known || known.decidedAtMs === null) {
    store.allowlist.save(guildId, shipped, nowMs);
    return;
  }
  if (known.sha256 === shipped.sha256) return;
  const { sha256, lengthMs, file, transcript } = shipped;
  const changed = { sha256, lengthMs, file, transcript, status: 'needsReview' } as const;
  const withoutApproval = { approvedBy: null, approvedAtMs: null };
  store.allowlist.saveKept(guildId, { ...known, ...changed, ...withoutApproval }, nowMs);
}
