import {
  type AnnouncementWords,
  createAnnouncements,
  createMentions,
  createSessionWithStart,
} from '../sections/announcements.ts';
import { time } from './time.ts';

const words: AnnouncementWords = {
  sessionWithStart: ({ session, start, dayAndTime }) => `${session} on ${start} (${dayAndTime})`,
  reminderSoon: ({ session, relative, yourTime, wallTime, room }) =>
    `${session} begins ${relative}, at ${yourTime} your time (${wallTime}), in ${room}.`,
  reminderAhead: ({ session, relative, yourDay, dayAndTime, room }) =>
    `${session} begins ${relative}, on ${yourDay} your time (${dayAndTime}), in ${room}.`,
  oneTeaches: (name) => `${name} is teaching.`,
  severalTeach: (names) => `${names} are teaching.`,
  teacherExpected: 'A teacher is expected.',
};

export const mentions = createMentions('en-GB', (others) => `${others} more`);
export const sessionWithStart = createSessionWithStart(words, time);
export const announcements = createAnnouncements(words, time, mentions);
