import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { CommandManifest } from '../../src/app/invocation.ts';
import { connectBot, type ConnectedBot } from './connected-bot.ts';

const COMMANDS = /\/commands(\/\d+)?$/;

let bot: ConnectedBot;
beforeEach(async () => {
  bot = await connectBot();
});
afterEach(() => bot.close());

function command(name: string, description = 'Does something'): CommandManifest {
  const text = { type: 'string', completes: true, min: null, max: null } as const;
  const number = { type: 'integer', completes: false, min: 10, max: 20 } as const;
  return {
    name,
    description,
    options: [
      { name: 'minutes', description: 'How long', required: true, ...number },
      { name: 'recording', description: 'Which one', required: false, ...text },
    ],
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
    const option = sit?.options[index];
    if (!sit || !option) throw new Error('There is no such option.');
    const values = { required: !option.required, completes: false, min: 5, max: 15 };
    const value = { ...values, description: 'Another' }[field];
    const options = sit.options.with(index, { ...option, [field]: value });
    // Discord wants what is required first.
    const sorted = options.toSorted((a, b) => Number(b.required) - Number(a.required));
    const registration = await register(FOUR.with(0, { ...sit, options: sorted }));
    expect(registration).toMatchObject({ updated: ['sit'] });
  },
);

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
