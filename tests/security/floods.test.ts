import { expect, test } from '@jest/globals';
import type { Caller } from '../../src/app/command.ts';
import { FloodGate } from '../../src/app/flood-gate.ts';
import { asId, type GuildId, type UserId } from '../../src/domain/identity.ts';
import type { RoomMember } from '../../src/domain/presence.ts';
import { english } from '../../src/texts/en/english.ts';
import {
  alice,
  ana,
  callerOf,
  carol,
  guildId,
  hall,
  member,
  rehearse,
  vera,
} from '../app/rehearsal.ts';
import { createManualClock } from '../manual-clock.ts';
import { command, forge, press, type Forged } from './forger.ts';

const TOO_MANY = english.refusals.TOO_MANY_AT_ONCE();
const typing: Forged = { type: 'complete', path: 'play', option: 'recording', typed: 'k' };

type Rehearsal = Awaited<ReturnType<typeof rehearse>>;

/** How often the platform was called for each of so many asks. */
async function callsOf(
  stage: Rehearsal,
  person: RoomMember,
  forged: Forged,
  times: number,
): Promise<number[]> {
  const calls: number[] = [];
  for (let time = 0; time < times; time += 1) {
    calls.push((await forge(stage, person, forged)).calls);
  }
  return calls;
}

const stranger = (index: number): RoomMember =>
  member(String(300_000_000_000_000_000n + BigInt(index)));

const caller = (index: number): Caller => ({
  ...callerOf(alice),
  userId: asId<UserId>(String(index)),
});

/** So many people who press whatever there is, until the guild as a whole is held back. */
async function floodGuild(stage: Rehearsal): Promise<void> {
  for (let index = 0; index < 15; index += 1) {
    await callsOf(stage, stranger(index), press('bell|what|-|'), 30);
  }
  const { texts } = await forge(stage, stranger(15), command('sessions'));
  expect(texts).toEqual([TOO_MANY]);
}

test('one person who asks without end is told once, then gets no answer, and goes on after a while', async () => {
  const stage = await rehearse();
  const calls = await callsOf(stage, alice, command('sessions'), 100);
  expect(calls).toEqual([...Array(21).fill(1), ...Array(79).fill(0)]);
  const first = await forge(stage, vera, command('sessions'));
  expect(first.texts).not.toEqual([TOO_MANY]);
  await stage.clock.advanceBy(4_000);
  const again = await callsOf(stage, alice, command('sessions'), 5);
  expect(again).toEqual([1, 1, 0, 0, 0]);
  await stage.clock.advanceBy(60_000);
  const { texts } = await forge(stage, alice, command('sessions'));
  expect(texts).not.toEqual([TOO_MANY]);
});

test('a flood by many in one guild holds back participants and nobody who looks after a room', async () => {
  const stage = await rehearse();
  await floodGuild(stage);
  for (const person of [vera, ana, carol]) {
    const { texts } = await forge(stage, person, command('status'));
    expect(texts).toHaveLength(1);
    expect(texts).not.toContain(TOO_MANY);
  }
  await stage.clock.advanceBy(10_000);
  const { texts } = await forge(stage, alice, command('sessions'));
  expect(texts).not.toContain(TOO_MANY);
});

test('stop, hold and hand over work in the midst of every flood, their own included', async () => {
  const stage = await rehearse();
  await stage.at(-5);
  stage.enter(alice);
  stage.enter(vera);
  await stage.at(4.5);
  await floodGuild(stage);
  // The volunteer has been in a hurry, too.
  await callsOf(stage, vera, command('status'), 50);
  const hold = await forge(stage, vera, press(stage.control(hall, 'hold')));
  expect(hold.texts).toHaveLength(1);
  expect(hold.texts[0]).not.toBe(TOO_MANY);
  expect(stage.state()).toMatchObject({ phase: 'waiting', heldUntilMs: expect.any(Number) });
  await stage.clock.advanceBy(60_000);
  await forge(stage, vera, command('play', { recording: 'kindness' }));
  await stage.clock.advanceBy(120_000);
  expect(stage.state()?.phase).toBe('playing');
  await floodGuild(stage);
  await callsOf(stage, ana, command('status'), 50);
  stage.enter(ana);
  await stage.clock.advanceBy(2_000);
  await forge(stage, ana, press(stage.control(hall, 'takeOver')));
  await stage.clock.advanceBy(3_000);
  expect(stage.state()?.phase).toBe('led');
});

test('coordinators stop the sound in the midst of a flood, by command and by button', async () => {
  const stage = await rehearse();
  await stage.at(-5);
  stage.enter(alice);
  await stage.at(1);
  await forge(stage, vera, command('play', { recording: 'kindness' }));
  await stage.at(6);
  expect(stage.state()?.phase).toBe('playing');
  await floodGuild(stage);
  await callsOf(stage, carol, command('schedule list'), 50);
  const stopped = await forge(stage, carol, command('stop'));
  expect(stopped.texts).toEqual([english.answers.stopped()]);
  expect(stage.state()?.phase).not.toBe('playing');
});

test('whoever presses Stop by hand without being a volunteer is held back with the others', async () => {
  const stage = await rehearse();
  await floodGuild(stage);
  const calls = await callsOf(stage, stranger(99), press('bell|stop|-|'), 30);
  expect(calls).toEqual([1, ...Array(29).fill(0)]);
});

test('completions have a wider limit of their own, and are left out without a word', async () => {
  const stage = await rehearse();
  const calls = await callsOf(stage, vera, typing, 100);
  expect(calls).toEqual([...Array(60).fill(1), ...Array(40).fill(0)]);
  const { texts } = await forge(stage, vera, command('status'));
  expect(texts).not.toContain(TOO_MANY);
});

test('a flood of ten thousand people is held with bounded memory, and forgotten when it is over', async () => {
  const clock = createManualClock(1_000_000);
  const gate = new FloodGate(clock);
  let passed = 0;
  for (let index = 0; index < 10_000; index += 1) {
    if (gate.pass('usual', caller(index), () => false) === 'passes') passed += 1;
  }
  expect(passed).toBe(200);
  expect(gate.size).toBeLessThanOrEqual(5_001);
  await clock.jumpTo(2_000_000);
  gate.pass('usual', { ...caller(1), guildId: asId<GuildId>('7') }, () => false);
  expect(gate.size).toBeLessThanOrEqual(3);
});

test('a clock that was set back holds nobody for long', () => {
  let nowMs = 10_000_000;
  const gate = new FloodGate({ nowMs: () => nowMs });
  const ask = () => gate.pass('usual', { ...callerOf(alice), guildId }, () => false);
  const passages = Array.from({ length: 21 }, ask);
  expect(passages.at(-1)).toBe('heldAndTold');
  nowMs = 5_000_000;
  expect(ask()).toBe('passes');
});
