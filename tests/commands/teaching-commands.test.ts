import { expect, test } from '@jest/globals';
import teachers from '../../commands/teachers/index.ts';
import teaching from '../../commands/teaching.ts';
import { type Answer, type Caller, commandByPath } from '../../src/app/command.ts';
import type { Message } from '../../src/app/ports.ts';
import { asId, type UserId } from '../../src/domain/identity.ts';
import {
  aCaller,
  aSession,
  createFakeCommandApp,
  type FakeCommandApp,
} from './fake-command-app.ts';

const coordinator = aCaller('coordinator');
const ben: Caller = { ...aCaller(), userId: asId<UserId>('200000000000000009') };
const byPath = commandByPath([teachers]);

function messageOf(answer: Answer | Promise<Answer>): Message {
  if (answer instanceof Promise || answer.kind !== 'reply') throw new Error('No reply came.');
  return answer.message;
}

function run(app: FakeCommandApp, path: string, options: Record<string, string>): Message {
  const command = byPath.get(path);
  if (!command) throw new Error(`There is no /${path}.`);
  return messageOf(command.run({ caller: coordinator, options }, app));
}

const idOf = (day: number): string => aSession(day).occurrence.id;

const mine = (app: FakeCommandApp, caller = ben): Message =>
  messageOf(teaching.run({ caller, options: {} }, app));

/** The labels of the buttons, row by row. */
const labels = ({ rows }: Message): string[][] =>
  rows.map((row) => row.map((control) => (control.kind === 'button' ? control.label : '')));

test('a session is offered by its name, day and hour, and put on somebody', () => {
  const app = createFakeCommandApp({ sessions: [aSession(0), aSession(1, 'Evening practice')] });
  const offered = byPath.get('teachers assign')?.complete?.('evening', 'session', coordinator, app);
  expect(offered).toEqual([
    { name: 'Evening practice, Thu 3 Dec 7:00 am in Los Angeles', value: idOf(1) },
  ]);
  const session = { session: idOf(1), teacher: ben.userId };
  expect(run(app, 'teachers assign', session).text).toContain(`<@${ben.userId}> is down to teach`);
  expect(run(app, 'teachers plan', {}).text).toContain(
    '2 sessions: ● 1 covered, ◐ 0 asked, ○ 1 open.',
  );
});

test('who is asked now and who later is said', () => {
  const app = createFakeCommandApp({ sessions: [aSession(0), aSession(3)] });
  const teacher = ben.userId;
  const soon = run(app, 'teachers assign', { session: idOf(0), teacher });
  expect(soon.text).toContain('I am asking them now');
  const later = run(app, 'teachers assign', { session: idOf(3), teacher });
  expect(later.text).toContain('a day before and two hours before');
});

test('a teacher sees their own sessions first, with the buttons that fit, and one open at least', () => {
  const days = [0, 1, 2, 3, 4, 5, 6, 7];
  const app = createFakeCommandApp({ sessions: days.map((day) => aSession(day)) });
  expect(mine(app).text).toContain('I do not know you as a teacher yet.');
  for (const day of [1, 2, 3, 4, 5, 6]) {
    run(app, 'teachers assign', { session: idOf(day), teacher: ben.userId });
  }
  const message = mine(app);
  expect(labels(message)).toEqual([
    ['1: I can take this one'],
    ["2: I'll be there", "2: I can't come"],
    ["3: I'll be there", "3: I can't come"],
    ["4: I'll be there", "4: I can't come"],
    ["5: I'll be there", "5: I can't come"],
  ]);
  expect(message.text).toContain('And 3 more after these.');
});

test('the reader is answered in the language that they have set', () => {
  const app = createFakeCommandApp();
  expect(mine(app, { ...ben, locale: 'de' }).text).toContain('Ich kenne dich noch nicht');
});
