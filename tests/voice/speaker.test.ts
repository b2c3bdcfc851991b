import { setImmediate as nextTick } from 'node:timers/promises';
import { afterEach, expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import { AudioFault } from '../../src/app/audio-fault.ts';
import type { AudioRef, OpusSource, Segment, VoiceEvent } from '../../src/app/ports.ts';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import { Speaker } from '../../src/voice/speaker.ts';
import type { Leave, SoundWish } from '../../src/voice/thread-messages.ts';
import { audioRef, audioSegment, loudnessOf, pcmOf, programme, sourceOf, tone } from './sounds.ts';

type Wish = Omit<SoundWish, 'guildId'>;

const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
const isSilence = (packet: Uint8Array) => SILENCE.equals(packet);
const recordingId = asId<RecordingId>('kindness');

afterEach(() => {
  jest.restoreAllMocks();
});

/** A speaker with a library in memory, whose packets are taken as fast as the test likes. */
function setUp(sounds: Record<string, readonly Uint8Array[]>, isConnected = true) {
  const events: VoiceEvent[] = [];
  const faults: unknown[] = [];
  const sources: ReturnType<typeof sourceOf>[] = [];
  const policy: { leave: Leave | Promise<Leave>; readonly wishes: Wish[] } = {
    leave: 'granted',
    wishes: [],
  };
  let wakes = 0;
  let missing = 0;
  const open = async (audio: AudioRef): Promise<OpusSource> => {
    const packets = sounds[audio.id];
    if (!packets) throw new AudioFault('FILE_MISSING', audio.id);
    const source = sourceOf(packets);
    sources.push(source);
    return source;
  };
  const speaker = new Speaker({
    open,
    askLeave: async (wish) => {
      policy.wishes.push(wish);
      return policy.leave;
    },
    emit: (event) => events.push(event),
    wake: () => (wakes += 1),
    onFault: (_, cause) => faults.push(cause),
    onMissing: () => (missing += 1),
  });
  if (isConnected) {
    speaker.connected();
    while (speaker.pull()) continue;
  }
  const world = {
    speaker,
    events,
    faults,
    sources,
    policy,
    wakes: () => wakes,
    missing: () => missing,
    /** Takes packets until there are none, or so many. */
    async pull(count = Infinity): Promise<Uint8Array[]> {
      const packets: Uint8Array[] = [];
      while (packets.length < count) {
        // Between two packets there is time to open a file.
        await nextTick();
        const packet = speaker.pull();
        if (!packet) break;
        packets.push(packet);
      }
      return packets;
    },
    types: () => events.map((event) => event.type).filter((type) => type !== 'progressed'),
    ends: () => events.filter((event) => event.type === 'programmeEnded'),
  };
  return world;
}
const of = (id: string, packets: readonly Uint8Array[], part: Partial<AudioRef> = {}) =>
  audioSegment(audioRef(id, packets.length * 20, part));

const a = tone(200, 200);
const b = tone(150, 500);

test('one segment follows the other with every packet as it was, and silence only where it is asked for', async () => {
  const world = setUp({ a, b });
  const pause: Segment = { kind: 'pause', durationMs: 100 };
  world.speaker.play(programme('p', of('a', a), of('b', b), pause, of('a', a)));
  const heard = await world.pull();
  const silence = Array(5).fill(SILENCE);
  expect(heard).toEqual([...a, ...b, ...silence, ...a, ...silence]);
  expect(world.types()).toEqual([...Array(4).fill('segmentStarted'), 'programmeEnded']);
  expect(world.ends()).toMatchObject([{ programmeId: 'p', how: 'complete', fault: null }]);
  expect(world.sources.every((source) => source.isClosed)).toBe(true);
});

test('any programme is heard as its segments, one after another', async () => {
  const part = fc.oneof(
    fc.record({ kind: fc.constant('audio' as const), from: fc.nat(7), count: fc.nat(7) }),
    fc.record({ kind: fc.constant('pause' as const), frames: fc.integer({ min: 0, max: 4 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
      const sounds: Record<string, Uint8Array[]> = {};
      const expected: Uint8Array[] = [];
      const segments = parts.map((piece, i): Segment => {
        if (piece.kind === 'pause') {
          for (let n = 0; n < piece.frames; n += 1) expected.push(SILENCE);
          return { kind: 'pause', durationMs: piece.frames * 20 };
        }
        const packets = a.slice(i * 10, i * 10 + piece.count);
        sounds[`${i}`] = packets;
        expected.push(...packets.slice(piece.from));
        const ref = audioRef(`${i}`, packets.length * 20);
        return audioSegment(ref, { fromMs: piece.from * 20 + 7 });
      });
      const world = setUp(sounds);
      world.speaker.play(programme('p', ...segments));
      // The files are there at once here, so that no silence stands for a slow disk.
      const heard = await world.pull();
      const sound = heard.slice(0, -5).filter((packet) => packet.length > 0);
      const missing = sound.length - expected.length;
      expect(missing).toBeGreaterThanOrEqual(0);
      expect(sound.filter((packet) => !isSilence(packet))).toEqual(
        expected.filter((packet) => !isSilence(packet)),
      );
      expect(world.ends()).toMatchObject([{ how: 'complete' }]);
    }),
    { numRuns: 100 },
  );
});

test('begins with 200 ms of silence after joining, and with none later', async () => {
  const world = setUp({ a }, false);
  world.speaker.connected();
  world.speaker.play(programme('p', of('a', a)));
  const heard = await world.pull();
  expect(heard.slice(0, 10).every(isSilence)).toBe(true);
  expect(heard[10]).toEqual(a[0]);
  world.speaker.play(programme('q', of('a', a)));
  expect((await world.pull(1))[0]).toEqual(a[0]);
});

test('what is played before the room is joined begins when it is', async () => {
  const world = setUp({ a }, false);
  world.speaker.play(programme('p', of('a', a)));
  expect(await world.pull()).toEqual([]);
  world.speaker.connected();
  expect((await world.pull()).slice(10, 210)).toEqual(a);
});

test('tells the sentences with their first packets, and every second', async () => {
  const long = tone(300);
  const sentences = [
    { fromMs: 0, toMs: 2000 },
    { fromMs: 4010, toMs: 9000 },
  ];
  const world = setUp({ long });
  world.speaker.play(programme('p', of('long', long, { sentences })));
  const told: [number, string][] = [];
  for (let i = 0; (await world.pull(1)).length > 0; i += 1) {
    for (const event of world.events.splice(0)) told.push([i, event.type]);
  }
  expect(told).toEqual([
    [0, 'segmentStarted'],
    [0, 'sentenceStarted'],
    ...[50, 100, 150].map((at) => [at, 'progressed']),
    [200, 'sentenceStarted'],
    ...[200, 250].map((at) => [at, 'progressed']),
    [300, 'programmeEnded'],
  ]);
});

test('leave is asked before the first frame, and nothing is heard without it', async () => {
  const world = setUp({ a });
  world.policy.leave = 'refused';
  world.speaker.play(programme('p', of('a', a, { recordingId })));
  expect((await world.pull()).every(isSilence)).toBe(true);
  expect(world.policy.wishes).toEqual([{ programmeId: 'p', isBeginning: true, recordingId }]);
  expect(world.events).toEqual([
    { type: 'programmeEnded', programmeId: 'p', how: 'refused', fault: null },
  ]);
});

test('until leave is given nothing is heard, and then everything', async () => {
  const leave = Promise.withResolvers<Leave>();
  const world = setUp({ a, b });
  world.policy.leave = leave.promise;
  world.speaker.play(programme('p', of('a', a)));
  expect(await world.pull(50)).toEqual([]);
  leave.resolve('granted');
  expect((await world.pull()).slice(0, 200)).toEqual(a);
  expect(world.missing()).toBe(0);
});

test('while it is asked about a recording in the middle of a programme, there is silence', async () => {
  const leave = Promise.withResolvers<Leave>();
  const world = setUp({ a, b });
  world.speaker.play(programme('p', of('a', a), of('b', b, { recordingId })));
  await world.pull(150);
  world.policy.leave = leave.promise;
  const waiting = await world.pull(60);
  expect(waiting.slice(0, 50)).toEqual(a.slice(150));
  expect(waiting.slice(50).every(isSilence)).toBe(true);
  expect(world.policy.wishes).toHaveLength(2);
  leave.resolve('granted');
  const heard = (await world.pull()).filter((packet) => !isSilence(packet));
  expect(heard).toEqual(b);
});

test('leave that was given, but not taken at once, is asked for again', async () => {
  const world = setUp({ a }, false);
  world.speaker.play(programme('p', of('a', a)));
  world.speaker.connected();
  await world.pull(9);
  jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 70);
  world.policy.leave = 'refused';
  expect((await world.pull()).every(isSilence)).toBe(true);
  expect(world.ends()).toMatchObject([{ how: 'refused' }]);
});

test('a recording that was revoked meanwhile is refused at its first frame', async () => {
  const world = setUp({ a, b });
  world.speaker.play(programme('p', of('a', a), of('b', b, { recordingId })));
  const before = await world.pull(150);
  expect(world.policy.wishes).toHaveLength(1);
  world.policy.leave = 'notApproved';
  const heard = [...before, ...(await world.pull())];
  expect(heard.filter((packet) => !isSilence(packet))).toEqual(a);
  expect(world.policy.wishes).toHaveLength(2);
  expect(world.ends()).toMatchObject([{ how: 'refused', fault: 'NOT_APPROVED' }]);
});

test.each([
  ['between two sentences', 1000, 50],
  ['within the first sentence', 100, 45],
  ['within the last sentence', 2000, 150],
  ['in the tail', 3600, 180],
])('asked %s, ends at the next pause', async (_, askedAtMs, frames) => {
  const sentences = [
    { fromMs: 40, toMs: 900 },
    { fromMs: 1200, toMs: 3000 },
  ];
  const world = setUp({ a });
  world.speaker.play(programme('p', of('a', a, { sentences })));
  const heard = await world.pull(askedAtMs / 20);
  world.speaker.endAtNextPause();
  heard.push(...(await world.pull()));
  expect(heard).toEqual([...a.slice(0, frames), ...Array(5).fill(SILENCE)]);
  expect(world.ends()).toMatchObject([{ how: 'stopped', fault: null }]);
});

test('a bell rings out, a pause ends at once, a recording fades', async () => {
  const bell = setUp({ a });
  bell.speaker.play(programme('p', of('a', a), of('a', a)));
  await bell.pull(10);
  bell.speaker.endAtNextPause();
  expect((await bell.pull()).filter((packet) => !isSilence(packet))).toHaveLength(190);

  const pause = setUp({});
  pause.speaker.play(programme('p', { kind: 'pause', durationMs: 60_000 }));
  await pause.pull(10);
  pause.speaker.endAtNextPause();
  expect(await pause.pull()).toHaveLength(5);

  const recording = setUp({ a });
  recording.speaker.play(programme('p', of('a', a, { recordingId })));
  await recording.pull(10);
  recording.speaker.endAtNextPause();
  expect(await recording.pull()).toHaveLength(80);
});

test('fades out over 75 packets and touches no other', async () => {
  const world = setUp({ a });
  world.speaker.play(programme('p', of('a', a)));
  const heard = await world.pull(60);
  world.speaker.fadeOut('gentle');
  const rest = await world.pull();
  expect(heard).toEqual(a.slice(0, 60));
  expect(rest).toHaveLength(80);
  expect(rest.slice(75).every(isSilence)).toBe(true);
  const loudness = loudnessOf([...heard, ...rest.slice(0, 75)]);
  const full = loudnessOf(a)[59] ?? 0;
  expect(loudness[60]).toBeGreaterThan(full * 0.97);
  expect(loudness[97]).toBeGreaterThan(full * 0.4);
  expect(loudness[97]).toBeLessThan(full * 0.6);
  expect(loudness[133]).toBeLessThan(full * 0.02);
  const original = loudnessOf(a);
  for (let i = 0; i < 75; i += 1) {
    const gain = (1 + Math.cos((Math.PI * (i + 0.5)) / 75)) / 2;
    expect((loudness[60 + i] ?? 0) / (original[60 + i] ?? 1)).toBeCloseTo(gain, 1);
  }
  expect(world.ends()).toMatchObject([{ how: 'stopped', fault: null }]);
});

test.each([
  ['at once', 0, 20],
  ['while it fades gently', 30, 50],
])('what may not be heard any more fades out over 20 packets: %s', async (_, gently, longest) => {
  const world = setUp({ a });
  world.speaker.play(programme('p', of('a', a)));
  const heard = await world.pull(60);
  if (gently > 0) world.speaker.fadeOut('gentle');
  heard.push(...(await world.pull(gently)));
  world.speaker.fadeOut('urgent');
  // Asked for in between, it does not take longer again.
  world.speaker.fadeOut('gentle');
  const rest = await world.pull();
  const faded = rest.slice(0, -5);
  expect(rest.slice(-5).every(isSilence)).toBe(true);
  expect(gently + faded.length).toBeLessThanOrEqual(longest);
  const loudness = loudnessOf([...heard, ...faded]);
  const steps = loudness.slice(60).map((loud, i) => (loudness[59 + i] ?? 0) - loud);
  const full = loudness[59] ?? 0;
  expect(Math.max(...steps)).toBeLessThan(full * 0.12);
  expect(loudness.at(-1)).toBeLessThan(full * 0.05);
  expect(world.ends()).toMatchObject([{ how: 'stopped', fault: null }]);
});

test('fades in over 75 packets and passes the others through', async () => {
  const world = setUp({ a });
  world.speaker.play(
    programme('p', audioSegment(audioRef('a', 4000), { fromMs: 1000, fadesIn: true })),
  );
  const heard = await world.pull();
  expect(heard.slice(75, 150)).toEqual(a.slice(125));
  const loudness = loudnessOf(heard);
  const full = loudnessOf(a)[120] ?? 0;
  expect(loudness[0]).toBeLessThan(full * 0.02);
  expect(loudness[37]).toBeGreaterThan(full * 0.4);
  expect(loudness[37]).toBeLessThan(full * 0.6);
  expect(loudness[74]).toBeGreaterThan(full * 0.97);
});

test('what is asked for next begins when the fade has ended', async () => {
  const world = setUp({ a, b });
  world.speaker.play(programme('p', of('a', a)));
  await world.pull(30);
  world.speaker.play(programme('q', of('b', b)));
  const heard = await world.pull();
  const firstOfNext = heard.findIndex((packet) => packet === b[0]);
  expect(firstOfNext).toBe(80);
  expect(heard.slice(firstOfNext, firstOfNext + 150)).toEqual(b);
  expect(world.ends()).toMatchObject([
    { programmeId: 'p', how: 'stopped' },
    { programmeId: 'q', how: 'complete' },
  ]);
});

test('of two that are asked for while one fades, only the last is heard', async () => {
  const world = setUp({ a, b });
  world.speaker.play(programme('p', of('a', a)));
  await world.pull(30);
  world.speaker.play(programme('q', of('b', b)));
  world.speaker.play(programme('r', of('b', b)));
  await world.pull();
  expect(world.ends()).toMatchObject([
    { programmeId: 'q', how: 'stopped' },
    { programmeId: 'p', how: 'stopped' },
    { programmeId: 'r', how: 'complete' },
  ]);
});

test('goes on from where it was broken off, fading in', async () => {
  const world = setUp({ a });
  world.speaker.play(programme('p', of('a', a, { recordingId })));
  await world.pull(60);
  world.speaker.disconnected();
  expect(world.speaker.pull()).toBeNull();
  expect(world.speaker.connected()).toEqual({ positionMs: 59 * 20 });
  const heard = await world.pull();
  expect(heard.slice(0, 10).every(isSilence)).toBe(true);
  expect(heard.slice(85, 85 + 66)).toEqual(a.slice(134));
  const [first, ...again] = world.policy.wishes;
  expect(first).toMatchObject({ isBeginning: true });
  expect(again.length).toBeGreaterThan(0);
  expect(again.every(({ isBeginning }) => !isBeginning)).toBe(true);
  expect(world.types()).toEqual(['segmentStarted', 'programmeEnded']);
});

test('a programme that was ending does not come back', async () => {
  const world = setUp({ a, b });
  world.speaker.play(programme('p', of('a', a)));
  await world.pull(60);
  world.speaker.play(programme('q', of('b', b)));
  world.speaker.disconnected();
  expect(world.speaker.connected()).toEqual({ positionMs: null });
  const heard = await world.pull();
  expect(heard.filter((packet) => !isSilence(packet))).toEqual(b);
  expect(world.ends()).toMatchObject([
    { programmeId: 'p', how: 'stopped' },
    { programmeId: 'q', how: 'complete' },
  ]);
});

test.each([
  ['while its file is opened', true],
  ['while nobody can hear', false],
])('asked to end %s, it ends without a sound', async (_, isConnected) => {
  const world = setUp({ a }, isConnected);
  world.speaker.play(programme('p', of('a', a)));
  world.speaker.fadeOut('gentle');
  expect(world.events).toEqual([]);
  expect(await world.pull()).toEqual([]);
  expect(world.ends()).toMatchObject([{ how: 'stopped', fault: null }]);
});

test('tells which fault a file had, where its turn came', async () => {
  const world = setUp({ a });
  world.speaker.play(programme('p', of('a', a), of('missing', b)));
  const heard = await world.pull();
  expect(heard.filter((packet) => !isSilence(packet))).toEqual(a);
  expect(world.ends()).toMatchObject([{ how: 'failed', fault: 'FILE_MISSING' }]);
  expect(world.faults).toMatchObject([{ name: 'AudioFault' }]);
});

test('a file that can not be decoded ends the fade and the programme, not the process', async () => {
  const rubbish = Array.from({ length: 100 }, () => new Uint8Array([0xff, 0xff, 0xff]));
  const world = setUp({ rubbish });
  const ref = audioRef('rubbish', 2000);
  world.speaker.play(programme('p', audioSegment(ref, { fadesIn: true })));
  await world.pull();
  expect(world.ends()).toMatchObject([{ how: 'failed', fault: 'DECODE' }]);
});

test('a fade begins and ends without a seam: the samples stay where they were', async () => {
  const world = setUp({ a });
  const segment = audioSegment(audioRef('a', 4000), { fromMs: 400, fadesIn: true });
  world.speaker.play(programme('p', segment));
  const heard = await world.pull(100);
  world.speaker.fadeOut('gentle');
  heard.push(...(await world.pull(4)));
  const original = pcmOf(a.slice(20));
  const faded = pcmOf(heard);
  // Frames 72 to 78 hold the end of the fade in, frames 98 to 103 the beginning of the fade out.
  for (const frame of [72, 73, 74, 75, 76, 77, 98, 99, 100, 101, 102]) {
    const [want, got] = [original[frame] ?? [], faded[frame] ?? []];
    let [error, energy] = [0, 0];
    want.forEach((sample, i) => {
      error += (sample - (got[i] ?? 0)) ** 2;
      energy += sample ** 2;
    });
    // Well under -20 dB; shifted by the encoder's look-ahead of 6.5 ms it would be above 0 dB.
    expect(error / energy).toBeLessThan(0.02);
  }
});
