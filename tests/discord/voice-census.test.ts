import { expect, test } from '@jest/globals';
import type { GatewayGuildCreateDispatchData } from 'discord.js';
import { asId, type ChannelId, type GuildId } from '../../src/domain/identity.ts';
import type { UserId } from '../../src/domain/identity.ts';
import { createVoiceCensus } from '../../src/discord/voice-census.ts';

const GUILD = asId<GuildId>('1');
const HALL = asId<ChannelId>('20');
const DEV = asId<UserId>('40');

function guild(members: readonly object[], voiceStates: readonly object[]) {
  const data = { id: GUILD, members, voice_states: voiceStates };
  return data as unknown as GatewayGuildCreateDispatchData;
}

const DEV_IN_HALL = { user_id: DEV, channel_id: HALL };

test('a room with somebody whose roles are not known yet is not known', () => {
  const census = createVoiceCensus();
  census.guildCreated(guild([], [DEV_IN_HALL]));
  expect(census.members(GUILD, HALL)).toBeNull();
  expect(census.strangersIn(GUILD)).toEqual([{ guildId: GUILD, userId: DEV }]);
});

test('the room is known as soon as the stranger is', () => {
  const census = createVoiceCensus();
  census.guildCreated(guild([], [DEV_IN_HALL]));
  expect(census.memberSeen(GUILD, { user: { id: DEV }, roles: ['30'] })).toBe(HALL);
  expect(census.members(GUILD, HALL)).toEqual([{ userId: DEV, isBot: false, roleIds: ['30'] }]);
});

test('a stranger about whom nothing can be learnt counts as a person without roles', () => {
  const census = createVoiceCensus();
  census.guildCreated(guild([], [DEV_IN_HALL]));
  expect(census.memberUnknown({ guildId: GUILD, userId: DEV })).toBe(HALL);
  expect(census.members(GUILD, HALL)).toEqual([{ userId: DEV, isBot: false, roleIds: [] }]);
});

test('GUILD_CREATE that overtakes READY is not forgotten', () => {
  const census = createVoiceCensus();
  census.guildCreated(guild([], []));
  census.sessionBegan();
  expect(census.isCurrent(GUILD)).toBe(true);
});

test('a new session after a lost one waits for each guild to be told anew', () => {
  const census = createVoiceCensus();
  census.guildCreated(guild([], []));
  expect(census.disconnected()).toEqual([GUILD]);
  census.sessionBegan();
  expect(census.resumed()).toEqual([]);
  expect(census.members(GUILD, HALL)).toBeNull();
  census.guildCreated(guild([], []));
  expect(census.members(GUILD, HALL)).toEqual([]);
});

test('a microphone that is muted changes no room', () => {
  const census = createVoiceCensus();
  const member = { user: { id: DEV }, roles: [] };
  census.guildCreated(guild([member], [DEV_IN_HALL]));
  const state = { guild_id: GUILD, user_id: DEV, channel_id: HALL, member };
  expect(census.voiceStateUpdated(state)).toEqual([]);
});

test('voice states of a guild that was never told are left alone', () => {
  const census = createVoiceCensus();
  const state = { guild_id: GUILD, user_id: DEV, channel_id: HALL };
  expect(census.voiceStateUpdated(state)).toEqual([]);
  expect(census.members(GUILD, HALL)).toBeNull();
});
