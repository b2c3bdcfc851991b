import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { EventKeeper } from '../../src/app/event-keeper.ts';
import type { CalendarEvents, Store } from '../../src/app/ports.ts';
import { asId, type ChannelId, type OccurrenceId, type UserId } from '../../src/domain/identity.ts';
import type { Occurrence } from '../../src/domain/schedule.ts';
import { initialState } from '../../src/domain/session-step.ts';
import { openStore } from '../../src/store/store.ts';
import {
  createFakeCalendarEvents,
  type FakeCalendarEvents,
} from '../discord/fake-calendar-events.ts';
import { createFakeDirectory, type FakeDirectory } from '../discord/fake-directory.ts';
import { createSilentLog } from '../discord/silent-log.ts';
import { createManualClock, settle, type ManualClock } from '../manual-clock.ts';
import { guildId, hall, HOUR, MINUTE, morning, START_MS } from './rehearsal.ts';
import { settingsById, usualSettings } from '../guild-settings.ts';

const otherHall = asId<ChannelId>('900000000000000044');
const DAY = 24 * HOUR;

let clock: ManualClock;
let store: Store;
let directory: FakeDirectory;
let discord: FakeCalendarEvents;
let told: string[];
let keeper: EventKeeper;

/** The session of the `day`th day from the first. */
function sessionOn(day: number, changes: Partial<Occurrence> = {}): Occurrence {
  const startsAtMs = START_MS + day * DAY;
  return {
    id: asId<OccurrenceId>(`morning@day-${day}`),
    guildId,
    seriesId: morning.id,
    startsAtMs,
    endsAtMs: startsAtMs + HOUR,
    revision: 1,
    cancelled: false,
    calledOff: false,
    placedBy: 'rule',
    sequence: 0,
    ...changes,
  };
}

function startKeeper(calendarEvents: CalendarEvents = discord): EventKeeper {
  const started = new EventKeeper({
    clock,
    store,
    directory,
    calendarEvents,
    log: createSilentLog(),
    publicUrl: 'https://example.org/',
    guilds: settingsById(usualSettings(guildId)),
    tellCoordinators: (_guildId, kind) => told.push(kind),
  });
  started.start();
  return started;
}

const standing = () =>
  discord.events.filter(({ status }) => status === 'scheduled' || status === 'active');
const operations = () => discord.calls.map(({ operation }) => operation);

/** Lets time pass with a heartbeat at its end. */
async function pass(durationMs: number): Promise<void> {
  await clock.advanceBy(durationMs);
  keeper.onHeartbeat();
  await settle(20);
}

beforeEach(async () => {
  clock = createManualClock(START_MS - 2 * HOUR);
  store = await openStore({ path: ':memory:', nowMs: clock.nowMs() });
  directory = createFakeDirectory();
  directory.selfId = asId<UserId>('800000000000000001');
  directory.setGuild(guildId, {
    textNameById: {},
    voiceNameById: { [hall]: 'Practice hall', [otherHall]: 'Garden' },
    roleNameById: {},
  });
  discord = createFakeCalendarEvents(clock);
  told = [];
  store.series.save(guildId, { ...morning, description: 'Sitting together.' }, clock.nowMs());
});

afterEach(async () => {
  await keeper.stop();
  store.close();
});

test('a session of the next two weeks has an event that says what it is, how to join, and where more stands', async () => {
  for (const day of [0, 13, 15]) store.occurrences.save(sessionOn(day));
  keeper = startKeeper();
  await settle(20);
  expect(standing().map(({ startsAtMs }) => startsAtMs)).toEqual([START_MS, START_MS + 13 * DAY]);
  expect(standing()[0]).toMatchObject({
    name: 'Morning practice',
    roomId: hall,
    endsAtMs: START_MS + HOUR,
    status: 'scheduled',
  });
  const paragraphs = standing()[0]?.description.split('\n\n') ?? [];
  expect(paragraphs).toHaveLength(3);
  expect(paragraphs[0]).toBe('Sitting together.');
  expect(paragraphs[2]).toMatch(/ https:\/\/example\.org\/#morning@day-0$/);
  // As time goes on the next one comes into the fortnight.
  await pass(2 * DAY);
  expect(discord.events.at(-1)?.startsAtMs).toBe(START_MS + 15 * DAY);
});

test('what is as it should be costs nothing but a look every hour', async () => {
  store.occurrences.save(sessionOn(1));
  let looks = 0;
  keeper = startKeeper({
    ...discord,
    list: (id) => {
      looks += 1;
      return discord.list(id);
    },
  });
  await settle(20);
  expect(operations()).toEqual(['create']);
  const atStart = looks;
  for (let beat = 0; beat < 8 * 60; beat += 1) await pass(15_000);
  expect(looks - atStart).toBe(2);
  expect(operations()).toEqual(['create']);
});

test('moved, renamed, lengthened: the event follows; cancelled: it goes', async () => {
  store.occurrences.save(sessionOn(1));
  keeper = startKeeper();
  await settle(20);
  const moved = sessionOn(1, {
    startsAtMs: START_MS + 2 * DAY,
    endsAtMs: START_MS + 2 * DAY + 2 * HOUR,
  });
  store.occurrences.save(moved);
  store.series.save(guildId, { ...morning, name: 'Dawn practice', room: 'Garden' }, clock.nowMs());
  keeper.review(guildId);
  await settle(20);
  expect(standing()).toMatchObject([
    {
      name: 'Dawn practice',
      roomId: otherHall,
      startsAtMs: moved.startsAtMs,
      endsAtMs: moved.endsAtMs,
    },
  ]);
  // One that is moved out of the fortnight keeps its event, and who follows it sees where it went.
  const faraway = sessionOn(1, {
    startsAtMs: START_MS + 60 * DAY,
    endsAtMs: START_MS + 60 * DAY + HOUR,
  });
  store.occurrences.save(faraway);
  keeper.review(guildId);
  await settle(20);
  expect(standing()).toMatchObject([{ startsAtMs: faraway.startsAtMs }]);
  store.occurrences.save({ ...faraway, cancelled: true, calledOff: true });
  keeper.review(guildId);
  await settle(20);
  expect(discord.events.map(({ status }) => status)).toEqual(['cancelled']);
  expect(store.events.list(guildId)).toEqual([]);
  expect(operations()).toEqual(['create', 'change', 'change', 'setStatus']);
});

test('an event begins when somebody is there, and ends with its session; without anybody it never begins', async () => {
  const session = sessionOn(0);
  store.occurrences.save(session);
  keeper = startKeeper();
  await settle(20);
  const at = (phase: object, listeners: number): void => {
    const state = { ...initialState(), ...phase, presence: { teachers: 0, listeners } };
    const record = { guildId, occurrenceId: session.id, state } as Parameters<
      typeof store.sessions.save
    >[0];
    store.sessions.save(record, clock.nowMs());
  };
  const waiting = {
    phase: 'waiting',
    sinceMs: START_MS,
    listenersSinceMs: null,
    noticedAtMs: null,
    heldUntilMs: null,
  };
  await clock.advanceTo(START_MS);
  at(waiting, 0);
  await pass(MINUTE);
  expect(standing()).toMatchObject([{ status: 'scheduled' }]);
  at(waiting, 1);
  await pass(15_000);
  expect(standing()).toMatchObject([{ status: 'active' }]);
  at({ phase: 'ended', reason: 'completed' }, 1);
  await pass(15_000);
  expect(discord.events.map(({ status }) => status)).toEqual(['completed']);
  // Nobody comes to the next one: Discord's word for that is cancelled.
  store.occurrences.save(sessionOn(1));
  await pass(3 * MINUTE);
  await clock.advanceTo(START_MS + DAY + HOUR);
  keeper.onHeartbeat();
  await settle(20);
  expect(discord.events.map(({ status }) => status)).toEqual(['completed', 'cancelled']);
});

test('Discord ends an event by itself while the session goes on: no second one is made', async () => {
  const session = sessionOn(0);
  store.occurrences.save(session);
  keeper = startKeeper();
  await settle(20);
  await clock.advanceTo(START_MS + MINUTE);
  const [event] = standing();
  discord.endByItself(event?.eventId ?? '');
  await pass(HOUR);
  expect(discord.events).toHaveLength(1);
  expect(store.events.list(guildId)).toEqual([]);
});

test('what people change or delete is mended at the next look; what they made themselves stays', async () => {
  store.occurrences.save(sessionOn(1));
  store.occurrences.save(sessionOn(2));
  const theirs = {
    name: 'Party',
    description: '',
    roomId: hall,
    startsAtMs: START_MS + DAY,
    endsAtMs: START_MS + DAY + HOUR,
  };
  discord.addAsOther(guildId, theirs);
  keeper = startKeeper();
  await settle(20);
  const [, first, second] = discord.events;
  await discord.change(guildId, first?.eventId ?? '', { ...theirs, name: 'Somebody’s joke' });
  discord.remove(second?.eventId ?? '');
  await pass(MINUTE);
  expect(standing().map(({ name }) => name)).toEqual(['Party', 'Somebody’s joke']);
  await pass(HOUR);
  expect(standing()).toMatchObject([
    { ...theirs, isOwn: false },
    { name: 'Morning practice', startsAtMs: START_MS + DAY },
    { name: 'Morning practice', startsAtMs: START_MS + 2 * DAY },
  ]);
});

test('killed between making an event and writing it down: the next life finds it, and makes no second', async () => {
  store.occurrences.save(sessionOn(1));
  const dying = startKeeper({
    ...discord,
    async create(id, event) {
      await discord.create(id, event);
      return new Promise(() => {});
    },
  });
  await settle(20);
  expect(standing()).toHaveLength(1);
  expect(store.events.list(guildId)).toEqual([]);
  expect(dying).toBeDefined();
  keeper = startKeeper();
  await settle(20);
  expect(standing()).toHaveLength(1);
  expect(store.events.list(guildId)).toEqual([
    { occurrenceId: 'morning@day-1', eventId: standing()[0]?.eventId },
  ]);
  expect(operations()).toEqual(['create']);
});

test('a lost answer: it looks before it would make the event again', async () => {
  store.occurrences.save(sessionOn(1));
  let isLost = true;
  keeper = startKeeper({
    ...discord,
    async create(id, event) {
      const outcome = await discord.create(id, event);
      if (!isLost) return outcome;
      isLost = false;
      return { kind: 'notNow', retryAfterMs: 30_000, cause: 'the connection broke' };
    },
  });
  await settle(20);
  await pass(29_000);
  expect(store.events.list(guildId)).toEqual([]);
  await pass(2_000);
  expect(standing()).toHaveLength(1);
  expect(store.events.list(guildId)).toHaveLength(1);
});

test('a database that was lost: its events are found again, and none is ended before there is a timetable', async () => {
  store.occurrences.save(sessionOn(1));
  keeper = startKeeper();
  await settle(20);
  await keeper.stop();
  store.events.remove(guildId, sessionOn(1).id);
  store.occurrences.remove(guildId, sessionOn(1).id);
  keeper = startKeeper();
  await settle(20);
  expect(standing()).toHaveLength(1);
  store.occurrences.save(sessionOn(1));
  keeper.review(guildId);
  await settle(20);
  expect(operations()).toEqual(['create']);
  expect(store.events.list(guildId)).toHaveLength(1);
});

test('without the permission coordinators are told, and Discord is left alone for an hour', async () => {
  store.occurrences.save(sessionOn(1));
  store.occurrences.save(sessionOn(2));
  discord.forbid(guildId);
  keeper = startKeeper();
  await settle(20);
  await pass(30 * MINUTE);
  expect(told).toEqual(['alert.events']);
  expect(operations()).toEqual(['create']);
  await pass(31 * MINUTE);
  expect(operations()).toEqual(['create', 'create']);
});

test('a room that is out of view: its event is left as it is', async () => {
  store.occurrences.save(sessionOn(1));
  keeper = startKeeper();
  await settle(20);
  directory.setGuild(guildId, { textNameById: {}, voiceNameById: {}, roleNameById: {} });
  store.occurrences.save(sessionOn(2));
  await pass(2 * HOUR);
  expect(standing()).toHaveLength(1);
  expect(operations()).toEqual(['create']);
});

test('a list that is full of others’ events: a session gets its own when there is room again', async () => {
  const theirIds = Array.from({ length: 100 }, (_, index) =>
    discord.addAsOther(guildId, {
      name: `Party ${index}`,
      description: '',
      roomId: hall,
      startsAtMs: START_MS + DAY,
      endsAtMs: START_MS + 2 * DAY,
    }),
  );
  for (const day of [1, 2, 3]) store.occurrences.save(sessionOn(day));
  keeper = startKeeper();
  await settle(20);
  expect(operations()).toEqual(['create']);
  for (const eventId of theirIds.slice(0, 2)) discord.remove(eventId);
  await pass(HOUR);
  expect(
    standing()
      .filter(({ isOwn }) => isOwn)
      .map(({ startsAtMs }) => startsAtMs),
  ).toEqual([START_MS + DAY, START_MS + 2 * DAY]);
});

test('an event that Discord does not accept keeps no other from being made, and is not sent again at once', async () => {
  store.series.save(guildId, { ...morning, name: '\u0000' }, clock.nowMs());
  const evening = { ...morning, id: asId<typeof morning.id>('evening'), name: 'Evening' };
  store.series.save(guildId, evening, clock.nowMs());
  store.occurrences.save(sessionOn(1));
  store.occurrences.save(
    sessionOn(2, { seriesId: evening.id, id: asId<OccurrenceId>('evening@day-2') }),
  );
  keeper = startKeeper();
  await settle(20);
  await pass(10 * MINUTE);
  expect(operations()).toEqual(['create', 'create']);
  expect(standing()).toMatchObject([{ name: 'Evening' }]);
});

test('two hundred sessions: sixty events, the soonest ones, one call after another', async () => {
  let underWay = 0;
  let atOnce = 0;
  for (let index = 0; index < 200; index += 1) {
    const startsAtMs = START_MS + (index + 1) * HOUR;
    const id = asId<OccurrenceId>(`morning@hour-${index}`);
    store.occurrences.save(sessionOn(0, { id, startsAtMs, endsAtMs: startsAtMs + 30 * MINUTE }));
  }
  keeper = startKeeper({
    ...discord,
    async create(id, event) {
      underWay += 1;
      atOnce = Math.max(atOnce, underWay);
      const outcome = await discord.create(id, event);
      underWay -= 1;
      return outcome;
    },
  });
  keeper.review(guildId);
  keeper.onHeartbeat();
  await settle(500);
  expect(standing()).toHaveLength(60);
  expect(standing().at(-1)?.startsAtMs).toBe(START_MS + 60 * HOUR);
  expect(atOnce).toBe(1);
});
