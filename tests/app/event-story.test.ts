/** Discord's own events over the whole app. */
import { expect, test } from '@jest/globals';
import { settle } from '../manual-clock.ts';
import { alice, coordinators, guildId, HOUR, morning, rehearse, START_MS } from './rehearsal.ts';

const startMs = START_MS - HOUR;

type Room = Awaited<ReturnType<typeof rehearse>>;

/** Many calls, one after another. */
const allSent = (): Promise<void> => settle(60);
/** Of the first two sessions; when the first begins, a third one comes into the fortnight. */
const statuses = ({ calendarEvents }: Room): string[] =>
  calendarEvents.events.slice(0, 2).map(({ status }) => status);

test('06:59 scheduled, 07:00 nobody there, 07:02 somebody comes: active, and completed with the last word', async () => {
  const room = await rehearse({ startMs });
  await allSent();
  expect(room.calendarEvents.events.map(({ startsAtMs }) => startsAtMs)).toEqual([
    START_MS,
    START_MS + 7 * 24 * HOUR,
  ]);
  await room.at(2);
  expect(statuses(room)).toEqual(['scheduled', 'scheduled']);
  room.enter(alice);
  await room.at(3);
  expect(statuses(room)).toEqual(['active', 'scheduled']);
  await room.at(35);
  expect(room.state()).toMatchObject({ phase: 'ended' });
  expect(statuses(room)).toEqual(['completed', 'scheduled']);
  expect(room.incidents).toEqual([]);
});

test('killed between making an event and writing it down, and started again: no second event', async () => {
  let lives = 0;
  const room = await rehearse({
    startMs,
    calendarOf(events) {
      lives += 1;
      if (lives > 1) return events;
      // The process dies at that moment: what it waited for never comes.
      return {
        ...events,
        async create(id, event) {
          await events.create(id, event);
          return new Promise(() => {});
        },
      };
    },
  });
  await allSent();
  expect(room.calendarEvents.events).toHaveLength(1);
  expect(room.store.events.list(guildId)).toEqual([]);
  await room.kill();
  room.stage.start();
  await allSent();
  expect(room.calendarEvents.events.map(({ startsAtMs }) => startsAtMs)).toEqual([
    START_MS,
    START_MS + 7 * 24 * HOUR,
  ]);
  expect(room.store.events.list(guildId)).toHaveLength(2);
});

test('killed while a session is on: its event is still ended with it', async () => {
  const room = await rehearse({ startMs });
  room.enter(alice);
  await room.at(4);
  expect(statuses(room)[0]).toBe('active');
  await room.kill();
  await room.at(6);
  room.stage.start();
  await room.at(50);
  expect(room.state()).toMatchObject({ phase: 'ended' });
  expect(statuses(room)[0]).toBe('completed');
  const starts = room.calendarEvents.events.map(({ startsAtMs }) => startsAtMs);
  expect(new Set(starts).size).toBe(starts.length);
});

test('a series that is paused takes its events along, and brings them back', async () => {
  const room = await rehearse({ startMs });
  await allSent();
  const use = (changes: object): void => room.bot.useSeries(guildId, [{ ...morning, ...changes }]);
  use({ paused: true });
  await allSent();
  expect(statuses(room)).toEqual(['cancelled', 'cancelled']);
  use({ description: 'All are welcome.' });
  await allSent();
  const after = room.calendarEvents.events.slice(2).map(({ status }) => status);
  expect(after).toEqual(['scheduled', 'scheduled']);
  expect(room.calendarEvents.events.at(-1)?.description).toMatch(/^All are welcome\./);
});

test('without the permission coordinators read it once, in words', async () => {
  const room = await rehearse({
    startMs,
    calendarOf(events) {
      events.forbid(guildId);
      return events;
    },
  });
  await room.at(-1);
  const alerts = room.standing(coordinators).filter((text) => text.includes('Create Events'));
  expect(alerts).toHaveLength(1);
});
