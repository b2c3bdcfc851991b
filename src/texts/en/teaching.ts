import { discordTime, userMention } from '../discord-format.ts';
import { createMine, createTeachingPlan, peopleLine, placed } from '../sections/teaching.ts';
import type { TeachingTexts } from '../teaching-texts.ts';
import { mentions, sessionWithStart } from './announcements.ts';
import { time } from './time.ts';

export const teaching: TeachingTexts = {
  askAssigned: ({ userId, stage, ...session }) =>
    stage === '24h'
      ? `${userMention(userId)}, you are down to teach ${sessionWithStart(session)}. Will you be there?`
      : `${userMention(userId)}, you are down to teach ${sessionWithStart(session)}, ${discordTime(session.startsAtMs, 'R')}. Will you be there? I am asking others as well now, so that the room has somebody; whoever says yes first has it.`,
  remind: ({ userId, stage, ...session }) =>
    stage === '24h'
      ? `${userMention(userId)}, you are teaching ${sessionWithStart(session)}. Thank you. If something has come up, the button tells me, and I look for somebody else.`
      : `${userMention(userId)}, you are teaching ${sessionWithStart(session)}, ${discordTime(session.startsAtMs, 'R')}. Thank you. If something has come up, the button tells me.`,
  ask: ({ userId, untilMs, ...session }) => {
    const next =
      untilMs === null
        ? ''
        : ` At ${discordTime(untilMs, 't')} I ask somebody else as well; a later yes is welcome too, as long as it is open.`;
    return `${userMention(userId)}, ${sessionWithStart(session)} has no teacher yet. Could you teach it?${next}`;
  },
  comes: ({ userId, ...session }) =>
    `${userMention(userId)} teaches ${sessionWithStart(session)}. Thank you. If something comes up, the button tells me.`,
  cantCome: ({ userId, ...session }) =>
    `Thank you for telling me, ${userMention(userId)}. I am looking for somebody else for ${sessionWithStart(session)}.`,
  taken: ({ userId, byId, ...session }) =>
    `${userMention(byId)} teaches ${sessionWithStart(session)}. Thank you, ${userMention(userId)}; there is nothing more to do.`,
  released: ({ userId, ...session }) =>
    `${userMention(userId)}, a coordinator has planned ${sessionWithStart(session)} differently, and you are free then. Thank you.`,
  cancelled: ({ userId, ...session }) =>
    `${userMention(userId)}, ${sessionWithStart(session)} will not take place. Thank you for having said yes.`,
  moved: ({ userId, ...session }) =>
    `${userMention(userId)}, a session that you had said yes to has been moved: it is ${sessionWithStart(session)} now. Will you be there?`,

  nobody: ({ silentIds, declinedIds, ...session }) =>
    `Nobody has confirmed yet to teach ${sessionWithStart(session)}; it begins ${discordTime(session.startsAtMs, 'R')}.${peopleLine(silentIds, mentions, (names) => `Asked, and no answer yet: ${names}.`)}${peopleLine(declinedIds, mentions, (names) => `Not able to come: ${names}.`)}\nIf no teacher comes, I read the welcome, and the room practises together from there.`,
  plan: createTeachingPlan(
    {
      title: 'Who teaches, in the next four weeks',
      none: 'No session is planned.',
      counts: ({ all, covered, asked, open }) =>
        `${all === 1 ? '1 session' : `${all} sessions`}: ${covered} covered, ${asked} asked, ${open} open.`,
      timesOf: (place) => `Times are those of ${place}.`,
      week: (day) => `From ${day}:`,
      allCovered: ({ symbol, all }) =>
        all === 1 ? `${symbol} covered` : `${symbol} all ${all} covered`,
      someCovered: ({ covered, all }) => `${covered} of ${all} covered`,
      more: (leftOut) => `And ${leftOut} more lines.`,
    },
    time,
  ),
  assigned: ({ userId, isAskedNow, ...session }) =>
    `${userMention(userId)} is down to teach ${sessionWithStart(session)}. ${isAskedNow ? 'I am asking them now whether they can come.' : 'I ask them a day before and two hours before whether they can come.'}`,
  unassigned: ({ userId, ...session }) =>
    `${userMention(userId)} is not on ${sessionWithStart(session)} any more. From a day before, I ask the others.`,
  added: ({ userId }) =>
    `${userMention(userId)} teaches from now on: I ask them when a session needs somebody. They can set their time zone with \`/my\`.`,
  removed: ({ userId }) => `I do not ask ${userMention(userId)} to teach any more.`,
  notATeacher: ({ userId }) => `${userMention(userId)} is not among those I ask to teach.`,

  mine: createMine(
    {
      head: 'These are your sessions, and open ones that you could take. Times are your own.',
      part: {
        confirmed: 'you are teaching. Thank you.',
        assigned: 'you are down to teach. Will you be there?',
        asked: 'I have asked you. Could you teach it?',
        open: 'it has no teacher yet.',
      },
      more: (leftOut) => `And ${leftOut} more after these.`,
    },
    sessionWithStart,
  ),
  noneMine: () => 'You are on no session of the next four weeks, and every one has somebody.',
  notTeaching: () =>
    'I do not know you as a teacher yet. A coordinator can add you with `/teachers add`.',
  saidYes: (session) => `Thank you. You are teaching ${sessionWithStart(session)}.`,
  saidNo: (session) =>
    `Thank you for telling me. I look for somebody else for ${sessionWithStart(session)}.`,
  notNow: {
    OVER: (session) => `${sessionWithStart(session)} is over. Thank you all the same.`,
    TAKEN: ({ byId, ...session }) =>
      byId === null
        ? `Somebody else was just a moment earlier for ${sessionWithStart(session)}. Thank you for offering.`
        : `${userMention(byId)} is down for ${sessionWithStart(session)} already. Thank you for offering; I ask you if that changes.`,
    MOVED: (session) =>
      `This session has been moved in the meantime: it is ${sessionWithStart(session)} now. Your answer was about the earlier time; \`/teaching\` takes one for the new time.`,
    NOT_A_TEACHER: (session) =>
      `This question was for somebody else. If you would like to teach ${sessionWithStart(session)}, a coordinator can add you.`,
    NOT_ASSIGNED: (session) => `They are not on ${sessionWithStart(session)}. Nothing was changed.`,
    CANCELLED: (session) => `${sessionWithStart(session)} does not take place. Thank you.`,
  },

  labels: {
    come: ({ place }) => placed(place, "I'll be there"),
    cantCome: ({ place }) => placed(place, "I can't come"),
    take: ({ place }) => placed(place, 'I can take this one'),
  },
  commands: {
    teaching: {
      name: 'teaching',
      description: 'The sessions that you teach, and open ones that you could take',
    },
    teachers: { name: 'teachers', description: 'Who teaches which session (coordinators)' },
    'teachers assign': {
      name: 'assign',
      description: 'Put a teacher on a session',
      options: {
        session: { name: 'session', description: 'Type a few letters and pick a session' },
        teacher: { name: 'teacher', description: 'Who teaches it' },
      },
    },
    'teachers unassign': {
      name: 'unassign',
      description: 'Take a teacher off a session; the others are asked then',
      options: {
        session: { name: 'session', description: 'Type a few letters and pick a session' },
        teacher: { name: 'teacher', description: 'Who does not teach it after all' },
      },
    },
    'teachers add': {
      name: 'add',
      description: 'Ask this person when a session needs a teacher',
      options: { teacher: { name: 'teacher', description: 'Who may be asked to teach' } },
    },
    'teachers remove': {
      name: 'remove',
      description: 'Ask this person to teach no more',
      options: { teacher: { name: 'teacher', description: 'Who is not asked any more' } },
    },
    'teachers plan': {
      name: 'plan',
      description: 'Which sessions of the next four weeks are covered, and which are open',
    },
  },
};
