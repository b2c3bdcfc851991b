/** The thread of the sound ends by itself: rooms are told, and go on from where they were. */
import { expect, test } from '@jest/globals';
import type { VoiceEvent } from '../../src/app/ports.ts';
import { audioRef, audioSegment, bytes, programme } from './sounds.ts';
import {
  aRecording,
  ended,
  GUILD,
  HALL,
  heard,
  of,
  setUpVoiceWorlds,
  sounds,
  types,
  type VoiceWorld,
} from './voice-world.ts';

const { a, b, long } = sounds;
const start = setUpVoiceWorlds();

const eventsOf = (world: VoiceWorld): VoiceEvent[] => world.events.map(({ event }) => event);
const restarts = ({ meter }: VoiceWorld) =>
  meter.countsOf('bellkeeper_sound_restarts_total').get('') ?? 0;

async function soundingUntil(world: VoiceWorld, frames: number): Promise<void> {
  await world.recorder.waitForFrame(() => world.recorder.sounding().length >= frames);
}

test('in the middle of a file it goes on from at most a second before, and says so', async () => {
  const world = await start();
  world.room.join(HALL);
  world.room.play(programme('p', of('a'), of('long')));
  await soundingUntil(world, 60 + 130);
  const crashedAtMs = performance.now();
  world.crash();
  expect(world.health.troubles.map(({ code }) => code)).toEqual(['SOUND_AWAY']);
  expect(world.room.isSounding).toBe(false);
  const before = world.recorder.sounding().length;
  const restored = await world.waitFor('restored');
  await soundingUntil(world, before + 1);
  expect(performance.now() - crashedAtMs).toBeLessThan(2000);
  expect(world.health.troubles).toEqual([]);
  expect(restarts(world)).toBe(1);
  const { positionMs } = restored as VoiceEvent & { type: 'restored' };
  expect(positionMs).toBeGreaterThanOrEqual(1600);
  expect(positionMs).toBeLessThanOrEqual(2700);
  await ended(world);
  // After the 75 packets that fade in everything is as it is in the file, and comes once.
  const packets = heard(world);
  const tail = 240 - (positionMs ?? 0) / 20 - 75;
  expect(packets.slice(-tail).map(String)).toEqual(bytes(long.slice(-tail)).map(String));
  expect(packets.slice(0, 60)).toEqual(bytes(a));
  expect(packets).toHaveLength(before + 75 + tail);
  expect(types(world)).toEqual([
    'joined',
    'segmentStarted',
    'segmentStarted',
    'lost',
    'restored',
    'programmeEnded',
  ]);
  const places = eventsOf(world).flatMap((event) => ('segment' in event ? [event.segment] : []));
  expect(places.toSorted((x, y) => x - y)).toEqual(places);
  expect(eventsOf(world).at(-1)).toMatchObject({ how: 'complete', fault: null });
}, 20_000);

test('what was asked to end stays ended, and the room is joined again', async () => {
  const world = await start();
  world.room.join(HALL);
  world.room.play(programme('p', of('long')));
  await soundingUntil(world, 60);
  world.room.fadeOut();
  world.crash();
  expect(await world.waitFor('programmeEnded')).toMatchObject({ programmeId: 'p', how: 'stopped' });
  expect(await world.waitFor('restored')).toMatchObject({ positionMs: null });
  world.room.play(programme('q', of('b')));
  expect(await world.waitFor('programmeEnded', 2)).toMatchObject({ programmeId: 'q' });
  await world.recorder.waitForFrames(world.recorder.frames.length + 2);
  expect(heard(world).slice(-60).map(String)).toEqual(bytes(b).map(String));
}, 20_000);

test('what was to follow begins, and is asked whether it still may', async () => {
  const world = await start();
  let asked = 0;
  const mayBegin = () => {
    asked += 1;
    return true;
  };
  world.room.join(HALL);
  world.room.play(programme('p', of('long')));
  await soundingUntil(world, 60);
  world.room.play({ ...programme('q', of('b')), mayBegin });
  world.crash();
  await world.waitFor('programmeEnded', 2);
  expect(asked).toBeGreaterThan(0);
  expect(eventsOf(world).filter(({ type }) => type === 'programmeEnded')).toMatchObject([
    { programmeId: 'p', how: 'stopped' },
    { programmeId: 'q', how: 'complete' },
  ]);
}, 20_000);

test('a programme that has begun needs no leave to begin again, but its recording does', async () => {
  const world = await start();
  let isWanted = true;
  const mayBegin = () => isWanted;
  const recording = audioSegment(audioRef('long', 4800, { recordingId: aRecording }));
  world.room.join(HALL);
  world.room.play({ ...programme('p', of('a'), recording), mayBegin });
  await soundingUntil(world, 30);
  isWanted = false;
  world.crash();
  await world.waitFor('segmentStarted', 2);
  world.access.allows = false;
  world.crash();
  expect(await world.waitFor('programmeEnded')).toMatchObject({
    how: 'refused',
    fault: 'NOT_APPROVED',
  });
}, 20_000);

test('a room that was to be left is left', async () => {
  const world = await start();
  world.room.join(HALL);
  world.room.play(programme('p', of('long')));
  await soundingUntil(world, 30);
  world.room.leave();
  world.crash();
  await world.waitFor('left');
  expect(types(world)).toEqual(['joined', 'segmentStarted', 'programmeEnded', 'left']);
  expect(world.joinsAtMs).toHaveLength(1);
});

test('what is wished for while no thread runs is done by the next', async () => {
  const world = await start();
  world.room.join(HALL);
  await world.waitFor('joined');
  world.crash();
  world.room.play(programme('p', of('a')));
  world.room.play(programme('q', of('b')));
  await world.waitFor('programmeEnded', 2);
  await world.recorder.waitForFrames(world.recorder.frames.length + 2);
  expect(heard(world).map(String)).toEqual(bytes(b).map(String));
  expect(types(world)).toEqual([
    'joined',
    'lost',
    'programmeEnded',
    'restored',
    'segmentStarted',
    'programmeEnded',
  ]);
});

test('a room is never joined twice within a second, whichever thread joins it', async () => {
  const world = await start({ timings: { betweenJoinsMs: 50 } });
  world.room.join(HALL);
  await world.waitFor('joined');
  world.crash();
  await world.waitFor('restored');
  const [first = 0, second = 0] = world.joinsAtMs;
  expect(second - first).toBeGreaterThanOrEqual(995);
});

test('frames, joins and faults are counted', async () => {
  const world = await start({ timings: { backOffMs: [50], betweenJoinsMs: 50 } });
  const { meter } = world;
  world.room.join(HALL);
  await world.waitFor('joined');
  expect(meter.countsOf('bellkeeper_rooms').get('')).toBe(1);
  world.room.play(programme('p', of('long')));
  await soundingUntil(world, 30);
  world.server.drop(GUILD, '9001', 4006);
  await world.waitFor('restored');
  await ended(world);
  expect(meter.countsOf('bellkeeper_joins_total').get('')).toBe(2);
  expect(meter.countsOf('bellkeeper_voice_faults_total').get('NETWORK')).toBe(1);
  const sent = meter.countsOf('bellkeeper_frames_sent_total').get('') ?? 0;
  expect(sent).toBeGreaterThan(200);
  expect(sent).toBeLessThan(290);
}, 15_000);
