import { expect, test } from '@jest/globals';
import { codeOf, personNamed, send, WITHOUT_LIMITS } from './rest-client.ts';
import { grantBot, nextAfter, onStage, type Stage } from './standin-bot.ts';

function guildOf({ client }: Stage) {
  const guild = client.guilds.cache.first();
  if (guild === undefined) throw new Error('The client should know a guild.');
  return guild;
}

test('a role is made, changed, given, taken and deleted by a bot that may manage roles', () =>
  onStage(async (stage) => {
    const { client, world } = stage;
    const guild = guildOf(stage);
    expect(await codeOf(guild.roles.create({ name: 'Morning' }))).toBe(50013);
    grantBot(world, 'manageRoles');
    const role = await guild.roles.create({ name: 'Morning', mentionable: true, permissions: [] });
    expect(role).toMatchObject({ name: 'Morning', mentionable: true, position: 1 });
    expect(role.permissions.bitfield).toBe(0n);
    const [, renamed] = await nextAfter(client, 'roleUpdate', () => void role.setName('Mornings'));
    expect(renamed.name).toBe('Mornings');

    const dev = personNamed(world, 'Dev');
    const member = await guild.members.fetch(dev);
    await member.roles.add(role);
    expect(world.member(guild.id, dev).roleIds).toEqual([role.id]);
    await member.roles.remove(role);
    expect(world.member(guild.id, dev).roleIds).toEqual([]);
    await member.roles.add(role);
    const [deleted] = await nextAfter(client, 'roleDelete', () => void role.delete());
    expect(deleted.id).toBe(role.id);
    expect(world.member(guild.id, dev).roleIds).toEqual([]);
  }, WITHOUT_LIMITS));

test('who has which role is told to a bot with the intent for members', () =>
  onStage(
    async (stage) => {
      const { client, world } = stage;
      grantBot(world, 'manageRoles');
      const guild = guildOf(stage);
      const role = await guild.roles.create({ name: 'Morning' });
      const member = await guild.members.fetch(personNamed(world, 'Dev'));
      const path = `/guilds/${guild.id}/members/${member.id}/roles/${role.id}`;
      const [, after] = await nextAfter(
        client,
        'guildMemberUpdate',
        () => void send(stage, 'PUT', path),
      );
      expect(after.roles.cache.has(role.id)).toBe(true);
    },
    { intents: [1, 2], allowsPrivilegedIntents: true },
  ));

test('the hierarchy: nothing at or above the bot’s own role, nothing it may not do itself', () =>
  onStage(async (stage) => {
    const { world } = stage;
    const guild = guildOf(stage);
    grantBot(world, 'manageRoles');
    const own = world.roleNamed(world.bot.name);
    const teacher = world.roleNamed('Teacher');
    const dev = personNamed(world, 'Dev');
    const path = `/guilds/${guild.id}/roles`;
    const code = async (method: string, at: string, body?: object) =>
      (await send(stage, method, at, body)).json?.code;
    expect(await code('PUT', `/guilds/${guild.id}/members/${dev}/roles/${teacher.id}`)).toBe(50013);
    expect(await code('PATCH', `${path}/${teacher.id}`, { name: 'No' })).toBe(50013);
    expect(await code('DELETE', `${path}/${own.id}`)).toBe(50013);
    expect(await code('POST', path, { permissions: String(1n << 3n) })).toBe(50013);
    expect(await code('POST', path, { name: 'x'.repeat(101) })).toBe(50035);

    world.updateRole(own.id, { position: 50 });
    expect(await code('PATCH', `${path}/${teacher.id}`, { mentionable: false })).toBeUndefined();
    expect(teacher.isMentionable).toBe(false);
    expect(await code('DELETE', `${path}/${guild.id}`)).toBe(50028);
    expect(await code('PUT', `/guilds/${guild.id}/members/${dev}/roles/${guild.id}`)).toBe(50028);
    expect(await code('DELETE', `${path}/${guild.id}1`)).toBe(10011);
    expect(await code('PUT', `/guilds/${guild.id}/members/${guild.id}/roles/${teacher.id}`)).toBe(
      10007,
    );
  }, WITHOUT_LIMITS));

test('a guild holds 250 roles', () =>
  onStage(async (stage) => {
    const { world } = stage;
    grantBot(world, 'manageRoles');
    const guild = world.firstGuild();
    while (guild.roleById.size < 250) world.createRole(guild.id, { name: 'x' });
    const { status, json } = await send(stage, 'POST', `/guilds/${guild.id}/roles`, {});
    expect({ status, code: json.code }).toEqual({ status: 400, code: 30005 });
  }));
