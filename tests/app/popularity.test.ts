import { expect, test } from '@jest/globals';
import { asId, type PersonNumber, type UserId } from '../../src/domain/identity.ts';
import type { Message } from '../../src/app/ports.ts';
import {
  alice,
  ana,
  announcements,
  carol,
  guildId,
  hall,
  HOUR,
  MINUTE,
  morning,
  rehearse,
  START_MS,
  vera,
} from './rehearsal.ts';

type Room = Awaited<ReturnType<typeof rehearse>>;

const startMs = START_MS - HOUR;
const attended = ({ store }: Room) =>
  store.attendance.between(guildId, START_MS - HOUR, START_MS + 24 * HOUR);

function fileOf(message: Message, name: string): string {
  const file = message.files?.find((one) => one.name === name);
  if (!file) throw new Error(`The answer has no file ${name}.`);
  return Buffer.from(file.bytes).toString();
}

/** One more listener. */
const stranger = (index: number) => ({
  userId: asId<UserId>(`10000000000000010${index}`),
  isBot: false,
  roleIds: [],
});

/** The answer to a coordinator after a session with so many people. */
async function answerWith(people: number): Promise<Message> {
  const room = await rehearse({ startMs });
  for (let index = 0; index < people; index += 1) room.enter(stranger(index));
  await room.at(4);
  const { message, visibility } = await room.command(carol, 'popularity');
  expect(visibility).toBe('private');
  expect(room.pictures.asked).toHaveLength(2);
  return message;
}

test('the most listeners at once are counted from the start to the end; teachers, bots and early guests are not', async () => {
  const room = await rehearse({ startMs });
  room.enter(alice);
  room.enter(stranger(1));
  room.enter(stranger(2));
  await room.at(-3);
  room.leave(stranger(2));
  await room.at(-1);
  expect(attended(room)).toEqual([]);
  await room.at(1);
  expect(attended(room)).toMatchObject([{ listeners: 2 }]);
  room.enter(vera);
  room.enter(ana);
  room.enter({ userId: asId<UserId>('100000000000000099'), isBot: true, roleIds: [] });
  await room.at(2);
  room.leave(vera);
  room.leave(alice);
  await room.at(3);
  expect(attended(room)).toMatchObject([
    { seriesId: morning.id, startsAtMs: START_MS, listeners: 3 },
  ]);
  // Who it was stands nowhere beside the number.
  const row = JSON.stringify(attended(room));
  for (const person of [alice, vera, ana]) expect(row).not.toContain(person.userId);
});

test('a session to which nobody comes is counted as well', async () => {
  const room = await rehearse({ startMs });
  await room.at(62);
  expect(room.state()).toMatchObject({ phase: 'ended', reason: 'nobodyCame' });
  expect(attended(room)).toMatchObject([{ listeners: 0 }]);
});

test('after a crash the greater number stays', async () => {
  const room = await rehearse({ startMs });
  for (const person of [alice, vera, stranger(1)]) room.enter(person);
  await room.at(1);
  await room.kill();
  room.leave(vera);
  room.leave(stranger(1));
  room.stage.start();
  await room.at(3);
  expect(attended(room)).toMatchObject([{ listeners: 3 }]);
});

test('sign-ups are counted for the local week that is on, and each week keeps its last count', async () => {
  // Sunday 22:30 in Los Angeles, already Monday elsewhere.
  const sundayMs = Date.UTC(2026, 10, 30, 6, 30);
  const room = await rehearse({ startMs: sundayMs });
  const signUp = (index: number): void => {
    const person = room.store.people.enrol(
      guildId,
      asId<UserId>(`20000000000000000${index}`),
      'en',
    );
    const number: PersonNumber = person.number;
    const row = { guildId, number, seriesId: morning.id, occurrenceId: null };
    room.store.signUps.save({ ...row, wants: true, atMs: sundayMs, hasRole: false });
  };
  signUp(1);
  await room.clock.advanceBy(HOUR);
  signUp(2);
  await room.clock.advanceBy(HOUR);
  expect(room.store.attendance.signUpsSince(guildId, '2026-11-01')).toEqual([
    { seriesId: morning.id, weekOf: '2026-11-23', signUps: 1 },
    { seriesId: morning.id, weekOf: '2026-11-30', signUps: 2 },
  ]);
});

test('/popularity: both pictures with words beside them, and a table; one and two are told apart nowhere', async () => {
  const [one, two, four] = [await answerWith(1), await answerWith(2), await answerWith(4)];
  expect(four.files?.map(({ name }) => name)).toEqual([
    'popularity-hours.png',
    'popularity-weeks.png',
    'popularity.csv',
  ]);
  expect(four.text).toContain('14 Sep to 1 Dec 2026');
  expect(four.files?.[0]?.altText).toContain('Tuesdays between 7 and 8 am (4)');
  expect(four.files?.[1]?.altText).toContain('Morning practice, week of 30 Nov: 4 came on average');
  expect(fileOf(four, 'popularity.csv')).toContain('2026-11-30,morning,Morning practice,1,4,0');
  expect(fileOf(one, 'popularity.csv')).toContain(
    '2026-11-30,morning,Morning practice,1,under 3,0',
  );
  expect(one.files?.[0]?.altText).toContain('(under 3)');
  expect(one).toEqual(two);
});

test('in the reader’s language; and only coordinators may ask', async () => {
  const room = await rehearse({ startMs });
  await room.at(1);
  room.store.people.enrol(guildId, carol.userId, 'de');
  const person = room.store.people.find(guildId, carol.userId);
  if (!person) throw new Error('Carol is not enrolled.');
  room.store.people.save({ ...person, language: 'de' });
  const german = await room.command(carol, 'popularity', { weeks: 4 });
  expect(german.message.text).toContain('Wie viele gekommen sind');
  expect(german.message.text).toContain('9. Nov.');
  const refused = await room.command(alice, 'popularity');
  expect(refused.message.files ?? []).toEqual([]);
  expect(room.pictures.asked).toHaveLength(2);
});

test('nothing counted yet: kind words, and no picture', async () => {
  const room = await rehearse({ startMs });
  const { message } = await room.command(carol, 'popularity');
  expect(message.text).toMatch(/^In these weeks nothing has been counted yet\./);
  expect(message.files ?? []).toEqual([]);
  expect(room.pictures.asked).toEqual([]);
});

test('pictures that could not be drawn: the table comes alone, and the log has why', async () => {
  const room = await rehearse({ startMs });
  await room.at(1);
  room.pictures.failNext();
  const { message } = await room.command(carol, 'popularity');
  expect(message.files?.map(({ name }) => name)).toEqual(['popularity.csv']);
  expect(message.text).toContain('could not be drawn');
  expect(room.incidents).toEqual([]);
});

test('what is counted is said in no channel', async () => {
  const room = await rehearse({ startMs });
  for (const person of [alice, vera]) room.enter(person);
  await room.at(4);
  await room.command(carol, 'popularity');
  await room.clock.advanceBy(MINUTE);
  const posted = [...room.standing(announcements), ...room.standing(hall)];
  expect(posted.filter((text) => text.includes('came'))).toEqual([]);
});
