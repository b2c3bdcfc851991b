import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CommandManifest, OptionManifest } from '../../src/app/invocation.ts';
import { option, words } from './command-samples.ts';
import { connectBot, type ConnectedBot } from './connected-bot.ts';

const COMMANDS = /\/commands(\/\d+)?$/;

let bot: ConnectedBot;
beforeEach(async () => {
  bot = await connectBot();
});
afterEach(() => bot.close());

function command(name: string, description = 'Does something'): CommandManifest {
  return {
    name: words(name),
    description: words(description),
    options: [
      option('minutes', { type: 'integer', description: words('How long'), min: 10, max: 20 }),
      option('recording', { description: words('Which one'), required: false, completes: true }),
    ],
    subcommands: [],
  };
}

const FOUR = ['sit', 'play', 'stop', 'status'].map((name) => command(name));

function register(manifests: readonly CommandManifest[]) {
  bot.standin.requests.clear();
  return bot.gateway.registerCommands(bot.guildId, manifests);
}

function methods(): string[] {
  return bot.standin.requests.all
    .filter(({ path }) => COMMANDS.test(path))
    .map(({ method }) => method);
}

function names(): string[] {
  return bot.world.commands.offeredIn(bot.guildId).map(({ name }) => name);
}

test('the first time everything goes in one request', async () => {
  const registration = await register(FOUR);
  expect(registration).toMatchObject({ kind: 'done', created: ['sit', 'play', 'stop', 'status'] });
  expect(methods()).toEqual(['GET', 'PUT']);
  expect(names().toSorted()).toEqual(['play', 'sit', 'status', 'stop']);
});

test('nothing is sent when nothing changed', async () => {
  await register(FOUR);
  const registration = await register(FOUR);
  expect(registration).toEqual({ kind: 'done', created: [], updated: [], removed: [] });
  expect(methods()).toEqual(['GET']);
});

test('one that changed is sent alone', async () => {
  await register(FOUR);
  const changed = FOUR.with(0, command('sit', 'Sit together in silence'));
  const registration = await register(changed);
  expect(registration).toMatchObject({ created: [], updated: ['sit'], removed: [] });
  expect(methods()).toEqual(['GET', 'POST']);
  expect((await register(changed)).kind).toBe('done');
  expect(methods()).toEqual(['GET']);
});

test.each(['required', 'completes', 'min', 'max', 'description'] as const)(
  'a change of an option’s %s is seen',
  async (field) => {
    await register(FOUR);
    const [sit] = FOUR;
    const index = field === 'completes' ? 1 : 0;
    const standing = sit?.options[index];
    if (!sit || !standing) throw new Error('There is no such option.');
    const values = { required: !standing.required, completes: false, min: 5, max: 15 };
    const value = { ...values, description: words('Another') }[field];
    const options = sit.options.with(index, { ...standing, [field]: value });
    // Discord wants what is required first.
    const sorted = options.toSorted((a, b) => Number(b.required) - Number(a.required));
    const registration = await register(FOUR.with(0, { ...sit, options: sorted }));
    expect(registration).toMatchObject({ updated: ['sit'] });
  },
);

const SCHEDULE: CommandManifest = {
  name: { text: 'schedule', textByLocale: { de: 'plan', fr: 'horaire' } },
  description: { text: 'Look after the timetable', textByLocale: { de: 'Den Plan pflegen' } },
  options: [],
  subcommands: [
    {
      name: { text: 'add', textByLocale: { de: 'neu' } },
      description: words('Adds a series'),
      options: [
        option('name', { maxLength: 60 }),
        option('room', {
          choices: [{ value: 'hall', name: { text: 'Hall', textByLocale: { de: 'Saal' } } }],
        }),
        option('teacher', { type: 'user', required: false }),
        option('paused', { type: 'flag', required: false }),
      ],
      subcommands: [],
    },
    { name: words('undo'), description: words('Takes it back'), options: [], subcommands: [] },
  ],
};

/** The same with one leaf of it changed. */
function scheduleWith(change: (add: CommandManifest) => CommandManifest): CommandManifest {
  return { ...SCHEDULE, subcommands: SCHEDULE.subcommands.with(0, change(first(SCHEDULE))) };
}

function first({ subcommands: [subcommand] }: CommandManifest): CommandManifest {
  if (!subcommand) throw new Error('There is no subcommand.');
  return subcommand;
}

function optionWith(index: number, change: Partial<OptionManifest>) {
  return scheduleWith((add) => {
    const standing = add.options[index];
    if (!standing) throw new Error('There is no such option.');
    return { ...add, options: add.options.with(index, { ...standing, ...change }) };
  });
}

describe('subcommands and other languages', () => {
  test('Discord gets them as it wants them', async () => {
    await register([SCHEDULE]);
    const [standing] = bot.world.commands.list(bot.guildId);
    expect(standing?.fields).toMatchObject({
      name_localizations: { de: 'plan', fr: 'horaire' },
      description_localizations: { de: 'Den Plan pflegen' },
      options: [
        {
          type: 1,
          name: 'add',
          name_localizations: { de: 'neu' },
          options: [
            { type: 3, name: 'name', max_length: 60, required: true },
            { type: 3, choices: [{ value: 'hall', name_localizations: { de: 'Saal' } }] },
            { type: 6, name: 'teacher' },
            { type: 5, name: 'paused' },
          ],
        },
        { type: 1, name: 'undo' },
      ],
    });
  });

  test('nothing is sent when nothing changed, whatever the order of the languages', async () => {
    await register([SCHEDULE]);
    const name = { text: 'schedule', textByLocale: { fr: 'horaire', de: 'plan' } };
    const registration = await register([{ ...SCHEDULE, name }]);
    expect(registration).toEqual({ kind: 'done', created: [], updated: [], removed: [] });
    expect(methods()).toEqual(['GET']);
  });

  test.each<[string, CommandManifest]>([
    [
      'its name in one language',
      { ...SCHEDULE, name: { text: 'schedule', textByLocale: { de: 'kalender', fr: 'horaire' } } },
    ],
    ['a language that came', { ...SCHEDULE, description: localised({ de: 'x', fr: 'y' }) }],
    ['a language that went', { ...SCHEDULE, description: localised({}) }],
    ['the words of a subcommand', scheduleWith((add) => ({ ...add, description: words('New') }))],
    ['a length', optionWith(0, { maxLength: 50 })],
    ['a choice', optionWith(1, { choices: [{ value: 'hall', name: words('Hall') }] })],
    ['a kind', optionWith(2, { type: 'flag' })],
  ])('a change of %s is seen', async (_what, changed) => {
    await register([SCHEDULE]);
    expect(await register([changed])).toMatchObject({ updated: ['schedule'] });
    expect(methods()).toEqual(['GET', 'POST']);
  });
});

function localised(textByLocale: Record<string, string>) {
  return { ...SCHEDULE.description, textByLocale };
}

test('one that is no longer there is removed', async () => {
  await register(FOUR);
  const registration = await register(FOUR.slice(1));
  expect(registration).toMatchObject({ created: [], updated: [], removed: ['sit'] });
  expect(methods()).toEqual(['GET', 'DELETE']);
  expect(names()).not.toContain('sit');
});

test('what somebody else changed is put right', async () => {
  await register(FOUR);
  const [gone] = bot.world.commands.list(bot.guildId);
  if (gone) bot.world.commands.delete(gone);
  expect(names()).toHaveLength(3);
  expect(await register(FOUR)).toMatchObject({ kind: 'done', created: [expect.any(String)] });
  expect(names()).toHaveLength(4);
});

test('a list that can’t be had changes nothing', async () => {
  const outcome = { kind: 'status', status: 403 } as const;
  bot.standin.faults.add({ kind: 'rest', path: COMMANDS, times: 9, work: 'undone', outcome });
  expect(await register(FOUR)).toMatchObject({ kind: 'failed', step: 'list' });
  expect(methods()).toEqual(['GET']);
});

test('a fault that passes is waited out', async () => {
  const outcome = { kind: 'status', status: 502 } as const;
  bot.standin.faults.add({ kind: 'rest', path: COMMANDS, times: 2, work: 'undone', outcome });
  expect(await register(FOUR)).toMatchObject({ kind: 'done' });
  expect(names()).toHaveLength(4);
});
