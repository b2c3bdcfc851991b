/** The commands as the platform registers them, with their words in every language. */
import type { CommandWords, Texts } from '../texts/texts.ts';
import { type Command, type CommandGroup, isGroup, type OptionSpec } from './command.ts';
import type { CommandManifest, Localised, OptionManifest } from './invocation.ts';

/** Texts by Discord's locale. The `base` words are shown to whoever has none of these. */
export interface CommandLanguages {
  readonly base: Texts;
  readonly textsByLocale: ReadonlyMap<string, Texts>;
}

/** Throws when a command or an option has no words: that is a bug, and a test finds it. */
export function manifestsOf(
  entries: readonly (Command | CommandGroup)[],
  languages: CommandLanguages,
): CommandManifest[] {
  return entries.map((entry) =>
    isGroup(entry)
      ? {
          ...named(languages, entry.name),
          options: [],
          subcommands: entry.subcommands.map((command) =>
            manifestOf(languages, `${entry.name} ${command.name}`, command),
          ),
        }
      : manifestOf(languages, entry.name, entry),
  );
}

function manifestOf(languages: CommandLanguages, path: string, command: Command): CommandManifest {
  return {
    ...named(languages, path),
    options: Object.entries(command.options).map(([name, spec]) =>
      optionManifest(languages, path, name, spec),
    ),
    subcommands: [],
  };
}

function named(languages: CommandLanguages, path: string) {
  return {
    name: { ...localised(languages, path, ({ name }) => name), text: nameOf(path) },
    description: localised(languages, path, ({ description }) => description),
  };
}

/** The last part of a path is the command's own name. */
function nameOf(path: string): string {
  return path.split(' ').at(-1) ?? path;
}

function optionManifest(
  languages: CommandLanguages,
  path: string,
  name: string,
  spec: OptionSpec,
): OptionManifest {
  const ofOption = (read: (words: NonNullable<CommandWords['options']>[string]) => string) =>
    localised(languages, path, ({ options }) => {
      const words = options?.[name];
      return words && read(words);
    });
  const isString = spec.type === 'string';
  return {
    // What Discord sends back is the name in the code, whatever people read.
    name: { ...ofOption((words) => words.name), text: name },
    description: ofOption((words) => words.description),
    type: spec.type,
    required: spec.required,
    completes: isString && spec.completes === true,
    choices: (isString ? (spec.choices ?? []) : []).map((value) => ({
      value,
      name: ofOption((words) => words.choices?.[value] ?? value),
    })),
    min: spec.type === 'integer' ? spec.min : null,
    max: spec.type === 'integer' ? spec.max : null,
    maxLength: isString ? (spec.maxLength ?? null) : null,
  };
}

function localised(
  { base, textsByLocale }: CommandLanguages,
  path: string,
  read: (words: CommandWords) => string | undefined,
): Localised {
  const textIn = (texts: Texts): string => {
    const words = texts.commands[path];
    const text = words && read(words);
    if (text === undefined) throw new Error(`The command ${path} has no words.`);
    return text;
  };
  const byLocale = [...textsByLocale].map(([locale, texts]) => [locale, textIn(texts)] as const);
  return { text: textIn(base), textByLocale: Object.fromEntries(byLocale) };
}
