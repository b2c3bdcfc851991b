/** Coordinators run the timetable by command, and everyone who signed up is told once. */
import { expect, test } from '@jest/globals';
import { isAwake } from '../../src/domain/waking-hours.ts';
import type { Message } from '../../src/practice/world/entities.ts';
import { textOf } from '../../src/practice/world/json.ts';
import type { OptionValue } from '../../src/practice/world/person-actions.ts';
import type { PermissionName } from '../../src/practice/world/permissions.ts';
import { openChildStage } from './child-bot.ts';
import { answerOf, privateAnswer, repeatedAmong } from './people.ts';
import { openPublicPage } from './public-page.ts';
import { ringsOf, until } from './rings.ts';
import { MINUTE, openStage, type Stage } from './stage.ts';

const TIMEOUT_MS = 90_000;
const HOUR = 60 * MINUTE;
/** Wednesday 2 December 2026, 6:30 pm in Los Angeles. */
const EVENING_MS = Date.UTC(2026, 11, 3, 2, 30);
const FIRST = 'evening-sitting@2026-12-02';
const SECOND = 'evening-sitting@2026-12-09';
const SECOND_MS = EVENING_MS + 7 * 24 * HOUR;

const stamp = (atMs: number): string => `<t:${atMs / 1_000}:`;

/** Ends on the morning of the first session; the starter's own is far away. */
const openEmptyStage = (permissions: readonly PermissionName[]) =>
  openStage({ when: { once: '2027-03-31T07:00' }, reminders: [], permissions, speed: 100 });

/** What the coordinator does, and the preview that they are shown before. */
async function coordinate(
  stage: Pick<Stage, 'command' | 'press'>,
  command: string,
  given: Record<string, OptionValue> = {},
): Promise<string> {
  const asked = await stage.command('Chloe', `schedule ${command}`, given);
  const preview = answerOf(asked);
  // What was asked becomes what was done, so that it can't be pressed again.
  const done = await stage.press('Chloe', privateAnswer(asked), 'confirmDraft');
  expect(done.state.phase).toBe('updated');
  return preview;
}

const addEvenings = (stage: Stage) =>
  coordinate(stage, 'add', {
    name: 'Evening sitting',
    when: 'Wed 6:30pm',
    minutes: 40,
    room: 'Practice hall',
    announce: 'announcements',
    reminders: '1h',
    description: 'Half an hour of silence.',
  });

/** Discord's own event of a session, which is known by the link in it. */
const eventOf = ({ world, guildId }: Stage, sessionId: string) =>
  world.scheduledEvents
    .list(guildId)
    .find(({ fields }) => textOf(fields['description']).includes(`#${sessionId}`));

const eventStartMs = (stage: Stage, sessionId: string): number =>
  Date.parse(textOf(eventOf(stage, sessionId)?.fields['scheduled_start_time']));

/** Ana by the command, with a role; Dev likewise, but told directly; Ben for one session only, by the reminder's button. */
async function signUpThree(stage: Stage): Promise<void> {
  const { world } = stage;
  const series = { session: 'series:evening-sitting' };
  expect(await stage.suggestions('Ana', 'signup', 'session', 'eve')).toContainEqual(
    expect.objectContaining({ value: series.session }),
  );
  const settings = { zone: 'Asia/Manila', messages: 'direct' };
  expect(answerOf(await stage.command('Dev', 'my settings', settings))).toMatch(/Manila/);
  expect(answerOf(await stage.command('Dev', 'signup', series))).toMatch(/every session/);
  expect(answerOf(await stage.command('Ana', 'signup', series))).toMatch(/every session/);
  const { roleIds } = world.member(stage.guildId, stage.personNamed('Ana'));
  await until(world, 'memberUpdated', () => hasRole(stage, 'Ana'));
  expect(roleIds.length).toBeGreaterThan(0);

  await stage.clock.skipTo(EVENING_MS - HOUR);
  const reminder = await stage.message(stage.announcements, /Evening sitting.*begins/);
  const asked = await stage.press('Ben', reminder, 'signUp');
  const signed = await stage.press('Ben', privateAnswer(asked), 'signUpOnce');
  expect(answerOf(signed)).toMatch(/You are signed up for .*Evening sitting/);
}

const hasRole = ({ world, guildId, personNamed }: Stage, name: string): boolean => {
  const role = [...world.guild(guildId).roleById.values()].find(
    (one) => one.name === 'Evening sitting',
  );
  return !!role && world.member(guildId, personNamed(name)).roleIds.includes(role.id);
};

/** Resolves with what the bot has posted since, as soon as so many telephones have rung. */
async function rung(
  stage: Pick<Stage, 'world' | 'posted'>,
  since: number,
  rings: number,
): Promise<Message[]> {
  const news = () => stage.posted.slice(since);
  await until(stage.world, 'messagePosted', () => ringsOf(stage.world, news()).length >= rings);
  return news();
}

test.concurrent(
  'one session is moved: three people are told once, each in their own way, and everything shows the new time; undo brings it back',
  async () => {
    await using stage = await openEmptyStage(['manageRoles']);
    await using page = await openPublicPage(stage);
    const { world, clock } = stage;
    expect(await addEvenings(stage)).toMatch(/Add .*Evening sitting.*\?[^]*Nobody is signed up/);
    await until(world, 'scheduledEventCreated', () => !!eventOf(stage, FIRST));
    await signUpThree(stage);
    expect(ringsOf(world, await rung(stage, 0, 2))).toEqual(['Ana role', 'Dev direct']);
    expect(await page.view(FIRST)).toEqual(publicly(EVENING_MS, 0));

    const eventId = eventOf(stage, FIRST)?.id;
    let since = stage.posted.length;
    const confirmedAtMs = clock.nowMs();
    const preview = await coordinate(stage, 'move', { session: FIRST, to: '20:00' });
    expect(preview).toMatch(/3 people are signed up/);
    const news = await rung(stage, since, 3);
    expect(clock.nowMs() - confirmedAtMs).toBeLessThan(2 * MINUTE);
    expect(ringsOf(world, news)).toEqual(['Ana role', 'Ben mention', 'Dev direct']);
    const movedMs = EVENING_MS + 1.5 * HOUR;
    const told = news.filter(({ content }) => content.includes('has moved'));
    expect(told).toHaveLength(2);
    for (const { content } of told) {
      expect(content).toContain(stamp(EVENING_MS));
      expect(content).toContain(stamp(movedMs));
    }
    await until(world, 'scheduledEventUpdated', () => eventStartMs(stage, FIRST) === movedMs);
    expect(eventOf(stage, FIRST)?.id).toBe(eventId);
    expect(await page.view(FIRST)).toEqual(publicly(movedMs, 1));
    await stage.removed(stage.announcements, /begins <t:/);

    since = stage.posted.length;
    expect(await coordinate(stage, 'undo')).toMatch(/This undoes the last change/);
    const back = await rung(stage, since, 3);
    expect(ringsOf(world, back)).toEqual(['Ana role', 'Ben mention', 'Dev direct']);
    await until(world, 'scheduledEventUpdated', () => eventStartMs(stage, FIRST) === EVENING_MS);
    expect(await page.view(FIRST)).toEqual(publicly(EVENING_MS, 2));
    expect(repeatedAmong(stage.posted)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

const EVERYBODY = ['Ana mention', 'Ben mention', 'Dev direct'];

test.concurrent(
  'a session is cancelled, its series paused, resumed and removed: each is told once, and seen by all',
  async () => {
    // Without the permission to manage roles.
    await using stage = await openEmptyStage([]);
    await using page = await openPublicPage(stage);
    const { world } = stage;
    await addEvenings(stage);
    const series = 'evening-sitting';
    // Where it is the afternoon: nobody is written to in their night.
    await stage.command('Dev', 'my settings', { zone: 'Berlin', messages: 'direct' });
    for (const name of ['Ana', 'Ben', 'Dev']) {
      await stage.command(name, 'signup', { session: `series:${series}` });
    }
    await until(world, 'scheduledEventCreated', () => !!eventOf(stage, SECOND));

    async function changed(command: string, given: Record<string, OptionValue>): Promise<string> {
      const since = stage.posted.length;
      await coordinate(stage, command, given);
      const news = await rung(stage, since, EVERYBODY.length);
      expect(ringsOf(world, news)).toEqual(EVERYBODY);
      return news.find(({ channelId }) => channelId === stage.announcements.id)?.content ?? '';
    }

    expect(await changed('cancel', { session: FIRST })).toMatch(/will not take place/);
    await until(world, 'scheduledEventDeleted', () => !eventOf(stage, FIRST));
    expect(await page.view(FIRST)).toEqual(publicly(EVENING_MS, 1, 'CANCELLED'));

    expect(await changed('pause', { series })).toMatch(/is paused for now/);
    await until(world, 'scheduledEventDeleted', () => !eventOf(stage, SECOND));
    expect(await page.view(SECOND)).toEqual(NOWHERE);

    expect(await changed('resume', { series })).toMatch(/goes on/);
    await until(world, 'scheduledEventCreated', () => !!eventOf(stage, SECOND));
    expect(eventOf(stage, FIRST)).toBeUndefined();
    expect(await page.view(FIRST)).toMatchObject({ isStruck: true });
    expect(await page.view(SECOND)).toMatchObject({ pageAtMs: SECOND_MS, isStruck: false });

    expect(await changed('remove', { series })).toMatch(/has ended/);
    await until(world, 'scheduledEventDeleted', () => !eventOf(stage, SECOND));
    expect(await page.view(SECOND)).toEqual(NOWHERE);
    expect(await page.html()).not.toContain('Evening sitting');
    expect(repeatedAmong(stage.posted)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'killed between the confirmation and the notice: people are told all the same, once',
  async () => {
    await using stage = await openChildStage();
    const { world } = stage;
    const first = stage.start();
    await first.ready();
    await coordinate(stage, 'add', {
      name: 'Evening sitting',
      when: `${WEEKDAYS[new Date(world.clock.nowMs() + 3 * 24 * HOUR).getUTCDay()]} 18:30`,
      zone: 'UTC',
      minutes: 40,
    });
    await stage.command('Dev', 'my settings', {
      zone: dayZone(world.clock.nowMs()),
      messages: 'direct',
    });
    for (const name of ['Ana', 'Dev']) {
      await stage.command(name, 'signup', { session: 'series:evening-sitting' });
    }
    const [choice] = await stage.suggestions('Chloe', 'schedule move', 'session', 'evening');
    await coordinate(stage, 'move', { session: String(choice?.value), to: '20:00' });
    await first.kill('SIGKILL');
    const since = stage.posted.length;

    const second = stage.start();
    await second.ready();
    await rung(stage, since, 2);
    // In order: whatever it still had to say has been said when it ends.
    expect(await second.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    const news = stage.posted.filter(({ channelId }) => channelId !== stage.hall.id);
    expect(ringsOf(world, news)).toEqual(['Ana mention', 'Dev direct']);
    expect(news.filter(({ content }) => content.includes('has moved'))).toHaveLength(2);
    expect(repeatedAmong(stage.posted)).toEqual([]);
  },
  TIMEOUT_MS,
);

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A zone where it is day, so that people there may be written to. */
function dayZone(nowMs: number): string {
  const zones = ['Europe/London', 'America/Los_Angeles', 'Asia/Tokyo'];
  const found = zones.find((zone) => isAwake(zone, nowMs - HOUR) && isAwake(zone, nowMs + HOUR));
  if (!found) throw new Error(`It is night in each of ${zones.join(', ')}.`);
  return found;
}

const NOWHERE = { pageAtMs: null, isStruck: false, feeds: [undefined, undefined] };

const publicly = (startsAtMs: number, sequence: number, status = 'CONFIRMED') => {
  const event = { startsAtMs, sequence, status };
  return { pageAtMs: startsAtMs, isStruck: status === 'CANCELLED', feeds: [event, event] };
};
