import type { RoleId, UserId } from './identity.ts';

/** A member who is in the session's voice room, as the gateway last told. */
export interface RoomMember {
  readonly userId: UserId;
  readonly isBot: boolean;
  readonly roleIds: readonly RoleId[];
}

/**
 * How many people are in the room. Whole counts, never joins and leaves, so that a
 * gateway event that was missed heals itself with the next one.
 */
export interface Presence {
  readonly teachers: number;
  /** Everyone who is neither a teacher nor a bot. */
  readonly listeners: number;
}

/** Who counts as a teacher of this session. */
export interface TeacherRule {
  /** The role that marks teachers; null when the guild has none. */
  readonly teacherRoleId: RoleId | null;
  /** Members whom the series names, with or without the role. */
  readonly teacherIds: readonly UserId[];
}

/** A teacher holds the teacher role or is named on the series. Bots are never counted. */
export function isTeacher(member: RoomMember, rule: TeacherRule): boolean {
  if (member.isBot) return false;
  if (rule.teacherIds.includes(member.userId)) return true;
  return rule.teacherRoleId !== null && member.roleIds.includes(rule.teacherRoleId);
}

export function countPresence(members: readonly RoomMember[], rule: TeacherRule): Presence {
  const people = members.filter((member) => !member.isBot);
  const teachers = people.filter((member) => isTeacher(member, rule)).length;
  return { teachers, listeners: people.length - teachers };
}
