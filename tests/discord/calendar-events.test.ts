import { afterEach, describe, expect, test } from '@jest/globals';
import type { CalendarEvent } from '../../src/app/ports.ts';
import { asId, type ChannelId, type GuildId } from '../../src/domain/identity.ts';
import { PERMISSION } from '../../src/practice/world/permissions.ts';
import { describeCalendarEvents } from './calendar-events-contract.ts';
import { connectBot, START_MS, type ConnectedBot } from './connected-bot.ts';
import { createFakeCalendarEvents } from './fake-calendar-events.ts';

const HOUR_MS = 3_600_000;
const LIST = /^\/guilds\/\d+\/scheduled-events$/;
const EVENT = /^\/guilds\/\d+\/scheduled-events\/\d+$/;

describeCalendarEvents('the fake', async () => {
  let nowMs = START_MS;
  const events = createFakeCalendarEvents({ nowMs: () => nowMs });
  const guildId = asId<GuildId>('1');
  return {
    events,
    guildId,
    roomId: asId<ChannelId>('20'),
    otherRoomId: asId<ChannelId>('21'),
    nowMs: () => nowMs,
    advanceBy: (durationMs) => void (nowMs += durationMs),
    addAsOther: (event) => events.addAsOther(guildId, event),
    remove: (eventId) => events.remove(eventId),
    endByItself: (eventId) => events.endByItself(eventId),
    forbid: () => events.forbid(guildId),
    limitNextCreate: (retryAfterMs) =>
      events.failNext('create', { kind: 'notNow', retryAfterMs, cause: 'rate limit' }),
    failNextList: () => events.failNextList(),
    close: async () => {},
  };
});

describeCalendarEvents('scheduled events over discord.js', async () => {
  const bot = await connectBot({
    prepare(world) {
      world.createChannel(world.firstGuild().id, { kind: 'voice', name: 'Side room' });
    },
  });
  const { world, standin, gateway, clock, guildId } = bot;
  const standing = (eventId: string) => {
    const event = world.guild(guildId).scheduledEventById.get(eventId);
    if (!event) throw new Error(`There is no event ${eventId}.`);
    return event;
  };
  return {
    events: gateway.calendarEvents,
    guildId,
    roomId: bot.hallId,
    otherRoomId: asId<ChannelId>(world.channelNamed('Side room').id),
    nowMs: () => clock.nowMs(),
    advanceBy: (durationMs) => clock.advanceBy(durationMs),
    addAsOther({ roomId, ...event }) {
      const plan = { ...event, channelId: roomId };
      return world.scheduledEvents.plan(guildId, bot.personNamed('Chloe'), plan).id;
    },
    remove: (eventId) => world.scheduledEvents.delete(standing(eventId)),
    endByItself: (eventId) => void world.scheduledEvents.change(standing(eventId), { status: 3 }),
    forbid() {
      const own = world.roleNamed(world.bot.name);
      world.setRolePermissions(own.id, own.permissions & ~PERMISSION.createEvents);
    },
    limitNextCreate(retryAfterMs) {
      const outcome = { kind: 'rateLimited', retryAfterMs, scope: 'shared' } as const;
      const fault = { kind: 'rest', method: 'POST', path: LIST, times: 1 } as const;
      standin.faults.add({ ...fault, work: 'undone', outcome });
    },
    failNextList() {
      const outcome = { kind: 'status', status: 403 } as const;
      const fault = { kind: 'rest', method: 'GET', path: LIST, times: 1 } as const;
      standin.faults.add({ ...fault, work: 'undone', outcome });
    },
    close: () => bot.close(),
  };
});

function evening(roomId: ChannelId): CalendarEvent {
  const startsAtMs = START_MS + HOUR_MS;
  const endsAtMs = startsAtMs + HOUR_MS;
  return { name: 'Evening sitting', description: 'All welcome.', roomId, startsAtMs, endsAtMs };
}

describe('what only Discord has', () => {
  let bot: ConnectedBot;
  afterEach(() => bot.close());

  test('an event outside of Discord is left out of the list', async () => {
    bot = await connectBot();
    const plan = { name: 'A walk', startsAtMs: START_MS + HOUR_MS };
    bot.world.scheduledEvents.plan(bot.guildId, bot.personNamed('Chloe'), plan);
    expect(await bot.gateway.calendarEvents.list(bot.guildId)).toEqual([]);
  });

  test('a room that is gone is refused as invalid', async () => {
    bot = await connectBot();
    const created = await bot.gateway.calendarEvents.create(
      bot.guildId,
      evening(asId<ChannelId>('1')),
    );
    expect(created).toEqual({ kind: 'refused', why: 'INVALID' });
  });

  test('an event on a stage is a stage’s, for a bot that moderates it', async () => {
    bot = await connectBot({
      prepare(world) {
        const { manageChannels, muteMembers, moveMembers } = PERMISSION;
        const own = world.roleNamed(world.bot.name);
        const bits = own.permissions | manageChannels | muteMembers | moveMembers;
        world.setRolePermissions(own.id, bits);
        world.createChannel(world.firstGuild().id, { kind: 'stage', name: 'Stage' });
      },
    });
    const stageId = asId<ChannelId>(bot.world.channelNamed('Stage').id);
    const created = await bot.gateway.calendarEvents.create(bot.guildId, evening(stageId));
    expect(created.kind).toBe('done');
    const [event] = bot.world.scheduledEvents.list(bot.guildId);
    expect(event?.fields).toMatchObject({ entity_type: 1, channel_id: stageId });
  });

  test('a change of status that Discord refuses is done when it stands so already', async () => {
    bot = await connectBot();
    const { calendarEvents } = bot.gateway;
    const created = await calendarEvents.create(bot.guildId, evening(bot.hallId));
    if (created.kind !== 'done') throw new Error(created.kind);
    await calendarEvents.setStatus(bot.guildId, created.eventId, 'active');
    const body = { code: 50_035, message: 'Invalid Form Body' };
    const fault = { kind: 'rest', method: 'PATCH', path: EVENT, times: 1, work: 'undone' } as const;
    bot.standin.faults.add({ ...fault, outcome: { kind: 'status', status: 400, body } });
    const again = await calendarEvents.setStatus(bot.guildId, created.eventId, 'active');
    expect(again).toEqual(created);
  });

  test('an answer that was lost is told, and the list shows what was done', async () => {
    bot = await connectBot();
    const fault = { kind: 'rest', method: 'POST', path: LIST, times: 1, work: 'done' } as const;
    bot.standin.faults.add({ ...fault, outcome: { kind: 'dropped' } });
    const { calendarEvents } = bot.gateway;
    const created = await calendarEvents.create(bot.guildId, evening(bot.hallId));
    expect(created.kind).toBe('notNow');
    expect(await calendarEvents.list(bot.guildId)).toMatchObject([{ isOwn: true }]);
  });
});
