import type { SessionEvent, SessionState } from '../domain/session-state.ts';
import {
  hasShape,
  isArray,
  isFlag,
  isNumber,
  isOneOf,
  isText,
  orNull,
  storedJson,
  type Check,
} from './stored-json.ts';

/*
 * The compiler objects here when the state gains or loses a field. A bot that is updated
 * in the middle of a session reads states of the old shape, so then raise the version and
 * add a migration that rewrites what is open.
 */
type PhaseName = SessionState['phase'];
type Fields<T, Shared extends PropertyKey> = Record<Exclude<keyof T, Shared>, Check>;
type SharedFields = keyof SessionState;
type PhaseFields = {
  [P in PhaseName]: Fields<Extract<SessionState, { phase: P }>, SharedFields>;
};

const sharedFields = {
  phase: isText,
  presence: orNull(hasShape({ teachers: isNumber, listeners: isNumber })),
  emptySinceMs: orNull(isNumber),
  welcomedAtMs: orNull(isNumber),
  isInRoom: isFlag,
  isInterrupted: isFlag,
  soundKey: orNull(isText),
  votes: isArray,
  practices: isNumber,
  turn: isNumber,
} satisfies Record<SharedFields, Check>;

const isChoice = isOneOf('kind', {
  recording: { recordingId: isText },
  silence: { minutes: isNumber },
});

const phaseFields = {
  upcoming: {},
  waiting: {
    sinceMs: isNumber,
    listenersSinceMs: orNull(isNumber),
    noticedAtMs: orNull(isNumber),
    heldUntilMs: orNull(isNumber),
  },
  led: {},
  welcoming: { startedAtMs: isNumber, nextSentence: isNumber, chosen: orNull(isChoice) },
  choosing: { untilMs: orNull(isNumber) },
  playing: { recordingId: isText, fromMs: isNumber, heardAtMs: isNumber },
  sitting: { startedAtMs: isNumber, untilMs: isNumber },
  closing: { untilMs: isNumber },
  ended: { reason: isText },
  cancelled: {},
} satisfies PhaseFields;

const hasSharedFields = hasShape(sharedFields);
const hasPhaseFields = isOneOf('phase', phaseFields);

export const storedState = storedJson<SessionState>(
  2,
  (value) => hasSharedFields(value) && hasPhaseFields(value),
);

/** Events are only shown to people who ask why, so their kind and their time are enough. */
export const storedEvent = storedJson<SessionEvent>(1, hasShape({ type: isText, atMs: isNumber }));

export function isPhaseName(text: string): text is PhaseName {
  return Object.hasOwn(phaseFields, text);
}
