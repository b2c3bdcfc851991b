/** Sessions to which a teacher comes: before, late, and for a moment away. */
import { performance } from 'node:perf_hooks';
import { expect, test } from '@jest/globals';
import { voiceManifest } from '../data/shipped-audio.ts';
import {
  FADE_FRAMES,
  FRAME_MS,
  differenceFrom,
  numbersBetween,
  placesOf,
  spoken,
  withoutSilence,
} from './heard.ts';
import { answerOf, repeatedAmong } from './people.ts';
import { MINUTE, openStage, START_MS } from './stage.ts';

const TIMEOUT_MS = 60_000;

test.concurrent(
  'with a teacher the bot keeps silent and never joins',
  async () => {
    await using stage = await openStage({ reminders: [], speed: 1 });
    const joins = stage.countJoins();
    stage.enter('Ana');
    stage.enter('Dev');
    await stage.counts(2);
    await stage.clock.skipTo(START_MS);
    await stage.moves.by('started');
    expect(stage.state()).toMatchObject({ phase: 'led' });
    await stage.clock.skipTo(START_MS + 60 * MINUTE);
    await stage.moves.by('timeOver');
    expect(stage.moves.phases()).toEqual(['led', 'ended']);
    expect(joins()).toBe(0);
    expect(stage.recorder.frames).toEqual([]);
    expect(stage.posted).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'a teacher who comes during the welcome has the room after the sentence',
  async () => {
    await using stage = await openStage({ reminders: [] });
    stage.enter('Dev');
    stage.enter('Ben');
    await stage.moves.by('started');
    await stage.command('Ben', 'welcome');
    await stage.recorder.waitForFrame(() => stage.recorder.sounding().length === 100);
    stage.enter('Ana');
    await stage.message(stage.hall, /A teacher is here/);
    await stage.botIs('out');

    const welcome = spoken('welcome');
    const heard = stage.recorder.sounding();
    const prefix = withoutSilence(welcome).slice(0, heard.length);
    expect(differenceFrom(prefix, heard)).toBeNull();
    // No word is cut: the sound ends in the pause after the first sentence.
    const last = heard.at(-1)?.opus ?? Buffer.alloc(0);
    const endedAtMs = (welcome.findIndex((packet) => packet.equals(last)) + 1) * FRAME_MS;
    const [first, second] = voiceManifest.sentences['welcome']?.audio['bdl']?.sentences ?? [];
    expect(endedAtMs).toBeGreaterThanOrEqual(first?.toMs ?? Infinity);
    expect(endedAtMs).toBeLessThanOrEqual(second?.fromMs ?? 0);
    expect(stage.count(stage.hall, /A teacher is here/)).toBe(1);
    expect(stage.state()).toMatchObject({ phase: 'led', isInRoom: false });
    expect(repeatedAmong(stage.posted)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'a teacher who comes during a recording is offered the room, and takes over with a press',
  async () => {
    await using stage = await openStage({ reminders: [], recordingSeconds: 12 });
    stage.enter('Ben');
    await stage.moves.by('started');
    await stage.command('Ben', 'play', { recording: stage.recording.id });
    const intro = withoutSilence(spoken('recording-next')).length;
    const toneFrames = () => stage.recorder.sounding().slice(intro);
    await stage.recorder.waitForFrame(() => toneFrames().length === 25, TIMEOUT_MS);
    stage.enter('Ana');
    const offer = await stage.message(stage.hall, /A teacher has joined us/);
    // The recording goes on as if nothing had happened.
    await stage.recorder.waitForFrame(() => toneFrames().length === 100);
    expect(placesOf(toneFrames(), stage.packets)).toEqual(numbersBetween(0, 99));
    const refused = await stage.press('Ben', offer, 'takeOver');
    expect(answerOf(refused)).toMatch(/Only teachers and coordinators can take over the room/);

    await stage.press('Ana', offer, 'takeOver');
    const pressedAtMs = performance.now();
    await stage.botIs('out');
    expect(performance.now() - pressedAtMs).toBeLessThan(1_500 + 2_000);
    const places = placesOf(toneFrames(), stage.packets);
    const untouched = places.indexOf(null);
    expect(places.slice(0, untouched)).toEqual(numbersBetween(0, untouched - 1));
    expect(places.slice(untouched)).toEqual(Array.from({ length: FADE_FRAMES }, () => null));
    await stage.message(stage.hall, /A teacher is here/);
    expect(stage.state()).toMatchObject({ phase: 'led', isInRoom: false });
    expect(repeatedAmong(stage.posted)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'a teacher whose connection drops for 20 s is not declared absent',
  async () => {
    await using stage = await openStage({ reminders: [], speed: 1 });
    const joins = stage.countJoins();
    stage.enter('Ana');
    stage.enter('Dev');
    await stage.counts(2);
    await stage.clock.skipTo(START_MS);
    await stage.moves.by('started');
    await stage.clock.skipTo(START_MS + 10 * MINUTE);
    stage.leave('Ana');
    await stage.moves.by('teacherLeft');
    await stage.clock.skipTo(stage.clock.nowMs() + 20_000);
    stage.enter('Ana');
    await stage.moves.by('teacherIsHere');
    await stage.clock.skipTo(START_MS + 60 * MINUTE);
    await stage.moves.by('timeOver');
    expect(stage.moves.phases()).toEqual(['led', 'waiting', 'led', 'ended']);
    expect(joins()).toBe(0);
    expect(stage.posted).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);
