import { expect, test } from '@jest/globals';
import { ApplicationCommandOptionType, Locale, type AutocompleteInteraction } from 'discord.js';
import { personNamed, send, WITHOUT_LIMITS } from './rest-client.ts';
import { next, onStage, type Stage } from './standin-bot.ts';

const SCHEDULE = {
  name: 'schedule',
  name_localizations: { de: 'zeitplan', 'es-ES': 'horario' },
  description: 'The timetable',
  description_localizations: { de: 'Der Zeitplan' },
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'move',
      name_localizations: { de: 'verschieben' },
      description: 'Moves one session',
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'session',
          name_localizations: { de: 'termin' },
          description: 'Which one',
          required: true,
          autocomplete: true,
        },
        { type: ApplicationCommandOptionType.User, name: 'teacher', description: 'Who teaches' },
        { type: ApplicationCommandOptionType.Boolean, name: 'quiet', description: 'Tell nobody' },
        {
          type: ApplicationCommandOptionType.String,
          name: 'why',
          description: 'The reason',
          choices: [{ name: 'Holiday', value: 'holiday', name_localizations: { de: 'Feiertag' } }],
        },
      ],
    },
  ],
};

function pathOf({ world }: Stage): string {
  return `/applications/${world.bot.id}/guilds/${world.firstGuild().id}/commands`;
}

test('translations are kept, and a list gives all of them or the one that is read', () =>
  onStage(async (stage) => {
    const path = pathOf(stage);
    const { json: put } = await send(stage, 'PUT', path, [SCHEDULE]);
    expect(put[0]).toMatchObject(SCHEDULE);
    const { json: whole } = await send(stage, 'GET', `${path}?with_localizations=true`);
    expect(whole[0]).toMatchObject(SCHEDULE);
    const { json: plain } = await send(stage, 'GET', path);
    expect(JSON.stringify(plain)).not.toMatch(/_locali[sz]/);
    const { rest } = stage.client;
    const headers = { 'X-Discord-Locale': 'de' };
    const [german] = (await rest.get(path as `/${string}`, { headers })) as [object];
    expect(german).toMatchObject({
      name_localized: 'zeitplan',
      description_localized: 'Der Zeitplan',
      options: [
        { name_localized: 'verschieben', options: [{ name_localized: 'termin' }, {}, {}, {}] },
      ],
    });
    const [latin] = (await rest.get(path as `/${string}`, {
      headers: { 'Accept-Language': 'es-419, en;q=0.5' },
    })) as [object];
    expect(latin).toMatchObject({ name_localized: 'horario' });
    const known = await stage.client.guilds.cache.first()?.commands.fetch({
      withLocalizations: true,
    });
    expect(known?.first()?.nameLocalizations).toEqual({ de: 'zeitplan', 'es-ES': 'horario' });
  }, WITHOUT_LIMITS));

test('a subcommand arrives with people, yes and no, and choices, by their default names', () =>
  onStage(async (stage) => {
    const { client, world } = stage;
    await send(stage, 'PUT', pathOf(stage), [SCHEDULE]);
    const [chloe, ana] = [personNamed(world, 'Chloe'), personNamed(world, 'Ana')];
    world.setLocale(chloe, 'de');
    const channelId = world.channelNamed('announcements').id;
    const used = next(client, 'interactionCreate');
    const options = { session: '1', teacher: ana, quiet: true, why: 'holiday' };
    const seen = world.runCommand(chloe, channelId, 'schedule', 'move', options);
    const [interaction] = await used;
    if (!interaction.isChatInputCommand()) throw new Error('It should be a command.');
    expect(interaction.locale).toBe(Locale.German);
    expect(interaction.commandName).toBe('schedule');
    expect(interaction.options.getSubcommand()).toBe('move');
    expect(interaction.options.getUser('teacher')?.id).toBe(ana);
    expect(interaction.options.getBoolean('quiet')).toBe(true);
    expect(interaction.options.getString('why')).toBe('holiday');
    await interaction.reply('Done');
    expect((await seen).state.phase).toBe('replied');
  }));

test('an option inside of a subcommand is completed while one types', () =>
  onStage(async (stage) => {
    const { client, world } = stage;
    await send(stage, 'PUT', pathOf(stage), [SCHEDULE]);
    const asked = next(client, 'interactionCreate') as unknown as Promise<
      [AutocompleteInteraction]
    >;
    const chloe = personNamed(world, 'Chloe');
    const channelId = world.channelNamed('announcements').id;
    const typed = { session: 'mon' };
    const offered = world.autocomplete(chloe, channelId, 'schedule', 'session', typed, 'move');
    const [interaction] = await asked;
    expect(interaction.options.getSubcommand()).toBe('move');
    expect(interaction.options.getFocused(true)).toMatchObject({ name: 'session', value: 'mon' });
    await interaction.respond([{ name: 'Monday 7:00', value: '1' }]);
    expect(await offered).toEqual([{ name: 'Monday 7:00', value: '1' }]);
  }));

const plain = { name: 'play', description: 'x' };
const option = (name: string, more: object = {}) => ({ name, description: 'x', type: 3, ...more });
const sub = (name: string, options: object[] = []) => ({
  name,
  description: 'x',
  type: 1,
  options,
});

test.each<[string, object, string]>([
  ['an unknown language', { name_localizations: { xx: 'play' } }, '0.name_localizations.xx'],
  ['capital letters', { name_localizations: { de: 'Spiel' } }, '0.name_localizations.de'],
  ['a space', { name_localizations: { fr: 'mon jeu' } }, '0.name_localizations.fr'],
  [
    'a description over 100 characters',
    { description_localizations: { de: 'x'.repeat(101) } },
    '0.description_localizations.de',
  ],
  [
    'a choice whose translation is too long',
    {
      options: [
        option('a', {
          choices: [{ name: 'x', value: 'x', name_localizations: { de: 'x'.repeat(101) } }],
        }),
      ],
    },
    '0.options.0.choices.0.name_localizations.de',
  ],
  [
    'an option translated as another is called',
    { options: [option('a', { name_localizations: { de: 'b' } }), option('b')] },
    '0.options.0.name_localizations.de',
  ],
  ['a subcommand beside an option', { options: [sub('a'), option('b')] }, '0.options'],
  ['a subcommand inside of a subcommand', { options: [sub('a', [sub('b')])] }, '0.options.0.type'],
  [
    '26 options inside of a subcommand',
    {
      options: [
        sub(
          'a',
          Array.from({ length: 26 }, (_, n) => option(`o${n}`)),
        ),
      ],
    },
    '0.options.0.options',
  ],
  [
    '26 choices',
    {
      options: [
        option('a', {
          choices: Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })),
        }),
      ],
    },
    '0.options.0.choices',
  ],
  [
    'over 8,000 characters, of translations the longest',
    {
      options: Array.from({ length: 25 }, (_, n) =>
        sub(
          `s${n}`,
          Array.from({ length: 4 }, (__, m) =>
            option(`o${m}`, { description_localizations: { de: 'x'.repeat(100) } }),
          ),
        ),
      ),
    },
    '0',
  ],
])('%s is refused', (_, wrong, path) =>
  onStage(async (stage) => {
    const { status, json } = await send(stage, 'PUT', pathOf(stage), [{ ...plain, ...wrong }]);
    expect({ status, code: json.code }).toEqual({ status: 400, code: 50035 });
    const place = path.split('.').reduce((errors, step) => errors?.[step], json.errors);
    expect(place?.['_errors']?.length).toBeGreaterThan(0);
    expect(stage.world.commands.writes).toEqual([]);
  }),
);
