/**
 * The calendar feed: one VEVENT a session. Its UID is the occurrence's id, so that a calendar
 * program changes in place what was moved, and keeps what was cancelled as cancelled.
 */
import ical, { ICalEventStatus, type ICalCalendar } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SeriesId } from '../domain/identity.ts';
import { oneLine } from '../texts/plain.ts';
import type { Addresses } from './addresses.ts';
import { wordsOf, type PageLanguage } from './page-language.ts';
import type { PublicSession, PublicTimetable } from './public-timetable.ts';
import { zoneClocks, type ZoneClocks } from './time-zone-component.ts';

const DAY_MS = 86_400_000;
const BACK_MS = 28 * DAY_MS;
const AHEAD_MS = 366 * DAY_MS;
/** The timetable is asked for so much at once, so that the sound of a room goes on in between. */
const SLICE_MS = 31 * DAY_MS;
/** For the same reason: about 2 ms of work. */
const SESSIONS_IN_A_TURN = 75;

/** How often a calendar program had better look. */
const REFRESH_S = 3_600;

/** Nobody notes when a session changed, so a change counts as so much later than the one before it. */
const FIRST_STAMP_MS = Date.UTC(2026, 0, 1);
const STAMP_STEP_MS = 60_000;

/** The sessions of the feed on the day of `nowMs`: the span moves at midnight in UTC, so that a day's feeds are alike. */
export async function feedSessions(
  timetable: PublicTimetable,
  nowMs: number,
): Promise<readonly PublicSession[]> {
  const { fromMs, toMs } = feedSpan(nowMs);
  const sessions: PublicSession[] = [];
  for (let startMs = fromMs; startMs < toMs; startMs += SLICE_MS) {
    sessions.push(...timetable.sessionsBetween(startMs, Math.min(startMs + SLICE_MS, toMs)));
    await nextTurn();
  }
  return sessions;
}

function feedSpan(nowMs: number): { readonly fromMs: number; readonly toMs: number } {
  const dayMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return { fromMs: dayMs - BACK_MS, toMs: dayMs + AHEAD_MS };
}

export interface FeedOf {
  readonly sessions: readonly PublicSession[];
  /** Null for all of them. */
  readonly series: { readonly id: SeriesId; readonly name: string } | null;
  readonly timetable: PublicTimetable;
  readonly language: PageLanguage;
  readonly addresses: Addresses;
}

/** An .ics file, part by part; its lines are at most 75 octets long. */
export async function* calendarFeed(feed: FeedOf): AsyncGenerator<string, void> {
  const { sessions } = feed;
  const clocks = clocksOf(feed);
  // The library would put some of the calendar's properties behind its first component.
  const [head, end] = aroundEvents(calendarOf(feed));
  yield `${head}${clocks.component}\r\n`;
  const [bareHead, bareEnd] = aroundEvents(ical());
  for (let from = 0; from < sessions.length; from += SESSIONS_IN_A_TURN) {
    const batch = ical();
    for (const session of sessions.slice(from, from + SESSIONS_IN_A_TURN)) {
      addEvent(batch, session, feed, clocks);
    }
    yield batch.toString().slice(bareHead.length, -bareEnd.length);
    await nextTurn();
  }
  yield `${end}\r\n`;
}

/** What stands before and after the events of a calendar that has none. */
function aroundEvents(calendar: ICalCalendar): readonly [string, string] {
  const end = 'END:VCALENDAR';
  return [calendar.toString().slice(0, -end.length), end];
}

/** A session's zone is the timetable's, so the calendar needs one set of clocks. */
function clocksOf({ sessions, timetable }: FeedOf): ZoneClocks {
  const fromMs = sessions[0]?.startsAtMs ?? 0;
  const toMs = (sessions.at(-1)?.endsAtMs ?? fromMs) + DAY_MS;
  return zoneClocks(timetable.zone, fromMs, toMs);
}

function calendarOf({ timetable, series, language, addresses }: FeedOf): ICalCalendar {
  const words = wordsOf(language);
  const communityName = oneLine(timetable.communityName);
  const name =
    series === null
      ? words.feedName({ communityName })
      : words.feedNameOfSeries({ communityName, seriesName: oneLine(series.name) });
  return ical({
    prodId: { company: 'Bellkeeper', product: 'timetable', language: language.toUpperCase() },
    // The library escapes every text but this one.
    name: name.replaceAll(/[\\;,]/g, String.raw`\$&`),
    ttl: REFRESH_S,
    source: addresses.areWhole ? addresses.feed(language, series?.id) : null,
    // Told this way, since a zone of the calendar's own would write every DTSTAMP in local time.
    x: { 'X-WR-TIMEZONE': timetable.zone },
  });
}

function addEvent(
  calendar: ICalCalendar,
  session: PublicSession,
  { language, addresses }: FeedOf,
  clocks: ZoneClocks,
): void {
  const words = wordsOf(language);
  const { startsAtMs, endsAtMs, zone, cancelled, isMoved } = session;
  const seriesName = oneLine(session.seriesName);
  const roomName = oneLine(session.roomName);
  const stamp = new Date(FIRST_STAMP_MS + session.sequence * STAMP_STEP_MS);
  // Where clocks show an hour twice, programs disagree on which of the two a local time means.
  const isLocal = !clocks.isShownTwice(startsAtMs) && !clocks.isShownTwice(endsAtMs);
  calendar.createEvent({
    id: `${session.id}@bellkeeper`,
    sequence: session.sequence,
    stamp,
    lastModified: stamp,
    start: zoned(startsAtMs, zone),
    end: zoned(endsAtMs, zone),
    timezone: isLocal ? zone : null,
    summary: cancelled ? words.feedCancelled({ seriesName }) : seriesName,
    description: [
      ...(isMoved && !cancelled ? [words.feedMoved()] : []),
      oneLine(session.description),
      words.feedJoin({ roomName }),
    ]
      .filter((line) => line !== '')
      .join('\n'),
    location: roomName,
    url: addresses.areWhole ? `${addresses.page(language)}#${session.id}` : null,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
}

function zoned(atMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
}
