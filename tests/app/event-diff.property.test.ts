import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  eventActions,
  MOST_OWN_EVENTS,
  type EventAction,
  type WantedEvent,
} from '../../src/app/event-diff.ts';
import type { StandingCalendarEvent, StoredCalendarEvent } from '../../src/app/ports.ts';
import { asId, type ChannelId, type OccurrenceId } from '../../src/domain/identity.ts';

const MINUTE = 60_000;
const NOW_MS = Date.UTC(2026, 11, 1, 15);

interface World {
  readonly wanted: readonly WantedEvent[];
  readonly standing: readonly StandingCalendarEvent[];
  readonly stored: readonly StoredCalendarEvent[];
}

const roomId = fc.constantFrom('1', '2').map((id) => asId<ChannelId>(id));
const startsAtMs = fc.integer({ min: -6, max: 90 }).map((hours) => NOW_MS + hours * 60 * MINUTE);
const markOf = (id: string): string => `https://example.org/#${id}`;

function wantedOf(id: string): fc.Arbitrary<WantedEvent> {
  return fc
    .record({
      startsAtMs,
      minutes: fc.integer({ min: 1, max: 360 }),
      roomId: fc.option(roomId, { freq: 6 }),
      isOn: fc.boolean(),
      hasLink: fc.boolean(),
    })
    .map(({ startsAtMs: startMs, minutes, roomId: room, isOn, hasLink }) => ({
      occurrenceId: asId<OccurrenceId>(id),
      startsAtMs: startMs,
      isOn: isOn && startMs <= NOW_MS,
      mark: hasLink ? markOf(id) : null,
      event: room && {
        name: `Session ${id}`,
        description: hasLink ? `Come.\n${markOf(id)}` : 'Come.',
        roomId: room,
        startsAtMs: startMs,
        endsAtMs: startMs + minutes * MINUTE,
      },
    }));
}

function standingOf(eventId: string): fc.Arbitrary<StandingCalendarEvent> {
  return fc
    .record({
      startsAtMs,
      minutes: fc.integer({ min: 1, max: 360 }),
      roomId,
      isOwn: fc.boolean(),
      isActive: fc.boolean(),
      of: fc.integer({ min: 0, max: 90 }),
      isTouched: fc.boolean(),
    })
    .map((one) => ({
      eventId,
      name: one.isTouched ? 'Party' : `Session s${one.of}`,
      description: one.isTouched ? '' : `Come.\n${markOf(`s${one.of}`)}`,
      roomId: one.roomId,
      startsAtMs: one.startsAtMs,
      endsAtMs: one.startsAtMs + one.minutes * MINUTE,
      isOwn: one.isOwn,
      status: one.isActive ? 'active' : 'scheduled',
    }));
}

const worlds: fc.Arbitrary<World> = fc
  .record({
    sessions: fc.integer({ min: 0, max: 90 }),
    events: fc.integer({ min: 0, max: 60 }),
    rows: fc.uniqueArray(fc.tuple(fc.nat(90), fc.nat(60)), { selector: ([of]) => of }),
  })
  .chain(({ sessions, events, rows }) =>
    fc.record({
      wanted: fc.tuple(...Array.from({ length: sessions }, (_, index) => wantedOf(`s${index}`))),
      standing: fc.tuple(...Array.from({ length: events }, (_, index) => standingOf(`e${index}`))),
      stored: fc.constant(
        rows.map(([of, event]) => ({
          occurrenceId: asId<OccurrenceId>(`s${of}`),
          eventId: `e${event}`,
        })),
      ),
    }),
  );

/** What Discord does of it, and by its rules; whatever it would refuse is a mistake. */
function carryOut(world: World, action: EventAction, created: { count: number }): World {
  const { standing, stored } = world;
  const keep = (row: StoredCalendarEvent): StoredCalendarEvent[] => [
    ...stored.filter(({ occurrenceId }) => occurrenceId !== row.occurrenceId),
    row,
  ];
  const put = (eventId: string, changes: Partial<StandingCalendarEvent>) =>
    standing.map((event) => (event.eventId === eventId ? { ...event, ...changes } : event));
  const find = (eventId: string): StandingCalendarEvent => {
    const found = standing.find((event) => event.eventId === eventId);
    if (!found?.isOwn) throw new Error(`${action.do} is about ${eventId}, which is no own event.`);
    return found;
  };
  switch (action.do) {
    case 'end': {
      const isActive = find(action.eventId).status === 'active';
      expect(action.status).toBe(isActive ? 'completed' : 'cancelled');
      return { ...world, standing: standing.filter((one) => one.eventId !== action.eventId) };
    }
    case 'forget': {
      const rest = stored.filter(({ occurrenceId }) => occurrenceId !== action.occurrenceId);
      return { ...world, stored: rest };
    }
    case 'adopt':
      find(action.eventId);
      return { ...world, stored: keep(action) };
    case 'start':
      expect(find(action.eventId).status).toBe('scheduled');
      return { ...world, standing: put(action.eventId, { status: 'active' }) };
    case 'change': {
      const before = find(action.eventId);
      const isActive = before.status === 'active';
      const keepsStart = isActive || action.event.startsAtMs <= NOW_MS;
      const after = {
        ...action.event,
        ...(isActive ? { roomId: before.roomId } : {}),
        ...(keepsStart ? { startsAtMs: before.startsAtMs } : {}),
      };
      expect(after.endsAtMs).toBeGreaterThan(after.startsAtMs);
      return { ...world, standing: put(action.eventId, after) };
    }
    case 'create': {
      expect(action.event.startsAtMs).toBeGreaterThan(NOW_MS);
      created.count += 1;
      const eventId = `new-${created.count}`;
      const event = { ...action.event, eventId, isOwn: true, status: 'scheduled' } as const;
      return {
        ...world,
        standing: [...standing, event],
        stored: keep({ occurrenceId: action.occurrenceId, eventId }),
      };
    }
    default:
      throw new Error('An action that nobody knows.');
  }
}

const othersOf = ({ standing }: World) => standing.filter(({ isOwn }) => !isOwn);
const ownOf = ({ standing }: World): number => standing.filter(({ isOwn }) => isOwn).length;

test('after the actions nothing is left to do, people’s events stand as they were, and never more than 60 are own', () => {
  fc.assert(
    fc.property(worlds, (before) => {
      const created = { count: 0 };
      let world = before;
      for (const action of eventActions({ ...before, nowMs: NOW_MS })) {
        const owns = ownOf(world);
        world = carryOut(world, action, created);
        if (ownOf(world) > owns) expect(ownOf(world)).toBeLessThanOrEqual(MOST_OWN_EVENTS);
      }
      expect(eventActions({ ...world, nowMs: NOW_MS })).toEqual([]);
      expect(ownOf(world)).toBeLessThanOrEqual(MOST_OWN_EVENTS);
      expect(othersOf(world)).toEqual(othersOf(before));
    }),
    { numRuns: 150 },
  );
});

test('every session that may still have one has an event, and only one', () => {
  fc.assert(
    fc.property(worlds, (before) => {
      const few = { ...before, wanted: before.wanted.slice(0, MOST_OWN_EVENTS) };
      const created = { count: 0 };
      let world: World = few;
      for (const action of eventActions({ ...few, nowMs: NOW_MS })) {
        world = carryOut(world, action, created);
      }
      const eventIds = world.stored.map(({ eventId }) => eventId);
      const ownIds = world.standing.filter(({ isOwn }) => isOwn).map(({ eventId }) => eventId);
      // Every own event is some session's, and no two sessions share one.
      expect(eventIds).toEqual(expect.arrayContaining(ownIds));
      for (const { occurrenceId, event } of few.wanted) {
        if (event === null || event.startsAtMs <= NOW_MS + MINUTE) continue;
        const row = world.stored.find((one) => one.occurrenceId === occurrenceId);
        expect(ownIds.filter((id) => id === row?.eventId)).toHaveLength(1);
      }
    }),
    { numRuns: 100 },
  );
});

test('what agrees already needs nothing', () => {
  const event = {
    name: 'Morning practice',
    description: 'Come.',
    roomId: asId<ChannelId>('1'),
    startsAtMs: NOW_MS + MINUTE,
    endsAtMs: NOW_MS + 61 * MINUTE,
  };
  const occurrenceId = asId<OccurrenceId>('morning@2026-12-01');
  const actions = eventActions({
    wanted: [{ occurrenceId, event, startsAtMs: event.startsAtMs, isOn: false, mark: null }],
    standing: [{ ...event, eventId: 'e1', isOwn: true, status: 'scheduled' }],
    stored: [{ occurrenceId, eventId: 'e1' }],
    nowMs: NOW_MS,
  });
  expect(actions).toEqual([]);
});
