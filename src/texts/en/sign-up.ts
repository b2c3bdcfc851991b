import { channelMention, discordTime, fitLines, OPTION_LIMIT } from '../discord-format.ts';
import { cut, oneLine, plain, plainName } from '../plain.ts';
import type { OwnSession, OwnSettings, SignUpTexts } from '../sign-up-texts.ts';
import type { NamedSession } from '../texts.ts';
import { time } from './time.ts';

const reminderTimes = {
  series: 'as each session has them',
  '10': '10 minutes before',
  '30': '30 minutes before',
  '60': 'an hour before',
  '60+10': 'an hour and 10 minutes before',
  '1440': 'a day before',
  '1440+60': 'a day and an hour before',
  '1440+60+10': 'a day, an hour and 10 minutes before',
};

const languages: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Spanish',
  de: 'German',
  fr: 'French',
};

export const signUp: SignUpTexts = {
  refusals: {
    UNKNOWN: () =>
      'I do not know a session by that name. Type the command again, wait for the list to open, and pick one from it.',
    CANCELLED: () => 'This session does not take place. `/sessions` shows the next ones.',
    OVER: () => 'This session is over. `/sessions` shows when the next ones begin.',
    PAUSED: () =>
      'These sessions are paused just now. When they go on, you can sign up again; `/sessions` shows the others.',
  },

  ask: (session) =>
    `${named(session)}, ${start(session)}. Shall I count you in for every session of it, or only for this one?`,
  askSigned: ({ isSingle, ...session }) =>
    isSingle
      ? `You are signed up for ${named(session)}, ${start(session)}. You can come to every session of it, or leave this one out.`
      : `You are signed up for every session of ${named(session)}. You can leave out ${start(session)}, or sign off altogether.`,
  signedUpForSeries: ({ name, nextAtMs, already, wantsDirect }) => {
    const what = already
      ? `You are signed up for **${plainName(name)}** already.`
      : `You are signed up for **${plainName(name)}**, every session.`;
    const next = nextAtMs === null ? '' : ` The next one begins ${discordTime(nextAtMs, 'F')}.`;
    return `${what}${next} ${reached(wantsDirect)}`;
  },
  signedUpForOne: ({ how, wantsDirect, ...session }) => {
    switch (how) {
      case 'bySeries':
        return `You are signed up for every session of ${named(session)}, this one included. There is nothing more to do.`;
      case 'already':
        return `You are signed up for ${named(session)}, ${start(session)}, already. ${reached(wantsDirect)}`;
      default:
        return `You are signed up for ${named(session)}, ${start(session)}. ${reached(wantsDirect)}`;
    }
  },
  signedOffSeries: ({ name, wasSigned }) =>
    wasSigned
      ? `You are signed off from **${plainName(name)}**. You are welcome at any time, signed up or not.`
      : `You are not signed up for **${plainName(name)}**, so there is nothing to change.`,
  signedOffOne: ({ wasSigned, goesOn, ...session }) => {
    const what = `${named(session)}, ${start(session)}`;
    if (!wasSigned) return `You are not signed up for ${what}, so there is nothing to change.`;
    const rest = goesOn ? ' You stay signed up for the others.' : '';
    return `You are signed off from ${what}.${rest} You are welcome at any time, signed up or not.`;
  },

  askZone: () =>
    'Where do you live? With your place I can tell you when clocks change, and I write to you only while you are awake. If it is not in the list: `/my settings`.',
  zoneSaved: ({ zone, nowMs }) =>
    `Thank you. I take your time to be that of ${time.place(zone)}, where it is ${time.clockIn(zone, nowMs)} now.`,
  zoneUnknown: ({ written, nearest }) =>
    `I do not know a place called “${plainName(written)}”. Did you mean ${time.place(nearest)}? Type \`/my settings\` again, and pick your place or a large city near it from the list.`,
  zoneIsOffset: ({ written, zones }) =>
    `“${plainName(written)}” does not say when your clocks change. Please pick a city that has your time${zones.length === 0 ? '' : `, for example ${zones.map((zone) => time.place(zone)).join(', ')}`}.`,

  my: ({ sessions, series, settings }) =>
    `${signUp.mySessions({ sessions, series })}\n\n${settingsInWords(settings)}`,
  mySessions: ({ sessions, series }) => {
    const every =
      series.length === 0
        ? ''
        : `You are signed up for every session of ${series.map((name) => `**${plainName(name)}**`).join(', ')}.`;
    if (sessions.length === 0) {
      return every === ''
        ? 'You are not signed up for anything yet. Every reminder has a button for it, and so has `/signup`.'
        : `${every} None is planned just now.`;
    }
    const head = every === '' ? 'You are signed up for:' : `${every} Your next sessions:`;
    return shortLines(head, sessions.map(ownLine));
  },
  settings: (settings) => settingsInWords(settings),
  settingsSaved: (settings) => `That is kept.\n\n${settingsInWords(settings)}`,
  remindersNeedDirect: () =>
    'Reminders at times of your own come as direct messages, and you have not asked for these. `/my settings` changes it, under “messages”.',
  data: () => 'This file has everything that I keep about you. `/my forget` erases it for good.',
  noData: () => 'I keep nothing about you.',
  forgetPreview: () =>
    'Everything that I keep about you will be erased at once: what you signed up for, your settings, and your name in my records. It can’t be undone. Shall I?',
  forgotten: ({ rolesLeft }) => {
    const roles =
      rolesLeft === 0
        ? ''
        : ' Discord did not let me take a role from you that came with signing up; a coordinator can.';
    return `Everything that I kept about you is erased. You are welcome at any time.${roles}`;
  },
  forgetKept: () => 'Nothing was changed.',

  directReminder: (session) =>
    `${named(session)} begins ${discordTime(session.startsAtMs, 'R')}, ${start(session)}, in ${channelMention(session.roomId)}.`,
  mentionReminder: (session) => `${named(session)} begins ${discordTime(session.startsAtMs, 'R')}.`,
  directClosed: () =>
    'I could not send you a direct message. Server menu, Privacy Settings, Direct Messages lets me; `/my settings` turns them off.',
  directSpent: () => 'I have sent as many direct messages today as I may, so I tell you here.',

  weekly: ({ sessions, zone, mondayAtMs }) =>
    fitLines(
      `**The sessions of this week**, from ${discordTime(mondayAtMs, 'D')} on. The times are your own; those in brackets are of ${time.place(zone)}.`,
      sessions.map(
        ({ name, startsAtMs, roomId }) =>
          `- ${discordTime(startsAtMs, 'F')} (${time.clockIn(zone, startsAtMs)}): **${plainName(name)}**${roomId === null ? '' : ` in ${channelMention(roomId)}`}`,
      ),
      (leftOut) => `And ${leftOut} more; the button below shows them.`,
    ),

  rolesRefused: () =>
    'I can’t give or take the roles of those who sign up, so I mention people one by one in a thread instead. If you would rather have roles: Server settings, Roles, drag Bellkeeper above the roles that it made, and allow it Manage Roles.',

  labels: {
    buttons: {
      signUp: () => 'Sign up',
      signUpSeries: () => 'Every session',
      signUpOnce: () => 'Only this one',
      signOffSeries: () => 'Sign off from all',
      signOffOnce: () => 'Leave this one out',
      my: () => 'My sessions',
      forgetMe: () => 'Erase everything about me',
      stay: () => 'Keep it',
    },
    weeklyPlaceholder: () => 'Sign up for every session of …',
    zonePlaceholder: () => 'Choose a place with your time',
    series: ({ name }) => `${cut(oneLine(name), OPTION_LIMIT - 15)}, every session`,
    session: ({ name, startsAtMs, zone }) => {
      const end = `, ${time.dayAndTime(zone, startsAtMs)}`;
      return cut(oneLine(name), OPTION_LIMIT - end.length) + end;
    },
    zone: ({ zone }) => cut(time.place(zone), OPTION_LIMIT),
    zoneFound: ({ zone, city, nowMs }) =>
      cut(
        `${city ?? time.place(zone)}: it is ${time.clockIn(zone, nowMs)} there now`,
        OPTION_LIMIT,
      ),
    zoneNow: ({ zone, nowMs }) => `It is ${time.clockIn(zone, nowMs)} there now`,
    thread: ({ name, startsAtMs, zone }) => {
      const end = `, ${time.dayAndTime(zone, startsAtMs)}`;
      return cut(oneLine(name), OPTION_LIMIT - end.length) + end;
    },
    threadForAll: () => 'For those who signed up',
  },

  commands: {
    signup: {
      name: 'signup',
      description: 'Be reminded of a session, or of every session of a kind',
      options: {
        session: { name: 'session', description: 'Type a few letters and pick one' },
      },
    },
    signoff: {
      name: 'signoff',
      description: 'Be reminded no more of a session, or of every session of a kind',
      options: {
        session: { name: 'session', description: 'Type a few letters and pick one' },
      },
    },
    my: { name: 'my', description: 'Your sessions and settings, and what is kept about you' },
    'my sessions': { name: 'sessions', description: 'The sessions that you signed up for' },
    'my settings': {
      name: 'settings',
      description: 'Your time zone, reminders, messages and language',
      options: {
        zone: { name: 'zone', description: 'Your place, or a large city near it' },
        reminders: {
          name: 'reminders',
          description: 'When direct messages remind you',
          choices: reminderTimes,
        },
        messages: {
          name: 'messages',
          description: 'How you are told',
          choices: {
            direct: 'by direct message, while you are awake',
            mention: 'by a mention in the channel',
          },
        },
        language: {
          name: 'language',
          description: 'The language of what is written to you alone',
          choices: { discord: 'as in my Discord', ...languages },
        },
      },
    },
    'my data': { name: 'data', description: 'Everything that is kept about you, as a file' },
    'my forget': {
      name: 'forget',
      description: 'Erase everything that is kept about you, after you confirm it',
    },
  },
};

const named = ({ name }: Pick<NamedSession, 'name'>): string => `**${plainName(name)}**`;

const start = ({ startsAtMs, zone }: Omit<NamedSession, 'name'>): string =>
  `${discordTime(startsAtMs, 'F')} (${time.wallTime(zone, startsAtMs)})`;

const reached = (wantsDirect: boolean): string =>
  wantsDirect
    ? 'I remind you by direct message, and tell you when something changes.'
    : 'I mention you before it begins, and when something changes. `/my` shows and changes it all.';

const ownLine = ({ isSingle, ...session }: OwnSession): string =>
  `- ${discordTime(session.startsAtMs, 'F')} (${time.wallTime(session.zone, session.startsAtMs)}): ${named(session)}${isSingle ? ', only this one' : ''}`;

/** The panel has more below the list. */
const MOST_LINES = 10;

function shortLines(head: string, lines: readonly string[]): string {
  const more = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES);
  return [head, ...shown, ...(more > 0 ? [`And ${more} more.`] : [])].join('\n');
}

function settingsInWords(settings: OwnSettings): string {
  return [
    zoneInWords(settings),
    settings.wantsDirect
      ? `I write to you directly, while you are awake. Reminders: ${remindersInWords(settings.remindersMs)}.`
      : 'I mention you in the channel before a session and when something changes.',
    settings.language === null
      ? 'I write to you in the language of your Discord.'
      : `I write to you in ${languages[settings.language] ?? plain(settings.language)}.`,
    '`/my settings` changes it, `/my data` gives you all that I keep, `/my forget` erases it.',
  ].join('\n');
}

function zoneInWords({ zone, timetableZone, nowMs }: OwnSettings): string {
  return zone === null
    ? `I do not know where you live, so I go by the clocks of ${time.place(timetableZone)}.`
    : `Your time is that of ${time.place(zone)}, where it is ${time.clockIn(zone, nowMs)} now.`;
}

function remindersInWords(remindersMs: readonly number[] | null): string {
  const key = (remindersMs ?? []).map((ms) => ms / 60_000).join('+');
  const known = Object.entries(reminderTimes).find(([value]) => value === (key || 'series'));
  return known?.[1] ?? (remindersMs ?? []).map((ms) => time.length(ms)).join(', ');
}
