import { describe, expect, test } from '@jest/globals';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import {
  allowlistOf,
  here,
  listen,
  planOf,
  recording,
  someone,
  soundEnded,
  START_MS,
  MINUTE,
  tell,
} from './story.ts';

const recordingId = asId<RecordingId>('kindness');
const chose = (minutes: number) =>
  ({ type: 'chose', choice: { kind: 'silence', minutes }, by: someone }) as const;

/** A session in which the welcome has just been heard by two people. */
function welcomed(plan = planOf()) {
  const story = tell(plan).at(-2, here(0, 2)).at(5);
  story.at(5.7, soundEnded(story));
  story.deeds();
  return story;
}

describe('no teacher comes', () => {
  test('the notice comes a minute before the welcome, the welcome when grace is over', () => {
    const story = tell().at(-2, here(0, 2)).at(0);
    expect(story.state.phase).toBe('waiting');
    expect(story.at(3.99).deeds()).toEqual([]);
    expect(story.at(4).deeds()).toEqual(['say:notice', 'joinVoice', 'announceWelcome']);
    expect(story.at(4.99).deeds()).toEqual([]);
    expect(story.at(5).deeds()).toEqual(['speakWelcome', 'say:welcome']);
    expect(story.state).toMatchObject({ phase: 'welcoming', welcomedAtMs: START_MS + 5 * MINUTE });
  });

  test('two minutes after the welcome the default begins, then the session closes', () => {
    const story = welcomed(planOf({ endsAtMs: START_MS + 25 * MINUTE }));
    expect(story.state.phase).toBe('choosing');
    expect(story.at(7.7).deeds()).toEqual(['playRecording', 'say:playing']);
    listen(story, 7.8, 19.7);
    expect(story.at(19.7, soundEnded(story)).deeds()).toEqual(['sayGoodbye', 'say:closed']);
    expect(story.at(20, soundEnded(story)).deeds()).toEqual(['leaveVoice']);
    expect(story.state).toMatchObject({ phase: 'ended', reason: 'completed', isInRoom: false });
  });

  test('what is chosen during the welcome begins when it is over', () => {
    const story = tell()
      .at(-2, here(0, 1))
      .at(5.1, { type: 'chose', choice: { kind: 'recording', recordingId }, by: someone });
    expect(story.state.phase).toBe('welcoming');
    story.deeds();
    expect(story.at(5.7, soundEnded(story)).deeds()).toEqual(['playRecording', 'say:playing']);
  });

  test('silence ends with the bell at its minute, and there is time for more', () => {
    const story = welcomed();
    expect(story.at(6, chose(15)).deeds()).toEqual(['openSitting', 'say:sitting']);
    expect(story.at(20.99).deeds()).toEqual([]);
    expect(story.at(21).deeds()).toEqual(['offerMore', 'say:choices']);
    expect(story.told.at(-1)?.effects).toContainEqual(
      expect.objectContaining({ type: 'offerMore', afterBell: true }),
    );
    // Nobody chooses again: the session closes kindly.
    expect(story.at(23).deeds()).toEqual(['sayGoodbye', 'say:closed']);
  });

  test('a recording that is not on the list is refused and nothing moves', () => {
    const story = welcomed();
    const before = story.state;
    story.at(6, {
      type: 'chose',
      choice: { kind: 'recording', recordingId: asId('elsewhere') },
      by: someone,
    });
    expect(story.last?.refusal).toBe('NOT_LISTED');
    expect(story.state).toBe(before);
  });

  test.each([9, 21, 12.5])('a sitting of %d minutes is refused', (minutes) => {
    const story = welcomed().at(6, chose(minutes));
    expect(story.last?.refusal).toBe('BAD_LENGTH');
  });

  test('what does not fit the time that is left is refused', () => {
    const story = welcomed(planOf({ endsAtMs: START_MS + 20 * MINUTE })).at(6, chose(15));
    expect(story.last?.refusal).toBe('NOT_ENOUGH_TIME');
  });

  test('the default is the one that was played least lately', () => {
    const allowlist = allowlistOf(
      recording('yesterday', 12, { lastPlayedAtMs: START_MS - 86_400_000 }),
      recording('long-ago', 12, { lastPlayedAtMs: START_MS - 40 * 86_400_000 }),
      recording('too-long', 55),
    );
    const story = welcomed(planOf({ allowlist })).at(7.7);
    expect(story.state).toMatchObject({ phase: 'playing', recordingId: 'long-ago' });
  });

  test('with nothing on the list the default is fifteen minutes of silence', () => {
    const story = welcomed(planOf({ allowlist: new Map() })).at(7.7);
    expect(story.state).toMatchObject({ phase: 'sitting', untilMs: START_MS + 22.7 * MINUTE });
  });

  test('a series that wants nothing keeps the choices open', () => {
    const story = welcomed(planOf({ ifNobodyChooses: { kind: 'nothing' } })).at(20);
    expect(story.state).toMatchObject({ phase: 'choosing', untilMs: null });
  });
});

describe('who is in the room', () => {
  test('nobody there: nothing is said; the first listener gets the notice and a minute', () => {
    const story = tell().at(-1, here(0, 0)).at(20);
    expect(story.deeds()).toEqual([]);
    expect(story.at(20, here(0, 1)).at(20).deeds()).toEqual([
      'say:notice',
      'joinVoice',
      'announceWelcome',
    ]);
    expect(story.at(21).deeds()).toEqual(['speakWelcome', 'say:welcome']);
  });

  test('too late for anything: a late listener is not promised what cannot be', () => {
    const story = tell(planOf({ allowlist: new Map() }))
      .at(-1, here(0, 0))
      .at(52, here(0, 1))
      .at(59);
    expect(story.deeds()).toEqual([]);
    expect(story.at(60).state).toMatchObject({ phase: 'ended', reason: 'nobodyCame' });
  });

  test('a room that empties is left after two minutes, and waits again', () => {
    const story = welcomed().at(8, here(0, 0)).at(9.99);
    story.deeds();
    expect(story.at(10).deeds()).toEqual(['fadeOut', 'leaveVoice']);
    expect(story.state.phase).toBe('waiting');
  });

  test('after the room emptied the welcome is not read a second time', () => {
    const story = welcomed().at(6, here(0, 0)).at(10, here(0, 3));
    story.deeds();
    const deeds = story.at(30).deeds();
    expect(deeds).toContain('say:choices');
    expect(deeds).not.toContain('speakWelcome');
  });

  test('a stale view never begins the welcome', () => {
    const story = tell().at(-1, here(0, 2)).at(4.5, { type: 'viewLost' }).at(10);
    expect(story.deeds()).toEqual(['say:notice', 'joinVoice', 'announceWelcome']);
    expect(story.at(10, here(0, 2)).at(10).deeds()).toEqual(['speakWelcome', 'say:welcome']);
  });
});

describe('a teacher', () => {
  test('there from the start: the bot stays silent to the end', () => {
    const story = tell().at(-3, here(1, 4)).at(61);
    expect(story.deeds()).toEqual([]);
    expect(story.state).toMatchObject({ phase: 'ended', reason: 'led' });
  });

  test('who drops for twenty seconds is not declared absent', () => {
    const story = tell().at(-3, here(1, 4)).at(10, here(0, 4)).at(10.33, here(1, 4)).at(20);
    expect(story.deeds()).toEqual([]);
    expect(story.state.phase).toBe('led');
  });

  test('who leaves gives grace anew', () => {
    const story = tell().at(-3, here(1, 4)).at(10, here(0, 4)).at(13.99);
    expect(story.deeds()).toEqual([]);
    expect(story.at(14).deeds()).toEqual(['say:notice', 'joinVoice', 'announceWelcome']);
    expect(story.at(15).deeds()).toEqual(['speakWelcome', 'say:welcome']);
  });

  test('who comes during the welcome ends it at the next pause', () => {
    const story = tell().at(-1, here(0, 2)).at(5);
    story.deeds();
    expect(story.at(5.2, here(1, 2)).deeds()).toEqual([
      'endAtNextPause',
      'leaveVoice',
      'say:teacherCame',
    ]);
    expect(story.state.phase).toBe('led');
  });

  test('who comes during a recording is offered the room, and it goes on', () => {
    const story = welcomed().at(7.7);
    story.deeds();
    expect(story.at(9, here(1, 2)).deeds()).toEqual(['say:teacherOffer']);
    expect(story.state.phase).toBe('playing');
    expect(story.at(10, { type: 'tookOver', by: someone }).deeds()).toEqual([
      'fadeOut',
      'leaveVoice',
      'say:teacherCame',
    ]);
    expect(story.state.phase).toBe('led');
  });

  test('who waits for the bell of a sitting has the room after it', () => {
    const story = welcomed().at(6, chose(10)).at(8, here(1, 2));
    story.deeds();
    expect(story.at(16).deeds()).toEqual(['ringClosingBell', 'leaveVoice', 'say:teacherCame']);
    expect(story.state.phase).toBe('led');
  });

  test('is not talked over: nobody can start a recording then', () => {
    const story = tell().at(-3, here(1, 4)).at(1, chose(10));
    expect(story.last?.refusal).toBe('TEACHER_IS_HERE');
  });
});

describe('volunteers', () => {
  test('hold: five minutes of patience, then the notice again', () => {
    const story = tell().at(-1, here(0, 2)).at(4.5, { type: 'held', by: someone });
    story.deeds();
    expect(story.at(8.49).deeds()).toEqual([]);
    expect(story.at(8.5).deeds()).toEqual(['say:notice', 'announceWelcome']);
    expect(story.at(9.5).deeds()).toEqual(['speakWelcome', 'say:welcome']);
  });

  test('stop means stop: nothing begins again by itself', () => {
    const story = welcomed().at(7.7).at(9, { type: 'stopped', by: someone });
    story.deeds();
    expect(story.at(59).deeds()).toEqual([]);
    expect(story.at(60).deeds()).toEqual(['fadeOut', 'leaveVoice']);
  });

  test('the welcome by hand, once', () => {
    const story = tell().at(-1, here(0, 2)).at(1, { type: 'welcomeAsked', by: someone });
    expect(story.deeds()).toEqual(['joinVoice', 'speakWelcome', 'say:welcome']);
    story.at(1.1, { type: 'welcomeAsked', by: someone });
    expect(story.last?.refusal).toBe('ALREADY_WELCOMED');
  });
});

describe('after a restart', () => {
  test('the welcome goes on with the next sentence, if there is still no teacher', () => {
    const story = tell().at(-1, here(0, 2)).at(5);
    story.at(5.1, { type: 'sentenceStarted', key: story.state.soundKey ?? '', sentence: 2 });
    story.at(5.2, { type: 'restarted' });
    story.deeds();
    story.at(5.4, here(0, 2));
    expect(story.told.at(-1)?.effects).toEqual([
      expect.objectContaining({ type: 'joinVoice' }),
      expect.objectContaining({ type: 'speakWelcome', fromSentence: 3 }),
    ]);
  });

  test('with a teacher there the welcome is not taken up again', () => {
    const story = tell().at(-1, here(0, 2)).at(5.2, { type: 'restarted' });
    story.deeds();
    expect(story.at(5.4, here(1, 2)).deeds()).toEqual(['say:teacherCame']);
  });

  test('a recording goes on from where it was saved, and the room is told', () => {
    const story = listen(welcomed().at(7.7), 7.8, 11);
    story.at(11, { type: 'soundProgressed', key: story.state.soundKey ?? '', positionMs: 195_000 });
    story.at(11.05, { type: 'restarted' });
    story.deeds();
    story.at(11.1, here(0, 2));
    expect(story.told.at(-1)?.effects).toEqual([
      expect.objectContaining({ type: 'joinVoice' }),
      expect.objectContaining({ type: 'playRecording', fromMs: 195_000 }),
      expect.objectContaining({ type: 'say', message: { text: 'wentOn', minute: 3 } }),
    ]);
  });

  test('a sitting keeps its closing bell on the wall clock', () => {
    const story = welcomed().at(6, chose(10)).at(9, { type: 'restarted' });
    story.deeds();
    expect(story.at(9.1, here(0, 2)).deeds()).toEqual(['joinVoice']);
    expect(story.at(16).deeds()).toEqual(['offerMore', 'say:choices']);
  });

  test('news of an older sound is stale', () => {
    const story = welcomed();
    const before = story.state;
    expect(story.at(6, { type: 'soundEnded', key: '1.playRecording', how: 'complete' }).state).toBe(
      before,
    );
  });
});

test('a cancelled session falls silent and stays cancelled', () => {
  const story = welcomed().at(8, { type: 'cancelled', by: someone });
  expect(story.deeds()).toEqual([
    'playRecording',
    'say:playing',
    'fadeOut',
    'leaveVoice',
    'say:cancelled',
  ]);
  expect(story.at(61).state).toMatchObject({ phase: 'cancelled', isInRoom: false });
});

test('sound that is never told of is not waited for for ever', () => {
  const story = tell().at(-1, here(0, 2)).at(5);
  story.deeds();
  expect(story.at(6.67).deeds()).toEqual(['fadeOut']);
  expect(story.state.phase).toBe('choosing');
});
