import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  RequestMethod,
  Routes,
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandManifest } from '../app/invocation.ts';
import type { GuildId } from '../domain/identity.ts';
import type { RestAnswer, RestCall, RestRequest } from './rest-caller.ts';

export interface RegisterOptions {
  readonly call: RestCall;
  readonly applicationId: string;
  readonly guildId: GuildId;
  readonly manifests: readonly CommandManifest[];
}

/** What was changed at Discord, by the commands' names. */
export type Registration =
  | {
      readonly kind: 'done';
      readonly created: readonly string[];
      readonly updated: readonly string[];
      readonly removed: readonly string[];
    }
  /** Discord did not take it; `request` says at which step. Nothing is lost by trying again. */
  | { readonly kind: 'failed'; readonly step: string; readonly answer: RestAnswer };

type Body = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** More changes than this go in one request that replaces the whole list. */
const MOST_SINGLE_CHANGES = 3;

/** Every one of these may be sent twice without harm. */
const TRIES = 4;

/**
 * Makes the guild's commands those of the manifests. It asks Discord what is there, since
 * somebody else may have changed it, and sends only what differs: nothing, most of the time.
 */
export async function registerCommands(options: RegisterOptions): Promise<Registration> {
  const { call, applicationId, guildId, manifests } = options;
  const route = Routes.applicationGuildCommands(applicationId, guildId);
  const listed = await call({ method: RequestMethod.Get, route, tries: TRIES });
  if (listed.kind !== 'answered' || !Array.isArray(listed.body)) {
    return { kind: 'failed', step: 'list', answer: listed };
  }
  const present = listed.body as readonly APIApplicationCommand[];
  const wanted = manifests.map(commandBody);
  const difference = compare(wanted, present);
  for (const request of requestsFor(difference, wanted, present, applicationId, guildId)) {
    const answer = await call({ ...request, tries: TRIES });
    const isGone = request.method === RequestMethod.Delete && isNotFound(answer);
    if (answer.kind !== 'answered' && !isGone) {
      return { kind: 'failed', step: request.method, answer };
    }
  }
  return { kind: 'done', ...difference };
}

interface Difference {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
}

function compare(wanted: readonly Body[], present: readonly APIApplicationCommand[]): Difference {
  const presentByName = new Map(present.filter(isChatInput).map((one) => [one.name, one]));
  const wantedNames = new Set(wanted.map((one) => one.name));
  const standing = wanted.filter((one) => presentByName.has(one.name));
  return {
    created: wanted.filter((one) => !presentByName.has(one.name)).map((one) => one.name),
    updated: standing
      .filter((one) => normalised(one) !== normalised(presentByName.get(one.name) ?? one))
      .map((one) => one.name),
    removed: present
      .filter((one) => !isChatInput(one) || !wantedNames.has(one.name))
      .map((one) => one.name),
  };
}

function requestsFor(
  difference: Difference,
  wanted: readonly Body[],
  present: readonly APIApplicationCommand[],
  applicationId: string,
  guildId: GuildId,
): RestRequest[] {
  const { created, updated, removed } = difference;
  const route = Routes.applicationGuildCommands(applicationId, guildId);
  if (created.length + updated.length + removed.length > MOST_SINGLE_CHANGES) {
    return [{ method: RequestMethod.Put, route, body: wanted }];
  }
  const isSent = new Set([...created, ...updated]);
  // A POST with the name of a command that is there replaces it.
  const posts = wanted
    .filter((one) => isSent.has(one.name))
    .map((body): RestRequest => ({ method: RequestMethod.Post, route, body }));
  const wantedNames = new Set(wanted.map((one) => one.name));
  const deletions = present
    .filter((one) => !isChatInput(one) || !wantedNames.has(one.name))
    .map((one): RestRequest => ({
      method: RequestMethod.Delete,
      route: Routes.applicationGuildCommand(applicationId, guildId, one.id),
    }));
  return [...posts, ...deletions];
}

function isChatInput(command: APIApplicationCommand): boolean {
  return command.type === ApplicationCommandType.ChatInput;
}

function isNotFound(answer: RestAnswer): boolean {
  return answer.kind === 'rejected' && answer.status === 404;
}

function commandBody(manifest: CommandManifest): Body {
  return {
    type: ApplicationCommandType.ChatInput,
    name: manifest.name,
    description: manifest.description,
    options: manifest.options.map(optionBody),
  };
}

function optionBody(option: CommandManifest['options'][number]): APIApplicationCommandOption {
  const { name, description, required } = option;
  if (option.type === 'string') {
    const type = ApplicationCommandOptionType.String as const;
    // Two literals, because the API's type ties autocomplete to having no fixed choices.
    return option.completes
      ? { type, name, description, required, autocomplete: true }
      : { type, name, description, required };
  }
  return {
    type: ApplicationCommandOptionType.Integer,
    name,
    description,
    required,
    ...(option.min === null ? {} : { min_value: option.min }),
    ...(option.max === null ? {} : { max_value: option.max }),
  };
}

/** What we set, with Discord's defaults for what one side leaves out, as text to compare. */
function normalised(command: {
  readonly name: string;
  readonly description: string;
  readonly options?: readonly APIApplicationCommandOption[] | undefined;
}): string {
  const options = (command.options ?? []).map((option) => [
    option.type,
    option.name,
    option.description,
    option.required ?? false,
    'autocomplete' in option ? (option.autocomplete ?? false) : false,
    'min_value' in option ? (option.min_value ?? null) : null,
    'max_value' in option ? (option.max_value ?? null) : null,
    'choices' in option ? (option.choices ?? []) : [],
  ]);
  return JSON.stringify([command.name, command.description, options]);
}
