/** What stands under the room's name while something plays, and what is left alone. */
import { expect, test } from '@jest/globals';
import {
  alice,
  coordinators,
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
const LINE = 'A little kindness, until 7:13 am in Los Angeles';

async function inRoom() {
  const room = await rehearse({ startMs: OPENS_MS });
  await room.at(0);
  room.enter(alice);
  room.enter(vera);
  await room.at(1);
  return room;
}

type Room = Awaited<ReturnType<typeof rehearse>>;

async function play(room: Room): Promise<void> {
  await room.command(vera, 'play', { recording: kindness.id });
  await room.clock.advanceBy(20 * SECOND);
}

const lineOf = (room: Room): string | null => room.roomStatus.textOf(hall);

test('a recording: its title and until when, set once, and cleared when it has ended', async () => {
  const room = await inRoom();
  await play(room);
  expect(lineOf(room)).toBe(LINE);
  await room.at(12);
  expect(room.roomStatus.calls.map(({ text }) => text)).toEqual([LINE]);
  await room.at(14);
  expect(lineOf(room)).toBeNull();
  expect(room.roomStatus.calls).toHaveLength(2);
});

test('a sitting, and what is stopped', async () => {
  const room = await inRoom();
  await room.command(vera, 'sit', { minutes: 10 });
  await room.clock.advanceBy(SECOND);
  expect(lineOf(room)).toBe('Silence together, until 7:11 am in Los Angeles');
  await room.command(vera, 'stop');
  await room.clock.advanceBy(SECOND);
  expect(lineOf(room)).toBeNull();
});

test('something else instead: the line changes with it', async () => {
  const room = await inRoom();
  await play(room);
  await room.command(vera, 'sit', { minutes: 20 });
  await room.clock.advanceBy(SECOND);
  expect(lineOf(room)).toBe('Silence together, until 7:21 am in Los Angeles');
});

test('what a person wrote there is never written over, and never cleared', async () => {
  const room = await inRoom();
  room.roomStatus.write(hall, 'Quiet, please');
  await play(room);
  expect(lineOf(room)).toBe('Quiet, please');
  await room.at(20);
  expect(lineOf(room)).toBe('Quiet, please');
  expect(room.roomStatus.calls).toEqual([]);
});

test('what a person writes over it stays when the recording has ended', async () => {
  const room = await inRoom();
  await play(room);
  room.roomStatus.write(hall, 'Tea afterwards');
  await room.at(20);
  expect(lineOf(room)).toBe('Tea afterwards');
});

test('whoever clears it has cleared it', async () => {
  const room = await inRoom();
  await play(room);
  room.roomStatus.write(hall, null);
  await room.at(10);
  expect(lineOf(room)).toBeNull();
  expect(room.roomStatus.calls).toHaveLength(1);
});

test('without the permission coordinators are told once, and everything else goes on', async () => {
  const room = await inRoom();
  room.roomStatus.forbid();
  await play(room);
  await room.at(10);
  const alerts = room.standing(coordinators).filter((text) => text.includes('Set Voice Channel'));
  expect(alerts).toHaveLength(1);
  expect(room.state()).toMatchObject({ phase: 'playing' });
  expect(room.heard()).toContain('recording/kindness');
});

test('not in the room yet: it is set as soon as the bot is there', async () => {
  const room = await inRoom();
  room.roomStatus.takeOut();
  await play(room);
  expect(lineOf(room)).toBeNull();
  room.roomStatus.putIn();
  await room.clock.advanceBy(15 * SECOND);
  expect(lineOf(room)).toBe(LINE);
});

test('a platform that asks for patience is given it', async () => {
  const room = await inRoom();
  room.roomStatus.failNext({ kind: 'notNow', retryAfterMs: MINUTE, cause: 'rate limit' });
  await play(room);
  expect(room.roomStatus.calls).toHaveLength(1);
  await room.at(3);
  expect(room.roomStatus.calls).toHaveLength(2);
  expect(lineOf(room)).toContain('A little kindness');
});

test.each([true, false])(
  'a crash has left it standing: it is cleared (told: %s)',
  async (isTold) => {
    const room = await inRoom();
    await play(room);
    await room.stage.kill();
    if (!isTold) room.roomStatus.forgetWhatWasTold();
    await room.at(70);
    room.stage.start();
    await room.clock.advanceBy(30 * SECOND);
    expect(lineOf(room)).toBeNull();
    expect(room.store.settings.get(`roomStatus.${guildId}`)).toBe('{}');
  },
);

test('a crash, and a person has written there since: it is left alone', async () => {
  const room = await inRoom();
  await play(room);
  await room.stage.kill();
  room.roomStatus.write(hall, 'Tea afterwards');
  room.roomStatus.forgetWhatWasTold();
  await room.at(70);
  room.stage.start();
  await room.clock.advanceBy(30 * SECOND);
  expect(lineOf(room)).toBe('Tea afterwards');
});

test('the bot is stopped in the middle: nothing is left standing', async () => {
  const room = await inRoom();
  await play(room);
  await room.bot.stop();
  expect(lineOf(room)).toBeNull();
});
