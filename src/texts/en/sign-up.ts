import { createSignUp, type SignUpWords } from '../sections/sign-up.ts';
import type { CommandTexts } from '../texts.ts';
import { time } from './time.ts';

const words: SignUpWords = {
  refusals: {
    UNKNOWN:
      'I do not know a session by that name. Type the command again, wait for the list to open, and pick one from it.',
    CANCELLED: 'This session does not take place. `/sessions` shows the next ones.',
    OVER: 'This session is over. `/sessions` shows when the next ones begin.',
    PAUSED:
      'These sessions are paused just now. When they go on, you can sign up again; `/sessions` shows the others.',
  },
  ask: (what, when) =>
    `${what}, ${when}. Shall I count you in for every session of it, or only for this one?`,
  askSingle: (what, when) =>
    `You are signed up for ${what}, ${when}. You can come to every session of it, or leave this one out.`,
  askEvery: (what, when) =>
    `You are signed up for every session of ${what}. You can leave out ${when}, or sign off altogether.`,
  signedUpForSeries: (what) => `You are signed up for ${what}, every session.`,
  alreadyForSeries: (what) => `You are signed up for ${what} already, every session.`,
  next: (when) => `The next one begins ${when}.`,
  signedUpForOne: (what, when) => `You are signed up for ${what}, ${when}.`,
  alreadyForOne: (what, when) => `You are signed up for ${what}, ${when}, already.`,
  oneBySeries: (what) =>
    `You are signed up for every session of ${what}, this one included. There is nothing more to do.`,
  reachedDirectly: 'I remind you by direct message, and tell you when something changes.',
  reachedByMention:
    'I mention you before it begins, and when something changes. `/my settings` has other ways.',
  signedOff: (what) => `You are signed off from ${what}.`,
  staysForOthers: 'You stay signed up for the others.',
  welcomeAnyway: 'You are welcome at any time, signed up or not.',
  notSigned: (what) => `You are not signed up for ${what}, so there is nothing to change.`,
  askZone:
    'Where do you live? With your place I can tell you when clocks change, and I write to you only while you are awake. If it is not in the list: `/my settings`.',
  zoneSaved: (place, clock) =>
    `Thank you. I take your time to be that of ${place}, where it is ${clock} now.`,
  zoneUnknown: (written, nearest) =>
    `I do not know a place called “${written}”. Did you mean ${nearest}? Type \`/my settings\` again, and pick your place or a large city near it from the list.`,
  zoneIsOffset: (written) =>
    `“${written}” does not say when your clocks change. Please pick a city that has your time.`,
  zonesWithIt: (places) => `These have it just now: ${places}.`,
  every: (series) => `You are signed up for every session of ${series}.`,
  nothingSigned:
    'You are not signed up for anything yet. Every reminder has a button for it, and `/signup` does the same.',
  nonePlanned: 'None is planned just now.',
  nextSessions: 'Your next sessions:',
  onlySessions: 'You are signed up for:',
  onlyThisOne: 'only this one',
  more: (count) => `And ${count} more.`,
  settings: {
    zoneUnknown: (place) => `I do not know where you live, so I go by the clocks of ${place}.`,
    zone: (place, clock) => `Your time is that of ${place}, where it is ${clock} now.`,
    direct: (reminders) => `I write to you directly, while you are awake. Reminders: ${reminders}.`,
    mention: 'I mention you in the channel before a session and when something changes.',
    languageOfDiscord: 'I write to you in the language of your Discord.',
    language: (name) => `I write to you in ${name}.`,
    how: '`/my settings` changes it, `/my data` gives you all that I keep, `/my forget` erases it.',
  },
  settingsSaved: 'That is kept.',
  remindersNeedDirect:
    'Reminders at times of your own come as direct messages, and you have not asked for these. `/my settings` changes it, under “messages”.',
  data: 'This file has everything that I keep about you. `/my forget` erases it for good.',
  noData: 'I keep nothing about you.',
  forgetPreview:
    'Everything that I keep about you will be erased at once: what you signed up for, your settings, and your name in my records. It can’t be undone. Shall I?',
  forgotten: 'Everything that I kept about you is erased. You are welcome at any time.',
  rolesLeft:
    'Discord did not let me take a role from you that came with signing up; a coordinator can.',
  forgetKept: 'Nothing was changed.',
  directReminder: ({ what, relative, when, room }) =>
    `${what} begins ${relative}, ${when}, in ${room}.`,
  mentionReminder: (what, relative) => `${what} begins ${relative}.`,
  directClosed:
    'I could not send you a direct message. Server menu, Privacy Settings, Direct Messages lets me; `/my settings` turns them off.',
  directSpent: 'I have sent as many direct messages today as I may, so I tell you here.',
  weekly: (from, place) =>
    `**The sessions of the week**, from ${from} on. The times are your own; those in brackets are of ${place}.`,
  inRoom: (what, room) => `${what} in ${room}`,
  weeklyMore: (count) => `And ${count} more; \`/sessions\` shows them.`,
  rolesRefused:
    'I can’t give or take the roles of those who sign up, so I mention people one by one in a thread instead. If you would rather have roles: Server settings, Roles, drag Bellkeeper above the roles that it made, and allow it Manage Roles.',
  buttons: {
    signUp: 'Sign up',
    signUpSeries: 'Every session',
    signUpOnce: 'Only this one',
    signOffSeries: 'Sign off from all',
    signOffOnce: 'Leave this one out',
    my: 'My sessions',
    tellDirectly: 'Send me direct messages',
    mentionMe: 'Mention me instead',
    forgetMe: 'Erase everything about me',
    stay: 'Keep it',
  },
  weeklyPlaceholder: 'Sign up for every session of …',
  zonePlaceholder: 'Choose a place with your time',
  everySession: 'every session',
  zoneFound: (place, clock) => `${place}: it is ${clock} there now`,
  zoneNow: (clock) => `It is ${clock} there now`,
  threadForAll: 'For those who signed up',
  reminderTimes: {
    series: 'as each session has them',
    '10': '10 minutes before',
    '30': '30 minutes before',
    '60': 'an hour before',
    '60+10': 'an hour and 10 minutes before',
    '1440': 'a day before',
    '1440+60': 'a day and an hour before',
    '1440+60+10': 'a day, an hour and 10 minutes before',
  },
  languages: { en: 'English', es: 'Spanish', de: 'German', fr: 'French' },
};

const commands: CommandTexts = {
  signup: {
    name: 'signup',
    description: 'Be reminded of a session, or of every session of a kind',
    options: { session: { name: 'session', description: 'Type a few letters and pick one' } },
  },
  signoff: {
    name: 'signoff',
    description: 'Be reminded no more of a session, or of every session of a kind',
    options: { session: { name: 'session', description: 'Type a few letters and pick one' } },
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
        choices: words.reminderTimes,
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
        choices: { discord: 'as in my Discord', ...words.languages },
      },
    },
  },
  'my data': { name: 'data', description: 'Everything that is kept about you, as a file' },
  'my forget': {
    name: 'forget',
    description: 'Erase everything that is kept about you, after you confirm it',
  },
};

export const signUp = createSignUp(words, time, commands);
