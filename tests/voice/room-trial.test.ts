/** A room that is tried before a session, with the real voice: a second of silence, and whoever needs it has it. */
import { expect, test } from '@jest/globals';
import { RoomTrials } from '../../src/app/preflight-room.ts';
import type { RoomMember } from '../../src/domain/presence.ts';
import { openStore } from '../../src/store/store.ts';
import { bytes, programme } from './sounds.ts';
import {
  GUILD,
  HALL,
  heard,
  of,
  realClock,
  setUpVoiceWorlds,
  sounds,
  types,
} from './voice-world.ts';

const start = setUpVoiceWorlds();
const channel = { channelId: HALL, name: 'Practice hall' };
const somebody = { userId: '7', isBot: false, roleIds: [] } as unknown as RoomMember;

async function startTrial() {
  const world = await start();
  await world.voice.warmUp();
  const store = await openStore({ path: ':memory:', nowMs: 1 });
  const members: RoomMember[] = [];
  const directory = { roomMembers: () => members };
  const trials = new RoomTrials({ voice: world.voice, clock: realClock, directory, store });
  return { world, members, trials, sessions: trials.voiceOfSessions() };
}

test('a second of silence, encrypted, and it has left', async () => {
  const { world, trials } = await startTrial();
  expect(await trials.tryRoom(GUILD, channel)).toMatchObject({ code: 'ROOM_HEARD' });
  expect(types(world).at(-1)).toBe('left');
  const { frames } = world.recorder;
  expect(frames.length).toBeGreaterThanOrEqual(50);
  expect(frames.every((frame) => frame.isSilence)).toBe(true);
});

test.each([
  ['is joining', 0],
  ['is silent', 20],
])(
  'a session that joins while the trial %s has its sound whole, and stays',
  async (_when, frames) => {
    const { world, trials, sessions } = await startTrial();
    const line = trials.tryRoom(GUILD, channel);
    await world.recorder.waitForFrames(frames);
    sessions.room(GUILD).join(HALL);
    sessions.room(GUILD).play(programme('welcome', of('a')));
    expect(await line).toMatchObject({ code: 'SESSION_NEAR', outcome: 'skipped' });
    const { recorder } = world;
    await recorder.waitForFrame(() => recorder.sounding().length >= sounds.a.length);
    expect(heard(world)).toEqual(bytes([...sounds.a]));
    expect(types(world)).not.toContain('left');
    expect(world.joinsAtMs).toHaveLength(1);
  },
);

test('somebody comes in: it leaves within moments', async () => {
  const { world, members, trials } = await startTrial();
  const line = trials.tryRoom(GUILD, channel);
  await world.recorder.waitForFrames(5);
  members.push(somebody);
  const cameAtMs = performance.now();
  trials.onGateway({ type: 'roomChanged', guildId: GUILD, channelId: HALL });
  expect(await line).toMatchObject({ code: 'ROOM_OCCUPIED' });
  expect(performance.now() - cameAtMs).toBeLessThan(700);
  expect(types(world).at(-1)).toBe('left');
});

test('what a person has to mend is told at once; the room is not joined again and again', async () => {
  const { world, trials } = await startTrial();
  world.access.preparation = 'CHANNEL_FULL';
  expect(await trials.tryRoom(GUILD, channel)).toMatchObject({
    code: 'ROOM_UNHEARD',
    params: { fault: 'CHANNEL_FULL' },
  });
  expect(world.joinsAtMs).toEqual([]);
});
