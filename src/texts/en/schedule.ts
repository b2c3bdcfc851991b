import { createNotices } from '../sections/notices.ts';
import { createSchedule } from '../sections/schedule.ts';
import { time } from './time.ts';

export const schedule = createSchedule({
  time,
  locale: 'en-GB',
  weekdays: { 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat', 7: 'Sun' },
  rule: {
    daily: 'Every day',
    everyOtherDay: 'Every other day',
    everyOther: (days) => `every other ${days}`,
    everyNWeeks: (days, weeks) => `${days} every ${weeks} weeks`,
    nth: { '1': 'first', '2': 'second', '3': 'third', '4': 'fourth', '5': 'fifth', '-1': 'last' },
    nthDay: (nth, day) => `${nth} ${day} of the month`,
    monthDays: (days) => `Day ${days} of the month`,
    once: (date) => `Once, on ${date}`,
    other: 'By a rule of its own',
    at: (days, times, city) => `${days} at ${times} in ${city}`,
  },
  signedUp: (count) => {
    if (count === 0) return 'Nobody is signed up.';
    return count === 1 ? 'One person is signed up.' : `${count} people are signed up.`;
  },
  preview: {
    ask: {
      addSeries: ({ name }) => `Add ${name}?`,
      editSeries: ({ name }) => `Change ${name}?`,
      pauseSeries: ({ name }) => `Pause ${name}? It has no sessions until you resume it.`,
      resumeSeries: ({ name }) => `Resume ${name}?`,
      removeSeries: ({ name }) => `Remove ${name} with all of its sessions?`,
      cancelSession: ({ session }) => `Cancel one session? ${session}`,
      restoreSession: ({ session }) => `Let this session take place after all? ${session}`,
      addSession: ({ session }) => `Add one session? ${session}`,
      dropSession: ({ session }) => `Take this session away again? ${session}`,
      moveSession: ({ session, to }) => `Move one session? ${session} would begin on ${to}`,
    },
    undoes: 'This undoes the last change.',
    lengthAndRoom: (length, room) => `${length}, in ${room}.`,
    next: 'The next sessions would be:',
    none: 'No session is planned.',
    cancelled: 'cancelled',
    told: 'They will be told within a minute.',
    untold: 'Nothing changes for them, so they are not told.',
    shifted: (at) => `The clocks jump over that time once: on that day it begins at ${at}.`,
    fields: {
      name: 'the name',
      rule: 'the days and times',
      durationMs: 'the length',
      room: 'the room',
      announce: 'where it is announced',
      graceMs: 'how long we wait for a teacher',
      remindersMs: 'the reminders',
      teacherIds: 'who teaches',
      ifNobodyChooses: 'what happens when nobody chooses',
      description: 'the description',
      tellsTeacherChanges: 'whether people are told of another teacher',
      participantsVote: 'who chooses what follows the welcome',
    },
    changes: (fields) => `What changes: ${fields}.`,
  },
  done: {
    addSeries: ({ name }) => `${name} is in the timetable.`,
    editSeries: ({ name }) => `${name} is changed.`,
    pauseSeries: ({ name }) => `${name} is paused.`,
    resumeSeries: ({ name }) => `${name} goes on.`,
    removeSeries: ({ name }) =>
      `${name} is no longer in the timetable. \`/schedule undo\` brings it back.`,
    cancelSession: ({ session }) => `Cancelled: ${session}.`,
    restoreSession: ({ session }) => `It takes place after all: ${session}.`,
    addSession: ({ session }) => `Added: ${session}.`,
    dropSession: ({ session }) => `Taken away again: ${session}.`,
    moveSession: ({ name, to }) => `Moved: ${name} now begins on ${to}.`,
  },
  doneTold: (count) => `${count} They will be told within a minute.`,
  discarded: 'Nothing was changed.',
  list: {
    head: '**The timetable**',
    paused: 'Paused.',
    votes: 'The room votes for what follows the welcome.',
    next: (at) => `Next: ${at}.`,
    more: (count) =>
      count === 1 ? 'One more is not shown here.' : `${count} more are not shown here.`,
    none: 'There is nothing in the timetable yet. `/schedule add` puts in the first series.',
  },
  buttons: { confirmDraft: 'Confirm', discardDraft: 'Back' },
  refusal: {
    UNKNOWN_SERIES: () =>
      'I know no such series. Pick one from the list that appears while you type.',
    UNKNOWN_SESSION: () =>
      'I know no such session. Pick one from the list that appears while you type.',
    SERIES_ID_TAKEN: ({ name }) =>
      `There is a series named ${name} already. Give this one another name, or change that one with \`/schedule edit\`.`,
    ALREADY_CANCELLED: () => 'That session is cancelled already.',
    ALREADY_PAUSED: () => 'That series is paused already. `/schedule resume` lets it go on.',
    NOT_PAUSED: () => 'That series is not paused.',
    NOTHING_CHANGES: () => 'That is how it is already, so there is nothing to change.',
    SERIES_IS_PAUSED: () => 'That series is paused. Resume it first with `/schedule resume`.',
    SESSION_HAS_BEGUN: () => 'That session has begun or is over, so it can no longer be changed.',
    STARTS_IN_PAST: ({ at }) => `That would be in the past: ${at}. Write a later time.`,
    TOO_LONG: ({ hours }) => `A session may last up to ${hours} hours. Write fewer minutes.`,
    NO_SESSIONS_AHEAD: () =>
      'These days and times give no session in the next two years. Write other days.',
    ROOM_OVERLAP: ({ name, other, room, at }) =>
      `${room} would hold two sessions at once: ${name} and ${other}, first on ${at}. Choose another time, a shorter length or another room.`,
    UNKNOWN_ROOM: ({ written }) =>
      `I find no voice channel named ${written}. Check the spelling, or let me see that channel.`,
    UNKNOWN_ANNOUNCE: ({ written }) =>
      `I find no text channel named ${written}. Check the spelling, or let me see that channel.`,
    NOTHING_TO_UNDO: () => 'There is no change to undo.',
    UNDO_TOO_LATE: () =>
      'The last change can no longer be undone: it was changed again since, or the session has begun.',
    DRAFT_IS_OLD: () =>
      'This preview is old, or the timetable has changed since. Please use the command again.',
    MOMENT_UNREADABLE: ({ found, write }) =>
      `I cannot read ${found} as a date and a time. Write it like this: ${write}`,
    MOMENT_TIME_UNCLEAR: ({ found, write }) =>
      `In ${found} I cannot tell morning from evening. Write 7:00, 7am or 7pm, for example: ${write}`,
    MOMENT_NO_SUCH_DATE: ({ found }) => `The calendar has no such day: ${found}.`,
    MOMENT_IN_GAP: ({ at, found }) =>
      `The clocks jump forward that day, and ${found} does not exist. The same moment after the jump is ${at}. Write that time, or another one.`,
    WHEN: ({ found, write }) =>
      `I cannot read ${found} as days and times. Write it like this: ${write}`,
    WHEN_UNCLEAR: ({ found, write }) =>
      `In ${found} I cannot tell morning from evening. Write 7:00, 7am or 7pm, for example: ${write}`,
    WHEN_DIFFER: ({ write }) =>
      `Different days at different times need a series each. For the first: ${write}`,
    WHEN_DATE: ({ write }) =>
      `A single date is added to a series with \`/schedule add-once\`. For days that come again, write for example: ${write}`,
    CRON: ({ found }) =>
      `I cannot use ${found}. Write the days in words instead, for example: Mon, Wed, Fri 07:00`,
    UNKNOWN_ZONE: ({ found, write }) =>
      `I know no time zone named ${found}. Did you mean ${write}?`,
    REMINDERS_UNREADABLE: ({ found }) =>
      `I cannot read ${found} as reminders. Write them like this: 24h, 1h, 10m`,
    NO_SUCH_DATE: ({ found }) =>
      `The calendar has no such day: ${found}. Write it like this: 2026-12-01`,
    NAME_EMPTY: () => 'A series needs a name that people can read.',
  },
});

export const notices = createNotices({
  time,
  locale: 'en-GB',
  rule: schedule.rule,
  head: '**A change to our timetable**',
  more: (count) =>
    count === 1
      ? 'One more change is in `/sessions`.'
      : `${count} more changes are in \`/sessions\`.`,
  cancelled: (session) => `${session} will not take place. We are sorry for the change.`,
  back: (session) => `${session} takes place after all.`,
  added: (session) => `There is one more session: ${session}.`,
  paused: (name) => `${name} is paused for now. We will write when it goes on.`,
  removed: (name) => `${name} has ended and has no more sessions. Thank you for coming.`,
  resumed: (name) => `${name} goes on.`,
  moved: (name, from, to) => `${name} has moved. It was on ${from}; now it begins on ${to}.`,
  length: (session, length) => `${session} now lasts ${length}.`,
  newTime: (name, rule) => `${name} has new times: ${rule}.`,
  newRoom: (name, room) => `${name} now meets in ${room}.`,
  newLength: (name, length) => `${name} now lasts ${length}.`,
  teacher: (session, who) => `${session}: ${who}`,
  nextIs: (at) => `The next session is on ${at}.`,
  teaches: (names) => `${names} will teach.`,
  teacherIsAsked: 'another teacher is being asked.',
  changeMention: 'This is about a session that you signed up for.',
  clocks:
    '**Clocks change soon**\nOur sessions keep their time in Los Angeles. In some countries the clocks change on other days, so a session may begin at another hour there. Those of you for whom that is so are told in the thread below.',
  shiftHead: (city) => `In ${city} the time changes for you:`,
  shift: (name, old, now, from) => `${name}: ${now} instead of ${old}, from ${from}`,
  until: (until) => ` until ${until}`,
  dayBefore: 'the day before',
  dayAfter: 'the day after',
});
