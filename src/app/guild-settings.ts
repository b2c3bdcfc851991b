import type { ChannelId, GuildId, RoleId } from '../domain/identity.ts';
import type { TeacherRule } from '../domain/presence.ts';
import type { Series } from '../domain/schedule.ts';
import type { Caller } from './command.ts';
import type { Directory } from './ports.ts';
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

/** Who counts as a teacher of a series' sessions. */
export function teacherRuleOf(
  settings: GuildSettings,
  directory: Directory,
  series: Series | null,
): TeacherRule {
  return {
    teacherRoleId: directory.role(settings.guildId, settings.teacherRole),
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
