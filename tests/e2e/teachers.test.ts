/** Who teaches: teachers are asked in turn, and say yes or no by a press. */
import { expect, test } from '@jest/globals';
import { answerOf, customIdOf, repeatedAmong } from './people.ts';
import { ringsOf, until } from './rings.ts';
import { MINUTE, openStage, START_MS, type Stage } from './stage.ts';

const TIMEOUT_MS = 60_000;
const HOUR = 60 * MINUTE;
const SESSION = 'morning@2026-12-02';

const teachersOf = (stage: Stage) => stage.world.channelNamed('teachers');

const teach = async (stage: Stage, name: string, zone: string): Promise<void> => {
  // Only those who have the role see where they are asked.
  stage.world.setRoles(stage.personNamed(name), [stage.world.roleNamed('Teacher').id]);
  await stage.command('Chloe', 'teachers add', { teacher: stage.personNamed(name) });
  await stage.command(name, 'my settings', { zone });
};

const atName = (stage: Stage, name: string, words: string): RegExp =>
  new RegExp(`^<@${stage.personNamed(name)}>, .*${words}`);

test.concurrent(
  'who was put on a session can’t come: the next who is awake is asked, a third in the morning; one says yes, and the other sees it',
  async () => {
    await using stage = await openStage({ opensBeforeMs: 24.5 * HOUR, reminders: ['10m'] });
    const { world, clock } = stage;
    const teachers = teachersOf(stage);
    await teach(stage, 'Ana', 'New York');
    await teach(stage, 'Ben', 'London');
    await teach(stage, 'Dev', 'Manila');
    const ana = stage.personNamed('Ana');
    await stage.command('Chloe', 'teachers assign', { session: SESSION, teacher: ana });
    expect(stage.posted).toEqual([]);

    await clock.skipTo(START_MS - 24 * HOUR);
    const toAna = await stage.message(teachers, atName(stage, 'Ana', 'you are down to teach'));
    expect(ringsOf(world, stage.posted)).toEqual(['Ana mention']);
    await stage.press('Ana', toAna, 'teachNo');
    const toBen = await stage.message(teachers, atName(stage, 'Ben', 'Could you teach it'));
    await until(world, 'messageEdited', () => /Thank you for telling me/.test(toAna.content));

    // It is night in Manila until four in the afternoon of Los Angeles.
    stage.setSpeed(1);
    await clock.skipTo(START_MS - 15 * HOUR - MINUTE);
    expect(stage.standing(teachers)).toEqual([toAna, toBen]);
    await clock.skipTo(START_MS - 15 * HOUR + 1);
    const toDev = await stage.message(teachers, atName(stage, 'Dev', 'Could you teach it'));
    expect(ringsOf(world, stage.posted)).toEqual(['Ana mention', 'Ben mention', 'Dev mention']);

    const said = await stage.press('Ben', toBen, 'teachYes');
    expect(answerOf(said)).toMatch(/You are teaching/);
    const taken = new RegExp(`^<@${stage.personNamed('Ben')}> teaches`);
    await until(world, 'messageEdited', () => taken.test(toDev.content));
    await until(world, 'messageEdited', () => taken.test(toBen.content));
    expect(toDev.content).toMatch(/there is nothing more to do/);
    expect(() => customIdOf(toDev, 'teachYes')).toThrow(/no control/);
    // He has said yes, and can still take it back.
    expect(customIdOf(toBen, 'teachNo')).toContain(SESSION);
    const mine = await stage.command('Ben', 'teaching');
    expect(answerOf(mine)).toMatch(/you are teaching/);
    const plan = await stage.command('Chloe', 'teachers plan');
    expect(answerOf(plan)).toMatch(/1 session: . 1 covered, . 0 asked, . 0 open/);

    stage.setSpeed(200);
    await clock.skipTo(START_MS - 10 * MINUTE);
    const reminder = await stage.message(stage.announcements, /begins <t:/);
    expect(reminder.content).toContain(`<@${stage.personNamed('Ben')}>`);
    expect(stage.standing(stage.coordinators)).toEqual([]);
    expect(repeatedAmong(stage.posted)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'nobody answers: coordinators are told once, ten minutes before the start',
  async () => {
    await using stage = await openStage({ opensBeforeMs: 2.5 * HOUR, reminders: [], speed: 1 });
    const { clock } = stage;
    await teach(stage, 'Ana', 'New York');
    await teach(stage, 'Ben', 'London');
    const told = /Nobody has confirmed yet to teach/;
    await clock.skipTo(START_MS - 11 * MINUTE);
    await stage.message(teachersOf(stage), atName(stage, 'Ana', 'Could you teach it'));
    await stage.message(teachersOf(stage), atName(stage, 'Ben', 'Could you teach it'));
    expect(stage.standing(stage.coordinators)).toEqual([]);
    await clock.skipTo(START_MS - 10 * MINUTE + 1);
    const alert = await stage.message(stage.coordinators, told);
    expect(alert.content).toContain(`<@${stage.personNamed('Ana')}>`);
    expect(alert.content).toContain(`<@${stage.personNamed('Ben')}>`);
    stage.setSpeed(200);
    await stage.moves.by('started');
    expect(stage.count(stage.coordinators, told)).toBe(1);
    expect(repeatedAmong(stage.posted)).toEqual([]);
    expect(stage.moves.problems).toEqual([]);
  },
  TIMEOUT_MS,
);
