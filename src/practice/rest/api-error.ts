/** Discord's refusals: an HTTP status, a code of its own, and a sentence. */
import { textOf, type JsonObject } from '../world/json.ts';

const REFUSALS = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownRole: [404, 10011, 'Unknown Role'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  unknownVoiceState: [404, 10065, 'Unknown Voice State'],
  unknownScheduledEvent: [404, 10070, 'Unknown Guild Scheduled Event'],
  tooManyRoles: [400, 30005, 'Maximum number of guild roles reached (250)'],
  tooManyScheduledEvents: [400, 30038, 'Maximum number of guild scheduled events reached (100)'],
  interactionAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  notConnectedToVoice: [400, 40032, 'Target user is not connected to voice.'],
  tooLarge: [413, 40005, 'Request entity too large'],
  missingAccess: [403, 50001, 'Missing Access'],
  notTheAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  directMessagesClosed: [403, 50007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  invalidRole: [400, 50028, 'Invalid Role'],
  invalidRecipient: [400, 50033, 'Invalid Recipient(s)'],
  threadArchived: [400, 50083, 'Thread is archived'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  threadLocked: [400, 160005, 'Thread is locked'],
  invalidToken: [401, 50027, 'Invalid Webhook Token'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidVersion: [400, 50041, 'Invalid API version'],
  componentsV2Irreversible: [400, 50035, 'The IS_COMPONENTS_V2 flag cannot be removed'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
  noMutualGuild: [403, 50278, 'Cannot send messages to this user due to having no mutual guilds'],
} as const satisfies Record<string, readonly [number, number, string]>;

export type RefusalName = keyof typeof REFUSALS;

/** Ends the handling of a request; the app turns it into the answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: JsonObject;

  constructor(status: number, body: JsonObject) {
    super(textOf(body['message']));
    this.status = status;
    this.body = body;
  }
}

export function refusal(name: RefusalName): ApiError {
  const [status, code, message] = REFUSALS[name];
  return new ApiError(status, { message, code });
}

/** Looks a thing up or refuses with the name of what is unknown. */
export function found<T>(thing: T | null | undefined, otherwise: RefusalName): T {
  if (thing === null || thing === undefined) throw refusal(otherwise);
  return thing;
}
