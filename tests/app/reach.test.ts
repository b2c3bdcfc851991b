/** Everyone who signed up is reached once, whatever happens between the rows. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SeriesId } from '../../src/domain/identity.ts';
import {
  alice,
  announcements,
  coordinators,
  guildId,
  HOUR,
  MINUTE,
  morning,
  rehearse,
  START_MS,
  vera,
} from './rehearsal.ts';
import {
  crowd,
  directTexts,
  idsOf,
  set,
  skipTo,
  threadMentions,
  type Stage,
} from './sign-up-stage.ts';

const DAY_MINUTES = 24 * 60;
const notNow = { kind: 'notNow', retryAfterMs: 5_000, cause: 'rate limit' } as const;

let stage: Stage;
beforeEach(async () => {
  stage = await rehearse();
});

const mentioned = () => threadMentions(stage).flat();
const rowOf = (kind: string) => stage.store.due.find(guildId, stage.occurrenceId, kind, 1) ?? null;

describe('mentions', () => {
  test('200 people are mentioned in three messages of one thread, each once', async () => {
    const people = crowd(stage, 200);
    await stage.at(-DAY_MINUTES);
    expect(threadMentions(stage).map((users) => users.length)).toEqual([70, 70, 60]);
    expect(mentioned()).toEqual(idsOf(people));
    expect(stage.messenger.threads).toHaveLength(1);
    const texts = stage.messenger.messages.map(({ message }) => message.text.length);
    expect(Math.max(...texts)).toBeLessThanOrEqual(2_000);
  });

  test('where no thread may be opened the channel itself takes them', async () => {
    const people = crowd(stage, 3);
    stage.messenger.failNext('openThread', { kind: 'refused', why: 'MISSING_PERMISSION' });
    await stage.at(-DAY_MINUTES);
    const inChannel = stage.messenger
      .standingIn(announcements)
      .flatMap(({ message }) => message.pings?.users ?? []);
    expect(inChannel).toEqual(idsOf(people));
    expect(stage.messenger.threads).toEqual([]);
  });

  test('where the thread is shut meanwhile the channel takes the rest', async () => {
    const people = crowd(stage, 100);
    stage.messenger.failNext('openThread', notNow);
    await stage.at(-DAY_MINUTES);
    stage.messenger.failNext('post', { kind: 'refused', why: 'UNKNOWN_CHANNEL' });
    await stage.at(-DAY_MINUTES + 1);
    const inChannel = stage.messenger
      .standingIn(announcements)
      .flatMap(({ message }) => message.pings?.users ?? []);
    expect(inChannel).toHaveLength(70);
    expect([...inChannel, ...mentioned()].toSorted()).toEqual(idsOf(people).toSorted());
    expect(stage.standing(coordinators)).toEqual([]);
  });

  test('two restarts between the rows say nothing twice', async () => {
    const people = crowd(stage, 200);
    // The post and the first row stand; then the answer to the second is lost, and the limit is
    // reached; the process dies.
    await stage.at(-DAY_MINUTES - 1);
    const posts = stage.messenger.calls.filter(({ operation }) => operation === 'post').length;
    expect(posts).toBe(0);
    stage.messenger.failNext('openThread', notNow);
    await stage.at(-DAY_MINUTES);
    stage.messenger.failNext(
      'post',
      { kind: 'uncertain', isDone: true, cause: 'socket hang up' },
      notNow,
      notNow,
    );
    await stage.clock.advanceBy(5_000);
    await stage.kill();
    stage.start();
    stage.messenger.failNext('post', { kind: 'uncertain', isDone: true, cause: 'again' }, notNow);
    await stage.clock.advanceBy(6_000);
    await stage.kill();
    // Longer than the platform remembers a nonce.
    await stage.clock.advanceBy(10 * MINUTE);
    stage.start();
    await stage.at(-DAY_MINUTES + 30);
    expect(mentioned().toSorted()).toEqual(idsOf(people).toSorted());
    expect(threadMentions(stage)).toHaveLength(3);
  });

  test('who forgets, signs off or signs up between the rows', async () => {
    const people = crowd(stage, 150);
    const [first, , third] = [people[0], people[1], people[149]];
    if (!first || !third) throw new Error('a crowd has people');
    stage.messenger.failNext('openThread', notNow);
    await stage.at(-DAY_MINUTES);
    stage.messenger.failNext('post', notNow, notNow, notNow);
    await stage.clock.advanceBy(5_000);
    expect(mentioned()).toEqual([]);
    // The last one is forgotten, the first one signs off, and two others come.
    stage.store.people.forget(guildId, third.userId, stage.clock.nowMs());
    await stage.command(first, 'signoff', { session: 'series:morning' });
    await stage.command(alice, 'signup', { session: 'series:morning' });
    set(stage, people[70] ?? alice, { wantsDirect: true });
    await stage.clock.advanceBy(MINUTE);
    const expected = idsOf(people).filter((id) => id !== first.userId && id !== third.userId);
    expect(mentioned()).toEqual(expected);
    // Who came later is told from the next reminder on.
    await skipTo(stage, -60);
    expect(mentioned().filter((id) => id === alice.userId)).toHaveLength(1);
  });

  test('a row that nobody is left in is skipped, and nobody is alarmed', async () => {
    const [only] = crowd(stage, 1);
    if (!only) throw new Error('a crowd has people');
    stage.messenger.failNext('openThread', notNow);
    await stage.at(-DAY_MINUTES);
    stage.store.people.forget(guildId, only.userId, stage.clock.nowMs());
    await stage.at(-DAY_MINUTES + 5);
    const { number } = stage.store.people.enrol(guildId, alice.userId, 'en-US');
    expect(number).toBeGreaterThan(1);
    expect(rowOf('to.reminder.1440m.0.1')).toMatchObject({
      status: 'skipped',
      reason: 'nothing to say any more',
    });
    expect(stage.standing(coordinators)).toEqual([]);
  });

  test('a later reminder takes the place of rows that were not sent', async () => {
    stage = await rehearse({ series: [{ ...morning, remindersMs: [HOUR, 40 * MINUTE] }] });
    crowd(stage, 100);
    stage.messenger.failNext('openThread', { ...notNow, retryAfterMs: 30 * MINUTE });
    await skipTo(stage, -60);
    expect(mentioned()).toEqual([]);
    await stage.at(-40);
    expect(mentioned()).toHaveLength(100);
    await stage.at(-29);
    expect(mentioned()).toHaveLength(100);
    expect(rowOf('to.reminder.60m.0.1')).toMatchObject({ reason: 'a later reminder stands' });
  });

  test('coordinators are told once when nobody can be reached', async () => {
    crowd(stage, 200);
    stage.messenger.failNext('openThread', notNow);
    await stage.at(-DAY_MINUTES);
    stage.messenger.forbid(announcements);
    await stage.at(-DAY_MINUTES + 5);
    expect(stage.standing(coordinators)).toHaveLength(1);
  });
});

describe('direct messages', () => {
  test('whoever asked for one gets it, and is not mentioned', async () => {
    const people = crowd(stage, 3);
    set(stage, people[1] ?? alice, { zone: 'Europe/Berlin', wantsDirect: true });
    await stage.at(-DAY_MINUTES);
    expect(directTexts(stage, people[1] ?? alice)).toHaveLength(1);
    expect(mentioned()).toEqual([people[0]?.userId, people[2]?.userId]);
  });

  test('closed, the thread mentions the person once and says how to open them', async () => {
    const [person] = crowd(stage, 1);
    if (!person) throw new Error('a crowd has people');
    set(stage, person, { zone: 'Europe/Berlin', wantsDirect: true });
    stage.messenger.closeDirect(person.userId);
    await stage.at(-DAY_MINUTES);
    await skipTo(stage, -DAY_MINUTES + 30);
    expect(mentioned()).toEqual([person.userId]);
    const [thread] = stage.messenger.threads;
    const [text] = thread ? stage.standing(thread.channelId) : [];
    expect(text).toContain('Direct Messages');
    expect(stage.standing(coordinators)).toEqual([]);
  });

  test.each([
    // The reminder of the day before is due at 7 am in Los Angeles, and worth reading for 6 h.
    ['Europe/London', 'it is three in the afternoon', 0],
    ['Pacific/Auckland', 'it is four in the morning: at eight', 4 * 60],
    ['America/Phoenix', 'it is eight in the morning', 0],
    ['America/Los_Angeles', 'it is seven in the morning: at eight', 60],
    ['Asia/Kolkata', 'it is half past eight in the evening', 0],
    ['Asia/Manila', 'it is eleven at night, and eight is too late', null],
    ['Australia/Sydney', 'it is two in the morning: eight is just too late', null],
  ])('in %s %s', async (zone, _why, afterMinutes) => {
    const [person] = crowd(stage, 1);
    if (!person) throw new Error('a crowd has people');
    set(stage, person, { zone, wantsDirect: true });
    await stage.at(-DAY_MINUTES);
    if (afterMinutes === null) {
      expect(mentioned()).toEqual([person.userId]);
      expect(directTexts(stage, person)).toEqual([]);
      return;
    }
    if (afterMinutes > 0) {
      await skipTo(stage, -DAY_MINUTES + afterMinutes - 1);
      expect(directTexts(stage, person)).toEqual([]);
      await stage.at(-DAY_MINUTES + afterMinutes);
    }
    expect(directTexts(stage, person)).toHaveLength(1);
    expect(mentioned()).toEqual([]);
  });

  test('who falls asleep before it could be sent is mentioned', async () => {
    stage = await rehearse({ series: [{ ...morning, remindersMs: [65 * MINUTE] }] });
    const [person] = crowd(stage, 1);
    if (!person) throw new Error('a crowd has people');
    // It is 9:55 pm there when the reminder is due.
    set(stage, person, { zone: 'Asia/Shanghai', wantsDirect: true });
    stage.messenger.failNext('openDirect', { ...notNow, retryAfterMs: 6 * MINUTE });
    await skipTo(stage, -65);
    expect(mentioned()).toEqual([]);
    await stage.at(-50);
    expect(directTexts(stage, person)).toEqual([]);
    expect(mentioned()).toEqual([person.userId]);
  });

  test('a guild sends a hundred on a day; the others are mentioned', async () => {
    const people = crowd(stage, 103);
    for (const person of people) set(stage, person, { zone: 'Europe/Berlin', wantsDirect: true });
    await stage.at(-DAY_MINUTES);
    const direct = people.filter((person) => directTexts(stage, person).length === 1);
    expect(direct).toHaveLength(100);
    expect(mentioned().toSorted()).toEqual(idsOf(people.slice(100)).toSorted());
    // An hour before the start it is the next day.
    await skipTo(stage, -60);
    expect(people.filter((person) => directTexts(stage, person).length === 2)).toHaveLength(100);
  });

  test('who turns them off before it is sent is mentioned instead', async () => {
    const [person] = crowd(stage, 1);
    if (!person) throw new Error('a crowd has people');
    set(stage, person, { zone: 'Pacific/Auckland', wantsDirect: true });
    await stage.at(-DAY_MINUTES);
    await stage.command(person, 'my settings', { messages: 'mention' });
    await skipTo(stage, -DAY_MINUTES + 5 * 60);
    expect(directTexts(stage, person)).toEqual([]);
    expect(mentioned()).toEqual([person.userId]);
  });
});

const roleOf = () => {
  const [role] = stage.roles.roles;
  if (!role) throw new Error('No role was made.');
  return role.roleId;
};

describe('roles', () => {
  test('where the bot may manage them the post mentions the role, and nobody else is', async () => {
    stage.roles.allow(guildId);
    const people = crowd(stage, 5);
    await stage.at(-DAY_MINUTES);
    expect(stage.roles.roles.map(({ name }) => name)).toEqual(['Morning practice']);
    expect(stage.roles.holdersOf(roleOf())).toEqual(idsOf(people));
    expect(mentioned()).toEqual([]);
    const [post] = stage.messenger.standingIn(announcements);
    expect(post?.message.pings).toEqual({ roles: [roleOf()] });
    expect(post?.message.text).toContain(`<@&${roleOf()}>`);
  });

  test('who is not in the role yet is mentioned, and so is who signs up for one session', async () => {
    stage.roles.allow(guildId);
    crowd(stage, 2);
    await stage.at(-DAY_MINUTES);
    await stage.command(alice, 'signup', { session: 'morning@2026-12-01' });
    stage.roles.failNext('give', { kind: 'notNow', retryAfterMs: 5 * HOUR * 10, cause: 'limit' });
    await stage.command(vera, 'signup', { session: 'series:morning' });
    await skipTo(stage, -60);
    expect(mentioned().toSorted()).toEqual([alice.userId, vera.userId].toSorted());
  });

  test('nobody is called by the role for a session that they left out', async () => {
    stage.roles.allow(guildId);
    const people = crowd(stage, 3);
    await stage.at(-DAY_MINUTES);
    const [first] = people;
    if (!first) throw new Error('a crowd has people');
    await stage.command(first, 'signoff', { session: 'morning@2026-12-01' });
    await skipTo(stage, -60);
    expect(mentioned()).toEqual(idsOf(people.slice(1)));
    expect(stage.messenger.standingIn(announcements).at(-1)?.message.pings).toEqual({ roles: [] });
  });

  test('when the permission is taken away everyone is mentioned again', async () => {
    stage.roles.allow(guildId);
    const people = crowd(stage, 3);
    await stage.at(-DAY_MINUTES);
    stage.roles.forbid(guildId);
    await skipTo(stage, -60);
    expect(mentioned()).toEqual(idsOf(people));
    const newest = stage.messenger.standingIn(announcements).at(-1);
    expect(newest?.message.pings).toEqual({ roles: [] });
  });

  test('who asks for direct messages gives the role back, and who signs off too', async () => {
    stage.roles.allow(guildId);
    const [first, second] = crowd(stage, 2);
    if (!first || !second) throw new Error('a crowd has people');
    await stage.at(-DAY_MINUTES);
    await stage.command(first, 'my settings', { messages: 'direct', zone: 'berlin' });
    await stage.command(second, 'signoff', { session: 'series:morning' });
    await stage.clock.advanceBy(MINUTE);
    expect(stage.roles.holdersOf(roleOf())).toEqual([]);
    const { number } = stage.store.people.enrol(guildId, second.userId, 'en-US');
    expect(stage.store.signUps.ofPerson(guildId, number)).toEqual([]);
    await skipTo(stage, -60);
    expect(directTexts(stage, first)).toHaveLength(1);
    expect(mentioned()).toEqual([]);
  });

  test('a refusal is told to coordinators once, and it tries again an hour later', async () => {
    stage.roles.allow(guildId);
    stage.roles.failNext('create', { kind: 'refused', why: 'MISSING_PERMISSION' });
    crowd(stage, 2);
    await stage.clock.advanceBy(30 * MINUTE);
    expect(stage.standing(coordinators)).toHaveLength(1);
    expect(stage.roles.roles).toEqual([]);
    await stage.clock.advanceBy(31 * MINUTE);
    expect(stage.roles.holdersOf(roleOf())).toHaveLength(2);
    expect(stage.standing(coordinators)).toHaveLength(1);
  });

  test('a role that somebody deleted is made anew', async () => {
    stage.roles.allow(guildId);
    const people = crowd(stage, 3);
    await stage.clock.advanceBy(MINUTE);
    stage.roles.deleteRole(roleOf());
    await stage.command(alice, 'signup', { session: 'series:morning' });
    await stage.clock.advanceBy(MINUTE);
    const made = stage.roles.roles.at(-1);
    if (!made) throw new Error('No role was made.');
    expect(stage.roles.holdersOf(made.roleId).toSorted()).toEqual(
      [...idsOf(people), alice.userId].toSorted(),
    );
  });

  test('somebody who left the guild holds up nobody', async () => {
    stage.roles.allow(guildId);
    const people = crowd(stage, 3);
    stage.roles.removeMember(guildId, people[0]?.userId ?? alice.userId);
    await stage.clock.advanceBy(MINUTE);
    expect(stage.roles.holdersOf(roleOf())).toEqual(idsOf(people.slice(1)));
  });
});

test('the week’s sessions are posted on Sunday at nine, with a menu to sign up', async () => {
  // Sunday 6 December 2026, 9:00 in Los Angeles; the rehearsal begins on the Monday before.
  const sundayMs = Date.UTC(2026, 11, 6, 17, 0);
  await skipTo(stage, 0);
  await stage.clock.jumpTo(sundayMs - MINUTE);
  const before = stage.messenger.messages.length;
  await stage.clock.advanceTo(sundayMs - 1);
  expect(stage.messenger.messages.slice(before)).toEqual([]);
  await stage.clock.advanceTo(sundayMs);
  const [post, ...others] = stage.messenger.messages.slice(before);
  expect(others).toEqual([]);
  expect(post?.message.text).toContain('The sessions of the week');
  expect(post?.message.text).toContain(`<t:${(START_MS + 7 * 24 * HOUR) / 1_000}:F>`);
  const menu = stage.control(announcements, 'signUpSeries');
  const seriesId: SeriesId = stage.store.series.list(guildId)[0]!.id;
  const answer = await stage.press(alice, menu, [seriesId]);
  expect(answer.message.text).toContain('every session');
  await skipTo(stage, 6 * DAY_MINUTES);
  expect(mentioned()).toEqual([alice.userId]);
});
