/**
 * Popularity: how many people come to the sessions, and how many are signed up. Only numbers
 * are kept, and nothing of who.
 */
import type { GuildId } from '../domain/identity.ts';
import { localMondayOf } from '../domain/local-time.ts';
import { popularityCsv } from '../domain/popularity-csv.ts';
import { lastWeeks, popularityOf, type DateSpan, type Popularity } from '../domain/popularity.ts';
import type { SessionState } from '../domain/session-state.ts';
import { DEFAULT_ZONE } from '../domain/zone.ts';
import { heatMapAltText, seriesLinesAltText } from '../texts/popularity-alt-text.ts';
import type { PopularityTexts } from '../texts/popularity-texts.ts';
import type { Clock, Log, MessageFile, Pictures, Store } from './ports.ts';
import type { SessionContext } from './session-context.ts';

export interface PopularityPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly pictures: Pictures;
}

/** What coordinators are shown of some weeks. */
export interface PopularityReport {
  readonly span: DateSpan;
  /** The heat map and the lines, as PNG; none when they could not be drawn. */
  readonly pictures: readonly MessageFile[];
  /** The same numbers as CSV. */
  readonly table: MessageFile;
}

export interface PopularityApp {
  /** Of so many local weeks, this one included; null when nothing has been counted in them. */
  report(guildId: GuildId, weeks: number, words: PopularityTexts): Promise<PopularityReport | null>;
}

export function createPopularityApp(ports: PopularityPorts): PopularityApp {
  return {
    async report(guildId, weeks, words) {
      const counted = countedWeeks(ports, guildId, weeks);
      if (!counted) return null;
      const { popularity, nameById, span } = counted;
      return {
        span,
        pictures: await draw(ports, guildId, popularity, words),
        table: {
          name: 'popularity.csv',
          bytes: Buffer.from(popularityCsv(popularity.weeks, nameById)),
        },
      };
    },
  };
}

interface CountedWeeks {
  readonly popularity: Popularity;
  readonly nameById: ReadonlyMap<string, string>;
  readonly span: DateSpan;
}

function countedWeeks(
  { store, clock }: PopularityPorts,
  guildId: GuildId,
  weeks: number,
): CountedWeeks | null {
  const nowMs = clock.nowMs();
  const zone = zoneOf(store, guildId);
  const { fromMs, ...span } = lastWeeks(weeks, nowMs, zone);
  const sessions = store.attendance
    .between(guildId, fromMs, nowMs)
    .filter(({ startsAtMs }) => startsAtMs >= fromMs);
  const signUps = store.attendance.signUpsSince(guildId, span.fromDate);
  const counted = [...sessions, ...signUps];
  const isAny = sessions.length > 0 || signUps.some((week) => week.signUps > 0);
  if (!isAny) return null;
  const nameById = new Map<string, string>();
  for (const { seriesId } of counted) {
    const series = store.series.find(guildId, seriesId);
    if (series) nameById.set(seriesId, series.name);
  }
  return { popularity: popularityOf({ sessions, signUps }, nameById, zone, span), nameById, span };
}

/** The table is worth having without them. */
async function draw(
  { pictures, log }: PopularityPorts,
  guildId: GuildId,
  { heatMap, seriesLines }: Popularity,
  words: PopularityTexts,
): Promise<readonly MessageFile[]> {
  try {
    const [map, lines] = await Promise.all([
      pictures.renderHeatMap(heatMap, words),
      pictures.renderSeriesLines(seriesLines, words),
    ]);
    return [
      { name: 'popularity-hours.png', bytes: map, altText: heatMapAltText(heatMap, words) },
      {
        name: 'popularity-weeks.png',
        bytes: lines,
        altText: seriesLinesAltText(seriesLines, words),
      },
    ];
  } catch (err) {
    log.error({ err, guildId }, 'pictures could not be drawn');
    return [];
  }
}

// ---- counting ------------------------------------------------------------------------

/** Within the session's transaction: how many listeners are there while it is on. */
export function countListeners(
  store: Store,
  { occurrence }: SessionContext,
  { phase, presence }: SessionState,
  atMs: number,
): void {
  const { guildId, id, startsAtMs } = occurrence;
  const isOn = phase !== 'upcoming' && phase !== 'ended' && phase !== 'cancelled';
  if (!isOn || presence === null || atMs < startsAtMs) return;
  store.attendance.count(guildId, id, presence.listeners);
}

/** How many are signed up in this local week; the last count of a week is the one that stays. */
export function countSignUps(
  { store, clock }: Pick<PopularityPorts, 'store' | 'clock'>,
  guildId: GuildId,
): void {
  const monday = localMondayOf(zoneOf(store, guildId), clock.nowMs());
  store.transaction(() => {
    const signedUpById = store.signUps.countBySeries(guildId);
    for (const { id } of store.series.list(guildId)) {
      store.attendance.countSignUps(guildId, id, monday, signedUpById.get(id) ?? 0);
    }
  });
}

/** The timetable's. */
function zoneOf(store: Store, guildId: GuildId): string {
  return store.series.list(guildId)[0]?.rule.zone ?? DEFAULT_ZONE;
}
