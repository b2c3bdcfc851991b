import { channelMention, discordTime, userMention } from '../discord-format.ts';
import { plainName } from '../plain.ts';
import type { AnnouncementTexts, NamedSession, WhoTeaches } from '../texts.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { time } from './time.ts';

/** From here on the reader knows which day is meant. */
const SAME_DAY_MS = 12 * 3_600_000;
/** More names than this would bury the rest of the message. */
const MOST_NAMED = 5;

export const announcements: AnnouncementTexts = {
  reminder: ({ name, startsAtMs, zone, aheadMs, roomId, who }) => {
    const session = `**${plainName(name)}**`;
    const relative = discordTime(startsAtMs, 'R');
    const room = channelMention(roomId);
    const start =
      aheadMs < SAME_DAY_MS
        ? `at ${discordTime(startsAtMs, 't')} your time (${time.wallTime(zone, startsAtMs)})`
        : `on ${discordTime(startsAtMs, 'F')} your time (${time.dayAndTime(zone, startsAtMs)})`;
    return `${session} begins ${relative}, ${start}, in ${room}.\n${teaching(who)}`;
  },
  cancelled: (session) =>
    `${sessionWithStart(session)} will not take place. We are sorry for the change. The button below shows the next sessions.`,
};

/** The name, the reader's own time and the timetable's. */
export function sessionWithStart({ name, startsAtMs, zone }: NamedSession): string {
  return `**${plainName(name)}** on ${discordTime(startsAtMs, 'F')} (${time.dayAndTime(zone, startsAtMs)})`;
}

function teaching(who: WhoTeaches): string {
  switch (who.kind) {
    case 'named':
      return `${mentions(who.userIds)} ${who.userIds.length === 1 ? 'is' : 'are'} teaching.`;
    case 'expected':
      return 'A teacher is expected.';
    default:
      return unreachable(who);
  }
}

const listFormat = new Intl.ListFormat('en-GB');

export function mentions(userIds: readonly Parameters<typeof userMention>[0][]): string {
  const named = userIds.slice(0, MOST_NAMED).map(userMention);
  const others = userIds.length - named.length;
  return listFormat.format(others > 0 ? [...named, `${others} more`] : named);
}
