import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Interaction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { AttachedFile, Caller } from '../app/command.ts';
import type { Invocation, Responder } from '../app/invocation.ts';
import type { Log } from '../app/ports.ts';
import { asId, type ChannelId, type GuildId } from '../domain/identity.ts';
import type { RoleId, UserId } from '../domain/identity.ts';
import { outsideText, type OutsideReason } from '../texts/outside.ts';
import { answerResponder, completionResponder, type Answerable } from './responder.ts';

export type InvocationHandler = (invocation: Invocation, responder: Responder) => Promise<void>;

export interface InteractionOptions {
  readonly serves: (guildId: GuildId) => boolean;
  /** The guild that is meant where none is named; null while several are served, or none. */
  readonly onlyGuildId: () => GuildId | null;
  readonly handler: InvocationHandler;
  readonly log: Log;
}

/** Hands one interaction of discord.js to the handler. Never rejects. */
export async function receiveInteraction(
  interaction: Interaction,
  { serves, onlyGuildId, handler, log }: InteractionOptions,
): Promise<void> {
  const caller = callerInGuild(interaction) ?? callerInDirect(interaction, onlyGuildId());
  const outside = outsideReason(caller, serves);
  try {
    if (interaction.isAutocomplete()) {
      const responder = completionResponder(interaction, log);
      if (caller === null || outside !== null) await responder.complete([]);
      else await handler({ caller, ...completion(interaction) }, responder);
      return;
    }
    const isKnownKind = interaction.isChatInputCommand() || interaction.isMessageComponent();
    if (!isKnownKind) return;
    const responder = answerResponder(interaction, log);
    if (caller === null || outside !== null) {
      const text = outsideText(outside ?? 'noServer', interaction.locale);
      await responder.answer({ text, rows: [] }, 'private');
    } else {
      await handler({ caller, ...commandOrPress(interaction) }, responder);
    }
  } catch (error) {
    const fault = error instanceof Error ? error.stack : String(error);
    log.error({ interactionId: interaction.id, fault }, 'An interaction was not handled.');
  }
}

function outsideReason(
  caller: Caller | null,
  serves: (guildId: GuildId) => boolean,
): OutsideReason | null {
  if (caller === null) return 'noServer';
  return serves(caller.guildId) ? null : 'otherServer';
}

/** Null in a direct message, where there is no member and there are no roles. */
function callerInGuild(interaction: Interaction): Caller | null {
  const { guildId, channelId, member } = interaction;
  if (guildId === null || channelId === null || member === null) return null;
  const roleIds = Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  return {
    userId: asId<UserId>(interaction.user.id),
    guildId: asId<GuildId>(guildId),
    channelId: asId<ChannelId>(channelId),
    // The library adds the role of everyone, whose id is the guild's.
    roleIds: roleIds.filter((id) => id !== guildId).map((id) => asId<RoleId>(id)),
    locale: interaction.locale,
  };
}

/**
 * The buttons of a direct message work for whoever got it, even after they left the server;
 * commands are a server's own. Nothing tells the roles there, so such a caller has none.
 */
function callerInDirect(interaction: Interaction, guildId: GuildId | null): Caller | null {
  const { channelId } = interaction;
  const isPress = interaction.isMessageComponent() && interaction.guildId === null;
  if (!isPress || guildId === null || channelId === null) return null;
  return {
    userId: asId<UserId>(interaction.user.id),
    guildId,
    channelId: asId<ChannelId>(channelId),
    roleIds: [],
    locale: interaction.locale,
  };
}

function completion(interaction: AutocompleteInteraction) {
  const focused = interaction.options.getFocused(true);
  return {
    type: 'complete',
    path: pathOf(interaction),
    option: focused.name,
    typed: focused.value,
  } as const;
}

function commandOrPress(interaction: Answerable) {
  if (interaction.isChatInputCommand()) {
    return {
      type: 'command',
      path: pathOf(interaction),
      options: optionValues(interaction.options.data),
    } as const;
  }
  return {
    type: 'component',
    id: interaction.customId,
    values: interaction.isStringSelectMenu() ? valuesOf(interaction) : [],
  } as const;
}

function valuesOf(interaction: StringSelectMenuInteraction): readonly string[] {
  return interaction.values;
}

function pathOf(interaction: AutocompleteInteraction | ChatInputCommandInteraction): string {
  const subcommand = interaction.options.getSubcommand(false);
  return subcommand === null ? interaction.commandName : `${interaction.commandName} ${subcommand}`;
}

type OptionData = Pick<
  CommandInteractionOption,
  'name' | 'type' | 'value' | 'options' | 'attachment'
>;

/** A subcommand is an option of Discord's that holds the real ones. */
function optionValues(options: readonly OptionData[]): Record<string, OptionValue> {
  const values: Record<string, OptionValue> = {};
  for (const option of options) {
    const { value, attachment } = option;
    if (option.type === ApplicationCommandOptionType.Subcommand) {
      Object.assign(values, optionValues(option.options ?? []));
    } else if (attachment) {
      const { name, size: sizeBytes, url: address } = attachment;
      values[option.name] = { name, sizeBytes, address };
    } else if (value !== undefined && typeof value === JSON_TYPE_BY_OPTION.get(option.type)) {
      values[option.name] = value;
    }
  }
  return values;
}

type OptionValue = string | number | boolean | AttachedFile;

/** What the value of each kind of option looks like; a person comes as their id. */
const JSON_TYPE_BY_OPTION: ReadonlyMap<ApplicationCommandOptionType, string> = new Map([
  [ApplicationCommandOptionType.String, 'string'],
  [ApplicationCommandOptionType.Integer, 'number'],
  [ApplicationCommandOptionType.Boolean, 'boolean'],
  [ApplicationCommandOptionType.User, 'string'],
]);
