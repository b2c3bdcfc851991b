import { expect, test } from '@jest/globals';
import schedule from '../../commands/schedule/index.ts';
import {
  commandByPath,
  type Answer,
  type OptionSpecs,
  type OptionValues,
} from '../../src/app/command.ts';
import { parseComponentId } from '../../src/app/component-id.ts';
import type { Message } from '../../src/app/ports.ts';
import { aCaller, aSession, createFakeCommandApp } from './fake-command-app.ts';

const commandBy = commandByPath([schedule]);
const caller = aCaller('coordinator');

/** Every option that is not given is left out. */
function run(
  app: ReturnType<typeof createFakeCommandApp>,
  name: string,
  given: Record<string, string | number | boolean> = {},
): Answer | Promise<Answer> {
  const command = commandBy.get(`schedule ${name}`);
  if (!command) throw new Error(`There is no /schedule ${name}.`);
  const left = Object.fromEntries(Object.keys(command.options).map((option) => [option, null]));
  const options = { ...left, ...given } as unknown as OptionValues<OptionSpecs>;
  return command.run({ caller, options }, app);
}

function messageOf(answer: Answer): Message {
  if (answer.kind !== 'reply') throw new Error(`It was refused: ${JSON.stringify(answer)}`);
  return answer.message;
}

async function refusalOf(answer: Answer | Promise<Answer>): Promise<string> {
  const settled = await answer;
  if (settled.kind !== 'refusal' || settled.refusal.code !== 'TIMETABLE') {
    throw new Error(`It was not refused by the timetable: ${JSON.stringify(settled)}`);
  }
  return settled.refusal.why.code;
}

async function press(app: ReturnType<typeof createFakeCommandApp>, answer: Answer, action: string) {
  const ids = messageOf(answer)
    .rows.flat()
    .map(({ id }) => parseComponentId(id));
  const id = ids.find((one) => one?.action === action);
  if (!id) throw new Error(`No button ${action} is there.`);
  const handler = schedule.buttons?.[action];
  if (!handler) throw new Error(`Nothing handles ${action}.`);
  const { occurrenceId } = id;
  return handler.run({ caller, marker: '-', occurrenceId, subject: occurrenceId, values: [] }, app);
}

test('a series is previewed, and added when that is confirmed; a second press changes nothing', async () => {
  const app = createFakeCommandApp();
  const series = { name: 'Evening practice', when: 'Tue and Thu 6:30pm', minutes: 45 };
  const preview = await run(app, 'add', series);
  expect(messageOf(preview).text).toContain('Add **Evening practice**?');
  expect(messageOf(preview).text).toContain('Tue and Thu at 6:30 pm in Los Angeles');
  expect(app.timetable.confirmed).toEqual([]);
  expect(messageOf(await press(app, preview, 'confirmDraft')).text).toContain('in the timetable');
  expect(app.timetable.confirmed).toHaveLength(1);
  expect(app.timetable.series('1' as never).at(-1)).toMatchObject({
    id: 'evening-practice',
    rule: { dates: { rrule: 'FREQ=WEEKLY;BYDAY=TU,TH' }, wallTimes: ['18:30'] },
    durationMs: 45 * 60_000,
  });
  expect(await refusalOf(press(app, preview, 'confirmDraft'))).toBe('DRAFT_IS_OLD');
  expect(app.timetable.confirmed).toHaveLength(1);
});

test('Back changes nothing', async () => {
  const app = createFakeCommandApp();
  const preview = await run(app, 'pause', { series: 'morning' });
  expect(messageOf(await press(app, preview, 'discardDraft')).text).toBe('Nothing was changed.');
  expect(await refusalOf(press(app, preview, 'confirmDraft'))).toBe('DRAFT_IS_OLD');
  expect(app.timetable.confirmed).toEqual([]);
});

test.each([
  ['days that no calendar has', { when: 'Blursday 7:00' }, 'WHEN'],
  ['a time that may be morning or evening', { when: 'Mon 7' }, 'WHEN'],
  ['cron with both kinds of days', { when: '0 7 1 * 1' }, 'CRON'],
  ['an unknown zone', { zone: 'Pacific/Nowhere' }, 'UNKNOWN_ZONE'],
  ['a date that no calendar has', { from: '2026-02-30' }, 'NO_SUCH_DATE'],
  ['reminders that are no times', { reminders: 'soon' }, 'REMINDERS_UNREADABLE'],
  ['more than six hours', { minutes: 400 }, 'TOO_LONG'],
  ['a name that is taken', { name: 'morning PRACTICE' }, 'SERIES_ID_TAKEN'],
  ['a name of blanks', { name: '   ' }, 'NAME_EMPTY'],
])('a series with %s is refused', async (_what, wrong, code) => {
  const app = createFakeCommandApp();
  const right = { name: 'Evening practice', when: 'Tue 18:30', minutes: 45 };
  expect(await refusalOf(run(app, 'add', { ...right, ...wrong }))).toBe(code);
});

test('only what is written changes', async () => {
  const app = createFakeCommandApp();
  const before = app.timetable.series('1' as never)[0];
  const preview = await run(app, 'edit', { series: 'Morning practice', minutes: 30 });
  expect(messageOf(preview).text).toContain('What changes: the length.');
  await press(app, preview, 'confirmDraft');
  expect(app.timetable.series('1' as never)[0]).toEqual({ ...before, durationMs: 30 * 60_000 });
  expect(await refusalOf(run(app, 'edit', { series: 'morning' }))).toBe('NOTHING_CHANGES');
});

test('a session is moved by a time alone, and cancelled; what is unknown is refused', async () => {
  const app = createFakeCommandApp({ sessions: [aSession(0), aSession(1)] });
  const move = await run(app, 'move', { session: 'morning@2026-12-03', to: '8:30' });
  expect(messageOf(move).text).toContain('8:30 am in Los Angeles');
  await press(app, move, 'confirmDraft');
  expect(app.timetable.confirmed.at(-1)).toMatchObject({ type: 'moveSession', durationMs: null });
  expect(await refusalOf(run(app, 'move', { session: 'gone@2020-01-01', to: '8:30' }))).toBe(
    'UNKNOWN_SESSION',
  );
  expect(await refusalOf(run(app, 'move', { session: 'morning@2026-12-03', to: 'later' }))).toBe(
    'MOMENT_UNREADABLE',
  );
  const cancel = await run(app, 'cancel', { session: 'morning@2026-12-03' });
  await press(app, cancel, 'confirmDraft');
  expect(await refusalOf(run(app, 'cancel', { session: 'morning@2026-12-03' }))).toBe(
    'ALREADY_CANCELLED',
  );
});

test('a session is added once; a time in the past, or in the gap of spring, is refused', async () => {
  const app = createFakeCommandApp();
  const at = (text: string) => run(app, 'add-once', { series: 'morning', at: text });
  const preview = await at('2026-12-24 18:00');
  expect(messageOf(preview).text).toContain('Thu 24 Dec 6:00 pm in Los Angeles');
  expect(await refusalOf(at('2026-01-05 7:00'))).toBe('STARTS_IN_PAST');
  expect(await refusalOf(at('2027-03-14 2:30'))).toBe('MOMENT_IN_GAP');
  expect(await refusalOf(at('2027-02-30 7:00'))).toBe('MOMENT_NO_SUCH_DATE');
  expect(await refusalOf(at('Thu 7'))).toBe('MOMENT_TIME_UNCLEAR');
});
