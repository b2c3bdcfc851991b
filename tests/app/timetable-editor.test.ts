/** Changes of the timetable as stories: what a coordinator does, and what people are told. */
import { expect, test } from '@jest/globals';
import type { AuditEntry } from '../../src/app/ports.ts';
import type { Message } from '../../src/app/ports.ts';
import { seriesTarget } from '../../src/app/sign-ups.ts';
import type { RoomMember } from '../../src/domain/presence.ts';
import {
  alice,
  announcements,
  carol,
  guildId,
  hall,
  HOUR,
  member,
  MINUTE,
  morning,
  rehearse,
  START_MS,
} from './rehearsal.ts';
import { skipTo } from './sign-up-stage.ts';

type Room = Awaited<ReturnType<typeof rehearse>>;

const bruno = member('100000000000000011');
const WEEK = 7 * 24 * HOUR;

function buttonOf(message: Message, action: string): string {
  const ids = message.rows.flat().map(({ id }) => id);
  const found = ids.find((id) => id.split('|')[1] === action);
  if (!found) throw new Error(`No button ${action} is there: ${message.text}`);
  return found;
}

/** Asks, confirms, and gives the preview's and the answer's words. */
async function change(
  room: Room,
  name: string,
  options: Record<string, string | number | boolean> = {},
) {
  const preview = await room.command(carol, `schedule ${name}`, options);
  const done = await room.press(carol, buttonOf(preview.message, 'confirmDraft'));
  return { preview: preview.message.text, done: done.message.text };
}

async function signUp(room: Room, person: RoomMember): Promise<void> {
  await room.command(person, 'signup', { session: seriesTarget(morning.id) });
  const signedUp = room.store.signUps.forSeries(guildId, morning.id);
  expect(signedUp.map(({ userId }) => userId)).toContain(person.userId);
}

/** The message of the channel that tells of a change, and who is mentioned in its threads. */
function told(room: Room) {
  const posts = room.messenger.messages.filter(({ message }) =>
    message.text.includes('A change to our'),
  );
  const inThreads = room.messenger.messages.filter(({ message }) =>
    message.text.includes('session that you signed up for'),
  );
  return {
    posts: posts.map(({ message }) => message.text),
    mentioned: inThreads.flatMap(({ message }) => message.pings?.users ?? []),
  };
}

test('a session is moved: everyone signed up is told once, with the old and the new time', async () => {
  const room = await rehearse();
  await signUp(room, alice);
  await signUp(room, bruno);
  const { preview, done } = await change(room, 'move', { session: room.occurrenceId, to: '8:30' });
  expect(preview).toContain('2 people are signed up. They will be told within a minute.');
  expect(done).toContain('8:30 am in Los Angeles');
  await room.clock.advanceTo(room.clock.nowMs() + MINUTE);
  const { posts, mentioned } = told(room);
  expect(posts).toHaveLength(1);
  expect(posts[0]).toContain(`<t:${START_MS / 1_000}:F>`);
  expect(posts[0]).toContain(`<t:${(START_MS + 90 * MINUTE) / 1_000}:F>`);
  expect(mentioned.toSorted()).toEqual([alice.userId, bruno.userId].toSorted());
  // The reminder an hour before comes at the new time, and the old one does not.
  await skipTo(room, -1);
  await room.at(0);
  expect(room.state()?.phase ?? 'upcoming').toBe('upcoming');
  await skipTo(room, 29);
  await room.at(31);
  expect(room.standing(announcements).at(-1)).toContain(
    `<t:${(START_MS + 90 * MINUTE) / 1_000}:t>`,
  );
});

test('three changes within a minute are told together, and what ends as it was is not told', async () => {
  const room = await rehearse();
  await signUp(room, alice);
  await change(room, 'move', { session: room.occurrenceId, to: '8:30' });
  await room.clock.advanceTo(room.clock.nowMs() + 15_000);
  await change(room, 'move', { session: room.occurrenceId, to: '9:00' });
  await room.clock.advanceTo(room.clock.nowMs() + 15_000);
  await change(room, 'cancel', { session: 'morning@2026-12-08' });
  await room.clock.advanceTo(room.clock.nowMs() + MINUTE);
  const { posts, mentioned } = told(room);
  expect(posts).toHaveLength(1);
  expect(posts[0]).toContain(`<t:${(START_MS + 2 * HOUR) / 1_000}:F>`);
  expect(posts[0]).not.toContain(`<t:${(START_MS + 90 * MINUTE) / 1_000}:F>`);
  expect(posts[0]).toContain('will not take place');
  expect(mentioned).toEqual([alice.userId]);
});

test('a change and its undo within a minute: nobody hears of it', async () => {
  const room = await rehearse();
  await signUp(room, alice);
  await change(room, 'cancel', { session: room.occurrenceId });
  const { preview } = await change(room, 'undo');
  expect(preview).toContain('This undoes the last change.');
  await room.clock.advanceTo(room.clock.nowMs() + 2 * MINUTE);
  expect(told(room)).toEqual({ posts: [], mentioned: [] });
  await skipTo(room, -11);
  await room.at(-9);
  expect(room.standing(announcements).join()).toContain('Morning practice');
  room.enter(alice);
  await room.at(6);
  expect(room.standing(hall).join()).toContain('Welcome.');
});

test('what nobody meets otherwise is not told: another description, other reminders', async () => {
  const room = await rehearse();
  await signUp(room, alice);
  const { preview } = await change(room, 'edit', {
    series: 'morning',
    description: 'Half an hour of quiet.',
    reminders: '30m',
  });
  expect(preview).toContain('What changes: the reminders and the description.');
  expect(preview).toContain('Nothing changes for them, so they are not told.');
  await room.clock.advanceTo(room.clock.nowMs() + 2 * MINUTE);
  expect(told(room).posts).toEqual([]);
});

test('a series is paused, has no sessions, and is resumed where it was', async () => {
  const room = await rehearse();
  await signUp(room, alice);
  await change(room, 'move', { session: 'morning@2026-12-08', to: '8:30' });
  await change(room, 'pause', { series: 'morning' });
  const on = () =>
    room.store.occurrences
      .between(guildId, START_MS - HOUR, START_MS + 2 * WEEK)
      .filter(({ cancelled }) => !cancelled)
      .map(({ id, startsAtMs }) => `${id} ${(startsAtMs - START_MS) / MINUTE}`);
  expect(on()).toEqual([]);
  await change(room, 'resume', { series: 'morning' });
  expect(on()).toEqual(
    [
      'morning@2026-12-01 0',
      `morning@2026-12-08 ${WEEK / MINUTE + 90}`,
      `morning@2026-12-15 ${(2 * WEEK) / MINUTE}`,
    ].slice(0, 2),
  );
});

test('a series that is paused just before a session and resumed just after its start leaves nobody alone', async () => {
  const room = await rehearse({ startMs: START_MS - 30 * MINUTE });
  room.enter(alice);
  await room.at(-1);
  await change(room, 'pause', { series: 'morning' });
  await room.at(1);
  expect(room.state()).toMatchObject({ phase: 'cancelled' });
  await change(room, 'resume', { series: 'morning' });
  await room.at(8);
  expect(room.heard()).toContain('voice/en/bdl/welcome');
  expect(room.state()).toMatchObject({ welcomedAtMs: expect.any(Number) });
});

test('a series is removed with what was moved of it, and comes back with its sign-ups', async () => {
  const room = await rehearse();
  await signUp(room, alice);
  await change(room, 'move', { session: 'morning@2026-12-08', to: '8:30' });
  await room.clock.advanceTo(room.clock.nowMs() + 2 * MINUTE);
  await change(room, 'remove', { series: 'morning' });
  await room.clock.advanceTo(room.clock.nowMs() + 2 * MINUTE);
  expect(told(room).posts.at(-1)).toContain('has ended');
  expect(room.store.series.list(guildId)).toEqual([]);
  await change(room, 'undo');
  expect(room.store.series.list(guildId)).toEqual([morning]);
  const moved = room.bot.app.timetable
    .sessionsAhead(guildId, START_MS + 2 * WEEK)
    .find(({ id }) => id === 'morning@2026-12-08');
  expect(moved).toMatchObject({ placedBy: 'hand', startsAtMs: START_MS + WEEK + 90 * MINUTE });
  expect(room.bot.app.timetable.signedUp(guildId).get(morning.id)).toBe(1);
});

test('a new series is news to nobody, not to who signs up at once either; a series that comes back is', async () => {
  const room = await rehearse();
  await change(room, 'add', { name: 'Evening sitting', when: 'Wed 18:30', minutes: 40 });
  await room.command(alice, 'signup', { session: 'series:evening-sitting' });
  await room.clock.advanceTo(room.clock.nowMs() + 2 * MINUTE);
  expect(told(room)).toEqual({ posts: [], mentioned: [] });
  await change(room, 'remove', { series: 'evening-sitting' });
  await room.clock.advanceTo(room.clock.nowMs() + 2 * MINUTE);
  await change(room, 'undo');
  await room.clock.advanceTo(room.clock.nowMs() + 2 * MINUTE);
  const { posts, mentioned } = told(room);
  expect(posts).toEqual([expect.stringContaining('has ended'), expect.stringContaining('goes on')]);
  expect(mentioned).toEqual([alice.userId, alice.userId]);
});

test('a series is paused or ends: who signed up for one session of it is told as well', async () => {
  const room = await rehearse();
  await signUp(room, alice);
  await room.command(bruno, 'signup', { session: 'morning@2026-12-08' });
  await change(room, 'pause', { series: 'morning' });
  await room.clock.advanceTo(room.clock.nowMs() + 2 * MINUTE);
  expect(told(room).mentioned.toSorted()).toEqual([alice.userId, bruno.userId].toSorted());
  await change(room, 'remove', { series: 'morning' });
  await room.clock.advanceTo(room.clock.nowMs() + 2 * MINUTE);
  expect(told(room).mentioned).toHaveLength(4);
  expect(told(room).posts).toHaveLength(2);
});

test('undo goes back step by step, and not past what was changed since', async () => {
  const room = await rehearse();
  await change(room, 'edit', { series: 'morning', minutes: 30 });
  await change(room, 'edit', { series: 'morning', name: 'Early practice' });
  await change(room, 'undo');
  await change(room, 'undo');
  expect(room.store.series.list(guildId)).toEqual([morning]);
  const nothing = await room.command(carol, 'schedule undo');
  expect(nothing.message.text).toContain('no change to undo');
});

test('a change from before a series could let the room vote can still be undone', async () => {
  const room = await rehearse();
  await change(room, 'edit', { series: 'morning', minutes: 30 });
  const [entry] = room.store.audit.latest(guildId, 1);
  // What the audit held then: series without the entry.
  const text = JSON.stringify(entry).replaceAll(',"participantsVote":false', '');
  expect(text).not.toContain('participantsVote');
  room.store.audit.add(JSON.parse(text) as AuditEntry);
  const { preview } = await change(room, 'undo');
  expect(preview).toContain('This undoes the last change.');
  expect(room.store.series.list(guildId)).toEqual([morning]);
});

test('whether the room votes is changed, shown and undone', async () => {
  const room = await rehearse();
  const { preview } = await change(room, 'edit', { series: 'morning', vote: true });
  expect(preview).toContain('What changes: who chooses what follows the welcome.');
  expect(preview).toContain('The room votes for what follows the welcome.');
  expect(room.store.series.list(guildId)).toEqual([{ ...morning, participantsVote: true }]);
  await change(room, 'undo');
  expect(room.store.series.list(guildId)).toEqual([morning]);
});

test('a session that has begun is not brought back by an undo', async () => {
  const room = await rehearse();
  await change(room, 'cancel', { session: room.occurrenceId });
  await skipTo(room, 0);
  await room.at(1);
  const late = await room.command(carol, 'schedule undo');
  expect(late.message.text).toContain('can no longer be undone');
});

test('a preview that the timetable has outrun changes nothing', async () => {
  const room = await rehearse();
  const early = await room.command(carol, 'schedule edit', { series: 'morning', minutes: 30 });
  await change(room, 'edit', { series: 'morning', minutes: 45 });
  const answer = await room.press(carol, buttonOf(early.message, 'confirmDraft'));
  expect(answer.message.text).toContain('This preview is old');
  expect(room.store.series.list(guildId)[0]?.durationMs).toBe(45 * MINUTE);
});

test('two sessions in one room are refused, with who and when', async () => {
  const room = await rehearse();
  const answer = await room.command(carol, 'schedule add', {
    name: 'Another practice',
    when: 'every other Tuesday 7:30',
    minutes: 30,
  });
  expect(answer.message.text).toContain('Another practice and Morning practice');
  expect(answer.message.text).toContain('first on Tue 1 Dec 7:30 am in Los Angeles');
  expect(room.store.series.list(guildId)).toHaveLength(1);
});

test('a session added by hand is kept like any other, and is taken away by an undo', async () => {
  const room = await rehearse();
  await change(room, 'add-once', { series: 'morning', at: '2026-12-03 7:00' });
  const added = () => room.store.occurrences.find(guildId, 'morning@2026-12-03+1' as never);
  expect(added()).toMatchObject({ placedBy: 'hand', cancelled: false });
  const rows = room.store.due.ofOccurrence(guildId, 'morning@2026-12-03+1' as never);
  expect(rows.map(({ kind }) => kind).toSorted()).toEqual([
    'reminder.10m',
    'reminder.1440m',
    'reminder.60m',
  ]);
  await change(room, 'undo');
  expect(added()?.cancelled ?? true).toBe(true);
});

test('killed right after a change was confirmed: people are still told, once', async () => {
  const room = await rehearse();
  await signUp(room, alice);
  await change(room, 'cancel', { session: room.occurrenceId });
  await room.stage.kill();
  room.stage.start();
  await room.clock.advanceTo(room.clock.nowMs() + MINUTE);
  await room.stage.kill();
  room.stage.start();
  await room.clock.advanceTo(room.clock.nowMs() + 5 * MINUTE);
  const { posts, mentioned } = told(room);
  expect(posts).toHaveLength(1);
  expect(mentioned).toEqual([alice.userId]);
});
