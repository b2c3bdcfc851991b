import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type APIApplicationCommandOption,
  type APIApplicationCommandOptionChoice,
  type APIApplicationCommandSubcommandOption,
  type LocalizationMap,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandManifest, Localised, OptionManifest } from '../app/invocation.ts';
import { unreachable } from '../domain/unreachable.ts';

type Body = RESTPostAPIChatInputApplicationCommandsJSONBody;
type BasicOption = NonNullable<APIApplicationCommandSubcommandOption['options']>[number];

/** A command as the REST API takes it. A guild's commands need no contexts: they work only there. */
export function commandBody(manifest: CommandManifest): Body {
  return {
    type: ApplicationCommandType.ChatInput,
    ...named(manifest),
    options:
      manifest.subcommands.length > 0
        ? manifest.subcommands.map(subcommandBody)
        : manifest.options.map(optionBody),
  };
}

function subcommandBody(manifest: CommandManifest): APIApplicationCommandSubcommandOption {
  return {
    type: ApplicationCommandOptionType.Subcommand,
    ...named(manifest),
    options: manifest.options.map(optionBody),
  };
}

function named({ name, description }: Pick<CommandManifest, 'name' | 'description'>) {
  return {
    name: name.text,
    name_localizations: localizations(name),
    description: description.text,
    description_localizations: localizations(description),
  };
}

/** The manifest's locales are Discord's own already. */
function localizations({ textByLocale }: Localised): LocalizationMap {
  return { ...textByLocale };
}

function optionBody(option: OptionManifest): BasicOption {
  const head = { ...named(option), required: option.required };
  switch (option.type) {
    case 'string':
      return stringBody(option, head);
    case 'integer':
      return {
        type: ApplicationCommandOptionType.Integer,
        ...head,
        ...(option.min === null ? {} : { min_value: option.min }),
        ...(option.max === null ? {} : { max_value: option.max }),
      };
    case 'flag':
      return { type: ApplicationCommandOptionType.Boolean, ...head };
    case 'user':
      return { type: ApplicationCommandOptionType.User, ...head };
    case 'attachment':
      return { type: ApplicationCommandOptionType.Attachment, ...head };
    default:
      return unreachable(option.type);
  }
}

function stringBody(
  option: OptionManifest,
  head: ReturnType<typeof named> & { readonly required: boolean },
): BasicOption {
  const text = {
    type: ApplicationCommandOptionType.String as const,
    ...head,
    ...(option.maxLength === null ? {} : { max_length: option.maxLength }),
  };
  // Separate literals, because the API's type ties autocomplete to having no fixed choices.
  if (option.completes) return { ...text, autocomplete: true };
  if (option.choices.length === 0) return text;
  return {
    ...text,
    choices: option.choices.map(({ value, name }): APIApplicationCommandOptionChoice<string> => ({
      value,
      name: name.text,
      name_localizations: localizations(name),
    })),
  };
}

/** What we set, with Discord's defaults for what one side leaves out, as text to compare. */
export function comparable(command: {
  readonly name: string;
  readonly name_localizations?: LocalizationMap | null | undefined;
  readonly description: string;
  readonly description_localizations?: LocalizationMap | null | undefined;
  readonly options?: readonly APIApplicationCommandOption[] | undefined;
}): string {
  return JSON.stringify([...comparableWords(command), comparableOptions(command.options)]);
}

function comparableOptions(options: readonly APIApplicationCommandOption[] = []): unknown[] {
  return options.map((option) => [
    option.type,
    ...comparableWords(option),
    option.required ?? false,
    'autocomplete' in option ? (option.autocomplete ?? false) : false,
    'min_value' in option ? (option.min_value ?? null) : null,
    'max_value' in option ? (option.max_value ?? null) : null,
    'max_length' in option ? (option.max_length ?? null) : null,
    'choices' in option ? (option.choices ?? []).map(comparableChoice) : [],
    'options' in option ? comparableOptions(option.options) : [],
  ]);
}

function comparableWords(one: {
  readonly name: string;
  readonly name_localizations?: LocalizationMap | null | undefined;
  readonly description: string;
  readonly description_localizations?: LocalizationMap | null | undefined;
}): unknown[] {
  return [
    one.name,
    comparableLocales(one.name_localizations),
    one.description,
    comparableLocales(one.description_localizations),
  ];
}

function comparableChoice(choice: APIApplicationCommandOptionChoice): unknown[] {
  return [choice.value, choice.name, comparableLocales(choice.name_localizations)];
}

/** Discord keeps no order, and says null for none. */
function comparableLocales(map: LocalizationMap | null | undefined): [string, string][] {
  return Object.entries(map ?? {})
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
