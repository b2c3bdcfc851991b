import {
  type AnnouncementWords,
  createAnnouncements,
  createMentions,
  createSessionWithStart,
} from '../sections/announcements.ts';
import { time } from './time.ts';

const words: AnnouncementWords = {
  sessionWithStart: ({ session, start, dayAndTime }) => `${session}, le ${start} (${dayAndTime})`,
  reminderSoon: ({ session, relative, yourTime, wallTime, room }) =>
    `${session} commence ${relative}, à ${yourTime} à votre heure (${wallTime}), dans ${room}.`,
  reminderAhead: ({ session, relative, yourDay, dayAndTime, room }) =>
    `${session} commence ${relative}, le ${yourDay} à votre heure (${dayAndTime}), dans ${room}.`,
  oneTeaches: (name) => `La séance est guidée par ${name}.`,
  severalTeach: (names) => `La séance est guidée par ${names}.`,
  teacherExpected: 'Nous attendons une personne pour guider la séance.',
};

export const mentions = createMentions('fr', (others) => `${others} autres`);
export const sessionWithStart = createSessionWithStart(words, time);
export const announcements = createAnnouncements(words, time, mentions);
