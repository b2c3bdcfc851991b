import { expect, test } from '@jest/globals';
import { audioRef, audioSegment, bytes, programme } from './sounds.ts';
import {
  aRecording,
  ended,
  HALL,
  heard,
  of,
  setUpVoiceWorlds,
  sounds,
  types,
} from './voice-world.ts';

const { a, b, long } = sounds;
const start = setUpVoiceWorlds();

test('what the room hears is what the files hold, without a gap between them', async () => {
  const world = await start();
  world.room.join(HALL);
  world.room.play(programme('p', of('a'), of('b'), of('a')));
  expect(await world.waitFor('programmeEnded')).toMatchObject({ how: 'complete', fault: null });
  world.room.leave();
  await world.waitFor('left');
  expect(heard(world)).toEqual(bytes([...a, ...b, ...a]));
  expect(world.recorder.missing()).toBe(0);
  const silence = world.recorder.frames.map((frame) => frame.isSilence);
  // 200 ms before, 100 ms after, nothing in between.
  expect(silence).toEqual([
    ...Array(10).fill(true),
    ...Array(180).fill(false),
    ...Array(5).fill(true),
  ]);
  const sounding = world.recorder.sounding();
  expect(sounding.every((frame) => frame.encrypted === 'dave')).toBe(true);
  sounding.slice(1).forEach((frame, i) => {
    const before = sounding[i];
    expect((frame.timestamp - (before?.timestamp ?? 0)) >>> 0).toBe(960);
  });
  expect(types(world)).toEqual([
    'joined',
    'segmentStarted',
    'segmentStarted',
    'segmentStarted',
    'programmeEnded',
    'left',
  ]);
  expect(world.logged.filter((entry) => entry.level !== 'info')).toEqual([]);
});

test('joined and silent, the first packet is heard soon after it is asked for', async () => {
  const world = await start();
  await world.voice.warmUp();
  world.room.join(HALL);
  await world.recorder.waitForFrames(10);
  const delaysMs: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const count = world.recorder.sounding().length;
    const askedAtMs = performance.now();
    world.room.play(programme(`p${i}`, of('a')));
    await world.waitFor('segmentStarted', i + 1);
    await world.recorder.waitForFrame((frame, at) => !frame.isSilence && at >= count);
    await world.recorder.waitForFrame(() => world.recorder.sounding().length > count);
    delaysMs.push((world.recorder.sounding()[count]?.arrivedAtMs ?? Infinity) - askedAtMs);
    await world.waitFor('programmeEnded', i + 1);
  }
  const [, , median = Infinity] = delaysMs.toSorted((x, y) => x - y);
  expect(median).toBeLessThan(60);
}, 20_000);

test('a fade changes 75 packets and no other', async () => {
  const world = await start();
  world.room.join(HALL);
  world.room.play(programme('p', of('long')));
  await world.recorder.waitForFrame(() => world.recorder.sounding().length === 50);
  world.room.fadeOut();
  await ended(world);
  const packets = heard(world);
  const changed = packets.findIndex((packet, i) => !packet.equals(long[i] ?? packet));
  expect(changed).toBeGreaterThanOrEqual(50);
  expect(packets.length - changed).toBe(75);
});

test('nothing is sounded before the keys are in use', async () => {
  const world = await start({ server: { faults: { announceDelayMs: 300, executeDelayMs: 100 } } });
  world.room.join(HALL);
  world.room.play(programme('p', of('a')));
  await ended(world);
  expect(world.recorder.sounding().every((frame) => frame.encrypted === 'dave')).toBe(true);
  expect(heard(world)).toEqual(bytes(a));
});

test('alone in a room there are no keys to wait for longer than the time for it', async () => {
  const world = await start({
    timings: { encryptMs: 300 },
    server: { faults: { withoutListener: true } },
  });
  world.room.join(HALL);
  await world.waitFor('joined');
  expect(world.logged).toMatchObject([{ level: 'warn' }]);
});

test('in a stage it waits until it may speak', async () => {
  const world = await start({ stage: true, timings: { slowRetryMs: 60_000 } });
  world.access.afterJoin = 'asked';
  world.room.join(HALL);
  world.room.play(programme('p', of('a')));
  expect(await world.waitFor('failed')).toMatchObject({ fault: 'STAGE_SUPPRESSED' });
  expect(world.recorder.frames).toEqual([]);
  world.tellVoiceState(HALL);
  await ended(world);
  expect(heard(world)).toEqual(bytes(a));
});

test('with XChaCha20 alone, which is all that Discord promises, it sounds as well', async () => {
  const world = await start({ server: { faults: { onlyXChaCha20: true } } });
  world.room.join(HALL);
  world.room.play(programme('p', of('a')));
  await ended(world);
  expect(heard(world)).toEqual(bytes(a));
});

test('a recording that was revoked before its first frame is not heard', async () => {
  const world = await start();
  world.access.allows = false;
  world.room.join(HALL);
  world.room.play(programme('p', audioSegment(audioRef('a', 1200, { recordingId: aRecording }))));
  expect(await world.waitFor('programmeEnded')).toMatchObject({
    how: 'refused',
    fault: 'NOT_APPROVED',
  });
  expect(world.recorder.sounding()).toEqual([]);
});

test('a listener that throws does not tear the sound', async () => {
  const world = await start();
  world.voice.onEvent(() => {
    throw new Error('a bug of the listener');
  });
  world.room.join(HALL);
  world.room.play(programme('p', of('a')));
  await ended(world);
  expect(heard(world)).toEqual(bytes(a));
  expect(world.logged.some((entry) => entry.text.includes('a bug of the listener'))).toBe(true);
});
