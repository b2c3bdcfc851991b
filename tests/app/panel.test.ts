/** What the room's chat shows while something plays, from its first word to its last. */
import { expect, test } from '@jest/globals';
import type { KeptRecording } from '../../src/domain/recording.ts';
import {
  alice,
  ana,
  guildId,
  hall,
  kindness,
  MINUTE,
  rehearse,
  START_MS,
  vera,
} from './rehearsal.ts';

const SECOND = 1_000;
/** Shortly before the session. */
const OPENS_MS = START_MS - 10 * MINUTE;

/** A volunteer has begun the recording of twelve minutes at minute 1, and it sounds. */
async function playing(changes: Partial<KeptRecording> = {}) {
  const room = await rehearse({ startMs: OPENS_MS });
  const kept = room.store.allowlist.kept(guildId, kindness.id);
  if (!kept) throw new Error('There is no recording.');
  room.store.allowlist.saveKept(guildId, { ...kept, ...changes }, room.clock.nowMs());
  await room.at(0);
  room.enter(alice);
  room.enter(vera);
  await room.at(1);
  await room.command(vera, 'play', { recording: kindness.id });
  await room.clock.advanceBy(20 * SECOND);
  return room;
}

type Room = Awaited<ReturnType<typeof rehearse>>;

function panelOf(room: Room): string {
  const panel = room.messenger
    .standingIn(hall)
    .findLast(({ message }) => message.rows.flat().some(({ id }) => id.includes('|what|')));
  return panel?.message.text ?? 'none';
}

const panels = (room: Room): string[] =>
  room.messenger
    .standingIn(hall)
    .map(({ message }) => message.text)
    .filter((text) => text.includes('kindness') || /sit in silence|Our sitting/.test(text));

const actionsOf = (room: Room, words: RegExp): string[] =>
  (
    room.messenger.standingIn(hall).find(({ message }) => words.test(message.text))?.message.rows ??
    []
  )
    .flat()
    .map(({ id }) => id.split('|')[1] ?? '');

const editsOf = (room: Room) =>
  room.messenger.calls.filter(({ operation }) => operation === 'edit');

test('it says what plays, whose it is, how strong it is, and how long it still takes', async () => {
  const room = await playing({ link: 'https://example.org/kindness', transcript: 'Rest.' });
  const text = panelOf(room);
  expect(text).toContain('We listen to **A little kindness** by Ana, 12 minutes.');
  expect(text).toContain('Credit: Ana <https://example.org/kindness>');
  expect(text).toContain('Intensity: gentle');
  expect(text).toMatch(/It ends at <t:\d+:t> \(<t:\d+:R>\), with about twelve minutes to go\./);
  expect(actionsOf(room, /We listen/)).toEqual([
    'stop',
    'another',
    'transcript',
    'what',
    'guidelines',
  ]);
});

test('the minutes become fewer, in edits that are 15 s apart at least', async () => {
  const room = await playing();
  await room.at(9);
  expect(panelOf(room)).toContain('with about four minutes to go');
  const times = editsOf(room).map(({ atMs }) => atMs);
  const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(15 * SECOND);
  // The first word of when it ends, and each minute from then on.
  expect(times.length).toBeLessThanOrEqual(10);
});

test('nothing is edited while the words stay the same', async () => {
  const room = await playing();
  await room.at(3);
  const before = editsOf(room).length;
  await room.clock.advanceBy(25 * SECOND);
  expect(editsOf(room)).toHaveLength(before);
});

test('when it has ended it says so, and has no button that would do nothing', async () => {
  const room = await playing();
  await room.at(15);
  expect(panels(room)).toEqual(['**A little kindness** has ended.\nCredit: Ana']);
  expect(actionsOf(room, /has ended/)).toEqual(['what', 'guidelines']);
});

test('stopped by a volunteer: it says so at once', async () => {
  const room = await playing();
  await room.at(5);
  await room.clock.advanceBy(16 * SECOND);
  await room.press(vera, room.control(hall, 'stop'));
  await room.clock.advanceBy(SECOND);
  expect(panels(room)).toEqual(['**A little kindness** was stopped by a volunteer.\nCredit: Ana']);
});

test('taken back by coordinators: it says that it may be played no more', async () => {
  const room = await playing();
  await room.at(5);
  const kept = room.store.allowlist.kept(guildId, kindness.id);
  if (!kept) throw new Error('There is no recording.');
  room.store.allowlist.saveKept(guildId, { ...kept, status: 'revoked' }, room.clock.nowMs());
  await room.clock.advanceBy(30 * SECOND);
  expect(panels(room)[0]).toContain('may no longer be played here');
});

test('a teacher takes over: the room is theirs', async () => {
  const room = await playing();
  await room.at(5);
  room.enter(ana);
  await room.clock.advanceBy(30 * SECOND);
  expect(panels(room)[0]).toContain('We listen to');
  await room.press(ana, room.control(hall, 'takeOver'));
  await room.clock.advanceBy(16 * SECOND);
  expect(panels(room)[0]).toContain('a teacher has the room');
});

test('the session is cancelled: the panel ends with it', async () => {
  const room = await playing();
  await room.at(5);
  const occurrence = room.store.occurrences.find(guildId, room.occurrenceId);
  if (!occurrence) throw new Error('There is no session.');
  room.store.occurrences.save({ ...occurrence, cancelled: true });
  await room.clock.advanceBy(45 * SECOND);
  expect(panels(room)[0]).toContain('has ended with our session');
});

test('everybody leaves: the panel says why it has ended', async () => {
  const room = await playing();
  await room.at(5);
  room.leave(alice);
  room.leave(vera);
  await room.at(8);
  expect(panels(room)[0]).toContain('since everyone had left');
});

test('a silent sitting has a panel as well', async () => {
  const room = await rehearse({ startMs: OPENS_MS });
  await room.at(0);
  room.enter(vera);
  await room.at(1);
  await room.command(vera, 'sit', { minutes: 15 });
  await room.at(11);
  expect(panelOf(room)).toMatch(
    /We sit in silence for 15 minutes[^]*Still to go: about five minutes/,
  );
  await room.at(17);
  expect(panels(room)).toEqual(['Our sitting has ended.']);
});

test('something else is chosen: the first one fades, and only the newest panel goes on', async () => {
  const room = await playing();
  await room.at(3);
  await room.command(vera, 'sit', { minutes: 10 });
  await room.clock.advanceBy(30 * SECOND);
  const [first, second] = panels(room);
  expect(first).toContain('has made way for something else');
  expect(second).toContain('We sit in silence for 10 minutes');
  expect(room.state()).toMatchObject({ phase: 'sitting', practices: 2 });
});

test('after a crash the panel that stands is found again and goes on', async () => {
  const room = await playing();
  await room.at(3);
  await room.stage.kill();
  await room.clock.advanceBy(20 * SECOND);
  room.stage.start();
  await room.at(9);
  expect(panels(room)).toHaveLength(1);
  expect(panels(room)[0]).toMatch(/with about (?:four|five) minutes to go/);
  await room.at(16);
  expect(panels(room)).toEqual(['**A little kindness** has ended.\nCredit: Ana']);
});

test('what ended while the bot was away is told when it is back', async () => {
  const room = await playing();
  await room.at(3);
  await room.stage.kill();
  await room.at(70);
  room.stage.start();
  await room.clock.advanceBy(30 * SECOND);
  expect(panels(room)[0]).toContain('has ended with our session');
});

test('an edit whose answer was lost is made up for by the next', async () => {
  const room = await playing();
  await room.at(4);
  room.messenger.failNext('edit', { kind: 'uncertain', isDone: false, cause: 'lost' });
  await room.at(6);
  expect(panelOf(room)).toContain('with about seven minutes to go');
});

test('a platform that asks for patience is given it', async () => {
  const room = await playing();
  await room.at(4);
  room.messenger.failNext('edit', { kind: 'notNow', retryAfterMs: 2 * MINUTE, cause: 'limit' });
  await room.at(5);
  const before = editsOf(room).length;
  await room.at(6);
  expect(editsOf(room)).toHaveLength(before);
  await room.at(8);
  expect(panelOf(room)).toContain('with about five minutes to go');
});

test.each(['UNKNOWN_MESSAGE', 'MISSING_PERMISSION'] as const)(
  'a message that can be edited no more (%s) is left alone, quietly',
  async (why) => {
    const room = await playing();
    await room.at(3);
    room.messenger.failNext('edit', { kind: 'refused', why });
    await room.at(5);
    const before = editsOf(room).length;
    await room.at(16);
    expect(editsOf(room)).toHaveLength(before);
    expect(room.incidents).toEqual([]);
  },
);
