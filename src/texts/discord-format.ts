/** The few marks of Discord's markdown that texts use, and its limits. */
import type { ChannelId, RoleId, UserId } from '../domain/identity.ts';

/** Discord's limit for one message, in characters. */
export const MESSAGE_LIMIT = 2_000;
/** Discord's limit for a button's label. */
export const BUTTON_LABEL_LIMIT = 80;
/** Discord's limit for a menu option's label and description, and for a completion's name. */
export const OPTION_LIMIT = 100;
/** Discord's limit for a menu's placeholder. */
export const PLACEHOLDER_LIMIT = 150;

/** `t` 7:00 AM, `T` with seconds, `F` with the full date, `R` in ten minutes: in the reader's own zone. */
export type DiscordTimeStyle = 't' | 'T' | 'd' | 'D' | 'f' | 'F' | 'R';

export function discordTime(atMs: number, style: DiscordTimeStyle): string {
  return `<t:${Math.floor(atMs / 1_000)}:${style}>`;
}

export function userMention(userId: UserId): string {
  return `<@${userId}>`;
}

export function roleMention(roleId: RoleId): string {
  return `<@&${roleId}>`;
}

export function channelMention(channelId: ChannelId): string {
  return `<#${channelId}>`;
}

/**
 * Whole lines, as many as one message, or what is left of it, holds; `more` says in a line of its own how many
 * were left out. `head` must leave room for that line.
 */
export function fitLines(
  head: string,
  lines: readonly string[],
  more: (leftOut: number) => string,
  limit = MESSAGE_LIMIT,
): string {
  let text = head;
  for (const [index, line] of lines.entries()) {
    const leftOut = lines.length - index;
    const isLast = leftOut === 1;
    const reserved = isLast ? 0 : more(leftOut - 1).length + 1;
    const withLine = text === '' ? line : `${text}\n${line}`;
    if (withLine.length + reserved > limit) return `${text}\n${more(leftOut)}`;
    text = withLine;
  }
  return text;
}
