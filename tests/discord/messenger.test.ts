import { PERMISSION } from '../../src/practice/world/permissions.ts';
import { THREAD_STARTER } from '../../src/practice/world/threads.ts';
import { messagePayload } from '../../src/discord/message-payload.ts';
import { asId, type ChannelId, type UserId } from '../../src/domain/identity.ts';
import { connectBot, START_MS } from './connected-bot.ts';
import { createFakeMessenger } from './fake-messenger.ts';
import { describeMessenger } from './messenger-contract.ts';

describeMessenger('the fake', async () => {
  let nowMs = START_MS;
  const messenger = createFakeMessenger({ nowMs: () => nowMs });
  const personId = asId<UserId>('40');
  return {
    messenger,
    channelId: asId<ChannelId>('10'),
    personId,
    nowMs: () => nowMs,
    advanceBy: (durationMs) => void (nowMs += durationMs),
    textsIn: (channelId) => messenger.standingIn(channelId).map((one) => one.message.text),
    filesIn: (channelId) =>
      messenger.standingIn(channelId).flatMap(({ message }) =>
        (message.files ?? []).map(({ name, bytes, altText }) => ({
          name,
          text: new TextDecoder().decode(bytes),
          altText: altText ?? null,
        })),
      ),
    closeDirect: () => messenger.closeDirect(personId),
    postAsOther: (channelId, message) => void messenger.postAsOther(channelId, message),
    forbid: async (channelId) => messenger.forbid(channelId),
    deleteChannel: async (channelId) => messenger.deleteChannel(channelId),
    loseAnswerOfPost: (isDone) =>
      messenger.failNext('post', { kind: 'uncertain', isDone, cause: 'lost' }),
    limitNextPost: (retryAfterMs) =>
      messenger.failNext('post', { kind: 'notNow', retryAfterMs, cause: 'rate limit' }),
    close: async () => {},
  };
});

describeMessenger('the announcer over discord.js', async () => {
  const bot = await connectBot();
  const { world, standin, gateway, clock } = bot;
  const path = /^\/channels\/\d+\/messages$/;
  // The sample world has a message of its own, so the tests get an empty channel.
  const appeared = bot.nextEvent('directoryChanged');
  const channel = world.createChannel(bot.guildId, { kind: 'text', name: 'quiet' });
  await appeared;
  // The line with which Discord begins a thread is no message of anybody's.
  const seenIn = (channelId: ChannelId) =>
    [...world.channel(channelId).messageById.values()].filter(
      ({ type }) => type !== THREAD_STARTER,
    );
  return {
    messenger: gateway.messenger,
    channelId: asId<ChannelId>(channel.id),
    nowMs: () => clock.nowMs(),
    advanceBy: (durationMs) => clock.advanceBy(durationMs),
    personId: bot.personNamed('Dev'),
    textsIn: (channelId) => seenIn(channelId).map(({ content }) => content),
    filesIn: (channelId) =>
      seenIn(channelId).flatMap(({ attachments }) =>
        attachments.map(({ filename, bytes, description }) => ({
          name: filename,
          text: new TextDecoder().decode(bytes),
          altText: description,
        })),
      ),
    closeDirect: () => void world.closeDirectMessages(bot.personNamed('Dev')),
    postAsOther(channelId, message) {
      const draft = { content: message.text, components: asJson(messagePayload(message)) };
      world.messages.post(channelId, bot.personNamed('Ana'), draft);
    },
    async forbid(channelId) {
      const changed = bot.nextEvent('directoryChanged');
      const deny = PERMISSION.viewChannel;
      world.setOverwrites(channelId, [{ id: bot.guildId, kind: 'role', allow: 0n, deny }]);
      await changed;
    },
    async deleteChannel(channelId) {
      const changed = bot.nextEvent('directoryChanged');
      world.deleteChannel(channelId);
      await changed;
    },
    loseAnswerOfPost(isDone) {
      const work = isDone ? 'done' : 'undone';
      const outcome = { kind: 'dropped' } as const;
      standin.faults.add({ kind: 'rest', method: 'POST', path, times: 1, work, outcome });
    },
    limitNextPost(retryAfterMs) {
      const outcome = { kind: 'rateLimited', retryAfterMs, scope: 'shared' } as const;
      standin.faults.add({ kind: 'rest', method: 'POST', path, times: 1, work: 'undone', outcome });
    },
    close: () => bot.close(),
  };
});

/** Components as the stand-in keeps them: plain JSON. */
function asJson(payload: ReturnType<typeof messagePayload>) {
  return JSON.parse(JSON.stringify(payload.components)) as [];
}
