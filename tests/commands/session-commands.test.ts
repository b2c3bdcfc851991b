import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import menus from '../../commands/choice.ts';
import handOver from '../../commands/hand-over.ts';
import play from '../../commands/play.ts';
import sit from '../../commands/sit.ts';
import stop from '../../commands/stop.ts';
import welcome from '../../commands/welcome.ts';
import type { Answer } from '../../src/app/command.ts';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import { textsFor } from '../../src/texts/languages.ts';
import {
  aCaller,
  aRecording,
  aSession,
  createFakeCommandApp,
  type FakeCommandApp,
  MINUTE_MS,
  START_MS,
} from './fake-command-app.ts';

const { answers } = textsFor('en');
const volunteer = aCaller('volunteer');
const occurrenceId = aSession().occurrence.id;
const press = (...values: string[]) => ({
  caller: volunteer,
  marker: '-',
  occurrenceId,
  subject: occurrenceId,
  values,
});

function textOf(answer: Answer): string {
  return answer.kind !== 'refusal'
    ? answer.message.text
    : `refused: ${JSON.stringify(answer.refusal)}`;
}

function refusalOf(answer: Answer): unknown {
  return answer.kind === 'refusal' ? answer.refusal : null;
}

/** Whether it names the one recording that there is. */
function isListed(written: string): boolean {
  return written === 'little-kindness' || written.trim().toLowerCase() === 'a little kindness';
}

/** The session has begun, and two people wait without a teacher. */
function waitingApp(recordings = [aRecording()]): FakeCommandApp {
  const app = createFakeCommandApp({ recordings });
  app.happens(START_MS, { type: 'clockReached' });
  app.happens(START_MS + 1_000, {
    type: 'presenceChanged',
    presence: { teachers: 0, listeners: 2 },
  });
  return app;
}

const runPlay = (app: FakeCommandApp, recording: string) =>
  play.run({ caller: volunteer, options: { recording } }, app);

test('/welcome begins the welcome, and only once', async () => {
  const app = waitingApp();
  expect(textOf(await welcome.run({ caller: volunteer, options: {} }, app))).toBe(
    answers.welcomeBegins(),
  );
  const again = await welcome.run({ caller: volunteer, options: {} }, app);
  expect(refusalOf(again)).toEqual({ code: 'SESSION', why: 'ALREADY_WELCOMED' });
});

test('holding says until when', async () => {
  const app = waitingApp();
  const held = await welcome.buttons?.['hold']?.run(press(), app);
  const untilMs = START_MS + 1_000 + 5 * MINUTE_MS;
  expect(held && textOf(held)).toBe(answers.held({ untilMs, nowMs: app.nowMs() }));
});

test('/play takes an id from the list', async () => {
  const app = waitingApp();
  expect(textOf(await runPlay(app, 'little-kindness'))).toBe(
    answers.recordingBegins({ title: 'A little kindness', afterWelcome: false }),
  );
  expect(app.wishes).toEqual([
    {
      occurrenceId: null,
      wish: { type: 'choose', choice: { kind: 'recording', recordingId: 'little-kindness' } },
    },
  ]);
});

test('/play takes a whole title that someone typed, in any case and without accents', async () => {
  const recordings = [aRecording({ title: 'Élan  of kindness' })];
  const app = waitingApp(recordings);
  expect((await runPlay(app, ' elan of KINDNESS ')).kind).toBe('reply');
  expect(app.wishes).toHaveLength(1);
});

test('/play refuses a title that two recordings have', async () => {
  const other = aRecording({ id: asId<RecordingId>('other') });
  const app = waitingApp([aRecording(), other]);
  expect(refusalOf(await runPlay(app, 'A little kindness'))).toEqual({ code: 'UNKNOWN_RECORDING' });
});

test.each([
  'https://www.youtube.com/watch?v=abc',
  'https://example.org/little-kindness',
  'little-kindness.opus',
  '../little-kindness',
  'A little',
  '',
  'Gone',
])('/play refuses %j, and the session is not even asked', async (written) => {
  const revoked = aRecording({
    id: asId<RecordingId>('revoked'),
    status: 'revoked',
    title: 'Gone',
  });
  const app = waitingApp([aRecording(), revoked]);
  expect(refusalOf(await runPlay(app, written))).toEqual({ code: 'UNKNOWN_RECORDING' });
  expect(app.wishes).toEqual([]);
});

test('/play with a value that was offered before the recording was revoked says so', async () => {
  const revoked = aRecording({ status: 'revoked' });
  const app = waitingApp([revoked]);
  expect(refusalOf(await runPlay(app, revoked.id))).toEqual({ code: 'SESSION', why: 'REVOKED' });
});

test('/play refuses whatever is neither an id nor a title', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.webUrl(),
        fc.string({ unit: 'binary' }),
        fc.string().map((text) => `little-kindness${text}`),
      ),
      async (written) => {
        fc.pre(!isListed(written));
        const app = waitingApp();
        expect(refusalOf(await runPlay(app, written))).toEqual({ code: 'UNKNOWN_RECORDING' });
        expect(app.wishes).toEqual([]);
      },
    ),
  );
});

test('what is chosen during the welcome begins after it, and the answer says so', async () => {
  const app = waitingApp();
  await welcome.run({ caller: volunteer, options: {} }, app);
  const chosen = menus.choose.run(press('recording:little-kindness'), app);
  expect(textOf(chosen)).toBe(
    answers.recordingBegins({ title: 'A little kindness', afterWelcome: true }),
  );
  const sitting = await sit.run({ caller: volunteer, options: { minutes: 15 } }, app);
  expect(textOf(sitting)).toBe(answers.sittingBegins({ minutes: 15, afterWelcome: true }));
});

test('the menu chooses silence for the session of its message', async () => {
  const app = waitingApp();
  expect(textOf(menus.choose.run(press('silence:20'), app))).toBe(
    answers.sittingBegins({ minutes: 20, afterWelcome: false }),
  );
  expect(app.wishes).toEqual([
    { occurrenceId, wish: { type: 'choose', choice: { kind: 'silence', minutes: 20 } } },
  ]);
});

test.each([
  [],
  [''],
  ['silence'],
  ['silence:'],
  ['silence:1e1'],
  ['silence:-5'],
  ['recording:'],
  ['https://example.org'],
  ['silence:10', 'silence:15'],
])('the menu refuses %j without asking the session', async (...values) => {
  const app = waitingApp();
  const answer = menus.choose.run(press(...values.filter(Boolean)), app);
  expect(refusalOf(answer)).toEqual({ code: 'BUTTON_IS_OLD' });
  expect(app.wishes).toEqual([]);
});

test('the session itself refuses what is not listed and what is no sitting', async () => {
  const app = waitingApp();
  const unlisted = menus.choose.run(press('recording:elsewhere'), app);
  expect(refusalOf(unlisted)).toEqual({ code: 'SESSION', why: 'NOT_LISTED' });
  const long = menus.choose.run(press('silence:45'), app);
  expect(refusalOf(long)).toEqual({ code: 'SESSION', why: 'BAD_LENGTH' });
});

test('/stop stops what plays, and says when nothing does', async () => {
  const app = waitingApp();
  const early = await stop.run({ caller: volunteer, options: {} }, app);
  expect(refusalOf(early)).toEqual({ code: 'SESSION', why: 'NOTHING_TO_STOP' });
  await runPlay(app, 'little-kindness');
  expect(textOf(await stop.run({ caller: volunteer, options: {} }, app))).toBe(answers.stopped());
  expect(app.status(volunteer)?.state.phase).toBe('choosing');
});

test('a teacher takes over from the room, not from outside it', async () => {
  const app = waitingApp();
  await runPlay(app, 'little-kindness');
  const teacher = { ...press(), caller: aCaller('teacher') };
  const outside = handOver.takeOver.run(teacher, app);
  expect(refusalOf(outside)).toEqual({ code: 'SESSION', why: 'NO_TEACHER_IN_ROOM' });
  app.happens(START_MS + 2 * MINUTE_MS, {
    type: 'presenceChanged',
    presence: { teachers: 1, listeners: 2 },
  });
  expect(textOf(handOver.takeOver.run(teacher, app))).toBe(answers.handedOver());
  expect(app.status(volunteer)?.state.phase).toBe('led');
});
