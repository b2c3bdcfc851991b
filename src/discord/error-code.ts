/** Discord's own codes that the adapters look at, as plain numbers: so the answers carry them. */
export const ERROR_CODE = {
  unknownChannel: 10_003,
  unknownMember: 10_007,
  unknownMessage: 10_008,
  unknownRole: 10_011,
  unknownUser: 10_013,
  /** An answer's token that is over 15 min old, or was never one. */
  unknownWebhook: 10_015,
  /** Events that are not over: at most 100 in a guild. */
  tooManyScheduledEvents: 30_038,
  openingDirectTooFast: 40_003,
  /** The person takes no messages from the bot. */
  cannotMessageUser: 50_007,
  invalidWebhookToken: 50_027,
  invalidRole: 50_028,
  /** The bot and the person share no guild. */
  noMutualGuild: 50_278,
  threadExists: 160_004,
  eventIsOver: 180_000,
} as const;
