import {
  type AnnouncementWords,
  createAnnouncements,
  createMentions,
  createSessionWithStart,
} from '../sections/announcements.ts';
import { time } from './time.ts';

const words: AnnouncementWords = {
  sessionWithStart: ({ session, start, dayAndTime }) => `${session} am ${start} (${dayAndTime})`,
  reminderSoon: ({ session, relative, yourTime, wallTime, room }) =>
    `${session} beginnt ${relative}, um ${yourTime} deiner Zeit (${wallTime}), in ${room}.`,
  reminderAhead: ({ session, relative, yourDay, dayAndTime, room }) =>
    `${session} beginnt ${relative}, am ${yourDay} deiner Zeit (${dayAndTime}), in ${room}.`,
  oneTeaches: (name) => `${name} leitet an.`,
  severalTeach: (names) => `${names} leiten an.`,
  teacherExpected: 'Eine Lehrperson wird erwartet.',
};

export const mentions = createMentions('de', (others) => `${others} weitere`);
export const sessionWithStart = createSessionWithStart(words, time);
export const announcements = createAnnouncements(words, time, mentions);
