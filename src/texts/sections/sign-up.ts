/** How the words of signing up are put together, alike in every language. */
import { channelMention, discordTime, fitLines, OPTION_LIMIT } from '../discord-format.ts';
import { cut, oneLine, plainName } from '../plain.ts';
import type {
  OwnSession,
  OwnSettings,
  SignUpButtonName,
  SignUpRefusalName,
  SignUpTexts,
} from '../sign-up-texts.ts';
import type { CommandTexts, NamedSession, TimeTexts } from '../texts.ts';

/** The times that people choose from; the keys are minutes. */
export const REMINDER_CHOICES = [
  'series',
  '10',
  '30',
  '60',
  '60+10',
  '1440',
  '1440+60',
  '1440+60+10',
] as const;

export type ReminderChoice = (typeof REMINDER_CHOICES)[number];

/** What a language says; the rest is the same everywhere. `what` is a name, `when` a moment. */
export interface SignUpWords {
  readonly refusals: Readonly<Record<SignUpRefusalName, string>>;
  readonly ask: (what: string, when: string) => string;
  readonly askSingle: (what: string, when: string) => string;
  readonly askEvery: (what: string, when: string) => string;
  readonly signedUpForSeries: (what: string) => string;
  readonly alreadyForSeries: (what: string) => string;
  readonly next: (when: string) => string;
  readonly signedUpForOne: (what: string, when: string) => string;
  readonly alreadyForOne: (what: string, when: string) => string;
  readonly oneBySeries: (what: string) => string;
  readonly reachedDirectly: string;
  readonly reachedByMention: string;
  readonly signedOff: (what: string) => string;
  readonly staysForOthers: string;
  readonly welcomeAnyway: string;
  readonly notSigned: (what: string) => string;
  readonly askZone: string;
  readonly zoneSaved: (place: string, clock: string) => string;
  readonly zoneUnknown: (written: string, nearest: string) => string;
  readonly zoneIsOffset: (written: string) => string;
  readonly zonesWithIt: (places: string) => string;
  readonly every: (series: string) => string;
  readonly nothingSigned: string;
  readonly nonePlanned: string;
  readonly nextSessions: string;
  readonly onlySessions: string;
  readonly onlyThisOne: string;
  readonly more: (count: number) => string;
  readonly settings: {
    readonly zoneUnknown: (place: string) => string;
    readonly zone: (place: string, clock: string) => string;
    readonly direct: (reminders: string) => string;
    readonly mention: string;
    readonly languageOfDiscord: string;
    readonly language: (name: string) => string;
    readonly how: string;
  };
  readonly settingsSaved: string;
  readonly remindersNeedDirect: string;
  readonly data: string;
  readonly noData: string;
  readonly forgetPreview: string;
  readonly forgotten: string;
  readonly rolesLeft: string;
  readonly forgetKept: string;
  readonly directReminder: (p: {
    readonly what: string;
    readonly relative: string;
    readonly when: string;
    readonly room: string;
  }) => string;
  readonly mentionReminder: (what: string, relative: string) => string;
  readonly directClosed: string;
  readonly directSpent: string;
  readonly weekly: (from: string, place: string) => string;
  readonly inRoom: (what: string, room: string) => string;
  readonly weeklyMore: (count: number) => string;
  readonly rolesRefused: string;
  readonly buttons: Readonly<Record<SignUpButtonName, string>>;
  readonly weeklyPlaceholder: string;
  readonly zonePlaceholder: string;
  readonly everySession: string;
  readonly zoneFound: (place: string, clock: string) => string;
  readonly zoneNow: (clock: string) => string;
  readonly threadForAll: string;
  readonly reminderTimes: Readonly<Record<ReminderChoice, string>>;
  /** Names of languages, by BCP 47. */
  readonly languages: Readonly<Record<string, string>>;
}

/** So many characters of a message's 2,000 are for the sessions; the settings follow them. */
const LINES_LIMIT = 1_100;
const NAMES_LIMIT = 350;

export function createSignUp(
  words: SignUpWords,
  time: TimeTexts,
  commands: CommandTexts,
): SignUpTexts {
  const start = ({ startsAtMs, zone }: Omit<NamedSession, 'name'>): string =>
    `${discordTime(startsAtMs, 'F')} (${time.wallTime(zone, startsAtMs)})`;
  const withStart = (session: NamedSession): string => `${named(session)}, ${start(session)}`;
  const reached = (wantsDirect: boolean): string =>
    wantsDirect ? words.reachedDirectly : words.reachedByMention;

  const ownLine = ({ isSingle, ...session }: OwnSession): string => {
    const end = isSingle ? `, ${words.onlyThisOne}` : '';
    return `- ${start(session)}: ${named(session)}${end}`;
  };

  const mySessions: SignUpTexts['mySessions'] = ({ sessions, series }) => {
    const names = within(
      NAMES_LIMIT,
      series.map((name) => named({ name })),
      ', ',
      (leftOut) => `+ ${leftOut}`,
    );
    if (sessions.length === 0) {
      return names === '' ? words.nothingSigned : `${words.every(names)} ${words.nonePlanned}`;
    }
    const head = names === '' ? words.onlySessions : `${words.every(names)} ${words.nextSessions}`;
    return `${head}\n${within(LINES_LIMIT, sessions.map(ownLine), '\n', words.more)}`;
  };

  const settings = (own: OwnSettings): string =>
    [
      own.zone === null
        ? words.settings.zoneUnknown(time.place(own.timetableZone))
        : words.settings.zone(time.place(own.zone), time.clockIn(own.zone, own.nowMs)),
      own.wantsDirect ? words.settings.direct(reminders(own.remindersMs)) : words.settings.mention,
      own.language === null
        ? words.settings.languageOfDiscord
        : words.settings.language(words.languages[own.language] ?? plainName(own.language)),
      words.settings.how,
    ].join('\n');

  function reminders(remindersMs: readonly number[] | null): string {
    const chosen = remindersMs?.map((ms) => ms / 60_000).join('+') ?? 'series';
    const known = REMINDER_CHOICES.find((choice) => choice === chosen);
    if (known !== undefined) return words.reminderTimes[known];
    return (remindersMs ?? []).map((ms) => time.length(ms)).join(', ');
  }

  const ofSession = ({ name, startsAtMs, zone }: NamedSession): string =>
    label(name, time.dayAndTime(zone, startsAtMs));

  return {
    refusals: byName(words.refusals),
    ask: (session) => words.ask(named(session), start(session)),
    askSigned: ({ isSingle, ...session }) =>
      (isSingle ? words.askSingle : words.askEvery)(named(session), start(session)),
    signedUpForSeries: ({ name, nextAtMs, already, wantsDirect }) =>
      [
        (already ? words.alreadyForSeries : words.signedUpForSeries)(named({ name })),
        ...(nextAtMs === null ? [] : [words.next(discordTime(nextAtMs, 'F'))]),
        reached(wantsDirect),
      ].join(' '),
    signedUpForOne: ({ how, wantsDirect, ...session }) => {
      if (how === 'bySeries') return words.oneBySeries(named(session));
      const say = how === 'already' ? words.alreadyForOne : words.signedUpForOne;
      return `${say(named(session), start(session))} ${reached(wantsDirect)}`;
    },
    signedOffSeries: ({ name, wasSigned }) =>
      wasSigned
        ? `${words.signedOff(named({ name }))} ${words.welcomeAnyway}`
        : words.notSigned(named({ name })),
    signedOffOne: ({ wasSigned, goesOn, ...session }) =>
      wasSigned
        ? [
            words.signedOff(withStart(session)),
            ...(goesOn ? [words.staysForOthers] : []),
            words.welcomeAnyway,
          ].join(' ')
        : words.notSigned(withStart(session)),

    askZone: constant(words.askZone),
    zoneSaved: ({ zone, nowMs }) => words.zoneSaved(time.place(zone), time.clockIn(zone, nowMs)),
    zoneUnknown: ({ written, nearest }) =>
      words.zoneUnknown(plainName(written), time.place(nearest)),
    zoneIsOffset: ({ written, zones }) => {
      const places = zones.map((zone) => time.place(zone)).join(', ');
      const hint = words.zoneIsOffset(plainName(written));
      return places === '' ? hint : `${hint} ${words.zonesWithIt(places)}`;
    },

    my: ({ settings: own, ...sessions }) => `${mySessions(sessions)}\n\n${settings(own)}`,
    mySessions,
    settings,
    settingsSaved: (own) => `${words.settingsSaved}\n\n${settings(own)}`,
    remindersNeedDirect: constant(words.remindersNeedDirect),
    data: constant(words.data),
    noData: constant(words.noData),
    forgetPreview: constant(words.forgetPreview),
    forgotten: ({ rolesLeft }) =>
      rolesLeft === 0 ? words.forgotten : `${words.forgotten} ${words.rolesLeft}`,
    forgetKept: constant(words.forgetKept),

    directReminder: (session) =>
      words.directReminder({
        what: named(session),
        relative: discordTime(session.startsAtMs, 'R'),
        when: start(session),
        room: channelMention(session.roomId),
      }),
    mentionReminder: (session) =>
      words.mentionReminder(named(session), discordTime(session.startsAtMs, 'R')),
    directClosed: constant(words.directClosed),
    directSpent: constant(words.directSpent),

    weekly: ({ sessions, zone, mondayAtMs }) =>
      fitLines(
        words.weekly(discordTime(mondayAtMs, 'D'), time.place(zone)),
        sessions.map(({ roomId, ...session }) => {
          const name = named(session);
          const what = roomId === null ? name : words.inRoom(name, channelMention(roomId));
          const { startsAtMs } = session;
          return `- ${discordTime(startsAtMs, 'F')} (${time.clockIn(zone, startsAtMs)}): ${what}`;
        }),
        words.weeklyMore,
      ),
    rolesRefused: constant(words.rolesRefused),

    labels: {
      buttons: byName(words.buttons),
      weeklyPlaceholder: constant(words.weeklyPlaceholder),
      zonePlaceholder: constant(words.zonePlaceholder),
      series: ({ name }) => label(name, words.everySession),
      session: ofSession,
      zone: ({ zone }) => cut(time.place(zone), OPTION_LIMIT),
      zoneFound: ({ zone, city, nowMs }) =>
        cut(words.zoneFound(city ?? time.place(zone), time.clockIn(zone, nowMs)), OPTION_LIMIT),
      zoneNow: ({ zone, nowMs }) => words.zoneNow(time.clockIn(zone, nowMs)),
      thread: ofSession,
      threadForAll: constant(words.threadForAll),
    },
    commands,
  };
}

/** As many as fit; `more` says how many were left out. */
function within(
  limit: number,
  items: readonly string[],
  separator: string,
  more: (leftOut: number) => string,
): string {
  let length = 0;
  const count = items.findIndex((item) => (length += item.length + separator.length) > limit);
  if (count === -1) return items.join(separator);
  return [...items.slice(0, count), more(items.length - count)].join(separator);
}

const named = ({ name }: Pick<NamedSession, 'name'>): string => `**${plainName(name)}**`;

/** A label of at most 100 characters; its end stands there whole. */
const label = (name: string, end: string): string =>
  `${cut(oneLine(name), OPTION_LIMIT - end.length - 2)}, ${end}`;

const constant =
  (text: string): (() => string) =>
  () =>
    text;

function byName<Name extends string>(
  textByName: Readonly<Record<Name, string>>,
): Readonly<Record<Name, () => string>> {
  const entries = Object.entries<string>(textByName).map(([name, text]) => [name, () => text]);
  return Object.fromEntries(entries) as Record<Name, () => string>;
}
