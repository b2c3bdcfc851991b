import type { RoleOutcome, Roles } from '../../src/app/ports.ts';
import { asId, type GuildId, type RoleId, type UserId } from '../../src/domain/identity.ts';

export interface StandingRole {
  readonly roleId: RoleId;
  readonly guildId: GuildId;
  readonly name: string;
  /** Mentionable, without permissions and below the bot's own: such as the bot makes. */
  readonly isAsMade: boolean;
  /** Below the bot's own, so that it can be given. */
  readonly isBelowOwn: boolean;
}

export type RolesOperation = 'create' | 'give' | 'take';

/** What goes wrong with the next call: nothing of it is done. */
export type RolesMishap = Exclude<RoleOutcome, { readonly kind: 'done' }>;

export interface FakeRoles extends Roles {
  readonly roles: readonly StandingRole[];
  readonly calls: readonly { readonly operation: RolesOperation; readonly subject: string }[];
  /** Everyone who holds the role, in the order in which they got it. */
  holdersOf(roleId: RoleId): readonly UserId[];
  /** A coordinator gave the bot the permission to manage roles; without this it has none. */
  allow(guildId: GuildId): void;
  forbid(guildId: GuildId): void;
  /** A role that somebody else made. */
  addRole(guildId: GuildId, name: string, kind?: Partial<StandingRole>): RoleId;
  deleteRole(roleId: RoleId): void;
  /** Everybody is of the guild until this. */
  removeMember(guildId: GuildId, userId: UserId): void;
  failNext(operation: RolesOperation, ...mishaps: readonly RolesMishap[]): void;
}

/** Stands in for the roles of a guild, by the platform's rules. */
export function createFakeRoles(): FakeRoles {
  const roles: StandingRole[] = [];
  const calls: { operation: RolesOperation; subject: string }[] = [];
  const holdersByRoleId = new Map<RoleId, UserId[]>();
  const managed = new Set<GuildId>();
  const strangers = new Set<string>();
  const mishapsByOperation = new Map<RolesOperation, RolesMishap[]>();
  let made = 0;

  function note(operation: RolesOperation, subject: string): RolesMishap | null {
    calls.push({ operation, subject });
    return mishapsByOperation.get(operation)?.shift() ?? null;
  }

  function add(role: Omit<StandingRole, 'roleId'>): RoleId {
    made += 1;
    const roleId = asId<RoleId>(String(7_000 + made));
    roles.push({ ...role, roleId });
    return roleId;
  }

  function refusalOf(guildId: GuildId, userId: UserId, roleId: RoleId): RoleOutcome | null {
    const role = roles.find((one) => one.roleId === roleId && one.guildId === guildId);
    if (!managed.has(guildId)) return { kind: 'refused', why: 'MISSING_PERMISSION' };
    if (!role) return { kind: 'refused', why: 'UNKNOWN_ROLE' };
    if (!role.isBelowOwn) return { kind: 'refused', why: 'MISSING_PERMISSION' };
    if (strangers.has(`${guildId} ${userId}`)) return { kind: 'refused', why: 'UNKNOWN_MEMBER' };
    return null;
  }

  function setHolders(roleId: RoleId, holders: UserId[]): RoleOutcome {
    holdersByRoleId.set(roleId, holders);
    return { kind: 'done' };
  }

  function holdersOf(roleId: RoleId): UserId[] {
    return holdersByRoleId.get(roleId) ?? [];
  }

  return {
    roles,
    calls,
    holdersOf,
    allow: (guildId) => void managed.add(guildId),
    forbid: (guildId) => void managed.delete(guildId),
    addRole: (guildId, name, kind = {}) =>
      add({ isAsMade: true, isBelowOwn: true, ...kind, guildId, name }),
    deleteRole(roleId) {
      roles.splice(0, roles.length, ...roles.filter((one) => one.roleId !== roleId));
      holdersByRoleId.delete(roleId);
    },
    removeMember(guildId, userId) {
      strangers.add(`${guildId} ${userId}`);
      for (const { roleId } of roles.filter((one) => one.guildId === guildId)) {
        setHolders(
          roleId,
          holdersOf(roleId).filter((id) => id !== userId),
        );
      }
    },
    failNext(operation, ...mishaps) {
      const queue = mishapsByOperation.get(operation) ?? [];
      mishapsByOperation.set(operation, [...queue, ...mishaps]);
    },
    mayManage: (guildId) => managed.has(guildId),
    async create(guildId, name) {
      const mishap = note('create', name);
      if (mishap) return mishap;
      if (!managed.has(guildId)) return { kind: 'refused', why: 'MISSING_PERMISSION' };
      const standing = roles.find(
        (one) => one.guildId === guildId && one.name === name && one.isAsMade && one.isBelowOwn,
      );
      const roleId = standing?.roleId ?? add({ guildId, name, isAsMade: true, isBelowOwn: true });
      return { kind: 'made', roleId };
    },
    async give(guildId, userId, roleId) {
      const refusal = note('give', userId) ?? refusalOf(guildId, userId, roleId);
      if (refusal) return refusal;
      const others = holdersOf(roleId).filter((id) => id !== userId);
      return setHolders(roleId, [...others, userId]);
    },
    async take(guildId, userId, roleId) {
      const refusal = note('take', userId) ?? refusalOf(guildId, userId, roleId);
      return (
        refusal ??
        setHolders(
          roleId,
          holdersOf(roleId).filter((id) => id !== userId),
        )
      );
    },
  };
}
