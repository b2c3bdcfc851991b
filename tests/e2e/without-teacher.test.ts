/** Whole sessions that find no teacher. Sound takes its own time, so they run side by side. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { voiceManifest } from '../data/shipped-audio.ts';
import { differenceFrom, shipped, spoken, wholeFileAmong, withoutSilence } from './heard.ts';
import { canMeasure, measureLoudness } from '../loudness-meter.ts';
import { writeWav } from './heard-sound.ts';
import { answerOf, repeatedAmong } from './people.ts';
import { dataFolder, MINUTE, openStage, type Stage } from './stage.ts';

const hasFfmpeg = canMeasure('The loudness of the welcome as it is heard');

test.concurrent(
  'nobody chooses: reminder, notice, welcome, recording, goodbye',
  async () => {
    await using stage = await openStage({ opensBeforeMs: 11 * MINUTE });
    const reminder = await stage.message(stage.announcements, /Morning practice/);
    expect(reminder.content).toContain('Los Angeles');
    stage.enter('Dev');
    await stage.message(stage.hall, /No teacher has been able to join/);
    const shown = await stage.message(stage.hall, /On behalf of CMSC/);
    expect(shown.content).toContain(
      readFileSync(join(dataFolder, 'voice/en/welcome.txt'), 'utf8').trim(),
    );
    await stage.moves.by('nobodyChose');
    await stage.moves.by('closed');
    expect(stage.moves.phases().at(-1)).toBe('ended');
    await stage.botIs('out');

    // What the listener heard, decrypted, is the shipped audio byte for byte, in this order.
    const heard = stage.recorder.sounding();
    expect(heard.every(({ encrypted }) => encrypted === 'dave')).toBe(true);
    const expected = [
      ...spoken('begin-soon'),
      ...spoken('welcome'),
      ...spoken('recording-next'),
      ...stage.packets,
      ...spoken('choose'),
      ...spoken('close'),
    ];
    expect(differenceFrom(expected, heard)).toBeNull();
    expect(stage.recorder.missing()).toBe(0);
    checkWelcomeAsHeard(stage);

    expect(repeatedAmong(stage.posted)).toEqual([]);
    expect(stage.standing(stage.coordinators)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  150_000,
);

test.concurrent(
  'a volunteer sits for ten minutes: the bells keep to the wall clock',
  async () => {
    await using stage = await openStage({ reminders: [] });
    stage.enter('Dev');
    stage.enter('Ben');
    await stage.moves.by('started');
    const heardAtMs: number[] = [];
    stage.voiceServer.onFrame(({ isSilence }) => {
      if (!isSilence) heardAtMs.push(stage.clock.nowMs());
    });
    const asked = await stage.command('Ben', 'sit', { minutes: 10 });
    expect(answerOf(asked)).toMatch(/sit/i);
    await stage.moves.by('chosen');
    const state = stage.state();
    if (state?.phase !== 'sitting') throw new Error('Nobody sits.');
    const { untilMs } = state;
    expect(untilMs - state.startedAtMs).toBe(10 * MINUTE);
    const shown = await stage.message(stage.hall, /sit in silence for 10 minutes/);
    expect(shown.content).toContain(`<t:${Math.floor(untilMs / 1000)}:t>`);
    const opening = [...spoken('silence-10'), ...shipped('bells/opening.opus')];
    const openingFrames = withoutSilence(opening).length;
    await stage.heard(openingFrames);
    // The closing bell comes in real time, so that its moment can be told.
    stage.setSpeed(1);
    await stage.clock.skipTo(untilMs - 1_000);
    expect(differenceFrom(opening, stage.recorder.sounding())).toBeNull();
    await stage.heard(openingFrames + 1);
    const lateMs = (heardAtMs[openingFrames] ?? Infinity) - untilMs;
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(2_000);
    stage.setSpeed(200);
    await stage.moves.by('nobodyChose');
    const closing = [
      ...shipped('bells/closing.opus'),
      ...spoken('silence-end'),
      ...spoken('choose'),
    ];
    expect(differenceFrom([...opening, ...closing], stage.recorder.sounding())).toBeNull();
    expect(repeatedAmong(stage.posted)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  150_000,
);

function checkWelcomeAsHeard(stage: Stage): void {
  const welcome = wholeFileAmong(stage.recorder.frames, spoken('welcome'));
  if (!welcome) throw new Error('The welcome was not heard as a whole.');
  const path = join(stage.folder, 'welcome-as-heard.wav');
  const sound = writeWav(
    path,
    welcome.map(({ opus }) => opus),
  );
  const meantMs = voiceManifest.sentences['welcome']?.audio['bdl']?.durationMs ?? NaN;
  expect(Math.abs(sound.durationMs - meantMs)).toBeLessThanOrEqual(50);
  expect(sound.isClipped).toBe(false);
  if (!hasFfmpeg) return;
  const { integratedLufs, truePeakDbfs } = measureLoudness(path);
  console.info(`The welcome as heard: ${integratedLufs} LUFS, true peak ${truePeakDbfs} dBFS.`);
  expect(Math.abs(integratedLufs + 16)).toBeLessThanOrEqual(1);
  expect(truePeakDbfs).toBeLessThan(0);
}
