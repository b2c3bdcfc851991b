import { OAuth2Scopes, PermissionFlagsBits, PermissionsBitField } from 'discord.js';

/** One permission that the invitation asks for; the words why are in src/texts/invitation.ts. */
export type NeededPermission =
  'ViewChannel' | 'SendMessages' | 'ReadMessageHistory' | 'Connect' | 'Speak';

/**
 * All that the bot uses, and nothing more. Removing its own messages needs none; mentions
 * of roles would need MentionEveryone for roles that are not mentionable, and it mentions none.
 * A stage channel asks for RequestToSpeak, which everyone has there unless it was taken away.
 */
export const NEEDED_PERMISSIONS: readonly NeededPermission[] = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'Connect',
  'Speak',
];

/** The link with which somebody who manages a server lets the bot in. */
export function invitationUrl(applicationId: string): string {
  const flags = NEEDED_PERMISSIONS.map((name) => PermissionFlagsBits[name]);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: String(PermissionsBitField.resolve(flags)),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}
