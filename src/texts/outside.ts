import { textsFor } from './languages.ts';

/** Why somebody who uses the bot is not served there. */
export type OutsideReason =
  /** In a direct message, or where the bot itself is not a member. */
  | 'noServer'
  /** In a server that is not set up. */
  | 'otherServer';

export type OutsideTexts = Readonly<Record<OutsideReason, () => string>>;

/** `language`: BCP 47, as the person's Discord says, since no server knows them. */
export function outsideText(reason: OutsideReason, language: string): string {
  return textsFor(language).outside[reason]();
}
