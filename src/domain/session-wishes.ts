/** What people ask of the session. Each wish is followed, or refused with its reason. */
import type {
  SessionEvent,
  SessionPlan,
  SessionRefusal,
  SessionState,
  Step,
} from './session-state.ts';
import {
  begin,
  beginWelcome,
  handOver,
  hush,
  hushAndDepart,
  move,
  refusalOf,
  refuse,
  say,
  stay,
} from './session-step.ts';
import { unreachable } from './unreachable.ts';
import { voteEndsAtMs, withVote } from './vote.ts';

/** One press of "hold" asks for this much patience; it can be pressed again. */
const HOLD_MS = 5 * 60_000;

type Wish = Extract<
  SessionEvent,
  { type: 'held' | 'welcomeAsked' | 'chose' | 'voted' | 'stopped' | 'tookOver' | 'cancelled' }
>;

export function onWish(plan: SessionPlan, state: SessionState, wish: Wish): Step {
  switch (wish.type) {
    case 'held':
      return onHeld(state, wish.atMs);
    case 'welcomeAsked':
      return onWelcomeAsked(state, wish.atMs);
    case 'chose':
      return onChose(plan, state, wish);
    case 'voted':
      return onVoted(plan, state, wish);
    case 'stopped':
      return onStopped(state);
    case 'tookOver':
      return onTookOver(state);
    case 'cancelled': {
      const hasBegun = state.phase !== 'upcoming';
      return move(state, { phase: 'cancelled' }, 'cancelled', [
        ...hushAndDepart(state),
        ...(hasBegun ? [say({ text: 'cancelled' })] : []),
      ]);
    }
    default:
      return unreachable(wish);
  }
}

/** Why nothing can be begun now by hand; null when it can. */
function beginningRefusal(state: SessionState): SessionRefusal | null {
  if (state.phase === 'upcoming') return 'NOT_STARTED';
  if (state.presence === null) return 'VIEW_IS_STALE';
  if (state.presence.teachers > 0 || state.phase === 'led') return 'TEACHER_IS_HERE';
  return state.presence.listeners === 0 ? 'NOBODY_HERE' : null;
}

function onHeld(state: SessionState, atMs: number): Step {
  if (state.phase !== 'waiting') return refuse(state, 'NOTHING_TO_HOLD');
  const heldUntilMs = atMs + HOLD_MS;
  return move(state, { ...state, heldUntilMs, noticedAtMs: null }, 'held', [
    ...hush(state),
    say({ text: 'held', untilMs: heldUntilMs }),
  ]);
}

function onWelcomeAsked(state: SessionState, atMs: number): Step {
  const refusal = beginningRefusal(state);
  if (refusal) return refuse(state, refusal);
  if (state.phase !== 'waiting' || state.welcomedAtMs !== null) {
    return refuse(state, 'ALREADY_WELCOMED');
  }
  return beginWelcome(state, atMs, 'welcomeAsked');
}

function onChose(
  plan: SessionPlan,
  state: SessionState,
  wish: Extract<Wish, { type: 'chose' }>,
): Step {
  const refusal = beginningRefusal(state);
  if (refusal) return refuse(state, refusal);
  if (state.phase !== 'welcoming') return begin(plan, state, wish.atMs, wish.choice, 'chosen');
  // The welcome is heard to its end first; the choice is checked now, so that a refusal reaches the person.
  const refused = refusalOf(plan, wish.atMs + plan.welcomeMs, wish.choice);
  if (refused) return refuse(state, refused);
  return move(state, { ...state, chosen: wish.choice }, 'chosen', [], {
    isInterrupted: state.isInterrupted,
    votes: [],
  });
}

/** One voice for everyone in the room, until the choice is due; it is counted then. */
function onVoted(
  plan: SessionPlan,
  state: SessionState,
  { by, choice }: Extract<Wish, { type: 'voted' }>,
): Step {
  if (!plan.participantsVote) return refuse(state, 'NO_VOTE');
  const refusal = beginningRefusal(state);
  if (refusal) return refuse(state, refusal);
  const endsAtMs = voteEndsAtMs(plan, state);
  if (endsAtMs === null) return refuse(state, 'VOTE_IS_OVER');
  if (!plan.inRoom?.has(by)) return refuse(state, 'NOT_IN_ROOM');
  // It begins then, if the room wants it: what would be too long then is told now.
  const refused = refusalOf(plan, endsAtMs, choice);
  if (refused) return refuse(state, refused);
  return stay(state, { votes: withVote(state.votes, { by, choice }) });
}

/** Stop means stop: nothing begins again by itself; the choices stay. */
function onStopped(state: SessionState): Step {
  switch (state.phase) {
    case 'welcoming':
    case 'choosing':
    case 'playing':
    case 'sitting':
    case 'closing':
      return move(
        state,
        { phase: 'choosing', untilMs: null },
        'stopped',
        [...hush(state), say({ text: 'stopped' })],
        { votes: [] },
      );
    default:
      return refuse(state, 'NOTHING_TO_STOP');
  }
}

function onTookOver(state: SessionState): Step {
  if ((state.presence?.teachers ?? 0) === 0) return refuse(state, 'NO_TEACHER_IN_ROOM');
  if (state.phase !== 'playing' && state.phase !== 'sitting') {
    return refuse(state, 'NOTHING_TO_TAKE_OVER');
  }
  return handOver(state, 'tookOver', hush(state));
}
