/** What the invitation link asks a server for, as Discord names it. */
export type InvitedPermission =
  | 'ViewChannel'
  | 'SendMessages'
  | 'ReadMessageHistory'
  | 'Connect'
  | 'Speak'
  | 'CreatePublicThreads'
  | 'SendMessagesInThreads'
  | 'AttachFiles'
  | 'CreateEvents'
  | 'SetVoiceChannelStatus';

const REASON_BY_PERMISSION: Readonly<Record<InvitedPermission, string>> = {
  ViewChannel: 'to see the rooms, and who is in them',
  SendMessages: 'to post reminders, and the choices in a room’s chat',
  ReadMessageHistory: 'to look for its own message after a crash, so that nothing is said twice',
  Connect: 'to enter a room in which no teacher could come',
  Speak: 'to read the welcome there, ring the bells and play approved recordings',
  CreatePublicThreads: 'to open a thread under a reminder, for those who signed up',
  SendMessagesInThreads: 'to mention them there, so that the channel stays quiet for the others',
  AttachFiles: 'to show coordinators a chart of how many people come',
  CreateEvents: 'to keep the sessions in the server’s own list of events',
  SetVoiceChannelStatus: 'to show under a room’s name what is playing there, and until when',
};

/** Discord's own name for it, and why the bot needs it. */
export function permissionLine(permission: InvitedPermission): string {
  const name = permission.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
  return `${name}: ${REASON_BY_PERMISSION[permission]}.`;
}

export function invitationText(url: string, permissions: readonly InvitedPermission[]): string {
  return [
    'Open this link to let Bellkeeper into a server that you manage:',
    '',
    url,
    '',
    'It asks for these permissions and no others:',
    ...permissions.map((permission) => `- ${permissionLine(permission)}`),
    '',
    'It does without Manage Roles. If you would like a role for each series, which everyone who signs up is given, add that permission by hand.',
  ].join('\n');
}

/** Without a token nobody knows which bot to invite. */
export function invitationNeedsToken(): string {
  return 'DISCORD_TOKEN is missing: write the bot’s token into .env first, and run this again.';
}

export function invitationNotFound(): string {
  return 'Discord does not accept DISCORD_TOKEN. Take a new one from the Bot page of the Discord Developer Portal, and run this again.';
}
