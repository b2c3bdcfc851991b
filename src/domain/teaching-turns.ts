/**
 * Who is asked next, and how long they have. Those who are awake come first, and of them who
 * was asked least lately. Who sleeps is left to sleep until two hours before the start; from
 * then on they are asked, and mentioned, as soon as nobody who is awake could still say yes. In
 * the last half hour they are asked in any case, but by name only, so that no telephone
 * rings, while somebody awake could say yes. If nobody does, the room is not alone: the
 * session goes on without a teacher, as it always may.
 */
import type { LadderPlan, LadderTeacher, Seat } from './teaching-state.ts';
import { endOfDayMs, isAwake, nextWakingMs } from './waking-hours.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Nobody is asked earlier than this before the start. */
export const FIRST_ASK_MS = 24 * HOUR_MS;
/** Who has not answered by then is asked again, and the others are asked as well. */
export const SECOND_ASK_MS = 2 * HOUR_MS;
/** From here on all the rest are asked at once. */
export const ALL_AT_ONCE_MS = 30 * MINUTE_MS;
/** Coordinators are told when nobody has confirmed by then. */
export const TELL_MS = 10 * MINUTE_MS;
/** Nobody has less than this to see the question. */
const SHORTEST_TURN_MS = 5 * MINUTE_MS;
/** A sixth of the time that is left: 20 minutes of two hours, four hours of a day. */
const TURNS_IN_TIME_LEFT = 6;

/** When people who live in the zone next wake up or go to sleep. */
export function wakeOrSleepAtMs(zone: string, afterMs: number): number {
  return isAwake(zone, afterMs) ? endOfDayMs(zone, afterMs) : nextWakingMs(zone, afterMs);
}

/** Those who have no part in the session yet. */
export function unasked(plan: LadderPlan, seats: readonly Seat[]): readonly LadderTeacher[] {
  const seated = new Set(seats.map(({ number }) => number));
  return plan.teachers.filter(({ number }) => !seated.has(number));
}

/** In the order in which they are asked. */
export function inTurn(teachers: readonly LadderTeacher[], atMs: number): LadderTeacher[] {
  // Many live in the same zone, and a look at its clock is what costs.
  const zones = new Set(teachers.map(({ zone }) => zone));
  const asleep = new Set([...zones].filter((zone) => !isAwake(zone, atMs)));
  return teachers.toSorted(
    (a, b) =>
      Number(asleep.has(a.zone)) - Number(asleep.has(b.zone)) ||
      (a.lastAskedAtMs ?? -Infinity) - (b.lastAskedAtMs ?? -Infinity) ||
      a.number - b.number,
  );
}

/**
 * How long somebody who is asked at `atMs` has before the next is asked: a sixth of the time
 * that is left, or less, so that everyone has had a turn when all the rest are asked at once.
 * `waiting`: how many come after them.
 */
export function turnMs(plan: LadderPlan, atMs: number, waiting: number): number {
  const leftMs = plan.startsAtMs - atMs;
  if (leftMs <= ALL_AT_ONCE_MS || waiting === 0) return leftMs;
  const fairMs = (leftMs - ALL_AT_ONCE_MS) / (waiting + 1);
  const wantedMs = Math.min(leftMs / TURNS_IN_TIME_LEFT, fairMs);
  return Math.min(Math.max(Math.floor(wantedMs), SHORTEST_TURN_MS), leftMs);
}

/** How long somebody who is put on the session at `atMs` has before the others are asked. */
export function assignedTurnMs({ startsAtMs }: LadderPlan, atMs: number): number {
  return Math.max(Math.floor((startsAtMs - atMs) / TURNS_IN_TIME_LEFT), SHORTEST_TURN_MS);
}

/** Whether their turn may come now. */
export function mayBeAsked(
  plan: LadderPlan,
  seats: readonly Seat[],
  teacher: LadderTeacher,
  atMs: number,
): boolean {
  if (isAwake(teacher.zone, atMs) || atMs >= plan.startsAtMs - ALL_AT_ONCE_MS) return true;
  return atMs >= plan.startsAtMs - SECOND_ASK_MS && !mayStillAnswer(plan, seats, atMs);
}

/** Whether somebody who was asked, and is awake, could still say yes. */
export function mayStillAnswer(plan: LadderPlan, seats: readonly Seat[], atMs: number): boolean {
  const teacherByNumber = new Map(plan.teachers.map((teacher) => [teacher.number, teacher]));
  return seats.some(({ number, status }) => {
    const teacher = teacherByNumber.get(number);
    return status !== 'declined' && teacher !== undefined && isAwake(teacher.zone, atMs);
  });
}
