/** A room that is tried is given up at once for whatever a session wants of it. */
import { expect, test } from '@jest/globals';
import { RoomTrials } from '../../src/app/preflight-room.ts';
import { asId, type ChannelId, type GuildId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createManualClock } from '../manual-clock.ts';
import { createFakeVoice } from '../voice/fake-voice.ts';

const guildId = asId<GuildId>('900000000000000001');
const otherGuildId = asId<GuildId>('900000000000000002');
const hall = asId<ChannelId>('900000000000000004');
const garden = asId<ChannelId>('900000000000000005');
const channel = { channelId: hall, name: 'Practice hall' };
const START_MS = Date.UTC(2026, 11, 1, 15);

async function world() {
  const clock = createManualClock(START_MS);
  const voice = createFakeVoice(clock);
  const directory = createFakeDirectory();
  for (const id of [guildId, otherGuildId]) {
    directory.setGuild(id, { voiceNameById: { [hall]: 'Practice hall', [garden]: 'Garden' } });
  }
  const store = await openStore({ path: ':memory:', nowMs: START_MS });
  const trials = new RoomTrials({ voice, clock, directory, store });
  return { clock, voice, directory, trials, sessions: trials.voiceOfSessions() };
}

test.each([
  ['before it is joined', 100],
  ['while the silence is heard', 700],
  ['while it is being left', 1_240],
])('a session that joins the same room %s stays in it', async (_when, afterMs) => {
  const { clock, voice, trials, sessions } = await world();
  const line = trials.tryRoom(guildId, channel);
  await clock.advanceBy(afterMs);
  sessions.room(guildId).join(hall);
  await clock.advanceBy(60_000);
  expect((await line).code).toMatch(/^(SESSION_NEAR|ROOM_HEARD)$/);
  const programme = {
    id: 'welcome',
    segments: [{ kind: 'pause' as const, durationMs: 1_000 }],
    mayBegin: () => true,
  };
  sessions.room(guildId).play(programme);
  await clock.advanceBy(2_000);
  expect(voice.events.map(({ event }) => event)).toContainEqual({
    type: 'programmeEnded',
    programmeId: 'welcome',
    how: 'complete',
    fault: null,
  });
});

test('a session that joins another room is there, and the trial never leaves that', async () => {
  const { clock, voice, trials, sessions } = await world();
  const line = trials.tryRoom(guildId, channel);
  await clock.advanceBy(500);
  sessions.room(guildId).join(garden);
  expect(await line).toMatchObject({ code: 'SESSION_NEAR', outcome: 'skipped' });
  await clock.advanceBy(120_000);
  expect(voice.calls.map(({ method }) => method)).toEqual(['join', 'play', 'fadeOut', 'join']);
  expect(voice.events.map(({ event }) => event.type)).not.toContain('left');
});

test('a session of another guild is none of its business', async () => {
  const { clock, trials, sessions } = await world();
  const line = trials.tryRoom(guildId, channel);
  await clock.advanceBy(500);
  sessions.room(otherGuildId).join(hall);
  await clock.advanceBy(5_000);
  expect(await line).toMatchObject({ code: 'ROOM_HEARD', outcome: 'well' });
});

test('one whose connection breaks is given up after a minute, with the last fault', async () => {
  const { clock, voice, trials } = await world();
  voice.failNextJoin('TIMEOUT', 50_000);
  voice.failNextJoin('NETWORK', 50_000);
  const line = trials.tryRoom(guildId, channel);
  await clock.advanceBy(70_000);
  expect(await line).toMatchObject({ code: 'ROOM_UNHEARD', params: { fault: 'NETWORK' } });
  expect(clock.waitingCount()).toBe(0);
});

test('a guild that is out of sight, and a bot that ends, try nothing', async () => {
  const { voice, directory, trials } = await world();
  directory.loseView(guildId);
  expect(await trials.tryRoom(guildId, channel)).toMatchObject({ code: 'ROOM_UNSEEN' });
  directory.restoreView(guildId);
  trials.stop();
  expect(await trials.tryRoom(guildId, channel)).toMatchObject({ code: 'SESSION_NEAR' });
  expect(voice.calls).toEqual([]);
});
