/** The sessions as search engines read them: schema.org's Event, as JSON-LD. */
import { oneLine } from '../texts/plain.ts';
import type { PublicSession, PublicTimetable } from './public-timetable.ts';

/** The soonest are what people search for; more would make the page twice as large. */
const EVENTS = 40;

interface Where {
  /** Of the page. */
  readonly pageUrl: string;
  /** Where one joins. */
  readonly joinUrl: string;
}

/** JSON that may stand inside a script element. */
export function structuredData(
  sessions: readonly PublicSession[],
  { communityName }: PublicTimetable,
  where: Where,
): string {
  const organizer = { '@type': 'Organization', name: oneLine(communityName), url: where.pageUrl };
  const events = sessions.slice(0, EVENTS).map((session) => ({
    '@type': 'Event',
    name: oneLine(session.seriesName),
    ...(session.description === '' ? {} : { description: oneLine(session.description) }),
    startDate: new Date(session.startsAtMs).toISOString(),
    endDate: new Date(session.endsAtMs).toISOString(),
    eventStatus: `https://schema.org/${session.cancelled ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    location: { '@type': 'VirtualLocation', url: where.joinUrl },
    isAccessibleForFree: true,
    organizer,
  }));
  const data = { '@context': 'https://schema.org', '@graph': events };
  // A script element ends at the first "</script", whatever JSON thinks of it.
  return JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
}
