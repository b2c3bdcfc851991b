import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Message, PostOutcome } from '../../src/app/ports.ts';
import { asId, type RoleId, type UserId } from '../../src/domain/identity.ts';
import type { RestFault } from '../../src/practice/faults.ts';
import { PERMISSION } from '../../src/practice/world/permissions.ts';
import { connectBot, TOKEN, type ConnectedBot } from './connected-bot.ts';
import { withMarker } from './messenger-world.ts';

const MESSAGES = /^\/channels\/\d+\/messages$/;
const PLAIN: Message = { text: 'The session begins in ten minutes.', rows: [] };

let bot: ConnectedBot;
beforeEach(async () => {
  bot = await connectBot();
});
afterEach(() => bot.close());

function fail(outcome: RestFault['outcome'], more: Partial<RestFault> = {}): void {
  const fault = { kind: 'rest', path: MESSAGES, times: 1, work: 'undone', outcome } as const;
  bot.standin.faults.add({ ...fault, ...more });
}

function post(message: Message = PLAIN, nonce = 'a'): Promise<PostOutcome> {
  return bot.gateway.messenger.post(bot.announcementsId, message, nonce);
}

function postsSeen(): number {
  return bot.standin.requests.matching('POST', MESSAGES).length;
}

function standing() {
  const channel = bot.world.channel(bot.announcementsId);
  return [...channel.messageById.values()].at(-1);
}

function find(sinceMs: number) {
  return bot.gateway.messenger.findOwn(bot.announcementsId, '7', sinceMs);
}

function chatter(count: number): void {
  for (let index = 0; index < count; index += 1) {
    bot.world.postAs(bot.personNamed('Ana'), bot.announcementsId, `line ${index}`);
  }
}

describe('what Discord answers, as an outcome', () => {
  test.each<[string, RestFault['outcome'], PostOutcome['kind']]>([
    ['500', { kind: 'status', status: 500 }, 'uncertain'],
    ['503', { kind: 'status', status: 503 }, 'uncertain'],
    ['the page of a proxy with 502', { kind: 'html', status: 502 }, 'uncertain'],
    ['the page of a proxy with 200', { kind: 'html', status: 200 }, 'uncertain'],
    ['the page of a proxy with 403', { kind: 'html', status: 403 }, 'uncertain'],
    ['nothing, the connection closes', { kind: 'dropped' }, 'uncertain'],
    ['401', { kind: 'status', status: 401 }, 'notNow'],
    ['405', { kind: 'status', status: 405 }, 'refused'],
  ])('%s', async (_what, outcome, kind) => {
    fail(outcome);
    expect((await post()).kind).toBe(kind);
    expect(postsSeen()).toBe(1);
  });

  test('a server that is not there: nothing was sent', async () => {
    await bot.standin.close();
    expect(await post()).toMatchObject({ kind: 'notNow', cause: 'ECONNREFUSED' });
    // It has been reconnecting all the while, and must come to rest nevertheless.
    await bot.gateway.stop();
    bot = await connectBot();
  });

  test('a limit of less than two seconds is waited for', async () => {
    fail({ kind: 'rateLimited', retryAfterMs: 100, scope: 'user' });
    expect((await post()).kind).toBe('sent');
    expect(postsSeen()).toBe(2);
  });

  test('a limit for the whole bot that is longer is told', async () => {
    fail({ kind: 'rateLimited', retryAfterMs: 30_000, scope: 'global' });
    const outcome = await post();
    expect(outcome).toMatchObject({ kind: 'notNow', cause: 'rate limit' });
    expect(postsSeen()).toBe(1);
  });
});

describe('the token', () => {
  test('one 401 does not end everything', async () => {
    fail({ kind: 'status', status: 401 });
    const outcomes = [await post(), await post()];
    expect(outcomes.map(({ kind }) => kind)).toEqual(['notNow', 'sent']);
  });

  test('after a second 401 in a row nothing is asked for a while', async () => {
    fail({ kind: 'status', status: 401 }, { times: 99 });
    const outcomes = [await post(), await post(), await post(), await post()];
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['notNow']));
    expect(postsSeen()).toBe(2);
  });

  test('several that are refused at the same time count as one', async () => {
    fail({ kind: 'status', status: 401 }, { times: 3 });
    const refused = await Promise.all([post(PLAIN, 'a'), post(PLAIN, 'b'), post(PLAIN, 'c')]);
    expect(refused.map(({ kind }) => kind)).toContain('notNow');
    expect((await post(PLAIN, 'd')).kind).toBe('sent');
  });

  test('it stands in no line of the log', async () => {
    fail({ kind: 'status', status: 401 }, { times: 2 });
    await post();
    await post();
    expect(bot.log.entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(bot.log.entries)).not.toContain(TOKEN);
  });
});

describe('what a message carries', () => {
  test('nobody is pinged by what stands in the text', async () => {
    await post({ text: `@everyone <@${bot.personNamed('Ana')}> come`, rows: [] });
    expect(standing()?.pings).toEqual({ everyone: false, roleIds: [], userIds: [] });
  });

  test('whom it names is pinged, and nobody else', async () => {
    const ana = bot.personNamed('Ana');
    const roleId = asId<RoleId>(bot.world.roleNamed('Volunteer').id);
    const text = `<@${ana}> <@${bot.personNamed('Ben')}> <@&${roleId}>`;
    await post({ text, rows: [], pings: { users: [asId<UserId>(ana)], roles: [roleId] } });
    expect(standing()?.pings).toEqual({ everyone: false, roleIds: [roleId], userIds: [ana] });
  });

  test('buttons and a menu', async () => {
    await post({
      text: 'Please choose.',
      rows: [
        [
          { kind: 'button', id: 'bell|hold|1|', label: 'Hold', style: 'primary' },
          { kind: 'button', id: 'bell|stop|1|', label: 'Stop', style: 'danger' },
        ],
        [
          {
            kind: 'menu',
            id: 'bell|choose|1|',
            placeholder: 'A recording',
            options: [{ value: 'a', label: 'A', description: 'Ten minutes' }],
          },
        ],
      ],
    });
    expect(standing()?.components).toMatchObject([
      {
        type: 1,
        components: [
          { type: 2, style: 1, label: 'Hold', custom_id: 'bell|hold|1|' },
          { type: 2, style: 4, label: 'Stop', custom_id: 'bell|stop|1|' },
        ],
      },
      {
        type: 1,
        components: [{ type: 3, placeholder: 'A recording', options: [{ value: 'a' }] }],
      },
    ]);
  });
});

describe('looking for its own message', () => {
  test('it is found behind pages of chatter', async () => {
    const sinceMs = bot.clock.nowMs();
    chatter(250);
    const outcome = await post(withMarker('Now', '7'));
    expect(outcome.kind).toBe('sent');
    expect((await find(sinceMs)).kind).toBe('found');
  });

  test('too much to read is not taken for absent', async () => {
    const sinceMs = bot.clock.nowMs();
    chatter(600);
    await post(withMarker('Now', '7'));
    expect((await find(sinceMs)).kind).toBe('unreadable');
  });

  test('a fault that passes does not make it unreadable', async () => {
    await post(withMarker('Now', '7'));
    fail({ kind: 'status', status: 500 }, { method: 'GET' });
    expect((await find(bot.clock.nowMs())).kind).toBe('found');
  });

  test('without the permission to read history an empty answer proves nothing', async () => {
    await post(withMarker('Now', '7'));
    const changed = bot.nextEvent('directoryChanged');
    const deny = PERMISSION.readMessageHistory;
    const overwrite = { id: bot.guildId, kind: 'role', allow: 0n, deny } as const;
    bot.world.setOverwrites(bot.announcementsId, [
      overwrite,
      { ...overwrite, id: bot.world.roleNamed('Bellkeeper').id },
    ]);
    await changed;
    expect(await find(bot.clock.nowMs())).toEqual({
      kind: 'unreadable',
      cause: 'READ_MESSAGE_HISTORY',
    });
  });
});
