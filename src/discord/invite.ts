import {
  OAuth2Scopes,
  PermissionFlagsBits,
  PermissionsBitField,
  REST,
  RequestMethod,
  Routes,
} from 'discord.js';
import type { Log } from '../app/ports.ts';
import type { InvitedPermission } from '../texts/invitation.ts';
import { restOptions } from './client-options.ts';
import { createRestCaller } from './rest-caller.ts';

/**
 * All that the bot uses, and nothing more; src/texts/invitation.ts says why each. Removing its
 * own messages needs none. A stage asks for RequestToSpeak, which everyone has there unless it
 * was taken away. A role that the bot should mention has to be made mentionable. ManageRoles is
 * not asked for: people are reached without it, and who wants a role per series adds it by hand.
 */
export const INVITED_PERMISSIONS: readonly InvitedPermission[] = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'Connect',
  'Speak',
  'CreatePublicThreads',
  'SendMessagesInThreads',
  'AttachFiles',
  'CreateEvents',
  'SetVoiceChannelStatus',
];

/** The link with which somebody who manages a server lets the bot in. */
export function invitationUrl(applicationId: string): string {
  const flags = INVITED_PERMISSIONS.map((name) => PermissionFlagsBits[name]);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: String(PermissionsBitField.resolve(flags)),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

/**
 * The application's id, as Discord says, or as the token's first part says while Discord is
 * away: for bots made before 2016 the two differ. Null when the token is not accepted or neither tells.
 */
export async function findApplicationId(
  token: string,
  apiUrl: string | null,
  log: Log,
): Promise<string | null> {
  const rest = new REST(restOptions(apiUrl)).setToken(token);
  const call = createRestCaller(rest, token, log);
  const answer = await call({ method: RequestMethod.Get, route: Routes.currentApplication() });
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
  if (answer.kind === 'unauthorized') return null;
  const body = answer.kind === 'answered' ? answer.body : null;
  if (typeof body === 'object' && body !== null && 'id' in body) return String(body.id);
  const account = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString();
  return /^\d{15,20}$/.test(account) ? account : null;
}
