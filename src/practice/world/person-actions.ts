/** What a person can do with the bot in Discord's window. */
import type { World } from '../world.ts';
import type { Command } from './command-book.ts';
import { commandOptions, kindOfNamed, namedIds, type OptionValue } from './command-input.ts';
import type { Channel, Message } from './entities.ts';
import type { Choice, Interaction } from './interaction.ts';
import { objectsIn, textOf, type JsonObject } from './json.ts';
import { permits } from './permissions.ts';
import { channelJson, memberJson, roleJson, userJson } from './wire.ts';

export type { OptionValue } from './command-input.ts';

export interface CommandUse {
  userId: string;
  channelId: string;
  name: string;
  subcommand: string | null | undefined;
  options: Record<string, OptionValue>;
}

const BUTTON = 2;
const STRING_SELECT = 3;
const TEXT_INPUT = 4;
/** For menus that name things, the number that a command's option of the same kind has. */
const OPTION_TYPE_BY_MENU: Record<number, number> = { 5: 6, 6: 8, 7: 9, 8: 7 };
const MENUS = [STRING_SELECT, ...Object.keys(OPTION_TYPE_BY_MENU).map(Number)];

export class PersonActions {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  runCommand(use: CommandUse): Promise<Interaction> {
    const { userId, channelId } = use;
    const data = this.#commandData(use);
    return this.#begin('command', userId, channelId, data);
  }

  async autocomplete(use: CommandUse, optionName: string): Promise<Choice[]> {
    const data = this.#commandData(use, optionName);
    const interaction = await this.#begin('autocomplete', use.userId, use.channelId, data);
    return interaction.state.phase === 'choosing' ? interaction.state.choices : [];
  }

  pressButton(userId: string, messageId: string, customId: string): Promise<Interaction> {
    const { message } = this.#component(userId, messageId, customId, [BUTTON]);
    const data = { custom_id: customId, component_type: BUTTON };
    return this.#begin('component', userId, message.channelId, data, message);
  }

  selectMenu(
    userId: string,
    messageId: string,
    customId: string,
    values: string[],
  ): Promise<Interaction> {
    const { message, component } = this.#component(userId, messageId, customId, MENUS);
    const least = Number(component['min_values'] ?? 1);
    const most = Number(component['max_values'] ?? 1);
    if (values.length < least || values.length > most) {
      throw new Error(`The menu ${customId} takes ${least} to ${most} values.`);
    }
    const data: JsonObject = { custom_id: customId, component_type: component['type'], values };
    if (component['type'] === STRING_SELECT) {
      const offered = objectsIn(component['options']).map((option) => option['value']);
      const stray = values.find((value) => !offered.includes(value));
      if (stray !== undefined) throw new Error(`The menu ${customId} does not offer "${stray}".`);
    } else {
      const type = OPTION_TYPE_BY_MENU[Number(component['type'])] ?? 0;
      const named = values.map((id) => ({ type, id }));
      data['resolved'] = this.#resolved(message.guildId, named);
    }
    return this.#begin('component', userId, message.channelId, data, message);
  }

  submitModal(
    interactionId: string,
    values: Record<string, string | string[]>,
  ): Promise<Interaction> {
    const shown = this.#world.interactions.find(interactionId);
    if (shown?.state.phase !== 'asked') throw new Error(`No form of ${interactionId} is open.`);
    const { modal } = shown.state;
    const fields = modal.components.flatMap((component) => fieldsOf(component));
    for (const customId of Object.keys(values)) {
      if (!fields.some((field) => field['custom_id'] === customId)) {
        throw new Error(`The form ${modal.customId} has no field "${customId}".`);
      }
    }
    const components = modal.components.map((component) => filledIn(component, values));
    const data = { custom_id: modal.customId, components };
    return this.#begin('modal', shown.userId, shown.channelId, data, shown.source);
  }

  #begin(
    kind: Interaction['kind'],
    userId: string,
    channelId: string,
    data: JsonObject,
    source: Message | null = null,
  ): Promise<Interaction> {
    const { guildId } = this.#world.channel(channelId);
    const parts = { kind, userId, channelId, guildId, data, source };
    return this.#world.interactions.seen(this.#world.interactions.start(parts));
  }

  #commandData(use: CommandUse, focused?: string): JsonObject {
    const channel = this.#world.channel(use.channelId);
    const command = this.#offeredCommand(use, channel);
    const { subcommand, options: values } = use;
    const typed = focused === undefined ? { subcommand, values } : { subcommand, values, focused };
    const options = commandOptions(command, typed);
    const data: JsonObject = { id: command.id, name: command.name, type: 1, options };
    if (command.guildId !== null) data['guild_id'] = command.guildId;
    const named = namedIds(options);
    if (named.length > 0) data['resolved'] = this.#resolved(channel.guildId, named);
    return data;
  }

  #offeredCommand(use: CommandUse, channel: Channel): Command {
    const offered = this.#world.commands.offeredIn(channel.guildId);
    const command = offered.find(({ name }) => name === use.name);
    if (command === undefined) {
      const names = offered.map(({ name }) => `/${name}`).join(', ') || 'none';
      throw new Error(`There is no /${use.name} here; offered are: ${names}.`);
    }
    const bits = this.#world.permissionsOf(use.userId, channel);
    const wanted = BigInt(textOf(command.fields['default_member_permissions']) || '0');
    const isShown = permits(bits, 'viewChannel', 'useApplicationCommands');
    if (!isShown || (bits & wanted) !== wanted) {
      throw new Error(`User ${use.userId} is not offered /${use.name} in #${channel.name}.`);
    }
    return command;
  }

  #resolved(guildId: string | null, named: { type: number; id: string }[]): JsonObject {
    const resolved: Record<string, JsonObject> = {};
    const put = (kind: string, id: string, value: JsonObject) => {
      resolved[kind] = { ...resolved[kind], [id]: value };
    };
    for (const each of named) {
      const kind = kindOfNamed(this.#world, guildId, each);
      if (kind === 'role') put('roles', each.id, roleJson(this.#world.role(each.id)));
      if (kind === 'channel') put('channels', each.id, channelJson(this.#world.channel(each.id)));
      if (kind === 'attachment') put('attachments', each.id, this.#handedJson(each.id));
      if (kind === 'user') {
        put('users', each.id, userJson(this.#world.user(each.id)));
        const member = this.#world.guildById.get(guildId ?? '')?.memberByUserId.get(each.id);
        if (member !== undefined) put('members', each.id, memberJson(member));
      }
    }
    return resolved;
  }

  #handedJson(fileId: string): JsonObject {
    const { handedFiles } = this.#world;
    const file = handedFiles.find(fileId);
    if (file === null) throw new Error(`No file ${fileId} was handed over.`);
    return handedFiles.json(file);
  }

  #component(
    userId: string,
    messageId: string,
    customId: string,
    types: number[],
  ): { message: Message; component: JsonObject } {
    const { messages, interactions } = this.#world;
    const message = messages.find(messageId) ?? interactions.findEphemeral(userId, messageId);
    if (message === null) throw new Error(`User ${userId} sees no message ${messageId}.`);
    const channel = this.#world.channel(message.channelId);
    if (!permits(this.#world.permissionsOf(userId, channel), 'viewChannel')) {
      throw new Error(`User ${userId} can't see #${channel.name}.`);
    }
    const component = findComponent(message.components, customId);
    if (component === null || !types.includes(Number(component['type']))) {
      throw new Error(`Message ${messageId} has no such component: ${customId}.`);
    }
    if (component['disabled'] === true) throw new Error(`The component ${customId} is disabled.`);
    return { message, component };
  }
}

function findComponent(components: JsonObject[], customId: string): JsonObject | null {
  for (const component of components) {
    if (component['custom_id'] === customId) return component;
    const inner = [...objectsIn(component['components']), ...objectsIn([component['accessory']])];
    const found = findComponent(inner, customId);
    if (found !== null) return found;
  }
  return null;
}

/** The fields in one part of a form: a row holds several, a label one. */
function fieldsOf(component: JsonObject): JsonObject[] {
  const inner = [...objectsIn(component['components']), ...objectsIn([component['component']])];
  return inner.filter((field) => typeof field['custom_id'] === 'string');
}

/** A part of a form as it comes back, with what the person entered. */
function filledIn(component: JsonObject, values: Record<string, string | string[]>): JsonObject {
  const filled = fieldsOf(component).map((field) => fieldAnswer(field, values));
  const { type, id } = component;
  const shell: JsonObject = id === undefined ? { type } : { type, id };
  return component['component'] === undefined
    ? { ...shell, components: filled }
    : { ...shell, component: filled[0] };
}

function fieldAnswer(field: JsonObject, values: Record<string, string | string[]>): JsonObject {
  const customId = textOf(field['custom_id']);
  const entered = values[customId];
  const answer: JsonObject = { type: field['type'], custom_id: customId };
  if (field['type'] !== TEXT_INPUT) {
    return { ...answer, values: Array.isArray(entered) ? entered : [] };
  }
  const value = textOf(entered ?? field['value']);
  if (value === '' && field['required'] !== false) {
    throw new Error(`The form's field "${customId}" is required.`);
  }
  return { ...answer, value };
}
