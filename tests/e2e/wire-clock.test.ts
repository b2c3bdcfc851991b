/** The machine's wall clock is set while a recording sounds. */
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { openChildStage, type ChildStage } from './child-stage.ts';
import { FRAME_MS, numbersBetween, placesOf, spoken, withoutSilence } from './heard.ts';
import { repeatedAmong } from './people.ts';
import { CLOCK_FAULTS, type ClockFault } from './wire-clock-faults.ts';

const TIMEOUT_MS = 90_000;
const INTRO_FRAMES = withoutSilence(spoken('recording-next')).length;
const HEARD_BEFORE = 100;
/** A library that goes by the wall clock falls silent, or rushes, from the step on: 6 s are looked at. */
const FRAMES_AFTER = 300;
const steppedClock = fileURLToPath(new URL('stepped-clock.ts', import.meta.url));
/** Between two frames that should be 20 ms apart. */
const LONGEST_GAP_MS = 60;
/** More frames than this within five frames' time would be a burst. */
const MOST_IN_100_MS = 8;
/** How often the listener looks whether it slept itself. */
const LOOK_MS = 5;

const toneFrames = (stage: ChildStage) => stage.recorder.sounding().slice(INTRO_FRAMES);

async function survive(fault: ClockFault): Promise<void> {
  await using stage = await openChildStage({ recordingSeconds: 16 });
  const child = stage.start({ NODE_OPTIONS: `--import=${steppedClock}` });
  await child.ready();
  stage.enter('Ben');
  await child.movedBy('started');
  await stage.command('Ben', 'play', { recording: stage.recording.id });
  await stage.recorder.waitForFrame(() => toneFrames(stage).length >= HEARD_BEFORE, TIMEOUT_MS);
  using listener = watchOwnSleep();
  // A signal that the program answers does not end it.
  void child.kill(fault.signal);
  await child.line(({ text }) => text.includes('the wall clock was set'));
  await child.movedBy('practiceOver');
  const last = stage.packets.at(-1);
  await stage.recorder.waitForFrame(({ opus }) => last?.equals(opus) ?? false);
  const frames = toneFrames(stage).slice(0, stage.packets.length);
  expect(placesOf(frames, stage.packets)).toEqual(numbersBetween(0, stage.packets.length - 1));
  const around = frames.slice(HEARD_BEFORE - 1, HEARD_BEFORE + FRAMES_AFTER);
  const timesMs = around.map(({ arrivedAtMs }) => arrivedAtMs);
  const gapsMs = timesMs
    .slice(1)
    .map((atMs, at) => atMs - (timesMs[at] ?? 0) - listener.sleptMs(timesMs[at] ?? 0, atMs));
  const longestMs = Math.max(...gapsMs);
  // After a nap of its own the listener reads at once what came one after another.
  const awakeMs = timesMs.filter((from) => listener.sleptMs(from - 2 * FRAME_MS, from + 100) === 0);
  expect(awakeMs.length).toBeGreaterThan(timesMs.length / 2);
  const densest = Math.max(...awakeMs.map((from) => countBetween(timesMs, from, from + 100)));
  console.info(
    `${fault.name}: longest gap ${longestMs.toFixed(1)} ms, at most ${densest} in 100 ms`,
  );
  expect(longestMs).toBeLessThanOrEqual(LONGEST_GAP_MS);
  expect(densest).toBeLessThanOrEqual(MOST_IN_100_MS);
  expect(stage.count(stage.hall, /We go on where we were/)).toBe(0);
  expect(repeatedAmong(stage.posted)).toEqual([]);
  expect(child.output()).not.toMatch(/unhandled rejection|uncaught exception/);
  expect(await Promise.race([child.ended, Promise.resolve('it runs')])).toBe('it runs');
}

const countBetween = (timesMs: readonly number[], fromMs: number, toMs: number): number =>
  timesMs.filter((atMs) => atMs >= fromMs && atMs < toMs).length;

/** What the process of the test slept itself, being busy elsewhere, is no fault of the bot's. */
function watchOwnSleep() {
  const naps: { readonly fromMs: number; readonly toMs: number }[] = [];
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    if (nowMs - lastMs > FRAME_MS) naps.push({ fromMs: lastMs + LOOK_MS, toMs: nowMs });
    lastMs = nowMs;
  }, LOOK_MS);
  return {
    sleptMs: (fromMs: number, toMs: number): number =>
      naps
        .map((nap) => Math.min(nap.toMs, toMs) - Math.max(nap.fromMs, fromMs))
        .reduce((sum, overlapMs) => sum + Math.max(0, overlapMs), 0),
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

test.concurrent.each(CLOCK_FAULTS)('$name: $does', survive, TIMEOUT_MS);
