/** Roles, and who has them. A bot rules over those below its own highest one. */
import type { World } from '../world.ts';
import type { Guild, Role } from '../world/entities.ts';
import { isJsonObject, textOf, type JsonObject } from '../world/json.ts';
import { isAbove } from '../world/permissions.ts';
import { roleJson } from '../world/wire.ts';
import { found, refusal } from './api-error.ts';
import {
  bodyObject,
  guildOf,
  insistOn,
  memberOf,
  param,
  type AddRoutes,
  type RestContext,
} from './app.ts';
import { Form } from './form.ts';

const ROLES_LIMIT = 250;
/** New roles come right above everyone's, and below older ones of the same position. */
const NEW_POSITION = 1;

export const addRoleRoutes: AddRoutes = (app, world) => {
  const base = '/guilds/:guildId/roles';

  app.get(base, (context) => {
    const roles = [...guildOf(world, context).roleById.values()];
    return context.json(roles.map((role) => roleJson(role)));
  });

  app.get(`${base}/:roleId`, (context) =>
    context.json(roleJson(roleIn(guildOf(world, context), context))),
  );

  app.post(base, (context) => {
    const guild = guildOf(world, context);
    insistOn(world, guild, 'manageRoles');
    const body = bodyObject(context);
    checkRole(body);
    if (guild.roleById.size >= ROLES_LIMIT) throw refusal('tooManyRoles');
    const everyone = guild.roleById.get(guild.id)?.permissions ?? 0n;
    const changes = readChanges(world, guild, { permissions: everyone.toString(), ...body });
    const role = world.createRole(guild.id, {
      name: 'new role',
      position: NEW_POSITION,
      ...changes,
    });
    return context.json(roleJson(role));
  });

  app.patch(`${base}/:roleId`, (context) => {
    const guild = guildOf(world, context);
    const role = ruledRole(world, context);
    const body = bodyObject(context);
    checkRole(body);
    return context.json(roleJson(world.updateRole(role.id, readChanges(world, guild, body))));
  });

  app.delete(`${base}/:roleId`, (context) => {
    const role = ruledRole(world, context);
    if (role.isManaged || role.id === role.guildId) throw refusal('invalidRole');
    world.deleteRole(role.id);
    return context.body(null, 204);
  });
};

export const addMemberRoleRoutes: AddRoutes = (app, world) => {
  const path = '/guilds/:guildId/members/:userId/roles/:roleId';

  app.put(path, (context) => {
    const role = givenRole(world, context);
    const { userId, roleIds } = memberOf(world, context);
    if (!roleIds.includes(role.id)) world.setRoles(userId, [...roleIds, role.id], role.guildId);
    return context.body(null, 204);
  });

  app.delete(path, (context) => {
    const role = givenRole(world, context);
    const { userId, roleIds } = memberOf(world, context);
    const kept = roleIds.filter((id) => id !== role.id);
    if (kept.length < roleIds.length) world.setRoles(userId, kept, role.guildId);
    return context.body(null, 204);
  });
};

function checkRole(body: JsonObject): void {
  const form = new Form();
  form.text('name', body['name'], { max: 100 });
  const bits = body['permissions'];
  if (bits !== undefined && bits !== null && !/^\d{1,20}$/.test(textOf(bits))) {
    form.fail('permissions', 'NUMBER_TYPE_COERCE', 'Value is not a set of permissions.');
  }
  form.insist();
}

/** Nobody can give a role more than they may do themselves. */
function readChanges(world: World, guild: Guild, body: JsonObject): Partial<Role> {
  const { name, permissions, mentionable, hoist } = body;
  const changes: Partial<Role> = {};
  if (typeof name === 'string' && name !== '') changes.name = name;
  if (typeof permissions === 'string' || typeof permissions === 'number') {
    const bits = BigInt(permissions);
    const own = world.permissionsOf(world.bot.id, guild);
    if ((bits & ~own) !== 0n && !isEveryones(guild, bits)) throw refusal('missingPermissions');
    changes.permissions = bits;
  }
  if (typeof mentionable === 'boolean') changes.isMentionable = mentionable;
  if (typeof hoist === 'boolean') changes.isHoisted = hoist;
  const colors = isJsonObject(body['colors']) ? body['colors'] : {};
  const color = colors['primary_color'] ?? body['color'];
  if (typeof color === 'number') changes.color = color;
  return changes;
}

function isEveryones(guild: Guild, bits: bigint): boolean {
  return (bits & ~(guild.roleById.get(guild.id)?.permissions ?? 0n)) === 0n;
}

function roleIn(guild: Guild, context: RestContext): Role {
  return found(guild.roleById.get(param(context, 'roleId')), 'unknownRole');
}

/** A role that the bot may change: below its own highest one. */
function ruledRole(world: World, context: RestContext): Role {
  const guild = guildOf(world, context);
  insistOn(world, guild, 'manageRoles');
  const role = roleIn(guild, context);
  const own = world.member(guild.id, world.bot.id).roleIds;
  const rules = own.some((id) => {
    const candidate = guild.roleById.get(id);
    return candidate !== undefined && isAbove(candidate, role);
  });
  if (!rules) throw refusal('missingPermissions');
  return role;
}

/** A role that the bot may give and take. */
function givenRole(world: World, context: RestContext): Role {
  const role = ruledRole(world, context);
  if (role.isManaged || role.id === role.guildId) throw refusal('invalidRole');
  return role;
}
