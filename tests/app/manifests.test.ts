import { expect, test } from '@jest/globals';
import { type Command, type CommandGroup, defineCommand, reply } from '../../src/app/command.ts';
import { type CommandLanguages, manifestsOf } from '../../src/app/manifests.ts';
import type { CommandTexts, Texts } from '../../src/texts/texts.ts';

const run = () => reply('');

const sit = defineCommand({
  name: 'sit',
  audience: 'volunteer',
  options: {
    minutes: { type: 'integer', required: true, min: 10, max: 20 },
    bell: { type: 'string', required: false, choices: ['low', 'high'], maxLength: 9 },
  },
  run,
});

const schedule: CommandGroup = {
  name: 'schedule',
  subcommands: [
    defineCommand({
      name: 'add',
      audience: 'coordinator',
      options: { when: { type: 'string', required: true, completes: true } },
      run,
    }),
  ],
};

const english: CommandTexts = {
  sit: {
    name: 'sit',
    description: 'Sit together',
    options: {
      minutes: { name: 'minutes', description: 'How long' },
      bell: { name: 'bell', description: 'Which', choices: { low: 'Low', high: 'High' } },
    },
  },
  schedule: { name: 'schedule', description: 'The timetable' },
  'schedule add': {
    name: 'add',
    description: 'Add a series',
    options: { when: { name: 'when', description: 'Days and hour' } },
  },
};

const german: CommandTexts = {
  sit: {
    name: 'sitzen',
    description: 'Zusammen sitzen',
    options: {
      minutes: { name: 'minuten', description: 'Wie lange' },
      bell: { name: 'glocke', description: 'Welche', choices: { low: 'Tief', high: 'Hoch' } },
    },
  },
  schedule: { name: 'zeitplan', description: 'Der Zeitplan' },
  'schedule add': {
    name: 'hinzufügen',
    description: 'Eine Reihe hinzufügen',
    options: { when: { name: 'wann', description: 'Tage und Uhrzeit' } },
  },
};

/** Nothing but a command's words is asked of the texts here. */
const textsWith = (commands: CommandTexts) => ({ commands }) as Texts;
const languages: CommandLanguages = {
  base: textsWith(english),
  textsByLocale: new Map([['de', textsWith(german)]]),
};
const both = (text: string, de: string) => ({ text, textByLocale: { de } });
const manifest = (entry: Command | CommandGroup) => manifestsOf([entry], languages)[0];

test('a command has its words in every language, and what the platform must check', () => {
  expect(manifest(sit)).toEqual({
    name: both('sit', 'sitzen'),
    description: both('Sit together', 'Zusammen sitzen'),
    subcommands: [],
    options: [
      {
        name: both('minutes', 'minuten'),
        description: both('How long', 'Wie lange'),
        type: 'integer',
        required: true,
        completes: false,
        choices: [],
        min: 10,
        max: 20,
        maxLength: null,
      },
      {
        name: both('bell', 'glocke'),
        description: both('Which', 'Welche'),
        type: 'string',
        required: false,
        completes: false,
        choices: [
          { value: 'low', name: both('Low', 'Tief') },
          { value: 'high', name: both('High', 'Hoch') },
        ],
        min: null,
        max: null,
        maxLength: 9,
      },
    ],
  });
});

test('a group has its subcommands, whose words stand under their paths', () => {
  expect(manifest(schedule)).toEqual({
    name: both('schedule', 'zeitplan'),
    description: both('The timetable', 'Der Zeitplan'),
    options: [],
    subcommands: [
      {
        name: both('add', 'hinzufügen'),
        description: both('Add a series', 'Eine Reihe hinzufügen'),
        subcommands: [],
        options: [
          expect.objectContaining({
            name: both('when', 'wann'),
            description: both('Days and hour', 'Tage und Uhrzeit'),
            completes: true,
          }),
        ],
      },
    ],
  });
});

test('a command without words in one of the languages is a mistake that is told at once', () => {
  const { sit: _left, ...withoutSit } = german;
  const lacking = { ...languages, textsByLocale: new Map([['de', textsWith(withoutSit)]]) };
  expect(() => manifestsOf([sit], lacking)).toThrow('sit has no words');
  const { options: _options, ...bare } = german['sit']!;
  const optionless = {
    ...languages,
    textsByLocale: new Map([['de', textsWith({ ...german, sit: bare })]]),
  };
  expect(() => manifestsOf([sit], optionless)).toThrow('sit has no words');
});
