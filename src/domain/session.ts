/**
 * A session as a state machine: `reduce` says what follows from an event, `wakeAtMs`
 * when the session would act by itself. Both are pure; every timer is derived from the
 * state, so none goes stale.
 */
import { onPresence, onRestart, onStopping, onViewLost } from './session-presence.ts';
import {
  afterPractice,
  afterWelcome,
  onSound,
  SOUND_SILENT_MS,
  welcomeDeadlineMs,
} from './session-sound.ts';
import type { SessionEvent, SessionPlan, SessionState, Step } from './session-state.ts';
import {
  begin,
  beginWelcome,
  CHOOSE_MS,
  defaultChoice,
  end,
  enter,
  hushAndDepart,
  isEnoughLeft,
  move,
  offerChoices,
  refuse,
  say,
  sayGoodbye,
  stay,
  waitAnew,
} from './session-step.ts';
import { onWish } from './session-wishes.ts';
import { unreachable } from './unreachable.ts';
import { electedBy } from './vote.ts';

/** The notice in the room's chat comes this long before the welcome. */
const NOTICE_MS = 60_000;
/** A room that is empty for this long is left. */
const EMPTY_MS = 2 * 60_000;

export function reduce(plan: SessionPlan, state: SessionState, event: SessionEvent): Step {
  const isOver = state.phase === 'ended' || state.phase === 'cancelled';
  switch (event.type) {
    case 'clockReached':
      return isOver ? stay(state) : onClock(plan, state, event.atMs);
    case 'presenceChanged':
      return isOver ? stay(state) : onPresence(plan, state, event.atMs, event.presence);
    case 'viewLost':
      return isOver ? stay(state) : onViewLost(state);
    case 'stopping':
      return isOver ? stay(state) : onStopping(state);
    case 'restarted':
      return isOver ? stay(state) : onRestart(state);
    case 'held':
    case 'welcomeAsked':
    case 'chose':
    case 'voted':
    case 'stopped':
    case 'tookOver':
    case 'cancelled':
      return isOver ? refuse(state, 'OVER') : onWish(plan, state, event);
    case 'sentenceStarted':
    case 'soundProgressed':
    case 'soundEnded':
    case 'soundLost':
    case 'soundRestored':
    case 'soundFailed':
    case 'recordingWithdrawn':
      return isOver ? stay(state) : onSound(plan, state, event);
    default:
      return unreachable(event);
  }
}

/** When the session would act by itself; null when only people or sound can move it. */
export function wakeAtMs(plan: SessionPlan, state: SessionState): number | null {
  if (state.phase === 'ended' || state.phase === 'cancelled') return null;
  if (state.phase === 'upcoming') return plan.startsAtMs;
  const wakes = [plan.endsAtMs, emptyAtMs(state), phaseWakeAtMs(plan, state)];
  return Math.min(...wakes.filter((wake) => wake !== null));
}

function phaseWakeAtMs(plan: SessionPlan, state: SessionState): number | null {
  // What a restart has cut goes on with a fresh view, not with time.
  if (state.isInterrupted) return null;
  switch (state.phase) {
    case 'waiting':
      return noticeAtMs(plan, state) ?? startAtMs(plan, state);
    case 'welcoming':
      return welcomeDeadlineMs(plan, state);
    case 'playing':
      return state.heardAtMs + SOUND_SILENT_MS;
    case 'choosing':
      // Nothing begins by itself while nobody knows who is in the room.
      return state.presence === null ? null : state.untilMs;
    case 'sitting':
    case 'closing':
      return state.untilMs;
    case 'upcoming':
    case 'led':
    case 'ended':
    case 'cancelled':
      return null;
    default:
      return unreachable(state);
  }
}

type Waiting = Extract<SessionState, { phase: 'waiting' }>;

const noticeBeforeMs = (plan: SessionPlan): number => Math.min(NOTICE_MS, plan.graceMs);

/** When the notice is due: grace counts from when waiting began, and only with somebody there. */
function noticeAtMs(plan: SessionPlan, state: Waiting): number | null {
  if (state.noticedAtMs !== null || state.listenersSinceMs === null) return null;
  if (state.presence === null) return null;
  const before = noticeBeforeMs(plan);
  const atMs = Math.max(
    state.sinceMs + plan.graceMs - before,
    state.listenersSinceMs,
    (state.heldUntilMs ?? -Infinity) - before,
  );
  return isEnoughLeft(plan, state, atMs) ? atMs : null;
}

/** When the welcome is due (or, after it was read once, the choices): a minute after the notice. */
function startAtMs(plan: SessionPlan, state: Waiting): number | null {
  if (state.noticedAtMs === null || state.presence === null) return null;
  if (state.presence.listeners === 0) return null;
  return state.noticedAtMs + noticeBeforeMs(plan);
}

function emptyAtMs(state: SessionState): number | null {
  if (state.emptySinceMs === null) return null;
  const hasSomethingToEnd =
    state.phase === 'waiting'
      ? state.isInRoom || state.noticedAtMs !== null
      : state.phase !== 'led';
  return hasSomethingToEnd ? state.emptySinceMs + EMPTY_MS : null;
}

// ---- time -----------------------------------------------------------------

function onClock(plan: SessionPlan, state: SessionState, atMs: number): Step {
  if (atMs >= plan.endsAtMs) return onTimeOver(state);
  if (state.phase === 'upcoming') return start(plan, state, atMs);
  const emptyAt = emptyAtMs(state);
  if (emptyAt !== null && atMs >= emptyAt) {
    return move(state, waitAnew(state, atMs), 'roomEmpty', hushAndDepart(state));
  }
  const wake = phaseWakeAtMs(plan, state);
  if (wake === null || atMs < wake) return stay(state);
  return onPhaseClock(plan, state, atMs);
}

function onPhaseClock(plan: SessionPlan, state: SessionState, atMs: number): Step {
  switch (state.phase) {
    case 'waiting':
      return onWaitingClock(plan, state, atMs);
    case 'welcoming':
      return afterWelcome(plan, state, atMs, 'soundLate');
    case 'choosing':
      return onChoiceDue(plan, state, atMs);
    case 'playing':
      return offerChoices(state, atMs + CHOOSE_MS, 'soundLate');
    case 'sitting':
      return afterPractice(plan, state, atMs, true);
    case 'closing':
      return end(state, 'completed', 'closed');
    case 'upcoming':
    case 'led':
    case 'ended':
    case 'cancelled':
      return stay(state);
    default:
      return unreachable(state);
  }
}

function onTimeOver(state: SessionState): Step {
  switch (state.phase) {
    case 'upcoming':
      return end(state, 'missed', 'timeOver');
    case 'led':
      return end(state, 'led', 'timeOver');
    case 'waiting':
      return end(state, state.practices > 0 ? 'timeOver' : 'nobodyCame', 'timeOver');
    default:
      return end(state, 'timeOver', 'timeOver');
  }
}

function start(plan: SessionPlan, state: SessionState, atMs: number): Step {
  if (atMs < plan.startsAtMs) return stay(state);
  const isLed = (state.presence?.teachers ?? 0) > 0;
  return move(state, isLed ? { phase: 'led' } : waitAnew(state, atMs), 'started');
}

function onWaitingClock(plan: SessionPlan, state: Waiting, atMs: number): Step {
  if (state.noticedAtMs === null) {
    const startsAtMs = atMs + noticeBeforeMs(plan);
    const isWelcomeNext = state.welcomedAtMs === null;
    // The spoken words promise a minute.
    const isSpoken = isWelcomeNext && noticeBeforeMs(plan) === NOTICE_MS;
    return move(state, { ...state, noticedAtMs: atMs }, 'noticeDue', [
      say({ text: 'notice', startsAtMs, isWelcomeNext }),
      ...enter(state),
      ...(isSpoken ? [{ type: 'announceWelcome' } as const] : []),
    ]);
  }
  if (state.welcomedAtMs !== null) return offerChoices(state, atMs + CHOOSE_MS, 'graceOver');
  return beginWelcome(state, atMs, 'graceOver');
}

/** The time to choose is over: the votes are counted, and without one it is as the series has it. */
function onChoiceDue(plan: SessionPlan, state: SessionState, atMs: number): Step {
  const elected = electedBy(plan, state.votes, atMs);
  if (elected) return begin(plan, state, atMs, elected.choice, 'voted', elected);
  if (state.practices > 0) return sayGoodbye(state, atMs, 'nobodyChose', false);
  if (plan.ifNobodyChooses.kind === 'nothing') {
    return move(state, { phase: 'choosing', untilMs: null }, 'nobodyChose');
  }
  const choice = defaultChoice(plan, atMs);
  if (!choice) return sayGoodbye(state, atMs, 'nobodyChose', false);
  return begin(plan, state, atMs, choice, 'nobodyChose');
}
