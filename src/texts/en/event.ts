import { createEvents } from '../sections/events.ts';

export const events = createEvents({
  howToJoin:
    'To join, open the voice room of this event when it begins. Come as you are, listen or sit quietly, and leave whenever you like.',
  allTimes: 'All times, and what has changed:',
  mayNotKeep:
    'I can’t put the sessions into this server’s list of events: I am missing the Create Events permission. Server settings, Roles, Bellkeeper, Create Events. Sessions and reminders go on as usual, and I look again every hour.',
});
