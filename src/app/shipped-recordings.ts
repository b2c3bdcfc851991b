import type { GuildId } from '../domain/identity.ts';
import type { AudioLibrary, Recording, Store } from './ports.ts';

/**
 * The guild's list follows what ships, but for an entry that was revoked: that stays as it
 * is. What has lost its file can't be what was approved, so it needs another look.
 */
export function takeOverShipped(
  { store, library }: { readonly store: Store; readonly library: AudioLibrary },
  guildId: GuildId,
  shipped: readonly Recording[],
  nowMs: number,
): void {
  store.transaction(() => {
    for (const recording of shipped) {
      if (store.allowlist.find(guildId, recording.id)?.status === 'revoked') continue;
      store.allowlist.save(guildId, recording, nowMs);
    }
    for (const recording of store.allowlist.list(guildId)) {
      if (recording.status !== 'approved' || library.recording(recording)) continue;
      store.allowlist.save(guildId, { ...recording, status: 'needsReview' }, nowMs);
    }
  });
}
