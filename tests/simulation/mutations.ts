/**
 * Deliberate mistakes in the program, each of which some invariant of the simulation must catch.
 * Guards that mask each other are taken away together.
 */
import type { Invariant } from './invariants.ts';

export interface Edit {
  /** From the project's folder: `src/app/dispatcher.ts`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

export interface Mutation {
  readonly name: string;
  /** The world of one guild in which it is caught, and how much of a year that takes. */
  readonly seed: number;
  readonly years: number;
  readonly edits: readonly Edit[];
  /** Any of these may be the first to notice. */
  readonly caughtBy: readonly Invariant[];
}

const IN_TIME = 'nothing before it is due or after it expired';
const NOTHING_GONE = 'nothing for a session that is cancelled or has moved';
const NO_TEACHER = 'no welcome while a teacher is here or the view is stale';
const QUIET = 'quiet within 2 s of a hand-over or the end';
const LISTED = 'every sound is on the allowlist';
const INSTANTS = 'instants equal the reference';
const FINAL = 'every row ends in a final state';
const NO_RETRY = 'no try after a final refusal';
const SENT = 'healthy for 60 s inside the window means sent';
const WELCOMED = 'no teacher means welcome within 30 s of its moment';
const AWAKE = 'no session oversleeps';
const REASON = 'every skip has a reason';

const one = (
  name: string,
  where: Pick<Mutation, 'seed' | 'years'>,
  file: string,
  find: string,
  replace: string,
  ...caughtBy: Invariant[]
): Mutation => ({ name, ...where, edits: [{ file, find, replace }], caughtBy });

export const MUTATIONS: readonly Mutation[] = [
  one(
    'what has expired is sent all the same',
    { seed: 9, years: 0.28 },
    'src/app/due-rules.ts',
    'if (nowMs >= row.expiresAtMs) return skip(TOO_LATE);',
    '',
    IN_TIME,
  ),
  {
    name: 'what was planned for the old start is sent',
    seed: 4,
    years: 0.008,
    edits: [
      {
        file: 'src/app/due-rules.ts',
        find: "if (occurrence.revision !== row.revision) return skip('the session has moved');",
        replace: '',
      },
      {
        file: 'src/app/planner.ts',
        find: "else if (hasMoved) takeBack(store, known, 'the session has moved', nowMs);",
        replace: '',
      },
    ],
    caughtBy: [NOTHING_GONE],
  },
  one(
    'a refused post is tried again',
    { seed: 7, years: 0.02 },
    'src/app/dispatcher.ts',
    "return { status: 'refused', reason: outcome.why };",
    "return { status: 'pending', notBeforeMs: nowMs + 5_000 };",
    NO_RETRY,
  ),
  one(
    'a row is skipped without a word',
    { seed: 6, years: 0.29 },
    'src/app/due-rules.ts',
    "const TOO_LATE = 'too late';",
    "const TOO_LATE = '';",
    REASON,
  ),
  one(
    'reminders come an hour early',
    { seed: 1, years: 0.02 },
    'src/app/planner.ts',
    'dueAtMs: startsAtMs - beforeMs,',
    'dueAtMs: startsAtMs - beforeMs - 3_600_000,',
    IN_TIME,
    SENT,
  ),
  one(
    'a lease never ends',
    { seed: 4, years: 0.21 },
    'src/app/dispatcher.ts',
    'const LEASE_MS = 60_000;',
    'const LEASE_MS = 864_000_000;',
    FINAL,
    SENT,
  ),
  {
    name: 'the welcome is read whoever is there',
    seed: 2,
    years: 0.05,
    edits: [
      {
        file: 'src/domain/session-presence.ts',
        find: 'if (isTeacherHere) return onTeacherWhileWaiting(state);',
        replace: '',
      },
      {
        file: 'src/app/session-sound.ts',
        find: 'return needsFreshView ? teachers === 0 : teachers === null || teachers === 0;',
        replace: 'return needsFreshView || teachers !== 1_000;',
      },
    ],
    caughtBy: [NO_TEACHER],
  },
  {
    name: 'whatever is asked for is heard',
    seed: 1,
    years: 0.014,
    edits: [
      {
        file: 'src/domain/playback.ts',
        find: "if (entry.status === 'revoked') return { allowed: false, why: 'REVOKED' };",
        replace: '',
      },
      {
        file: 'src/domain/playback.ts',
        find: "if (entry.status !== 'approved') return { allowed: false, why: 'NOT_APPROVED' };",
        replace: '',
      },
    ],
    caughtBy: [LISTED],
  },
  one(
    'where clocks jump a session comes early',
    { seed: 1, years: 0.175 },
    'src/domain/recurrence.ts',
    "disambiguation: 'compatible'",
    "disambiguation: 'earlier'",
    INSTANTS,
  ),
  one(
    'a session sleeps past its notice',
    { seed: 1, years: 0.01 },
    'src/domain/session.ts',
    'return noticeAtMs(plan, state) ?? startAtMs(plan, state);',
    'return startAtMs(plan, state);',
    WELCOMED,
  ),
  one(
    'patience is counted from the first listener of the day',
    { seed: 1, years: 0.01 },
    'src/domain/session.ts',
    'state.sinceMs + plan.graceMs - before,',
    'state.sinceMs + 4 * plan.graceMs - before,',
    WELCOMED,
  ),
  one(
    'nobody follows the timer of a session',
    { seed: 1, years: 0.033 },
    'src/app/session-host.ts',
    'this.#cancelTimer = this.#ports.clock.at(next, () => this.wake());',
    'this.#cancelTimer = () => undefined;',
    AWAKE,
    WELCOMED,
    QUIET,
  ),
  one(
    'a session that is called back stays cancelled',
    { seed: 6, years: 0.027 },
    'src/app/planner.ts',
    'if (isBack) reinstate(store, placed, nowMs);',
    '',
    WELCOMED,
  ),
  one(
    'the machine’s clock is believed',
    { seed: 4, years: 0.181 },
    'src/trusted-time.ts',
    "if (Math.abs(stepMs) > STEP_MS) correct(-stepMs, 'stepped');",
    '',
    IN_TIME,
    SENT,
    QUIET,
    AWAKE,
    WELCOMED,
    FINAL,
  ),
  one(
    'a teacher role that was renamed is nobody’s',
    { seed: 2, years: 0.12 },
    'src/app/guild-settings.ts',
    'if (found === null) return known === null ? null : asId<RoleId>(known);',
    'if (found === null) return null;',
    NO_TEACHER,
  ),
];
