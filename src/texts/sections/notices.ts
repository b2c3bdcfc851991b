/** How news of the timetable are put together, alike in every language. */
import type { RecurrenceRule } from '../../domain/schedule.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { discordTime, fitLines, userMention } from '../discord-format.ts';
import { plainName } from '../plain.ts';
import type { ChangeNews, NoticeTexts, ShiftInWords } from '../schedule-texts.ts';
import type { NamedSession, TimeTexts, WhoTeaches } from '../texts.ts';
import { sessionStart, startInWords } from './schedule.ts';

/** What a language says; names, sessions and times come ready to stand in a sentence. */
export interface NoticeWords {
  readonly time: TimeTexts;
  /** BCP 47. */
  readonly locale: string;
  readonly rule: (p: { readonly rule: RecurrenceRule }) => string;
  readonly head: string;
  readonly more: (count: number) => string;
  readonly cancelled: (session: string) => string;
  readonly back: (session: string) => string;
  readonly added: (session: string) => string;
  readonly moved: (name: string, from: string, to: string) => string;
  readonly length: (session: string, length: string) => string;
  readonly paused: (name: string) => string;
  readonly removed: (name: string) => string;
  readonly resumed: (name: string) => string;
  readonly newTime: (name: string, rule: string) => string;
  readonly newRoom: (name: string, room: string) => string;
  readonly newLength: (name: string, length: string) => string;
  readonly teacher: (session: string, who: string) => string;
  readonly nextIs: (at: string) => string;
  readonly teaches: (names: string) => string;
  readonly teacherIsAsked: string;
  readonly changeMention: string;
  readonly clocks: string;
  readonly shiftHead: (city: string) => string;
  readonly shift: (name: string, old: string, now: string, from: string) => string;
  readonly until: (until: string) => string;
  readonly dayBefore: string;
  readonly dayAfter: string;
}

export function createNotices(words: NoticeWords): NoticeTexts {
  const { time } = words;
  const lists = new Intl.ListFormat(words.locale, { type: 'conjunction' });
  const start = (atMs: number, zone: string): string => startInWords(time, atMs, zone);

  function nextIs(next: NamedSession | null): string {
    return next ? ` ${words.nextIs(start(next.startsAtMs, next.zone))}` : '';
  }

  function who(teachers: WhoTeaches): string {
    if (teachers.kind === 'expected') return words.teacherIsAsked;
    return words.teaches(lists.format(teachers.userIds.map(userMention)));
  }

  function line(news: ChangeNews): string {
    switch (news.type) {
      case 'cancelled':
      case 'back':
      case 'added':
        return words[news.type](sessionStart(time, news.session));
      case 'moved': {
        const { name, zone, startsAtMs } = news.session;
        return words.moved(nameOf(name), start(news.fromMs, zone), start(startsAtMs, zone));
      }
      case 'length':
        return words.length(sessionStart(time, news.session), time.length(news.durationMs));
      case 'paused':
      case 'removed':
        return words[news.type](nameOf(news.name));
      case 'resumed':
        return `${words.resumed(nameOf(news.name))}${nextIs(news.next)}`;
      case 'newTime':
        return `${words.newTime(nameOf(news.name), words.rule(news))}${nextIs(news.next)}`;
      case 'newRoom':
        return words.newRoom(nameOf(news.name), plainName(news.room));
      case 'newLength':
        return words.newLength(nameOf(news.name), time.length(news.durationMs));
      case 'teacher':
        return words.teacher(sessionStart(time, news.session), who(news.who));
      default:
        return unreachable(news);
    }
  }

  function shiftLine(shift: ShiftInWords): string {
    const from = discordTime(shift.firstStartsAtMs, 'D');
    const until = shift.untilMs === null ? '' : words.until(discordTime(shift.untilMs, 'D'));
    const day = shift.dayShift === -1 ? words.dayBefore : words.dayAfter;
    const now = shift.dayShift === 0 ? shift.newTime : `${shift.newTime} (${day})`;
    return `- ${words.shift(nameOf(shift.name), shift.oldTime, now, from)}${until}`;
  }

  return {
    change: ({ news }) => fitLines(words.head, news.map(line), words.more),
    changeMention: () => words.changeMention,
    clocks: () => words.clocks,
    shifts: ({ zone, shifts, more }) =>
      [
        words.shiftHead(time.place(zone)),
        ...shifts.map(shiftLine),
        ...(more > 0 ? [words.more(more)] : []),
      ].join('\n'),
  };
}

function nameOf(name: string): string {
  return `**${plainName(name)}**`;
}
