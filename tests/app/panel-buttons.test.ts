/** What the buttons of the panel answer: to volunteers, to everyone, and when they come too late. */
import { expect, test } from '@jest/globals';
import { Meter } from '../../src/app/meter.ts';
import { Router } from '../../src/app/router.ts';
import { asId, type GuildId, type RecordingId } from '../../src/domain/identity.ts';
import type { KeptRecording } from '../../src/domain/recording.ts';
import {
  alice,
  guildId,
  hall,
  kindness,
  member,
  MINUTE,
  rehearse,
  START_MS,
  vera,
} from './rehearsal.ts';

const SECOND = 1_000;
/** Shortly before the session. */
const OPENS_MS = START_MS - 10 * MINUTE;
const rest = asId<RecordingId>('rest');

type Room = Awaited<ReturnType<typeof rehearse>>;

function keep(room: Room, changes: Partial<KeptRecording>): void {
  const kept = room.store.allowlist.kept(guildId, kindness.id);
  if (!kept) throw new Error('There is no recording.');
  room.store.allowlist.saveKept(guildId, { ...kept, ...changes }, room.clock.nowMs());
}

/** A volunteer and a participant listen; another recording is approved as well. */
async function playing(transcript = '') {
  const room = await rehearse({ startMs: OPENS_MS });
  keep(room, { transcript });
  keep(room, { id: rest, title: 'Resting', file: 'rest.opus', sha256: 'b'.repeat(64) });
  await room.at(0);
  room.enter(alice);
  room.enter(vera);
  await room.at(1);
  await room.command(vera, 'play', { recording: kindness.id });
  await room.clock.advanceBy(30 * SECOND);
  return room;
}

const optionsOf = ({ message }: Awaited<ReturnType<Room['press']>>): string[] =>
  message.rows
    .flat()
    .flatMap((control) => ('options' in control ? control.options : []))
    .map(({ value }) => value);

const idOf = ({ message }: Awaited<ReturnType<Room['press']>>, action: string): string => {
  const found = message.rows.flat().find(({ id }) => id.includes(`|${action}|`));
  if (!found) throw new Error(`The answer has no ${action}.`);
  return found.id;
};

test('another one: a private menu without what plays, and the pick fades it out', async () => {
  const room = await playing();
  const answer = await room.press(vera, room.control(hall, 'another'));
  expect(answer.visibility).toBe('private');
  expect(answer.message.text).toContain('What would you like instead?');
  expect(optionsOf(answer)).toEqual(['recording:rest', 'silence:10', 'silence:15', 'silence:20']);
  const picked = await room.press(vera, idOf(answer, 'choose'), ['recording:rest']);
  expect(picked.message.text).toContain('**Resting** begins now');
  await room.clock.advanceBy(30 * SECOND);
  expect(room.state()).toMatchObject({ phase: 'playing', recordingId: rest, practices: 2 });
  // No word between: what played before has made way.
  expect(room.heard().filter((what) => what.startsWith('recording/'))).toEqual([
    'recording/kindness',
    'recording/rest',
  ]);
});

test('another one, near the end: nothing else fits, and what plays goes on', async () => {
  const room = await playing();
  keep(room, { lengthMs: 55 * 60_000, id: rest, title: 'Resting' });
  const occurrence = room.store.occurrences.find(guildId, room.occurrenceId);
  if (!occurrence) throw new Error('There is no session.');
  const endsAtMs = room.clock.nowMs() + 10 * 60_000;
  room.store.occurrences.save({ ...occurrence, endsAtMs });
  const answer = await room.press(vera, room.control(hall, 'another'));
  expect(answer.message).toMatchObject({
    rows: [],
    text: expect.stringContaining('Nothing else fits'),
  });
  expect(room.state()).toMatchObject({ phase: 'playing' });
});

test('participants may not ask for another one, and are told what they may do', async () => {
  const room = await playing();
  const answer = await room.press(alice, room.control(hall, 'another'));
  expect(answer.message.text).toMatch(/Only volunteers, teachers and coordinators can choose/);
  expect(room.state()).toMatchObject({ practices: 1 });
});

test('a volunteer whose role was taken is a participant from then on', async () => {
  const room = await playing();
  const noMore = member(vera.userId);
  for (const action of ['stop', 'another']) {
    const answer = await room.press(noMore, room.control(hall, action));
    expect(answer.message.text).toMatch(/Only volunteers/);
  }
  expect(room.state()).toMatchObject({ phase: 'playing', practices: 1 });
});

test('the words: a short one is one private message, safe as it is', async () => {
  const room = await playing('Rest *here*.\nNow @everyone breathes.');
  const answer = await room.press(alice, room.control(hall, 'transcript'));
  expect(answer.visibility).toBe('private');
  expect(answer.message.text).toBe(
    'The words of **A little kindness**:\nRest \\*here\\*.\nNow @\u200Beveryone breathes.',
  );
});

test('the words: a longer one is read on page by page, in the same place', async () => {
  const words = Array.from({ length: 40 }, (_, line) => `${line} ${'breathe '.repeat(12)}`);
  const room = await playing(words.join('\n'));
  const first = await room.press(alice, room.control(hall, 'transcript'));
  expect(first.message.text.length).toBeLessThanOrEqual(2_000);
  const second = await room.press(alice, idOf(first, 'transcriptPage'));
  expect(second.visibility).toBe('inPlace');
  const third = await room.press(alice, idOf(second, 'transcriptPage'));
  expect(third.message.rows).toEqual([]);
  const read = [first, second, third].flatMap(({ message }) => message.text.split('\n'));
  expect(read.filter((line) => /^\d+ breathe/.test(line))).toHaveLength(40);
});

test('the words: what is longer still comes as a text file', async () => {
  const words = 'Breathe in, and breathe out. '.repeat(500).trim();
  const room = await playing(words);
  const { message } = await room.press(alice, room.control(hall, 'transcript'));
  expect(message.text).toContain('are in the text file below');
  const [file] = message.files ?? [];
  expect(file?.name).toBe('words.txt');
  expect(new TextDecoder().decode(file?.bytes)).toBe(words);
});

test('without a transcript there is no button for it, and an old one is answered kindly', async () => {
  const room = await playing('Rest.');
  const id = room.control(hall, 'transcript');
  keep(room, { transcript: '' });
  const answer = await room.press(alice, id);
  expect(answer.message.text).toContain('Nobody has written down the words');
  await room.clock.advanceBy(60 * SECOND);
  expect(() => room.control(hall, 'transcript')).toThrow('No control');
});

test('a button of a panel that is over does nothing, and says so', async () => {
  const room = await playing('Rest.');
  const ids = ['stop', 'another', 'transcript'].map((action) => room.control(hall, action));
  await room.command(vera, 'sit', { minutes: 10 });
  await room.clock.advanceBy(20 * SECOND);
  for (const id of ids) {
    const answer = await room.press(vera, id);
    expect(answer.message.text).toMatch(/This button belongs to an earlier moment/);
  }
  expect(room.state()).toMatchObject({ phase: 'sitting', practices: 2 });
  const stopped = await room.press(vera, room.control(hall, 'stop'));
  expect(stopped.message.text).toContain('fades out now');
});

test('pages of a recording that was taken back are not shown any more', async () => {
  const words = Array.from({ length: 40 }, () => 'breathe '.repeat(12));
  const room = await playing(words.join('\n'));
  const first = await room.press(alice, room.control(hall, 'transcript'));
  keep(room, { status: 'revoked' });
  const next = await room.press(alice, idOf(first, 'transcriptPage'));
  expect(next.message.text).toMatch(/This button belongs to an earlier moment/);
});

test('a message of another server moves nothing here', async () => {
  const room = await playing();
  const elsewhere = asId<GuildId>('900000000000000099');
  const answers: string[] = [];
  const router = new Router({
    commands: [],
    looseButtons: [(await import('../../commands/panel.ts')).default],
    app: { ...room.bot.app, may: () => true },
    clock: room.clock,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    meter: new Meter(),
    newIncidentId: () => 'incident',
    wordsOf: { refusal: ({ code }) => code, trouble: (id) => id },
  });
  const id = room.control(hall, 'another');
  const caller = {
    userId: vera.userId,
    guildId: elsewhere,
    channelId: hall,
    roleIds: [],
    locale: 'en',
  };
  await router.handle(
    { type: 'component', id, values: [], caller },
    {
      defer: () => Promise.resolve(),
      answer: ({ text }) => Promise.resolve(void answers.push(text)),
      update: () => Promise.resolve(true),
      replace: () => Promise.resolve(),
      complete: () => Promise.resolve(),
    },
  );
  expect(answers[0]).not.toContain('What would you like instead');
  expect(room.state()).toMatchObject({ phase: 'playing', practices: 1 });
});
