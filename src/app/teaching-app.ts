/** What teachers and coordinators may ask about who teaches. */
import type { GuildId, OccurrenceId, PersonNumber, UserId } from '../domain/identity.ts';
import {
  leadingTeacher,
  seatsOf,
  type LadderEvent,
  type LadderRefusal,
  type SeatStatus,
} from '../domain/teaching-state.ts';
import type { Caller, UpcomingSession } from './command.ts';
import { expectedTeachers, ladderOf, type Ladder } from './teaching-plan.ts';
import type { TeachingDesk, TeachingPorts } from './teaching.ts';

const DAY_MS = 24 * 3_600_000;
/** The picture of who teaches, and how far ahead a teacher sees their own sessions. */
const FOUR_WEEKS_MS = 28 * DAY_MS;

export type TeachingOutcome =
  | { readonly kind: 'done'; readonly session: UpcomingSession }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'notNow';
      readonly why: LadderRefusal | 'CANCELLED';
      readonly session: UpcomingSession;
      /** Who is on it; null when nobody is. */
      readonly byId: UserId | null;
    };

/** How a session stands. `asked`: somebody has the question, and has not answered. */
export type Cover = 'covered' | 'asked' | 'open';

export interface CoveredSession extends UpcomingSession {
  readonly cover: Cover;
  /** Who is on it, or is asked; empty when it is open. */
  readonly userIds: readonly UserId[];
}

export interface OwnTeaching extends UpcomingSession {
  /** `open`: nobody is on it, and they could take it. */
  readonly part: 'assigned' | 'confirmed' | 'asked' | 'open';
}

export interface TeachingApp {
  /** Yes or no of somebody who was asked, is on the session, or teaches. */
  answer(caller: Caller, occurrenceId: OccurrenceId, comes: boolean): TeachingOutcome;
  /** Puts a teacher on a session, in place of whoever was on it. */
  assign(caller: Caller, occurrenceId: OccurrenceId, teacherId: UserId): TeachingOutcome;
  unassign(caller: Caller, occurrenceId: OccurrenceId, teacherId: UserId): TeachingOutcome;
  /** From now on the person may be asked to teach. */
  add(caller: Caller, teacherId: UserId): void;
  /** They are not asked any more; false when they did not teach. What they have confirmed stays. */
  remove(caller: Caller, teacherId: UserId): boolean;
  /** The next four weeks, soonest first. */
  cover(guildId: GuildId): readonly CoveredSession[];
  /**
   * The caller's sessions of the next four weeks and those that they could take, soonest first;
   * null when they do not teach. Whoever holds the teacher role teaches from then on.
   */
  mine(caller: Caller): readonly OwnTeaching[] | null;
}

export interface TeachingAppPorts extends TeachingPorts {
  readonly desk: TeachingDesk;
}

export function createTeachingApp(ports: TeachingAppPorts): TeachingApp {
  const { store, clock, desk } = ports;

  return {
    answer(caller, occurrenceId, comes) {
      const type = comes ? 'confirmed' : 'declined';
      return settle(caller, occurrenceId, { type, by: numberOf(caller), atMs: clock.nowMs() });
    },
    assign(caller, occurrenceId, teacherId) {
      if (!desk.situation(caller.guildId, occurrenceId)) return { kind: 'unknown' };
      const teacher = desk.enrol(caller.guildId, teacherId).number;
      return decide(caller, occurrenceId, 'assigned', teacher);
    },
    unassign(caller, occurrenceId, teacherId) {
      const known = store.people.find(caller.guildId, teacherId);
      return decide(caller, occurrenceId, 'unassigned', known?.number ?? NOBODY);
    },
    add(caller, teacherId) {
      store.transaction(() => {
        const { number } = desk.enrol(caller.guildId, teacherId);
        record(caller, 'teaching.added', 'teachers', { teacher: number });
      });
      desk.renew(caller.guildId);
    },
    remove(caller, teacherId) {
      const known = store.people.find(caller.guildId, teacherId);
      if (!known?.teaches) return false;
      store.transaction(() => {
        store.people.save({ ...known, teaches: false });
        record(caller, 'teaching.removed', 'teachers', { teacher: known.number });
      });
      desk.renew(caller.guildId);
      return true;
    },
    cover: (guildId) => ahead(guildId).map((session) => coverOf(guildId, session)),
    mine(caller) {
      const teacher = teacherOf(caller);
      if (teacher === null) return null;
      return ahead(caller.guildId).flatMap(({ session, ladder }) => {
        const part = partOf(ladder, teacher);
        return part === null ? [] : [{ ...session, part }];
      });
    },
  };

  function settle(
    caller: Caller,
    occurrenceId: OccurrenceId,
    event: LadderEvent,
    alongside?: () => void,
  ): TeachingOutcome {
    const { guildId } = caller;
    const situation = desk.situation(guildId, occurrenceId);
    if (!situation) return { kind: 'unknown' };
    const { occurrence, series } = situation;
    const session = { occurrence, series };
    const notNow = (why: LadderRefusal | 'CANCELLED'): TeachingOutcome => {
      const [byId = null] = expectedTeachers(store, guildId, occurrenceId, series);
      return { kind: 'notNow', why, session, byId };
    };
    if (occurrence.cancelled) return notNow('CANCELLED');
    const refusal = desk.apply(guildId, occurrenceId, event, alongside)?.refusal ?? null;
    // What was answered is past; the question about the new time stands from now on.
    if (refusal === 'MOVED') desk.apply(guildId, occurrenceId, clockAt(event.atMs));
    return refusal === null ? { kind: 'done', session } : notNow(refusal);
  }

  /** The same by a coordinator, for the record. */
  function decide(
    caller: Caller,
    occurrenceId: OccurrenceId,
    type: 'assigned' | 'unassigned',
    teacher: PersonNumber,
  ): TeachingOutcome {
    const event = { type, teacher, atMs: clock.nowMs() };
    return settle(caller, occurrenceId, event, () =>
      record(caller, `teaching.${type}`, `session:${occurrenceId}`, { teacher }),
    );
  }

  function record(caller: Caller, action: string, subject: string, after: object): void {
    const { guildId, userId: actorId } = caller;
    const atMs = clock.nowMs();
    store.audit.add({ atMs, guildId, actorId, action, subject, before: null, after });
  }

  /** Null for who does not teach, and does not hold the role that says so. */
  function teacherOf(caller: Caller): PersonNumber | null {
    const { guildId, userId, roleIds, locale } = caller;
    const known = store.people.find(guildId, userId);
    if (known?.teaches) return known.number;
    const settings = ports.guilds.get(guildId);
    const roleId = settings && ports.directory.role(guildId, settings.teacherRole);
    if (!roleId || !roleIds.includes(roleId)) return null;
    return desk.enrol(guildId, userId, locale).number;
  }

  /** From a direct message nobody knows roles, but whoever was asked is known. */
  function numberOf(caller: Caller): PersonNumber {
    const known = store.people.find(caller.guildId, caller.userId);
    return teacherOf(caller) ?? known?.number ?? NOBODY;
  }

  interface Ahead {
    readonly session: UpcomingSession;
    readonly ladder: Ladder;
  }

  function ahead(guildId: GuildId): Ahead[] {
    const nowMs = clock.nowMs();
    const teachers = store.people.teachers(guildId);
    const seriesById = new Map(store.series.list(guildId).map((series) => [series.id, series]));
    return store.occurrences
      .between(guildId, nowMs, nowMs + FOUR_WEEKS_MS)
      .filter(({ cancelled, startsAtMs }) => !cancelled && startsAtMs > nowMs)
      .flatMap((occurrence) => {
        const series = seriesById.get(occurrence.seriesId);
        if (!series) return [];
        const standing = desk.standingOf(guildId, series);
        const ladder = ladderOf(store, occurrence, series, teachers, standing);
        return [{ session: { occurrence, series }, ladder }];
      });
  }

  function coverOf(guildId: GuildId, { session, ladder }: Ahead): CoveredSession {
    const { plan, state } = ladder;
    const seats = seatsOf(plan, state, plan.startsAtMs);
    const idsOf = (...statuses: SeatStatus[]): UserId[] =>
      seats
        .filter(({ status }) => statuses.includes(status))
        .flatMap(({ number }) => store.people.byNumber(guildId, number)?.userId ?? []);
    const confirmed = idsOf('confirmed');
    if (confirmed.length > 0) return { ...session, cover: 'covered', userIds: confirmed };
    const leading = leadingTeacher(plan, state);
    const isAsked = seats.some(
      ({ status, askedAtMs }) => status !== 'declined' && askedAtMs !== null,
    );
    if (leading !== null && !isAsked) {
      return { ...session, cover: 'covered', userIds: idsOf('assigned') };
    }
    if (isAsked) {
      return { ...session, cover: 'asked', userIds: idsOf('assigned', 'asked', 'unanswered') };
    }
    return { ...session, cover: 'open', userIds: [] };
  }
}

/** A number that nobody has: they count from one. */
const NOBODY = 0 as PersonNumber;

const clockAt = (atMs: number): LadderEvent => ({ type: 'clockReached', atMs });

/** Null when the session is not theirs and cannot become so. */
function partOf({ plan, state }: Ladder, number: PersonNumber): OwnTeaching['part'] | null {
  const own = seatsOf(plan, state, plan.startsAtMs).find((seat) => seat.number === number);
  switch (own?.status) {
    case 'confirmed':
    case 'assigned':
      return own.status;
    case 'asked':
    case 'unanswered':
      return leadingTeacher(plan, state) === null ? 'asked' : null;
    default:
      return leadingTeacher(plan, state) === null ? 'open' : null;
  }
}
