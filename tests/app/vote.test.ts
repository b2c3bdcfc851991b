import { expect, test } from '@jest/globals';
import type { RoomMember } from '../../src/domain/presence.ts';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import {
  alice,
  ana,
  guildId,
  hall,
  kindness,
  member,
  MINUTE,
  morning,
  rehearse,
  START_MS,
  vera,
} from './rehearsal.ts';

const ben = member('100000000000000011');
const cleo = member('100000000000000012');
const elsewhere = member('100000000000000013');

type Room = Awaited<ReturnType<typeof rehearse>>;

const body = {
  ...kindness,
  id: asId<RecordingId>('body'),
  title: 'Body scan',
  lengthMs: 20 * MINUTE,
};

/** The welcome has just been read to three people, in a series whose room votes. */
async function voting(): Promise<Room> {
  const room = await rehearse({ startMs: START_MS - 30 * MINUTE });
  room.store.series.save(guildId, { ...morning, participantsVote: true }, START_MS - 60 * MINUTE);
  room.store.allowlist.save(guildId, body, START_MS - 60 * MINUTE);
  for (const person of [alice, ben, cleo]) room.enter(person);
  await room.at(6);
  return room;
}

/** The buttons of the vote as they stand in the room's chat now, in order. */
function ballot(room: Room): { id: string; label: string }[] {
  return room.messenger
    .standingIn(hall)
    .flatMap(({ message }) => message.rows.flat())
    .flatMap((control) =>
      control.kind === 'button' && control.id.startsWith('bell|vote|')
        ? [{ id: control.id, label: control.label }]
        : [],
    );
}

const labels = (room: Room): string[] => ballot(room).map(({ label }) => label);

async function vote(room: Room, person: RoomMember, label: string): Promise<string> {
  const button = ballot(room).find((one) => one.label.startsWith(label));
  if (!button) throw new Error(`No button says ${label}: ${labels(room).join(' | ')}`);
  return (await room.press(person, button.id)).message.text;
}

test('three people vote, one thinks better of it, and the room hears what most wanted', async () => {
  const room = await voting();
  expect(labels(room)).toEqual([
    'Body scan, 20 minutes',
    'A little kindness, 12 minutes',
    'Silence, 10 minutes',
    'Silence, 20 minutes',
  ]);
  expect(await vote(room, alice, 'Body')).toMatch(/^Your voice is for \*\*Body scan\*\*\. You can/);
  expect(await vote(room, ben, 'Silence, 10')).toContain('10 minutes of silence');
  await vote(room, cleo, 'A little');
  await room.at(6.5);
  await vote(room, cleo, 'Silence, 10');
  await room.at(7);
  expect(labels(room)).toEqual([
    'Body scan, 20 minutes (1)',
    'A little kindness, 12 minutes',
    'Silence, 10 minutes (2)',
    'Silence, 20 minutes',
  ]);
  await room.at(8);
  expect(room.state()).toMatchObject({ phase: 'sitting', votes: [] });
  expect(room.standing(hall).join('\n')).toContain('The room chose it: 2 of 3 voices.');
  // The choice is made: nothing is to be voted for any more.
  expect(labels(room)).toEqual([]);
});

test('whoever is not in the room is told so, and a vote that comes too late is answered', async () => {
  const room = await voting();
  const [first] = ballot(room);
  expect(await vote(room, elsewhere, 'Body')).toContain('Please join it');
  expect(room.state()?.votes).toEqual([]);
  await room.at(8);
  const late = await room.press(alice, first!.id);
  expect(late.message.text).toContain('nothing to vote for');
});

test('the votes of those who have left count no more, and are not shown', async () => {
  const room = await voting();
  for (const person of [ben, cleo]) await vote(room, person, 'Silence, 10');
  await vote(room, alice, 'A little');
  room.leave(ben);
  room.leave(cleo);
  await room.at(7);
  expect(labels(room)).toContain('A little kindness, 12 minutes (1)');
  expect(labels(room)).toContain('Silence, 10 minutes');
  await room.at(8);
  expect(room.state()).toMatchObject({ phase: 'playing', recordingId: 'kindness' });
});

test('what a volunteer chooses begins at once; a participant may only vote', async () => {
  const room = await voting();
  room.enter(vera);
  await vote(room, alice, 'Silence, 10');
  const menu = room.control(hall, 'choose');
  await room.press(alice, menu, ['recording:body']);
  expect(room.state()).toMatchObject({ phase: 'choosing' });
  await room.press(vera, menu, ['recording:body']);
  expect(room.state()).toMatchObject({ phase: 'playing', recordingId: 'body', votes: [] });
});

test('what was revoked meanwhile is refused, and no forged button begins anything', async () => {
  const room = await voting();
  const [scan] = ballot(room);
  room.store.allowlist.save(guildId, { ...body, status: 'revoked' }, START_MS);
  const refused = await room.press(alice, scan!.id);
  expect(refused.message.text).toContain('no longer on the approved list');
  const forged = await room.press(alice, scan!.id.replace(/[^|]+$/, 'r0123456789ab'));
  expect(forged.message.text).toContain('earlier moment');
  expect(room.state()?.votes).toEqual([]);
});

test('nothing that is kept says who voted for what, and forgetting takes an open vote', async () => {
  const room = await voting();
  await vote(room, alice, 'Body');
  expect(JSON.stringify(room.state()?.votes)).toContain(alice.userId);
  room.store.people.forget(guildId, alice.userId, room.clock.nowMs());
  expect(JSON.stringify(room.state()?.votes)).not.toContain(alice.userId);
  await vote(room, ben, 'A little');
  await room.at(8);
  expect(room.state()).toMatchObject({ phase: 'playing', recordingId: 'kindness' });
  const events = room.store.sessions.events(guildId, room.occurrenceId, 50);
  expect(events.map(({ event }) => event.type)).not.toContain('voted');
  expect(JSON.stringify([events, room.state()])).not.toContain(ben.userId);
});

test('a restart in the middle of the vote keeps the voices', async () => {
  const room = await voting();
  for (const person of [alice, ben]) await vote(room, person, 'A little');
  await room.kill();
  room.start();
  await room.at(7);
  expect(labels(room)).toContain('A little kindness, 12 minutes (2)');
  await room.at(8.5);
  expect(room.state()).toMatchObject({ phase: 'playing', recordingId: 'kindness' });
});

test('in a series that does not ask its room there are no buttons to vote with', async () => {
  const room = await rehearse();
  for (const person of [alice, ana]) room.enter(person);
  room.leave(ana);
  await room.at(11);
  expect(labels(room)).toEqual([]);
});

test('the tally is edited every 15 seconds at most, and once more when the choice is made', async () => {
  const room = await voting();
  const editsOf = (): number[] =>
    room.messenger.calls.filter(({ operation }) => operation === 'edit').map(({ atMs }) => atMs);
  const before = editsOf().length;
  for (let second = 0; second < 60; second += 2) {
    await vote(room, alice, second % 4 === 0 ? 'Body' : 'A little');
    await room.at(6 + (second + 2) / 60);
  }
  // Nothing begins before the votes are counted, so every edit is one of the tally.
  const edits = editsOf().slice(before);
  expect(edits.length).toBeGreaterThan(1);
  const gaps = edits.slice(1).map((atMs, index) => atMs - edits[index]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(15_000);
  await room.at(8);
  expect(labels(room)).toEqual([]);
});
