/** The commands that a person is offered, in their language, as the page takes them. */
import type { CommandView, OptionView } from './page/protocol.ts';
import type { World } from './world.ts';
import type { Command } from './world/command-book.ts';
import { objectsIn, textOf, type JsonObject } from './world/json.ts';
import { shownText } from './world/locales.ts';

const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;

/** Those of the guild, in the order of their titles. */
export function offeredCommands(world: World, youId: string): CommandView[] {
  const { locale } = world.user(youId);
  return world.commands
    .offeredIn(world.firstGuild().id)
    .filter((command) => isOffered(world, youId, command))
    .flatMap((command) => commandViews(command, locale))
    .toSorted((a, b) => a.title.localeCompare(b.title));
}

function isOffered(world: World, userId: string, { fields }: Command): boolean {
  if ((fields['type'] ?? 1) !== 1) return false;
  const wanted = BigInt(textOf(fields['default_member_permissions']) || '0');
  return (world.permissionsOf(userId, world.firstGuild()) & wanted) === wanted;
}

/** One command, or one for each of its subcommands. */
function commandViews(command: Command, locale: string): CommandView[] {
  const { name, fields, guildId } = command;
  const views = (definition: JsonObject, path: string[], shown: string[]): CommandView[] => {
    const inner = objectsIn(definition['options']);
    if (inner.some((option) => isGroup(option))) {
      return inner.flatMap((option) =>
        views(
          option,
          [...path, textOf(option['name'])],
          [...shown, shownText(option, 'name', locale)],
        ),
      );
    }
    return [
      {
        name,
        title: `/${shown.join(' ')}`,
        isForMessages: guildId === null,
        subcommand: path.length === 0 ? null : path.join(' '),
        description: shownText(definition, 'description', locale),
        options: inner.map((option) => optionView(option, locale)),
      },
    ];
  };
  const whole = { ...fields, name };
  return views(whole, [], [shownText(whole, 'name', locale)]);
}

function isGroup({ type }: JsonObject): boolean {
  return type === SUBCOMMAND || type === SUBCOMMAND_GROUP;
}

function optionView(option: JsonObject, locale: string): OptionView {
  return {
    name: textOf(option['name']),
    label: shownText(option, 'name', locale),
    description: shownText(option, 'description', locale),
    type: Number(option['type']),
    isRequired: option['required'] === true,
    completes: option['autocomplete'] === true,
    choices: objectsIn(option['choices']).map((choice) => ({
      name: shownText(choice, 'name', locale),
      value: typeof choice['value'] === 'number' ? choice['value'] : textOf(choice['value']),
    })),
    least: numberOf(option['min_value'] ?? option['min_length']),
    most: numberOf(option['max_value'] ?? option['max_length']),
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
