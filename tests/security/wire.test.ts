/** What comes over the gateway and keeps none of Discord's promises: it is not passed on, and harms nothing. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Invocation } from '../../src/app/invocation.ts';
import type { Message } from '../../src/practice/world/entities.ts';
import type { InteractionKind } from '../../src/practice/world/interaction.ts';
import type { JsonObject } from '../../src/practice/world/json.ts';
import { option, words } from '../discord/command-samples.ts';
import { connectBot, type ConnectedBot } from '../discord/connected-bot.ts';

let bot: ConnectedBot;
let received: Invocation[];

beforeEach(async () => {
  bot = await connectBot();
  await bot.gateway.registerCommands(bot.guildId, [
    {
      name: words('sit'),
      description: words('Sit together in silence'),
      options: [option('minutes', { type: 'integer', required: false, min: 10, max: 20 })],
      subcommands: [],
    },
  ]);
  received = [];
  bot.gateway.onInvocation(async (invocation, responder) => {
    received.push(invocation);
    if (invocation.type === 'complete') await responder.complete([]);
    else await responder.answer({ text: 'Heard.', rows: [] }, 'private');
  });
});
afterEach(() => bot.close());

function send(kind: InteractionKind, data: JsonObject, source: Message | null = null): void {
  bot.world.interactions.start({
    kind,
    userId: bot.personNamed('Ben'),
    guildId: bot.guildId,
    channelId: bot.announcementsId,
    data,
    source,
  });
}

/** What comes afterwards is answered as ever. */
async function stillAnswers(): Promise<void> {
  const ben = bot.personNamed('Ben');
  const { state } = await bot.world.runCommand(ben, bot.announcementsId, 'sit', null, {});
  expect(state).toMatchObject({ phase: 'replied', message: { content: 'Heard.' } });
}

const command = { id: '1', type: 1, name: 'sit' };
const field = (value: string): JsonObject => ({ type: 4, custom_id: 'words', value });

const forged: readonly (readonly [what: string, kind: InteractionKind, data: JsonObject])[] = [
  ['a form that nobody has opened', 'modal', { custom_id: 'bell|stop|-|', components: [] }],
  [
    'a form with ten thousand letters',
    'modal',
    { custom_id: 'x', components: [{ type: 1, components: [field('x'.repeat(10_000))] }] },
  ],
  ['completions of an option that nobody types', 'autocomplete', { ...command, options: [] }],
];

test.each(forged)('%s reaches nobody', async (_what, kind, data) => {
  send(kind, data);
  await stillAnswers();
  expect(received.map(({ type }) => type)).toEqual(['command']);
});

test.each([
  ['a number as text', { name: 'minutes', type: 4, value: 'ten' }],
  ['text as a list', { name: 'minutes', type: 3, value: ['ten'] }],
  ['a person as an object', { name: 'minutes', type: 6, value: { id: '1' } }],
  ['a kind that there is not', { name: 'minutes', type: 99, value: 10 }],
  ['no value', { name: 'minutes', type: 4 }],
])('an option with %s is left out', async (_what, broken) => {
  send('command', { ...command, options: [broken] });
  await stillAnswers();
  expect(received).toMatchObject([{ options: {} }, { options: {} }]);
  expect(received[0]).toHaveProperty('options', {});
});

test('a component of any length is passed on as it came, for the router to judge', async () => {
  const text = { text: 'Please choose.', rows: [] };
  const posted = await bot.gateway.messenger.post(bot.announcementsId, text, 'panel');
  const source = posted.kind === 'sent' ? bot.world.messages.find(posted.messageId) : null;
  const id = `bell|stop|-|${'x'.repeat(10_000)}`;
  send('component', { custom_id: id, component_type: 2 }, source);
  await stillAnswers();
  expect(received[0]).toMatchObject({ type: 'component', id, values: [] });
});
