/** A recording that sounds while the outside fails, and what has to be true when all is well again. */
import { expect } from '@jest/globals';
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
import { strayErrors } from './strays.ts';
import type { SoundFault } from './wire-faults.ts';

export const TIMEOUT_MS = 90_000;
const INTRO_FRAMES = withoutSilence(spoken('recording-next')).length;
/** Frames of the recording that are heard before the fault. */
const HEARD_BEFORE = 50;
/** What is on its way when a connection breaks is lost or heard twice, and no more. */
const ON_THE_WAY_FRAMES = 5;

const toneFrames = (stage: Stage) => stage.recorder.sounding().slice(INTRO_FRAMES);
const placesHeard = (stage: Stage) => placesOf(toneFrames(stage), stage.packets);

export async function survive(fault: SoundFault): Promise<void> {
  await using stage = await openStage({ reminders: [], recordingSeconds: 8, ...fault.stage });
  stage.enter('Ben');
  await stage.moves.by('started');
  await stage.command('Ben', 'play', { recording: stage.recording.id });
  await stage.recorder.waitForFrame(() => toneFrames(stage).length >= HEARD_BEFORE, TIMEOUT_MS);
  stage.setSpeed(1);
  const joins = stage.countJoins();
  let fromMs = stage.clock.nowMs();
  await fault.strike(stage);
  // Whoever comes while the bot sees nothing is counted all the same.
  stage.enter('Dev');
  if (fault.mend) {
    for (const alert of fault.alerts) await stage.message(stage.coordinators, alert);
    fromMs = stage.clock.nowMs();
    fault.mend(stage);
  }
  await allGoesOn(stage, fault);
  const tookMs = stage.clock.nowMs() - fromMs;
  await stage.moves.by('practiceOver');
  await stage.message(stage.hall, /What would you like to do now/);
  await checkSound(stage, fault.sound);
  if (fault.sound !== 'goesOn') expect(joins()).toBe(0);
  console.info(`${fault.name}: ${Math.round(tookMs)} ms`);
  expect(tookMs).toBeLessThanOrEqual(fault.withinMs ?? Infinity);
  await stage.counts(2);
  checkWords(stage, fault);
}

/** Resolves when the gateway is back, or else the sound. */
async function allGoesOn(stage: Stage, { sound }: SoundFault): Promise<void> {
  if (sound === 'unbroken') await stage.moves.logged('The gateway is back.');
  if (sound === 'goesOn') await stage.moves.by('resumed');
}

function checkWords(stage: Stage, { sound, alerts }: SoundFault): void {
  const told = stage.standing(stage.coordinators).map(({ content }) => content);
  expect(told).toHaveLength(alerts.length);
  for (const alert of alerts) expect(told).toContainEqual(expect.stringMatching(alert));
  expect(stage.count(stage.hall, /We go on where we were/)).toBe(sound === 'goesOn' ? 1 : 0);
  expect(repeatedAmong(stage.posted)).toEqual([]);
  expect(strayErrors()).toEqual([]);
}

async function checkSound(stage: Stage, sound: SoundFault['sound']): Promise<void> {
  const last = stage.packets.at(-1);
  switch (sound) {
    case 'unbroken':
      await stage.recorder.waitForFrame(({ opus }) => last?.equals(opus) ?? false);
      expect(placesHeard(stage).slice(0, stage.packets.length)).toEqual(
        numbersBetween(0, stage.packets.length - 1),
      );
      expect(stage.recorder.missing()).toBe(0);
      return;
    case 'thinned':
      return checkThinned(stage);
    case 'goesOn':
      await stage.recorder.waitForFrame(({ opus }) => last?.equals(opus) ?? false);
      return checkWentOn(stage);
  }
}

/** The recording broke off, came back faded in from about there, and is untouched otherwise. */
function checkWentOn(stage: Stage): void {
  const places = placesHeard(stage);
  const faded = places.indexOf(null);
  const goneOn = faded + FADE_FRAMES;
  expect(places.slice(0, faded)).toEqual(numbersBetween(0, faded - 1));
  expect(places.slice(faded, goneOn)).toEqual(Array.from({ length: FADE_FRAMES }, () => null));
  const again = places[goneOn] ?? NaN;
  expect(Math.abs(again - FADE_FRAMES - faded)).toBeLessThanOrEqual(ON_THE_WAY_FRAMES);
  const end = goneOn + (stage.packets.length - again);
  expect(places.slice(goneOn, end)).toEqual(numbersBetween(again, stage.packets.length - 1));
}

/** A fifth is missing, evenly, and what comes late does not come later and later. */
function checkThinned(stage: Stage): void {
  const frames = toneFrames(stage).filter((_, index) => placesHeard(stage)[index] !== null);
  const places = placesOf(frames, stage.packets).map(Number);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(new Set(places).size).toBe(places.length);
  const afterwards = stage.packets.length - HEARD_BEFORE;
  const missing = stage.packets.length - places.length;
  expect(missing / afterwards).toBeGreaterThan(0.18);
  expect(missing / afterwards).toBeLessThan(0.22);
  const startMs = (frames[0]?.arrivedAtMs ?? 0) - (places[0] ?? 0) * FRAME_MS;
  const lateMs = frames.map(
    (frame, at) => frame.arrivedAtMs - startMs - Number(places[at]) * FRAME_MS,
  );
  const quarter = Math.floor(lateMs.length / 4);
  const driftMs = median(lateMs.slice(-quarter)) - median(lateMs.slice(0, quarter));
  console.info(`missing ${missing} of ${afterwards}, drift ${driftMs.toFixed(1)} ms`);
  expect(Math.abs(driftMs)).toBeLessThan(20);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
