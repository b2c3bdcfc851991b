import type { PersonNumber } from './identity.ts';

/** Someone who may be asked to teach. */
export interface LadderTeacher {
  readonly number: PersonNumber;
  /** IANA zone, by which they are awake or asleep. */
  readonly zone: string;
  /** When they were last asked to stand in for another, in any session; null: never. */
  readonly lastAskedAtMs: number | null;
}

/** What the ladder needs to know of a session; read anew for every event. */
export interface LadderPlan {
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  /** Everyone who teaches in the guild. */
  readonly teachers: readonly LadderTeacher[];
  /** The series' own teachers: they are on the session as long as nobody was put on it by hand. */
  readonly standing: readonly PersonNumber[];
}

/**
 * `assigned`: expected, and has not answered. `asked`: asked in turn, and the turn is
 * theirs. `unanswered`: the turn went on to others; they may still say yes.
 */
export type SeatStatus = 'assigned' | 'confirmed' | 'declined' | 'asked' | 'unanswered';

/** One teacher's part in one session. */
export interface Seat {
  readonly number: PersonNumber;
  readonly status: SeatStatus;
  /** When they were last asked about this session; null: not yet. */
  readonly askedAtMs: number | null;
  readonly changedAtMs: number;
}

export interface LadderState {
  /** In the order in which they came to it; none as long as nothing has happened. */
  readonly seats: readonly Seat[];
  /** The start that the seats speak of; when the plan has another one, it all begins anew. */
  readonly startsAtMs: number;
  /** Coordinators have been told that nobody has confirmed. */
  readonly isOpenTold: boolean;
}

/** What happened, in the past tense. That a session has moved is seen by its plan. */
export type LadderEvent = { readonly atMs: number } & (
  | { readonly type: 'clockReached' }
  | { readonly type: 'confirmed'; readonly by: PersonNumber }
  | { readonly type: 'declined'; readonly by: PersonNumber }
  /** A coordinator has put this teacher on the session, in place of whoever was on it. */
  | { readonly type: 'assigned'; readonly teacher: PersonNumber }
  | { readonly type: 'unassigned'; readonly teacher: PersonNumber }
  | { readonly type: 'cancelled' }
);

/** What is to be done, in the imperative. */
export type LadderEffect =
  /** Asks who is on the session whether they come; one who has said yes is only reminded. */
  | {
      readonly type: 'askAssigned';
      readonly number: PersonNumber;
      readonly stage: '24h' | '2h';
      readonly isConfirmed: boolean;
    }
  /** Asks another teacher to stand in. */
  | {
      readonly type: 'ask';
      readonly number: PersonNumber;
      /** When the next one is asked; the start when nobody comes after them. */
      readonly untilMs: number;
      /** False: their name stands there, and no telephone rings. */
      readonly mentions: boolean;
    }
  /** Puts thanks in place of the question that they have answered. */
  | { readonly type: 'thank'; readonly number: PersonNumber; readonly comes: boolean }
  /** Tells those who were asked that `by` has it now. */
  | {
      readonly type: 'tellTaken';
      readonly numbers: readonly PersonNumber[];
      readonly by: PersonNumber;
    }
  /** A coordinator took them off the session. */
  | { readonly type: 'tellReleased'; readonly number: PersonNumber }
  /** Every question about the old time, or about the session, is void. */
  | {
      readonly type: 'withdraw';
      readonly numbers: readonly PersonNumber[];
      readonly why: 'moved' | 'cancelled';
      /** Who had said yes, and must know; null when nobody had. */
      readonly confirmed: PersonNumber | null;
    }
  | { readonly type: 'tellCoordinators' };

/** Why a person's answer was not taken. The state is as it was. */
export type LadderRefusal =
  | 'OVER'
  /** Somebody else has it, or is put on it and has not answered yet. */
  | 'TAKEN'
  /** The answer was about another time. */
  | 'MOVED'
  /** They were not asked, and are not known to teach. */
  | 'NOT_A_TEACHER'
  | 'NOT_ASSIGNED';

export interface LadderStep {
  readonly state: LadderState;
  readonly effects: readonly LadderEffect[];
  readonly refusal: LadderRefusal | null;
}

export function initialLadder(plan: LadderPlan): LadderState {
  return { seats: [], startsAtMs: plan.startsAtMs, isOpenTold: false };
}

/** Who is on the session: in person where nothing has happened yet, the series' own teachers. */
export function seatsOf(plan: LadderPlan, state: LadderState, atMs: number): readonly Seat[] {
  if (state.seats.length > 0) return state.seats;
  return plan.standing.map((number) => newSeat(number, 'assigned', atMs));
}

export function newSeat(number: PersonNumber, status: SeatStatus, atMs: number): Seat {
  return { number, status, askedAtMs: null, changedAtMs: atMs };
}

/** Who is to lead, as far as anyone knows: who said yes, else who was put on it; null when open. */
export function leadingTeacher(plan: LadderPlan, state: LadderState): PersonNumber | null {
  const seats = seatsOf(plan, state, plan.startsAtMs);
  const confirmed = seats.find(({ status }) => status === 'confirmed');
  return (confirmed ?? seats.find(({ status }) => status === 'assigned'))?.number ?? null;
}

export const sameSeats = (a: readonly Seat[], b: readonly Seat[]): boolean =>
  a.length === b.length && a.every((seat, index) => seat === b[index]);

export const stay = (state: LadderState): LadderStep => ({ state, effects: [], refusal: null });

export const move = (state: LadderState, effects: readonly LadderEffect[]): LadderStep => ({
  state,
  effects,
  refusal: null,
});

export const refuse = (state: LadderState, refusal: LadderRefusal): LadderStep => ({
  state,
  effects: [],
  refusal,
});
