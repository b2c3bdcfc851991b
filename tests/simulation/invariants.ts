/** What must hold in every world, by name, and how often each was looked at. */

export const INVARIANTS = [
  // Safety.
  'one message for each occurrence, kind and revision',
  'nothing before it is due or after it expired',
  'nothing for a session that is cancelled or has moved',
  'the welcome at most once',
  'no welcome while a teacher is here or the view is stale',
  'quiet within 2 s of a hand-over or the end',
  'every sound is on the allowlist',
  'sound only in the right room',
  'gone within 60 s of the end',
  'a recording never goes back more than 5 s',
  'instants equal the reference',
  'a stale epoch writes nothing',
  'every row ends in a final state',
  'no unintended mention',
  'no try after a final refusal',
  'nothing crosses guilds',
  'memory is bounded',
  // Liveness.
  'healthy for 60 s inside the window means sent',
  'no teacher means welcome within 30 s of its moment',
  'no session oversleeps',
  'every skip has a reason',
] as const;

export type Invariant = (typeof INVARIANTS)[number];

/** An invariant that did not hold. The simulation ends with the first. */
export class Broken extends Error {
  readonly invariant: Invariant;
  readonly detail: string;
  readonly atMs: number;

  constructor(invariant: Invariant, detail: string, atMs: number) {
    super(`${invariant}: ${detail} (${new Date(atMs).toISOString()})`);
    this.invariant = invariant;
    this.detail = detail;
    this.atMs = atMs;
  }
}

export class Checks {
  readonly countByInvariant = new Map<Invariant, number>(INVARIANTS.map((name) => [name, 0]));
  /** Kept besides being thrown, since the bot catches what goes wrong within its own calls. */
  first: Broken | null = null;
  private readonly nowMs: () => number;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  /** Counts the look; throws a Broken when it does not hold. */
  holds(invariant: Invariant, isTrue: boolean, detail: () => string): void {
    this.countByInvariant.set(invariant, (this.countByInvariant.get(invariant) ?? 0) + 1);
    if (isTrue) return;
    this.first ??= new Broken(invariant, detail(), this.nowMs());
    throw this.first;
  }
}
