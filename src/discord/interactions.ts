import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Caller } from '../app/command.ts';
import type { Invocation, Responder } from '../app/invocation.ts';
import type { Log } from '../app/ports.ts';
import { asId, type ChannelId, type GuildId } from '../domain/identity.ts';
import type { RoleId, UserId } from '../domain/identity.ts';
import { outsideText, type OutsideReason } from '../texts/outside.ts';
import { answerResponder, completionResponder, type Answerable } from './responder.ts';

export type InvocationHandler = (invocation: Invocation, responder: Responder) => Promise<void>;

export interface InteractionOptions {
  readonly serves: (guildId: GuildId) => boolean;
  readonly handler: InvocationHandler;
  readonly log: Log;
}

/** Hands one interaction of discord.js to the handler. Never rejects. */
export async function receiveInteraction(
  interaction: Interaction,
  { serves, handler, log }: InteractionOptions,
): Promise<void> {
  const caller = callerOf(interaction);
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
      await responder.answer({ text: outsideText(outside ?? 'noServer'), rows: [] }, 'private');
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
function callerOf(interaction: Interaction): Caller | null {
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

function completion(interaction: AutocompleteInteraction) {
  const focused = interaction.options.getFocused(true);
  return {
    type: 'complete',
    name: interaction.commandName,
    option: focused.name,
    typed: focused.value,
  } as const;
}

function commandOrPress(interaction: Answerable) {
  if (interaction.isChatInputCommand()) {
    return {
      type: 'command',
      name: interaction.commandName,
      options: optionValues(interaction),
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

function optionValues(interaction: ChatInputCommandInteraction): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const { name, type, value } of interaction.options.data) {
    const isString = type === ApplicationCommandOptionType.String && typeof value === 'string';
    const isInteger = type === ApplicationCommandOptionType.Integer && typeof value === 'number';
    if (isString || isInteger) values[name] = value;
  }
  return values;
}
