import { afterEach, describe, expect, test } from '@jest/globals';
import { asId, type GuildId, type RoleId, type UserId } from '../../src/domain/identity.ts';
import { PERMISSION } from '../../src/practice/world/permissions.ts';
import { connectBot, type ConnectedBot } from './connected-bot.ts';
import { createFakeRoles } from './fake-roles.ts';
import { describeRoles } from './roles-contract.ts';

describeRoles('the fake', async () => {
  const roles = createFakeRoles();
  const guildId = asId<GuildId>('1');
  const personId = asId<UserId>('40');
  const byId = (roleId: RoleId) => roles.roles.find((one) => one.roleId === roleId);
  return {
    roles,
    guildId,
    personId,
    allow: async () => roles.allow(guildId),
    holdersOf: (roleId) => roles.holdersOf(roleId),
    rolesNamed: (name) =>
      roles.roles.filter((one) => one.name === name).map(({ roleId }) => roleId),
    isPlain: (roleId) => byId(roleId)?.isAsMade === true,
    addRole: (name, kind) =>
      roles.addRole(guildId, name, {
        isAsMade: kind === 'as made' || kind === 'above the bot’s',
        isBelowOwn: kind !== 'above the bot’s',
      }),
    deleteRole: (roleId) => roles.deleteRole(roleId),
    removePerson: () => roles.removeMember(guildId, personId),
    limitNextGive: (retryAfterMs) =>
      roles.failNext('give', { kind: 'notNow', retryAfterMs, cause: 'rate limit' }),
    close: async () => {},
  };
});

const MEMBER_ROLES = /^\/guilds\/\d+\/members\/\d+\/roles\/\d+$/;
const GUILD_ROLES = /^\/guilds\/\d+\/roles$/;

async function allow(bot: ConnectedBot): Promise<void> {
  const { world } = bot;
  const changed = bot.nextEvent('directoryChanged');
  const own = world.roleNamed(world.bot.name);
  world.setRolePermissions(own.id, own.permissions | PERMISSION.manageRoles);
  await changed;
}

describeRoles('roles over discord.js', async () => {
  const bot = await connectBot();
  const { world, standin, gateway, guildId } = bot;
  const personId = bot.personNamed('Dev');
  const standing = () => [...world.guild(guildId).roleById.values()];
  return {
    roles: gateway.roles,
    guildId,
    personId,
    allow: () => allow(bot),
    holdersOf: (roleId) =>
      [...world.guild(guildId).memberByUserId.values()]
        .filter(({ roleIds }) => roleIds.includes(roleId))
        .map(({ userId }) => asId<UserId>(userId)),
    rolesNamed: (name) =>
      standing()
        .filter((role) => role.name === name)
        .map(({ id }) => asId<RoleId>(id)),
    isPlain(roleId) {
      const { isMentionable, permissions } = world.role(roleId);
      return isMentionable && permissions === 0n;
    },
    addRole(name, kind) {
      const role = world.createRole(guildId, {
        name,
        position: kind === 'above the bot’s' ? 50 : 1,
        isMentionable: kind !== 'not mentionable',
        permissions: kind === 'with permissions' ? PERMISSION.manageMessages : 0n,
      });
      return asId<RoleId>(role.id);
    },
    deleteRole: (roleId) => world.deleteRole(roleId),
    removePerson: () => world.removeMember(guildId, personId),
    limitNextGive(retryAfterMs) {
      const outcome = { kind: 'rateLimited', retryAfterMs, scope: 'shared' } as const;
      const fault = { kind: 'rest', method: 'PUT', path: MEMBER_ROLES, times: 1 } as const;
      standin.faults.add({ ...fault, work: 'undone', outcome });
    },
    close: () => bot.close(),
  };
});

describe('what only Discord can get wrong', () => {
  let bot: ConnectedBot;
  afterEach(() => bot.close());

  test('a role whose making was not answered is found the next time', async () => {
    bot = await connectBot();
    await allow(bot);
    const outcome = { kind: 'dropped' } as const;
    const fault = { kind: 'rest', method: 'POST', path: GUILD_ROLES, times: 1 } as const;
    bot.standin.faults.add({ ...fault, work: 'done', outcome });
    const { roles } = bot.gateway;
    const first = await roles.create(bot.guildId, 'Evening sitting');
    const second = await roles.create(bot.guildId, 'Evening sitting');
    expect([first.kind, second.kind]).toEqual(['notNow', 'made']);
    const { roleById } = bot.world.guild(bot.guildId);
    const made = [...roleById.values()].filter(({ name }) => name === 'Evening sitting');
    expect(made).toHaveLength(1);
  });

  test('a passing fault does not keep a role from anybody', async () => {
    bot = await connectBot();
    await allow(bot);
    const made = await bot.gateway.roles.create(bot.guildId, 'Evening sitting');
    if (made.kind !== 'made') throw new Error(made.kind);
    const outcome = { kind: 'status', status: 502 } as const;
    const fault = { kind: 'rest', method: 'PUT', path: MEMBER_ROLES, times: 1 } as const;
    bot.standin.faults.add({ ...fault, work: 'undone', outcome });
    const dev = bot.personNamed('Dev');
    const given = await bot.gateway.roles.give(bot.guildId, dev, made.roleId);
    expect(given).toEqual({ kind: 'done' });
    expect(bot.world.member(bot.guildId, dev).roleIds).toContain(made.roleId);
  });
});
