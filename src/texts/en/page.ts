import type { PageTexts } from '../page-texts.ts';

export const page: PageTexts = {
  languageName: () => 'English',
  languages: () => 'Languages',

  title: ({ communityName }) => `Practice sessions of ${communityName}`,
  summary: ({ communityName }) =>
    `When ${communityName} practises together in the next four weeks, in your own time, and how to join. You are welcome to come.`,
  skipToSessions: () => 'Go to the sessions',
  heading: () => 'Practice sessions',
  intro: () => 'We practise together online, and you are welcome to come.',
  ahead: () => 'These are the sessions of the next four weeks.',
  timesOfTimetable: ({ place }) => `All times are ${place} time.`,
  timesOfVisitor: ({ place, timetable }) =>
    `All times are your own, as in ${place}. The time in ${timetable} stands beside them.`,
  timesAreTheSame: ({ place }) => `All times are your own, the same as in ${place}.`,
  timeIn: ({ time, place }) => `${time} in ${place}`,
  room: ({ roomName }) => `in ${roomName}`,
  cancelled: () => 'Cancelled: this session does not take place.',
  moved: () => 'Moved: this is not its usual time.',
  now: () => 'It is going on now.',
  empty: () =>
    'No sessions are planned for the next four weeks. When there are new ones, they will stand here and in the calendar.',

  joinHeading: () => 'How to join',
  joinOpen: () => 'Open our community on Discord a few minutes before the start.',
  joinRoom: () =>
    'Choose the voice room that is named beside the session. You need no camera, and your microphone can stay off.',
  joinFreely: () => 'Come as you are. You may leave whenever you like.',
  joinLink: () => 'Join us on Discord',
  noTeacherHeading: () => 'If no teacher can come',
  noTeacher: () =>
    'You are not left alone: our companion Bellkeeper reads a welcome aloud, and then we sit together in silence or listen to an approved recording.',
  calendarHeading: () => 'In your calendar',
  calendar: () =>
    'Subscribe once, and every session is in your own calendar, in your own time. What is moved or cancelled changes there by itself.',
  calendarLink: () => 'Subscribe to all sessions',
  calendarAddress: () => 'If your calendar asks for an address, this is it:',
  oneSeries: () => 'Subscribe to only one kind of session',
  privacy: () => 'This page sets no cookies and keeps no record of who visits it.',

  notReadyHeading: () => 'One moment, please',
  notReady: () => 'The timetable is not ready yet. Please come back to this page in half a minute.',
  notFoundHeading: () => 'There is nothing at this address',
  notFound: () =>
    'Perhaps a letter is missing in it, or the sessions that it belonged to have come to their end.',
  notAllowedHeading: () => 'This address can only be read',
  notAllowed: () => 'Nothing can be sent to it.',
  backToSessions: () => 'See the coming sessions',

  feedName: ({ communityName }) => `Practice sessions, ${communityName}`,
  feedNameOfSeries: ({ seriesName, communityName }) => `${seriesName}, ${communityName}`,
  feedCancelled: ({ seriesName }) => `Cancelled: ${seriesName}`,
  feedMoved: () => 'This session was moved from its usual time.',
  feedJoin: ({ roomName }) =>
    `To join, open our community on Discord and choose the voice room ${roomName}. You need no camera, and your microphone can stay off.`,
};
