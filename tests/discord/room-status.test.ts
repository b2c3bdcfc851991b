import { expect, test } from '@jest/globals';
import { asId, type ChannelId, type GuildId } from '../../src/domain/identity.ts';
import { PERMISSION } from '../../src/practice/world/permissions.ts';
import { connectBot, type ConnectedBot } from './connected-bot.ts';
import { createFakeRoomStatus } from './fake-room-status.ts';
import { describeRoomStatus } from './room-status-contract.ts';

describeRoomStatus('the fake', async () => {
  const roomStatus = createFakeRoomStatus();
  const roomId = asId<ChannelId>('10');
  return {
    roomStatus,
    guildId: asId<GuildId>('1'),
    roomId,
    text: () => roomStatus.textOf(roomId),
    write: async (text) => roomStatus.write(roomId, text),
    seen: async () => {},
    forbid: async () => roomStatus.forbid(),
    takeOut: async () => roomStatus.takeOut(),
    deleteRoom: async () => roomStatus.deleteRoom(roomId),
    limitNext: (retryAfterMs) =>
      roomStatus.failNext({ kind: 'notNow', retryAfterMs, cause: 'rate limit' }),
    close: async () => {},
  };
});

const STATUS_PATH = /^\/channels\/\d+\/voice-status$/;

/** The bot is in the room as far as the gateway tells: it needs no sound for this. */
async function enter(bot: ConnectedBot): Promise<void> {
  const told = bot.nextEvent('roomChanged');
  bot.world.joinVoice(bot.world.bot.id, bot.hallId);
  await told;
}

/** What the gateway said before this was read, since it is read in order. */
async function readUpToNow(bot: ConnectedBot): Promise<void> {
  const told = bot.nextEvent('directoryChanged');
  bot.world.updateChannel(bot.announcementsId, { topic: 'Read up to here' });
  await told;
}

describeRoomStatus('the line over discord.js', async () => {
  const bot = await connectBot();
  const { world, standin, gateway, guildId, hallId } = bot;
  await enter(bot);
  return {
    roomStatus: gateway.roomStatus,
    guildId,
    roomId: hallId,
    text: () => world.channel(hallId).voiceStatus,
    async write(text) {
      world.setVoiceStatus(hallId, text);
      await readUpToNow(bot);
    },
    seen: () => readUpToNow(bot),
    async forbid() {
      const changed = bot.nextEvent('directoryChanged');
      const own = world.roleNamed(world.bot.name);
      world.setRolePermissions(own.id, own.permissions & ~PERMISSION.setVoiceChannelStatus);
      await changed;
    },
    async takeOut() {
      const told = bot.nextEvent('roomChanged');
      world.leaveVoice(world.bot.id);
      await told;
    },
    async deleteRoom() {
      const changed = bot.nextEvent('directoryChanged');
      world.deleteChannel(hallId);
      await changed;
    },
    limitNext(retryAfterMs) {
      const outcome = { kind: 'rateLimited', retryAfterMs, scope: 'shared' } as const;
      const fault = { kind: 'rest', method: 'PUT', path: STATUS_PATH, times: 1 } as const;
      standin.faults.add({ ...fault, work: 'undone', outcome });
    },
    close: () => bot.close(),
  };
});

test('what may not be written is not even asked for', async () => {
  const bot = await connectBot();
  const outcome = await bot.gateway.roomStatus.set(bot.guildId, bot.hallId, 'Body scan');
  const asked = bot.standin.requests.matching('PUT', STATUS_PATH);
  await bot.close();
  expect(outcome).toEqual({ kind: 'refused', why: 'NOT_IN_ROOM' });
  expect(asked).toEqual([]);
});

test('what stood there before the bot came is known, and what becomes of it', async () => {
  const bot = await connectBot({
    prepare: (world) => void world.setVoiceStatus(world.channelNamed('Practice hall').id, 'Quiet'),
  });
  const { roomStatus } = bot.gateway;
  expect(roomStatus.standing(bot.hallId)).toEqual({ text: 'Quiet' });
  bot.world.setVoiceStatus(bot.hallId, null);
  await readUpToNow(bot);
  expect(roomStatus.standing(bot.hallId)).toEqual({ text: null });
  await bot.close();
});
