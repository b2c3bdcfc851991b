import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import {
  ButtonStyle,
  ComponentType,
  DiscordAPIError,
  MessageFlags,
  ModalBuilder,
  TextInputStyle,
  type AutocompleteInteraction,
  type Client,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Interaction } from '../../src/practice/world/interaction.ts';
import { onStage, type Stage } from './standin-bot.ts';

const COMMANDS = [
  { name: 'welcome', description: 'Speaks the welcome' },
  {
    name: 'play',
    description: 'Plays a recording',
    options: [
      { name: 'recording', description: 'Which one', type: 3, required: true, autocomplete: true },
      { name: 'minutes', description: 'How long', type: 4, min_value: 1, max_value: 60 },
    ],
  },
  {
    name: 'series',
    description: 'The series',
    options: [
      {
        name: 'show',
        description: 'Shows one',
        type: 1,
        options: [{ name: 'who', description: 'Whose', type: 6 }],
      },
    ],
  },
];

interface CommandStage extends Stage {
  userId: string;
  channelId: string;
}

function onCommandStage(play: (stage: CommandStage) => Promise<void>): Promise<void> {
  return onStage(async (stage) => {
    const { world } = stage;
    world.commands.replaceAll(world.firstGuild().id, COMMANDS);
    const { userId } = world.addPerson({ name: 'Vera', kind: 'volunteer' });
    await play({ ...stage, userId, channelId: world.channelNamed('announcements').id });
  });
}

/** Answers the next interaction. */
async function answering<T>(
  client: Client,
  answer: (interaction: T) => Promise<unknown>,
): Promise<void> {
  const [interaction] = (await once(client, 'interactionCreate')) as [T];
  await answer(interaction);
}

function messageOf(interaction: Interaction) {
  const { state } = interaction;
  if (state.phase !== 'replied' && state.phase !== 'updated') throw new Error(state.phase);
  return state.message;
}

test('a slash command reaches the bot with who, where and what; its reply is seen', () =>
  onCommandStage(async ({ client, world, userId, channelId }) => {
    const [seen] = await Promise.all([
      world.runCommand(userId, channelId, 'play', null, { recording: 'kindness', minutes: 10 }),
      answering(client, async (interaction: ChatInputCommandInteraction<'cached'>) => {
        expect(interaction.commandName).toBe('play');
        expect(interaction.options.getString('recording')).toBe('kindness');
        expect(interaction.options.getInteger('minutes')).toBe(10);
        expect(interaction.user.id).toBe(userId);
        expect(interaction.member.roles.cache.some((role) => role.name === 'Volunteer')).toBe(true);
        expect(interaction.channelId).toBe(channelId);
        expect(interaction.appPermissions.has('SendMessages')).toBe(true);
        const { resource } = await interaction.reply({
          content: 'Now playing',
          flags: MessageFlags.Ephemeral,
          withResponse: true,
        });
        expect(resource?.message?.content).toBe('Now playing');
      }),
    ]);
    expect(messageOf(seen).content).toBe('Now playing');
    expect(world.interactions.ephemeralMessages(userId, channelId)).toEqual([messageOf(seen)]);
    const other = world.firstGuild().ownerId;
    expect(world.interactions.ephemeralMessages(other, channelId)).toEqual([]);
    expect(world.channel(channelId).messageById.size).toBe(1);
  }));

test('a deferred reply shows that the bot thinks, then its words', () =>
  onCommandStage(async ({ client, world, userId, channelId }) => {
    const phases: string[] = [];
    world.on('interactionChanged', ({ state }) => phases.push(state.phase));
    const [seen] = await Promise.all([
      world.runCommand(userId, channelId, 'welcome'),
      answering(client, async (interaction: ChatInputCommandInteraction) => {
        await interaction.deferReply();
        const [loading] = [...world.channel(channelId).messageById.values()].slice(-1);
        expect(loading?.flags).toBe(MessageFlags.Loading);
        await interaction.editReply('Here it is');
      }),
    ]);
    expect(phases).toEqual(['thinking', 'replied']);
    expect(messageOf(seen)).toMatchObject({ content: 'Here it is', flags: 0, type: 20 });
    expect(world.channel(channelId).messageById.has(messageOf(seen).id)).toBe(true);
  }));

test('the first follow-up after deferring takes the place of the deferred reply', () =>
  onCommandStage(async ({ client, world, userId, channelId }) => {
    const [seen] = await Promise.all([
      world.runCommand(userId, channelId, 'welcome'),
      answering(client, async (interaction: ChatInputCommandInteraction) => {
        await interaction.deferReply({ flags: MessageFlags.Ephemeral });
        await interaction.followUp('First');
        const second = await interaction.followUp({
          content: 'Second',
          flags: MessageFlags.Ephemeral,
        });
        await interaction.webhook.editMessage(second.id, 'Second, changed');
      }),
    ]);
    expect(messageOf(seen)).toMatchObject({ content: 'First', flags: MessageFlags.Ephemeral });
    const texts = world.interactions
      .ephemeralMessages(userId, channelId)
      .map(({ content }) => content);
    expect(texts).toEqual(['First', 'Second, changed']);
  }));

test('a deferred reply can be deleted, which the person sees too', () =>
  onCommandStage(async ({ client, world, userId, channelId }) => {
    const [seen] = await Promise.all([
      world.runCommand(userId, channelId, 'welcome'),
      answering(client, async (interaction: ChatInputCommandInteraction) => {
        await interaction.deferReply({ flags: MessageFlags.Ephemeral });
        await interaction.deleteReply();
      }),
    ]);
    expect(seen.state.phase).toBe('withdrawn');
    expect(world.interactions.ephemeralMessages(userId, channelId)).toEqual([]);
  }));

test('no answer in time is shown as such, and comes too late afterwards', () =>
  onCommandStage(async ({ client, world, userId, channelId }) => {
    world.interactions.answerWithinMs = 30;
    const received = once(client, 'interactionCreate');
    const seen = await world.runCommand(userId, channelId, 'welcome');
    expect(seen.state).toEqual({ phase: 'failed' });
    const [interaction] = (await received) as [ChatInputCommandInteraction];
    await expect(interaction.reply('Too late')).rejects.toMatchObject({ code: 10062 });
  }));

test('an interaction is answered once', () =>
  onCommandStage(async ({ client, world, userId, channelId }) => {
    await Promise.all([
      world.runCommand(userId, channelId, 'welcome'),
      answering(client, async (interaction: ChatInputCommandInteraction) => {
        await interaction.reply('Once');
        const again = client.rest.post(
          `/interactions/${interaction.id}/${interaction.token}/callback`,
          {
            body: { type: 4, data: { content: 'Twice' } },
            auth: false,
          },
        );
        await expect(again).rejects.toMatchObject({ code: 40060 });
        await expect(again).rejects.toBeInstanceOf(DiscordAPIError);
      }),
    ]);
  }));

test('subcommands and users that options name arrive resolved', () =>
  onCommandStage(async ({ client, world, userId, channelId }) => {
    await Promise.all([
      world.runCommand(userId, channelId, 'series', 'show', { who: world.firstGuild().ownerId }),
      answering(client, async (interaction: ChatInputCommandInteraction) => {
        expect(interaction.options.getSubcommand()).toBe('show');
        expect(interaction.options.getUser('who')?.id).toBe(world.firstGuild().ownerId);
        await interaction.reply('Seen');
      }),
    ]);
  }));

test('what Discord’s client would not let through is a mistake of the caller', () =>
  onCommandStage(async ({ world, userId, channelId }) => {
    expect(() => world.runCommand(userId, channelId, 'nothing')).toThrow(
      'There is no /nothing here',
    );
    expect(() => world.runCommand(userId, channelId, 'play')).toThrow('requires the option');
    expect(() => world.runCommand(userId, channelId, 'series')).toThrow('needs a subcommand');
    const tooLong = { recording: 'x', minutes: 61 };
    expect(() => world.runCommand(userId, channelId, 'play', null, tooLong)).toThrow('at most 60');
    const hidden = world.channelNamed('coordinators').id;
    expect(() => world.runCommand(userId, hidden, 'welcome')).toThrow('is not offered');
  }));

test('autocomplete gives the choices for what is typed so far', () =>
  onCommandStage(async ({ client, world, userId, channelId }) => {
    const [choices] = await Promise.all([
      world.autocomplete(userId, channelId, 'play', 'recording', { recording: 'kin' }),
      answering(client, async (interaction: AutocompleteInteraction) => {
        expect(interaction.options.getFocused(true)).toMatchObject({
          name: 'recording',
          value: 'kin',
        });
        const tooMany = Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` }));
        await expect(interaction.respond(tooMany)).rejects.toMatchObject({ code: 50035 });
        interaction.responded = false;
        await interaction.respond([{ name: 'Self-kindness', value: 'kindness' }]);
      }),
    ]);
    expect(choices).toEqual([{ name: 'Self-kindness', value: 'kindness' }]);
  }));

const BUTTONS = {
  type: ComponentType.ActionRow as const,
  components: [
    {
      type: ComponentType.Button as const,
      style: ButtonStyle.Primary as const,
      label: 'Hold',
      customId: 'hold',
    },
    {
      type: ComponentType.Button as const,
      style: ButtonStyle.Primary as const,
      label: 'Off',
      customId: 'off',
      disabled: true,
    },
  ],
};

async function postButtons({ client, channelId }: CommandStage): Promise<string> {
  const channel = client.channels.cache.get(channelId);
  if (channel?.isSendable() !== true) throw new Error('The channel should take messages.');
  const { id } = await channel.send({ content: 'Shall I wait?', components: [BUTTONS] });
  return id;
}

test('a button’s press updates its message', () =>
  onCommandStage(async (stage) => {
    const { client, world, userId, channelId } = stage;
    const messageId = await postButtons(stage);
    const [seen] = await Promise.all([
      world.pressButton(userId, messageId, 'hold'),
      answering(client, async (interaction: MessageComponentInteraction) => {
        expect(interaction.isButton()).toBe(true);
        expect(interaction.customId).toBe('hold');
        expect(interaction.message.id).toBe(messageId);
        await interaction.update({ content: 'I wait.', components: [] });
      }),
    ]);
    expect(seen.state.phase).toBe('updated');
    expect(world.channel(channelId).messageById.get(messageId)).toMatchObject({
      content: 'I wait.',
      components: [],
    });
    expect(() => world.pressButton(userId, messageId, 'hold')).toThrow('no such component');
  }));

test('a press can be acknowledged silently and its message changed later', () =>
  onCommandStage(async (stage) => {
    const { client, world, userId } = stage;
    const messageId = await postButtons(stage);
    const edited = Promise.withResolvers<void>();
    const [seen] = await Promise.all([
      world.pressButton(userId, messageId, 'hold'),
      answering(client, async (interaction: MessageComponentInteraction) => {
        await interaction.deferUpdate();
        await interaction.editReply({ content: 'Held.' });
        edited.resolve();
      }),
    ]);
    expect(['acknowledged', 'updated']).toContain(seen.state.phase);
    await edited.promise;
    expect(world.messages.find(messageId)?.content).toBe('Held.');
    expect(() => world.pressButton(userId, messageId, 'off')).toThrow('disabled');
  }));

test('buttons of an ephemeral reply work for the one who sees it', () =>
  onCommandStage(async ({ client, world, userId, channelId }) => {
    const [asked] = await Promise.all([
      world.runCommand(userId, channelId, 'welcome'),
      answering(client, (interaction: ChatInputCommandInteraction) =>
        interaction.reply({
          content: 'Sure?',
          components: [BUTTONS],
          flags: MessageFlags.Ephemeral,
        }),
      ),
    ]);
    const { id } = messageOf(asked);
    expect(() => world.pressButton(world.firstGuild().ownerId, id, 'hold')).toThrow(
      'sees no message',
    );
    await Promise.all([
      world.pressButton(userId, id, 'hold'),
      answering(client, (interaction: MessageComponentInteraction) =>
        interaction.update({ content: 'Yes', components: [] }),
      ),
    ]);
    expect(world.interactions.ephemeralMessages(userId, channelId)).toMatchObject([
      { content: 'Yes' },
    ]);
  }));

test('a menu’s values arrive, and only those that it offers', () =>
  onCommandStage(async ({ client, world, userId, channelId }) => {
    const message = world.messages.post(channelId, world.bot.id, {
      content: 'Choose',
      components: [
        {
          type: 1,
          components: [
            {
              type: 3,
              custom_id: 'choice',
              options: [
                { label: 'Ten', value: '10' },
                { label: 'Fifteen', value: '15' },
              ],
            },
          ],
        },
      ],
    });
    const [seen] = await Promise.all([
      world.selectMenu(userId, message.id, 'choice', ['15']),
      answering(client, async (interaction: MessageComponentInteraction) => {
        if (!interaction.isStringSelectMenu()) throw new Error('not a menu');
        expect(interaction.values).toEqual(['15']);
        await interaction.reply({ content: 'Fifteen minutes', flags: MessageFlags.Ephemeral });
      }),
    ]);
    expect(messageOf(seen).content).toBe('Fifteen minutes');
    expect(() => world.selectMenu(userId, message.id, 'choice', ['20'])).toThrow('does not offer');
  }));

const REASON_FORM = new ModalBuilder({
  custom_id: 'reason',
  title: 'Why?',
  components: [
    {
      type: ComponentType.Label,
      label: 'Reason',
      component: { type: ComponentType.TextInput, custom_id: 'why', style: TextInputStyle.Short },
    },
  ],
});

test('a form is shown, filled in and answered', () =>
  onCommandStage(async ({ client, world, userId, channelId }) => {
    const [asked] = await Promise.all([
      world.runCommand(userId, channelId, 'welcome'),
      answering(client, (interaction: ChatInputCommandInteraction) =>
        interaction.showModal(REASON_FORM),
      ),
    ]);
    expect(asked.state).toMatchObject({
      phase: 'asked',
      modal: { customId: 'reason', title: 'Why?' },
    });
    expect(() => world.submitModal(asked.id, { other: 'x' })).toThrow('has no field');
    const [seen] = await Promise.all([
      world.submitModal(asked.id, { why: 'Because' }),
      answering(client, async (interaction: ModalSubmitInteraction) => {
        expect(interaction.customId).toBe('reason');
        expect(interaction.fields.getTextInputValue('why')).toBe('Because');
        await interaction.reply({ content: 'Thank you', flags: MessageFlags.Ephemeral });
      }),
    ]);
    expect(messageOf(seen).content).toBe('Thank you');
  }));
