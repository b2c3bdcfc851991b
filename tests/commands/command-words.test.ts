/** The words of the slash commands, in every language, against what Discord accepts. */
import { describe, expect, test } from '@jest/globals';
import { commands } from '../../commands/index.ts';
import type { CommandManifest, Localised, OptionManifest } from '../../src/app/invocation.ts';
import { manifestsOf } from '../../src/app/manifests.ts';
import { textsByLocale, textsFor } from '../../src/texts/languages.ts';

/** Discord's form of a command's and an option's name. */
const NAME = /^[-_\p{L}\p{N}]{1,32}$/u;
const DESCRIPTION_LIMIT = 100;
const CHOICE_LIMIT = 100;
/** Names, descriptions, options and choices of one command, summed. */
const COMMAND_LIMIT = 8_000;

const manifests = manifestsOf(commands, { base: textsFor('en'), textsByLocale });
const locales = ['base', ...textsByLocale.keys()];

/** As a reader of that locale sees it. */
function wordsIn(locale: string, { text, textByLocale }: Localised): string {
  return textByLocale[locale] ?? text;
}

/** In the language that needs the most room. */
function longest({ text, textByLocale }: Localised): number {
  return Math.max(text.length, ...Object.values(textByLocale).map(({ length }) => length));
}

/** The commands and the options side by side, each list by the path of what it belongs to. */
function siblings(
  entries: readonly CommandManifest[],
  path = '',
): [path: string, entries: readonly (CommandManifest | OptionManifest)[]][] {
  return [
    [`${path} commands`, entries],
    ...entries.flatMap(({ name, options, subcommands }): ReturnType<typeof siblings> => [
      [`${path}/${name.text} options`, options],
      ...siblings(subcommands, `${path}/${name.text}`),
    ]),
  ];
}

const lists = siblings(manifests).filter(([, entries]) => entries.length > 0);
const optionsOf = ({ options, subcommands }: CommandManifest): OptionManifest[] => [
  ...options,
  ...subcommands.flatMap(optionsOf),
];

describe.each(locales)('in %s', (locale) => {
  test.each(lists)('of %s the names are names, and differ', (_path, entries) => {
    const names = entries.map(({ name }) => wordsIn(locale, name));
    for (const name of names) {
      expect(name).toMatch(NAME);
      expect(name).toBe(name.toLowerCase());
      expect(name).toBe(name.normalize('NFC'));
    }
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(lists)('of %s each has a description of one line', (_path, entries) => {
    for (const { description } of entries) {
      const words = wordsIn(locale, description);
      expect(words.length).toBeLessThanOrEqual(DESCRIPTION_LIMIT);
      expect(words).toMatch(/^\S.*\S$/u);
    }
  });

  test('the labels of an option’s choices differ and fit', () => {
    for (const { choices } of manifests.flatMap(optionsOf)) {
      const labels = choices.map(({ name }) => wordsIn(locale, name));
      for (const label of labels) {
        expect(label).toMatch(/^\S(?:.*\S)?$/u);
        expect(label.length).toBeLessThanOrEqual(CHOICE_LIMIT);
      }
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
});

test('a choice has a label of its own in every language, not its bare value', () => {
  for (const texts of [textsFor('en'), ...textsByLocale.values()]) {
    for (const manifest of manifestsOf(commands, { base: texts, textsByLocale: new Map() })) {
      for (const { name, choices } of optionsOf(manifest)) {
        const bare = choices.filter((choice) => choice.name.text === choice.value);
        expect({ option: name.text, bare }).toEqual({ option: name.text, bare: [] });
      }
    }
  }
});

test('every locale is one that Discord knows', () => {
  const known =
    'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko';
  expect(known.split(' ')).toEqual(expect.arrayContaining([...textsByLocale.keys()]));
});

test('no text stands for a command that is gone', () => {
  const paths = manifests.flatMap(({ name, subcommands }) => [
    name.text,
    ...subcommands.map((subcommand) => `${name.text} ${subcommand.name.text}`),
  ]);
  for (const texts of [textsFor('en'), ...textsByLocale.values()]) {
    expect(Object.keys(texts.commands).toSorted()).toEqual(paths.toSorted());
  }
});

test('all words of a command together fit', () => {
  for (const manifest of manifests) {
    const words = [manifest, ...manifest.subcommands].flatMap((command) => [
      command.name,
      command.description,
      ...command.options.flatMap((option) => [
        option.name,
        option.description,
        ...option.choices.map((choice) => choice.name),
      ]),
    ]);
    const total = words.reduce((sum, text) => sum + longest(text), 0);
    expect(total).toBeLessThanOrEqual(COMMAND_LIMIT);
  }
});
