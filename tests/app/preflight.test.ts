/** When everything is looked over, what comes of it, and who has the voice meanwhile. */
import { expect, test } from '@jest/globals';
import type { PlatformAnswer } from '../../src/app/preflight-port.ts';
import type { PreflightLine } from '../../src/domain/preflight.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { settle } from '../manual-clock.ts';
import { createFakePreflight } from './fake-preflight.ts';
import {
  alice,
  announcements,
  carol,
  coordinators,
  guildId,
  hall,
  HOUR,
  MINUTE,
  rehearse,
  START_MS,
} from './rehearsal.ts';

const texts = textsFor('en');
type Rehearsal = Awaited<ReturnType<typeof rehearse>>;

/** A day and an hour before the session, as every rehearsal. */
async function rehearseWith(startMs = START_MS - 25 * HOUR) {
  const outside = createFakePreflight();
  return { outside, rehearsal: await rehearse({ preflight: outside, startMs }) };
}

const codesOf = ({ bot }: Rehearsal, ...outcomes: PreflightLine['outcome'][]): string[] =>
  (bot.app.preflight.latest(guildId)?.lines ?? [])
    .filter(({ outcome }) => outcomes.includes(outcome))
    .map(({ code }) => code);

const told = (rehearsal: Rehearsal): string[] =>
  rehearsal.standing(coordinators).filter((text) => text.startsWith('I looked over everything'));

test('soon after the first start, then daily, and three hours before the session', async () => {
  const { outside, rehearsal } = await rehearseWith();
  const { clock } = rehearsal;
  await clock.advanceBy(MINUTE);
  expect(outside.asked).toBe(0);
  await clock.advanceBy(2 * MINUTE);
  expect(outside.asked).toBe(1);
  expect(codesOf(rehearsal, 'broken', 'skipped')).toEqual([]);
  expect(codesOf(rehearsal, 'well')).toEqual([
    'TOKEN_ACCEPTED',
    'PERMISSIONS_GRANTED',
    'PERMISSIONS_GRANTED',
    'PERMISSIONS_GRANTED',
    'ROLE_FOUND',
    'ROLE_FOUND',
    'ROLE_FOUND',
    'ROOM_HEARD',
    'FILES_IN_ORDER',
    'DISK_IN_ORDER',
    'CLOCK_RIGHT',
    'ZONES_KNOWN',
    'FFMPEG_FOUND',
  ]);
  await clock.advanceTo(START_MS - 3 * HOUR - MINUTE);
  expect(outside.asked).toBe(1);
  await clock.advanceTo(START_MS - 3 * HOUR + MINUTE);
  expect(outside.asked).toBe(2);
  await clock.advanceTo(START_MS + 20 * HOUR);
  expect(outside.asked).toBe(2);
  await clock.advanceTo(START_MS + 21 * HOUR + MINUTE);
  expect(outside.asked).toBe(3);
});

test('the room is joined for a second of silence, alone, and left again', async () => {
  const { rehearsal } = await rehearseWith();
  await rehearsal.clock.advanceBy(4 * MINUTE);
  const { calls, events, heard } = rehearsal.voice;
  expect(calls.map(({ method }) => method)).toEqual(['join', 'play', 'fadeOut', 'leave']);
  expect(calls[0]).toMatchObject({ method: 'join', channelId: hall });
  expect(heard.map(({ what }) => what)).toEqual(['pause']);
  expect(events.at(-1)?.event.type).toBe('left');
});

test('a restart neither looks again nor forgets what was found', async () => {
  const { outside, rehearsal } = await rehearseWith();
  outside.missingById.set(announcements, ['SendMessages']);
  await rehearsal.clock.advanceBy(4 * MINUTE);
  expect(codesOf(rehearsal, 'broken')).toEqual(['PERMISSIONS_MISSING']);
  expect(told(rehearsal)).toHaveLength(1);
  rehearsal.stage.health.clear('PREFLIGHT_FAILED');
  await rehearsal.kill();
  rehearsal.start();
  expect(rehearsal.stage.health.troubles.map(({ code }) => code)).toEqual(['PREFLIGHT_FAILED']);
  await rehearsal.clock.advanceBy(10 * MINUTE);
  expect(outside.asked).toBe(1);
  expect(codesOf(rehearsal, 'broken')).toEqual(['PERMISSIONS_MISSING']);
  expect(told(rehearsal)).toHaveLength(1);
});

test('one that a crash has cut is made after the next start', async () => {
  const { outside, rehearsal } = await rehearseWith();
  outside.platform.ask = () => new Promise(() => undefined);
  await rehearsal.clock.advanceBy(4 * MINUTE);
  await rehearsal.kill();
  outside.platform.ask = () => Promise.resolve({ kind: 'accepted', aheadMs: 0 });
  rehearsal.start();
  await rehearsal.clock.advanceBy(4 * MINUTE);
  expect(codesOf(rehearsal, 'broken', 'skipped')).toEqual([]);
  expect(rehearsal.bot.app.preflight.latest(guildId)).not.toBeNull();
});

test('what is broken is looked at again each hour, told once, and told again when it comes back', async () => {
  const { outside, rehearsal } = await rehearseWith();
  const { clock, stage } = rehearsal;
  outside.disk.state = { kind: 'writable', freeBytes: 90_000_000 };
  await clock.advanceBy(4 * MINUTE);
  expect(told(rehearsal)).toHaveLength(1);
  expect(stage.health.troubles.map(({ code }) => code)).toEqual(['PREFLIGHT_FAILED']);
  outside.disk.state = { kind: 'writable', freeBytes: 80_000_000 };
  await clock.advanceBy(3 * HOUR);
  expect(outside.asked).toBe(4);
  expect(told(rehearsal)).toHaveLength(1);
  outside.disk.state = { kind: 'writable', freeBytes: 9_000_000_000 };
  await clock.advanceBy(HOUR + MINUTE);
  expect(stage.health.troubles).toEqual([]);
  await clock.advanceTo(START_MS - 3 * HOUR - MINUTE);
  outside.disk.state = { kind: 'writable', freeBytes: 90_000_000 };
  await clock.advanceBy(2 * MINUTE);
  expect(told(rehearsal)).toHaveLength(2);
});

test('only what is new is told, each line with what to do', async () => {
  const { outside, rehearsal } = await rehearseWith();
  outside.missingById.set(announcements, ['SendMessages', 'CreatePublicThreads']);
  await rehearsal.clock.advanceBy(4 * MINUTE);
  outside.answer = { kind: 'accepted', aheadMs: -7 * MINUTE };
  await rehearsal.clock.advanceBy(HOUR + MINUTE);
  const [first = '', second = '', ...more] = told(rehearsal);
  expect(more).toEqual([]);
  expect(first).toContain(
    `In <#${announcements}> I am missing Send Messages and Create Public Threads.`,
  );
  expect(first).toContain('allow Send Messages and Create Public Threads');
  expect(second).toContain('7 minutes behind');
  expect(second).not.toContain('Send Messages');
});

test('a room that may not be entered is one trouble, and is not joined', async () => {
  const { outside, rehearsal } = await rehearseWith();
  outside.missingById.set(hall, ['Connect']);
  await rehearsal.clock.advanceBy(4 * MINUTE);
  expect(codesOf(rehearsal, 'broken')).toEqual(['PERMISSIONS_MISSING']);
  expect(codesOf(rehearsal, 'skipped')).toEqual(['ROOM_NOT_ALLOWED']);
  expect(rehearsal.voice.calls).toEqual([]);
});

test('a join that fails is told with why, and the room is left', async () => {
  const { rehearsal } = await rehearseWith();
  rehearsal.voice.failNextJoin('CHANNEL_FULL', HOUR);
  await rehearsal.clock.advanceBy(4 * MINUTE);
  const broken = rehearsal.bot.app.preflight
    .latest(guildId)
    ?.lines.find(({ outcome }) => outcome === 'broken');
  expect(broken).toMatchObject({ code: 'ROOM_UNHEARD', params: { fault: 'CHANNEL_FULL' } });
  expect(rehearsal.voice.events.at(-1)?.event.type).toBe('left');
  expect(told(rehearsal)[0]).toContain('User Limit');
});

test('nobody who sits in the room is disturbed, and whoever comes in has it at once', async () => {
  const { outside, rehearsal } = await rehearseWith();
  rehearsal.enter(alice);
  await rehearsal.clock.advanceBy(4 * MINUTE);
  expect(outside.asked).toBe(1);
  expect(codesOf(rehearsal, 'skipped')).toEqual(['ROOM_OCCUPIED']);
  expect(rehearsal.voice.calls).toEqual([]);
  rehearsal.leave(alice);
  await rehearsal.clock.advanceTo(START_MS - 3 * HOUR);
  await until(rehearsal, () => rehearsal.voice.heard.length > 0);
  rehearsal.enter(alice);
  await settle();
  expect(rehearsal.voice.calls.slice(-2).map(({ method }) => method)).toEqual(['fadeOut', 'leave']);
  await rehearsal.clock.advanceBy(MINUTE);
  expect(codesOf(rehearsal, 'skipped')).toEqual(['ROOM_OCCUPIED']);
  expect(rehearsal.voice.events.at(-1)?.event.type).toBe('left');
});

test('while a session is on or near, no room is tried; everything else is', async () => {
  const { outside, rehearsal } = await rehearseWith(START_MS - 16 * MINUTE);
  await rehearsal.clock.advanceBy(4 * MINUTE);
  expect(outside.asked).toBe(1);
  expect(codesOf(rehearsal, 'skipped')).toEqual(['SESSION_NEAR']);
  expect(rehearsal.voice.calls).toEqual([]);
});

test('a room that is being tried is given up when a session comes near, which then has it', async () => {
  const { outside, rehearsal } = await rehearseWith(START_MS - 20 * MINUTE);
  const { promise, resolve } = Promise.withResolvers<PlatformAnswer>();
  outside.platform.ask = () => promise;
  // The room is being tried, slowly, when the session takes it.
  rehearsal.voice.failNextJoin('TIMEOUT', 50_000);
  await rehearsal.clock.advanceTo(START_MS - 15 * MINUTE - 10_000);
  resolve({ kind: 'accepted', aheadMs: 0 });
  await settle();
  expect(rehearsal.voice.calls.map(({ method }) => method)).toEqual(['join']);
  const trial = rehearsal.voice.calls.length;
  await rehearsal.clock.advanceTo(START_MS - 14 * MINUTE);
  // It had given the room up when the session came near.
  expect(codesOf(rehearsal, 'skipped')).toEqual(['SESSION_NEAR']);
  expect(rehearsal.voice.calls.slice(trial).map(({ method }) => method)).toEqual([
    'fadeOut',
    'leave',
  ]);
  rehearsal.enter(alice);
  await rehearsal.at(5 + 1);
  expect(rehearsal.heard()).toContain('voice/en/bdl/welcome');
});

test('/status says it to coordinators only', async () => {
  const { outside, rehearsal } = await rehearseWith();
  await rehearsal.clock.advanceBy(4 * MINUTE);
  const report = rehearsal.bot.app.preflight.latest(guildId);
  if (report === null) throw new Error('Nothing was looked over.');
  const allWell = texts.preflight.status(report, 500);
  expect(allWell.split('\n')).toHaveLength(1);
  expect((await rehearsal.command(carol, 'status')).message.text.endsWith(`\n\n${allWell}`)).toBe(
    true,
  );
  expect((await rehearsal.command(alice, 'status')).message.text).not.toContain(allWell);
  outside.answer = { kind: 'refused', aheadMs: null };
  await rehearsal.clock.advanceTo(START_MS - 3 * HOUR + MINUTE);
  expect((await rehearsal.command(carol, 'status')).message.text).toContain(
    'Discord does not accept my token',
  );
});

/** Moves time on by little until it is so. */
async function until({ clock }: Rehearsal, isSo: () => boolean): Promise<void> {
  for (let turns = 0; turns < 10_000 && !isSo(); turns += 1) await clock.advanceBy(100);
  expect(isSo()).toBe(true);
}
