import { asId, type ChannelId, type GuildId, type RoleId } from '../domain/identity.ts';
import type { TeacherRule } from '../domain/presence.ts';
import type { Series } from '../domain/schedule.ts';
import type { Caller } from './command.ts';
import type { Directory, Store } from './ports.ts';
import type { Audience } from './refusal.ts';

/** What is configured for one guild. Roles and channels are as a person wrote them: id or name. */
export interface GuildSettings {
  readonly guildId: GuildId;
  /** BCP 47, of the room's texts and voice. */
  readonly language: string;
  readonly teacherRole: string;
  readonly volunteerRole: string;
  readonly coordinatorRole: string;
  readonly coordinatorChannel: string;
  /** Where teachers are asked to lead a session; without such a channel it is the coordinators'. */
  readonly teacherChannel: string;
  /** How many direct messages may be sent on a day; 100 when it is left out. */
  readonly directMessagesADay?: number;
  /** How many people stand behind a recording that is heard; 2 when it is left out. */
  readonly recordingApprovals?: 1 | 2;
}

export type GuildSettingsById = ReadonlyMap<GuildId, GuildSettings>;

/**
 * The teacher role, by the name that a coordinator wrote. One that was renamed is still the same
 * role: teachers who sit in the room must not be taken for listeners because of a new name.
 */
function teacherRoleOf(
  { directory, store }: TeacherRulePorts,
  { guildId, teacherRole }: GuildSettings,
): RoleId | null {
  const key = `role.teacher.${guildId}.${teacherRole}`;
  const known = store.settings.get(key);
  const found = directory.role(guildId, teacherRole);
  if (found === null) return known === null ? null : asId<RoleId>(known);
  if (found !== known) store.settings.set(key, found);
  return found;
}

export interface TeacherRulePorts {
  readonly directory: Pick<Directory, 'role'>;
  readonly store: Pick<Store, 'settings'>;
}

/** Who counts as a teacher of a series' sessions. */
export function teacherRuleOf(
  settings: GuildSettings,
  ports: TeacherRulePorts,
  series: Series | null,
): TeacherRule {
  return {
    teacherRoleId: teacherRoleOf(ports, settings),
    teacherIds: series?.teacherIds ?? [],
  };
}

export function coordinatorChannelOf(
  settings: GuildSettings,
  directory: Directory,
): ChannelId | null {
  return directory.textChannel(settings.guildId, settings.coordinatorChannel);
}

/** Null when there is no such channel: then coordinators pass the question on. */
export function teacherChannelOf(settings: GuildSettings, directory: Directory): ChannelId | null {
  return directory.textChannel(settings.guildId, settings.teacherChannel);
}

/** Coordinators may do everything; teachers and volunteers may do what volunteers may. */
export function isOfAudience(
  settings: GuildSettings,
  directory: Directory,
  caller: Caller,
  audience: Audience,
  series: Series | null,
): boolean {
  if (audience === 'everyone') return true;
  const holds = (role: string): boolean => {
    const roleId: RoleId | null = directory.role(settings.guildId, role);
    return roleId !== null && caller.roleIds.includes(roleId);
  };
  if (holds(settings.coordinatorRole)) return true;
  const isTeacher =
    holds(settings.teacherRole) || (series?.teacherIds.includes(caller.userId) ?? false);
  if (audience === 'teacher') return isTeacher;
  return audience === 'volunteer' && (isTeacher || holds(settings.volunteerRole));
}
