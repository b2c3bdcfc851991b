/** The main gateway is away for a moment while a recording sounds. */
import { expect, test } from '@jest/globals';
import { FADE_FRAMES, numbersBetween, placesOf, spoken, withoutSilence } from './heard.ts';
import { repeatedAmong } from './people.ts';
import { openStage, type Stage } from './stage.ts';

const TIMEOUT_MS = 60_000;
const INTRO_FRAMES = withoutSilence(spoken('recording-next')).length;

async function openWithRecording(recordingSeconds: number): Promise<Stage> {
  const stage = await openStage({ reminders: [], recordingSeconds });
  stage.enter('Ben');
  await stage.moves.by('started');
  await stage.command('Ben', 'play', { recording: stage.recording.id });
  await toneHeard(stage, 50);
  return stage;
}

const toneFrames = (stage: Stage) => stage.recorder.sounding().slice(INTRO_FRAMES);

async function toneHeard(stage: Stage, frames: number): Promise<void> {
  await stage.recorder.waitForFrame(() => toneFrames(stage).length >= frames, TIMEOUT_MS);
}

test.concurrent.each([
  ['asks for a resume (op 7)', { kind: 'reconnect' }],
  [
    'invalidates the session, which may be resumed (op 9)',
    { kind: 'invalidSession', isResumable: true },
  ],
  ['breaks without a word', { kind: 'cut' }],
] as const)(
  'the gateway %s: the sound goes on without a lost frame, and nothing is said twice',
  async (_, strike) => {
    await using stage = await openWithRecording(6);
    const joins = stage.countJoins();
    stage.standin.faults.strike(strike);
    await stage.moves.logged('The gateway is back.');
    await stage.moves.by('practiceOver');
    await toneHeard(stage, stage.packets.length);
    const places = placesOf(toneFrames(stage).slice(0, stage.packets.length), stage.packets);
    expect(places).toEqual(numbersBetween(0, stage.packets.length - 1));
    expect(stage.recorder.missing()).toBe(0);
    expect(joins()).toBe(0);
    expect(stage.count(stage.hall, /We listen to/)).toBe(1);
    expect(repeatedAmong(stage.posted)).toEqual([]);
    // What is said while the gateway is away still gets through, and people are seen again.
    stage.enter('Dev');
    await stage.moves.by('nobodyChose');
    expect(stage.state()).toMatchObject({ presence: { teachers: 0, listeners: 2 } });
    expect(repeatedAmong(stage.posted)).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'the gateway ends the session for good (op 9): the bot comes back and goes on where it was',
  async () => {
    await using stage = await openWithRecording(9);
    // Slow enough for the real gateway to be back before three minutes without sound are over.
    stage.setSpeed(10);
    stage.standin.faults.strike({ kind: 'invalidSession', isResumable: false });
    await stage.message(stage.hall, /We go on where we were/);
    const cutAt = toneFrames(stage).length;
    await stage.moves.by('practiceOver');
    await toneHeard(stage, cutAt + 1);
    const places = placesOf(toneFrames(stage), stage.packets);
    const faded = places.indexOf(null);
    const goneOn = faded + FADE_FRAMES;
    expect(places.slice(0, faded)).toEqual(numbersBetween(0, faded - 1));
    expect(places.slice(faded, goneOn)).toEqual(Array.from({ length: FADE_FRAMES }, () => null));
    const again = places[goneOn] ?? NaN;
    expect(Math.abs(again - FADE_FRAMES - faded)).toBeLessThanOrEqual(2);
    expect(repeatedAmong(stage.posted)).toEqual([]);
  },
  TIMEOUT_MS,
);
