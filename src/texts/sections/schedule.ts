/** How schedules and their changes are put together, alike in every language. */
import { ruleShape, type RuleShape, type Weekday } from '../../domain/rule-shape.ts';
import type { RecurrenceRule } from '../../domain/schedule.ts';
import type { TimetableRefusal } from '../../domain/timetable-refusal.ts';
import { discordTime, fitLines, OPTION_LIMIT } from '../discord-format.ts';
import { cut, oneLine, plainName, quoted } from '../plain.ts';
import type { ChangeInWords, EditedField, ListedSeries, ScheduleTexts } from '../schedule-texts.ts';
import type { NamedSession, TimeTexts } from '../texts.ts';
import { unreachable } from '../../domain/unreachable.ts';

const HOUR_MS = 3_600_000;

/** What a language says; the rest is the same everywhere. */
export interface ScheduleWords {
  readonly time: TimeTexts;
  /** BCP 47, for lists: `Mon, Wed and Fri`. */
  readonly locale: string;
  readonly weekdays: Readonly<Record<Weekday, string>>;
  readonly rule: {
    readonly daily: string;
    readonly everyOtherDay: string;
    /** `every other Sun`. */
    readonly everyOther: (days: string) => string;
    readonly everyNWeeks: (days: string, weeks: number) => string;
    /** By nth, -1 is the last: `first`. */
    readonly nth: Readonly<Record<string, string>>;
    /** `first Sat of the month`. */
    readonly nthDay: (nth: string, day: string) => string;
    readonly monthDays: (days: string) => string;
    readonly once: (date: string) => string;
    /** A rule that only cron can say. */
    readonly other: string;
    /** `Mon at 7:00 am in Los Angeles`. */
    readonly at: (days: string, times: string, city: string) => string;
  };
  /** `12 people are signed up`. */
  readonly signedUp: (count: number) => string;
  readonly preview: {
    readonly ask: ByChange;
    readonly undoes: string;
    /** `60 minutes, in Practice hall`. */
    readonly lengthAndRoom: (length: string, room: string) => string;
    readonly next: string;
    readonly none: string;
    readonly cancelled: string;
    readonly told: string;
    readonly untold: string;
    readonly shifted: (at: string) => string;
    readonly fields: Readonly<Record<EditedField, string>>;
    readonly changes: (fields: string) => string;
  };
  readonly done: ByChange;
  readonly doneTold: (count: string) => string;
  readonly discarded: string;
  readonly list: {
    readonly head: string;
    readonly paused: string;
    /** The people in the room may vote for what follows the welcome. */
    readonly votes: string;
    readonly next: (at: string) => string;
    readonly more: (count: number) => string;
    readonly none: string;
  };
  readonly buttons: Readonly<Record<'confirmDraft' | 'discardDraft', string>>;
  readonly refusal: Readonly<Record<RefusalName, (facts: Facts) => string>>;
}

type ByChange = Readonly<Record<ChangeInWords['type'], (names: Names) => string>>;

/** A time in words can be wrong in several ways; three of them have words of their own. */
type RefusalName = TimetableRefusal['code'] | 'WHEN_UNCLEAR' | 'WHEN_DIFFER' | 'WHEN_DATE';

/** What refusals speak of, ready to stand in a sentence; what a refusal does not know is empty. */
interface Facts {
  readonly name: string;
  readonly other: string;
  readonly room: string;
  readonly at: string;
  readonly written: string;
  readonly found: string;
  readonly write: string;
  readonly hours: string;
}

/** Names and times of a change, ready to stand in a sentence. */
export interface Names {
  readonly name: string;
  /** The session with its start, in the reader's own time and in the timetable's. */
  readonly session: string;
  /** Where it moves to, likewise. */
  readonly to: string;
}

export function createSchedule(words: ScheduleWords): ScheduleTexts {
  const { time, preview, list } = words;
  const lists = new Intl.ListFormat(words.locale, { type: 'conjunction' });
  const rule = (p: { readonly rule: RecurrenceRule }): string => ruleInWords(words, lists, p.rule);
  const start = (atMs: number, zone: string): string => startInWords(time, atMs, zone);

  function namesOf(change: ChangeInWords): Names {
    if (!('session' in change))
      return { name: `**${plainName(change.name)}**`, session: '', to: '' };
    const { name, zone } = change.session;
    const to = change.type === 'moveSession' ? start(change.toMs, zone) : '';
    return {
      name: `**${plainName(name)}**`,
      session: sessionStart(time, change.session),
      to,
    };
  }

  return {
    rule,
    preview: (p) => {
      const { series, what } = p;
      const fields =
        what.type === 'editSeries' ? what.fields.map((one) => preview.fields[one]) : [];
      const head = [
        ...(p.undoes ? [preview.undoes] : []),
        preview.ask[what.type](namesOf(what)),
        ...(fields.length > 0 ? [preview.changes(lists.format(fields))] : []),
        `${rule(series)}, ${preview.lengthAndRoom(time.length(series.durationMs), plainName(series.room))}`,
        ...(series.participantsVote ? [list.votes] : []),
        p.next.length > 0 ? preview.next : preview.none,
      ];
      const next = p.next.map(
        ({ startsAtMs, cancelled }) =>
          `- ${start(startsAtMs, series.rule.zone)}${cancelled ? `, ${preview.cancelled}` : ''}`,
      );
      const shifted =
        p.shiftedAtMs === null ? [] : [preview.shifted(start(p.shiftedAtMs, series.rule.zone))];
      const told = p.signedUp === 0 ? '' : ` ${p.isTold ? preview.told : preview.untold}`;
      return [...head, ...next, ...shifted, `${words.signedUp(p.signedUp)}${told}`].join('\n');
    },
    done: ({ what, isTold, signedUp }) => {
      const said = words.done[what.type](namesOf(what));
      return isTold ? `${said} ${words.doneTold(words.signedUp(signedUp))}` : said;
    },
    discarded: () => words.discarded,
    list: ({ series }) => fitLines(list.head, series.map(line), list.more),
    noSeries: () => list.none,
    refusal: (why) => words.refusal[refusalName(why)](factsOf(why, time)),
    buttons: {
      confirmDraft: () => words.buttons.confirmDraft,
      discardDraft: () => words.buttons.discardDraft,
    },
    seriesCompletion: (p) => {
      const end = rule(p);
      return cut(`${oneLine(p.name)}, ${end}`, OPTION_LIMIT);
    },
    sessionCompletion: (session) => {
      const at = time.dayAndTime(session.zone, session.startsAtMs);
      const end = session.cancelled ? `${at}, ${preview.cancelled}` : at;
      return `${cut(oneLine(session.name), OPTION_LIMIT - end.length - 2)}, ${end}`;
    },
  };

  function line(one: ListedSeries): string {
    const state = one.paused
      ? list.paused
      : one.nextAtMs !== null
        ? list.next(discordTime(one.nextAtMs, 'F'))
        : preview.none;
    const length = preview.lengthAndRoom(time.length(one.durationMs), plainName(one.room));
    const votes = one.participantsVote ? `${list.votes} ` : '';
    return `- **${plainName(one.name)}**: ${rule(one)}, ${length} ${words.signedUp(one.signedUp)} ${votes}${state}`;
  }
}

function refusalName(why: TimetableRefusal): RefusalName {
  if (why.code !== 'WHEN') return why.code;
  switch (why.mistake.code) {
    case 'WHEN_TIME_UNCLEAR':
      return 'WHEN_UNCLEAR';
    case 'WHEN_TIMES_DIFFER':
      return 'WHEN_DIFFER';
    case 'WHEN_IS_DATE':
      return 'WHEN_DATE';
    default:
      return 'WHEN';
  }
}

function factsOf(why: TimetableRefusal, time: TimeTexts): Facts {
  const mistake = 'mistake' in why ? why.mistake : why;
  const textOf = (key: string, shown: (text: string) => string): string => {
    const value: unknown = Object.entries({ ...why, ...mistake }).find(
      ([name]) => name === key,
    )?.[1];
    return typeof value === 'string' ? shown(value) : '';
  };
  return {
    name: textOf('name', plainName),
    other: textOf('otherName', plainName),
    room: textOf('room', plainName),
    at: momentOf(why, time),
    written: textOf('written', quoted),
    found: textOf('found', quoted),
    write: textOf('write', quoted),
    hours: why.code === 'TOO_LONG' ? String(why.maxMs / HOUR_MS) : '',
  };
}

function momentOf(why: TimetableRefusal, time: TimeTexts): string {
  switch (why.code) {
    case 'ROOM_OVERLAP':
      return time.dayAndTime(why.zone, why.atMs);
    case 'MOMENT_IN_GAP':
      return time.dayAndTime(why.zone, why.nextAtMs);
    case 'STARTS_IN_PAST':
      return discordTime(why.startsAtMs, 'F');
    default:
      return '';
  }
}

function ruleInWords(words: ScheduleWords, lists: Intl.ListFormat, rule: RecurrenceRule): string {
  const { time } = words;
  const days = daysInWords(words, lists, ruleShape(rule));
  const times = rule.wallTimes.map((wallTime) =>
    time.clockIn('UTC', Date.parse(`2026-01-01T${wallTime}Z`)),
  );
  return words.rule.at(days, lists.format(times), time.place(rule.zone));
}

function daysInWords(words: ScheduleWords, lists: Intl.ListFormat, shape: RuleShape): string {
  const { rule, weekdays } = words;
  switch (shape.kind) {
    case 'once':
      return rule.once(shape.date);
    case 'daily':
      return shape.interval === 1 ? rule.daily : rule.everyOtherDay;
    case 'weekly': {
      const days = lists.format(shape.weekdays.map((weekday) => weekdays[weekday]));
      if (shape.interval === 1) return days;
      return shape.interval === 2 ? rule.everyOther(days) : rule.everyNWeeks(days, shape.interval);
    }
    case 'nthWeekdays':
      return lists.format(
        shape.days.map(({ nth, weekday }) =>
          rule.nthDay(rule.nth[nth] ?? String(nth), weekdays[weekday]),
        ),
      );
    case 'monthDays':
      return rule.monthDays(lists.format(shape.days.map(String)));
    case 'other':
      return rule.other;
    default:
      return unreachable(shape);
  }
}

/** The name with its start, in the reader's own time and in the timetable's. */
export function sessionStart(time: TimeTexts, { name, startsAtMs, zone }: NamedSession): string {
  return `**${plainName(name)}**, ${startInWords(time, startsAtMs, zone)}`;
}

/** A start in the reader's own time and in the timetable's. */
export function startInWords(time: TimeTexts, atMs: number, zone: string): string {
  return `${discordTime(atMs, 'F')} (${time.dayAndTime(zone, atMs)})`;
}
