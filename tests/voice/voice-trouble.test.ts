import { expect, test } from '@jest/globals';
import type { VoiceEvent } from '../../src/app/ports.ts';
import { bytes, programme } from './sounds.ts';
import {
  BOT_ID,
  ended,
  GUILD,
  HALL,
  heard,
  nextOf,
  of,
  setUpVoiceWorlds,
  sounds,
  types,
  type VoiceWorld,
} from './voice-world.ts';

const { long } = sounds;
const start = setUpVoiceWorlds();
const faults = (world: VoiceWorld) =>
  world.events.flatMap(({ event }) =>
    event.type === 'lost' || event.type === 'failed' ? [`${event.type} ${event.fault}`] : [],
  );
const quick = {
  backOffMs: [50, 100, 200, 400],
  betweenJoinsMs: 50,
  slowRetryMs: 400,
  reasonMs: 100,
};

test.each([4006, 4015])(
  'after a close with %i it goes on from where it was',
  async (code) => {
    const world = await start({ timings: quick });
    world.room.join(HALL);
    world.room.play(programme('p', of('long')));
    await world.recorder.waitForFrame(() => world.recorder.sounding().length === 100);
    world.server.drop(GUILD, BOT_ID, code);
    const restored = await world.waitFor('restored');
    const beforeCount = Math.round((restored as { positionMs: number }).positionMs / 20);
    await ended(world);
    const packets = heard(world);
    expect(faults(world)).toEqual(['lost NETWORK']);
    const untouched = packets.slice(0, beforeCount).filter((p, i) => p.equals(long[i] ?? p));
    expect(untouched.length).toBeGreaterThanOrEqual(99);
    // The tail after the fade is the file again, to its last packet.
    const tail = 240 - beforeCount - 75;
    expect(packets.slice(-tail)).toEqual(bytes(long.slice(-tail)));
    expect(types(world)).toEqual([
      'joined',
      'segmentStarted',
      'lost',
      'restored',
      'programmeEnded',
    ]);
  },
  20_000,
);

test.each([4006, 4009, 4017, 4021, 4022])(
  'a server that keeps closing with %i is not stormed',
  async (closeCode) => {
    const world = await start({ timings: quick });
    world.server.setFaults({ refuseIdentify: { closeCode, from: 1, to: 4 } });
    const startedAtMs = performance.now();
    world.room.join(HALL);
    await world.waitFor('joined');
    expect(world.joinsAtMs).toHaveLength(5);
    const waits = world.joinsAtMs.slice(1).map((at, i) => at - (world.joinsAtMs[i] ?? 0));
    const isSlow = closeCode === 4017 || closeCode === 4021 || closeCode === 4022;
    const least = isSlow ? [400, 400, 400, 400] : [50, 100, 200, 400];
    least.forEach((ms, i) => expect(waits[i]).toBeGreaterThanOrEqual(ms - 5));
    expect(faults(world)).toEqual([closeCode === 4017 ? 'failed NO_ENCRYPTION' : 'lost NETWORK']);
    expect(performance.now() - startedAtMs).toBeLessThan(10_000);
  },
  15_000,
);

test('put out of the room, it says so and comes back slowly, and only if it may', async () => {
  const world = await start({ timings: quick });
  world.room.join(HALL);
  world.room.play(programme('p', of('long')));
  await world.recorder.waitForFrame(() => world.recorder.sounding().length === 30);
  const atMs = performance.now();
  world.server.drop(GUILD, BOT_ID, 4014);
  await world.waitFor('lost');
  world.tellVoiceState(null);
  await world.waitFor('failed');
  world.access.preparation = 'MISSING_CONNECT';
  await world.waitFor('failed', 2);
  expect(faults(world)).toEqual(['lost NETWORK', 'failed KICKED', 'failed MISSING_CONNECT']);
  expect(world.joinsAtMs).toHaveLength(1);
  world.access.preparation = 'ok';
  await world.waitFor('restored');
  expect(world.joinsAtMs).toHaveLength(2);
  expect((world.joinsAtMs[1] ?? 0) - atMs).toBeGreaterThanOrEqual(795);
  await ended(world);
}, 20_000);

test('put out because the gateway lost its session, nobody is blamed, and it comes back soon', async () => {
  const world = await start({ timings: quick });
  world.room.join(HALL);
  world.room.play(programme('p', of('long')));
  await world.recorder.waitForFrame(() => world.recorder.sounding().length === 30);
  world.access.isInView = false;
  world.server.drop(GUILD, BOT_ID, 4014);
  await world.waitFor('restored');
  expect(faults(world)).toEqual(['lost NETWORK']);
  expect(world.joinsAtMs).toHaveLength(2);
  await ended(world);
}, 20_000);

test('muted by a moderator, it holds the sound, says so, and goes on when it may be heard', async () => {
  const world = await start({ timings: quick });
  world.room.join(HALL);
  world.room.play(programme('p', of('long')));
  await world.recorder.waitForFrame(() => world.recorder.sounding().length === 30);
  world.tellVoiceState(HALL, { mute: true });
  expect(await world.waitFor('failed')).toMatchObject({ fault: 'MUTED' });
  expect(world.voice.isSounding).toBe(false);
  const heardBefore = world.recorder.sounding().length;
  world.tellVoiceState(HALL);
  await world.waitFor('restored');
  await ended(world);
  expect(faults(world)).toEqual(['lost NETWORK', 'failed MUTED']);
  expect(world.joinsAtMs).toHaveLength(1);
  expect(world.recorder.sounding().length).toBeGreaterThan(heardBefore);
}, 20_000);

test('moved into another room, it says nothing there', async () => {
  const world = await start({ timings: quick });
  world.room.join(HALL);
  world.room.play(programme('p', of('long')));
  await world.recorder.waitForFrame(() => world.recorder.sounding().length === 30);
  world.tellVoiceState('3003');
  expect(await world.waitFor('failed')).toMatchObject({ fault: 'KICKED' });
  expect(world.voice.isSounding).toBe(false);
  await world.waitFor('restored');
  expect(world.recorder.sounding().every((frame) => frame.channelId === HALL)).toBe(true);
}, 20_000);

test('a lost datagram of the address discovery costs one time-out, not the room', async () => {
  const world = await start({ timings: { ...quick, joinMs: 500 } });
  world.server.setFaults({ discoveriesToLose: 1 });
  world.room.join(HALL);
  await world.waitFor('joined');
  expect(faults(world)).toEqual(['lost TIMEOUT']);
  expect(world.joinsAtMs).toHaveLength(2);
});

test('a gateway that takes no joins is asked again', async () => {
  const world = await start({ timings: quick });
  world.access.takesJoins = false;
  world.room.join(HALL);
  await world.waitFor('lost');
  world.access.takesJoins = true;
  await world.waitFor('joined');
  expect(faults(world)).toEqual(['lost NETWORK']);
});

test('when the main gateway drops its adapters, the room is joined anew', async () => {
  const world = await start({ timings: quick });
  world.room.join(HALL);
  await world.waitFor('joined');
  world.destroyAdapter();
  await world.waitFor('restored');
  expect(world.joinsAtMs).toHaveLength(2);
});

test('a socket that breaks is resumed by the library, and the sound fades in again', async () => {
  const world = await start();
  world.room.join(HALL);
  world.room.play(programme('p', of('long')));
  await world.recorder.waitForFrame(() => world.recorder.sounding().length === 100);
  const resumed = nextOf(world.server, 'resumed');
  world.server.cut(GUILD, BOT_ID);
  await resumed;
  await ended(world);
  expect(world.joinsAtMs).toHaveLength(1);
  expect(heard(world).slice(-50)).toEqual(bytes(long.slice(-50)));
}, 15_000);

test('leaving while the connection is lost, it ends and leaves at once', async () => {
  const world = await start({ timings: { backOffMs: [60_000] } });
  world.room.join(HALL);
  world.room.play(programme('p', of('long')));
  await world.recorder.waitForFrame(() => world.recorder.sounding().length === 30);
  world.server.drop(GUILD, BOT_ID, 4006);
  await world.waitFor('lost');
  world.room.leave();
  await world.waitFor('left');
  const ends = world.events.map(({ event }): VoiceEvent => event).slice(-2);
  expect(ends).toMatchObject([{ type: 'programmeEnded', how: 'stopped' }, { type: 'left' }]);
});
