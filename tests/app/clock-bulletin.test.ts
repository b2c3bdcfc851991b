/** A year of clock changes, as people in seven cities are told of them. */
import { expect, test } from '@jest/globals';
import { planClockNotices } from '../../src/app/clock-bulletin.ts';
import { Dispatcher } from '../../src/app/dispatcher.ts';
import { messageOf, type MessagePorts } from '../../src/app/messages.ts';
import type { Cancel, Clock } from '../../src/app/ports.ts';
import { asId, type SeriesId, type UserId } from '../../src/domain/identity.ts';
import { occurrencesBetween } from '../../src/domain/recurrence.ts';
import type { Series } from '../../src/domain/schedule.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createFakeMessenger } from '../discord/fake-messenger.ts';
import { createFakeRoles } from '../discord/fake-roles.ts';
import { createFakeSpeech } from '../recordings/fake-speech.ts';
import { announcements, guildId, HOUR, library, morning } from './rehearsal.ts';
import { settingsById, usualSettings } from '../guild-settings.ts';

const DAY = 24 * HOUR;
const YEAR_START_MS = Date.UTC(2027, 0, 1);
const YEAR_END_MS = Date.UTC(2028, 0, 1);

const threeAWeek = weekly('morning', 'FREQ=WEEKLY;BYDAY=MO,WE,FR', '07:00');
const saturdays = weekly('saturday', 'FREQ=MONTHLY;BYDAY=1SA,3SA', '09:00');
const fortnightly = weekly('long', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', '16:30');

const allSeries = [threeAWeek, fortnightly, saturdays];
const zoneByPerson: Readonly<Record<string, string>> = {
  Lucia: 'America/Los_Angeles',
  Nell: 'America/New_York',
  Liam: 'Europe/London',
  Bruno: 'Europe/Berlin',
  Sue: 'Australia/Sydney',
  Phoebe: 'America/Phoenix',
  Kiran: 'Asia/Kolkata',
};
const people = Object.keys(zoneByPerson);

function weekly(id: string, rrule: string, wallTime: string): Series {
  return {
    ...morning,
    id: asId<SeriesId>(id),
    name: id,
    rule: {
      zone: 'America/Los_Angeles',
      dates: { kind: 'recurring', rrule, anchorDate: '2026-01-04' },
      wallTimes: [wallTime],
    },
  };
}

/** What a person's own clock shows, by the machine's own calendar. */
function ownTime(zone: string, atMs: number): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(atMs).replace(',', '');
}

function ownClock(zone: string, atMs: number): string {
  return ownTime(zone, atMs).slice(4);
}

/** Sessions at whose start a person's clock shows another time than at the one before. */
function expectedShifts(series: Series, zone: string): string[] {
  const starts = occurrencesBetween(series.rule, YEAR_START_MS - 30 * DAY, YEAR_END_MS + 30 * DAY);
  return starts.flatMap(({ startsAtMs }, index) => {
    const before = starts[index - 1];
    const isWithin = startsAtMs >= YEAR_START_MS && startsAtMs < YEAR_END_MS;
    if (!before || !isWithin || ownClock(zone, before.startsAtMs) === ownClock(zone, startsAtMs))
      return [];
    const day = new Date(startsAtMs).toISOString().slice(0, 10);
    return [
      `${series.name} ${day} ${ownClock(zone, before.startsAtMs)} to ${ownClock(zone, startsAtMs)}`,
    ];
  });
}

const never: Cancel = () => {};

/** Everything that this needs of the app, with a clock that goes four hours at a time. */
async function openYear() {
  let nowMs = YEAR_START_MS;
  const clock: Clock = { nowMs: () => nowMs, at: () => never, heartbeat: () => never };
  const store = await openStore({ path: ':memory:', nowMs });
  const messenger = createFakeMessenger(clock);
  const directory = createFakeDirectory();
  directory.selfId = asId<UserId>('9');
  directory.setGuild(guildId, { textNameById: { [announcements]: 'announcements' } });
  store.series.replaceAll(guildId, allSeries, nowMs);
  for (const person of people) {
    const zone = zoneByPerson[person] ?? null;
    const enrolled = store.people.enrol(guildId, asId<UserId>(person), 'en-US');
    store.people.save({ ...enrolled, zone });
    for (const { id: seriesId } of allSeries) {
      const { number } = enrolled;
      const signUp = { guildId, number, seriesId, occurrenceId: null, wants: true };
      store.signUps.save({ ...signUp, atMs: nowMs, hasRole: false });
    }
  }
  const settings = usualSettings(guildId);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const guilds = settingsById(settings);
  const roles = createFakeRoles();
  const ports = { store, clock, directory, log, guilds, library, roles };
  const speech = createFakeSpeech();
  const messages: MessagePorts = {
    ...ports,
    speech,
    nowMs: () => nowMs,
    sentenceText: () => null,
  };
  const dispatcher = new Dispatcher({
    ...ports,
    messenger,
    messageOf: (row, marker) => messageOf(messages, row, marker),
    reach: { messages },
  });
  dispatcher.start();
  return {
    messenger,
    async lookAt(atMs: number): Promise<void> {
      nowMs = atMs;
      planClockNotices(ports, guildId);
      await dispatcher.drain();
    },
  };
}

interface Told {
  readonly person: string;
  readonly onDay: string;
  readonly daysAhead: number;
  readonly shift: string;
}

/** Reads a mention as a person would: whom it names, and what it says of which series. */
function readMention(text: string, users: readonly string[], toldAtMs: number): Told[] {
  return [
    ...text.matchAll(/\*\*(\w+)\*\*: (\d\d:\d\d)[^,]* instead of (\d\d:\d\d), from <t:(\d+):D>/g),
  ].flatMap(([, name, now, old, seconds]) => {
    const firstMs = Number(seconds) * 1_000;
    const day = new Date(firstMs).toISOString().slice(0, 10);
    return users.map((person) => ({
      person,
      onDay: new Date(toldAtMs).toISOString().slice(0, 10),
      daysAhead: (firstMs - toldAtMs) / DAY,
      shift: `${name} ${day} ${old} to ${now}`,
    }));
  });
}

test('over a year everyone is told of exactly their own shifts, once each, a week before', async () => {
  const year = await openYear();
  const told: Told[] = [];
  let seen = 0;
  for (let atMs = YEAR_START_MS; atMs < YEAR_END_MS; atMs += 4 * HOUR) {
    await year.lookAt(atMs);
    for (const { message } of year.messenger.messages.slice(seen)) {
      told.push(...readMention(message.text, message.pings?.users ?? [], atMs));
    }
    seen = year.messenger.messages.length;
  }
  for (const person of people) {
    const zone = zoneByPerson[person] ?? '';
    const wanted = allSeries.flatMap((series) => expectedShifts(series, zone));
    const shifts = told.filter((one) => one.person === person).map(({ shift }) => shift);
    expect([person, ...shifts.toSorted()]).toEqual([person, ...wanted.toSorted()]);
  }
  // At least a week ahead, and shifts of one week are told together.
  for (const { daysAhead } of told) {
    expect(daysAhead).toBeGreaterThan(6.8);
    expect(daysAhead).toBeLessThan(14);
  }
  const table = told.map(
    ({ person, onDay, shift }) =>
      `${onDay} ${person.padEnd(7)} ${zoneByPerson[person]?.padEnd(17)} ${shift}`,
  );
  expect(table.join('\n')).toMatchSnapshot();
  // Those whose own clocks go with the timetable's are never written to.
  expect(told.filter(({ person }) => person === 'Lucia')).toEqual([]);
});
