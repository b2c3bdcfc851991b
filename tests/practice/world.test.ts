import { expect, test } from '@jest/globals';
import { array, assert, integer, property } from 'fast-check';
import { createSampleWorld } from '../../src/practice/world.ts';
import { PERMISSION, permissionBits, permits } from '../../src/practice/world/permissions.ts';
import {
  compareSnowflakes,
  snowflakeAtMs,
  SnowflakeSource,
} from '../../src/practice/world/snowflake.ts';
import type { VoiceStateChange } from '../../src/practice/world/entities.ts';
import { HandClock } from './standin-bot.ts';

test('ids only ever grow, whatever the clock does, and tell when they were made', () => {
  assert(
    property(array(integer({ min: -5_000, max: 5_000 }), { minLength: 1 }), (steps) => {
      const clock = new HandClock();
      const source = new SnowflakeSource(clock);
      let last = source.next();
      let latestMs = clock.nowMs();
      for (const step of steps) {
        clock.advance(step);
        latestMs = Math.max(latestMs, clock.nowMs());
        const id = source.next();
        expect(compareSnowflakes(last, id)).toBeLessThan(0);
        expect(snowflakeAtMs(id)).toBe(latestMs);
        last = id;
      }
    }),
  );
});

test('the sample world has what a session needs, and only coordinators see their channel', () => {
  const world = createSampleWorld(new HandClock());
  const people = Object.fromEntries(
    [...world.userById.values()].map((user) => [user.name, user.id] as const),
  );
  const coordinators = world.channelNamed('coordinators');
  const sees = (name: string) =>
    permits(world.permissionsOf(people[name] ?? '', coordinators), 'viewChannel');
  expect({ Chloe: sees('Chloe'), Ana: sees('Ana'), Dev: sees('Dev') }).toEqual({
    Chloe: true,
    Ana: false,
    Dev: false,
  });
  expect(permits(world.permissionsOf(world.bot.id, coordinators), 'sendMessages')).toBe(true);
});

test.each<[string, bigint, bigint, bigint, boolean]>([
  ['the role allows it', PERMISSION.speak, 0n, 0n, true],
  ['nothing allows it', 0n, 0n, 0n, false],
  ['the channel refuses it to the role', PERMISSION.speak, PERMISSION.speak, 0n, false],
  ['the channel allows it to the member', 0n, PERMISSION.speak, PERMISSION.speak, true],
  ['an administrator is never refused', PERMISSION.administrator, PERMISSION.speak, 0n, true],
])('speaking: %s', (_, rolePermissions, deniedToRole, allowedToMember, isAllowed) => {
  const world = createSampleWorld(new HandClock());
  const guildId = world.firstGuild().id;
  world.setRolePermissions(guildId, permissionBits('viewChannel', 'connect'));
  const role = world.createRole(guildId, { name: 'Speaker', permissions: rolePermissions });
  const { userId } = world.addMember(guildId, world.createUser('Sam', false).id, [role.id]);
  const hall = world.channelNamed('Practice hall');
  world.setOverwrites(hall.id, [
    { id: role.id, kind: 'role', allow: 0n, deny: deniedToRole },
    { id: userId, kind: 'member', allow: allowedToMember, deny: 0n },
  ]);
  expect(permits(world.permissionsOf(userId, hall), 'speak')).toBe(isAllowed);
});

test('who can’t enter a voice channel can do nothing in its chat but see it', () => {
  const world = createSampleWorld(new HandClock());
  const hall = world.channelNamed('Practice hall');
  const { userId } = world.addPerson({ name: 'Sam', kind: 'participant' });
  const everyone = { id: world.firstGuild().id, kind: 'role' as const, allow: 0n };
  world.setOverwrites(hall.id, [{ ...everyone, deny: PERMISSION.connect }]);
  expect(world.permissionsOf(userId, hall)).toBe(PERMISSION.viewChannel);
  expect(() => world.joinVoice(userId, hall.id)).toThrow('may not connect');
  world.setOverwrites(hall.id, [{ ...everyone, deny: PERMISSION.viewChannel }]);
  expect(world.permissionsOf(userId, hall)).toBe(0n);
});

test('a person is in one voice channel at a time, and leaves with the channel or the guild', () => {
  const world = createSampleWorld(new HandClock());
  const hall = world.channelNamed('Practice hall');
  const guildId = world.firstGuild().id;
  const small = world.createChannel(guildId, { kind: 'voice', name: 'Small hall' });
  const { userId } = world.addPerson({ name: 'Sam', kind: 'teacher' });
  const changes: VoiceStateChange[] = [];
  world.on('voiceStateChanged', (change) => changes.push(change));

  world.joinVoice(userId, hall.id);
  world.joinVoice(userId, small.id);
  expect(world.voice.statesIn(hall.id)).toEqual([]);
  world.deleteChannel(small.id);
  expect(world.voice.stateOf(guildId, userId)).toBeNull();
  world.joinVoice(userId, hall.id);
  world.removeMember(guildId, userId);
  expect(changes.map(({ after, cause }) => [after?.channelId ?? null, cause])).toEqual([
    [hall.id, 'self'],
    [small.id, 'self'],
    [null, 'channelDeleted'],
    [hall.id, 'self'],
    [null, 'kicked'],
  ]);
});

test('losing the permission to speak suppresses at once, regaining it lifts that', () => {
  const world = createSampleWorld(new HandClock());
  const hall = world.channelNamed('Practice hall');
  const guildId = world.firstGuild().id;
  world.voice.join(world.bot.id, hall.id);
  const isSuppressed = () => world.voice.stateOf(guildId, world.bot.id)?.isSuppressed;
  expect(isSuppressed()).toBe(false);
  const bot = { id: world.bot.id, kind: 'member' as const, allow: 0n };
  world.setOverwrites(hall.id, [{ ...bot, deny: PERMISSION.speak }]);
  expect(isSuppressed()).toBe(true);
  world.setOverwrites(hall.id, []);
  expect(isSuppressed()).toBe(false);
});

test('worlds hold several guilds; a person who changes guilds leaves the other room', () => {
  const world = createSampleWorld(new HandClock());
  const first = world.channelNamed('Practice hall');
  const guild = world.createGuild('Second community', permissionBits('viewChannel', 'connect'));
  const second = world.createChannel(guild.id, { kind: 'voice', name: 'Hall' });
  const { userId } = world.addPerson({ name: 'Sam', kind: 'participant' });
  world.addMember(guild.id, userId, []);
  world.joinVoice(userId, first.id);
  world.joinVoice(userId, second.id);
  expect(world.voice.statesIn(first.id)).toEqual([]);
  // The bot may be in one room of each guild.
  world.voice.join(world.bot.id, first.id);
  world.voice.join(world.bot.id, second.id);
  expect(world.voice.statesIn(first.id)).toHaveLength(1);
  world.removeGuild(guild.id);
  expect(world.channelById.has(second.id)).toBe(false);
});

test('messages are listed newest first, before, after and around an id', () => {
  const world = createSampleWorld(new HandClock());
  const channel = world.createChannel(world.firstGuild().id, { kind: 'text', name: 'log' });
  const author = world.firstGuild().ownerId;
  const posted = Array.from({ length: 7 }, (_, n) => world.postAs(author, channel.id, `${n}`));
  const idOf = (n: number) => posted[n]?.id ?? '';
  const list = (query: { before?: string; after?: string; around?: string }, limit = 3) =>
    world.messages.list(channel, { limit, ...query }).map(({ content }) => content);
  expect(list({})).toEqual(['6', '5', '4']);
  expect(list({ before: idOf(4) })).toEqual(['3', '2', '1']);
  expect(list({ after: idOf(1) })).toEqual(['4', '3', '2']);
  expect(list({ around: idOf(3) })).toEqual(['4', '3', '2']);
  expect(list({ around: idOf(6) }, 5)).toEqual(['6', '5', '4']);
});

test('closing answers everyone who still waits', async () => {
  const world = createSampleWorld(new HandClock());
  world.commands.replaceAll(null, [{ name: 'welcome', description: 'x' }]);
  const { userId } = world.addPerson({ name: 'Sam', kind: 'participant' });
  const seen = world.runCommand(userId, world.channelNamed('announcements').id, 'welcome');
  world.interactions.close();
  expect((await seen).state).toEqual({ phase: 'failed' });
});
