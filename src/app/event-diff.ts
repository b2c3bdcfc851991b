/**
 * What is to be done so that Discord's own events stand as the sessions do: plain data in, a
 * list of actions out. What a person made is in no action.
 */
import type { OccurrenceId } from '../domain/identity.ts';
import type { CalendarEvent, StandingCalendarEvent, StoredCalendarEvent } from './ports.ts';

/** Discord allows 100 in a guild; the rest is for those that people make. */
export const MOST_OWN_EVENTS = 60;

/** An event whose start is as near as this is not made any more: Discord takes none in the past. */
const TOO_LATE_MS = 60_000;

/** A session that is to have an event. */
export interface WantedEvent {
  readonly occurrenceId: OccurrenceId;
  /** Null while its room can't be found: what stands of it is left as it is. */
  readonly event: CalendarEvent | null;
  readonly startsAtMs: number;
  /** It has begun, and people are there. */
  readonly isOn: boolean;
  /** How its description ends, and no other one's; null when nothing tells them apart. */
  readonly mark: string | null;
}

export type EventAction =
  | {
      readonly do: 'end';
      readonly eventId: string;
      readonly status: 'completed' | 'cancelled';
    }
  /** The session is over or gone, and so is its event. */
  | { readonly do: 'forget'; readonly occurrenceId: OccurrenceId }
  /** An own event that nobody knows to be the session's: its making was cut short. */
  | { readonly do: 'adopt'; readonly occurrenceId: OccurrenceId; readonly eventId: string }
  | { readonly do: 'change'; readonly eventId: string; readonly event: CalendarEvent }
  | { readonly do: 'start'; readonly eventId: string }
  | {
      readonly do: 'create';
      readonly occurrenceId: OccurrenceId;
      readonly event: CalendarEvent;
    };

export interface EventsAsTheyAre {
  /** In any order; the soonest are taken when there are too many. */
  readonly wanted: readonly WantedEvent[];
  readonly standing: readonly StandingCalendarEvent[];
  readonly stored: readonly StoredCalendarEvent[];
  readonly nowMs: number;
}

/**
 * In the order in which they are to be done, so that there are never too many. Once they are
 * done nothing more is to do, as long as time stands still.
 */
export function eventActions({ wanted, standing, stored, nowMs }: EventsAsTheyAre): EventAction[] {
  const soonest = wanted
    .toSorted((a, b) => a.startsAtMs - b.startsAtMs || a.occurrenceId.localeCompare(b.occurrenceId))
    .slice(0, MOST_OWN_EVENTS);
  const own = standing.filter(({ isOwn }) => isOwn);
  const { standingById, surplus } = pair(soonest, own, stored, nowMs);
  const wantedIds = new Set<OccurrenceId>(soonest.map(({ occurrenceId }) => occurrenceId));
  const eventIdById = new Map(stored.map(({ occurrenceId, eventId }) => [occurrenceId, eventId]));
  const room = MOST_OWN_EVENTS - standingById.size;
  return [
    ...surplus.map(ending),
    ...stored
      .filter(({ occurrenceId }) => !wantedIds.has(occurrenceId))
      .map(({ occurrenceId }) => ({ do: 'forget', occurrenceId }) as const),
    ...[...standingById]
      .filter(([occurrenceId, { eventId }]) => eventIdById.get(occurrenceId) !== eventId)
      .map(([occurrenceId, { eventId }]) => ({ do: 'adopt', occurrenceId, eventId }) as const),
    ...soonest.flatMap((one) => mending(one, standingById.get(one.occurrenceId), nowMs)),
    ...soonest
      .flatMap((one) => (standingById.has(one.occurrenceId) ? [] : creation(one, nowMs)))
      .slice(0, room),
  ];
}

/** Which own event is which session's, and those that are nobody's. */
function pair(
  wanted: readonly WantedEvent[],
  own: readonly StandingCalendarEvent[],
  stored: readonly StoredCalendarEvent[],
  nowMs: number,
): {
  readonly standingById: ReadonlyMap<OccurrenceId, StandingCalendarEvent>;
  readonly surplus: readonly StandingCalendarEvent[];
} {
  const freeById = new Map(own.map((event) => [event.eventId, event]));
  const storedIdById = new Map(stored.map(({ occurrenceId, eventId }) => [occurrenceId, eventId]));
  const standingById = new Map<OccurrenceId, StandingCalendarEvent>();
  const take = (find: (one: WantedEvent) => StandingCalendarEvent | undefined): void => {
    for (const one of wanted) {
      if (standingById.has(one.occurrenceId)) continue;
      const found = find(one);
      if (!found || isBeyondRepair(one, found, nowMs)) continue;
      standingById.set(one.occurrenceId, found);
      freeById.delete(found.eventId);
    }
  };
  const free = (fits: (event: StandingCalendarEvent) => boolean) =>
    [...freeById.values()].find(fits);
  take(({ occurrenceId }) => freeById.get(storedIdById.get(occurrenceId) ?? ''));
  take(({ mark }) =>
    mark === null ? undefined : free(({ description }) => description.endsWith(mark)),
  );
  take(({ event }) => (event ? free((standing) => isSamePlace(standing, event)) : undefined));
  return { standingById, surplus: [...freeById.values()] };
}

/** In one room only one session begins at a time. */
function isSamePlace(standing: StandingCalendarEvent, event: CalendarEvent): boolean {
  return standing.roomId === event.roomId && standing.startsAtMs === event.startsAtMs;
}

/** Its start can't be moved any more, and no event may end before it starts. */
function isBeyondRepair(
  { event, startsAtMs }: WantedEvent,
  standing: StandingCalendarEvent,
  nowMs: number,
): boolean {
  if (event === null) return false;
  const keepsStart = standing.status === 'active' || startsAtMs <= nowMs;
  return keepsStart && standing.startsAtMs >= event.endsAtMs;
}

function ending({ eventId, status }: StandingCalendarEvent): EventAction {
  return { do: 'end', eventId, status: status === 'active' ? 'completed' : 'cancelled' };
}

function mending(
  { event, isOn }: WantedEvent,
  standing: StandingCalendarEvent | undefined,
  nowMs: number,
): EventAction[] {
  if (!standing) return [];
  const { eventId, status } = standing;
  const actions: EventAction[] = [];
  if (event && !isAsWanted(standing, event, nowMs)) actions.push({ do: 'change', eventId, event });
  if (isOn && status === 'scheduled') actions.push({ do: 'start', eventId });
  return actions;
}

/** What Discord lets nobody change is left out of account. */
function isAsWanted(standing: StandingCalendarEvent, event: CalendarEvent, nowMs: number): boolean {
  const isActive = standing.status === 'active';
  return (
    standing.name === event.name &&
    standing.description === event.description &&
    standing.endsAtMs === event.endsAtMs &&
    (isActive || standing.roomId === event.roomId) &&
    (isActive || standing.startsAtMs === event.startsAtMs || event.startsAtMs <= nowMs)
  );
}

function creation({ occurrenceId, event }: WantedEvent, nowMs: number): EventAction[] {
  if (event === null || event.startsAtMs <= nowMs + TOO_LATE_MS) return [];
  return [{ do: 'create', occurrenceId, event }];
}
