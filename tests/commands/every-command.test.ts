import { expect, test } from '@jest/globals';
import { commands, looseButtons } from '../../commands/index.ts';
import type { Command, OptionSpecs, OptionValues } from '../../src/app/command.ts';
import { formatComponentId } from '../../src/app/component-id.ts';
import type { Audience } from '../../src/app/refusal.ts';
import { asId, type OccurrenceId } from '../../src/domain/identity.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { aCaller, createFakeCommandApp } from './fake-command-app.ts';

/** Discord's form of a command's and an option's name. */
const NAME = /^[a-z][a-z-]{0,31}$/;
const DESCRIPTION_LIMIT = 100;
const MOST_OPTIONS = 25;

const audienceByCommand: Readonly<Record<string, Audience>> = {
  sessions: 'everyone',
  guidelines: 'everyone',
  recordings: 'everyone',
  status: 'everyone',
  welcome: 'volunteer',
  play: 'volunteer',
  sit: 'volunteer',
  stop: 'volunteer',
  cancel: 'coordinator',
};

const audienceByAction: Readonly<Record<string, Audience>> = {
  hold: 'volunteer',
  choose: 'volunteer',
  stop: 'volunteer',
  takeOver: 'teacher',
  what: 'everyone',
  guidelines: 'everyone',
  sessions: 'everyone',
  confirmCancel: 'coordinator',
  keep: 'coordinator',
};

const handlers = [...commands.map(({ buttons }) => buttons ?? {}), ...looseButtons].flatMap(
  (byAction) => Object.entries(byAction),
);

test('who may use which command', () => {
  const audiences = commands.map(({ name, audience }) => [name, audience]);
  expect(Object.fromEntries(audiences)).toEqual(audienceByCommand);
  expect(audiences).toHaveLength(commands.length);
});

test('who may press which button; no action is listed twice', () => {
  const audiences = handlers.map(([action, { audience }]) => [action, audience]);
  expect(Object.fromEntries(audiences)).toEqual(audienceByAction);
  expect(handlers).toHaveLength(Object.keys(audienceByAction).length);
});

test('every button that has a label has a handler', () => {
  const labelled = [...Object.keys(textsFor('en').controls.buttons), 'choose'];
  expect(handlers.map(([action]) => action).toSorted()).toEqual(labelled.toSorted());
});

test('an action leaves room for a marker and a long session in its component id', () => {
  const occurrenceId = asId<OccurrenceId>(`${'a'.repeat(32)}@2026-12-01.2`);
  for (const [action] of handlers) {
    const id = formatComponentId({ action, marker: 'm'.repeat(24), occurrenceId });
    expect(id.length).toBeLessThanOrEqual(100);
  }
});

test('every answer is private', () => {
  expect(commands.filter(({ visibility }) => visibility === 'room')).toEqual([]);
});

test.each(commands.map((command) => [command.name, command] as const))(
  '/%s keeps to what Discord allows',
  (_name, command) => {
    const { name, description, options } = command;
    expect(name).toMatch(NAME);
    expect(description.trim()).toBe(description);
    expect(description).not.toBe('');
    expect(description.length).toBeLessThanOrEqual(DESCRIPTION_LIMIT);
    const specs = Object.entries(options);
    expect(specs.length).toBeLessThanOrEqual(MOST_OPTIONS);
    for (const [optionName, spec] of specs) {
      expect(optionName).toMatch(NAME);
      expect(spec.description).not.toBe('');
      expect(spec.description.length).toBeLessThanOrEqual(DESCRIPTION_LIMIT);
      if (spec.type === 'integer') expect(spec.min).toBeLessThan(spec.max);
    }
    const isRequired = specs.map(([, spec]) => spec.required);
    expect(isRequired).toEqual(isRequired.toSorted((a, b) => Number(b) - Number(a)));
    const completes = specs.some(([, spec]) => spec.type === 'string' && spec.completes);
    expect('complete' in command).toBe(completes);
  },
);

test('without any session every command answers: a refusal with its code, or words', async () => {
  const app = createFakeCommandApp({ sessions: [], recordings: [] });
  const outcomes: Record<string, string> = {};
  for (const command of commands) {
    const answer = await command.run(
      { caller: aCaller('coordinator'), options: someValues(command) },
      app,
    );
    outcomes[command.name] = answer.kind === 'refusal' ? answer.refusal.code : answer.kind;
  }
  expect(outcomes).toEqual({
    sessions: 'reply',
    guidelines: 'reply',
    recordings: 'reply',
    status: 'reply',
    welcome: 'NO_SESSION_NOW',
    play: 'UNKNOWN_RECORDING',
    sit: 'NO_SESSION_NOW',
    stop: 'NO_SESSION_NOW',
    cancel: 'UNKNOWN_SESSION',
  });
});

test('a button of a session that is over, or of none, is refused or answers', async () => {
  const app = createFakeCommandApp();
  const outcomes: Record<string, string> = {};
  for (const [action, handler] of handlers) {
    const press = {
      caller: aCaller('coordinator'),
      occurrenceId: asId<OccurrenceId>('gone@2020-01-01'),
      values: ['silence:10'],
    };
    const answer = await handler.run(press, app);
    outcomes[action] = answer.kind === 'refusal' ? answer.refusal.code : answer.kind;
  }
  expect(outcomes).toEqual({
    hold: 'BUTTON_IS_OLD',
    choose: 'BUTTON_IS_OLD',
    stop: 'BUTTON_IS_OLD',
    takeOver: 'BUTTON_IS_OLD',
    what: 'reply',
    guidelines: 'reply',
    sessions: 'reply',
    confirmCancel: 'UNKNOWN_SESSION',
    keep: 'reply',
  });
});

function someValues({ options }: Command): OptionValues<OptionSpecs> {
  const values = Object.entries(options).map(([name, spec]) => [
    name,
    spec.type === 'integer' ? spec.min : 'https://example.org',
  ]);
  return Object.fromEntries(values) as OptionValues<OptionSpecs>;
}
