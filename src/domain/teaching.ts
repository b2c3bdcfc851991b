/**
 * Who teaches a session, as a ladder: those who are on it are asked first, then the others in
 * turn, until one has said yes. `ladderStep` says what follows from an event,
 * `ladderWakeAtMs` when to look again. Both are pure. A teacher who simply comes into the
 * room leads it, whatever stands here: the ladder asks, and blocks nothing.
 */
import {
  beginAnew,
  onAssigned,
  onConfirmed,
  onDeclined,
  onUnassigned,
} from './teaching-answers.ts';
import { isOpen, onClock, turnEndMs } from './teaching-asking.ts';
import {
  refuse,
  seatsOf,
  stay,
  type LadderEvent,
  type LadderPlan,
  type LadderState,
  type LadderStep,
} from './teaching-state.ts';
import {
  ALL_AT_ONCE_MS,
  FIRST_ASK_MS,
  SECOND_ASK_MS,
  TELL_MS,
  wakeOrSleepAtMs,
} from './teaching-turns.ts';
import { unreachable } from './unreachable.ts';

export function ladderStep(plan: LadderPlan, state: LadderState, event: LadderEvent): LadderStep {
  const isAnswer = event.type === 'confirmed' || event.type === 'declined';
  const isWish = isAnswer || event.type === 'assigned' || event.type === 'unassigned';
  if (isWish && event.atMs >= plan.endsAtMs) return refuse(state, 'OVER');
  if (isAnswer && hasMoved(plan, state)) return refuse(state, 'MOVED');
  const current = hasMoved(plan, state) ? beginAnew(plan, state, event.atMs, 'moved') : stay(state);
  const step = react(plan, current.state, event);
  if (step.refusal !== null) return refuse(state, step.refusal);
  return { ...step, effects: [...current.effects, ...step.effects] };
}

/**
 * The first time after `nowMs` at which the ladder may have something to do; null when only
 * people can move it. To be asked again after every step: a look too many does nothing.
 */
export function ladderWakeAtMs(plan: LadderPlan, state: LadderState, nowMs: number): number | null {
  const { startsAtMs } = plan;
  if (hasMoved(plan, state)) return nowMs;
  const marks = [FIRST_ASK_MS, SECOND_ASK_MS, ALL_AT_ONCE_MS, TELL_MS].map(
    (beforeMs) => startsAtMs - beforeMs,
  );
  const seats = seatsOf(plan, state, nowMs);
  const turns = seats.flatMap((seat) => turnEndMs(plan, seats, seat) ?? []);
  const wakings = isOpen(plan, seats, nowMs)
    ? [...new Set(plan.teachers.map(({ zone }) => zone))].map((zone) =>
        wakeOrSleepAtMs(zone, nowMs),
      )
    : [];
  const wakes = [...marks, ...turns, ...wakings].filter(
    (atMs) => nowMs < atMs && atMs < startsAtMs,
  );
  return wakes.length === 0 ? null : Math.min(...wakes);
}

function react(plan: LadderPlan, state: LadderState, event: LadderEvent): LadderStep {
  switch (event.type) {
    case 'clockReached':
      return onClock(plan, state, event.atMs);
    case 'confirmed':
      return onConfirmed(plan, state, event.by, event.atMs);
    case 'declined':
      return onDeclined(plan, state, event.by, event.atMs);
    case 'assigned':
      return onAssigned(plan, state, event.teacher, event.atMs);
    case 'unassigned':
      return onUnassigned(plan, state, event.teacher, event.atMs);
    case 'cancelled':
      return beginAnew(plan, state, event.atMs, 'cancelled');
    default:
      return unreachable(event);
  }
}

const hasMoved = (plan: LadderPlan, state: LadderState): boolean =>
  state.seats.length > 0 && state.startsAtMs !== plan.startsAtMs;
