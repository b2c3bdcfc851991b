/**
 * Counts the changes of a guild's timetable, whoever made them. A running bot looks at it with
 * its heartbeat, since another process may import a timetable, and caches are named by it.
 */
import type { GuildId } from '../domain/identity.ts';
import type { SettingsStore } from './store-port.ts';

/** The setting that counts the changes; whoever finds it risen reads the timetable again. */
export const TIMETABLE_CHANGED_KEY = (guildId: GuildId): string => `timetable.changed.${guildId}`;

export function timetableChanges(settings: SettingsStore, guildId: GuildId): number {
  return Number(settings.get(TIMETABLE_CHANGED_KEY(guildId)) ?? '0');
}

/** Within the transaction of the change. */
export function countTimetableChange(settings: SettingsStore, guildId: GuildId): void {
  const changes = timetableChanges(settings, guildId) + 1;
  settings.set(TIMETABLE_CHANGED_KEY(guildId), String(changes));
}
