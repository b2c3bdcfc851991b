/** The lists about who teaches, as every language shows them; the words are its own. */
import { localMondayOf } from '../../domain/local-time.ts';
import type { UserId } from '../../domain/identity.ts';
import { discordTime, fitLines, MESSAGE_LIMIT, userMention } from '../discord-format.ts';
import { cut, oneLine, plainName } from '../plain.ts';
import type { Cover, CoveredSession, OwnTeaching, TeachingTexts } from '../teaching-texts.ts';
import type { NamedSession, TimeTexts } from '../texts.ts';

/** Calm, and told apart without colour. */
const SYMBOLS: Readonly<Record<Cover, string>> = { covered: '●', asked: '◐', open: '○' };
/** A long name would push the other sessions of the day out of sight. */
const NAME_LENGTH = 24;

export interface TeachingPlanWords {
  readonly title: string;
  readonly none: string;
  /** `84 sessions: ● 70 covered, ◐ 8 asked, ○ 6 open`. */
  readonly counts: (p: {
    readonly all: number;
    readonly covered: string;
    readonly asked: string;
    readonly open: string;
  }) => string;
  /** `Times are those of Los Angeles.` */
  readonly timesOf: (place: string) => string;
  readonly week: (day: string) => string;
  readonly allCovered: (p: { readonly symbol: string; readonly all: number }) => string;
  readonly someCovered: (p: { readonly covered: number; readonly all: number }) => string;
  readonly more: (leftOut: number) => string;
}

/**
 * A line for each week with what is covered, folded, and one for each day on which something
 * is not. Where that is too long the names go first; the times and the counts stay.
 */
export function createTeachingPlan(
  words: TeachingPlanWords,
  time: TimeTexts,
): TeachingTexts['plan'] {
  return ({ sessions, zone }) => {
    if (sessions.length === 0) return `**${words.title}**\n${words.none}`;
    const count = (cover: Cover): number =>
      sessions.filter((session) => session.cover === cover).length;
    const counted = (cover: Cover): string => `${SYMBOLS[cover]} ${count(cover)}`;
    const counts = words.counts({
      all: sessions.length,
      covered: counted('covered'),
      asked: counted('asked'),
      open: counted('open'),
    });
    const head = `**${words.title}**\n${counts} ${words.timesOf(time.place(zone))}`;
    const full = linesOf(words, time, sessions, zone, true);
    const isTooLong = [head, ...full].join('\n').length > MESSAGE_LIMIT;
    const lines = isTooLong ? linesOf(words, time, sessions, zone, false) : full;
    return fitLines(head, lines, words.more);
  };
}

function linesOf(
  words: TeachingPlanWords,
  time: TimeTexts,
  sessions: readonly CoveredSession[],
  zone: string,
  isNamed: boolean,
): string[] {
  const weeks = Map.groupBy(sessions, ({ startsAtMs }) => localMondayOf(zone, startsAtMs));
  return [...weeks.values()].flatMap((week) => {
    const [first] = week;
    if (!first) return [];
    const missing = week.filter(({ cover }) => cover !== 'covered');
    const symbol = SYMBOLS.covered;
    const all = week.length;
    const fold =
      missing.length === 0
        ? words.allCovered({ symbol, all })
        : words.someCovered({ covered: all - missing.length, all });
    const days = Map.groupBy(missing, ({ startsAtMs }) => time.day(zone, startsAtMs));
    const dayLines = [...days].map(([day, ofDay]) => {
      const parts = ofDay.map((session) => partOf(time, session, zone, isNamed));
      return `${day}: ${parts.join(' · ')}`;
    });
    return [`**${words.week(time.day(zone, first.startsAtMs))}** ${fold}`, ...dayLines];
  });
}

function partOf(
  time: TimeTexts,
  { cover, name, startsAtMs, userIds }: CoveredSession,
  zone: string,
  isNamed: boolean,
): string {
  const start = `${SYMBOLS[cover]} ${time.clockIn(zone, startsAtMs)}`;
  if (!isNamed) return start;
  const [first] = userIds;
  const who = first === undefined ? '' : ` (${userMention(first)})`;
  return `${start} ${plainName(cut(oneLine(name), NAME_LENGTH))}${who}`;
}

/** Numbered from 1, as the buttons below the list are. */
export function createMine(
  words: {
    readonly head: string;
    readonly part: Readonly<Record<OwnTeaching['part'], string>>;
    readonly more: (leftOut: number) => string;
  },
  sessionWithStart: (session: NamedSession) => string,
): TeachingTexts['mine'] {
  return ({ sessions, more }) => {
    const lines = sessions.map((session, index) => {
      const when = discordTime(session.startsAtMs, 'R');
      return `${index + 1}. ${sessionWithStart(session)}, ${when}: ${words.part[session.part]}`;
    });
    return [words.head, ...lines, ...(more > 0 ? [words.more(more)] : [])].join('\n');
  };
}

/** What coordinators read about the people of a session; nothing where there are none. */
export function peopleLine(
  userIds: readonly UserId[],
  mentions: (userIds: readonly UserId[]) => string,
  line: (names: string) => string,
): string {
  return userIds.length === 0 ? '' : `\n${line(mentions(userIds))}`;
}

/** `2: I'll be there`, or the words alone. */
export const placed = (place: number | null, words: string): string =>
  place === null ? words : `${place}: ${words}`;
