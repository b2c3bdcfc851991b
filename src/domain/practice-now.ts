/** What the room listens to or sits in just now, told from its session's state. Pure: no clock. */
import type { RecordingId } from './identity.ts';
import type { SessionRule, SessionState } from './session-state.ts';

/** What is under way. Both kinds sound, or are silent, for a known time. */
export type PracticeNow =
  | {
      readonly kind: 'recording';
      readonly recordingId: RecordingId;
      readonly timing: RecordingTiming;
    }
  | { readonly kind: 'silence'; readonly endsAtMs: number; readonly leftMs: number };

export type RecordingTiming =
  /** It was chosen, and is not heard yet: the bot comes in, or says what follows. */
  | { readonly kind: 'beginning' }
  | { readonly kind: 'running'; readonly endsAtMs: number; readonly leftMs: number }
  /** Nothing was heard of the sound for a while; it goes on from where it was. */
  | { readonly kind: 'paused'; readonly leftMs: number };

/** How a practice came to its end. */
export type PracticeEnd =
  | 'complete'
  | 'stopped'
  /** Another one was chosen instead. */
  | 'replaced'
  | 'withdrawn'
  | 'handedOver'
  | 'sessionOver'
  | 'roomEmpty'
  | 'unheard';

/** The sound tells where it is every second; without news for so long it is not heard. */
const SILENT_MS = 20_000;
/** Where the sound is comes in steps: an end that moves by less than this is the same end. */
const SAME_END_MS = 5_000;

/**
 * Null when nothing is under way. `lengthMsOf` gives null for what is on no list any more. The
 * end that was told before, `toldEndsAtMs`, stays as it was unless it has really moved.
 */
export function practiceNow(
  state: SessionState,
  lengthMsOf: (recordingId: RecordingId) => number | null,
  nowMs: number,
  toldEndsAtMs: number | null = null,
): PracticeNow | null {
  if (state.phase === 'sitting') {
    const { untilMs: endsAtMs } = state;
    return { kind: 'silence', endsAtMs, leftMs: Math.max(0, endsAtMs - nowMs) };
  }
  if (state.phase !== 'playing') return null;
  const { recordingId } = state;
  const lengthMs = lengthMsOf(recordingId);
  if (lengthMs === null) return null;
  return { kind: 'recording', recordingId, timing: timingOf(state, lengthMs, nowMs, toldEndsAtMs) };
}

function timingOf(
  state: Extract<SessionState, { phase: 'playing' }>,
  lengthMs: number,
  nowMs: number,
  toldEndsAtMs: number | null,
): RecordingTiming {
  const leftThenMs = Math.max(0, lengthMs - state.fromMs);
  if (state.fromMs === 0 && !state.isInterrupted) return { kind: 'beginning' };
  if (state.isInterrupted || nowMs - state.heardAtMs > SILENT_MS) {
    return { kind: 'paused', leftMs: leftThenMs };
  }
  const estimateMs = state.heardAtMs + leftThenMs;
  const isSame = toldEndsAtMs !== null && Math.abs(toldEndsAtMs - estimateMs) < SAME_END_MS;
  const endsAtMs = isSame ? toldEndsAtMs : estimateMs;
  return { kind: 'running', endsAtMs, leftMs: Math.max(0, endsAtMs - nowMs) };
}

/** When it ends, as far as that is known; null while it does not sound. */
export function endOf(practice: PracticeNow): number | null {
  if (practice.kind === 'silence') return practice.endsAtMs;
  return practice.timing.kind === 'running' ? practice.timing.endsAtMs : null;
}

/**
 * When `about N minutes` next says something else with nothing but time passing: half a minute
 * before and after each whole one. Null when it does not any more.
 */
export function minutesChangeAtMs(practice: PracticeNow, nowMs: number): number | null {
  const endsAtMs = endOf(practice);
  if (endsAtMs === null) return null;
  const minutes = Math.round((endsAtMs - nowMs) / 60_000);
  return minutes <= 1 ? null : endsAtMs - (minutes - 0.5) * 60_000 + 1;
}

/** How it ended, by the rule that moved the session out of it. */
export function practiceEndOf(rule: SessionRule | null): PracticeEnd {
  switch (rule) {
    case 'stopped':
      return 'stopped';
    case 'chosen':
    case 'nobodyChose':
      return 'replaced';
    case 'withdrawn':
      return 'withdrawn';
    case 'tookOver':
    case 'teacherIsHere':
      return 'handedOver';
    case 'timeOver':
    case 'cancelled':
    case 'closed':
      return 'sessionOver';
    case 'roomEmpty':
      return 'roomEmpty';
    case 'soundFault':
    case 'soundLate':
      return 'unheard';
    default:
      return 'complete';
  }
}
