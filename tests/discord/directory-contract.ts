import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Cancel, Directory, GatewayEvent } from '../../src/app/ports.ts';
import type { ChannelId, GuildId, RoleId, UserId } from '../../src/domain/identity.ts';

/**
 * A guild with the text channel "announcements", the voice channels "Practice hall" and
 * "Side room", and the role "Teacher", and what a test can do in it.
 */
export interface DirectoryWorld {
  readonly directory: Directory;
  readonly guildId: GuildId;
  readonly announcementsId: ChannelId;
  readonly hallId: ChannelId;
  readonly sideRoomId: ChannelId;
  readonly teacherRoleId: RoleId;
  /** A person with the role, one without, and a bot. */
  readonly teacherId: UserId;
  readonly listenerId: UserId;
  readonly otherBotId: UserId;
  onEvent(listener: (event: GatewayEvent) => void): Cancel;
  enter(userId: UserId, channelId: ChannelId): void;
  leave(userId: UserId): void;
  loseView(): void;
  /** The view comes back by itself, or by this. */
  restoreView(): void;
  close(): Promise<void>;
}

/** The laws of a directory: the fake and the real adapter keep the same ones. */
export function describeDirectory(name: string, open: () => Promise<DirectoryWorld>): void {
  describe(`${name} as a directory`, () => {
    let world: DirectoryWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    describeNames(() => world);
    describeRooms(() => world);
    describeViews(() => world);
  });
}

/** Resolves with the rooms that were told of, once `count` of them were. */
function roomsTold(world: DirectoryWorld, count: number): Promise<ChannelId[]> {
  return new Promise((resolve) => {
    const told: ChannelId[] = [];
    const cancel = world.onEvent((event) => {
      if (event.type === 'roomChanged') told.push(event.channelId);
      if (told.length < count) return;
      cancel();
      resolve(told);
    });
  });
}

function eventOf(world: DirectoryWorld, type: GatewayEvent['type']): Promise<GatewayEvent> {
  return new Promise((resolve) => {
    const cancel = world.onEvent((event) => {
      if (event.type !== type) return;
      cancel();
      resolve(event);
    });
  });
}

async function enter(world: DirectoryWorld, userId: UserId, channelId: ChannelId): Promise<void> {
  const told = roomsTold(world, 1);
  world.enter(userId, channelId);
  await told;
}

function membersOf(world: DirectoryWorld, channelId: ChannelId): UserId[] | null {
  const members = world.directory.roomMembers(world.guildId, channelId);
  return members && members.map((member) => member.userId);
}

function describeNames(of: () => DirectoryWorld): void {
  test('the bot knows itself', () => {
    expect(of().directory.selfId).toMatch(/^\d+$/);
  });

  test.each(['announcements', '#announcements', 'ANNOUNCEMENTS'])(
    'a text channel is found as %s',
    (wanted) => {
      const { directory, guildId, announcementsId } = of();
      expect(directory.textChannel(guildId, wanted)).toBe(announcementsId);
    },
  );

  test('things are found by their ids', () => {
    const { directory, guildId, announcementsId, hallId, teacherRoleId } = of();
    expect(directory.textChannel(guildId, announcementsId)).toBe(announcementsId);
    expect(directory.voiceChannel(guildId, hallId)).toBe(hallId);
    expect(directory.role(guildId, teacherRoleId)).toBe(teacherRoleId);
  });

  test.each(['Practice hall', 'practice hall'])('a voice channel is found as %s', (wanted) => {
    const { directory, guildId, hallId } = of();
    expect(directory.voiceChannel(guildId, wanted)).toBe(hallId);
  });

  test.each(['Teacher', '@teacher'])('a role is found as %s', (wanted) => {
    const { directory, guildId, teacherRoleId } = of();
    expect(directory.role(guildId, wanted)).toBe(teacherRoleId);
  });

  test('a voice channel is no text channel, and the other way round', () => {
    const { directory, guildId, hallId } = of();
    expect(directory.textChannel(guildId, hallId)).toBeNull();
    expect(directory.voiceChannel(guildId, 'announcements')).toBeNull();
  });

  test('channels are listed by name, those of the other kind left out', () => {
    const { directory, guildId } = of();
    expect(directory.channelNames(guildId, 'voice')).toContain('Practice hall');
    expect(directory.channelNames(guildId, 'voice')).not.toContain('announcements');
    expect(directory.channelNames(guildId, 'text')).toContain('announcements');
    expect(directory.channelNames(guildId, 'text')).not.toContain('Practice hall');
    expect(directory.channelNames('999' as GuildId, 'text')).toEqual([]);
  });

  test('what is not there is null', () => {
    const { directory, guildId, hallId } = of();
    expect(directory.textChannel(guildId, 'nowhere')).toBeNull();
    expect(directory.role(guildId, 'nobody')).toBeNull();
    expect(directory.voiceChannel('999' as GuildId, 'Practice hall')).toBeNull();
    expect(directory.roomMembers('999' as GuildId, hallId)).toBeNull();
  });
}

function describeRooms(of: () => DirectoryWorld): void {
  test('an empty room has no members, which is not the same as not knowing', () => {
    expect(membersOf(of(), of().hallId)).toEqual([]);
  });

  test('who comes is told, and is there with their roles', async () => {
    const world = of();
    await enter(world, world.teacherId, world.hallId);
    const members = world.directory.roomMembers(world.guildId, world.hallId);
    expect(members).toEqual([
      { userId: world.teacherId, isBot: false, roleIds: [world.teacherRoleId] },
    ]);
  });

  test('bots are marked', async () => {
    const world = of();
    await enter(world, world.otherBotId, world.hallId);
    const members = world.directory.roomMembers(world.guildId, world.hallId);
    expect(members).toMatchObject([{ userId: world.otherBotId, isBot: true }]);
  });

  test('who goes to another room is told of both', async () => {
    const world = of();
    await enter(world, world.listenerId, world.hallId);
    const told = roomsTold(world, 2);
    world.enter(world.listenerId, world.sideRoomId);
    expect(new Set(await told)).toEqual(new Set([world.hallId, world.sideRoomId]));
    expect(membersOf(world, world.hallId)).toEqual([]);
    expect(membersOf(world, world.sideRoomId)).toEqual([world.listenerId]);
  });

  test('who leaves is gone', async () => {
    const world = of();
    await enter(world, world.teacherId, world.hallId);
    await enter(world, world.listenerId, world.hallId);
    const told = roomsTold(world, 1);
    world.leave(world.teacherId);
    expect(await told).toEqual([world.hallId]);
    expect(membersOf(world, world.hallId)).toEqual([world.listenerId]);
  });
}

function describeViews(of: () => DirectoryWorld): void {
  test('while the gateway is away nobody knows who is there', async () => {
    const world = of();
    await enter(world, world.listenerId, world.hallId);
    const lost = eventOf(world, 'viewLost');
    world.loseView();
    expect(await lost).toEqual({ type: 'viewLost', guildId: world.guildId });
    expect(membersOf(world, world.hallId)).toBeNull();
  });

  // Discord lets a bot begin a new session once in five seconds.
  test('when it is back the room is as it became meanwhile', async () => {
    const world = of();
    await enter(world, world.listenerId, world.hallId);
    const lost = eventOf(world, 'viewLost');
    world.loseView();
    await lost;
    world.leave(world.listenerId);
    world.enter(world.teacherId, world.hallId);
    const restored = eventOf(world, 'directoryChanged');
    world.restoreView();
    await restored;
    expect(membersOf(world, world.hallId)).toEqual([world.teacherId]);
  }, 15_000);
}
