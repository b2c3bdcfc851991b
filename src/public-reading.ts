/** What the public page and the calendar feed read: the bot's timetable, without anything about people. */
import { timetableChanges } from './app/timetable-signal.ts';
import { timetableOf } from './app/planner.ts';
import type { Store } from './app/ports.ts';
import type { GuildId } from './domain/identity.ts';
import type { Occurrence, Series } from './domain/schedule.ts';
import { sessionsBetween } from './domain/timetable.ts';
import { DEFAULT_ZONE } from './domain/zone.ts';
import type { PublicSession, PublicTimetable } from './web/public-timetable.ts';

/** The planner keeps sessions in the database for 35 days ahead; this much of it is sure. */
const PLANNED_MS = 34 * 86_400_000;

export interface PublicReadingOptions {
  readonly store: Store;
  readonly guildId: GuildId;
  readonly nowMs: () => number;
  readonly communityName: string;
}

export function readPublicTimetable(options: PublicReadingOptions): PublicTimetable {
  const { store, guildId, nowMs, communityName } = options;
  return {
    communityName,
    get zone() {
      return store.series.list(guildId)[0]?.rule.zone ?? DEFAULT_ZONE;
    },
    version: () => String(timetableChanges(store.settings, guildId)),
    sessionsBetween(fromMs, toMs) {
      const seriesById = new Map(store.series.list(guildId).map((series) => [series.id, series]));
      return occurrencesOf(options, fromMs, toMs, nowMs()).flatMap((occurrence) => {
        const series = seriesById.get(occurrence.seriesId);
        return series ? [publicSession(series, occurrence)] : [];
      });
    },
  };
}

/** What is planned is read, since expanding hundreds of rules takes longer than the page may. */
function occurrencesOf(
  { store, guildId }: PublicReadingOptions,
  fromMs: number,
  toMs: number,
  nowMs: number,
): readonly Occurrence[] {
  if (toMs > nowMs + PLANNED_MS) {
    return sessionsBetween(timetableOf(store, guildId, fromMs), fromMs, toMs);
  }
  return store.occurrences
    .between(guildId, fromMs, toMs)
    .filter(({ startsAtMs, cancelled, calledOff }) => {
      // One that was taken away with its series, or by a pause, is no news of its own.
      return startsAtMs >= fromMs && (!cancelled || calledOff);
    });
}

function publicSession(series: Series, occurrence: Occurrence): PublicSession {
  const { id, startsAtMs, endsAtMs, calledOff, placedBy, sequence } = occurrence;
  return {
    id,
    seriesId: series.id,
    seriesName: series.name,
    description: series.description,
    roomName: series.room.replace(/^#/, ''),
    startsAtMs,
    endsAtMs,
    cancelled: calledOff,
    isMoved: placedBy === 'hand' && !id.includes('+'),
    sequence,
    zone: series.rule.zone,
  };
}
