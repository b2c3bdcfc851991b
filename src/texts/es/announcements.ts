import {
  type AnnouncementWords,
  createAnnouncements,
  createMentions,
  createSessionWithStart,
} from '../sections/announcements.ts';
import { time } from './time.ts';

const words: AnnouncementWords = {
  sessionWithStart: ({ session, start, dayAndTime }) => `${session}, el ${start} (${dayAndTime})`,
  reminderSoon: ({ session, relative, yourTime, wallTime, room }) =>
    `${session} empieza ${relative}, a las ${yourTime} en tu hora (${wallTime}), en ${room}.`,
  reminderAhead: ({ session, relative, yourDay, dayAndTime, room }) =>
    `${session} empieza ${relative}, el ${yourDay} en tu hora (${dayAndTime}), en ${room}.`,
  oneTeaches: (name) => `Enseña ${name}.`,
  severalTeach: (names) => `Enseñan ${names}.`,
  teacherExpected: 'Esperamos a alguien que enseñe.',
};

export const mentions = createMentions('es', (others) => `${others} más`);
export const sessionWithStart = createSessionWithStart(words, time);
export const announcements = createAnnouncements(words, time, mentions);
