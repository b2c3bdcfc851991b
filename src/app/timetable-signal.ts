/** How a running bot learns that another process has changed its timetable in the database. */
import type { GuildId } from '../domain/identity.ts';

/** The setting that counts such changes; whoever finds it risen reads the timetable again. */
export const TIMETABLE_CHANGED_KEY = (guildId: GuildId): string => `timetable.changed.${guildId}`;
