import { expect, test } from '@jest/globals';
import { commands, looseButtons } from '../../commands/index.ts';
import {
  type Answer,
  type AttachedFile,
  type Command,
  commandByPath,
  isGroup,
  type OptionSpec,
  type OptionSpecs,
  type OptionValues,
} from '../../src/app/command.ts';
import { formatComponentId } from '../../src/app/component-id.ts';
import type { Audience } from '../../src/app/refusal.ts';
import { asId, type OccurrenceId } from '../../src/domain/identity.ts';
import { unreachable } from '../../src/domain/unreachable.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { aCaller, createFakeCommandApp } from './fake-command-app.ts';

interface Expected {
  readonly audience: Audience;
  /** What it answers when there is nothing: no session, no recording, nothing prepared. */
  readonly whenEmpty: string;
}

/** Every command by its path. Whoever adds one adds a line. */
const expectedByPath: Readonly<Record<string, Expected>> = {
  sessions: { audience: 'everyone', whenEmpty: 'reply' },
  signup: { audience: 'everyone', whenEmpty: 'SIGN_UP' },
  signoff: { audience: 'everyone', whenEmpty: 'SIGN_UP' },
  'my sessions': { audience: 'everyone', whenEmpty: 'reply' },
  'my settings': { audience: 'everyone', whenEmpty: 'reply' },
  'my data': { audience: 'everyone', whenEmpty: 'reply' },
  'my forget': { audience: 'everyone', whenEmpty: 'reply' },
  guidelines: { audience: 'everyone', whenEmpty: 'reply' },
  recordings: { audience: 'everyone', whenEmpty: 'reply' },
  status: { audience: 'everyone', whenEmpty: 'reply' },
  welcome: { audience: 'volunteer', whenEmpty: 'NO_SESSION_NOW' },
  play: { audience: 'volunteer', whenEmpty: 'UNKNOWN_RECORDING' },
  sit: { audience: 'volunteer', whenEmpty: 'NO_SESSION_NOW' },
  stop: { audience: 'volunteer', whenEmpty: 'NO_SESSION_NOW' },
  teaching: { audience: 'everyone', whenEmpty: 'reply' },
  'teachers plan': { audience: 'coordinator', whenEmpty: 'reply' },
  'teachers assign': { audience: 'coordinator', whenEmpty: 'BUTTON_IS_OLD' },
  'teachers unassign': { audience: 'coordinator', whenEmpty: 'BUTTON_IS_OLD' },
  'teachers add': { audience: 'coordinator', whenEmpty: 'reply' },
  'teachers remove': { audience: 'coordinator', whenEmpty: 'reply' },
  'schedule add': { audience: 'coordinator', whenEmpty: 'TIMETABLE' },
  'schedule edit': { audience: 'coordinator', whenEmpty: 'TIMETABLE' },
  'schedule pause': { audience: 'coordinator', whenEmpty: 'TIMETABLE' },
  'schedule resume': { audience: 'coordinator', whenEmpty: 'TIMETABLE' },
  'schedule remove': { audience: 'coordinator', whenEmpty: 'TIMETABLE' },
  'schedule list': { audience: 'coordinator', whenEmpty: 'reply' },
  'schedule cancel': { audience: 'coordinator', whenEmpty: 'TIMETABLE' },
  'schedule move': { audience: 'coordinator', whenEmpty: 'TIMETABLE' },
  'schedule add-once': { audience: 'coordinator', whenEmpty: 'TIMETABLE' },
  'recording add': { audience: 'coordinator', whenEmpty: 'RECORDING' },
  'recording check': { audience: 'coordinator', whenEmpty: 'working' },
  'recording list': { audience: 'coordinator', whenEmpty: 'reply' },
  'recording show': { audience: 'coordinator', whenEmpty: 'RECORDING' },
  'recording approve': { audience: 'coordinator', whenEmpty: 'RECORDING' },
  'recording revoke': { audience: 'coordinator', whenEmpty: 'RECORDING' },
  'recording edit': { audience: 'coordinator', whenEmpty: 'RECORDING' },
  'voice list': { audience: 'coordinator', whenEmpty: 'reply' },
  'voice set': { audience: 'coordinator', whenEmpty: 'working' },
  'voice preview': { audience: 'coordinator', whenEmpty: 'reply' },
  'voice reset': { audience: 'coordinator', whenEmpty: 'VOICE' },
  wording: { audience: 'coordinator', whenEmpty: 'reply' },
  popularity: { audience: 'coordinator', whenEmpty: 'reply' },
  'schedule undo': { audience: 'coordinator', whenEmpty: 'TIMETABLE' },
};

/** Every button and menu by its action, about a session that is long gone. Likewise. */
const expectedByAction: Readonly<Record<string, Expected>> = {
  hold: { audience: 'volunteer', whenEmpty: 'BUTTON_IS_OLD' },
  choose: { audience: 'volunteer', whenEmpty: 'BUTTON_IS_OLD' },
  vote: { audience: 'everyone', whenEmpty: 'BUTTON_IS_OLD' },
  stop: { audience: 'volunteer', whenEmpty: 'BUTTON_IS_OLD' },
  another: { audience: 'volunteer', whenEmpty: 'BUTTON_IS_OLD' },
  transcript: { audience: 'everyone', whenEmpty: 'BUTTON_IS_OLD' },
  transcriptPage: { audience: 'everyone', whenEmpty: 'BUTTON_IS_OLD' },
  teachYes: { audience: 'everyone', whenEmpty: 'BUTTON_IS_OLD' },
  teachNo: { audience: 'everyone', whenEmpty: 'BUTTON_IS_OLD' },
  takeOver: { audience: 'teacher', whenEmpty: 'BUTTON_IS_OLD' },
  what: { audience: 'everyone', whenEmpty: 'reply' },
  guidelines: { audience: 'everyone', whenEmpty: 'reply' },
  sessions: { audience: 'everyone', whenEmpty: 'reply' },
  signUp: { audience: 'everyone', whenEmpty: 'SIGN_UP' },
  signUpSeries: { audience: 'everyone', whenEmpty: 'SIGN_UP' },
  signUpOnce: { audience: 'everyone', whenEmpty: 'SIGN_UP' },
  setZone: { audience: 'everyone', whenEmpty: 'BUTTON_IS_OLD' },
  signOffSeries: { audience: 'everyone', whenEmpty: 'SIGN_UP' },
  signOffOnce: { audience: 'everyone', whenEmpty: 'SIGN_UP' },
  my: { audience: 'everyone', whenEmpty: 'reply' },
  tellDirectly: { audience: 'everyone', whenEmpty: 'reply' },
  mentionMe: { audience: 'everyone', whenEmpty: 'reply' },
  forgetMe: { audience: 'everyone', whenEmpty: 'reply' },
  stay: { audience: 'everyone', whenEmpty: 'reply' },
  approveWording: { audience: 'coordinator', whenEmpty: 'BUTTON_IS_OLD' },
  takeBackWording: { audience: 'coordinator', whenEmpty: 'BUTTON_IS_OLD' },
  confirmRecording: { audience: 'coordinator', whenEmpty: 'BUTTON_IS_OLD' },
  leaveRecording: { audience: 'coordinator', whenEmpty: 'reply' },
  confirmVoice: { audience: 'coordinator', whenEmpty: 'BUTTON_IS_OLD' },
  leaveVoice: { audience: 'coordinator', whenEmpty: 'reply' },
  confirmDraft: { audience: 'coordinator', whenEmpty: 'TIMETABLE' },
  discardDraft: { audience: 'coordinator', whenEmpty: 'reply' },
};

const byPath = [...commandByPath(commands)];
const everyHandler = [
  ...commands,
  ...commands.filter(isGroup).flatMap(({ subcommands }) => subcommands),
  ...looseButtons.map((buttons) => ({ buttons })),
].flatMap(({ buttons }) => Object.entries(buttons ?? {}));

const audiencesOf = (expected: Readonly<Record<string, Expected>>) =>
  Object.fromEntries(Object.entries(expected).map(([name, { audience }]) => [name, audience]));
const answersOf = (expected: Readonly<Record<string, Expected>>) =>
  Object.fromEntries(Object.entries(expected).map(([name, { whenEmpty }]) => [name, whenEmpty]));

test('who may use which command', () => {
  const audiences = byPath.map(([path, { audience }]) => [path, audience]);
  expect(Object.fromEntries(audiences)).toEqual(audiencesOf(expectedByPath));
});

test('who may press which button; no action is listed twice', () => {
  const audiences = everyHandler.map(([action, { audience }]) => [action, audience]);
  expect(Object.fromEntries(audiences)).toEqual(audiencesOf(expectedByAction));
  expect(everyHandler).toHaveLength(Object.keys(expectedByAction).length);
});

test('every button of the controls that has a label has a handler', () => {
  const actions = everyHandler.map(([action]) => action);
  expect(actions).toEqual(expect.arrayContaining(Object.keys(textsFor('en').controls.buttons)));
});

test('an action leaves room for a marker and a long session in its component id', () => {
  const occurrenceId = asId<OccurrenceId>(`${'a'.repeat(32)}@2026-12-01.2`);
  for (const [action] of everyHandler) {
    const id = formatComponentId({ action, marker: 'm'.repeat(24), occurrenceId });
    expect(id.length).toBeLessThanOrEqual(100);
  }
});

test('every answer is private', () => {
  expect(byPath.filter(([, { visibility }]) => visibility === 'room')).toEqual([]);
});

test('Discord takes 100 commands, and 25 under one name', () => {
  expect(commands.length).toBeLessThanOrEqual(100);
  for (const group of commands.filter(isGroup)) {
    expect(group.subcommands.length).toBeLessThanOrEqual(25);
  }
});

test.each(byPath)('/%s asks for its options as Discord allows', (_path, command) => {
  const specs = Object.values(command.options);
  expect(specs.length).toBeLessThanOrEqual(25);
  const isRequired = specs.map(({ required }) => required);
  expect(isRequired).toEqual(isRequired.toSorted((a, b) => Number(b) - Number(a)));
  for (const spec of specs) {
    if (spec.type === 'integer') expect(spec.min).toBeLessThan(spec.max);
    if (spec.type !== 'string') continue;
    expect(spec.choices?.length ?? 0).toBeLessThanOrEqual(25);
    // Discord takes either a list of choices or completions, never both.
    expect(spec.completes === true && spec.choices !== undefined).toBe(false);
  }
  const completes = specs.some((spec) => spec.type === 'string' && spec.completes);
  expect(command.complete !== undefined).toBe(completes);
});

test('without any session every command answers: a refusal with its code, or words', async () => {
  const app = createFakeCommandApp({ sessions: [], recordings: [] });
  const outcomes: Record<string, string> = {};
  for (const [path, command] of byPath) {
    const input = { caller: aCaller('coordinator'), options: someValues(command) };
    outcomes[path] = outcomeOf(await command.run(input, app));
  }
  expect(outcomes).toEqual(answersOf(expectedByPath));
});

test('a button of a session that is over, or of none, is refused or answers', async () => {
  const app = createFakeCommandApp();
  const outcomes: Record<string, string> = {};
  for (const [action, handler] of everyHandler) {
    const press = {
      caller: aCaller('coordinator'),
      marker: '-',
      occurrenceId: asId<OccurrenceId>('gone@2020-01-01'),
      subject: 'gone@2020-01-01',
      values: ['silence:10'],
    };
    outcomes[action] = outcomeOf(await handler.run(press, app));
  }
  expect(outcomes).toEqual(answersOf(expectedByAction));
});

function outcomeOf(answer: Answer): string {
  return answer.kind === 'refusal' ? answer.refusal.code : answer.kind;
}

/** What a forger might send: an address where a word is asked for, a stranger where a person is. */
function someValues({ options }: Command): OptionValues<OptionSpecs> {
  const values = Object.entries(options).map(([name, spec]) => [name, someValue(spec)]);
  return Object.fromEntries(values) as OptionValues<OptionSpecs>;
}

function someValue(spec: OptionSpec): string | number | boolean | AttachedFile {
  switch (spec.type) {
    case 'integer':
      return spec.min;
    case 'flag':
      return true;
    case 'user':
      return '299999999999999999';
    case 'attachment':
      return { name: 'talk.mp3', sizeBytes: 4, address: 'https://cdn.discordapp.com/talk.mp3' };
    case 'string':
      return spec.choices?.[0] ?? 'https://example.org';
    default:
      return unreachable(spec);
  }
}
