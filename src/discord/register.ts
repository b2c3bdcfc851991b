import {
  ApplicationCommandType,
  RequestMethod,
  Routes,
  type APIApplicationCommand,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandManifest } from '../app/invocation.ts';
import type { GuildId } from '../domain/identity.ts';
import { commandBody, comparable } from './command-body.ts';
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
  // Without this Discord leaves the words of the other languages out of the list.
  const query = new URLSearchParams({ with_localizations: 'true' });
  const listed = await call({ method: RequestMethod.Get, route, query, tries: TRIES });
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
      .filter((one) => comparable(one) !== comparable(presentByName.get(one.name) ?? one))
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
