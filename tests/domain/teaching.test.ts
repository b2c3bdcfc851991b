import { describe, expect, test } from '@jest/globals';
import { ladderStep } from '../../src/domain/teaching.ts';
import {
  ana,
  assign,
  ben,
  cancel,
  chie,
  confirmedIn,
  dev,
  eve,
  no,
  planOf,
  START_MS,
  HOUR,
  tell,
  unassign,
  yes,
} from './teaching-story.ts';

describe('a teacher who is on a session is asked a day before and two hours before', () => {
  test('who says yes a day before is only reminded two hours before', () => {
    const story = tell(planOf([ben, dev, eve], { standing: [ben.number] }));
    expect(story.at('-24:01')).toEqual([]);
    expect(story.at('-24:00')).toEqual(['-24:00 ask assigned Ben (24h)']);
    expect(story.at('-20:00', yes(ben))).toEqual(['-20:00 thank Ben (comes)']);
    expect(story.at('-0:00')).toEqual(['-2:00 remind Ben (2h)']);
    expect(confirmedIn(story.state)).toEqual(['Ben']);
  });

  test('who said yes days ago is reminded a day before as well', () => {
    const story = tell(planOf([ben, dev]), '-90:00');
    expect(story.at('-80:00', assign(ben))).toEqual([]);
    expect(story.at('-70:00', yes(ben))).toEqual(['-70:00 thank Ben (comes)']);
    expect(story.at('-0:00')).toEqual(['-24:00 remind Ben (24h)', '-2:00 remind Ben (2h)']);
  });

  test('who said yes shortly before the second question is not written to again', () => {
    const story = tell(planOf([ben, dev], { standing: [ben.number] }));
    story.at('-2:30', yes(ben));
    expect(story.at('-0:00')).toEqual([]);
  });

  test('who is put on it late is asked at once, and has a turn before the others', () => {
    const story = tell(planOf([ben, dev, eve]));
    expect(story.at('-30:00', assign(ben))).toEqual([]);
    expect(story.at('-5:00', assign(dev))).toEqual([
      '-24:00 ask assigned Ben (24h)',
      '-5:00 tell Ben: Dev has it',
      '-5:00 ask assigned Dev (24h)',
    ]);
    expect(story.at('-1:30', assign(eve)).slice(-2)).toEqual([
      '-1:30 tell Dev, Ben: Eve has it',
      '-1:30 ask assigned Eve (2h)',
    ]);
    expect(story.at('-1:16')).toEqual([]);
    expect(story.at('-1:15')).toEqual(['-1:15 ask Ben until -1:03']);
  });

  test('of several who are on it, the first to say yes has it', () => {
    const story = tell(planOf([ben, dev, eve], { standing: [ben.number, dev.number] }));
    expect(story.at('-24:00')).toHaveLength(2);
    expect(story.at('-22:00', no(ben))).toEqual(["-22:00 thank Ben (can't come)"]);
    expect(story.at('-21:00', yes(dev))).toEqual(['-21:00 thank Dev (comes)']);
  });

  test("whoever was put on it by hand takes the place of the series' own", () => {
    const story = tell(planOf([ben, dev], { standing: [ben.number] }));
    story.at('-30:00', assign(dev));
    expect(story.at('-24:00')).toEqual(['-24:00 ask assigned Dev (24h)']);
  });
});

describe("can't come: the other teachers are asked in turn", () => {
  test('each of them has a turn; a no passes it on at once', () => {
    const story = tell(planOf([ben, dev, eve], { standing: [eve.number] }));
    story.at('-24:00');
    expect(story.at('-7:00', no(eve))).toEqual([
      "-7:00 thank Eve (can't come)",
      '-7:00 ask Ben until -5:50',
    ]);
    expect(story.at('-5:50')).toEqual(['-5:50 ask Dev until +0:00']);
    expect(story.at('-5:00', no(dev))).toEqual(["-5:00 thank Dev (can't come)"]);
    expect(story.at('-4:00', yes(ben))).toEqual(['-4:00 thank Ben (comes)']);
  });

  test('no answer two hours before: they are asked again, and so are the others', () => {
    const story = tell(planOf([ben, dev, eve], { standing: [ben.number] }));
    story.at('-24:00');
    expect(story.at('-1:20')).toEqual([
      '-2:00 ask assigned Ben (2h)',
      '-2:00 ask Dev until -1:40',
      '-1:40 ask Eve until +0:00',
    ]);
    expect(story.at('-1:10', yes(ben))).toEqual([
      '-1:10 thank Ben (comes)',
      '-1:10 tell Dev, Eve: Ben has it',
    ]);
  });

  test('the first who accepts has it, though who was put on it has not answered', () => {
    const story = tell(planOf([ben, dev], { standing: [ben.number] }));
    story.at('-1:59');
    expect(story.at('-1:50', yes(dev))).toEqual([
      '-1:50 thank Dev (comes)',
      '-1:50 tell Ben: Dev has it',
    ]);
    story.at('-1:40', yes(ben));
    expect(story.refusal).toBe('TAKEN');
  });

  test('nobody was put on it: the asking begins a day before', () => {
    const story = tell(planOf([ben, chie]));
    expect(story.at('-24:00')).toEqual(['-24:00 ask Ben until -20:00']);
  });

  test('in the last half hour all the rest are asked at once', () => {
    const story = tell(planOf([ben, dev, eve], { standing: [ana.number] }));
    story.at('-24:00');
    story.at('-0:25', yes(ana));
    expect(story.at('-0:20', no(ana))).toEqual([
      "-0:20 thank Ana (can't come)",
      '-0:20 ask Ben until +0:00',
      '-0:20 ask Dev until +0:00',
      '-0:20 ask Eve until +0:00',
    ]);
  });

  test('with many teachers the turns are shorter, so that each has one', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({
      ...dev,
      number: (index + 10) as typeof dev.number,
    }));
    const story = tell(planOf(many, { standing: [ben.number] }));
    const asked = story.at('-0:31').filter((line) => line.includes(' ask 1'));
    expect(asked[0]).toBe('-2:00 ask 10 until -1:50');
    expect(asked).toHaveLength(9);
  });
});

describe('those awake first, and those who were asked least lately', () => {
  test('who was never asked comes before who was, and the oldest asking before the newer', () => {
    const lately = { ...ben, lastAskedAtMs: START_MS - 50 * HOUR };
    const longAgo = { ...dev, lastAskedAtMs: START_MS - 500 * HOUR };
    const story = tell(planOf([lately, longAgo, eve]), '-2:00');
    expect(story.at('-1:00')).toEqual([
      '-2:00 ask Eve until -1:40',
      '-1:40 ask Dev until -1:23',
      '-1:23 ask Ben until +0:00',
    ]);
  });

  test('the sleeping come last, and quietly as long as somebody awake may say yes', () => {
    const story = tell(planOf([ana, chie, ben]), '-2:00');
    expect(story.at('-0:50')).toEqual(['-2:00 ask Ben until -1:40']);
    expect(story.at('-0:20')).toEqual([
      '-0:30 ask Ana quietly until +0:00',
      '-0:30 ask Chie quietly until +0:00',
    ]);
  });

  test('nobody else is left: then the sleeping are asked in turn, and mentioned', () => {
    const story = tell(planOf([ana, chie, ben]), '-2:00');
    expect(story.at('-1:55', no(ben))).toEqual([
      '-2:00 ask Ben until -1:40',
      "-1:55 thank Ben (can't come)",
      '-1:55 ask Ana until -1:36',
    ]);
    expect(story.at('-1:00')).toEqual(['-1:36 ask Chie until +0:00']);
  });

  test('who has not answered and goes to sleep keeps nobody from being asked', () => {
    // Chie goes to sleep two hours before the start, Ana is asleep already.
    const story = tell(planOf([ana, chie]), '-3:00');
    expect(story.at('-1:00')).toEqual(['-3:00 ask Chie until -2:30', '-2:00 ask Ana until +0:00']);
  });

  test('as long as there is time, who sleeps is left to sleep until they wake', () => {
    const story = tell(planOf([ana, ben], { standing: [dev.number] }));
    story.at('-24:00');
    expect(story.at('-8:30', no(dev))).toEqual(["-8:30 thank Dev (can't come)"]);
    expect(story.at('-7:59')).toEqual(['-8:00 ask Ben until -6:40']);
    expect(story.at('-2:00')).toEqual([]);
    expect(story.at('-1:59', no(ben)).slice(1)).toEqual(['-1:59 ask Ana until +0:00']);
  });
});

describe('the first who accepts has it', () => {
  test('of two who press at once the second is told kindly, and nothing changes', () => {
    const story = tell(planOf([ben, dev, eve]), '-2:00');
    story.at('-1:30');
    story.at('-1:29', yes(dev));
    const before = story.state;
    expect(story.at('-1:29', yes(ben))).toEqual([]);
    expect(story.refusal).toBe('TAKEN');
    expect(story.state).toBe(before);
    expect(confirmedIn(story.state)).toEqual(['Dev']);
  });

  test('pressing twice does nothing the second time', () => {
    const story = tell(planOf([ben], { standing: [ben.number] }));
    story.at('-23:00', yes(ben));
    expect(story.at('-22:00', yes(ben))).toEqual([]);
    expect(story.refusal).toBeNull();
  });

  test('who is not known to teach and was not asked cannot take it', () => {
    const story = tell(planOf([ben]), '-2:00');
    expect(story.at('-1:30', yes(ana))).toEqual(['-2:00 ask Ben until +0:00']);
    expect(story.refusal).toBe('NOT_A_TEACHER');
  });

  test('a teacher may take an open session unasked, but not one that another is on', () => {
    const story = tell(planOf([ben, dev], { standing: [ben.number] }), '-90:00');
    expect(story.at('-80:00', yes(dev))).toEqual([]);
    expect(story.refusal).toBe('TAKEN');
    story.at('-70:00', no(ben));
    expect(story.at('-60:00', yes(dev))).toEqual(['-60:00 thank Dev (comes)']);
  });

  test('who said yes and then cannot come: everyone is asked anew with the time that is left', () => {
    const story = tell(planOf([ben, dev, eve]), '-2:00');
    story.at('-1:30');
    story.at('-1:25', yes(eve));
    expect(story.at('-1:00', no(eve))).toEqual([
      "-1:00 thank Eve (can't come)",
      '-1:00 ask Ben until -0:50',
    ]);
    expect(story.at('-0:50')).toEqual(['-0:50 ask Dev until +0:00']);
  });

  test('an answer still counts while the session is on, and no longer when it is over', () => {
    const story = tell(planOf([ben]), '-2:00');
    story.at('+0:10', yes(ben));
    expect(confirmedIn(story.state)).toEqual(['Ben']);
    story.at('+1:00', no(ben));
    expect(story.refusal).toBe('OVER');
    story.at('+1:01', assign(dev));
    expect(story.refusal).toBe('OVER');
  });
});

describe('ten minutes before the start with nobody confirmed', () => {
  test('coordinators are told once', () => {
    const story = tell(planOf([ben], { standing: [ben.number] }));
    story.at('-1:00');
    expect(story.at('-0:11')).toEqual([]);
    expect(story.at('-0:10')).toEqual(['-0:10 tell coordinators']);
    story.at('-0:09', yes(ben));
    story.at('-0:08', no(ben));
    expect(story.at('+0:30')).toEqual([]);
  });

  test('a no after that is told at once, if nothing was told before', () => {
    const story = tell(planOf([ben], { standing: [ben.number] }));
    story.at('-1:00', yes(ben));
    expect(story.at('-0:05', no(ben))).toEqual([
      "-0:05 thank Ben (can't come)",
      '-0:05 tell coordinators',
    ]);
  });

  test('where nobody teaches by the timetable, nobody is missed', () => {
    expect(tell(planOf([])).at('+0:30')).toEqual([]);
  });
});

describe('coordinators change their minds', () => {
  test('who is taken off is told, and the others are asked', () => {
    const story = tell(planOf([ben, dev, eve], { standing: [ben.number] }));
    story.at('-24:00');
    expect(story.at('-6:00', unassign(ben))).toEqual([
      '-6:00 tell Ben: free',
      '-6:00 ask Dev until -5:00',
    ]);
    story.at('-5:55', unassign(ben));
    expect(story.refusal).toBe('NOT_ASSIGNED');
  });

  test('a session that is cancelled withdraws every question, once', () => {
    const story = tell(planOf([ben, dev]), '-2:00');
    story.at('-1:00');
    story.at('-0:55', yes(ben));
    expect(story.at('-0:50', cancel)).toEqual(['-0:50 withdraw from Ben, Dev (cancelled)']);
    expect(story.at('-0:49', cancel)).toEqual([]);
  });

  test('a session that is moved begins anew: who said yes is asked about the new time', () => {
    const story = tell(planOf([ben, dev], { standing: [ben.number] }));
    story.at('-23:00', yes(ben));
    const twoHoursEarlier = START_MS - 2 * HOUR;
    story.plan = { ...story.plan, startsAtMs: twoHoursEarlier, endsAtMs: twoHoursEarlier + HOUR };
    story.at('-20:30', yes(ben));
    expect(story.state).toMatchObject({ startsAtMs: twoHoursEarlier });
    expect(confirmedIn(story.state)).toEqual(['Ben']);
  });

  test('a yes to the old time is no yes to the new one', () => {
    const story = tell(planOf([ben], { standing: [ben.number] }));
    story.at('-20:00');
    const plan = { ...story.plan, startsAtMs: START_MS + HOUR, endsAtMs: START_MS + 2 * HOUR };
    const step = ladderStep(plan, story.state, {
      type: 'confirmed',
      by: ben.number,
      atMs: START_MS - 19 * HOUR,
    });
    expect(step).toEqual({ state: story.state, effects: [], refusal: 'MOVED' });
  });
});
