import { expect, test } from '@jest/globals';
import { Events, GatewayIntentBits, Partials, type Message } from 'discord.js';
import { codeOf, personNamed, send, WITHOUT_LIMITS } from './rest-client.ts';
import { next, onStage } from './standin-bot.ts';

const BUTTONS = [
  { type: 1, components: [{ type: 2, style: 1, label: 'I come', custom_id: 'come' }] },
];

test('there is one channel a person, in which messages are posted, changed and listed', () =>
  onStage(async ({ client, world }) => {
    const dev = await client.users.fetch(personNamed(world, 'Dev'));
    const channel = await dev.createDM();
    expect((await dev.createDM()).id).toBe(channel.id);
    expect(channel.recipientId).toBe(dev.id);
    const posted = await channel.send('The session moves.');
    await posted.edit('The session moves to noon.');
    expect(world.directMessagesOf(dev.id).map(({ content }) => content)).toEqual([
      'The session moves to noon.',
    ]);
    world.postAs(dev.id, channel.id, 'Thank you');
    const listed = await channel.messages.fetch();
    expect(listed.map((message) => message.content)).toEqual([
      'Thank you',
      'The session moves to noon.',
    ]);
    expect(listed.first()?.guildId).toBeNull();
  }));

test('what a person writes arrives without a guild', () =>
  onStage(
    async ({ client, world }) => {
      const dev = personNamed(world, 'Dev');
      const channel = world.openDirectChannel(dev);
      const arrived = next(client, Events.MessageCreate);
      world.postAs(dev, channel.id, 'Are you there?');
      const [message] = (await arrived) as [Message];
      expect(message).toMatchObject({ guildId: null, content: 'Are you there?' });
      expect(message.author.id).toBe(dev);
    },
    {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
      partials: [Partials.Channel],
    },
  ));

test('those who closed theirs, left, or are bots can not be written to', () =>
  onStage(async (stage) => {
    const { client, world } = stage;
    const dev = personNamed(world, 'Dev');
    const user = await client.users.fetch(dev);
    world.closeDirectMessages(dev);
    expect(await codeOf(user.send('Hello'))).toBe(50007);
    world.openDirectMessages(dev);
    await user.send('Hello');
    world.removeMember(world.firstGuild().id, dev);
    expect(await codeOf(user.send('Still there?'))).toBe(50278);

    const open = (recipient?: string) =>
      send(stage, 'POST', '/users/@me/channels', { recipient_id: recipient });
    expect((await open()).json.code).toBe(50035);
    expect((await open('123456789012345678')).json.code).toBe(10013);
    expect((await open(world.bot.id)).json.code).toBe(50033);
  }, WITHOUT_LIMITS));

test('a button in a direct message is pressed by a user, in no guild and in their language', () =>
  onStage(async ({ client, world }) => {
    const dev = personNamed(world, 'Dev');
    world.setLocale(dev, 'es-ES');
    const user = await client.users.fetch(dev);
    const { id } = await user.send({ content: 'Do you come?', components: BUTTONS });
    const raw = new Promise<Record<string, unknown>>((resolve) => {
      client.once(Events.Raw, ({ d }: { d: Record<string, unknown> }) => resolve(d));
    });
    const pressed = next(client, Events.InteractionCreate);
    const seen = world.pressButton(dev, id, 'come');
    expect(await raw).toMatchObject({ context: 1, user: { id: dev }, locale: 'es-ES' });
    expect(Object.keys(await raw)).not.toContain('guild_id');
    expect(Object.keys(await raw)).not.toContain('member');
    const [interaction] = await pressed;
    expect(interaction).toMatchObject({ guildId: null, member: null, locale: 'es-ES' });
    if (interaction.isButton()) await interaction.update({ content: 'Good.', components: [] });
    expect((await seen).state.phase).toBe('updated');
    expect(world.directMessagesOf(dev).map(({ content }) => content)).toEqual(['Good.']);
    const { id: channelId } = world.openDirectChannel(dev);
    const other = personNamed(world, 'Ana');
    expect(world.permissionsOf(other, world.channel(channelId))).toBe(0n);
    expect(() => world.pressButton(other, id, 'come')).toThrow("can't see");
  }));

test('a command for all guilds is used in a direct message, with the people that it names', () =>
  onStage(async ({ client, world }) => {
    const [dev, ana] = [personNamed(world, 'Dev'), personNamed(world, 'Ana')];
    const options = [{ type: 6, name: 'who', description: 'Whom' }];
    world.commands.create(null, { name: 'my', description: 'Yours', options });
    const used = next(client, Events.InteractionCreate);
    const { id } = world.openDirectChannel(dev);
    const seen = world.runCommand(dev, id, 'my', null, { who: ana });
    const [interaction] = await used;
    if (!interaction.isChatInputCommand()) throw new Error('It should be a command.');
    expect(interaction.options.getUser('who')?.id).toBe(ana);
    await interaction.reply('Here you are');
    expect((await seen).state.phase).toBe('replied');
  }));
