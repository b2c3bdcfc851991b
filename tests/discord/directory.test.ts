import { afterEach, describe, expect, test } from '@jest/globals';
import { asId, type ChannelId, type GuildId } from '../../src/domain/identity.ts';
import type { RoleId, UserId } from '../../src/domain/identity.ts';
import type { Strike } from '../../src/practice/faults.ts';
import { connectBot, type ConnectedBot } from './connected-bot.ts';
import { describeDirectory, type DirectoryWorld } from './directory-contract.ts';
import { createFakeDirectory } from './fake-directory.ts';

describeDirectory('the fake', async () => {
  const directory = createFakeDirectory();
  const guildId = asId<GuildId>('1');
  directory.setGuild(guildId, {
    textNameById: { '10': 'announcements' },
    voiceNameById: { '20': 'Practice hall', '21': 'Side room' },
    roleNameById: { '30': 'Teacher' },
  });
  const teacherRoleId = asId<RoleId>('30');
  const teacherId = asId<UserId>('40');
  const otherBotId = asId<UserId>('42');
  return {
    directory,
    guildId,
    announcementsId: asId<ChannelId>('10'),
    hallId: asId<ChannelId>('20'),
    sideRoomId: asId<ChannelId>('21'),
    teacherRoleId,
    teacherId,
    listenerId: asId<UserId>('41'),
    otherBotId,
    onEvent: (listener) => directory.onEvent(listener),
    enter: (userId, channelId) =>
      directory.enter(guildId, channelId, {
        userId,
        isBot: userId === otherBotId,
        roleIds: userId === teacherId ? [teacherRoleId] : [],
      }),
    leave: (userId) => directory.leave(guildId, userId),
    loseView: () => directory.loseView(guildId),
    restoreView: () => directory.restoreView(guildId),
    close: async () => {},
  };
});

/** Each way in which the gateway goes away and comes back. */
const STRIKES: readonly [string, Strike][] = [
  ['its wire is cut, and it resumes', { kind: 'cut' }],
  ['it is closed with 4000, and it resumes', { kind: 'cut', closeCode: 4000 }],
  ['it is told to reconnect', { kind: 'reconnect' }],
  ['its session timed out (4009)', { kind: 'cut', closeCode: 4009 }],
  ['its session is gone, and it begins a new one', { kind: 'invalidSession', isResumable: false }],
];

describe.each(STRIKES)('when %s', (_what, strike) => {
  describeDirectory('the presence source over discord.js', () => openReal(strike));
});

async function openReal(strike: Strike): Promise<DirectoryWorld> {
  const bot = await connectBot({
    prepare(world) {
      world.createChannel(world.firstGuild().id, { kind: 'voice', name: 'Side room' });
      world.addMember(world.firstGuild().id, world.createUser('Music', true).id, []);
    },
  });
  const { world, gateway, standin } = bot;
  return {
    directory: gateway.directory,
    guildId: bot.guildId,
    announcementsId: bot.announcementsId,
    hallId: bot.hallId,
    sideRoomId: asId<ChannelId>(world.channelNamed('Side room').id),
    teacherRoleId: asId<RoleId>(world.roleNamed('Teacher').id),
    teacherId: bot.personNamed('Ana'),
    listenerId: bot.personNamed('Dev'),
    otherBotId: bot.personNamed('Music'),
    onEvent: (listener) => gateway.onEvent(listener),
    enter: (userId, channelId) => void world.joinVoice(userId, channelId),
    leave: (userId) => world.leaveVoice(userId),
    loseView: () => standin.faults.strike(strike),
    restoreView: () => {},
    close: () => bot.close(),
  };
}

describe('what only the real gateway can get wrong', () => {
  let bot: ConnectedBot;
  afterEach(() => bot.close());

  function rolesOf(name: string) {
    const members = bot.gateway.directory.roomMembers(bot.guildId, bot.hallId);
    return members?.find((member) => member.userId === bot.personNamed(name))?.roleIds;
  }

  test('people who sat in a room before the bot came are there with their roles', async () => {
    bot = await connectBot({
      prepare(world) {
        const ana = [...world.userById.values()].find((one) => one.name === 'Ana');
        world.joinVoice(ana?.id ?? '', world.channelNamed('Practice hall').id);
      },
    });
    expect(rolesOf('Ana')).toEqual([bot.world.roleNamed('Teacher').id]);
  });

  test('a role that was given meanwhile is seen when the member mutes', async () => {
    bot = await connectBot();
    const entered = bot.nextEvent('roomChanged');
    bot.world.joinVoice(bot.personNamed('Dev'), bot.hallId);
    await entered;
    const teacherRoleId = bot.world.roleNamed('Teacher').id;
    bot.world.setRoles(bot.personNamed('Dev'), [teacherRoleId]);
    expect(rolesOf('Dev')).toEqual([]);
    const changed = bot.nextEvent('roomChanged');
    bot.world.voice.join(bot.personNamed('Dev'), bot.hallId, { isSelfMuted: true });
    await changed;
    expect(rolesOf('Dev')).toEqual([teacherRoleId]);
  });

  test('a role that was given meanwhile is seen when the app asks', async () => {
    bot = await connectBot();
    const entered = bot.nextEvent('roomChanged');
    bot.world.joinVoice(bot.personNamed('Dev'), bot.hallId);
    await entered;
    const teacherRoleId = bot.world.roleNamed('Teacher').id;
    bot.world.setRoles(bot.personNamed('Dev'), [teacherRoleId]);
    const changed = bot.nextEvent('roomChanged');
    await bot.gateway.directory.refreshRoles(bot.guildId, bot.hallId);
    await changed;
    expect(rolesOf('Dev')).toEqual([teacherRoleId]);
  });

  test('members whom Discord would not tell of keep the roles that are known', async () => {
    bot = await connectBot();
    const entered = bot.nextEvent('roomChanged');
    bot.world.joinVoice(bot.personNamed('Ana'), bot.hallId);
    await entered;
    const path = /^\/guilds\/\d+\/members\//;
    const outcome = { kind: 'status', status: 403 } as const;
    bot.standin.faults.add({ kind: 'rest', path, times: 9, work: 'undone', outcome });
    await bot.gateway.directory.refreshRoles(bot.guildId, bot.hallId);
    expect(rolesOf('Ana')).toEqual([bot.world.roleNamed('Teacher').id]);
  });

  test('when a voice channel is deleted its room is empty', async () => {
    bot = await connectBot();
    const entered = bot.nextEvent('roomChanged');
    bot.world.joinVoice(bot.personNamed('Dev'), bot.hallId);
    await entered;
    const changed = bot.nextEvent('directoryChanged');
    bot.world.deleteChannel(bot.hallId);
    await changed;
    expect(bot.gateway.directory.roomMembers(bot.guildId, bot.hallId)).toEqual([]);
    expect(bot.gateway.directory.voiceChannel(bot.guildId, 'Practice hall')).toBeNull();
  });

  test('a new name is found as soon as it was told', async () => {
    bot = await connectBot();
    const changed = bot.nextEvent('directoryChanged');
    bot.world.updateRole(bot.world.roleNamed('Teacher').id, { name: 'Guide' });
    await changed;
    expect(bot.gateway.directory.role(bot.guildId, 'Teacher')).toBeNull();
    expect(bot.gateway.directory.role(bot.guildId, 'guide')).not.toBeNull();
  });

  test('the removal of the bot from the guild loses the view', async () => {
    bot = await connectBot();
    const lost = bot.nextEvent('viewLost');
    bot.world.removeGuild(bot.guildId);
    await lost;
    expect(bot.gateway.isReady).toBe(false);
    expect(bot.gateway.directory.roomMembers(bot.guildId, bot.hallId)).toBeNull();
  });
});
