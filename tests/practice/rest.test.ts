import { expect, test } from '@jest/globals';
import { ApplicationCommandOptionType } from 'discord.js';
import type { World } from '../../src/practice/world.ts';
import { codeOf, send, textChannel, WITHOUT_LIMITS } from './rest-client.ts';
import { grantBot, onStage, TOKEN } from './standin-bot.ts';

test('a message is posted, changed, found, listed and deleted', () =>
  onStage(async ({ client, world, clock }) => {
    const channel = textChannel(client, world);
    const posted = await channel.send({ content: 'First ', embeds: [{ title: 'An embed' }] });
    expect(posted.content).toBe('First');
    expect(posted.createdTimestamp).toBe(clock.nowMs());
    expect(posted.embeds[0]?.title).toBe('An embed');

    clock.advance(60_000);
    const edited = await posted.edit('Changed');
    expect(edited.content).toBe('Changed');
    expect(edited.editedTimestamp).toBe(clock.nowMs());
    expect(edited.embeds).toHaveLength(1);

    await channel.send('Second');
    const listed = await channel.messages.fetch({ limit: 2 });
    expect(listed.map((message) => message.content)).toEqual(['Second', 'Changed']);
    const after = await channel.messages.fetch({ after: posted.id });
    expect(after.map((message) => message.content)).toEqual(['Second']);
    const before = await channel.messages.fetch({ before: posted.id, limit: 10 });
    expect(before.size).toBe(1);

    await posted.delete();
    expect(await codeOf(channel.messages.fetch({ message: posted.id, force: true }))).toBe(10008);
    expect(await codeOf(posted.delete())).toBe(10008);
  }));

test('a nonce sent twice makes one message, until some minutes have passed', () =>
  onStage(async ({ client, world, clock }) => {
    const channel = textChannel(client, world);
    const draft = { content: 'Once', nonce: 'reminder-1', enforceNonce: true };
    const first = await channel.send(draft);
    const second = await channel.send({ ...draft, content: 'Twice' });
    expect(second.id).toBe(first.id);
    expect(second.content).toBe('Once');
    const board = world.channelNamed('announcements').messageById;
    expect(board.size).toBe(2);

    clock.advance(6 * 60_000);
    const third = await channel.send(draft);
    expect(third.id).not.toBe(first.id);
    const unenforced = await channel.send({ content: 'Again', nonce: 'reminder-1' });
    expect(unenforced.id).not.toBe(third.id);
  }));

test('whom a message rings for follows its allowed mentions and the permissions', () =>
  onStage(async ({ client, world }) => {
    const channel = textChannel(client, world);
    const teacher = world.roleNamed('Teacher');
    const dev = [...world.userById.values()].find((user) => user.name === 'Dev')?.id ?? '';
    const ana = [...world.userById.values()].find((user) => user.name === 'Ana')?.id ?? '';
    const content = `@everyone <@&${teacher.id}> <@${dev}>`;
    const ringing = async (allowedMentions?: object) => {
      const { id } = await channel.send({
        content,
        ...(allowedMentions ? { allowedMentions } : {}),
      });
      const message = world.messages.find(id);
      if (message === null) throw new Error('The message should be on the board.');
      return { pings: message.pings, rings: world.messages.pingedUserIds(message) };
    };
    grantBot(world, 'mentionEveryone');
    const everyone = world.firstGuild().memberByUserId.size;
    expect((await ringing()).rings).toHaveLength(everyone);
    expect(await ringing({ parse: [] })).toEqual({
      pings: { everyone: false, roleIds: [], userIds: [] },
      rings: [],
    });
    expect((await ringing({ roles: [teacher.id] })).rings).toEqual([ana]);
    expect((await ringing({ parse: ['users'] })).rings).toEqual([dev]);

    world.setRolePermissions(world.roleNamed('Bellkeeper').id, 0n);
    expect((await ringing()).pings.everyone).toBe(false);
    world.updateRole(teacher.id, { isMentionable: false });
    expect((await ringing()).rings).toEqual([dev]);
  }, WITHOUT_LIMITS));

test('what the bot may not do is refused with the codes that Discord has', () =>
  onStage(async ({ client, world }) => {
    const guildId = world.firstGuild().id;
    const channel = textChannel(client, world);
    const board = world.channelNamed('announcements');
    const deny = (bits: bigint) =>
      world.setOverwrites(board.id, [{ id: world.bot.id, kind: 'member', allow: 0n, deny: bits }]);

    deny(1n << 11n);
    expect(await codeOf(channel.send('No'))).toBe(50013);
    deny(1n << 10n);
    expect(await codeOf(channel.send('No'))).toBe(50001);
    expect(await codeOf(channel.messages.fetch({ limit: 1 }))).toBe(50001);
    deny(1n << 14n);
    expect(await codeOf(channel.send({ embeds: [{ title: 'No' }] }))).toBe(50013);
    deny(1n << 16n);
    expect((await channel.messages.fetch({ limit: 5 })).size).toBe(0);
    deny(0n);

    const other = world.postAs(world.firstGuild().ownerId, board.id, 'Mine');
    expect(await codeOf(channel.messages.edit(other.id, 'Not yours'))).toBe(50005);
    expect(await codeOf(channel.messages.delete(other.id))).toBe(50013);
    world.deleteChannel(board.id);
    expect(await codeOf(client.rest.get(`/channels/${board.id}`))).toBe(10003);
    const gone = client.rest.post(`/channels/${board.id}/messages`, { body: { content: 'No' } });
    expect(await codeOf(gone)).toBe(10003);
    expect(await codeOf(client.rest.get(`/guilds/${guildId}1`))).toBe(10004);
    expect(await codeOf(client.rest.get('/nothing/here'))).toBe(0);
  }));

test('a wrong token gets 401 with its JSON body', () =>
  onStage(async ({ standin }) => {
    const response = await fetch(`${standin.apiUrl}/v10/users/@me`, {
      headers: { authorization: 'Bot wrong' },
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ message: '401: Unauthorized', code: 0 });
  }));

test.each<[string, object, string]>([
  ['a content over 2,000 characters', { content: 'x'.repeat(2001) }, 'content'],
  ['a nonce over 25 characters', { content: 'x', nonce: 'n'.repeat(26) }, 'nonce'],
  [
    'six rows',
    { components: Array.from({ length: 6 }, (_, n) => row([button(`b${n}`)])) },
    'components',
  ],
  [
    'six buttons in a row',
    { components: [row(Array.from({ length: 6 }, (_, n) => button(`b${n}`)))] },
    'components.0.components',
  ],
  [
    'a custom id over 100 characters',
    { components: [row([button('x'.repeat(101))])] },
    'components.0.components.0.custom_id',
  ],
  [
    'a custom id twice',
    { components: [row([button('a'), button('a')])] },
    'components.0.components.1.custom_id',
  ],
  ['26 options', { components: [row([menu(26)])] }, 'components.0.components.0.options'],
  [
    'a button beside a menu',
    { components: [row([menu(1), button('b')])] },
    'components.0.components',
  ],
  ['a button outside a row', { components: [button('a')] }, 'components.0.type'],
  [
    'content beside version 2 components',
    { content: 'x', flags: 1 << 15, components: [{ type: 10, content: 'y' }] },
    'content',
  ],
  [
    'an embed field without a value',
    { embeds: [{ fields: [{ name: 'x' }] }] },
    'embeds.0.fields.0.value',
  ],
])('%s is an invalid form body', (_, body, path) =>
  onStage(async (stage) => {
    const channelId = stage.world.channelNamed('announcements').id;
    const { status, json } = await send(stage, 'POST', `/channels/${channelId}/messages`, {
      content: 'x',
      ...((body as { flags?: number }).flags === undefined ? {} : { content: undefined }),
      ...body,
    });
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 50035, message: 'Invalid Form Body' });
    const place = path.split('.').reduce((errors, step) => errors?.[step], json.errors);
    expect(place?.['_errors']).toHaveLength(1);
  }),
);

test('an empty message is refused, and so is a body that is no JSON', () =>
  onStage(async (stage) => {
    const path = `/channels/${stage.world.channelNamed('announcements').id}/messages`;
    expect((await send(stage, 'POST', path, { content: '  ' })).json).toMatchObject({
      code: 50006,
    });
    const response = await fetch(`${stage.standin.apiUrl}/v10${path}`, {
      method: 'POST',
      headers: { authorization: `Bot ${TOKEN}`, 'content-type': 'application/json' },
      body: '{',
    });
    expect(await response.json()).toMatchObject({ code: 50109 });
  }));

test('version 2 components stay so, and every component gets its number', () =>
  onStage(async (stage) => {
    const path = `/channels/${stage.world.channelNamed('announcements').id}/messages`;
    const components = [
      { type: 17, components: [{ type: 10, content: 'Hello' }, row([button('a'), button('b')])] },
    ];
    const { json } = await send(stage, 'POST', path, { flags: 1 << 15, components });
    expect(json.components[0]).toMatchObject({
      id: 1,
      components: [{ id: 2 }, { id: 3, components: [{ id: 4 }, { id: 5 }] }],
    });
    const changed = await send(stage, 'PATCH', `${path}/${json.id}`, { flags: 0, content: 'x' });
    expect(changed.status).toBe(400);
  }));

test('files come with their names and descriptions', () =>
  onStage(async ({ client, world }) => {
    const message = await textChannel(client, world).send({
      files: [{ attachment: Buffer.from('WEBVTT'), name: 'captions.vtt', description: 'Captions' }],
    });
    expect(message.attachments.first()).toMatchObject({
      name: 'captions.vtt',
      size: 6,
      description: 'Captions',
    });
  }));

test('commands are registered, listed and changed, and every write is on record', () =>
  onStage(async ({ client, world }) => {
    const guild = client.guilds.cache.first();
    const { writes } = world.commands;
    expect(writes).toEqual([]);
    const set = await guild?.commands.set([
      { name: 'welcome', description: 'Speaks the welcome' },
      {
        name: 'play',
        description: 'Plays a recording',
        options: [
          {
            name: 'recording',
            description: 'Which one',
            type: ApplicationCommandOptionType.String,
            required: true,
            autocomplete: true,
          },
          {
            name: 'minutes',
            description: 'How long',
            type: ApplicationCommandOptionType.Integer,
            minValue: 1,
            required: false,
          },
        ],
      },
    ]);
    expect(set?.map((command) => command.name).toSorted()).toEqual(['play', 'welcome']);
    expect(writes).toEqual([{ method: 'PUT', guildId: guild?.id, names: ['welcome', 'play'] }]);
    const listed = await guild?.commands.fetch();
    const play = listed?.find((command) => command.name === 'play');
    expect(play?.options).toMatchObject([
      { name: 'recording', required: true, autocomplete: true },
      { name: 'minutes', minValue: 1 },
    ]);
    const edited = await play?.edit({ description: 'Plays one' });
    expect(edited?.id).toBe(play?.id);
    await guild?.commands.create({ name: 'stop', description: 'Stops' });
    await play?.delete();
    expect(writes.map(({ method }) => method)).toEqual(['PUT', 'PATCH', 'POST', 'DELETE']);
    expect(world.commands.list(guild?.id ?? '').map(({ name }) => name)).toEqual([
      'welcome',
      'stop',
    ]);

    const again = await guild?.commands.set([
      { name: 'welcome', description: 'Speaks the welcome' },
    ]);
    const kept = set?.find((command) => command.name === 'welcome');
    expect(again?.first()).toMatchObject({ id: kept?.id, version: kept?.version });
  }, WITHOUT_LIMITS));

test.each<[string, object]>([
  ['capital letters in the name', { name: 'Play', description: 'x' }],
  ['a space in the name', { name: 'play it', description: 'x' }],
  ['no description', { name: 'play' }],
  ['a description over 100 characters', { name: 'play', description: 'x'.repeat(101) }],
  [
    '26 options',
    {
      name: 'play',
      description: 'x',
      options: Array.from({ length: 26 }, (_, n) => ({ name: `o${n}`, description: 'x', type: 3 })),
    },
  ],
  [
    'a required option behind an optional one',
    {
      name: 'play',
      description: 'x',
      options: [
        { name: 'a', description: 'x', type: 3 },
        { name: 'b', description: 'x', type: 3, required: true },
      ],
    },
  ],
])('a command with %s is refused', (_, command) =>
  onStage(async (stage) => {
    const path = `/applications/${stage.world.bot.id}/guilds/${stage.world.firstGuild().id}/commands`;
    const { status, json } = await send(stage, 'PUT', path, [command]);
    expect({ status, code: json.code }).toEqual({ status: 400, code: 50035 });
    expect(stage.world.commands.writes).toEqual([]);
  }),
);

test('a voice channel’s status can be set by a bot that is in it', () =>
  onStage(async ({ client, world }) => {
    const hall = world.channelNamed('Practice hall');
    const set = () =>
      client.rest.put(`/channels/${hall.id}/voice-status`, { body: { status: 'Welcome' } });
    expect(await codeOf(set())).toBe(50013);
    grantBot(world, 'setVoiceChannelStatus');
    world.voice.join(world.bot.id, hall.id);
    await set();
    expect(hall.voiceStatus).toBe('Welcome');
  }));

test('rate limits: headers count down, then 429 with the time to wait', () =>
  onStage(async (stage) => {
    const path = `/channels/${stage.world.channelNamed('announcements').id}/messages`;
    const answers = [];
    for (let n = 0; n < 6; n += 1)
      answers.push(await send(stage, 'POST', path, { content: `${n}` }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    const remaining = answers.map(({ response }) => response.headers.get('x-ratelimit-remaining'));
    expect(remaining).toEqual(['4', '3', '2', '1', '0', '0']);
    const last = answers[5];
    expect(last?.response.headers.get('x-ratelimit-scope')).toBe('user');
    expect(last?.json).toMatchObject({ global: false });
    expect(last?.json.retry_after).toBeGreaterThan(4);
    expect(stage.world.channelNamed('announcements').messageById.size).toBe(6);
  }));

test('each interaction’s token has a limit of its own, five requests in 2 s', () =>
  onStage(async (stage) => {
    const about = (token: string) => `/webhooks/${stage.world.bot.id}/${token}/messages/@original`;
    const statuses = [];
    for (let n = 0; n < 6; n += 1) {
      statuses.push((await send(stage, 'PATCH', about('one'), { content: `${n}` })).status);
    }
    // No such token was ever given out, which is looked at after the limit.
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await send(stage, 'PATCH', about('other'), { content: '' })).status).toBe(401);
  }));

test('more than fifty requests in a second meet the global limit', () =>
  onStage(
    async (stage) => {
      const answers = await Promise.all(
        Array.from({ length: 60 }, () => send(stage, 'GET', '/gateway/bot')),
      );
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThanOrEqual(10);
      expect(refused[0]?.response.headers.get('x-ratelimit-global')).toBe('true');
    },
    { rateLimits: { isPerRoute: false } },
  ));

test('an answer lost after the work was done: the client’s retry with the nonce posts nothing new', () =>
  onStage(async ({ client, world, standin }) => {
    const channel = textChannel(client, world);
    const fault = { kind: 'rest', method: 'POST', path: /messages$/, times: 1 } as const;
    standin.faults.add({ ...fault, work: 'done', outcome: { kind: 'status', status: 502 } });
    const draft = { content: 'Once', nonce: 'n1', enforceNonce: true };
    const message = await channel.send(draft);
    expect(world.channelNamed('announcements').messageById.size).toBe(2);
    expect(standin.requests.matching('POST', /messages$/).map(({ status }) => status)).toEqual([
      502, 200,
    ]);

    standin.faults.add({ ...fault, work: 'done', outcome: { kind: 'dropped' } });
    await expect(channel.send({ ...draft, nonce: 'n2' })).rejects.toThrow();
    expect(standin.requests.matching('POST', /messages$/).at(-1)?.status).toBe(0);
    const repeated = await channel.send({ ...draft, nonce: 'n2' });
    expect(world.channelNamed('announcements').messageById.size).toBe(3);
    expect(repeated.id).not.toBe(message.id);
  }));

test('faults before the work leave nothing behind', () =>
  onStage(async ({ client, world, standin }) => {
    const channel = textChannel(client, world);
    const fault = { kind: 'rest', path: /messages$/, work: 'undone' } as const;
    standin.faults.add({ ...fault, times: 1, outcome: { kind: 'status', status: 500 } });
    standin.faults.add({
      ...fault,
      times: 1,
      outcome: { kind: 'rateLimited', retryAfterMs: 10, scope: 'shared' },
    });
    await channel.send('Third time lucky');
    expect(standin.requests.matching('POST', /messages$/).map(({ status }) => status)).toEqual([
      500, 429, 200,
    ]);
    expect(world.channelNamed('announcements').messageById.size).toBe(2);

    standin.faults.add({ ...fault, times: 4, outcome: { kind: 'html', status: 503 } });
    await expect(channel.send('Never')).rejects.toThrow('Service Unavailable');
    expect(world.channelNamed('announcements').messageById.size).toBe(2);
  }));

test('a request can be awaited, and tells what was sent', () =>
  onStage(async ({ client, world, standin }) => {
    const [request] = await Promise.all([
      standin.requests.next('POST', /messages$/),
      textChannel(client, world).send('Hello'),
    ]);
    expect(request).toMatchObject({ body: { content: 'Hello' }, status: 200 });
  }));

test('after close nothing listens any more', async () => {
  let apiUrl = '';
  let pretend: World | null = null;
  await onStage(async ({ standin, world }) => {
    ({ apiUrl } = standin);
    pretend = world;
    expect(world.listenerCount('messageEdited')).toBe(1);
  });
  await expect(fetch(`${apiUrl}/v10/gateway`)).rejects.toThrow('fetch failed');
  expect((pretend as World | null)?.listenerCount('messageEdited')).toBe(0);
});

function row(components: object[]): object {
  return { type: 1, components };
}

function button(customId: string): object {
  return { type: 2, style: 1, label: 'Press', custom_id: customId };
}

function menu(count: number): object {
  const options = Array.from({ length: count }, (_, n) => ({ label: `${n}`, value: `${n}` }));
  return { type: 3, custom_id: 'menu', options };
}
