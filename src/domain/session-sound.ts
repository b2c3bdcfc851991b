/** What the sound of the room tells the session, and what follows a welcome or a practice. */
import type {
  Deed,
  SessionEvent,
  SessionPlan,
  SessionRule,
  SessionState,
  Step,
} from './session-state.ts';
import {
  begin,
  CHOOSE_MS,
  end,
  enter,
  handOver,
  hush,
  isEnoughLeft,
  move,
  say,
  sayGoodbye,
  stay,
} from './session-step.ts';
import { unreachable } from './unreachable.ts';

/** Without news of the sound for this long, the room is asked to choose again. */
export const SOUND_SILENT_MS = 3 * 60_000;
/** Joining and encryption may take this long on top of the welcome's own length. */
const WELCOME_SLACK_MS = 60_000;

type SoundEvent = Extract<
  SessionEvent,
  {
    type:
      | 'sentenceStarted'
      | 'soundProgressed'
      | 'soundEnded'
      | 'soundLost'
      | 'soundRestored'
      | 'soundFailed'
      | 'recordingWithdrawn';
  }
>;

/** The welcome is taken for said when its end was never told. */
export function welcomeDeadlineMs(
  plan: SessionPlan,
  state: Extract<SessionState, { phase: 'welcoming' }>,
): number {
  return state.startedAtMs + plan.welcomeMs + WELCOME_SLACK_MS;
}

export function onSound(plan: SessionPlan, state: SessionState, event: SoundEvent): Step {
  switch (event.type) {
    case 'sentenceStarted': {
      const isCurrent = state.phase === 'welcoming' && event.key === state.soundKey;
      if (!isCurrent) return stay(state);
      return stay({ ...state, nextSentence: Math.max(state.nextSentence, event.sentence + 1) });
    }
    case 'soundProgressed':
      return stay(afterProgress(state, event));
    case 'soundEnded':
      return event.key === state.soundKey ? onSoundEnded(plan, state, event) : stay(state);
    case 'soundLost':
      return stay(state);
    case 'soundRestored':
      return onSoundRestored(state, event.atMs, event.positionMs);
    case 'soundFailed':
      return move(
        state,
        state,
        'soundFault',
        [{ type: 'tellCoordinators', fault: event.fault }, say({ text: 'noSound' })],
        { isInterrupted: state.isInterrupted },
      );
    case 'recordingWithdrawn':
      return onWithdrawn(state, event);
    default:
      return unreachable(event);
  }
}

/** Where the recording is now; news of another sound changes nothing. It needs no plan. */
export function afterProgress(
  state: SessionState,
  event: Extract<SoundEvent, { type: 'soundProgressed' }>,
): SessionState {
  const isCurrent = state.phase === 'playing' && event.key === state.soundKey;
  return isCurrent ? { ...state, fromMs: event.positionMs, heardAtMs: event.atMs } : state;
}

function onSoundRestored(state: SessionState, atMs: number, positionMs: number | null): Step {
  if (state.phase !== 'playing' || positionMs === null) return stay(state);
  return move(state, { ...state, fromMs: positionMs, heardAtMs: atMs }, 'resumed', [
    say({ text: 'wentOn', minute: Math.floor(positionMs / 60_000) }),
  ]);
}

/** It falls silent within a second, and the room chooses again. */
function onWithdrawn(
  state: SessionState,
  { recordingId, atMs }: Extract<SoundEvent, { type: 'recordingWithdrawn' }>,
): Step {
  if (state.phase !== 'playing' || state.recordingId !== recordingId) return stay(state);
  const untilMs = atMs + CHOOSE_MS;
  return move(state, { phase: 'choosing', untilMs }, 'withdrawn', [
    ...(state.isInRoom ? [{ type: 'fadeOut', isUrgent: true } as const] : []),
    say({ text: 'withdrawn' }),
    say({ text: 'choices', defaultAtMs: untilMs }),
  ]);
}

function onSoundEnded(
  plan: SessionPlan,
  before: SessionState,
  event: Extract<SoundEvent, { type: 'soundEnded' }>,
): Step {
  const state: SessionState = { ...before, soundKey: null };
  const { atMs, how } = event;
  // The guard right before the first frame missed a fresh view: the next one decides.
  if (how === 'refused' && state.presence === null) return stay(state, { isInterrupted: true });
  switch (state.phase) {
    case 'welcoming':
      return afterWelcome(plan, state, atMs, how === 'failed' ? 'soundFault' : 'welcomeHeard');
    case 'playing':
      if (how === 'complete') return afterPractice(plan, state, atMs, false);
      return chooseAnother(state, atMs, 'soundFault', []);
    case 'closing':
      return end(state, 'completed', 'closed');
    default:
      return stay(state);
  }
}

/** What was chosen while the welcome was spoken begins without a gap; else two minutes to choose. */
export function afterWelcome(
  plan: SessionPlan,
  state: Extract<SessionState, { phase: 'welcoming' }>,
  atMs: number,
  rule: SessionRule,
): Step {
  if (state.chosen !== null) {
    const begun = begin(plan, state, atMs, state.chosen, 'chosen');
    if (begun.refusal === null) return begun;
  }
  // A welcome whose end was never told may still wait for its connection: it must not begin now.
  const deeds = rule === 'soundLate' ? hush(state) : [];
  // It was chosen while it could be heard; whoever waits for it is told that it is not to come.
  if (state.chosen !== null) return chooseAnother(state, atMs, rule, deeds);
  return move(state, { phase: 'choosing', untilMs: atMs + CHOOSE_MS }, rule, deeds);
}

/** What was to be heard can't be; nobody is to wait for it in silence. */
function chooseAnother(
  state: SessionState,
  atMs: number,
  rule: SessionRule,
  deeds: readonly Deed[],
): Step {
  const untilMs = atMs + CHOOSE_MS;
  return move(state, { phase: 'choosing', untilMs }, rule, [
    ...deeds,
    say({ text: 'unavailable' }),
    say({ text: 'choices', defaultAtMs: untilMs }),
  ]);
}

/** A teacher who sat along goes on from here; else there may be time for more; else goodbye. */
export function afterPractice(
  plan: SessionPlan,
  state: SessionState,
  atMs: number,
  afterBell: boolean,
): Step {
  if ((state.presence?.teachers ?? 0) > 0) {
    return handOver(state, 'practiceOver', afterBell ? [{ type: 'ringClosingBell' }] : []);
  }
  if (!isEnoughLeft(plan, state, atMs + CHOOSE_MS)) {
    return sayGoodbye(state, atMs, 'practiceOver', afterBell);
  }
  const untilMs = atMs + CHOOSE_MS;
  return move(state, { phase: 'choosing', untilMs }, 'practiceOver', [
    ...enter(state),
    { type: 'offerMore', afterBell },
    say({ text: 'choices', defaultAtMs: untilMs }),
  ]);
}
