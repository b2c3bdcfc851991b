import { expect, test } from '@jest/globals';
import recording from '../../commands/recording/index.ts';
import {
  type Answer,
  type AttachedFile,
  commandByPath,
  type OptionSpecs,
  type OptionValues,
} from '../../src/app/command.ts';
import type { Message } from '../../src/app/ports.ts';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { aCaller, aRecording, createFakeCommandApp, START_MS } from './fake-command-app.ts';

const { recording: words } = textsFor('en');
const commandBy = commandByPath([recording]);
const caller = aCaller('coordinator');

const waiting = aRecording({
  id: asId<RecordingId>('waiting'),
  title: 'An evening rest',
  status: 'proposed',
});
const over = aRecording({
  id: asId<RecordingId>('over'),
  title: 'Breathing',
  permissionEndsAtMs: START_MS - 86_400_000,
});
const revoked = aRecording({
  id: asId<RecordingId>('revoked'),
  title: 'Clouds',
  status: 'revoked',
});
const stocked = () => createFakeCommandApp({ recordings: [revoked, over, waiting, aRecording()] });
type App = ReturnType<typeof createFakeCommandApp>;

function run(app: App, name: string, given: Record<string, string | AttachedFile> = {}) {
  const command = commandBy.get(`recording ${name}`);
  if (!command) throw new Error(`There is no /recording ${name}.`);
  const left = Object.fromEntries(Object.keys(command.options).map((option) => [option, null]));
  const options = { ...left, ...given } as unknown as OptionValues<OptionSpecs>;
  return command.run({ caller, options }, app);
}

async function messageOf(answer: Answer | Promise<Answer>): Promise<Message> {
  const settled = await answer;
  if (settled.kind !== 'reply') throw new Error(`It was refused: ${JSON.stringify(settled)}`);
  return settled.message;
}

async function refusalOf(answer: Answer | Promise<Answer>): Promise<unknown> {
  const settled = await answer;
  return settled.kind === 'refusal' ? settled.refusal : settled;
}

const textFile = (name: string, sizeBytes = 300): AttachedFile => ({
  name,
  sizeBytes,
  address: `https://cdn.discordapp.com/${name}`,
});

test('the words of a recording come from a text file, and are told by their number', async () => {
  const app = stocked();
  const given = { recording: 'waiting', transcript: textFile('evening.txt') };
  const { text, rows } = await messageOf(run(app, 'edit', given));
  expect(text).toContain('Its words: 6 words → 4 words');
  const id = rows.flat().find((control) => control.id.includes('confirmRecording'))?.id;
  const subject = id?.split('|')[3] ?? null;
  const press = { caller, marker: '-', occurrenceId: null, subject, values: [] };
  await recording.buttons?.['confirmRecording']?.run(press, app);
  const kept = app.recordingDesk.find(caller.guildId, 'waiting');
  expect(kept).toMatchObject({ transcript: 'The words of evening.txt.', title: 'An evening rest' });
});

test.each([
  [textFile('evening.txt', 200_001), 'TRANSCRIPT_TOO_LARGE'],
  [textFile('evening.mp3'), 'TRANSCRIPT_NOT_TEXT'],
  [textFile('evening.txt', 0), 'TRANSCRIPT_NOT_FETCHED'],
])('words in %j are refused', async (transcript, why) => {
  const given = { recording: 'waiting', transcript };
  expect(await refusalOf(run(stocked(), 'edit', given))).toEqual({ code: 'RECORDING', why });
});

test('the list has every recording, by title, with how it stands', async () => {
  const { text } = await messageOf(run(stocked(), 'list'));
  const lines = text.split('\n').slice(1);
  expect(lines.map((line) => /\*\*(.*)\*\*.*\((.*)\)$/.exec(line)?.slice(1))).toEqual([
    ['A little kindness', 'approved'],
    ['An evening rest', 'waiting for approval'],
    ['Breathing', 'permission has ended'],
    ['Clouds', 'taken back'],
  ]);
  const empty = createFakeCommandApp({ recordings: [] });
  expect((await messageOf(run(empty, 'list'))).text).toBe(words.none());
});

test('a recording is shown whole; one that was taken back can be looked at again', async () => {
  const shown = await messageOf(run(stocked(), 'show', { recording: 'waiting' }));
  expect(shown.text).toContain('How it stands: waiting for approval');
  expect(shown.rows).toEqual([]);
  const gone = await messageOf(run(stocked(), 'show', { recording: 'clouds' }));
  expect(gone.rows.flat().map(({ id }) => id.split('|')[1])).toEqual(['confirmRecording']);
});

test('what nobody can hear, nobody can approve', async () => {
  const { text, rows } = await messageOf(run(stocked(), 'approve', { recording: 'waiting' }));
  expect(text).toContain('There is no prepared sound yet');
  expect(rows).toEqual([]);
});

test('left as it is, nothing is changed, and the buttons are used up', async () => {
  const app = stocked();
  const { rows } = await messageOf(run(app, 'revoke', { recording: 'waiting' }));
  const [confirm] = rows.flat();
  const subject = confirm?.id.split('|')[3] ?? '';
  const press = { caller, marker: '-', occurrenceId: null, subject, values: [] };
  const left = await messageOf(recording.buttons!['leaveRecording']!.run(press, app));
  expect(left.text).toBe(words.leftAlone());
  expect(await refusalOf(recording.buttons!['confirmRecording']!.run(press, app))).toEqual({
    code: 'BUTTON_IS_OLD',
  });
  expect(app.recordingDesk.find(caller.guildId, 'waiting')?.status).toBe('proposed');
});

test.each([
  ['link', 'http://example.org', 'BAD_LINK'],
  ['link', 'javascript:alert(1)', 'BAD_LINK'],
  ['language', 'English', 'BAD_LANGUAGE'],
  ['title', '  ', 'NO_TITLE'],
  ['title', 'An evening rest', 'NOTHING_CHANGED'],
  ['permission-until', '2027-13-01', 'BAD_DATE'],
  ['permission-given', 'yesterday', 'BAD_DATE'],
  ['recording', 'nothing of the kind', 'UNKNOWN'],
])('an edit with %s %j is refused', async (option, value, why) => {
  const given = { recording: 'waiting', [option]: value };
  expect(await refusalOf(run(stocked(), 'edit', given))).toEqual({ code: 'RECORDING', why });
});

test('completions begin with what the command is about', () => {
  const app = stocked();
  const complete = (name: string, typed: string) =>
    commandBy
      .get(`recording ${name}`)
      ?.complete?.(typed, 'recording', caller, app)
      .map(({ value }) => value);
  expect(complete('approve', '')?.[0]).toBe('waiting');
  expect(complete('revoke', '')?.at(-1)).toBe('revoked');
  expect(complete('show', 'cloud')).toEqual(['revoked']);
});
