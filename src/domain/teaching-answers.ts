/** What people say, and what coordinators decide. */
import type { PersonNumber } from './identity.ts';
import { isTurnOver, onClock } from './teaching-asking.ts';
import {
  move,
  newSeat,
  refuse,
  sameSeats,
  seatsOf,
  stay,
  type LadderEffect,
  type LadderPlan,
  type LadderState,
  type LadderStep,
  type Seat,
} from './teaching-state.ts';

export function onConfirmed(
  plan: LadderPlan,
  state: LadderState,
  by: PersonNumber,
  atMs: number,
): LadderStep {
  const seats = seatsOf(plan, state, atMs);
  const own = seats.find(({ number }) => number === by);
  if (own?.status === 'confirmed') return stay(state);
  if (!own && !isKnown(plan, by)) return refuse(state, 'NOT_A_TEACHER');
  const others = seats.filter(({ number }) => number !== by);
  const isSpokenFor = others.some(
    (seat) =>
      seat.status === 'confirmed' ||
      (seat.status === 'assigned' &&
        own?.status !== 'assigned' &&
        !isTurnOver(plan, seats, seat, atMs)),
  );
  if (isSpokenFor) return refuse(state, 'TAKEN');
  const told = others.filter(wasAsked).map(({ number }) => number);
  const effects: LadderEffect[] = [{ type: 'thank', number: by, comes: true }];
  if (told.length > 0) effects.push({ type: 'tellTaken', numbers: told, by });
  const kept = seats.flatMap((seat): Seat[] => {
    if (seat.number === by) return [{ ...seat, status: 'confirmed', changedAtMs: atMs }];
    if (seat.status === 'declined') return [seat];
    return wasAsked(seat) ? [{ ...seat, status: 'unanswered', changedAtMs: atMs }] : [];
  });
  const withNew = own ? kept : [...kept, newSeat(by, 'confirmed', atMs)];
  return move({ ...state, seats: withNew }, effects);
}

export function onDeclined(
  plan: LadderPlan,
  state: LadderState,
  by: PersonNumber,
  atMs: number,
): LadderStep {
  const own = seatsOf(plan, state, atMs).find(({ number }) => number === by);
  if (own?.status === 'declined') return stay(state);
  if (!own && !isKnown(plan, by)) return refuse(state, 'NOT_A_TEACHER');
  const seats = withdrawn(plan, state, by, atMs);
  const effects: LadderEffect[] = own ? [{ type: 'thank', number: by, comes: false }] : [];
  return andOnward(plan, { ...state, seats }, effects, atMs);
}

// ---- coordinators -----------------------------------------------------------------------

/** Whoever was on it, or was asked, is free; who can't come stays so. */
export function onAssigned(
  plan: LadderPlan,
  state: LadderState,
  teacher: PersonNumber,
  atMs: number,
): LadderStep {
  const seats = seatsOf(plan, state, atMs);
  const own = seats.find(({ number }) => number === teacher);
  const others = seats.filter(({ number }) => number !== teacher);
  const isAlone = others.every(({ status }) => status === 'declined');
  if (isAlone && (own?.status === 'confirmed' || own?.status === 'assigned')) {
    return move({ ...state, seats }, []);
  }
  const told = others.filter(wasAsked).map(({ number }) => number);
  const effects: LadderEffect[] =
    told.length > 0 ? [{ type: 'tellTaken', numbers: told, by: teacher }] : [];
  const declined = others.filter(({ status }) => status === 'declined');
  const kept = own?.status === 'confirmed' ? own : newSeat(teacher, 'assigned', atMs);
  return andOnward(plan, { ...state, seats: [...declined, kept] }, effects, atMs);
}

export function onUnassigned(
  plan: LadderPlan,
  state: LadderState,
  teacher: PersonNumber,
  atMs: number,
): LadderStep {
  const own = seatsOf(plan, state, atMs).find(({ number }) => number === teacher);
  if (!own || own.status === 'declined') return refuse(state, 'NOT_ASSIGNED');
  const effects: LadderEffect[] = wasAsked(own) ? [{ type: 'tellReleased', number: teacher }] : [];
  const seats = withdrawn(plan, state, teacher, atMs);
  return andOnward(plan, { ...state, seats }, effects, atMs);
}

/** A session that is cancelled, or begins at another time: whoever was on it is, but has not answered. */
export function beginAnew(
  plan: LadderPlan,
  state: LadderState,
  atMs: number,
  why: 'moved' | 'cancelled',
): LadderStep {
  const { seats } = state;
  const numbers = seats.filter(wasAsked).map(({ number }) => number);
  const confirmed = seats.find(({ status }) => status === 'confirmed')?.number ?? null;
  const effects: LadderEffect[] =
    numbers.length > 0 || confirmed !== null ? [{ type: 'withdraw', numbers, why, confirmed }] : [];
  const kept = seats
    .filter(({ status }) => status === 'confirmed' || status === 'assigned')
    .map((seat): Seat => (isUntouched(seat) ? seat : newSeat(seat.number, 'assigned', atMs)));
  const { startsAtMs } = plan;
  if (effects.length === 0 && sameSeats(kept, seats) && state.startsAtMs === startsAtMs) {
    return stay(state);
  }
  return move({ seats: kept, startsAtMs, isOpenTold: false }, effects);
}

// ---- parts ------------------------------------------------------------------------------

/** The seats when somebody does not come after all: had they said yes, everyone may be asked again. */
function withdrawn(
  plan: LadderPlan,
  state: LadderState,
  number: PersonNumber,
  atMs: number,
): readonly Seat[] {
  const seats = seatsOf(plan, state, atMs);
  const own = seats.find((seat) => seat.number === number);
  const kept =
    own?.status === 'confirmed'
      ? seats.filter(({ status }) => status !== 'asked' && status !== 'unanswered')
      : seats;
  if (!own) return [...kept, newSeat(number, 'declined', atMs)];
  return kept.map((seat) =>
    seat.number === number ? { ...seat, status: 'declined', changedAtMs: atMs } : seat,
  );
}

/** What follows at once from the new state. */
function andOnward(
  plan: LadderPlan,
  state: LadderState,
  effects: readonly LadderEffect[],
  atMs: number,
): LadderStep {
  const next = onClock(plan, state, atMs);
  return move(next.state, [...effects, ...next.effects]);
}

const isKnown = (plan: LadderPlan, number: PersonNumber): boolean =>
  plan.teachers.some((teacher) => teacher.number === number);

/** They have a question about this session, and have not said no to it. */
const wasAsked = ({ askedAtMs, status }: Seat): boolean =>
  askedAtMs !== null && status !== 'declined';

const isUntouched = ({ askedAtMs, status }: Seat): boolean =>
  askedAtMs === null && status === 'assigned';
