import { describe, expect, test } from '@jest/globals';
import { asId, type RecordingId, type UserId } from '../../src/domain/identity.ts';
import type { AllowlistEntry } from '../../src/domain/playback.ts';
import type { Choice, SessionPlan } from '../../src/domain/session-state.ts';
import { voteEndsAtMs } from '../../src/domain/vote.ts';
import {
  allowlistOf,
  type Happening,
  here,
  MINUTE,
  planOf,
  recording,
  someone,
  soundEnded,
  START_MS,
  type Story,
  tell,
} from './story.ts';

const [ana, ben, cleo, dan] = ['201', '202', '203', '204'].map((id) => asId<UserId>(id));
const DAY_MS = 86_400_000;

const hear = (id: string): Choice => ({ kind: 'recording', recordingId: asId<RecordingId>(id) });
const sit = (minutes: number): Choice => ({ kind: 'silence', minutes });
const votes = (by: UserId | undefined, choice: Choice): Happening => ({
  type: 'voted',
  by: by!,
  choice,
});

const chose = (choice: Choice): Happening => ({ type: 'chose', choice, by: someone });

/** Kindness was played yesterday, the body scan a week ago, the breath never. */
const recordings: readonly AllowlistEntry[] = [
  recording('kindness', 12, { lastPlayedAtMs: START_MS - DAY_MS }),
  recording('body', 20, { lastPlayedAtMs: START_MS - 7 * DAY_MS }),
  recording('breath', 10),
];

interface Voting {
  readonly story: Story;
  /** Who is in the voice room; it can be changed as the story goes on. */
  readonly inRoom: Set<UserId>;
  readonly allowlist: Map<RecordingId, AllowlistEntry>;
}

/** The welcome begins at minute 5 and has been heard at 5.7; the votes are counted at 7.7. */
function voting(over: Partial<SessionPlan> = {}): Voting {
  const inRoom = new Set([ana!, ben!, cleo!, dan!]);
  const allowlist = new Map(allowlistOf(...recordings));
  const plan = planOf({ participantsVote: true, inRoom, allowlist, ...over });
  const story = tell(plan).at(-2, here(0, 4)).at(5);
  story.deeds();
  return { story, inRoom, allowlist };
}

function welcomed(over: Partial<SessionPlan> = {}): Voting {
  const started = voting(over);
  started.story.at(5.7, soundEnded(started.story));
  return started;
}

/** What began last: what it is, how many voices it had of how many, and by which rule. */
function begun({ state, told, last }: Story) {
  const said = told
    .flatMap(({ effects }) => effects)
    .findLast((effect) => effect.type === 'say' && 'ofVoices' in effect.message);
  if (said?.type !== 'say' || !('ofVoices' in said.message)) return `nothing, ${state.phase}`;
  const { message } = said;
  const what = message.text === 'playing' ? message.recordingId : `${message.minutes} minutes`;
  return `${what} ${message.voices}/${message.ofVoices} ${last?.rule ?? ''}`;
}

describe('what the room chooses', () => {
  test.each<[string, [UserId | undefined, Choice][], string]>([
    ['one voice is enough', [[ana, hear('kindness')]], 'kindness 1/1 voted'],
    [
      'the most voices decide',
      [
        [ana, hear('breath')],
        [ben, hear('kindness')],
        [cleo, hear('kindness')],
      ],
      'kindness 2/3 voted',
    ],
    [
      'a tie goes to what was played least lately',
      [
        [ana, hear('kindness')],
        [ben, hear('body')],
      ],
      'body 1/2 voted',
    ],
    [
      'what was never played comes before all that was',
      [
        [ana, hear('body')],
        [ben, hear('breath')],
      ],
      'breath 1/2 voted',
    ],
    [
      'a recording comes before a sitting',
      [
        [ana, sit(10)],
        [ben, hear('kindness')],
      ],
      'kindness 1/2 voted',
    ],
    [
      'a short sitting comes before a long one',
      [
        [ana, sit(20)],
        [ben, sit(10)],
      ],
      '10 minutes 1/2 voted',
    ],
    [
      'the newest voice of a person counts',
      [
        [ana, hear('kindness')],
        [ben, hear('body')],
        [ana, hear('body')],
        [ana, sit(15)],
        [cleo, sit(15)],
      ],
      '15 minutes 2/3 voted',
    ],
    ['nobody votes: it is as the series has it', [], 'breath 0/0 nobodyChose'],
  ])('%s', (_, given, expected) => {
    const { story } = welcomed();
    for (const [by, choice] of given) {
      expect(story.at(6, votes(by, choice)).last?.refusal).toBeNull();
    }
    expect(story.at(7.69).state.phase).toBe('choosing');
    expect(begun(story.at(7.7))).toBe(expected);
    expect(story.state.votes).toEqual([]);
  });

  test('the voices from the first words of the welcome on are counted', () => {
    const { story } = voting();
    story.at(5.1, votes(ana, hear('kindness')));
    story.at(5.7, soundEnded(story)).at(6, votes(ben, hear('kindness')));
    expect(begun(story.at(7.7))).toBe('kindness 2/2 voted');
  });

  test('also where a series wants nothing to begin by itself', () => {
    const { story } = welcomed({ ifNobodyChooses: { kind: 'nothing' } });
    story.at(6, votes(ana, sit(10)));
    expect(begun(story.at(7.7))).toBe('10 minutes 1/1 voted');
  });

  test('after a first practice the room is asked again, with new voices', () => {
    const { story } = welcomed();
    story.at(6, votes(ana, sit(10))).at(7.7);
    story.at(17.8, votes(ben, hear('breath')));
    expect(begun(story.at(19.7))).toBe('breath 1/1 voted');
  });
});

describe('whose voice counts', () => {
  test('somebody who leaves the room has none any more, and has it again when they are back', () => {
    const { story, inRoom } = welcomed();
    for (const by of [ana, ben]) story.at(6, votes(by, hear('body')));
    story.at(6.5, votes(cleo, sit(10)));
    inRoom.delete(ana!);
    inRoom.delete(ben!);
    story.at(7, here(0, 2));
    inRoom.add(ben!);
    story.at(7.5, here(0, 3));
    expect(begun(story.at(7.7))).toBe('body 1/2 voted');
  });

  test('somebody who is not in the room is told so', () => {
    const { story, inRoom } = welcomed();
    inRoom.delete(dan!);
    expect(story.at(6, votes(dan, sit(10))).last?.refusal).toBe('NOT_IN_ROOM');
    expect(story.state.votes).toEqual([]);
  });

  test('everyone who voted has gone: it is as the series has it', () => {
    const { story, inRoom } = welcomed();
    story.at(6, votes(ana, sit(10)));
    inRoom.delete(ana!);
    expect(begun(story.at(7.7))).toBe('breath 0/0 nobodyChose');
  });

  test('without a view of the room nobody votes and nothing begins; then it is counted', () => {
    const { story } = welcomed();
    story.at(6, votes(ana, hear('kindness'))).at(7, { type: 'viewLost' });
    expect(story.at(7.2, votes(ben, sit(10))).last?.refusal).toBe('VIEW_IS_STALE');
    expect(story.at(9).state.phase).toBe('choosing');
    expect(begun(story.at(9.5, here(0, 4)).at(9.5))).toBe('kindness 1/1 voted');
  });
});

describe('what can be voted for', () => {
  test.each([
    [hear('nowhere'), 'NOT_LISTED'],
    [hear('long'), 'NOT_ENOUGH_TIME'],
    [hear('proposed'), 'NOT_APPROVED'],
    [sit(9), 'BAD_LENGTH'],
  ])('%j is refused with %s', (choice, refusal) => {
    const { story, allowlist } = welcomed();
    allowlist.set(asId('long'), recording('long', 55));
    allowlist.set(asId('proposed'), recording('proposed', 10, { status: 'proposed' }));
    expect(story.at(6, votes(ana, choice)).last?.refusal).toBe(refusal);
  });

  test('what would be too long when the voices are counted is refused before', () => {
    const { story } = welcomed({ endsAtMs: START_MS + 28.5 * MINUTE });
    // At 6 there are 21.5 minutes left for it, at 7.7 not even 20.
    expect(story.at(6, votes(ana, sit(20))).last?.refusal).toBe('NOT_ENOUGH_TIME');
    expect(story.at(6, votes(ana, hear('breath'))).last?.refusal).toBeNull();
  });

  test('what was revoked meanwhile is not counted', () => {
    const { story, allowlist } = welcomed();
    for (const by of [ana, ben]) story.at(6, votes(by, hear('body')));
    story.at(6, votes(cleo, hear('kindness')));
    allowlist.set(asId('body'), recording('body', 20, { status: 'revoked' }));
    expect(begun(story.at(7.7))).toBe('kindness 1/1 voted');
  });

  test('every voice is for what may not be heard any more: it is as the series has it', () => {
    const { story, allowlist } = welcomed();
    for (const by of [ana, ben, cleo]) story.at(6, votes(by, hear('body')));
    allowlist.delete(asId('body'));
    expect(begun(story.at(7.7))).toBe('breath 0/0 nobodyChose');
  });
});

describe('what comes before the voices', () => {
  test('what a volunteer chooses begins at once', () => {
    const { story } = welcomed();
    story.at(6, votes(ana, sit(10)));
    expect(begun(story.at(6.5, chose(hear('body'))))).toBe('body 0/0 chosen');
    expect(story.state.votes).toEqual([]);
  });

  test('what a volunteer chooses while the welcome is read ends the vote', () => {
    const { story } = voting();
    story.at(5.1, votes(ana, sit(10))).at(5.2, chose(hear('body')));
    expect(story.state.votes).toEqual([]);
    expect(story.at(5.3, votes(ben, sit(10))).last?.refusal).toBe('VOTE_IS_OVER');
    expect(begun(story.at(5.7, soundEnded(story)))).toBe('body 0/0 chosen');
  });

  test('a teacher who arrives has the room, and no voice is kept', () => {
    const { story } = welcomed();
    story.at(6, votes(ana, sit(10))).at(6.5, here(1, 4));
    expect(story.state).toMatchObject({ phase: 'led', votes: [] });
    expect(story.at(7, votes(ben, sit(10))).last?.refusal).toBe('TEACHER_IS_HERE');
  });

  test('after a stop nothing begins by itself, so there is nothing to vote for', () => {
    const { story } = welcomed();
    story.at(6, votes(ana, sit(10))).at(6.5, { type: 'stopped', by: someone });
    expect(story.state).toMatchObject({ phase: 'choosing', untilMs: null, votes: [] });
    expect(story.at(7, votes(ana, sit(10))).last?.refusal).toBe('VOTE_IS_OVER');
    expect(story.at(20).state.phase).toBe('choosing');
  });

  test('while something plays there is nothing to vote for', () => {
    const { story } = welcomed();
    expect(story.at(9, votes(ana, sit(10))).last?.refusal).toBe('VOTE_IS_OVER');
  });

  test('a series that does not ask the room takes no votes, and counts none', () => {
    const { story } = welcomed({ participantsVote: false });
    expect(story.at(6, votes(ana, sit(10))).last?.refusal).toBe('NO_VOTE');
    expect(begun(story.at(7.7))).toBe('breath 0/0 nobodyChose');
  });
});

describe('a restart', () => {
  test('in the middle of the vote: the voices are counted in time', () => {
    const { story } = welcomed();
    for (const by of [ana, ben]) story.at(6, votes(by, hear('kindness')));
    story.at(6.5, { type: 'restarted' }).at(7, here(0, 4));
    story.at(7.1, votes(ben, sit(10)));
    expect(begun(story.at(7.7))).toBe('kindness 1/2 voted');
  });

  test('over the moment of counting: they are counted when the room is seen', () => {
    const { story } = welcomed();
    story.at(6, votes(ana, hear('kindness'))).at(6.5, { type: 'restarted' });
    expect(begun(story.at(9, here(0, 4)).at(9))).toBe('kindness 1/1 voted');
  });

  test('while the welcome is read: the voices wait for its end', () => {
    const { story } = voting();
    story
      .at(5.1, votes(ana, hear('body')))
      .at(5.2, { type: 'restarted' })
      .at(5.4, here(0, 4));
    story.at(6, soundEnded(story));
    expect(begun(story.at(8))).toBe('body 1/1 voted');
  });
});

test('a vote can be changed until two minutes after the welcome', () => {
  const { story } = voting();
  expect(voteEndsAtMs(story.plan, story.state)).toBe(START_MS + 7 * MINUTE + 40_000);
  story.at(5.7, soundEnded(story));
  expect(voteEndsAtMs(story.plan, story.state)).toBe(START_MS + 7.7 * MINUTE);
  expect(voteEndsAtMs(story.plan, story.at(8).state)).toBeNull();
});
