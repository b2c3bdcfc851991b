/** The voice server closes the connection while a recording sounds, or the bot may not speak. */
import { expect, test } from '@jest/globals';
import { PERMISSION } from '../../src/practice/world/permissions.ts';
import { FADE_FRAMES, numbersBetween, placesOf, spoken, withoutSilence } from './heard.ts';
import { repeatedAmong } from './people.ts';
import { openStage, type Stage } from './stage.ts';

const TIMEOUT_MS = 90_000;
const INTRO_FRAMES = withoutSilence(spoken('recording-next')).length;

const toneFrames = (stage: Stage) => stage.recorder.sounding().slice(INTRO_FRAMES);

async function openWithRecording(recordingSeconds: number): Promise<Stage> {
  const stage = await openStage({ reminders: [], recordingSeconds });
  stage.enter('Ben');
  await stage.moves.by('started');
  await stage.command('Ben', 'play', { recording: stage.recording.id });
  await stage.recorder.waitForFrame(() => toneFrames(stage).length >= 50, TIMEOUT_MS);
  return stage;
}

/** The recording broke off, came back faded in from about there, and is untouched otherwise. */
function checkWentOn(stage: Stage): void {
  const places = placesOf(toneFrames(stage), stage.packets);
  const faded = places.indexOf(null);
  const goneOn = faded + FADE_FRAMES;
  expect(places.slice(0, faded)).toEqual(numbersBetween(0, faded - 1));
  expect(places.slice(faded, goneOn)).toEqual(Array.from({ length: FADE_FRAMES }, () => null));
  const again = places[goneOn] ?? NaN;
  // What was on its way when the connection broke is lost or heard twice, and no more.
  expect(Math.abs(again - FADE_FRAMES - faded)).toBeLessThanOrEqual(5);
  const end = goneOn + (stage.packets.length - again);
  expect(places.slice(goneOn, end)).toEqual(numbersBetween(again, stage.packets.length - 1));
}

test.concurrent.each([
  ['4006 (the session is not valid any more)', 4006],
  ['4015 (the server crashed)', 4015],
  ['4014 (put out of the room)', 4014],
] as const)(
  'closed with %s: the recording goes on where it was, and the room is told once',
  async (_, closeCode) => {
    await using stage = await openWithRecording(8);
    // Waits before another try are kept by the clock; the second ones would pass at once.
    stage.setSpeed(closeCode === 4014 ? 50 : 1);
    if (closeCode === 4014) stage.world.kickBotFromVoice();
    else stage.voiceServer.drop(stage.guildId, stage.world.bot.id, closeCode);
    await stage.message(stage.hall, /We go on where we were/);
    await stage.moves.by('practiceOver');
    await stage.message(stage.hall, /What would you like to do now/);
    await stage.recorder.waitForFrame(({ opus }) => stage.packets.at(-1)?.equals(opus) ?? false);
    checkWentOn(stage);
    expect(stage.count(stage.hall, /We go on where we were/)).toBe(1);
    const alerts = stage.standing(stage.coordinators).map(({ content }) => content);
    expect(alerts).toEqual(
      closeCode === 4014 ? [expect.stringMatching(/Someone took me out of/)] : [],
    );
    expect(repeatedAmong(stage.posted)).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'without the permission to speak coordinators are told once, and the welcome is shown all the same',
  async () => {
    await using stage = await openStage({ reminders: [] });
    const role = stage.world.roleNamed(stage.world.bot.name);
    const overwrites = [...stage.hall.overwrites];
    const deny = { id: role.id, kind: 'role', allow: 0n, deny: PERMISSION.speak } as const;
    stage.world.setOverwrites(stage.hall.id, [...overwrites, deny]);
    stage.enter('Dev');
    const alert = await stage.message(stage.coordinators, /I am missing the Speak permission/);
    expect(alert.content).toContain(`<#${stage.hall.id}>`);
    await stage.message(stage.hall, /On behalf of CMSC/);
    await stage.message(stage.hall, /You may not be able to hear me/);
    // It goes on as if it were heard, and tries again all the while.
    await stage.moves.by('soundLate');
    expect(stage.recorder.frames).toEqual([]);
    expect(stage.count(stage.coordinators, /Speak permission/)).toBe(1);

    stage.world.setOverwrites(stage.hall.id, overwrites);
    await stage.moves.by('nobodyChose');
    await stage.recorder.waitForFrame(({ isSilence }) => !isSilence, TIMEOUT_MS);
    expect(stage.count(stage.coordinators, /Speak permission/)).toBe(1);
    expect(repeatedAmong(stage.posted)).toEqual([]);
  },
  TIMEOUT_MS,
);
