import { describe, expect, test } from '@jest/globals';
import { WHOLE_GUILD } from '../../src/app/ports.ts';
import { asId, type ChannelId, type UserId } from '../../src/domain/identity.ts';
import type { RoomMember } from '../../src/domain/presence.ts';
import type { TimetableChange } from '../../src/domain/timetable-change.ts';
import {
  ana,
  announcements,
  callerOf,
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

/** Two minutes before the first question. */
const DAY_BEFORE_MS = 24 * HOUR + 2 * MINUTE;

type Room = Awaited<ReturnType<typeof rehearse>>;

/** A guild with a channel for teachers, and the people that a story needs, in that order. */
async function withTeachers(people: readonly RoomMember[], standing: readonly RoomMember[] = []) {
  const series = { ...morning, teacherIds: standing.map(({ userId }) => userId) };
  const room = await rehearse({ startMs: START_MS - DAY_BEFORE_MS, series: [series] });
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

/** Time passes in which nothing is due, and then the last minutes before that minute one by one. */
async function goTo(room: Room, minute: number): Promise<void> {
  const untilMs = START_MS + minute * MINUTE;
  for (const mark of [-24 * 60, -120, -30]) {
    const markMs = START_MS + mark * MINUTE;
    if (room.clock.nowMs() >= markMs || markMs > untilMs) continue;
    await room.clock.jumpTo(Math.max(room.clock.nowMs(), markMs - MINUTE));
    await room.clock.advanceTo(markMs + 1_000);
  }
  await room.clock.jumpTo(Math.max(room.clock.nowMs(), untilMs - 40 * MINUTE));
  await room.clock.advanceTo(Math.max(room.clock.nowMs(), untilMs));
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
    await goTo(room, -24 * 60);
    expect(asked(room)).toEqual(['!Ben, you are down to teach it. Will you be there?']);
    await goTo(room, -7 * 60);
    expect(await press(room, ben, 'teachNo')).toContain('Thank you for telling me.');
    expect(asked(room)).toEqual([
      'Thank you for telling me, Ben. I am looking for somebody else for it.',
      '!Dev, it has no teacher yet. Could you teach it? At -5:50 I ask somebody',
    ]);
    await goTo(room, -119);
    // Eve sleeps until two hours before the start; Dev is awake and could still say yes.
    expect(asked(room)).toHaveLength(3);
    expect(await press(room, dev, 'teachYes')).toContain('Thank you. You are teaching');
    expect(asked(room)).toEqual([
      'Thank you for telling me, Ben. I am looking for somebody else for it.',
      'Dev teaches it. Thank you. If something comes up, the button tells me.',
      'Dev teaches it. Thank you, Eve; there is nothing more to do.',
    ]);
    await goTo(room, 5);
    expect(asked(room)).toHaveLength(3);
    expect(room.standing(coordinators)).toEqual([]);
    expect(room.incidents).toEqual([]);
  });

  test('no answer two hours before: asked again, the others too, and coordinators told once', async () => {
    const room = await withTeachers([ben, dev, eve], [ben]);
    await goTo(room, -11);
    expect(asked(room)).toEqual([
      '!Ben, you are down to teach it. Will you be there?',
      '!Ben, you are down to teach it, -0:00. Will you be there? I am asking ot',
      '!Dev, it has no teacher yet. Could you teach it? At -1:40 I ask somebody',
      '!Eve, it has no teacher yet. Could you teach it?',
    ]);
    expect(room.standing(coordinators)).toEqual([]);
    await goTo(room, 10);
    const told = room.standing(coordinators);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('Nobody has confirmed yet to teach **Morning practice**');
    expect(told[0]).toContain('no answer yet: <@100000000000000021>, ');
    // Who did not answer may still say yes.
    expect(await press(room, eve, 'teachYes')).toContain('You are teaching');
    await goTo(room, 61);
    expect(room.standing(coordinators)).toHaveLength(1);
  });

  test('of two who press at once one has it, and the other is told who', async () => {
    const room = await withTeachers([ben, dev, eve]);
    await goTo(room, -20);
    const ids = room.messenger
      .standingIn(teachers)
      .flatMap(({ message }) => message.rows.flat()[0]?.id ?? []);
    const [fromBen, fromDev] = await Promise.all([
      room.press(ben, ids[0] ?? ''),
      room.press(dev, ids[1] ?? ''),
    ]);
    expect(fromBen.message.text).toContain('Thank you. You are teaching');
    expect(fromDev.message.text).toContain(`<@${ben.userId}> is down for`);
    await goTo(room, -5);
    expect(asked(room).filter((text) => text.startsWith('Ben teaches it.'))).toHaveLength(3);
    expect(confirmed(room)).toEqual([ben.userId]);
  });

  test('somebody else presses a button that was for another', async () => {
    const room = await withTeachers([ben], [ben]);
    await goTo(room, -60);
    const { message } = await room.press(dev, room.control(teachers, 'teachYes'));
    expect(message.text).toContain('This question was for somebody else.');
    expect(confirmed(room)).toEqual([]);
    // Whoever only pressed is not kept.
    expect(room.store.people.find(guildId, dev.userId)).toBeNull();
  });

  test('a guild in which nobody teaches by the timetable hears nothing of all this', async () => {
    const room = await rehearse();
    await goTo(room, 10);
    expect(room.standing(coordinators)).toEqual([]);
  });

  test('without a channel for teachers the questions go to the coordinators', async () => {
    const room = await rehearse({ series: [{ ...morning, teacherIds: [ben.userId] }] });
    await goTo(room, -23 * 60);
    expect(room.standing(coordinators)).toEqual([
      expect.stringContaining('you are down to teach **Morning practice**'),
    ]);
  });
});

describe('killed in the middle of asking: nothing is asked twice', () => {
  test('between two turns', async () => {
    const room = await withTeachers([ben, dev, eve], [ben]);
    await goTo(room, -110);
    await room.stage.kill();
    await room.clock.advanceBy(30 * MINUTE);
    room.stage.start();
    await goTo(room, -5);
    expect(asked(room).filter((text) => text.includes('Dev,'))).toHaveLength(1);
    expect(asked(room).filter((text) => text.includes('Eve,'))).toHaveLength(1);
    expect(asked(room)).toHaveLength(4);
    expect(room.standing(coordinators)).toHaveLength(1);
  });

  const moments = [-24 * 60, -120, -100, -85, -30, -10].flatMap((minute) => [
    [minute, 'before', -1] as const,
    [minute, 'after', 1] as const,
  ]);

  test.each(moments)(
    'at minute %i, right %s something was done',
    async (minute, _when, slackMs) => {
      const usual = await withTeachers([ben, dev, eve], [ben]);
      await goTo(usual, 1);
      const room = await withTeachers([ben, dev, eve], [ben]);
      await goTo(room, minute - 1);
      await room.clock.advanceTo(START_MS + minute * MINUTE + slackMs);
      await room.stage.kill();
      await room.clock.advanceBy(20_000);
      room.stage.start();
      await goTo(room, 1);
      expect(asked(room)).toEqual(asked(usual));
      expect(room.standing(coordinators)).toEqual(usual.standing(coordinators));
      expect(room.standing(coordinators)).toHaveLength(1);
    },
  );

  test('after the question was posted, before that was known', async () => {
    const room = await withTeachers([ben, dev, eve], [ben]);
    await goTo(room, -121);
    room.messenger.failNext(
      'post',
      { kind: 'uncertain', isDone: true, cause: 'socket closed' },
      { kind: 'uncertain', isDone: true, cause: 'socket closed' },
    );
    await room.clock.advanceTo(START_MS - 2 * HOUR + 500);
    await room.stage.kill();
    await room.clock.advanceBy(3 * MINUTE);
    room.stage.start();
    await goTo(room, -110);
    expect(asked(room)).toEqual([
      '!Ben, you are down to teach it. Will you be there?',
      '!Ben, you are down to teach it, -0:00. Will you be there? I am asking ot',
      '!Dev, it has no teacher yet. Could you teach it? At -1:40 I ask somebody',
    ]);
  });

  test('a yes that was given just before is known afterwards, and the others are told', async () => {
    const room = await withTeachers([ben, dev, eve], [ben]);
    await goTo(room, -100);
    room.messenger.failNext('edit', { kind: 'notNow', retryAfterMs: 5_000, cause: 'away' });
    await press(room, dev, 'teachYes');
    await room.stage.kill();
    await room.clock.advanceBy(2 * MINUTE);
    room.stage.start();
    await goTo(room, -5);
    expect(confirmed(room)).toEqual([dev.userId]);
    expect(asked(room).filter((text) => text.startsWith('Dev teaches it.'))).toHaveLength(
      asked(room).length - 1,
    );
    expect(room.standing(coordinators)).toEqual([]);
  });
});

/** Ben is on the session, and asked for direct messages. */
async function withDirect() {
  const room = await withTeachers([ben, dev], [ben]);
  const known = room.store.people.find(guildId, ben.userId);
  if (known) room.store.people.save({ ...known, wantsDirect: true });
  return room;
}

describe('who asked for direct messages', () => {
  test('is asked directly, answers there without any role, and reads what came of it there', async () => {
    const room = await withDirect();
    await goTo(room, -23 * 60);
    expect(asked(room)).toEqual([]);
    const [question] = room.messenger.directTo(ben.userId);
    expect(question?.message.text).toContain('you are down to teach');
    await room.press(ben, question?.message.rows.flat()[1]?.id ?? '');
    await room.clock.advanceBy(1_000);
    const texts = room.messenger.directTo(ben.userId).map(({ message }) => message.text);
    expect(texts).toEqual([expect.stringContaining('Thank you for telling me')]);
  });

  test('and takes none: the channel asks them, and is told of the answer', async () => {
    const room = await withDirect();
    room.messenger.closeDirect(ben.userId);
    await goTo(room, -23 * 60);
    expect(asked(room)).toEqual(['!Ben, you are down to teach it. Will you be there?']);
    await press(room, ben, 'teachYes');
    expect(asked(room)).toEqual([
      'Ben teaches it. Thank you. If something comes up, the button tells me.',
    ]);
  });
});

describe('the session changes', () => {
  test('moved: the question goes, and who had said yes is asked about the new time, once', async () => {
    const room = await withTeachers([ben, dev], [ben]);
    await goTo(room, -23 * 60);
    await press(room, ben, 'teachYes');
    await change(room, {
      type: 'moveSession',
      occurrenceId: room.occurrenceId,
      startsAtMs: START_MS + HOUR,
      durationMs: null,
    });
    expect(asked(room)).toEqual([
      '!Ben, a session that you had said yes to has been moved: it is it now. W',
    ]);
    await press(room, ben, 'teachYes');
    await goTo(room, 0);
    expect(asked(room)).toEqual([
      'Ben teaches it. Thank you. If something comes up, the button tells me.',
      '!Ben, you are teaching it, --1:00. Thank you. If something has come up, ',
    ]);
    expect(confirmed(room)).toEqual([ben.userId]);
  });

  test('cancelled: the questions go, and who had said yes is told', async () => {
    const room = await withTeachers([ben, dev], [ben]);
    await goTo(room, -119);
    await press(room, dev, 'teachYes');
    await change(room, { type: 'cancelSession', occurrenceId: room.occurrenceId });
    expect(asked(room)).toEqual(['!Dev, it will not take place. Thank you for having said yes.']);
    await goTo(room, 30);
    expect(asked(room)).toHaveLength(1);
    expect(room.standing(coordinators)).toEqual([]);
  });
});

describe('who teaches is known elsewhere', () => {
  test('the reminder names who said yes, and in the room they are the teacher', async () => {
    const room = await withTeachers([ben, dev], [ben]);
    await goTo(room, -119);
    await press(room, dev, 'teachYes');
    await goTo(room, -9);
    expect(room.standing(announcements).join()).toContain(`<@${dev.userId}> is teaching.`);
    room.enter(ana);
    room.leave(ana);
    room.enter(dev);
    await goTo(room, 6);
    expect(room.state()).toMatchObject({ phase: 'led' });
  });

  test('those who signed up are told of another teacher, where the series says so', async () => {
    const series = { ...morning, teacherIds: [ben.userId], tellsTeacherChanges: true };
    const room = await rehearse({ startMs: START_MS - DAY_BEFORE_MS, series: [series] });
    giveChannel(room);
    const { occurrenceId } = room;
    const session = { session: occurrenceId, teacher: dev.userId };
    const { message } = await room.command(carol, 'teachers assign', session);
    expect(message.text).toContain(`<@${dev.userId}> is down to teach`);
    await room.clock.advanceBy(2 * MINUTE);
    const kinds = room.store.due
      .ofOccurrence(guildId, WHOLE_GUILD)
      .filter(({ kind }) => kind.startsWith('change.'));
    expect(kinds).toHaveLength(1);
    expect(room.store.changes.ofBatch(guildId, 1)).toEqual([
      expect.objectContaining({ type: 'teacher', occurrenceId }),
    ]);
    expect(room.store.audit.latest(guildId, 1)).toEqual([
      expect.objectContaining({ action: 'teaching.assigned', actorId: carol.userId }),
    ]);
  });

  test('forgotten: nothing of the teacher is left, and the ladder goes on', async () => {
    const room = await withTeachers([ben, dev, eve], [ben]);
    await goTo(room, -119);
    room.store.people.forget(guildId, ben.userId, room.clock.nowMs());
    await goTo(room, -5);
    expect(room.store.teaching.ofOccurrence(guildId, room.occurrenceId)).toHaveLength(2);
    expect(room.incidents).toEqual([]);
  });
});

describe('what teachers and coordinators see', () => {
  test('who holds the role and uses /teaching teaches from then on, and may take what is open', async () => {
    const room = await rehearse({ startMs: START_MS - DAY_BEFORE_MS });
    giveChannel(room);
    const nobody = await room.command(ben, 'teaching');
    expect(nobody.message.text).toContain('I do not know you as a teacher yet.');
    const { message } = await room.command(ana, 'teaching');
    expect(message.text).toContain('1. **Morning practice**');
    expect(message.text).toContain('it has no teacher yet.');
    expect(message.rows).toHaveLength(4);
    const [take] = message.rows[0] ?? [];
    expect(take).toMatchObject({ label: '1: I can take this one' });
    const taken = await room.press(ana, take?.id ?? '');
    expect(taken.message.text).toContain('Thank you. You are teaching');
    const again = await room.command(ana, 'teaching');
    expect(again.message.rows[0]).toEqual([expect.objectContaining({ label: "1: I can't come" })]);
  });

  test('the picture of four weeks says what is covered, asked and open, and folds what is covered', async () => {
    const room = await withTeachers([ben, dev]);
    const session = { session: 'morning@2026-12-08', teacher: dev.userId };
    await room.command(carol, 'teachers assign', session);
    await goTo(room, -20 * 60);
    const { message } = await room.command(carol, 'teachers plan');
    expect(message.text.split('\n')).toEqual([
      '**Who teaches, in the next four weeks**',
      '4 sessions: ● 1 covered, ◐ 1 asked, ○ 2 open. Times are those of Los Angeles.',
      '**From Tue 1 Dec:** 0 of 1 covered',
      `Tue 1 Dec: ◐ 7:00 am Morning practice (<@${ben.userId}>)`,
      '**From Tue 8 Dec:** ● covered',
      '**From Tue 15 Dec:** 0 of 1 covered',
      'Tue 15 Dec: ○ 7:00 am Morning practice',
      '**From Tue 22 Dec:** 0 of 1 covered',
      'Tue 22 Dec: ○ 7:00 am Morning practice',
    ]);
  });

  test('with three sessions a day, all open, it still fits one message', async () => {
    const daily = { kind: 'recurring', rrule: 'FREQ=DAILY', anchorDate: '2026-01-06' } as const;
    const wallTimes = ['07:00', '12:30', '19:00'];
    const rule = { ...morning.rule, dates: daily, wallTimes };
    const room = await rehearse({ series: [{ ...morning, rule }] });
    const { message } = await room.command(carol, 'teachers plan');
    expect(message.text.length).toBeLessThanOrEqual(2_000);
    expect(message.text).toContain('84 sessions: ● 0 covered, ◐ 0 asked, ○ 84 open.');
    expect(message.text).not.toContain('more lines');
    expect(message.text).toContain('○ 7:00 am · ○ 12:30 pm · ○ 7:00 pm');
  });

  test('a question that somebody has deleted is no trouble to anyone', async () => {
    const room = await withTeachers([ben, dev], [ben]);
    await goTo(room, -23 * 60);
    const [question] = room.messenger.standingIn(teachers);
    const yes = room.control(teachers, 'teachYes');
    await room.messenger.remove(teachers, question?.messageId ?? asId('0'));
    const { message } = await room.press(ben, yes);
    expect(message.text).toContain('Thank you. You are teaching');
    await room.clock.advanceBy(MINUTE);
    expect(room.standing(coordinators)).toEqual([]);
  });

  test('taken off by a coordinator: they are told, and the others are asked', async () => {
    const room = await withTeachers([ben, dev], [ben]);
    await goTo(room, -6 * 60);
    const session = { session: room.occurrenceId, teacher: ben.userId };
    await room.command(carol, 'teachers unassign', session);
    await room.clock.advanceBy(1_000);
    expect(asked(room)).toEqual([
      'Ben, a coordinator has planned it differently, and you are free then. Th',
      '!Dev, it has no teacher yet. Could you teach it?',
    ]);
    const again = await room.command(carol, 'teachers unassign', session);
    expect(again.message.text).toContain('Nothing was changed.');
  });
});

async function change(room: Room, wanted: TimetableChange): Promise<void> {
  const caller = callerOf(carol);
  const preview = room.bot.app.timetable.preview(caller, wanted);
  if (!preview.ok) throw new Error(preview.refusal.code);
  const done = room.bot.app.timetable.confirm(caller, preview.value.draftId);
  expect(done.ok).toBe(true);
  await room.clock.advanceBy(20_000);
}

function confirmed(room: Room): UserId[] {
  return room.store.teaching
    .ofOccurrence(guildId, room.occurrenceId)
    .filter(({ status }) => status === 'confirmed')
    .flatMap(({ number }) => room.store.people.byNumber(guildId, number)?.userId ?? []);
}
