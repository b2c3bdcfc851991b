/** Turns what a person types after a slash into the data of an interaction. */
import type { Command } from './command-book.ts';
import type { Directory } from './directory.ts';
import { objectsIn, textOf, type JsonObject } from './json.ts';

export type OptionValue = string | number | boolean;

/** Discord's numbers for the types of options that carry a value. */
const OPTION_TYPE = {
  subcommand: 1,
  subcommandGroup: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;

interface Typed {
  /** `sub`, `group sub`, or nothing. */
  subcommand: string | null | undefined;
  values: Record<string, OptionValue>;
  /** The option being typed, for autocomplete. */
  focused?: string;
}

/** The `options` of the interaction. Throws on what Discord's client would not let through. */
export function commandOptions(command: Command, typed: Typed): JsonObject[] {
  const path = typed.subcommand?.split(' ') ?? [];
  let definitions = objectsIn(command.fields['options']);
  const wrappers: JsonObject[] = [];
  for (const name of path) {
    const definition = definitions.find((option) => option['name'] === name);
    if (definition === undefined || !isGroup(definition)) {
      throw new Error(`/${command.name} has no subcommand "${typed.subcommand}".`);
    }
    wrappers.push({ name, type: definition['type'] });
    definitions = objectsIn(definition['options']);
  }
  if (definitions.some((definition) => isGroup(definition))) {
    throw new Error(`/${command.name} needs a subcommand.`);
  }
  const leaves = leafOptions(command, definitions, typed);
  return wrappers.reduceRight<JsonObject[]>(
    (options, wrapper) => [{ ...wrapper, options }],
    leaves,
  );
}

/** The users, members, roles, channels and files that options name, as the interaction carries them. */
export function namedIds(options: JsonObject[]): { type: number; id: string }[] {
  return options.flatMap((option) => {
    const type = Number(option['type']);
    if (type === OPTION_TYPE.subcommand || type === OPTION_TYPE.subcommandGroup) {
      return namedIds(objectsIn(option['options']));
    }
    const isId =
      type === OPTION_TYPE.attachment ||
      (type >= OPTION_TYPE.user && type <= OPTION_TYPE.mentionable);
    return isId ? [{ type, id: textOf(option['value']) }] : [];
  });
}

/** Which kind of thing a named id is; a mentionable is a role or a user. */
export function kindOfNamed(
  world: Directory,
  guildId: string | null,
  named: { type: number; id: string },
): 'user' | 'role' | 'channel' | 'attachment' {
  if (named.type === OPTION_TYPE.attachment) return 'attachment';
  if (named.type === OPTION_TYPE.channel) return 'channel';
  const isRole = world.guildById.get(guildId ?? '')?.roleById.has(named.id) === true;
  return named.type === OPTION_TYPE.role || isRole ? 'role' : 'user';
}

function isGroup(definition: JsonObject): boolean {
  return (
    definition['type'] === OPTION_TYPE.subcommand ||
    definition['type'] === OPTION_TYPE.subcommandGroup
  );
}

function leafOptions(command: Command, definitions: JsonObject[], typed: Typed): JsonObject[] {
  for (const name of Object.keys(typed.values)) {
    if (!definitions.some((definition) => definition['name'] === name)) {
      throw new Error(`/${command.name} has no option "${name}".`);
    }
  }
  const isWhole = typed.focused === undefined;
  return definitions.flatMap((definition) => {
    const name = textOf(definition['name']);
    const isFocused = name === typed.focused;
    const value = typed.values[name] ?? (isFocused ? '' : undefined);
    if (value === undefined) {
      if (isWhole && definition['required'] === true) {
        throw new Error(`/${command.name} requires the option "${name}".`);
      }
      return [];
    }
    if (isWhole) insistOnValue(command, definition, value);
    const option: JsonObject = { name, type: definition['type'], value };
    return [isFocused ? { ...option, focused: true } : option];
  });
}

function insistOnValue(command: Command, definition: JsonObject, value: OptionValue): void {
  const fault = faultOf(definition, value);
  if (fault !== null) {
    throw new Error(`/${command.name} ${textOf(definition['name'])}: ${fault} (${String(value)}).`);
  }
}

function faultOf(definition: JsonObject, value: OptionValue): string | null {
  const type = definition['type'];
  const wanted =
    type === OPTION_TYPE.integer || type === OPTION_TYPE.number
      ? 'number'
      : type === OPTION_TYPE.boolean
        ? 'boolean'
        : 'string';
  if (typeof value !== wanted) return `takes a ${wanted}`;
  if (type === OPTION_TYPE.integer && !Number.isInteger(value)) return 'takes a whole number';
  const size = typeof value === 'string' ? value.length : Number(value);
  const [least, most] =
    typeof value === 'string'
      ? [definition['min_length'], definition['max_length']]
      : [definition['min_value'], definition['max_value']];
  if (typeof least === 'number' && size < least) return `takes at least ${least}`;
  if (typeof most === 'number' && size > most) return `takes at most ${most}`;
  const choices = objectsIn(definition['choices']);
  const isOffered = choices.length === 0 || choices.some((choice) => choice['value'] === value);
  return isOffered ? null : 'is not one of the choices';
}
