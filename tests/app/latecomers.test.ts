/** What somebody reads who comes late, or asks from elsewhere: warm first, the rest below. */
import { expect, test } from '@jest/globals';
import { alice, hall, kindness, member, MINUTE, rehearse, START_MS, vera } from './rehearsal.ts';

const SECOND = 1_000;
/** Shortly before the session. */
const OPENS_MS = START_MS - 10 * MINUTE;
const dev = member('100000000000000009');

async function begun() {
  const room = await rehearse({ startMs: OPENS_MS });
  await room.at(0);
  room.enter(alice);
  room.enter(vera);
  await room.at(1);
  return room;
}

const firstLineOf = ({ message }: { message: { text: string } }): string =>
  message.text.split('\n')[0] ?? '';

test('while a recording plays: what, how long still, and that they are welcome', async () => {
  const room = await begun();
  await room.command(vera, 'play', { recording: kindness.id });
  await room.at(4);
  room.enter(dev);
  const answer = await room.press(dev, room.control(hall, 'what'));
  expect(answer.visibility).toBe('private');
  expect(firstLineOf(answer)).toBe(
    '**A little kindness** is playing, with about nine minutes to go. You are welcome here. Listen or sit quietly, and come and go as you like.',
  );
  expect(answer.message.text).toContain('**Now:** We are listening to');
});

test('from outside the room they are shown the way in', async () => {
  const room = await begun();
  await room.command(vera, 'sit', { minutes: 15 });
  await room.at(6);
  const answer = await room.command(dev, 'status');
  expect(firstLineOf(answer)).toContain(
    'We are sitting together in silence, with about ten minutes',
  );
  expect(firstLineOf(answer)).toContain(`You are welcome to join in <#${hall}> at any time.`);
});

test('while the welcome is read and while the room chooses', async () => {
  const room = await begun();
  await room.command(vera, 'welcome');
  await room.clock.advanceBy(SECOND);
  expect(firstLineOf(await room.command(alice, 'status'))).toContain('I am reading our welcome.');
  await room.clock.advanceBy(60 * SECOND);
  expect(room.state()).toMatchObject({ phase: 'choosing' });
  expect(firstLineOf(await room.command(alice, 'status'))).toMatch(/^In a moment the room chooses/);
});

test('before the session it begins as ever', async () => {
  const room = await rehearse({ startMs: OPENS_MS });
  expect(firstLineOf(await room.command(alice, 'status'))).toMatch(/^\*\*Morning practice\*\*/);
});

test('the log is for those who look after the room', async () => {
  const room = await begun();
  await room.command(vera, 'play', { recording: kindness.id });
  await room.at(4);
  expect((await room.command(alice, 'status')).message.text).not.toContain('**What happened:**');
  expect((await room.command(vera, 'status')).message.text).toContain('**What happened:**');
});
