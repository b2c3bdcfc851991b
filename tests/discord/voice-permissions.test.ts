import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asId, type ChannelId } from '../../src/domain/identity.ts';
import { PERMISSION, type PermissionName } from '../../src/practice/world/permissions.ts';
import { grantBot } from '../practice/standin-bot.ts';
import { connectBot, type ConnectedBot } from './connected-bot.ts';

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

/** Takes permissions from everyone and from the bot's own role in the channel. */
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

const prepare = (channelId: ChannelId) =>
  bot.gateway.voiceAccess.prepareToSpeak(bot.guildId, channelId);

function afterJoin(channelId: ChannelId) {
  return bot.gateway.voiceAccess.afterJoin(bot.guildId, channelId);
}

function ownState() {
  return bot.world.voice.stateOf(bot.guildId, bot.world.bot.id);
}

async function enterStage(): Promise<void> {
  const entered = bot.nextEvent('roomChanged');
  bot.world.joinVoice(bot.world.bot.id, stageId);
  await entered;
}

describe('whether it could be heard', () => {
  test('with its permissions it could', () => {
    expect([prepare(bot.hallId), prepare(stageId)]).toEqual(['ok', 'ok']);
  });

  test.each<[PermissionName, string]>([
    ['viewChannel', 'MISSING_CONNECT'],
    ['connect', 'MISSING_CONNECT'],
    ['speak', 'MISSING_SPEAK'],
  ])('without %s: %s', async (name, code) => {
    await deny(bot.hallId, name);
    expect(prepare(bot.hallId)).toBe(code);
  });

  test('a permission that is given back counts at once', async () => {
    await deny(bot.hallId, 'speak');
    await deny(bot.hallId);
    expect(prepare(bot.hallId)).toBe('ok');
  });

  test('a channel that is gone', async () => {
    const changed = bot.nextEvent('directoryChanged');
    bot.world.deleteChannel(bot.hallId);
    await changed;
    expect(prepare(bot.hallId)).toBe('CHANNEL_GONE');
  });

  test('a text channel is no room', () => {
    expect(prepare(bot.announcementsId)).toBe('CHANNEL_GONE');
  });

  test('a stage on which it may neither speak nor ask to', async () => {
    await deny(stageId, 'muteMembers', 'requestToSpeak');
    expect(prepare(stageId)).toBe('STAGE_SUPPRESSED');
  });
});

describe('after joining', () => {
  test('an ordinary room needs nothing', async () => {
    bot.standin.requests.clear();
    expect(await afterJoin(bot.hallId)).toBe('maySpeak');
    expect(bot.standin.requests.all).toEqual([]);
  });

  test('on a stage it makes itself a speaker when it may', async () => {
    const changed = bot.nextEvent('directoryChanged');
    grantBot(bot.world, 'muteMembers');
    await changed;
    await enterStage();
    expect(ownState()?.isSuppressed).toBe(true);
    expect(await afterJoin(stageId)).toBe('maySpeak');
    expect(ownState()?.isSuppressed).toBe(false);
  });

  test('else it raises its hand', async () => {
    await enterStage();
    await deny(stageId, 'muteMembers');
    expect(await afterJoin(stageId)).toBe('asked');
    expect(ownState()).toMatchObject({
      isSuppressed: true,
      requestedToSpeakAtMs: bot.clock.nowMs(),
    });
  });

  test('without either it stays in the audience, and says so', async () => {
    await enterStage();
    await deny(stageId, 'muteMembers', 'requestToSpeak');
    expect(await afterJoin(stageId)).toBe('STAGE_SUPPRESSED');
  });
});
