/** What people in the room do: stay away, leave, choose, and what coordinators may. */
import { expect, test } from '@jest/globals';
import { differenceFrom, spoken } from './heard.ts';
import { answerOf, privateAnswer, repeatedAmong } from './people.ts';
import { MINUTE, openStage, START_MS } from './stage.ts';

const TIMEOUT_MS = 60_000;

test.concurrent(
  'nobody comes: the bot never joins and says nothing',
  async () => {
    await using stage = await openStage({ reminders: [] });
    const joins = stage.countJoins();
    await stage.moves.by('started');
    await stage.clock.skipTo(START_MS + 60 * MINUTE);
    await stage.moves.by('timeOver');
    expect(stage.moves.phases()).toEqual(['waiting', 'ended']);
    expect(joins()).toBe(0);
    expect(stage.recorder.frames).toEqual([]);
    expect(stage.posted).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'a volunteer plays a recording: found while typing, refused to others, heard as it is',
  async () => {
    await using stage = await openStage({ reminders: [], recordingSeconds: 3 });
    stage.enter('Ben');
    stage.enter('Dev');
    await stage.moves.by('started');
    const offered = await stage.suggestions('Ben', 'play', 'recording', 'ton');
    expect(offered.map(({ value }) => value)).toEqual([stage.recording.id]);
    const refused = await stage.command('Dev', 'play', { recording: stage.recording.id });
    expect(answerOf(refused)).toMatch(
      /Only volunteers, teachers and coordinators can start a recording/,
    );
    const stray = await stage.command('Ben', 'play', { recording: 'https://example.org/a.mp3' });
    expect(answerOf(stray)).toMatch(/I play only what is on the approved list/);
    expect(stage.isBotIn()).toBe(false);

    await stage.command('Ben', 'play', { recording: stage.recording.id });
    await stage.message(stage.hall, /We listen to \*\*Tone tone\*\*/);
    await stage.moves.by('practiceOver');
    // Words follow, which say that there is time for more.
    await stage.message(stage.hall, /What would you like to do now/);
    const expected = [...spoken('recording-next'), ...stage.packets, ...spoken('choose')];
    await stage.moves.by('nobodyChose');
    expect(differenceFrom(expected, stage.recorder.sounding())).toBeNull();
    expect(stage.recorder.missing()).toBe(0);
    expect(repeatedAmong(stage.posted)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'an empty room is left after two minutes, and waited in again for the next person',
  async () => {
    await using stage = await openStage({ reminders: [], recordingSeconds: 3 });
    stage.enter('Ben');
    stage.enter('Dev');
    await stage.moves.by('started');
    await stage.command('Ben', 'play', { recording: stage.recording.id });
    await stage.recorder.waitForFrame(({ isSilence }) => !isSilence);
    await stage.command('Ben', 'stop');
    await stage.moves.by('stopped');
    await stage.programmeEnds();
    stage.setSpeed(1);
    const leftAtMs = stage.clock.nowMs();
    stage.leave('Ben');
    stage.leave('Dev');
    await stage.counts(0);
    await stage.clock.skipTo(leftAtMs + 2 * MINUTE - 500);
    expect(stage.state()).toMatchObject({ phase: 'choosing', isInRoom: true });
    await stage.moves.by('roomEmpty');
    expect(stage.clock.nowMs() - leftAtMs).toBeGreaterThanOrEqual(2 * MINUTE);
    expect(stage.clock.nowMs() - leftAtMs).toBeLessThan(2 * MINUTE + 5_000);
    stage.setSpeed(200);
    await stage.botIs('out');
    expect(stage.state()).toMatchObject({ phase: 'waiting', isInRoom: false });

    stage.enter('Dev');
    await stage.message(stage.hall, /No teacher has been able to join/);
    await stage.botIs('in');
    expect(repeatedAmong(stage.posted)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'a coordinator cancels a session: it is announced, and its hour is silent',
  async () => {
    await using stage = await openStage({ opensBeforeMs: 11 * MINUTE });
    const joins = stage.countJoins();
    await stage.message(stage.announcements, /Morning practice.*begins/);
    const [choice] = await stage.suggestions('Chloe', 'schedule cancel', 'session', 'morning');
    const session = String(choice?.value);
    const refused = await stage.command('Dev', 'schedule cancel', { session });
    expect(answerOf(refused)).toMatch(/only coordinators/i);
    const asked = await stage.command('Chloe', 'schedule cancel', { session });
    expect(answerOf(asked)).toMatch(/Cancel one session\?/);
    const confirmedAtMs = stage.clock.nowMs();
    await stage.press('Chloe', privateAnswer(asked), 'confirmDraft');
    await stage.message(stage.announcements, /A change to our timetable[^]*will not take place/);
    expect(stage.clock.nowMs() - confirmedAtMs).toBeLessThan(MINUTE);
    await stage.removed(stage.announcements, /begins/);
    stage.enter('Dev');
    await stage.clock.skipTo(START_MS + 60 * MINUTE);
    expect(stage.standing(stage.hall)).toEqual([]);
    expect(joins()).toBe(0);
    expect(stage.recorder.frames).toEqual([]);
    expect(repeatedAmong(stage.posted)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'a coordinator cancels a session that is on: it falls silent, and the room is told',
  async () => {
    await using stage = await openStage({ reminders: [], recordingSeconds: 6 });
    stage.enter('Ben');
    await stage.moves.by('started');
    await stage.command('Ben', 'play', { recording: stage.recording.id });
    await stage.recorder.waitForFrame(({ isSilence }) => !isSilence);
    const [choice] = await stage.suggestions('Chloe', 'schedule cancel', 'session', 'morning');
    const session = String(choice?.value);
    const asked = await stage.command('Chloe', 'schedule cancel', { session });
    await stage.press('Chloe', privateAnswer(asked), 'confirmDraft');
    await stage.message(stage.hall, /This session has been cancelled/);
    await stage.botIs('out');
    expect(stage.moves.phases().at(-1)).toBe('cancelled');
    expect(repeatedAmong(stage.posted)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);
