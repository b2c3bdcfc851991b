import { mayPlay } from './playback.ts';
import type { Presence } from './presence.ts';
import { afterWelcome } from './session-sound.ts';
import type { Deed, Kept, SessionPlan, SessionState, Step } from './session-state.ts';
import {
  CHOOSE_MS,
  end,
  enter,
  handOver,
  hush,
  hushAndDepart,
  move,
  offerChoices,
  say,
  stay,
  waitAnew,
} from './session-step.ts';
import { unreachable } from './unreachable.ts';

/** After this long the welcome is not taken up again. */
const WELCOME_WINDOW_MS = 15 * 60_000;

// ---- who is there ---------------------------------------------------------------

export function onPresence(
  plan: SessionPlan,
  before: SessionState,
  atMs: number,
  presence: Presence,
): Step {
  const isEmpty = presence.teachers + presence.listeners === 0;
  const emptySinceMs = isEmpty ? (before.emptySinceMs ?? atMs) : null;
  const state: SessionState = { ...before, presence, emptySinceMs };
  if (state.isInterrupted) return resume(plan, state, atMs);
  const isTeacherHere = presence.teachers > 0;
  switch (state.phase) {
    case 'waiting':
      if (isTeacherHere) return onTeacherWhileWaiting(state);
      return stay({
        ...state,
        listenersSinceMs: presence.listeners > 0 ? (state.listenersSinceMs ?? atMs) : null,
      });
    case 'led':
      return isTeacherHere ? stay(state) : move(state, waitAnew(state, atMs), 'teacherLeft');
    case 'welcoming':
      return isTeacherHere
        ? handOver(state, 'teacherIsHere', [{ type: 'endAtNextPause' }])
        : stay(state);
    case 'choosing':
    case 'closing':
      return isTeacherHere ? handOver(state, 'teacherIsHere', [{ type: 'fadeOut' }]) : stay(state);
    case 'playing':
    case 'sitting': {
      const hasJustCome = isTeacherHere && (before.presence?.teachers ?? 0) === 0;
      if (!hasJustCome) return stay(state);
      return move(state, state, 'teacherOffered', [say({ text: 'teacherOffer' })]);
    }
    case 'upcoming':
    case 'ended':
    case 'cancelled':
      return stay(state);
    default:
      return unreachable(state);
  }
}

/** Nothing was said yet, so nothing needs to be said now, unless the notice stands there. */
function onTeacherWhileWaiting(state: Extract<SessionState, { phase: 'waiting' }>): Step {
  if (state.noticedAtMs !== null) return handOver(state, 'teacherIsHere', hush(state));
  return move(state, { phase: 'led' }, 'teacherIsHere', hushAndDepart(state));
}

export function onViewLost(state: SessionState): Step {
  const kept: Partial<Kept> = { presence: null, emptySinceMs: null };
  return state.phase === 'waiting'
    ? stay({ ...state, listenersSinceMs: null }, kept)
    : stay(state, kept);
}

// ---- after a restart --------------------------------------------------------------

export function onRestart(state: SessionState): Step {
  const fresh: Partial<Kept> = {
    presence: null,
    emptySinceMs: null,
    isInRoom: false,
    soundKey: null,
  };
  switch (state.phase) {
    case 'waiting':
      return stay({ ...state, listenersSinceMs: null }, fresh);
    case 'upcoming':
    case 'led':
    case 'ended':
    case 'cancelled':
      return stay(state, fresh);
    default:
      return stay(state, { ...fresh, isInterrupted: true });
  }
}

/** The room is told before the sound goes; what was cut goes on after the restart. */
export function onStopping(state: SessionState): Step {
  if (!state.isInRoom) return stay(state);
  const isCut = state.phase !== 'waiting' && state.phase !== 'led';
  return move(
    state,
    state,
    'pausing',
    [...(isCut ? [say({ text: 'pausing' })] : []), ...hushAndDepart(state)],
    { isInterrupted: isCut },
  );
}

/** With a fresh view of the room: goes on where it was cut, unless a teacher has come meanwhile. */
function resume(plan: SessionPlan, state: SessionState, atMs: number): Step {
  if ((state.presence?.teachers ?? 0) > 0) return handOver(state, 'teacherIsHere', []);
  if ((state.presence?.listeners ?? 0) === 0) return stay(state);
  const join = enter(state);
  switch (state.phase) {
    case 'welcoming': {
      const isTooLate = atMs - (state.welcomedAtMs ?? atMs) > WELCOME_WINDOW_MS;
      if (isTooLate || state.nextSentence >= plan.welcomeSentences) {
        return afterWelcome(plan, state, atMs, 'resumed');
      }
      const deeds: Deed[] = [...join, { type: 'speakWelcome', fromSentence: state.nextSentence }];
      return move(state, { ...state, startedAtMs: atMs }, 'resumed', deeds);
    }
    case 'playing': {
      const { recordingId, fromMs } = state;
      if (!mayPlay(plan.allowlist, recordingId, atMs).allowed) {
        return offerChoices(state, atMs + CHOOSE_MS, 'resumed');
      }
      return move(state, { phase: 'playing', recordingId, fromMs, heardAtMs: atMs }, 'resumed', [
        ...join,
        { type: 'playRecording', recordingId, fromMs, brokenForMs: atMs - state.heardAtMs },
        say({ text: 'wentOn', minute: Math.floor(fromMs / 60_000) }),
      ]);
    }
    case 'choosing':
    case 'sitting':
      return move(state, state, 'resumed', join);
    case 'closing':
      return end(state, 'completed', 'resumed');
    default:
      return stay(state, { isInterrupted: false });
  }
}
