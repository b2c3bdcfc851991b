import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Message, PlaceOutcome } from '../../src/app/ports.ts';
import { asId, type ChannelId, type MessageId, type UserId } from '../../src/domain/identity.ts';
import type { RestFault } from '../../src/practice/faults.ts';
import { PERMISSION, type PermissionName } from '../../src/practice/world/permissions.ts';
import { connectBot, type ConnectedBot } from './connected-bot.ts';

const MESSAGES = /^\/channels\/\d+\/messages$/;
const THREADS = /^\/channels\/\d+\/messages\/\d+\/threads$/;
const DIRECT = /^\/users\/@me\/channels$/;
const PLAIN: Message = { text: 'The session begins in ten minutes.', rows: [] };

let bot: ConnectedBot;
beforeEach(async () => {
  bot = await connectBot();
});
afterEach(() => bot.close());

function fail(path: RegExp, outcome: RestFault['outcome'], more: Partial<RestFault> = {}): void {
  const fault = { kind: 'rest', method: 'POST', path, times: 1, work: 'undone', outcome } as const;
  bot.standin.faults.add({ ...fault, ...more });
}

/** Discord's refusal with a code of its own. */
function rejection(status: number, code: number): RestFault['outcome'] {
  return { kind: 'status', status, body: { code, message: 'No' } };
}

function opened(place: PlaceOutcome): ChannelId {
  if (place.kind !== 'open') throw new Error(`Not open: ${JSON.stringify(place)}`);
  return place.channelId;
}

async function posted(): Promise<MessageId> {
  const outcome = await bot.gateway.messenger.post(bot.announcementsId, PLAIN, 'a');
  if (outcome.kind !== 'sent') throw new Error(`Not sent: ${outcome.kind}`);
  return outcome.messageId;
}

function openThread(messageId: MessageId): Promise<PlaceOutcome> {
  return bot.gateway.messenger.openThread(bot.announcementsId, messageId, 'Evening sitting');
}

function openDirect(userId: UserId = bot.personNamed('Dev')): Promise<PlaceOutcome> {
  return bot.gateway.messenger.openDirect(userId);
}

/** Takes permissions away from everyone, the bot included. */
function forbid(...names: PermissionName[]): void {
  const taken = names.reduce((bits, name) => bits | PERMISSION[name], 0n);
  const roles = [bot.world.guild(bot.guildId).id, bot.world.roleNamed(bot.world.bot.name).id];
  for (const roleId of roles) {
    const { permissions } = bot.world.role(roleId);
    bot.world.setRolePermissions(roleId, permissions & ~taken);
  }
}

describe('a thread', () => {
  test('has the id of its message and the name that was given', async () => {
    const messageId = await posted();
    const threadId = opened(await openThread(messageId));
    expect(threadId).toBe(messageId);
    expect(bot.world.channel(threadId)).toMatchObject({
      name: 'Evening sitting',
      parentId: bot.announcementsId,
    });
  });

  test('one whose opening was not answered is opened all the same, once', async () => {
    fail(THREADS, { kind: 'dropped' }, { work: 'done' });
    const threadId = opened(await openThread(await posted()));
    expect(bot.world.threads.under(bot.announcementsId).map(({ id }) => id)).toEqual([threadId]);
  });

  test('one that a person began under the message is used', async () => {
    const messageId = await posted();
    bot.world.startThread(bot.personNamed('Ana'), messageId, 'Questions');
    expect(opened(await openThread(messageId))).toBe(messageId);
  });

  test('one that was archived meanwhile takes a message and is open again', async () => {
    const threadId = opened(await openThread(await posted()));
    bot.world.threads.change(bot.world.channel(threadId), { isArchived: true });
    const outcome = await bot.gateway.messenger.post(threadId, PLAIN, 'b');
    expect(outcome.kind).toBe('sent');
    expect(bot.world.channel(threadId).thread?.isArchived).toBe(false);
  });

  test('without Create Public Threads it is closed', async () => {
    const messageId = await posted();
    forbid('createPublicThreads');
    expect((await openThread(messageId)).kind).toBe('closed');
  });

  test('without Send Messages in Threads it opens, and takes no message', async () => {
    const threadId = opened(await openThread(await posted()));
    forbid('sendMessagesInThreads');
    const outcome = await bot.gateway.messenger.post(threadId, PLAIN, 'b');
    expect(outcome).toEqual({ kind: 'refused', why: 'MISSING_PERMISSION' });
  });

  test('who is mentioned in it is brought into it', async () => {
    const threadId = opened(await openThread(await posted()));
    const dev = bot.personNamed('Dev');
    const message: Message = { text: `<@${dev}>`, rows: [], pings: { users: [dev] } };
    await bot.gateway.messenger.post(threadId, message, 'b');
    expect([...(bot.world.channel(threadId).thread?.joinedAtMsByUserId.keys() ?? [])]).toContain(
      dev,
    );
  });

  test('while Discord is away it is not closed', async () => {
    const messageId = await posted();
    fail(THREADS, { kind: 'status', status: 503 }, { times: 9 });
    expect((await openThread(messageId)).kind).toBe('notNow');
  });
});

describe('a direct message', () => {
  test('the channel of a person is asked for once', async () => {
    const channelIds = [opened(await openDirect()), opened(await openDirect())];
    expect(new Set(channelIds).size).toBe(1);
    expect(bot.standin.requests.matching('POST', DIRECT)).toHaveLength(1);
  });

  test('somebody whom Discord does not know can’t be written to', async () => {
    expect((await openDirect(asId<UserId>('1'))).kind).toBe('closed');
  });

  test('who was written to too fast is written to later', async () => {
    fail(DIRECT, rejection(403, 40_003));
    expect(await openDirect()).toMatchObject({ kind: 'notNow', retryAfterMs: 600_000 });
    expect((await openDirect()).kind).toBe('open');
  });

  test('whoever has left the guild takes none', async () => {
    const channelId = opened(await openDirect());
    bot.world.removeMember(bot.guildId, bot.personNamed('Dev'));
    const outcome = await bot.gateway.messenger.post(channelId, PLAIN, 'a');
    expect(outcome).toEqual({ kind: 'refused', why: 'DIRECT_CLOSED' });
  });

  test.each([
    [403, 50_007],
    [403, 50_278],
    [403, 40_003],
    [400, 40_003],
  ])('a post that Discord refuses with %i and code %i means closed', async (status, code) => {
    const channelId = opened(await openDirect());
    fail(MESSAGES, rejection(status, code));
    const outcome = await bot.gateway.messenger.post(channelId, PLAIN, 'a');
    expect(outcome).toEqual({ kind: 'refused', why: 'DIRECT_CLOSED' });
  });
});

test('without Attach Files a message with a file is refused, and one without is sent', async () => {
  forbid('attachFiles');
  const files = [{ name: 'chart.csv', bytes: new TextEncoder().encode('a,b') }];
  const { messenger } = bot.gateway;
  const refused = await messenger.post(bot.announcementsId, { ...PLAIN, files }, 'a');
  expect(refused).toEqual({ kind: 'refused', why: 'MISSING_PERMISSION' });
  expect((await messenger.post(bot.announcementsId, PLAIN, 'b')).kind).toBe('sent');
});
