/** The buttons with which the room votes, and what they stand for. */
import { createHash } from 'node:crypto';
import type { RecordingId } from '../domain/identity.ts';
import type { Choice, SessionState } from '../domain/session-state.ts';
import {
  initialState,
  LONGEST_SITTING_MINUTES,
  practiceTimeMs,
  SHORTEST_SITTING_MINUTES,
} from '../domain/session-step.ts';
import { nameOf, tallyOf, voteEndsAtMs } from '../domain/vote.ts';
import type { Texts } from '../texts/texts.ts';
import { formatComponentId } from './component-id.ts';
import { offeredRecordings } from './offers.ts';
import type { Button, Due, Recording, Store } from './ports.ts';
import type { SessionContext } from './session-context.ts';

/** With two sittings they are two rows of five; Discord allows five rows in all. */
const MOST_RECORDINGS = 8;
const MOST_SITTINGS = 2;
const ROW_LENGTH = 5;

/** What a message with choices is made from, as far as the vote needs it. */
interface Posted {
  readonly ports: { readonly store: Store };
  readonly texts: Texts;
  readonly marker: string;
  readonly row: Due;
}

/**
 * Whether the room votes by this very message: the newest one that offers choices, in a series
 * that lets the room vote, as long as something is to be voted for.
 */
export function isVoteOpen({ ports, row }: Pick<Posted, 'ports' | 'row'>, context: SessionContext) {
  const { store } = ports;
  if (!mayVote(store, context)) return false;
  const newest = newestOffer(store.due.ofOccurrence(row.guildId, row.occurrenceId));
  return newest === null || newest.id === row.id;
}

/** Whether the series lets the room vote, and something is to be voted for. */
export function mayVote(store: Store, { plan, occurrence }: SessionContext): boolean {
  if (!plan.participantsVote) return false;
  const named = { guildId: occurrence.guildId, occurrenceId: occurrence.id };
  return voteEndsAtMs(plan, stateOf(store, named)) !== null;
}

/** The row whose message offered choices last; null when none did. */
export function newestOffer(rows: readonly Due[]): Due | null {
  const offers = rows.filter((row) => turnOf(row) !== null);
  return offers.toSorted((a, b) => (turnOf(a) ?? 0) - (turnOf(b) ?? 0)).at(-1) ?? null;
}

/** The turn of a row with choices, `room.7.choices`; the welcome comes before all others. */
function turnOf({ kind }: Due): number | null {
  if (kind === 'room.welcome') return 0;
  const turn = /^room\.(\d+)\.(?:choices|unavailable)$/.exec(kind)?.[1];
  return turn === undefined ? null : Number(turn);
}

/** Up to eight recordings and two sittings that fit when the votes are counted, with the voices so far. */
export function voteRows(posted: Posted, context: SessionContext): Button[][] {
  const { store } = posted.ports;
  const { plan, occurrence } = context;
  const state = stateOf(store, posted.row);
  const atMs = voteEndsAtMs(plan, state);
  if (atMs === null) return [];
  const timeLeftMs = practiceTimeMs(plan, atMs);
  const fit = { timeLeftMs, atMs, language: plan.language };
  const recordings = offeredRecordings({ store }, occurrence.guildId, plan.allowlist, fit);
  const tally = tallyOf(plan, state.votes, atMs);
  const voicesByName = new Map(tally.map(({ choice, voices }) => [nameOf(choice), voices]));
  const voicesFor = (choice: Choice): number => voicesByName.get(nameOf(choice)) ?? 0;
  const buttons = [
    ...recordings
      .slice(0, MOST_RECORDINGS)
      .map((recording) => recordingButton(posted, recording, voicesFor)),
    ...sittingsWithin(timeLeftMs).map((minutes) => sittingButton(posted, minutes, voicesFor)),
  ];
  return [buttons.slice(0, ROW_LENGTH), buttons.slice(ROW_LENGTH)].filter((row) => row.length > 0);
}

type Named = Pick<Due, 'guildId' | 'occurrenceId'>;

const stateOf = (store: Store, { guildId, occurrenceId }: Named): SessionState =>
  store.sessions.load(guildId, occurrenceId) ?? initialState();

type VoicesFor = (choice: Choice) => number;

function recordingButton(posted: Posted, { id, title, lengthMs }: Recording, voicesFor: VoicesFor) {
  const choice: Choice = { kind: 'recording', recordingId: id };
  const { vote } = posted.texts;
  const label = vote.recordingButton({ title, lengthMs, voices: voicesFor(choice) });
  return button(posted, choice, label);
}

function sittingButton(posted: Posted, minutes: number, voicesFor: VoicesFor) {
  const choice: Choice = { kind: 'silence', minutes };
  const label = posted.texts.vote.sittingButton({ minutes, voices: voicesFor(choice) });
  return button(posted, choice, label);
}

function button({ marker, row }: Posted, choice: Choice, label: string): Button {
  const { occurrenceId } = row;
  const id = formatComponentId({ action: 'vote', marker, occurrenceId, value: shortName(choice) });
  return { kind: 'button', id, label, style: 'secondary' };
}

/** The shortest and the longest that fit. */
function sittingsWithin(timeLeftMs: number): number[] {
  const longest = Math.min(LONGEST_SITTING_MINUTES, Math.floor(timeLeftMs / 300_000) * 5);
  if (longest < SHORTEST_SITTING_MINUTES) return [];
  return [...new Set([SHORTEST_SITTING_MINUTES, longest])].slice(0, MOST_SITTINGS);
}

/** A component id has room for so much: `s10`, or `r` and 12 characters of a hash. */
function shortName(choice: Choice): string {
  return choice.kind === 'silence' ? `s${choice.minutes}` : `r${hashOf(choice.recordingId)}`;
}

/** Null for a name that no button of this guild has had; whether it may be heard is asked later. */
export function choiceOf(
  name: string,
  recordings: readonly Pick<Recording, 'id'>[],
): Choice | null {
  const minutes = /^s(\d{1,3})$/.exec(name)?.[1];
  if (minutes !== undefined) return { kind: 'silence', minutes: Number(minutes) };
  const named = recordings.find(({ id }) => name === `r${hashOf(id)}`);
  return named ? { kind: 'recording', recordingId: named.id } : null;
}

function hashOf(recordingId: RecordingId): string {
  return createHash('sha256').update(recordingId).digest('base64url').slice(0, 12);
}
