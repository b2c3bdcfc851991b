import { expect, test } from '@jest/globals';
import {
  GatewayIntentBits,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  type Guild,
  type GuildScheduledEvent,
  type GuildScheduledEventCreateOptions,
} from 'discord.js';
import { PERMISSION } from '../../src/practice/world/permissions.ts';
import { codeOf, personNamed, WITHOUT_LIMITS } from './rest-client.ts';
import { grantBot, nextAfter, onStage, type Stage } from './standin-bot.ts';

const HOUR_MS = 3_600_000;
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildScheduledEvents];
const onEventStage = (play: (stage: Stage) => Promise<void>) =>
  onStage(play, { intents: INTENTS, ...WITHOUT_LIMITS });

function guildOf({ client }: Stage): Guild {
  const guild = client.guilds.cache.first();
  if (guild === undefined) throw new Error('The client should know a guild.');
  return guild;
}

function morning({ world, clock }: Stage): GuildScheduledEventCreateOptions {
  return {
    name: 'Morning practice',
    description: 'We sit together.',
    privacyLevel: GuildScheduledEventPrivacyLevel.GuildOnly,
    entityType: GuildScheduledEventEntityType.Voice,
    channel: world.channelNamed('Practice hall').id,
    scheduledStartTime: clock.nowMs() + HOUR_MS,
    scheduledEndTime: clock.nowMs() + 2 * HOUR_MS,
  };
}

test('with leave to create events, the bot makes, moves, starts and completes its own', () =>
  onEventStage(async (stage) => {
    const { client, world, clock } = stage;
    const guild = guildOf(stage);
    const [created] = await nextAfter(
      client,
      'guildScheduledEventCreate',
      () => void guild.scheduledEvents.create(morning(stage)),
    );
    expect(created).toMatchObject({
      name: 'Morning practice',
      description: 'We sit together.',
      status: GuildScheduledEventStatus.Scheduled,
      creatorId: world.bot.id,
      scheduledStartTimestamp: clock.nowMs() + HOUR_MS,
    });
    const later = clock.nowMs() + 3 * HOUR_MS;
    const moved = await created.edit({
      name: 'Moved practice',
      scheduledStartTime: later,
      scheduledEndTime: later + HOUR_MS,
    });
    expect(moved).toMatchObject({ name: 'Moved practice', scheduledStartTimestamp: later });
    clock.advance(4 * HOUR_MS);
    // The start lies behind, and what is not about it may change all the same.
    await moved.edit({ description: 'We are late.' });
    const [, begun] = await nextAfter(
      client,
      'guildScheduledEventUpdate',
      () => void created.setStatus(GuildScheduledEventStatus.Active),
    );
    expect(begun.status).toBe(GuildScheduledEventStatus.Active);
    const active = begun as GuildScheduledEvent<GuildScheduledEventStatus.Active>;
    expect(await codeOf(active.edit({ scheduledStartTime: later + 60_000 }))).toBe(50035);
    await active.setStatus(GuildScheduledEventStatus.Completed);
    expect((await guild.scheduledEvents.fetch()).size).toBe(0);
    expect(await codeOf(active.delete())).toBe(10070);
  }));

test('a planned event is cancelled, one that is on is not, and one is deleted', () =>
  onEventStage(async (stage) => {
    const guild = guildOf(stage);
    const first = await guild.scheduledEvents.create(morning(stage));
    await first.setStatus(GuildScheduledEventStatus.Canceled);
    const second = await guild.scheduledEvents.create(morning(stage));
    await second.setStatus(GuildScheduledEventStatus.Active);
    const status = { status: GuildScheduledEventStatus.Canceled };
    expect(await codeOf(guild.scheduledEvents.edit(second, status as object))).toBe(50035);
    const [deleted] = await nextAfter(
      stage.client,
      'guildScheduledEventDelete',
      () => void second.delete(),
    );
    expect(deleted?.id).toBe(second.id);
    expect(stage.world.scheduledEvents.list(guild.id)).toEqual([]);
  }));

test('others’ events need leave to manage events', () =>
  onEventStage(async (stage) => {
    const { world, clock } = stage;
    const guild = guildOf(stage);
    const chloe = personNamed(world, 'Chloe');
    const startsAtMs = clock.nowMs() + HOUR_MS;
    const plan = { name: 'Tea', startsAtMs, endsAtMs: startsAtMs + HOUR_MS };
    const planned = world.scheduledEvents.plan(guild.id, chloe, plan);
    const listed = await guild.scheduledEvents.fetch();
    expect(listed.map(({ name, creatorId }) => [name, creatorId])).toEqual([['Tea', chloe]]);
    const tea = listed.first();
    expect(await codeOf(tea?.edit({ name: 'Coffee' }))).toBe(50013);
    expect(await codeOf(tea?.delete())).toBe(50013);
    grantBot(world, 'manageEvents');
    await tea?.edit({ name: 'Coffee' });
    expect(planned.fields['name']).toBe('Coffee');
    world.setRolePermissions(world.roleNamed(world.bot.name).id, PERMISSION.manageEvents);
    expect(await codeOf(guild.scheduledEvents.create(morning(stage)))).toBe(50013);
  }));

test('an event in a room needs the room', () =>
  onEventStage(async (stage) => {
    const { world } = stage;
    const guild = guildOf(stage);
    const hall = world.channelNamed('Practice hall');
    const deny = (bits: bigint) =>
      world.setOverwrites(hall.id, [{ id: world.bot.id, kind: 'member', allow: 0n, deny: bits }]);
    const event = await guild.scheduledEvents.create(morning(stage));
    deny(PERMISSION.connect);
    expect(await codeOf(guild.scheduledEvents.create(morning(stage)))).toBe(50013);
    deny(PERMISSION.viewChannel);
    expect((await guild.scheduledEvents.fetch()).size).toBe(0);
    expect(await codeOf(event.edit({ name: 'No' }))).toBe(50001);
  }));

test.each<[string, object]>([
  ['a start in the past', { scheduledStartTime: Date.UTC(2026, 10, 23, 14) }],
  ['an end before the start', { scheduledEndTime: Date.UTC(2026, 10, 23, 15, 30) }],
  ['no name', { name: '' }],
  ['a name over 100 characters', { name: 'x'.repeat(101) }],
  ['a description over 1,000', { description: 'x'.repeat(1_001) }],
  ['a text channel', { channel: 'announcements' }],
  ['no place though it is elsewhere', { entityType: 3, channel: undefined }],
])('%s is refused', (_, wrong) =>
  onEventStage(async (stage) => {
    const guild = guildOf(stage);
    const channel = (wrong as { channel?: string }).channel;
    const id = channel === undefined ? {} : { channel: stage.world.channelNamed(channel).id };
    const options = { ...morning(stage), ...wrong, ...id } as GuildScheduledEventCreateOptions;
    expect(await codeOf(guild.scheduledEvents.create(options))).toBe(50035);
  }),
);

test('a guild holds a hundred events', () =>
  onEventStage(async (stage) => {
    const { world, clock } = stage;
    const guild = guildOf(stage);
    const plan = { name: 'Tea', startsAtMs: clock.nowMs() + HOUR_MS };
    for (let n = 0; n < 100; n += 1) {
      world.scheduledEvents.plan(guild.id, personNamed(world, 'Chloe'), plan);
    }
    expect(await codeOf(guild.scheduledEvents.create(morning(stage)))).toBe(30038);
  }));

test('as time passes, Discord starts, ends and cancels events by itself', () =>
  onEventStage(async (stage) => {
    const { client, world, clock } = stage;
    const guild = guildOf(stage);
    const hall = world.channelNamed('Practice hall');
    const statuses = async () =>
      (await guild.scheduledEvents.fetch({ cache: false })).map(({ name, status }) => [
        name,
        status,
      ]);
    const event = await guild.scheduledEvents.create(morning(stage));
    const startsAtMs = clock.nowMs() + HOUR_MS;
    world.scheduledEvents.plan(guild.id, personNamed(world, 'Chloe'), { name: 'Tea', startsAtMs });
    clock.advance(HOUR_MS);
    const [, begun] = await nextAfter(client, 'guildScheduledEventUpdate', statuses);
    expect(begun).toMatchObject({ name: 'Tea', status: GuildScheduledEventStatus.Active });

    world.joinVoice(personNamed(world, 'Ben'), hall.id);
    await event.setStatus(GuildScheduledEventStatus.Active);
    clock.advance(HOUR_MS);
    expect(await statuses()).toEqual([['Morning practice', GuildScheduledEventStatus.Active]]);
    world.leaveVoice(personNamed(world, 'Ben'));
    clock.advance(4 * 60_000);
    expect(await statuses()).toHaveLength(1);
    clock.advance(2 * 60_000);
    expect(await statuses()).toEqual([]);
    expect(await codeOf(event.edit({ name: 'Too late' }))).toBe(10070);

    await guild.scheduledEvents.create(morning(stage));
    clock.advance(6 * HOUR_MS);
    expect(await statuses()).toEqual([]);
  }));
