/** A feed as two calendar programs read it: ical.js by the feed's own VTIMEZONE, node-ical by the zone's name. */
import ICAL from 'ical.js';
import { sync } from 'node-ical';

export interface ReadEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly status: string;
  readonly summary: string;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

export const parsers: readonly (readonly [string, (feed: string) => ReadEvent[]])[] = [
  ['ical.js', readWithIcalJs],
  ['node-ical', readWithNodeIcal],
];

function readWithIcalJs(feed: string): ReadEvent[] {
  const calendar = ICAL.Component.fromString(feed);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      status: String(component.getFirstPropertyValue('status')),
      summary: event.summary,
      startsAtMs: event.startDate.toUnixTime() * 1_000,
      endsAtMs: event.endDate.toUnixTime() * 1_000,
    };
  });
}

function readWithNodeIcal(feed: string): ReadEvent[] {
  return Object.values(sync.parseICS(feed)).flatMap((event) => {
    if (event?.type !== 'VEVENT') return [];
    return {
      uid: event.uid,
      sequence: Number(event.sequence),
      status: String(event.status),
      summary: typeof event.summary === 'string' ? event.summary : event.summary.val,
      startsAtMs: Number(event.start),
      endsAtMs: Number(event.end),
    };
  });
}
