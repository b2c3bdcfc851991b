import {
  PermissionFlagsBits,
  RequestMethod,
  Routes,
  type APIRole,
  type Client,
  type Guild,
} from 'discord.js';
import type { RoleOutcome, Roles } from '../app/ports.ts';
import { asId, type GuildId, type RoleId } from '../domain/identity.ts';
import { auditReasons } from '../texts/audit-log.ts';
import { ERROR_CODE } from './error-code.ts';
import { idIn, notNow, strangeAnswer } from './not-now.ts';
import type { RestAnswer, RestCall } from './rest-caller.ts';

export interface RolesOptions {
  readonly client: Client;
  readonly call: RestCall;
}

/** Reading, giving and taking do no harm twice. */
const TRIES = 3;

/** Roles by REST; which ones the bot may manage is known from what the gateway told. */
export function createRoles({ client, call }: RolesOptions): Roles {
  async function change(
    method: RequestMethod,
    route: ReturnType<typeof Routes.guildMemberRole>,
    reason: string,
  ): Promise<RoleOutcome> {
    const answer = await call({ method, route, reason, tries: TRIES });
    return answer.kind === 'answered' ? { kind: 'done' } : outcomeOf(answer);
  }

  async function make(guildId: GuildId, name: string): ReturnType<Roles['create']> {
    const answer = await call({
      method: RequestMethod.Post,
      route: Routes.guildRoles(guildId),
      body: { name, permissions: '0', mentionable: true },
      reason: auditReasons.roleMade,
    });
    // When the answer was lost, the next call finds the role that was made.
    if (answer.kind !== 'answered') return outcomeOf(answer);
    const id = idIn(answer.body);
    return id === null ? strangeAnswer() : { kind: 'made', roleId: asId<RoleId>(id) };
  }

  return {
    mayManage(guildId) {
      const self = client.guilds.cache.get(guildId)?.members.me;
      return self?.permissions.has(PermissionFlagsBits.ManageRoles) ?? false;
    },
    async create(guildId, name) {
      const guild = client.guilds.cache.get(guildId);
      if (!guild?.members.me) return { kind: 'refused', why: 'MISSING_PERMISSION' };
      // Asked for, since a role that was made a moment ago may not have been told yet.
      const route = Routes.guildRoles(guildId);
      const answer = await call({ method: RequestMethod.Get, route, tries: TRIES });
      if (answer.kind !== 'answered') return outcomeOf(answer);
      if (!Array.isArray(answer.body)) return strangeAnswer();
      const roles = answer.body as readonly APIRole[];
      const standing = roles.find((role) => role.name === name && isAsMade(role, guild));
      return standing ? { kind: 'made', roleId: asId<RoleId>(standing.id) } : make(guildId, name);
    },
    give: (guildId, userId, roleId) =>
      change(
        RequestMethod.Put,
        Routes.guildMemberRole(guildId, userId, roleId),
        auditReasons.roleGiven,
      ),
    take: (guildId, userId, roleId) =>
      change(
        RequestMethod.Delete,
        Routes.guildMemberRole(guildId, userId, roleId),
        auditReasons.roleTaken,
      ),
  };
}

/** As the bot makes roles, and below its own, so that it can give it. */
function isAsMade(role: APIRole, guild: Guild): boolean {
  const isPlain = role.permissions === '0' && role.mentionable && !role.managed;
  return isPlain && role.id !== guild.id && isBelowOwn(role, guild);
}

/** Of two roles at one position the younger one stands below; a new one is at the bottom. */
function isBelowOwn(role: APIRole, guild: Guild): boolean {
  const own = guild.members.me?.roles.highest;
  if (!own) return false;
  if (role.position !== own.rawPosition) return role.position < own.rawPosition;
  return BigInt(role.id) > BigInt(own.id);
}

function outcomeOf(answer: Exclude<RestAnswer, { readonly kind: 'answered' }>): RoleOutcome {
  if (answer.kind !== 'rejected') return notNow(answer);
  switch (answer.code) {
    case ERROR_CODE.unknownMember:
    case ERROR_CODE.unknownUser:
      return { kind: 'refused', why: 'UNKNOWN_MEMBER' };
    case ERROR_CODE.unknownRole:
    case ERROR_CODE.invalidRole:
      return { kind: 'refused', why: 'UNKNOWN_ROLE' };
    default:
      // Besides a missing permission: a role above the bot's, or no room for one more.
      return { kind: 'refused', why: 'MISSING_PERMISSION' };
  }
}
