import { expect, test } from '@jest/globals';
import {
  ChannelType,
  Events,
  MessageFlags,
  MessageType,
  ThreadAutoArchiveDuration,
  type ThreadChannel,
} from 'discord.js';
import type { World } from '../../src/practice/world.ts';
import type { PermissionName } from '../../src/practice/world/permissions.ts';
import { PERMISSION } from '../../src/practice/world/permissions.ts';
import { codeOf, personNamed, send, textChannel, WITHOUT_LIMITS } from './rest-client.ts';
import { grantBot, next, nextAfter, onStage, type Stage } from './standin-bot.ts';

function denyBot(world: World, ...names: PermissionName[]): void {
  const deny = names.reduce((bits, name) => bits | PERMISSION[name], 0n);
  world.setOverwrites(world.channelNamed('announcements').id, [
    { id: world.bot.id, kind: 'member', allow: 0n, deny },
  ]);
}

async function startThread({ client, world }: Stage): Promise<ThreadChannel> {
  const message = await textChannel(client, world).send('Morning practice begins soon.');
  return message.startThread({
    name: 'Who comes',
    autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
  });
}

test('a thread has the id of its message, which carries it from then on', () =>
  onStage(
    async (stage) => {
      const { client, world } = stage;
      const created = next(client, 'threadCreate');
      const edited = next(client, 'messageUpdate');
      const thread = await startThread(stage);
      expect((await created)[0].id).toBe(thread.id);
      expect((await created)[1]).toBe(true);
      expect(thread).toMatchObject({
        name: 'Who comes',
        type: ChannelType.PublicThread,
        autoArchiveDuration: 1_440,
        archived: false,
        locked: false,
        ownerId: world.bot.id,
        parentId: world.channelNamed('announcements').id,
      });
      expect((await edited)[1].flags.has(MessageFlags.HasThread)).toBe(true);
      const starter = await thread.fetchStarterMessage();
      expect(starter?.content).toBe('Morning practice begins soon.');
      expect(starter?.hasThread).toBe(true);
      expect([...thread.members.cache.keys()]).toEqual([world.bot.id]);
    },
    { intents: [1, 1 << 9] },
  ));

test('there is one thread a message', () =>
  onStage(async (stage) => {
    const thread = await startThread(stage);
    const path = `/channels/${thread.parentId}/messages/${thread.id}/threads`;
    const again = await send(stage, 'POST', path, { name: 'Again' });
    expect(again).toMatchObject({ status: 400, json: { code: 160004 } });
  }));

test.each([
  ['no name', {}, 'name'],
  ['a name over 100 characters', { name: 'x'.repeat(101) }, 'name'],
  ['a time that is not offered', { name: 'x', auto_archive_duration: 61 }, 'auto_archive_duration'],
])('%s is an invalid form body', (_, body, field) =>
  onStage(async (stage) => {
    const message = await textChannel(stage.client, stage.world).send('Hello');
    const path = `/channels/${message.channelId}/messages/${message.id}/threads`;
    const { status, json } = await send(stage, 'POST', path, body);
    expect({ status, code: json.code }).toEqual({ status: 400, code: 50035 });
    expect(Object.keys(json.errors)).toEqual([field]);
  }),
);

test('messages in a thread are posted, listed and counted, after the one that opens it', () =>
  onStage(async (stage) => {
    const thread = await startThread(stage);
    const posted = await thread.send('Please tell us.');
    const edited = await posted.edit('Please tell us by noon.');
    expect(edited.content).toBe('Please tell us by noon.');
    const listed = [...(await thread.messages.fetch()).values()];
    expect(listed.map(({ type, content }) => [type, content])).toEqual([
      [MessageType.Default, 'Please tell us by noon.'],
      [MessageType.ThreadStarterMessage, ''],
    ]);
    expect(listed[1]?.reference).toMatchObject({
      channelId: thread.parentId,
      messageId: thread.id,
    });
    await posted.delete();
    const fetched = await stage.client.channels.fetch(thread.id, { force: true });
    expect(fetched).toMatchObject({ messageCount: 0, totalMessageSent: 1 });
  }));

test('whom a message names is in the thread from then on, and those who write', () =>
  onStage(
    async (stage) => {
      const { client, world } = stage;
      const thread = await startThread(stage);
      const [ana, ben, dev] = ['Ana', 'Ben', 'Dev'].map((name) => personNamed(world, name));
      const joined = next(client, 'threadMembersUpdate');
      await thread.send({
        content: `<@${ana}> <@${dev}>, the session moves. <@${ben}> knows.`,
        allowedMentions: { users: [ana ?? '', dev ?? ''] },
      });
      expect([...(await joined)[0].keys()]).toEqual([ana, dev]);
      world.postAs(ben ?? '', thread.id, 'I do.');
      const members = await thread.members.fetch();
      expect(members.map(({ id }) => id)).toEqual([world.bot.id, ana, dev, ben]);
      expect((await thread.members.fetch(ben ?? '')).id).toBe(ben);
    },
    { intents: [1, 2], allowsPrivilegedIntents: true },
  ));

test('those who can not see the channel are brought in by nobody', () =>
  onStage(async ({ client, world }) => {
    const message = await textChannel(client, world, 'coordinators').send('For us');
    const thread = await message.startThread({ name: 'Ours' });
    await thread.send(`<@${personNamed(world, 'Dev')}> <@${personNamed(world, 'Chloe')}>`);
    const state = world.channel(thread.id).thread;
    expect([...(state?.joinedAtMsByUserId.keys() ?? [])]).toEqual([
      world.bot.id,
      personNamed(world, 'Chloe'),
    ]);
  }));

test('what the bot may not do in threads is refused with the codes that Discord has', () =>
  onStage(async (stage) => {
    const { client, world } = stage;
    const thread = await startThread(stage);
    const message = await textChannel(client, world).send('Another');
    denyBot(world, 'sendMessages');
    expect(await codeOf(thread.send('Still'))).toMatchObject({ answered: { content: 'Still' } });
    denyBot(world, 'createPublicThreads', 'sendMessagesInThreads');
    expect(await codeOf(message.startThread({ name: 'No' }))).toBe(50013);
    expect(await codeOf(thread.send('No'))).toBe(50013);
    denyBot(world, 'viewChannel');
    expect(await codeOf(message.startThread({ name: 'No' }))).toBe(50001);
    expect(await codeOf(thread.send('No'))).toBe(50001);
    denyBot(world);
    expect(await codeOf(thread.delete())).toBe(50013);
    expect(await codeOf(thread.setLocked(true))).toBe(50013);
    const hall = world.channelNamed('Practice hall');
    const inHall = world.postAs(personNamed(world, 'Ben'), hall.id, 'Hello');
    const path = `/channels/${hall.id}/messages/${inHall.id}/threads`;
    expect((await send(stage, 'POST', path, { name: 'No' })).json.code).toBe(50024);
    const gone = `/channels/${message.channelId}/messages/${hall.id}/threads`;
    expect((await send(stage, 'POST', gone, { name: 'No' })).json.code).toBe(10008);
  }, WITHOUT_LIMITS));

test('its owner renames and archives it; a message takes it up again, unless it is locked', () =>
  onStage(async (stage) => {
    const { client, world } = stage;
    const thread = await startThread(stage);
    const posted = await thread.send('Hello');
    const [, renamed] = await nextAfter(client, 'threadUpdate', () => void thread.setName('Later'));
    expect(renamed.name).toBe('Later');
    await thread.setArchived(true);
    expect(await codeOf(posted.edit('No'))).toBe(50083);
    await thread.send('Again');
    expect(world.channel(thread.id).thread?.isArchived).toBe(false);
    await thread.setArchived(true);
    await thread.setArchived(false);

    grantBot(world, 'manageThreads');
    await thread.setLocked(true);
    world.setRolePermissions(world.roleNamed(world.bot.name).id, 0n);
    expect(await codeOf(thread.send('No'))).toBe(160005);
    grantBot(world, 'manageThreads');
    expect((await thread.send('A moderator may')).content).toBe('A moderator may');
    const [deleted] = await nextAfter(client, 'threadDelete', () => void thread.delete());
    expect(deleted.id).toBe(thread.id);
    expect(world.firstGuild().threadById.size).toBe(0);
  }, WITHOUT_LIMITS));

test('a client that comes later knows the threads that are not archived', () =>
  onStage(
    async ({ client, world }) => {
      const names = client.channels.cache.filter((channel) => channel.isThread());
      expect(names.map((thread) => ('name' in thread ? thread.name : ''))).toEqual(['Open']);
      const guild = client.guilds.cache.first();
      const active = await guild?.channels.fetchActiveThreads();
      expect(active?.threads.map(({ name }) => name)).toEqual(['Open']);
      const archived = await textChannel(client, world).threads.fetchArchived();
      expect(archived.threads.map(({ name }) => name)).toEqual(['Old']);
    },
    {
      prepare(world) {
        const { id } = world.channelNamed('announcements');
        const chloe = personNamed(world, 'Chloe');
        for (const name of ['Old', 'Open']) {
          const thread = world.startThread(chloe, world.postAs(chloe, id, name).id, name);
          if (name === 'Old') world.threads.change(thread, { isArchived: true });
        }
      },
    },
  ));

test('a button in a thread is pressed, and its thread goes with the channel', () =>
  onStage(async (stage) => {
    const { client, world } = stage;
    const thread = await startThread(stage);
    const components = [
      { type: 1, components: [{ type: 2, style: 1, label: 'I come', custom_id: 'come' }] },
    ];
    const { id } = await thread.send({ content: 'Well?', components });
    const pressed = next(client, Events.InteractionCreate);
    const seen = world.pressButton(personNamed(world, 'Dev'), id, 'come');
    const [interaction] = await pressed;
    expect(interaction.channel?.isThread()).toBe(true);
    if (interaction.isButton()) await interaction.reply('Good');
    expect((await seen).state.phase).toBe('replied');
    world.deleteChannel(world.channelNamed('announcements').id);
    expect(world.channelById.has(thread.id)).toBe(false);
  }));

test('a bot is told nothing of threads that it can not see', () =>
  onStage(async ({ client, world }) => {
    const heard: string[] = [];
    client.on(Events.Raw, ({ t }: { t: string }) => heard.push(t));
    denyBot(world, 'viewChannel');
    const chloe = personNamed(world, 'Chloe');
    const { id } = world.channelNamed('announcements');
    const thread = world.startThread(chloe, world.postAs(chloe, id, 'Hidden').id, 'Hidden');
    world.threads.change(thread, { name: 'Still hidden' });
    world.deleteChannel(thread.id);
    denyBot(world);
    await nextAfter(client, 'channelCreate', () =>
      world.createChannel(world.firstGuild().id, { kind: 'text', name: 'later' }),
    );
    expect(heard).toEqual(['CHANNEL_UPDATE', 'CHANNEL_UPDATE', 'CHANNEL_CREATE']);
  }));
