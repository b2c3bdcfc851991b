import type { UserId } from '../../domain/identity.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { channelMention, discordTime, userMention } from '../discord-format.ts';
import { plainName } from '../plain.ts';
import type { AnnouncementTexts, NamedSession, TimeTexts, WhoTeaches } from '../texts.ts';

/** From here on the reader knows which day is meant. */
const SAME_DAY_MS = 12 * 3_600_000;
/** More names than this would bury the rest of the message. */
const MOST_NAMED = 5;

export interface AnnouncementWords {
  /** `start` is the reader's own, `dayAndTime` the timetable's. */
  readonly sessionWithStart: (p: {
    readonly session: string;
    readonly start: string;
    readonly dayAndTime: string;
  }) => string;
  /** On the same day: `yourTime` is the reader's hour, `wallTime` the timetable's. */
  readonly reminderSoon: (p: Reminder & { yourTime: string; wallTime: string }) => string;
  /** Earlier than that: the day is told as well. */
  readonly reminderAhead: (p: Reminder & { yourDay: string; dayAndTime: string }) => string;
  readonly oneTeaches: (name: string) => string;
  readonly severalTeach: (names: string) => string;
  readonly teacherExpected: string;
}

interface Reminder {
  readonly session: string;
  /** `in 10 minutes`, in the reader's own language. */
  readonly relative: string;
  readonly room: string;
}

/** The name, the reader's own time and the timetable's. */
export function createSessionWithStart(
  { sessionWithStart }: Pick<AnnouncementWords, 'sessionWithStart'>,
  time: TimeTexts,
) {
  return ({ name, startsAtMs, zone }: NamedSession): string =>
    sessionWithStart({
      session: `**${plainName(name)}**`,
      start: discordTime(startsAtMs, 'F'),
      dayAndTime: time.dayAndTime(zone, startsAtMs),
    });
}

/** The first few people, and how many there are besides. */
export function createMentions(language: string, others: (count: number) => string) {
  const listFormat = new Intl.ListFormat(language);
  return (userIds: readonly UserId[]): string => {
    const named = userIds.slice(0, MOST_NAMED).map(userMention);
    const left = userIds.length - named.length;
    return listFormat.format(left > 0 ? [...named, others(left)] : named);
  };
}

export function createAnnouncements(
  words: AnnouncementWords,
  time: TimeTexts,
  mentions: (userIds: readonly UserId[]) => string,
): AnnouncementTexts {
  const teaching = (who: WhoTeaches): string => {
    switch (who.kind) {
      case 'named': {
        const names = mentions(who.userIds);
        return who.userIds.length === 1 ? words.oneTeaches(names) : words.severalTeach(names);
      }
      case 'expected':
        return words.teacherExpected;
      default:
        return unreachable(who);
    }
  };
  return {
    reminder: ({ name, startsAtMs, zone, aheadMs, roomId, who }) => {
      const session = `**${plainName(name)}**`;
      const reminder = {
        session,
        relative: discordTime(startsAtMs, 'R'),
        room: channelMention(roomId),
      };
      const text =
        aheadMs < SAME_DAY_MS
          ? words.reminderSoon({
              ...reminder,
              yourTime: discordTime(startsAtMs, 't'),
              wallTime: time.wallTime(zone, startsAtMs),
            })
          : words.reminderAhead({
              ...reminder,
              yourDay: discordTime(startsAtMs, 'F'),
              dayAndTime: time.dayAndTime(zone, startsAtMs),
            });
      return `${text}\n${teaching(who)}`;
    },
  };
}
