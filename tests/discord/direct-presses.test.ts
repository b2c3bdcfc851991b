import { afterEach, expect, test } from '@jest/globals';
import type { Invocation } from '../../src/app/invocation.ts';
import type { Message } from '../../src/app/ports.ts';
import { outsideText } from '../../src/texts/outside.ts';
import { connectBot, type ConnectedBot, type ConnectOptions } from './connected-bot.ts';

const HOLD_ID = 'bell|hold|1|';
const PANEL: Message = {
  text: 'Your session begins soon.',
  rows: [[{ kind: 'button', id: HOLD_ID, label: 'Hold', style: 'primary' }]],
};

let bot: ConnectedBot;
let received: Invocation[];
afterEach(() => bot.close());

async function connect(options: ConnectOptions = {}): Promise<void> {
  bot = await connectBot(options);
  received = [];
  bot.gateway.onInvocation(async (invocation, responder) => {
    received.push(invocation);
    await responder.answer({ text: 'We wait for you.', rows: [] }, 'private');
  });
}

/** The person gets a message of the bot's and presses its button. */
async function press(name: string) {
  const userId = bot.personNamed(name);
  const { messenger } = bot.gateway;
  const place = await messenger.openDirect(userId);
  if (place.kind !== 'open') throw new Error(`Not open: ${place.kind}`);
  const outcome = await messenger.post(place.channelId, PANEL, 'direct');
  if (outcome.kind !== 'sent') throw new Error(`Not sent: ${outcome.kind}`);
  const interaction = await bot.world.pressButton(userId, outcome.messageId, HOLD_ID);
  return { channelId: place.channelId, interaction };
}

test('it is about the only guild that is served, by somebody without roles', async () => {
  await connect();
  const { channelId, interaction } = await press('Ben');
  expect(received).toEqual([
    {
      type: 'component',
      id: HOLD_ID,
      values: [],
      caller: {
        userId: bot.personNamed('Ben'),
        guildId: bot.guildId,
        channelId,
        roleIds: [],
        locale: expect.any(String),
      },
    },
  ]);
  expect(interaction.state).toMatchObject({
    phase: 'replied',
    message: { content: 'We wait for you.' },
  });
});

test('with two guilds served nobody can tell which one is meant', async () => {
  await connect({
    prepare: (world) => void world.createGuild('Elsewhere', 0n),
    guildIds: (world) => [...world.guildById.keys()] as (typeof bot.guildId)[],
  });
  const { interaction } = await press('Ben');
  expect(received).toEqual([]);
  expect(interaction.state).toMatchObject({
    phase: 'replied',
    message: { content: outsideText('noServer', 'en') },
  });
});
