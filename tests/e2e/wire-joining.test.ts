/** The voice server fails while the bot joins to play a recording. */
import { expect, test } from '@jest/globals';
import { differenceFrom, spoken, withoutSilence } from './heard.ts';
import { repeatedAmong } from './people.ts';
import { openStage } from './stage.ts';
import { strayErrors } from './strays.ts';
import { deny, SLOW_RETRY_MS, type WireFault } from './wire-faults.ts';
import { JOINING_FAULTS, NOT_ALLOWED_FAULT, type JoiningFault } from './wire-joining-faults.ts';

const TIMEOUT_MS = 60_000;

async function survive(fault: JoiningFault): Promise<void> {
  await using stage = await openStage({ reminders: [], recordingSeconds: 2 });
  stage.voiceServer.setFaults(fault.faults);
  stage.enter('Ben');
  await stage.moves.by('started');
  stage.setSpeed(1);
  await stage.command('Ben', 'play', { recording: stage.recording.id });
  await stage.botIs('in');
  const fromMs = stage.clock.nowMs();
  await stage.recorder.waitForFrame(() => true, TIMEOUT_MS);
  const tookMs = stage.clock.nowMs() - fromMs;
  await stage.moves.by('practiceOver');
  const expected = withoutSilence([...spoken('recording-next'), ...stage.packets]);
  await stage.heard(expected.length);
  const heard = stage.recorder.sounding().slice(0, expected.length);
  expect(differenceFrom(expected, heard)).toBeNull();
  expect(stage.recorder.missing()).toBe(0);
  const clear = heard.filter(({ encrypted }) => encrypted !== 'dave');
  expect(clear).toHaveLength(fault.isEncrypted ? 0 : heard.length);
  const modes = stage.voiceServer.rooms().flatMap(({ clients }) => clients.map(({ mode }) => mode));
  expect(modes).toEqual([fault.mode]);
  console.info(`${fault.name}: ${Math.round(tookMs)} ms`);
  expect(tookMs).toBeLessThanOrEqual(fault.withinMs);
  expect(stage.standing(stage.coordinators)).toEqual([]);
  expect(repeatedAmong(stage.posted)).toEqual([]);
  expect(strayErrors()).toEqual([]);
}

test.concurrent.each(JOINING_FAULTS)('$name: $does', survive, TIMEOUT_MS);

async function surviveSilence(fault: WireFault): Promise<void> {
  await using stage = await openStage({ reminders: [], slowRetryMs: SLOW_RETRY_MS });
  deny(stage, 'speak');
  stage.enter('Dev');
  const alert = await stage.message(stage.coordinators, /I am missing the Speak permission/);
  expect(alert.content).toContain(`<#${stage.hall.id}>`);
  await stage.message(stage.hall, /On behalf of CMSC/);
  await stage.message(stage.hall, /You may not be able to hear me/);
  await stage.moves.by('soundLate');
  expect(stage.recorder.frames).toEqual([]);
  // The sound waits in real time before it looks again.
  stage.setSpeed(1);
  deny(stage);
  const fromMs = stage.clock.nowMs();
  await stage.botIs('in');
  const tookMs = stage.clock.nowMs() - fromMs;
  stage.setSpeed(200);
  console.info(`${fault.name}: ${Math.round(tookMs)} ms`);
  expect(tookMs).toBeLessThanOrEqual(fault.withinMs);
  await stage.moves.by('nobodyChose');
  await stage.recorder.waitForFrame(({ isSilence }) => !isSilence, TIMEOUT_MS);
  expect(stage.count(stage.coordinators, /Speak permission/)).toBe(1);
  expect(repeatedAmong(stage.posted)).toEqual([]);
  expect(strayErrors()).toEqual([]);
}

test.concurrent.each([NOT_ALLOWED_FAULT])('$name: $does', surviveSilence, TIMEOUT_MS);
