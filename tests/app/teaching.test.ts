import { describe, expect, test } from '@jest/globals';
import { asId, type ChannelId, type UserId } from '../../src/domain/identity.ts';
import type { RoomMember } from '../../src/domain/presence.ts';
import {
  ana,
  announcements,
  carol,
  coordinators,
  guildId,
  hall,
  HOUR,
  member,
  MINUTE,
  morning,
  rehearse,
  START_MS,
} from './rehearsal.ts';

const teachers = asId<ChannelId>('900000000000000012');
const ben = member('100000000000000021');
const dev = member('100000000000000022');
const eve = member('100000000000000023');

const ZONE_OF = new Map<RoomMember, string>([
  [ben, 'Europe/Berlin'],
  [dev, 'Asia/Kolkata'],
  [eve, 'America/New_York'],
]);

type Room = Awaited<ReturnType<typeof rehearse>>;

/** A guild with a channel for teachers, and the people that a story needs, in that order. */
async function withTeachers(people: readonly RoomMember[], standing: readonly RoomMember[] = []) {
  const series = { ...morning, teacherIds: standing.map(({ userId }) => userId) };
  const room = await rehearse({ startMs: START_MS - 30 * HOUR, series: [series] });
  giveChannel(room);
  for (const person of people) {
    await room.command(carol, 'teachers add', { teacher: person.userId });
    const known = room.store.people.find(guildId, person.userId);
    if (!known) throw new Error('Whoever was added is known.');
    room.store.people.save({ ...known, zone: ZONE_OF.get(person) ?? null });
  }
  return room;
}

function giveChannel(room: Room): void {
  room.directory.setGuild(guildId, {
    textNameById: {
      [announcements]: 'announcements',
      [coordinators]: 'coordinators',
      [teachers]: 'teachers',
    },
    voiceNameById: { [hall]: 'Practice hall' },
    roleNameById: {
      '900000000000000005': 'Teacher',
      '900000000000000006': 'Volunteer',
      '900000000000000007': 'Coordinator',
    },
  });
}

const nameOf = new Map<UserId, string>([
  [ana.userId, 'Ana'],
  [ben.userId, 'Ben'],
  [dev.userId, 'Dev'],
  [eve.userId, 'Eve'],
]);

/** What stands in the teachers' channel, by name and the first words; who was pinged has a bell. */
function asked(room: Room): string[] {
  return room.messenger.standingIn(teachers).map(({ message }) => {
    const pinged = new Set(message.pings?.users ?? []);
    return message.text
      .replaceAll(/<@(\d+)>/g, (_whole, id: string) => {
        const userId = asId<UserId>(id);
        return `${pinged.has(userId) ? '!' : ''}${nameOf.get(userId) ?? id}`;
      })
      .replaceAll(/\*\*.*?\)(?=[.,;? ])/g, 'it')
      .replaceAll(/<t:(\d+):.>/g, (_whole, seconds: string) => clockOf(Number(seconds) * 1_000))
      .slice(0, 72);
  });
}

function clockOf(atMs: number): string {
  const minutes = Math.round((START_MS - atMs) / MINUTE);
  return `-${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The person presses the button below the question to them. */
async function press(room: Room, person: RoomMember, action: 'teachYes' | 'teachNo') {
  const found = room.messenger
    .standingIn(teachers)
    .findLast(
      ({ message }) =>
        message.text.startsWith(`<@${person.userId}>`) && message.rows.flat().length > 0,
    );
  const id = found?.message.rows.flat().find((control) => control.id.includes(action))?.id;
  if (!id) throw new Error('No such question stands there.');
  const { message } = await room.press(person, id);
  await room.clock.advanceBy(1_000);
  return message.text;
}

describe('from the first question to the start', () => {
  test('asked a day before, a no, and the others in turn until one accepts', async () => {
    const room = await withTeachers([ben, dev, eve], [ben]);
    await room.at(-24 * 60);
    expect(asked(room)).toEqual(['!Ben, you are down to teach it. Will you be there?']);
    await room.at(-7 * 60);
    expect(await press(room, ben, 'teachNo')).toContain('Thank you for telling me.');
    expect(asked(room)).toEqual([
      'Thank you for telling me, Ben. I am looking for somebody else for it.',
      '!Dev, it has no teacher yet. Could you teach it? At -5:50 I ask somebody',
    ]);
    await room.at(-119);
    // Eve sleeps until two hours before the start; Dev is awake and could still say yes.
    expect(asked(room)).toHaveLength(3);
    expect(await press(room, dev, 'teachYes')).toContain('Thank you. You are teaching');
    expect(asked(room)).toEqual([
      'Thank you for telling me, Ben. I am looking for somebody else for it.',
      'Dev teaches it. Thank you. If something comes up, the button tells me.',
      'Dev teaches it. Thank you, Eve; there is nothing more to do.',
    ]);
    await room.at(5);
    expect(asked(room)).toHaveLength(3);
    expect(room.standing(coordinators)).toEqual([]);
    expect(room.incidents).toEqual([]);
  });
});
