/** What the bot may not do in a channel, told by the gateway and by REST alike. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ChannelPermissions } from '../../src/app/preflight-port.ts';
import { viewByRest, type RestView } from '../../src/discord/rest-view.ts';
import { asId, type ChannelId, type GuildId } from '../../src/domain/identity.ts';
import { NEEDED_BY_USE, type ChannelUse } from '../../src/domain/preflight.ts';
import { PERMISSION, type PermissionName } from '../../src/practice/world/permissions.ts';
import { connectBot, TOKEN, type ConnectedBot } from './connected-bot.ts';
import { createSilentLog } from './silent-log.ts';

let bot: ConnectedBot;
let stageId: ChannelId;

beforeEach(async () => {
  bot = await connectBot({
    prepare: (world) =>
      void world.createChannel(world.firstGuild().id, { kind: 'stage', name: 'Stage' }),
  });
  stageId = asId<ChannelId>(bot.world.channelNamed('Stage').id);
});
afterEach(() => bot.close());

async function deny(channelId: ChannelId, ...names: PermissionName[]): Promise<void> {
  const changed = bot.nextEvent('directoryChanged');
  const bits = names.reduce((all, name) => all | PERMISSION[name], 0n);
  bot.world.setOverwrites(
    channelId,
    [bot.guildId, bot.world.roleNamed('Bellkeeper').id].map((id) => ({
      id,
      kind: 'role',
      allow: 0n,
      deny: bits,
    })),
  );
  await changed;
}

function look(token = TOKEN, guildId = bot.guildId): Promise<RestView> {
  const { apiUrl } = bot.standin;
  return viewByRest({ token, apiUrl, guildId, log: createSilentLog() });
}

async function bothViews(): Promise<ChannelPermissions[]> {
  const view = await look();
  if (view.kind !== 'seen') throw new Error(`REST shows nothing: ${view.kind}.`);
  return [bot.gateway.permissions, view.permissions];
}

async function missing(channelId: ChannelId, ...uses: ChannelUse[]) {
  const [byGateway, byRest] = (await bothViews()).map((permissions) =>
    permissions.inChannel(bot.guildId, channelId, uses),
  );
  expect(byRest).toEqual(byGateway);
  return byGateway?.missing ?? null;
}

describe('what is missing', () => {
  test('nothing, with what the invitation asks for', async () => {
    expect(await missing(bot.announcementsId, 'announce')).toEqual([]);
    expect(await missing(bot.coordinatorsId, 'coordinators', 'teachers')).toEqual([]);
    expect(await missing(bot.hallId, 'room')).toEqual([]);
  });

  test('what was taken, by the use of the channel', async () => {
    await deny(bot.announcementsId, 'sendMessages', 'createPublicThreads', 'attachFiles');
    expect(await missing(bot.announcementsId, 'announce')).toEqual([
      'SendMessages',
      'CreatePublicThreads',
    ]);
    expect(await missing(bot.announcementsId, 'announce', 'coordinators')).toEqual([
      'SendMessages',
      'CreatePublicThreads',
      'AttachFiles',
    ]);
  });

  test.each(NEEDED_BY_USE.room)('in a room: %s', async (name) => {
    const key = (name.charAt(0).toLowerCase() + name.slice(1)) as PermissionName;
    await deny(bot.hallId, key);
    expect(await missing(bot.hallId, 'room')).toEqual([name]);
  });

  test('on a stage: to ask to speak, unless it may let itself speak', async () => {
    expect(await missing(stageId, 'room')).toEqual([]);
    await deny(stageId, 'requestToSpeak', 'speak', 'setVoiceChannelStatus');
    expect(await missing(stageId, 'room')).toEqual(['RequestToSpeak']);
  });

  test('a channel that is not there has none that could be told', async () => {
    expect(await missing(asId<ChannelId>('42'), 'room')).toBeNull();
  });
});

describe('what REST shows', () => {
  test('the same channels and roles as the gateway, by id and by name', async () => {
    const view = await look();
    if (view.kind !== 'seen') throw new Error(`REST shows nothing: ${view.kind}.`);
    for (const directory of [view.directory, bot.gateway.directory]) {
      expect(directory.textChannel(bot.guildId, '#announcements')).toBe(bot.announcementsId);
      expect(directory.voiceChannel(bot.guildId, 'practice HALL')).toBe(bot.hallId);
      expect(directory.textChannel(bot.guildId, 'Practice hall')).toBeNull();
      expect(directory.role(bot.guildId, 'Teacher')).toBe(bot.world.roleNamed('Teacher').id);
      expect(directory.role(bot.guildId, 'Nobody')).toBeNull();
    }
  });

  test('nothing of a server that did not invite the bot', async () => {
    const view = await look(TOKEN, asId<GuildId>('123456789012345678'));
    expect(view.kind).toBe('notInvited');
  });

  test('nothing to a token that is refused, and nothing while Discord is away', async () => {
    expect((await look('a.wrong.token')).kind).toBe('away');
    bot.standin.faults.add({
      kind: 'rest',
      path: /./,
      times: 20,
      work: 'undone',
      outcome: { kind: 'status', status: 500 },
    });
    expect((await look()).kind).toBe('away');
  });
});
