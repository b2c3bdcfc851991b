import { expect, test } from '@jest/globals';
import { PermissionFlagsBits } from 'discord.js';
import { INVITED_PERMISSIONS, findApplicationId, invitationUrl } from '../../src/discord/invite.ts';
import { invitationText } from '../../src/texts/invitation.ts';
import { connectBot, TOKEN } from './connected-bot.ts';
import { createSilentLog } from './silent-log.ts';

test('the link asks for exactly what the bot uses', () => {
  const url = new URL(invitationUrl('123456789012345678'));
  const { ViewChannel, SendMessages, ReadMessageHistory, Connect, Speak } = PermissionFlagsBits;
  const { CreatePublicThreads, SendMessagesInThreads } = PermissionFlagsBits;
  const { AttachFiles, CreateEvents, SetVoiceChannelStatus } = PermissionFlagsBits;
  const bits =
    [ViewChannel, SendMessages, ReadMessageHistory, Connect, Speak].reduce((a, b) => a | b) |
    [CreatePublicThreads, SendMessagesInThreads, AttachFiles, CreateEvents].reduce(
      (a, b) => a | b,
    ) |
    SetVoiceChannelStatus;
  expect(url.searchParams.get('permissions')).toBe(String(bits));
  expect(url.searchParams.get('scope')).toBe('bot applications.commands');
  expect(url.searchParams.get('client_id')).toBe('123456789012345678');
});

test('what is printed names every permission and why', () => {
  const text = invitationText('https://example.org', INVITED_PERMISSIONS);
  expect(text).toMatchSnapshot();
});

test('the application is the one that Discord knows', async () => {
  const bot = await connectBot({ starts: false });
  const id = await findApplicationId(TOKEN, bot.standin.apiUrl, createSilentLog());
  await bot.close();
  expect(id).toBe(bot.world.bot.id);
});

test('while Discord is away the token tells', async () => {
  const nowhere = 'http://127.0.0.1:1/api';
  expect(await findApplicationId(TOKEN, nowhere, createSilentLog())).toBe('123456789012345678');
  expect(await findApplicationId('x.y.z', nowhere, createSilentLog())).toBeNull();
});
