import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CalendarEvent, CalendarEvents } from '../../src/app/ports.ts';
import type { ChannelId, GuildId } from '../../src/domain/identity.ts';

/** What a test can do to the guild under its events. */
export interface CalendarWorld {
  readonly events: CalendarEvents;
  readonly guildId: GuildId;
  readonly roomId: ChannelId;
  readonly otherRoomId: ChannelId;
  readonly nowMs: () => number;
  advanceBy(durationMs: number): void;
  /** A person makes one; gives its id. */
  addAsOther(event: CalendarEvent): string;
  /** A person deletes it. */
  remove(eventId: string): void;
  /** Discord ends one that is active. */
  endByItself(eventId: string): void;
  /** The bot may not create events any more. */
  forbid(): void;
  limitNextCreate(retryAfterMs: number): void;
  /** Discord does not give the list, however often it is asked for it this time. */
  failNextList(): void;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The laws of Discord's own events: the fake and the real adapter keep the same ones. */
export function describeCalendarEvents(name: string, open: () => Promise<CalendarWorld>): void {
  describe(`${name} as Discord’s own events`, () => {
    let world: CalendarWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    describeCreating(() => world);
    describeChanging(() => world);
    describeStatus(() => world);
  });
}

/** An hour long, in an hour. */
function evening(world: CalendarWorld, differing: Partial<CalendarEvent> = {}): CalendarEvent {
  const startsAtMs = world.nowMs() + HOUR_MS;
  return {
    name: 'Evening sitting',
    description: 'Half an hour of silence, and half an hour of a recording.',
    roomId: world.roomId,
    startsAtMs,
    endsAtMs: startsAtMs + HOUR_MS,
    ...differing,
  };
}

async function create(world: CalendarWorld, event = evening(world)): Promise<string> {
  const outcome = await world.events.create(world.guildId, event);
  if (outcome.kind !== 'done') throw new Error(`Not created: ${JSON.stringify(outcome)}`);
  return outcome.eventId;
}

function describeCreating(of: () => CalendarWorld): void {
  test('what was created stands in the list, as its own', async () => {
    const world = of();
    const eventId = await create(world);
    expect(await world.events.list(world.guildId)).toEqual([
      { ...evening(world), eventId, isOwn: true, status: 'scheduled' },
    ]);
  });

  test('one that a person made is not its own, and is not touched', async () => {
    const world = of();
    const eventId = world.addAsOther(evening(world));
    const { events, guildId } = world;
    const changed = await events.change(guildId, eventId, evening(world, { name: 'Other' }));
    const cancelled = await events.setStatus(guildId, eventId, 'cancelled');
    const refusal = { kind: 'refused', why: 'MISSING_PERMISSION' };
    expect([changed, cancelled]).toEqual([refusal, refusal]);
    expect(await events.list(guildId)).toEqual([
      { ...evening(world), eventId, isOwn: false, status: 'scheduled' },
    ]);
  });

  test('one without a description has an empty one', async () => {
    const world = of();
    const event = evening(world, { description: '' });
    await create(world, event);
    expect(await world.events.list(world.guildId)).toMatchObject([{ description: '' }]);
  });

  test.each<[string, (world: CalendarWorld) => Partial<CalendarEvent>]>([
    ['begins in the past', (world) => ({ startsAtMs: world.nowMs() - MINUTE_MS })],
    ['ends before it begins', (world) => ({ endsAtMs: world.nowMs() + MINUTE_MS })],
    ['has no name', () => ({ name: '' })],
    ['has a name of 101 characters', () => ({ name: 'n'.repeat(101) })],
    ['has a description of 1,001 characters', () => ({ description: 'd'.repeat(1_001) })],
  ])('one that %s is refused as invalid', async (_what, differing) => {
    const world = of();
    const outcome = await world.events.create(world.guildId, evening(world, differing(world)));
    expect(outcome).toEqual({ kind: 'refused', why: 'INVALID' });
    expect(await world.events.list(world.guildId)).toEqual([]);
  });

  test('a guild holds a hundred', async () => {
    const world = of();
    for (let index = 0; index < 100; index += 1) world.addAsOther(evening(world));
    const outcome = await world.events.create(world.guildId, evening(world));
    expect(outcome).toEqual({ kind: 'refused', why: 'FULL' });
  });

  test('without the permission none is created', async () => {
    const world = of();
    world.forbid();
    const outcome = await world.events.create(world.guildId, evening(world));
    expect(outcome).toEqual({ kind: 'refused', why: 'MISSING_PERMISSION' });
  });

  test('a limit is told, with the wait, and nothing was created', async () => {
    const world = of();
    world.limitNextCreate(20_000);
    const outcome = await world.events.create(world.guildId, evening(world));
    expect(outcome).toMatchObject({ kind: 'notNow', retryAfterMs: expect.any(Number) });
    expect(outcome.kind === 'notNow' && outcome.retryAfterMs).toBeGreaterThanOrEqual(20_000);
    expect(await world.events.list(world.guildId)).toEqual([]);
  });

  test('a list that Discord does not give is null, not empty', async () => {
    const world = of();
    await create(world);
    world.failNextList();
    expect(await world.events.list(world.guildId)).toBeNull();
    expect(await world.events.list(world.guildId)).toHaveLength(1);
  });
}

function describeChanging(of: () => CalendarWorld): void {
  test('a change replaces all of it', async () => {
    const world = of();
    const eventId = await create(world);
    const startsAtMs = world.nowMs() + 5 * HOUR_MS;
    const changed: CalendarEvent = {
      name: 'Late sitting',
      description: '',
      roomId: world.otherRoomId,
      startsAtMs,
      endsAtMs: startsAtMs + 2 * HOUR_MS,
    };
    const outcome = await world.events.change(world.guildId, eventId, changed);
    expect(outcome).toEqual({ kind: 'done', eventId });
    expect(await world.events.list(world.guildId)).toMatchObject([changed]);
  });

  test('one that is active keeps its start and its room', async () => {
    const world = of();
    const before = evening(world);
    const eventId = await create(world, before);
    world.advanceBy(HOUR_MS);
    await world.events.setStatus(world.guildId, eventId, 'active');
    const differing = { name: 'Longer', roomId: world.otherRoomId, description: 'And on.' };
    const changed = evening(world, differing);
    const outcome = await world.events.change(world.guildId, eventId, changed);
    expect(outcome).toEqual({ kind: 'done', eventId });
    const kept = { roomId: before.roomId, startsAtMs: before.startsAtMs, status: 'active' };
    expect(await world.events.list(world.guildId)).toMatchObject([{ ...changed, ...kept }]);
  });

  test('one whose time has come without a start may change all but its start', async () => {
    const world = of();
    const before = evening(world);
    const eventId = await create(world, before);
    world.advanceBy(HOUR_MS + MINUTE_MS);
    const changed = { ...before, name: 'Another', startsAtMs: world.nowMs() - 1_000 };
    const outcome = await world.events.change(world.guildId, eventId, changed);
    expect(outcome).toEqual({ kind: 'done', eventId });
    expect(await world.events.list(world.guildId)).toMatchObject([{ ...before, name: 'Another' }]);
  });

  test('what is invalid changes nothing', async () => {
    const world = of();
    const eventId = await create(world);
    const outcome = await world.events.change(world.guildId, eventId, evening(world, { name: '' }));
    expect(outcome).toEqual({ kind: 'refused', why: 'INVALID' });
    expect(await world.events.list(world.guildId)).toMatchObject([evening(world)]);
  });

  test.each<[string, (world: CalendarWorld) => Promise<string>]>([
    [
      'that a person deleted',
      async (world) => {
        const eventId = await create(world);
        world.remove(eventId);
        return eventId;
      },
    ],
    [
      'that is completed',
      async (world) => {
        const eventId = await create(world);
        await world.events.setStatus(world.guildId, eventId, 'active');
        await world.events.setStatus(world.guildId, eventId, 'completed');
        return eventId;
      },
    ],
    ['that never was', async () => '1'],
  ])('one %s is gone', async (_what, prepare) => {
    const world = of();
    const eventId = await prepare(world);
    const { events, guildId } = world;
    expect(await events.change(guildId, eventId, evening(world))).toEqual({ kind: 'gone' });
    expect(await events.setStatus(guildId, eventId, 'active')).toEqual({ kind: 'gone' });
    expect(await events.setStatus(guildId, eventId, 'completed')).toEqual({ kind: 'gone' });
  });
}

function describeStatus(of: () => CalendarWorld): void {
  async function set(eventId: string, status: Parameters<CalendarEvents['setStatus']>[2]) {
    const world = of();
    return world.events.setStatus(world.guildId, eventId, status);
  }

  async function statuses(): Promise<string[]> {
    const world = of();
    return ((await world.events.list(world.guildId)) ?? []).map(({ status }) => status);
  }

  test('it becomes active, and is over when it is completed', async () => {
    const eventId = await create(of());
    expect(await set(eventId, 'active')).toEqual({ kind: 'done', eventId });
    expect(await statuses()).toEqual(['active']);
    expect(await set(eventId, 'completed')).toEqual({ kind: 'done', eventId });
    expect(await statuses()).toEqual([]);
  });

  test('one that is cancelled is over', async () => {
    const eventId = await create(of());
    expect(await set(eventId, 'cancelled')).toEqual({ kind: 'done', eventId });
    expect(await statuses()).toEqual([]);
    expect(await set(eventId, 'cancelled')).toEqual({ kind: 'gone' });
  });

  test('one that somebody started already is active all the same', async () => {
    const eventId = await create(of());
    await set(eventId, 'active');
    expect(await set(eventId, 'active')).toEqual({ kind: 'done', eventId });
  });

  test('one that Discord ended by itself is gone', async () => {
    const eventId = await create(of());
    await set(eventId, 'active');
    of().endByItself(eventId);
    expect(await set(eventId, 'completed')).toEqual({ kind: 'gone' });
  });

  test('one that never began can’t be completed', async () => {
    const eventId = await create(of());
    expect(await set(eventId, 'completed')).toEqual({ kind: 'refused', why: 'INVALID' });
    expect(await statuses()).toEqual(['scheduled']);
  });

  test('one that is active can’t be cancelled', async () => {
    const eventId = await create(of());
    await set(eventId, 'active');
    expect(await set(eventId, 'cancelled')).toEqual({ kind: 'refused', why: 'INVALID' });
    expect(await statuses()).toEqual(['active']);
  });

  test('without the permission none is started', async () => {
    const eventId = await create(of());
    of().forbid();
    expect(await set(eventId, 'active')).toEqual({ kind: 'refused', why: 'MISSING_PERMISSION' });
  });
}
