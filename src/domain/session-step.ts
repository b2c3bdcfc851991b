import { fittingRecordings, mayPlay } from './playback.ts';
import type {
  Choice,
  Decided,
  Deed,
  Effect,
  EndReason,
  Kept,
  Phase,
  RoomText,
  SessionPlan,
  SessionRefusal,
  SessionRule,
  SessionState,
  Step,
} from './session-state.ts';

/** A volunteer has two minutes to choose before the default begins. */
export const CHOOSE_MS = 2 * 60_000;
/** Kept free at the end for the closing words and the bell. */
export const CLOSING_MS = 60_000;
export const SHORTEST_SITTING_MINUTES = 10;
export const LONGEST_SITTING_MINUTES = 20;
const USUAL_SITTING_MINUTES = 15;

export function initialState(): SessionState {
  return {
    phase: 'upcoming',
    presence: null,
    emptySinceMs: null,
    welcomedAtMs: null,
    isInRoom: false,
    isInterrupted: false,
    soundKey: null,
    votes: [],
    practices: 0,
    turn: 0,
  };
}

/** The same phase; without anything new to keep, the very same state. */
export function stay(state: SessionState, kept?: Partial<Kept>): Step {
  const next = kept ? { ...state, ...kept } : state;
  return { state: next, effects: [], rule: null, refusal: null };
}

export function refuse(state: SessionState, refusal: SessionRefusal): Step {
  return { state, effects: [], rule: null, refusal };
}

/** Goes to a phase, numbering the deeds and following what they do to the room and its sound. */
export function move(
  from: SessionState,
  phase: Phase,
  rule: SessionRule,
  deeds: readonly Deed[] = [],
  kept: Partial<Kept> = {},
): Step {
  const turn = from.turn + 1;
  const effects: Effect[] = deeds.map((deed) => ({ key: keyOf(turn, deed), ...deed }));
  const sound = effects.findLast(isSound);
  const keptSound = effects.some((effect) => effect.type === 'fadeOut') ? null : from.soundKey;
  const state: SessionState = {
    ...phase,
    presence: from.presence,
    emptySinceMs: from.emptySinceMs,
    welcomedAtMs: from.welcomedAtMs,
    isInRoom: effects.reduce(roomAfter, from.isInRoom),
    isInterrupted: false,
    soundKey: sound ? sound.key : keptSound,
    votes: isChoosing(phase) ? from.votes : [],
    practices: from.practices,
    turn,
    ...kept,
  };
  return { state, effects, rule, refusal: null };
}

/** The room chooses from the welcome's first words on. */
function isChoosing({ phase }: Phase): boolean {
  return phase === 'welcoming' || phase === 'choosing';
}

function keyOf(turn: number, deed: Deed): string {
  return deed.type === 'say' ? `${turn}.${deed.message.text}` : `${turn}.${deed.type}`;
}

function roomAfter(isInRoom: boolean, deed: Deed): boolean {
  if (deed.type === 'joinVoice') return true;
  return deed.type === 'leaveVoice' ? false : isInRoom;
}

function isSound(deed: Deed): boolean {
  switch (deed.type) {
    case 'announceWelcome':
    case 'speakWelcome':
    case 'playRecording':
    case 'openSitting':
    case 'offerMore':
    case 'sayGoodbye':
    case 'ringClosingBell':
      return true;
    default:
      return false;
  }
}

export const say = (message: RoomText): Deed => ({ type: 'say', message });

/** Being in the room, asked for once. */
export function enter(state: SessionState): Deed[] {
  return state.isInRoom ? [] : [{ type: 'joinVoice' }];
}

export function depart(state: SessionState): Deed[] {
  return state.isInRoom ? [{ type: 'leaveVoice' }] : [];
}

/** Fading what sounds, and leaving after it. */
export function hushAndDepart(state: SessionState): Deed[] {
  return state.isInRoom ? [{ type: 'fadeOut' }, { type: 'leaveVoice' }] : [];
}

/** Fading what sounds, and staying. */
export function hush(state: SessionState): Deed[] {
  return state.isInRoom ? [{ type: 'fadeOut' }] : [];
}

// ---- the steps that several rules share ---------------------------------------

export function waitAnew(state: SessionState, atMs: number): Phase {
  const hasListeners = (state.presence?.listeners ?? 0) > 0;
  return {
    phase: 'waiting',
    sinceMs: atMs,
    listenersSinceMs: hasListeners ? atMs : null,
    noticedAtMs: null,
    heldUntilMs: null,
  };
}

/** The teacher has the room: whatever the bot does ends softly. */
export function handOver(
  state: SessionState,
  rule: SessionRule,
  ending: readonly Deed[],
  kept: Partial<Kept> = {},
): Step {
  const deeds: Deed[] = [...ending, ...depart(state), say({ text: 'teacherCame' })];
  return move(state, { phase: 'led' }, rule, deeds, kept);
}

export function end(state: SessionState, reason: EndReason, rule: SessionRule): Step {
  const deeds = reason === 'completed' ? depart(state) : hushAndDepart(state);
  return move(state, { phase: 'ended', reason }, rule, deeds);
}

export function sayGoodbye(
  state: SessionState,
  atMs: number,
  rule: SessionRule,
  afterBell: boolean,
): Step {
  return move(state, { phase: 'closing', untilMs: atMs + CLOSING_MS }, rule, [
    ...enter(state),
    { type: 'sayGoodbye', afterBell },
    say({ text: 'closed' }),
  ]);
}

/** The welcome, once in a session: spoken and shown as the same words, with the choices. */
export function beginWelcome(
  state: SessionState,
  atMs: number,
  rule: 'graceOver' | 'welcomeAsked',
): Step {
  return move(
    state,
    { phase: 'welcoming', startedAtMs: atMs, nextSentence: 0, chosen: null },
    rule,
    [...enter(state), { type: 'speakWelcome', fromSentence: 0 }, say({ text: 'welcome' })],
    { welcomedAtMs: atMs },
  );
}

export function offerChoices(state: SessionState, untilMs: number | null, rule: SessionRule): Step {
  return move(state, { phase: 'choosing', untilMs }, rule, [
    ...(rule === 'soundLate' ? hush(state) : enter(state)),
    say({ text: 'choices', defaultAtMs: untilMs }),
  ]);
}

/** What is left for a practice, the closing words taken off. */
export function practiceTimeMs(plan: SessionPlan, atMs: number): number {
  return plan.endsAtMs - CLOSING_MS - atMs;
}

/** Whether anything at all could still be begun. */
export function isEnoughLeft(plan: SessionPlan, state: SessionState, atMs: number): boolean {
  const welcomeMs = state.welcomedAtMs === null ? plan.welcomeMs : 0;
  const leftMs = practiceTimeMs(plan, atMs) - welcomeMs;
  if (leftMs >= SHORTEST_SITTING_MINUTES * 60_000) return true;
  const fit = { timeLeftMs: leftMs, atMs, language: plan.language };
  return fittingRecordings(plan.allowlist, fit).length > 0;
}

/** Begins what was chosen, or refuses it with the reason. `voices`: of the vote that decided it. */
export function begin(
  plan: SessionPlan,
  state: SessionState,
  atMs: number,
  choice: Choice,
  rule: 'chosen' | 'voted' | 'nobodyChose',
  { voices, ofVoices }: Omit<Decided, 'byDefault'> = { voices: 0, ofVoices: 0 },
): Step {
  const refusal = refusalOf(plan, atMs, choice);
  if (refusal) return refuse(state, refusal);
  const practices = state.practices + 1;
  const decided: Decided = { byDefault: rule === 'nobodyChose', voices, ofVoices };
  if (choice.kind === 'recording') {
    const { recordingId } = choice;
    return move(
      state,
      { phase: 'playing', recordingId, fromMs: 0, heardAtMs: atMs },
      rule,
      [
        ...enter(state),
        { type: 'playRecording', recordingId, fromMs: 0, brokenForMs: 0 },
        say({ text: 'playing', recordingId, ...decided }),
      ],
      { practices },
    );
  }
  const { minutes } = choice;
  const untilMs = atMs + minutes * 60_000;
  return move(
    state,
    { phase: 'sitting', startedAtMs: atMs, untilMs },
    rule,
    [
      ...enter(state),
      { type: 'openSitting', minutes },
      say({ text: 'sitting', minutes, untilMs, ...decided }),
    ],
    { practices },
  );
}

/** Why this can't be begun now; null when it can. */
export function refusalOf(plan: SessionPlan, atMs: number, choice: Choice): SessionRefusal | null {
  const leftMs = practiceTimeMs(plan, atMs);
  if (choice.kind === 'recording') {
    const answer = mayPlay(plan.allowlist, choice.recordingId, atMs);
    if (!answer.allowed) return answer.why;
    return answer.entry.lengthMs <= leftMs ? null : 'NOT_ENOUGH_TIME';
  }
  const { minutes } = choice;
  const isAllowed =
    Number.isInteger(minutes) &&
    minutes >= SHORTEST_SITTING_MINUTES &&
    minutes <= LONGEST_SITTING_MINUTES;
  if (!isAllowed) return 'BAD_LENGTH';
  return minutes * 60_000 <= leftMs ? null : 'NOT_ENOUGH_TIME';
}

/**
 * What begins when nobody has chosen: the series' own default; where that can't be,
 * the approved recording that fits and was played least lately, of those in the session's
 * language before all others (the welcome has promised one); else silence. Null when the
 * series wants nothing, or nothing fits.
 */
export function defaultChoice(plan: SessionPlan, atMs: number): Choice | null {
  const wanted = plan.ifNobodyChooses;
  if (wanted.kind === 'nothing') return null;
  const timeLeftMs = practiceTimeMs(plan, atMs);
  const fit = { timeLeftMs, atMs, language: plan.language };
  const [first] = fittingRecordings(plan.allowlist, fit);
  const recording: Choice | null = first ? { kind: 'recording', recordingId: first.id } : null;
  if (wanted.kind === 'silence') return fittingSilence(plan, atMs, wanted.minutes) ?? recording;
  if (wanted.recordingId !== null) {
    const own: Choice = { kind: 'recording', recordingId: wanted.recordingId };
    if (refusalOf(plan, atMs, own) === null) return own;
  }
  return recording ?? fittingSilence(plan, atMs, USUAL_SITTING_MINUTES);
}

/** The longest sitting up to `minutes` that fits; null when even the shortest does not. */
function fittingSilence(plan: SessionPlan, atMs: number, minutes: number): Choice | null {
  const fitting = Math.min(minutes, Math.floor(practiceTimeMs(plan, atMs) / 60_000));
  return fitting >= SHORTEST_SITTING_MINUTES ? { kind: 'silence', minutes: fitting } : null;
}
