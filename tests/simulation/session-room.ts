import type { Directory, Store } from '../../src/app/ports.ts';
import type { GuildId, OccurrenceId } from '../../src/domain/identity.ts';
import type { RoomMember } from '../../src/domain/presence.ts';

/** Who is in the session's room by the gateway's view; null when that is stale. */
export function membersOf(
  { store, directory }: { readonly store: Store; readonly directory: Directory },
  guildId: GuildId,
  occurrenceId: OccurrenceId,
): readonly RoomMember[] | null {
  const occurrence = store.occurrences.find(guildId, occurrenceId);
  const series = occurrence && store.series.find(guildId, occurrence.seriesId);
  const roomId = series && directory.voiceChannel(guildId, series.room);
  return roomId ? directory.roomMembers(guildId, roomId) : null;
}
