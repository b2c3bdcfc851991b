import type {
  CalendarEvent,
  CalendarEvents,
  CalendarOutcome,
  Clock,
  StandingCalendarEvent,
} from '../../src/app/ports.ts';
import type { ChannelId, GuildId } from '../../src/domain/identity.ts';

const MOST_EVENTS = 100;
const LONGEST_NAME = 100;
const LONGEST_DESCRIPTION = 1_000;

/** An event as it stands, or stood until it was over. */
export interface FakeCalendarEvent extends Omit<StandingCalendarEvent, 'status'> {
  readonly guildId: GuildId;
  readonly status: 'scheduled' | 'active' | 'completed' | 'cancelled' | 'deleted';
}

export type CalendarOperation = 'create' | 'change' | 'setStatus';

/** What goes wrong with the next call: nothing of it is done. */
export type CalendarMishap = Exclude<CalendarOutcome, { readonly kind: 'done' }>;

export interface FakeCalendarEvents extends CalendarEvents {
  /** Everything that ever stood, over or not, oldest first. */
  readonly events: readonly FakeCalendarEvent[];
  readonly calls: readonly { readonly operation: CalendarOperation; readonly subject: string }[];
  /** One that a person made. */
  addAsOther(guildId: GuildId, event: CalendarEvent): string;
  /** A person deletes it. */
  remove(eventId: string): void;
  /** Discord ends it by itself, some minutes after its room has emptied. */
  endByItself(eventId: string): void;
  deleteRoom(roomId: ChannelId): void;
  /** The bot may create none there, nor change its own. */
  forbid(guildId: GuildId): void;
  failNext(operation: CalendarOperation, ...mishaps: readonly CalendarMishap[]): void;
  /** The next look at the list says nothing. */
  failNextList(): void;
}

/** Stands in for Discord's scheduled events, by the platform's rules. */
export function createFakeCalendarEvents(clock: Pick<Clock, 'nowMs'>): FakeCalendarEvents {
  const events: FakeCalendarEvent[] = [];
  const calls: { operation: CalendarOperation; subject: string }[] = [];
  const forbidden = new Set<GuildId>();
  const deletedRooms = new Set<ChannelId>();
  const mishapsByOperation = new Map<CalendarOperation, CalendarMishap[]>();
  let failingLists = 0;

  function note(operation: CalendarOperation, subject: string): CalendarMishap | null {
    calls.push({ operation, subject });
    return mishapsByOperation.get(operation)?.shift() ?? null;
  }

  function standingIn(guildId: GuildId): (FakeCalendarEvent & StandingCalendarEvent)[] {
    return events.filter((one) => one.guildId === guildId).filter(isStanding);
  }

  function add(guildId: GuildId, event: CalendarEvent, isOwn: boolean): string {
    const eventId = String(8_001 + events.length);
    events.push({ ...plain(event), guildId, eventId, isOwn, status: 'scheduled' });
    return eventId;
  }

  function put(eventId: string, changes: Partial<FakeCalendarEvent>): CalendarOutcome {
    const index = events.findIndex((one) => one.eventId === eventId);
    const event = events[index];
    if (!event) throw new Error(`The test knows no event ${eventId}.`);
    events[index] = { ...event, ...changes };
    return { kind: 'done', eventId };
  }

  function refusalOf(event: CalendarEvent): CalendarMishap | null {
    const isInvalid =
      event.name === '' ||
      event.name.length > LONGEST_NAME ||
      event.description.length > LONGEST_DESCRIPTION ||
      event.endsAtMs <= event.startsAtMs ||
      deletedRooms.has(event.roomId);
    return isInvalid ? { kind: 'refused', why: 'INVALID' } : null;
  }

  /** The event, if the bot may touch it. */
  function findOwn(guildId: GuildId, eventId: string) {
    const event = standingIn(guildId).find((one) => one.eventId === eventId);
    if (!event) return { kind: 'gone' } as const;
    return forbidden.has(guildId) || !event.isOwn
      ? ({ kind: 'refused', why: 'MISSING_PERMISSION' } as const)
      : event;
  }

  return {
    events,
    calls,
    addAsOther: (guildId, event) => add(guildId, event, false),
    remove: (eventId) => void put(eventId, { status: 'deleted' }),
    endByItself: (eventId) => void put(eventId, { status: 'completed' }),
    deleteRoom: (roomId) => void deletedRooms.add(roomId),
    forbid: (guildId) => void forbidden.add(guildId),
    failNext(operation, ...mishaps) {
      const queue = mishapsByOperation.get(operation) ?? [];
      mishapsByOperation.set(operation, [...queue, ...mishaps]);
    },
    failNextList() {
      failingLists += 1;
    },
    async list(guildId) {
      if (failingLists > 0) {
        failingLists -= 1;
        return null;
      }
      return standingIn(guildId).map(({ eventId, isOwn, status, ...event }) => ({
        ...plain(event),
        eventId,
        isOwn,
        status,
      }));
    },
    async create(guildId, event) {
      const mishap = note('create', event.name) ?? refusalOf(event);
      if (mishap) return mishap;
      if (event.startsAtMs <= clock.nowMs()) return { kind: 'refused', why: 'INVALID' };
      if (forbidden.has(guildId)) return { kind: 'refused', why: 'MISSING_PERMISSION' };
      const isFull = standingIn(guildId).length >= MOST_EVENTS;
      if (isFull) return { kind: 'refused', why: 'FULL' };
      return { kind: 'done', eventId: add(guildId, event, true) };
    },
    async change(guildId, eventId, event) {
      const mishap = note('change', eventId);
      if (mishap) return mishap;
      const before = findOwn(guildId, eventId);
      if ('kind' in before) return before;
      const hasBegun = before.status === 'active';
      const keepsStart = hasBegun || event.startsAtMs <= clock.nowMs();
      const after = {
        ...plain(event),
        ...(hasBegun ? { roomId: before.roomId } : {}),
        ...(keepsStart ? { startsAtMs: before.startsAtMs } : {}),
      };
      return refusalOf(after) ?? put(eventId, after);
    },
    async setStatus(guildId, eventId, status) {
      const mishap = note('setStatus', eventId);
      if (mishap) return mishap;
      const event = findOwn(guildId, eventId);
      if ('kind' in event) return event;
      if (event.status === status) return { kind: 'done', eventId };
      const isNext = event.status === 'scheduled' ? status !== 'completed' : status === 'completed';
      return isNext ? put(eventId, { status }) : { kind: 'refused', why: 'INVALID' };
    },
  };
}

function isStanding(event: FakeCalendarEvent): event is FakeCalendarEvent & StandingCalendarEvent {
  return event.status === 'scheduled' || event.status === 'active';
}

/** Without what a caller's object carries besides. */
function plain({ name, description, roomId, startsAtMs, endsAtMs }: CalendarEvent): CalendarEvent {
  return { name, description, roomId, startsAtMs, endsAtMs };
}
