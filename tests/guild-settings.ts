import type { GuildSettings, GuildSettingsById } from '../src/app/guild-settings.ts';
import type { GuildId } from '../src/domain/identity.ts';

/** A guild with the names of roles and channels that the configuration gives when nothing is set. */
export function usualSettings(guildId: GuildId, language = 'en'): GuildSettings {
  return {
    guildId,
    language,
    teacherRole: 'Teacher',
    volunteerRole: 'Volunteer',
    coordinatorRole: 'Coordinator',
    coordinatorChannel: 'coordinators',
    teacherChannel: 'teachers',
  };
}

/** As a bot of these guilds is given them. */
export function settingsById(...guilds: readonly GuildSettings[]): GuildSettingsById {
  return new Map(guilds.map((settings) => [settings.guildId, settings]));
}
