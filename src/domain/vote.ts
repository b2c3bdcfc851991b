/** What the room chooses together: one voice a person, the newest counts, the most voices decide. */
import type { UserId } from './identity.ts';
import { leastLatelyFirst } from './playback.ts';
import type { Choice, SessionPlan, SessionState } from './session-state.ts';
import { CHOOSE_MS, refusalOf } from './session-step.ts';

/** What one person in the room would like; their last word counts. */
export interface Vote {
  readonly by: UserId;
  readonly choice: Choice;
}

/** What has been voted for, and by how many. */
export interface Tally {
  readonly choice: Choice;
  readonly voices: number;
}

/** The outcome of a vote: how many of the voices that count were for what begins. */
export interface Elected extends Tally {
  readonly ofVoices: number;
}

/**
 * When the votes are counted: at the end of the two minutes; while the welcome is still read, as
 * early as that can be. Null when nothing is to be voted for: something is chosen, or sounds, or
 * the sound was stopped, so that nothing begins by itself.
 */
export function voteEndsAtMs(plan: SessionPlan, state: SessionState): number | null {
  if (state.phase === 'choosing') return state.untilMs;
  if (state.phase !== 'welcoming' || state.chosen !== null) return null;
  return state.startedAtMs + plan.welcomeMs + CHOOSE_MS;
}

/** The votes with this one: in the place of the one that the same person gave before. */
export function withVote(votes: readonly Vote[], vote: Vote): Vote[] {
  return [...votes.filter(({ by }) => by !== vote.by), vote];
}

/**
 * The voices that count at that moment, what leads first: of people who are in the room then, for
 * what may be begun then. A tie goes to what was played least lately; a recording goes before a
 * sitting, since the welcome has promised one, and a short sitting before a long one.
 */
export function tallyOf(plan: SessionPlan, votes: readonly Vote[], atMs: number): Tally[] {
  const byName = new Map<string, { choice: Choice; voices: number }>();
  for (const { by, choice } of votes) {
    if (!plan.inRoom?.has(by) || refusalOf(plan, atMs, choice) !== null) continue;
    const counted = byName.get(nameOf(choice)) ?? { choice, voices: 0 };
    byName.set(nameOf(choice), { choice, voices: counted.voices + 1 });
  }
  return [...byName.values()].toSorted(
    (a, b) => b.voices - a.voices || firstAmongEquals(plan, a.choice, b.choice),
  );
}

/** What the room has chosen; null when no voice counts, or when the room is not asked. */
export function electedBy(plan: SessionPlan, votes: readonly Vote[], atMs: number): Elected | null {
  if (!plan.participantsVote) return null;
  const tally = tallyOf(plan, votes, atMs);
  const [leading] = tally;
  if (!leading) return null;
  return { ...leading, ofVoices: tally.reduce((sum, { voices }) => sum + voices, 0) };
}

function firstAmongEquals(plan: SessionPlan, a: Choice, b: Choice): number {
  if (a.kind === 'silence' && b.kind === 'silence') return a.minutes - b.minutes;
  if (a.kind === 'silence' || b.kind === 'silence') return a.kind === 'recording' ? -1 : 1;
  const [first, second] = [a, b].map(({ recordingId }) => plan.allowlist.get(recordingId));
  // Only what is on the list is counted.
  return first && second ? leastLatelyFirst(first, second) : 0;
}

/** `recording:kindness`, `silence:15`: the same for the same choice. */
export function nameOf(choice: Choice): string {
  return choice.kind === 'recording'
    ? `recording:${choice.recordingId}`
    : `silence:${choice.minutes}`;
}
