/** What befalls the thread of the sound while a recording plays, and what the room hears of it. */
import { expect, test } from '@jest/globals';
import { createTriedSound, type TriedSound } from '../voice/tried-sound.ts';
import {
  FADE_FRAMES,
  FRAME_MS,
  numbersBetween,
  placesOf,
  spoken,
  withoutSilence,
} from './heard.ts';
import { repeatedAmong } from './people.ts';
import { openStage, type Stage } from './stage.ts';

const TIMEOUT_MS = 90_000;
const INTRO_FRAMES = withoutSilence(spoken('recording-next')).length;

const toneFrames = (stage: Stage) => stage.recorder.sounding().slice(INTRO_FRAMES);
const isAway = (stage: Stage) =>
  stage.bot.health.troubles.some(({ code }) => code === 'SOUND_AWAY');

async function openWithRecording(sound: TriedSound, recordingSeconds: number): Promise<Stage> {
  const stage = await openStage({ reminders: [], recordingSeconds, startSound: sound.start });
  stage.enter('Ben');
  await stage.moves.by('started');
  stage.setSpeed(1);
  await stage.command('Ben', 'play', { recording: stage.recording.id });
  await stage.recorder.waitForFrame(() => toneFrames(stage).length >= 130, TIMEOUT_MS);
  return stage;
}

/** Resolves with how long nothing was heard, when the sound is back. */
async function backAfterMs(stage: Stage, since: number): Promise<number> {
  const count = toneFrames(stage).length;
  await stage.recorder.waitForFrame(() => toneFrames(stage).length > count, TIMEOUT_MS);
  const again = toneFrames(stage)[count];
  return (again?.arrivedAtMs ?? Number.NaN) - since;
}

/** It broke off, came back faded in from at most so much before, and is untouched otherwise. */
function checkWentOn(stage: Stage, mostBackMs: number): void {
  const places = placesOf(toneFrames(stage), stage.packets);
  const faded = places.indexOf(null);
  const goneOn = faded + FADE_FRAMES;
  expect(places.slice(0, faded)).toEqual(numbersBetween(0, faded - 1));
  const again = (places[goneOn] ?? Number.NaN) - FADE_FRAMES;
  expect((faded - again) * FRAME_MS).toBeLessThanOrEqual(mostBackMs);
  expect((faded - again) * FRAME_MS).toBeGreaterThanOrEqual(-100);
  const rest = places.slice(goneOn, goneOn + stage.packets.length - again - FADE_FRAMES);
  expect(rest).toEqual(numbersBetween(again + FADE_FRAMES, stage.packets.length - 1));
}

async function checkToldOnce(stage: Stage): Promise<void> {
  await stage.message(stage.hall, /We go on where we were/);
  await stage.recorder.waitForFrame(({ opus }) => stage.packets.at(-1)?.equals(opus) ?? false);
  stage.setSpeed(200);
  await stage.moves.by('practiceOver');
  expect(stage.count(stage.hall, /We go on where we were/)).toBe(1);
  expect(repeatedAmong(stage.posted)).toEqual([]);
  expect(stage.count(stage.coordinators, /./)).toBe(0);
}

test(
  'it crashes: within 2 s the recording is heard again, from at most a second before',
  async () => {
    using sound = createTriedSound();
    await using stage = await openWithRecording(sound, 8);
    const crashedAtMs = performance.now();
    await sound.crash();
    expect(isAway(stage)).toBe(true);
    expect(await backAfterMs(stage, crashedAtMs)).toBeLessThan(2_000);
    expect(isAway(stage)).toBe(false);
    await checkToldOnce(stage);
    checkWentOn(stage, 1_100);
    expect(sound.threads()).toBe(2);
  },
  TIMEOUT_MS,
);

test(
  'it hangs: it is replaced, and the recording goes on where it stopped',
  async () => {
    using sound = createTriedSound();
    await using stage = await openWithRecording(sound, 8);
    const hungAtMs = performance.now();
    sound.try({ kind: 'hang' });
    // What was on its way is heard still.
    const awayMs = await backAfterMs(stage, hungAtMs).then(async (ms) =>
      ms < 1_000 ? await backAfterMs(stage, hungAtMs) : ms,
    );
    expect(awayMs).toBeLessThan(9_000);
    await checkToldOnce(stage);
    checkWentOn(stage, 1_100);
    expect(sound.threads()).toBe(2);
  },
  TIMEOUT_MS,
);

test(
  'the wall clock is set 5 s forward and back: no frame is lost, none comes in a rush',
  async () => {
    using sound = createTriedSound();
    await using stage = await openWithRecording(sound, 8);
    const from = toneFrames(stage).length;
    for (const [frames, byMs] of [
      [50, 5_000],
      [100, -10_000],
      [150, 5_000],
    ] as const) {
      sound.try({ kind: 'setClock', byMs });
      await stage.recorder.waitForFrame(
        () => toneFrames(stage).length >= from + frames,
        TIMEOUT_MS,
      );
    }
    const frames = toneFrames(stage).slice(from);
    const tookMs = (frames[149]?.arrivedAtMs ?? 0) - (frames[0]?.arrivedAtMs ?? 0);
    // A rush would be five seconds ahead, a gap five behind; the machine may be busy.
    expect(Math.abs(tookMs - 149 * FRAME_MS)).toBeLessThan(500);
    await stage.recorder.waitForFrame(() => toneFrames(stage).length >= stage.packets.length);
    const places = placesOf(toneFrames(stage), stage.packets).slice(0, stage.packets.length);
    expect(places).toEqual(numbersBetween(0, stage.packets.length - 1));
    expect(stage.recorder.missing()).toBe(0);
  },
  TIMEOUT_MS,
);

test(
  'the main thread is busy for two seconds: every frame is sent in its time all the same',
  async () => {
    using sound = createTriedSound();
    await using stage = await openWithRecording(sound, 8);
    const { meter } = stage.bot;
    const lateBefore = meter.countsOf('bellkeeper_frames_late_total').get('') ?? 0;
    const untilMs = performance.now() + 2_000;
    while (performance.now() < untilMs) continue;
    await stage.recorder.waitForFrame(() => toneFrames(stage).length >= stage.packets.length);
    const places = placesOf(toneFrames(stage), stage.packets).slice(0, stage.packets.length);
    expect(places).toEqual(numbersBetween(0, stage.packets.length - 1));
    const late = (meter.countsOf('bellkeeper_frames_late_total').get('') ?? 0) - lateBefore;
    expect(late).toBeLessThan(50);
    expect(stage.recorder.missing()).toBe(0);
  },
  TIMEOUT_MS,
);
