/** What must hold in every world, by name, and how often each was looked at. */

export const INVARIANTS = [
  // Safety.
  'at most one message per occurrence, kind and revision',
  'never before due or after expiry',
  'nothing for a cancelled or old revision',
  'welcome at most once',
  'welcome never with a teacher present or a stale view',
  'sound stops within 2 s of a hand-over or the end',
  'every file that is heard is on the allowlist',
  'one source of sound per guild',
  'sound in the right channel',
  'gone within 60 s of the end',
  'position never goes back more than 5 s',
  'instants equal the reference',
  'a stale epoch writes nothing',
  'every row ends in a final state',
  'no unintended mention',
  '50 requests a second',
  '120 gateway commands a minute',
  'no retries after 401, 403, 404',
  'nothing crosses guilds',
  'memory bounded',
  // Liveness.
  'up and healthy for 60 s inside the window means sent',
  'no teacher means welcome within 30 s of its moment',
  'no session oversleeps',
  'a backlog drains',
  'every skip has a reason and one alert',
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
