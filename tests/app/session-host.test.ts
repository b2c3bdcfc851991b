import { expect, test } from '@jest/globals';
import {
  alice,
  ana,
  announcements,
  carol,
  coordinators,
  guildId,
  hall,
  MINUTE,
  morning,
  rehearse,
  START_MS,
  vera,
  HOUR,
} from './rehearsal.ts';

const startsWith = (texts: string[], words: string): number =>
  texts.filter((text) => text.includes(words)).length;

test('a session without a teacher, from the first reminder to the closing words', async () => {
  const room = await rehearse();
  await room.at(-24 * 60);
  expect(room.standing(announcements)).toHaveLength(1);
  await room.at(-60);
  await room.at(-10);
  // The older reminders are gone, so that the channel stays readable.
  expect(room.standing(announcements)).toHaveLength(1);
  room.enter(alice);
  await room.at(5.1);
  expect(room.heard()).toEqual(['voice/en/bdl/begin-soon', 'voice/en/bdl/welcome']);
  expect(startsWith(room.standing(hall), 'Welcome. We are all welcome.')).toBe(1);
  await room.at(8);
  expect(room.heard()).toEqual([
    'voice/en/bdl/begin-soon',
    'voice/en/bdl/welcome',
    'voice/en/bdl/recording-next',
    'recording/kindness',
  ]);
  await room.at(25);
  expect(room.state()).toMatchObject({ phase: 'ended', reason: 'completed' });
  expect(room.heard().at(-1)).toBe('voice/en/bdl/close');
  await room.at(61);
  expect(room.standing(announcements)).toEqual([]);
  expect(room.incidents).toEqual([]);
});

test('a volunteer chooses silence from the menu: bells at its edges', async () => {
  const room = await rehearse();
  room.enter(alice);
  room.enter(vera);
  await room.at(6);
  const refused = await room.press(alice, room.control(hall, 'choose'), ['silence:10']);
  expect(refused.visibility).toBe('private');
  expect(room.state()).toMatchObject({ phase: 'choosing' });
  await room.press(vera, room.control(hall, 'choose'), ['silence:10']);
  expect(room.state()).toMatchObject({ phase: 'sitting' });
  await room.at(15.9);
  expect(room.heard().at(-1)).toBe('bell/opening');
  await room.at(17);
  expect(room.heard().slice(-3)).toEqual([
    'bell/closing',
    'voice/en/bdl/silence-end',
    'voice/en/bdl/choose',
  ]);
});

test('a teacher who comes during the welcome has the room after the sentence', async () => {
  const room = await rehearse();
  room.enter(alice);
  await room.clock.advanceTo(START_MS + 5 * MINUTE + 5_000);
  room.enter(ana);
  await room.at(7);
  expect(room.state()).toMatchObject({ phase: 'led', isInRoom: false });
  const welcome = room.voice.heard.find(({ what }) => what === 'voice/en/bdl/welcome');
  expect(welcome?.toMs).toBeGreaterThanOrEqual(9_000);
  expect(welcome?.toMs).toBeLessThanOrEqual(10_200);
  expect(room.voice.room(guildId).isSounding).toBe(false);
});

test('killed in the middle of the welcome: it goes on with the next sentence', async () => {
  const room = await rehearse();
  room.enter(alice);
  await room.clock.advanceTo(START_MS + 5 * MINUTE + 14_000);
  await room.stage.kill();
  await room.clock.advanceBy(3_000);
  room.stage.start();
  await room.at(6.5);
  expect(room.voice.heard[0]).toMatchObject({ what: 'voice/en/bdl/welcome', fromMs: 20_200 });
  expect(startsWith(room.standing(hall), 'Welcome. We are all welcome.')).toBe(1);
});

test('killed in the closing words: it is over, and nobody looks after it any more', async () => {
  const room = await rehearse();
  room.enter(alice);
  while (room.state()?.phase !== 'closing') await room.clock.advanceBy(1_000);
  await room.stage.kill();
  await room.clock.advanceBy(3_000);
  room.stage.start();
  expect(room.state()).toMatchObject({ phase: 'ended', isInterrupted: false });
  // The gateway loses that she goes: what is over would not be told of it, and be asked for ever.
  room.directory.roomMembers = () => [];
  await room.clock.advanceBy(5 * MINUTE);
  expect(room.incidents).toEqual([]);
});

test('killed in the middle of a recording: it goes on where it was, and no message stands twice', async () => {
  const room = await rehearse();
  room.enter(alice);
  await room.at(12);
  const before = room.voice.heard.find(({ what }) => what === 'recording/kindness');
  if (!before) throw new Error('The recording was not heard.');
  const cutAtMs = room.clock.nowMs() - before.startedAtMs;
  await room.stage.kill();
  await room.clock.advanceBy(2_000);
  room.stage.start();
  await room.clock.advanceBy(10_000);
  const after = room.voice.heard.find(({ what }) => what === 'recording/kindness');
  expect(after?.fromMs).toBeLessThanOrEqual(cutAtMs);
  expect(after?.fromMs).toBeGreaterThan(cutAtMs - 6_000);
  const texts = room.standing(hall);
  expect(new Set(texts).size).toBe(texts.length);
  expect(startsWith(texts, 'We go on at minute 4')).toBe(1);
});

test('killed again and again in a recording: it goes on each time, and the room is told of it once', async () => {
  const room = await rehearse();
  room.enter(alice);
  await room.at(12);
  for (let kill = 0; kill < 4; kill += 1) {
    await room.stage.kill();
    await room.clock.advanceBy(2_000);
    room.stage.start();
    await room.clock.advanceBy(8_000);
    expect(room.voice.heard.at(-1)?.what).toBe('recording/kindness');
  }
  expect(room.standing(hall).filter((text) => text.includes('I lost the sound'))).toHaveLength(1);
});

test('a lost answer is not a second message', async () => {
  const room = await rehearse();
  room.messenger.failNext('post', { kind: 'uncertain', isDone: true, cause: 'socket closed' });
  await room.at(-23.9 * 60);
  expect(room.standing(announcements)).toHaveLength(1);
});

test('after a crash between post and mark the channel is read before anything is sent again', async () => {
  const room = await rehearse();
  const far = { kind: 'uncertain', isDone: true, cause: 'socket closed' } as const;
  room.messenger.failNext('post', far);
  await room.clock.advanceTo(START_MS - 24 * HOUR + 500);
  await room.stage.kill();
  // Long enough for the platform to have forgotten the nonce.
  await room.clock.advanceBy(10 * MINUTE);
  room.stage.start();
  await room.clock.advanceBy(MINUTE);
  expect(room.messenger.calls.filter(({ operation }) => operation === 'findOwn')).toHaveLength(1);
  expect(room.standing(announcements)).toHaveLength(1);
});

test('while the platform is away the channel is looked at again, and nothing is sent meanwhile', async () => {
  const room = await rehearse();
  room.messenger.failNext('post', { kind: 'uncertain', isDone: true, cause: 'socket closed' });
  await room.clock.advanceTo(START_MS - 24 * HOUR + 500);
  await room.stage.kill();
  await room.clock.advanceBy(10 * MINUTE);
  const away = { kind: 'notNow', retryAfterMs: 30_000, cause: 'ECONNREFUSED' } as const;
  room.messenger.failNext('findOwn', away, away);
  room.stage.start();
  await room.clock.advanceBy(2 * MINUTE);
  expect(room.messenger.calls.filter(({ operation }) => operation === 'findOwn')).toHaveLength(3);
  expect(room.standing(announcements)).toHaveLength(1);
  expect(room.standing(coordinators)).toEqual([]);
});

test('an unreadable channel is told to coordinators, and nothing is sent again', async () => {
  const room = await rehearse();
  room.messenger.failNext('post', { kind: 'uncertain', isDone: true, cause: 'socket closed' });
  await room.clock.advanceTo(START_MS - 24 * HOUR + 500);
  await room.stage.kill();
  await room.clock.advanceBy(10 * MINUTE);
  room.messenger.failNext('findOwn', { kind: 'refused', why: 'MISSING_PERMISSION' });
  room.stage.start();
  await room.clock.advanceBy(MINUTE);
  expect(room.standing(announcements)).toHaveLength(1);
  expect(room.standing(coordinators)).toHaveLength(1);
});

test('several reminders overdue: only the most urgent is sent', async () => {
  const room = await rehearse();
  await room.stage.kill();
  await room.at(-55);
  room.stage.start();
  await room.at(-54);
  expect(room.standing(announcements)).toHaveLength(1);
  const rows = room.store.due.ofOccurrence(guildId, room.occurrenceId);
  const dayBefore = rows.find(({ kind }) => kind === 'reminder.1440m');
  expect(dayBefore).toMatchObject({ status: 'skipped' });
});

test('a cancelled session is announced once, and keeps silent', async () => {
  const room = await rehearse();
  await room.at(-30);
  const preview = await room.command(carol, 'schedule cancel', { session: room.occurrenceId });
  const confirm = preview.message.rows.flat().find(({ id }) => id.includes('confirmDraft'));
  await room.press(carol, confirm?.id ?? '');
  room.enter(alice);
  await room.at(30);
  expect(room.standing(announcements)).toHaveLength(1);
  expect(room.standing(announcements)[0]).toContain('will not take place');
  expect(room.standing(hall)).toEqual([]);
  expect(room.heard()).toEqual([]);
  expect(room.store.audit.latest(guildId, 1)[0]).toMatchObject({
    action: 'timetable.edited',
    actorId: carol.userId,
  });
});

test('a voice that may not speak is told to coordinators once, and the words are still shown', async () => {
  const room = await rehearse();
  room.enter(alice);
  for (let index = 0; index < 3; index += 1) room.voice.failNextJoin('MISSING_SPEAK', 10 * MINUTE);
  await room.at(6);
  expect(startsWith(room.standing(coordinators), 'Speak')).toBe(1);
  expect(startsWith(room.standing(hall), 'Welcome. We are all welcome.')).toBe(1);
});

test('asked to end while a recording sounds: the room is told, and after the start it goes on', async () => {
  const room = await rehearse();
  room.enter(alice);
  await room.at(12);
  await room.bot.stop();
  expect(startsWith(room.standing(hall), 'I have to pause')).toBe(1);
  await room.stage.kill();
  await room.at(13);
  room.stage.start();
  await room.at(14);
  expect(room.heard()).toEqual(['voice/en/bdl/resumed', 'recording/kindness']);
});

test('two sessions at once in one guild: one source of sound, and coordinators are told', async () => {
  const second = { ...morning, id: 'second' as typeof morning.id, name: 'Second', remindersMs: [] };
  const room = await rehearse({ series: [{ ...morning, remindersMs: [] }, second] });
  room.enter(alice);
  await room.at(6);
  expect(room.heard()).toEqual(['voice/en/bdl/begin-soon', 'voice/en/bdl/welcome']);
  expect(room.standing(coordinators)).toHaveLength(1);
});

test('when the timetable moves a session its reminders move with it', async () => {
  const room = await rehearse();
  await room.at(-20 * 60);
  expect(room.standing(announcements)).toHaveLength(1);
  room.bot.useSeries(guildId, [{ ...morning, rule: { ...morning.rule, wallTimes: ['09:00'] } }]);
  const moved = room.store.occurrences.find(guildId, room.occurrenceId);
  await room.clock.advanceBy(MINUTE);
  // The reminder with the old time is gone; the next one has the new time.
  expect(room.standing(announcements)).toEqual([]);
  expect(moved).toMatchObject({ revision: 2, startsAtMs: START_MS + 2 * HOUR });
  await room.at(0);
  expect(room.state()?.phase ?? 'upcoming').toBe('upcoming');
  await room.at(61);
  const sent = room.store.due
    .ofOccurrence(guildId, room.occurrenceId)
    .filter(({ status, kind }) => status === 'sent' && kind.startsWith('reminder'));
  expect(sent.map(({ kind, revision }) => `${kind} ${revision}`)).toEqual([
    'reminder.1440m 1',
    'reminder.60m 2',
  ]);
});

test('a series that leaves the timetable while its session is on: the session goes on to its end', async () => {
  const room = await rehearse();
  room.enter(alice);
  await room.at(6);
  room.bot.useSeries(guildId, []);
  await room.at(30);
  expect(room.state()).toMatchObject({ phase: 'ended', reason: 'completed', isInRoom: false });
  expect(room.heard().at(-1)).toBe('voice/en/bdl/close');
});

test('who comes while the process is asked to end starts nothing again', async () => {
  const room = await rehearse();
  room.enter(alice);
  await room.at(12);
  const stopped = room.bot.stop();
  room.enter(vera);
  room.leave(alice);
  await stopped;
  await room.clock.advanceBy(5_000);
  expect(room.voice.room(guildId).isSounding).toBe(false);
});

test('a teacher whose role was renamed is still no listener: nothing is read over them', async () => {
  const room = await rehearse({ startMs: START_MS - 30 * MINUTE });
  room.enter(ana);
  room.enter(alice);
  await room.at(1);
  expect(room.state()).toMatchObject({ phase: 'led' });
  room.renameTeacherRole('Guide');
  await room.at(20);
  expect(room.state()).toMatchObject({ phase: 'led', presence: { teachers: 1, listeners: 1 } });
  expect(room.heard()).toEqual([]);
  expect(startsWith(room.standing(coordinators), 'Teacher')).toBe(1);
});

test('a name that nobody can find is told to coordinators once', async () => {
  const room = await rehearse({
    series: [morning, { ...morning, id: 'lost' as typeof morning.id, room: 'Nowhere' }],
  });
  await room.clock.advanceBy(3 * HOUR);
  expect(startsWith(room.standing(coordinators), 'Nowhere')).toBe(1);
});

test('a bad timetable is told once with its mistakes, and the old one stays', async () => {
  const room = await rehearse();
  room.bot.reportBadTimetable(guildId, ['Line 3: this.', 'Line 7: that.']);
  room.bot.reportBadTimetable(guildId, ['Line 3: this.', 'Line 7: that.']);
  await room.clock.advanceBy(1000);
  expect(startsWith(room.standing(coordinators), 'Line 7: that.')).toBe(1);
  expect(room.store.series.list(guildId)).toHaveLength(1);
});

test('a disk that takes nothing is asked again by the heartbeat, and not without a pause', async () => {
  const room = await rehearse();
  room.enter(alice);
  await room.at(3.9);
  let asked = 0;
  const transaction = room.store.transaction.bind(room.store);
  Object.assign(room.store, {
    transaction: () => {
      asked += 1;
      throw Object.assign(new Error('full'), { name: 'StoreFault', code: 'DISK_FULL' });
    },
  });
  await room.at(5.9);
  expect(asked).toBeGreaterThan(2);
  expect(asked).toBeLessThan(100);
  Object.assign(room.store, { transaction });
  await room.at(8);
  expect(room.heard()).toContain('voice/en/bdl/welcome');
});

test('a room that cannot be counted gets no welcome: a teacher may have come', async () => {
  const room = await rehearse();
  room.enter(alice);
  await room.at(4.999);
  // One for the moment when the teacher comes, and one for the count right before the welcome.
  let failuresLeft = 2;
  const transaction = room.store.transaction.bind(room.store);
  Object.assign(room.store, {
    transaction: <T>(work: () => T): T => {
      if (failuresLeft === 0) return transaction(work);
      failuresLeft -= 1;
      throw Object.assign(new Error('locked'), { name: 'StoreFault', code: 'LOCKED' });
    },
  });
  room.enter(ana);
  await room.at(8);
  expect(failuresLeft).toBe(0);
  expect(room.heard()).not.toContain('voice/en/bdl/welcome');
  expect(room.state()).toMatchObject({ phase: 'led' });
});
