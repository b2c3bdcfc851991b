/** Which of Discord's own events there should be, by the timetable and what its sessions do. */
import type { GuildId, OccurrenceId } from '../domain/identity.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import type { SessionState } from '../domain/session-state.ts';
import { cut, oneLine } from '../texts/plain.ts';
import type { EventTexts } from '../texts/event-texts.ts';
import { textsFor } from '../texts/languages.ts';
import { MOST_OWN_EVENTS, type WantedEvent } from './event-diff.ts';
import type { GuildSettingsById } from './guild-settings.ts';
import type { CalendarEvent, Directory, Store } from './ports.ts';

/** Events stand this far ahead. */
const AHEAD_MS = 14 * 86_400_000;
/** Discord's limit for the name of an event, in characters. */
const NAME_LIMIT = 100;

export interface EventPlanPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly guilds: GuildSettingsById;
  /** Of the public page, `https://example.org/practice`; null when it has none. */
  readonly publicUrl: string | null;
}

/**
 * One for each session of the next two weeks that takes place and is not over. One that has an
 * event and was moved further away keeps it, so that those who follow it see where it went.
 */
export function wantedEvents(
  ports: EventPlanPorts,
  guildId: GuildId,
  nowMs: number,
): WantedEvent[] {
  const { store, guilds } = ports;
  const settings = guilds.get(guildId);
  if (!settings) return [];
  const { events: words } = textsFor(settings.language);
  const seriesById = new Map(store.series.list(guildId).map((series) => [series.id, series]));
  const near = store.occurrences.between(guildId, nowMs, nowMs + AHEAD_MS);
  const nearIds = new Set<OccurrenceId>(near.map(({ id }) => id));
  const farther = store.events
    .list(guildId)
    .filter(({ occurrenceId }) => !nearIds.has(occurrenceId))
    .flatMap(({ occurrenceId }) => store.occurrences.find(guildId, occurrenceId) ?? [])
    .filter(({ startsAtMs }) => startsAtMs > nowMs);
  const onIds = new Set(sessionsOn(store).map((session) => keyOf(session.guildId, session.id)));
  const soonest = [...near, ...farther]
    .filter((occurrence) => !occurrence.cancelled && !isOver(store, occurrence, nowMs))
    .slice(0, MOST_OWN_EVENTS);
  return soonest.flatMap((occurrence): WantedEvent[] => {
    const { id, startsAtMs, seriesId } = occurrence;
    // One that has left the timetable goes on to its end.
    const series = seriesById.get(seriesId) ?? store.series.find(guildId, seriesId);
    if (!series) return [];
    const link = linkTo(ports.publicUrl, id);
    const event = eventOf(ports, words, { occurrence, series, link });
    return [
      { occurrenceId: id, event, startsAtMs, isOn: onIds.has(keyOf(guildId, id)), mark: link },
    ];
  });
}

/** The sessions of all guilds that have begun and to which somebody has come. */
export function sessionsOn(
  store: Store,
): readonly { readonly guildId: GuildId; readonly id: OccurrenceId }[] {
  return store.sessions
    .open()
    .filter(({ state }) => hasPeople(state))
    .map(({ guildId, occurrenceId }) => ({ guildId, id: occurrenceId }));
}

const keyOf = (guildId: GuildId, id: OccurrenceId): string => `${guildId} ${id}`;

/**
 * Discord ends an event some minutes after its room is empty, and its people are told that it
 * has begun: so it begins when somebody is there, and one to which nobody comes never does.
 */
function hasPeople({ phase, presence }: SessionState): boolean {
  if (phase === 'upcoming') return false;
  return phase !== 'waiting' || (presence !== null && presence.teachers + presence.listeners > 0);
}

function isOver(store: Store, { guildId, id, startsAtMs }: Occurrence, nowMs: number): boolean {
  if (startsAtMs > nowMs) return false;
  const phase = store.sessions.load(guildId, id)?.phase;
  return phase === 'ended' || phase === 'cancelled';
}

/** The page has an anchor for every session, and its id never changes. */
function linkTo(publicUrl: string | null, id: OccurrenceId): string | null {
  return publicUrl && `${publicUrl.replace(/\/+$/, '')}/#${id}`;
}

/** Null while the room of that name is not in view. */
function eventOf(
  { directory }: EventPlanPorts,
  words: EventTexts,
  meant: { readonly occurrence: Occurrence; readonly series: Series; readonly link: string | null },
): CalendarEvent | null {
  const { occurrence, series, link } = meant;
  const roomId = directory.voiceChannel(occurrence.guildId, series.room);
  if (roomId === null) return null;
  return {
    name: cut(oneLine(series.name), NAME_LIMIT),
    description: words.description({ about: series.description, link }),
    roomId,
    startsAtMs: occurrence.startsAtMs,
    endsAtMs: occurrence.endsAtMs,
  };
}
