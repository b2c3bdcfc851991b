/** The process is killed or asked to end in the middle of sound, and started again. */
import { performance } from 'node:perf_hooks';
import { expect, test } from '@jest/globals';
import { voiceManifest } from '../data/shipped-audio.ts';
import { openChildStage, type ChildBot, type ChildStage } from './child-bot.ts';
import {
  FADE_FRAMES,
  FRAME_MS,
  differenceFrom,
  numbersBetween,
  placesOf,
  spoken,
  withoutSilence,
} from './heard.ts';
import { repeatedAmong } from './people.ts';

const TIMEOUT_MS = 120_000;
const INTRO_FRAMES = withoutSilence(spoken('recording-next')).length;
const fade = Array.from({ length: FADE_FRAMES }, () => null);

test.concurrent(
  'killed in the middle of the welcome: it goes on with the next sentence, and nothing is said twice',
  async () => {
    await using stage = await openChildStage({ graceMinutes: 0.05 });
    const first = stage.start();
    await first.ready();
    stage.enter('Dev');
    const sentences = voiceManifest.sentences['welcome']?.audio['bdl']?.sentences ?? [];
    const secondAtFrame = (sentences[1]?.fromMs ?? NaN) / FRAME_MS;
    const heardFrames = () => stage.recorder.sounding().length;
    await stage.recorder.waitForFrame(() => heardFrames() > secondAtFrame + 25, 30_000);
    await first.kill('SIGKILL');
    const before = stage.recorder.sounding();
    const beginning = withoutSilence(spoken('welcome')).slice(0, before.length);
    expect(differenceFrom(beginning, before)).toBeNull();

    const second = stage.start();
    await second.movedBy('welcomeHeard');
    const thirdAtFrame = Math.floor((sentences[2]?.fromMs ?? NaN) / FRAME_MS);
    const rest = withoutSilence(spoken('welcome').slice(thirdAtFrame));
    await stage.recorder.waitForFrame(() => heardFrames() === before.length + rest.length);
    expect(differenceFrom(rest, stage.recorder.sounding().slice(before.length))).toBeNull();
    expect(stage.count(stage.hall, /On behalf of CMSC/)).toBe(1);
    expect(stage.count(stage.hall, /No teacher has been able to join/)).toBe(1);
    expect(repeatedAmong(stage.posted)).toEqual([]);
  },
  TIMEOUT_MS,
);

/** Ben plays the recording; resolves when so many of its frames were heard. */
async function playUntil(stage: ChildStage, child: ChildBot, frames: number): Promise<void> {
  await child.ready();
  stage.enter('Ben');
  await child.movedBy('started');
  await stage.command('Ben', 'play', { recording: stage.recording.id });
  const isReached = () => stage.recorder.sounding().length >= INTRO_FRAMES + frames;
  await stage.recorder.waitForFrame(isReached, 40_000);
}

const placesHeard = (stage: ChildStage) =>
  placesOf(stage.recorder.sounding().slice(INTRO_FRAMES), stage.packets);

/** Holds the second part of the sound against the file and the moment of the cut. */
async function checkGoesOn(
  stage: ChildStage,
  second: ChildBot,
  heardBefore: number,
  cutAt: number,
) {
  const isBack = () => stage.recorder.sounding().length > INTRO_FRAMES + heardBefore;
  const back = await stage.recorder.waitForFrame(isBack, 10_000);
  const silentMs = back.arrivedAtMs - second.startedAtMs;
  await second.movedBy('practiceOver');
  await stage.recorder.waitForFrame(({ opus }) => stage.packets.at(-1)?.equals(opus) ?? false);
  const end = stage.packets.length - 1;
  const after = placesHeard(stage).slice(heardBefore);
  expect(after.slice(0, FADE_FRAMES)).toEqual(fade);
  const goneOnAt = (after[FADE_FRAMES] ?? NaN) - FADE_FRAMES;
  expect(after.slice(FADE_FRAMES, after.indexOf(end) + 1)).toEqual(
    numbersBetween(goneOnAt + FADE_FRAMES, end),
  );
  const backMs = (cutAt - goneOnAt) * FRAME_MS;
  console.info(
    `Heard again ${Math.round(silentMs)} ms after the start, from ${backMs} ms before the cut.`,
  );
  expect(silentMs).toBeLessThan(5_000);
  expect(backMs).toBeLessThanOrEqual(2_000);
  // Nothing is left out.
  expect(backMs).toBeGreaterThanOrEqual(0);
  expect(stage.count(stage.hall, /We go on where we were/)).toBe(1);
  expect(stage.count(stage.hall, /We listen to/)).toBe(1);
  expect(repeatedAmong(stage.posted)).toEqual([]);
}

test.concurrent(
  'killed in the middle of a recording: it goes on within 5 s, from at most 2 s before the cut',
  async () => {
    await using stage = await openChildStage({ recordingSeconds: 20 });
    const first = stage.start();
    await playUntil(stage, first, 340);
    await first.kill('SIGKILL');
    const before = placesHeard(stage);
    expect(before).toEqual(numbersBetween(0, before.length - 1));
    const second = stage.start();
    await checkGoesOn(stage, second, before.length, before.length);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'asked to end in the middle of a recording: the room is told, the sound fades, and it goes on after the start',
  async () => {
    await using stage = await openChildStage({ recordingSeconds: 14 });
    const first = stage.start();
    await playUntil(stage, first, 200);
    const askedAtMs = performance.now();
    const ending = await first.kill('SIGTERM');
    expect(ending).toEqual({ code: 0, signal: null });
    expect(performance.now() - askedAtMs).toBeLessThan(6_000);
    expect(stage.isBotIn()).toBe(false);
    await stage.message(stage.hall, /I have to pause for a moment/);
    const before = placesHeard(stage);
    const fadedAt = before.indexOf(null);
    expect(before.slice(0, fadedAt)).toEqual(numbersBetween(0, fadedAt - 1));
    expect(before.slice(fadedAt)).toEqual(fade);
    const second = stage.start();
    await checkGoesOn(stage, second, before.length, fadedAt);
    expect(stage.count(stage.hall, /I have to pause for a moment/)).toBe(1);
    expect(second.output()).not.toContain(stage.environment.DISCORD_TOKEN);
  },
  TIMEOUT_MS,
);
