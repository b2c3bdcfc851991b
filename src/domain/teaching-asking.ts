/** What time brings: those who are on the session are asked, then the others in turn. */
import {
  move,
  newSeat,
  sameSeats,
  seatsOf,
  stay,
  type LadderEffect,
  type LadderPlan,
  type LadderState,
  type LadderStep,
  type Seat,
} from './teaching-state.ts';
import {
  ALL_AT_ONCE_MS,
  assignedTurnMs,
  FIRST_ASK_MS,
  inTurn,
  mayBeAsked,
  mayStillAnswer,
  SECOND_ASK_MS,
  TELL_MS,
  turnMs,
  unasked,
} from './teaching-turns.ts';
import { isAwake } from './waking-hours.ts';
import { unreachable } from './unreachable.ts';

/** Who has answered or was asked so shortly before the second question is not asked again. */
const RECENTLY_MS = 60 * 60_000;

export function onClock(plan: LadderPlan, state: LadderState, atMs: number): LadderStep {
  const isItsTime = plan.startsAtMs - FIRST_ASK_MS <= atMs && atMs < plan.startsAtMs;
  if (!isItsTime) return stay(state);
  const effects: LadderEffect[] = [];
  const asked = askAssigned(plan, seatsOf(plan, state, atMs), atMs, effects);
  const seats = askOthers(plan, passTurns(plan, asked, atMs), atMs, effects);
  const isTold = state.isOpenTold || tellOpen(plan, seats, atMs, effects);
  const isSame = effects.length === 0 && sameSeats(seats, state.seats);
  return isSame ? stay(state) : move({ ...state, seats, isOpenTold: isTold }, effects);
}

/** A day and two hours before, and at once when somebody is put on it later than that. */
function askAssigned(
  plan: LadderPlan,
  seats: readonly Seat[],
  atMs: number,
  effects: LadderEffect[],
): readonly Seat[] {
  return seats.map((seat) => {
    const stage = stageDue(plan, seat, atMs);
    if (stage === null) return seat;
    const isConfirmed = seat.status === 'confirmed';
    effects.push({ type: 'askAssigned', number: seat.number, stage, isConfirmed });
    return { ...seat, askedAtMs: atMs };
  });
}

function stageDue(plan: LadderPlan, seat: Seat, atMs: number): '24h' | '2h' | null {
  const isConfirmed = seat.status === 'confirmed';
  if (seat.status !== 'assigned' && !isConfirmed) return null;
  const firstAtMs = plan.startsAtMs - FIRST_ASK_MS;
  const secondAtMs = plan.startsAtMs - SECOND_ASK_MS;
  const heardAtMs = Math.max(
    seat.askedAtMs ?? -Infinity,
    isConfirmed ? seat.changedAtMs : -Infinity,
  );
  if (atMs >= secondAtMs) return heardAtMs < secondAtMs - RECENTLY_MS ? '2h' : null;
  return heardAtMs < firstAtMs ? '24h' : null;
}

/** When somebody's own time to answer is over; null for whom the time no longer runs. */
export function turnEndMs(plan: LadderPlan, seats: readonly Seat[], seat: Seat): number | null {
  switch (seat.status) {
    case 'assigned': {
      // Who was put on it in the last hours has a turn as well.
      const ownMs = seat.changedAtMs + assignedTurnMs(plan, seat.changedAtMs);
      return Math.max(plan.startsAtMs - SECOND_ASK_MS, ownMs);
    }
    case 'asked': {
      const askedAtMs = seat.askedAtMs ?? seat.changedAtMs;
      return askedAtMs + turnMs(plan, askedAtMs, unasked(plan, seats).length);
    }
    case 'confirmed':
    case 'declined':
    case 'unanswered':
      return null;
    default:
      return unreachable(seat.status);
  }
}

export const isTurnOver = (
  plan: LadderPlan,
  seats: readonly Seat[],
  seat: Seat,
  atMs: number,
): boolean => (turnEndMs(plan, seats, seat) ?? -Infinity) <= atMs;

function passTurns(plan: LadderPlan, seats: readonly Seat[], atMs: number): readonly Seat[] {
  return seats.map((seat) =>
    seat.status === 'asked' && isTurnOver(plan, seats, seat, atMs)
      ? { ...seat, status: 'unanswered', changedAtMs: atMs }
      : seat,
  );
}

/** Nobody has said yes, and those who were put on it have had their time. */
export function isOpen(plan: LadderPlan, seats: readonly Seat[], atMs: number): boolean {
  if (atMs < plan.startsAtMs - FIRST_ASK_MS) return false;
  return seats.every(
    (seat) =>
      seat.status !== 'confirmed' &&
      (seat.status !== 'assigned' || isTurnOver(plan, seats, seat, atMs)),
  );
}

function askOthers(
  plan: LadderPlan,
  seats: readonly Seat[],
  atMs: number,
  effects: LadderEffect[],
): readonly Seat[] {
  if (!isOpen(plan, seats, atMs)) return seats;
  const isAllAtOnce = atMs >= plan.startsAtMs - ALL_AT_ONCE_MS;
  if (!isAllAtOnce && seats.some(({ status }) => status === 'asked')) return seats;
  const waiting = inTurn(unasked(plan, seats), atMs);
  const chosen = isAllAtOnce ? waiting : waiting.slice(0, 1);
  let asked = seats;
  for (const [index, teacher] of chosen.entries()) {
    if (!mayBeAsked(plan, asked, teacher, atMs)) break;
    const untilMs = atMs + turnMs(plan, atMs, waiting.length - 1 - index);
    const mentions = isAwake(teacher.zone, atMs) || !mayStillAnswer(plan, asked, atMs);
    effects.push({ type: 'ask', number: teacher.number, untilMs, mentions });
    asked = [...asked, { ...newSeat(teacher.number, 'asked', atMs), askedAtMs: atMs }];
  }
  return asked;
}

function tellOpen(
  plan: LadderPlan,
  seats: readonly Seat[],
  atMs: number,
  effects: LadderEffect[],
): boolean {
  const isCovered = seats.some(({ status }) => status === 'confirmed');
  // Where nobody teaches by the timetable, nobody is missed.
  const isAnyoneAwaited = seats.length > 0 || plan.teachers.length > 0;
  if (atMs < plan.startsAtMs - TELL_MS || isCovered || !isAnyoneAwaited) return false;
  effects.push({ type: 'tellCoordinators' });
  return true;
}
