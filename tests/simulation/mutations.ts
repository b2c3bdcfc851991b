/**
 * Deliberate mistakes in the program, each of which some invariant of the simulation must catch.
 * Guards that mask each other are taken away together.
 */
import type { FaultName } from './faults.ts';
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
  /** One when it is left out. */
  readonly guilds?: number;
  /** Only these faults, and how likely each of three in a session is: a world made for it. */
  readonly faults?: readonly FaultName[];
  readonly chance?: number;
  readonly edits: readonly Edit[];
  /** Any of these may be the first to notice. */
  readonly caughtBy: readonly Invariant[];
}

const IN_TIME = 'never before due or after expiry';
const NOTHING_GONE = 'nothing for a cancelled or old revision';
const NO_TEACHER = 'welcome never with a teacher present or a stale view';
const QUIET = 'sound stops within 2 s of a hand-over or the end';
const LISTED = 'every file that is heard is on the allowlist';
const INSTANTS = 'instants equal the reference';
const FINAL = 'every row ends in a final state';
const NO_RETRY = 'no retries after 401, 403, 404';
const SENT = 'up and healthy for 60 s inside the window means sent';
const WELCOMED = 'no teacher means welcome within 30 s of its moment';
const AWAKE = 'no session oversleeps';
const ONCE = 'at most one message per occurrence, kind and revision';
const POSITION = 'position never goes back more than 5 s';
const REASON = 'every skip has a reason and one alert';

const one = (
  name: string,
  where: Omit<Mutation, 'name' | 'edits' | 'caughtBy'>,
  file: string,
  find: string,
  replace: string,
  ...caughtBy: Invariant[]
): Mutation => ({ name, ...where, edits: [{ file, find, replace }], caughtBy });

export const MUTATIONS: readonly Mutation[] = [
  one(
    'what has expired is sent all the same',
    { seed: 10, years: 0.5 },
    'src/app/due-rules.ts',
    'if (nowMs >= row.expiresAtMs) return skip(TOO_LATE);',
    '',
    IN_TIME,
  ),
  {
    name: 'what was planned for the old start is sent',
    seed: 1,
    years: 0.1,
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
    { seed: 1, years: 0.1, faults: ['403', '404', 'permission deleted'], chance: 0.8 },
    'src/app/dispatcher.ts',
    "return { status: 'refused', reason: outcome.why };",
    "return { status: 'pending', notBeforeMs: nowMs + 5_000 };",
    NO_RETRY,
  ),
  one(
    'a row is skipped without a word',
    { seed: 8, years: 0.3 },
    'src/app/due-rules.ts',
    "const TOO_LATE = 'too late';",
    "const TOO_LATE = '';",
    REASON,
  ),
  one(
    'reminders come an hour early',
    { seed: 1, years: 0.1 },
    'src/app/planner.ts',
    'dueAtMs: startsAtMs - beforeMs,',
    'dueAtMs: startsAtMs - beforeMs - 3_600_000,',
    IN_TIME,
    SENT,
  ),
  one(
    'a lease never ends',
    { seed: 2, years: 0.03, faults: ['kill after a post', 'kill before a post'], chance: 0.9 },
    'src/app/dispatcher.ts',
    'const LEASE_MS = 60_000;',
    'const LEASE_MS = 864_000_000;',
    FINAL,
    SENT,
  ),
  {
    name: 'the welcome is read whoever is there',
    seed: 1,
    years: 0.1,
    edits: [
      {
        file: 'src/domain/session-presence.ts',
        find: 'if (isTeacherHere) return onTeacherWhileWaiting(state);',
        replace: '',
      },
      {
        file: 'src/app/session-sound.ts',
        find: 'view.teachers === 0)',
        replace: 'view.teachers !== 1_000)',
      },
    ],
    caughtBy: [NO_TEACHER],
  },
  {
    name: 'whatever is asked for is heard',
    seed: 1,
    years: 0.1,
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
    { seed: 3, years: 0.1 },
    'src/domain/recurrence.ts',
    "disambiguation: 'compatible'",
    "disambiguation: 'earlier'",
    INSTANTS,
  ),
  one(
    'a session sleeps past its notice',
    { seed: 1, years: 0.1 },
    'src/domain/session.ts',
    'return noticeAtMs(plan, state) ?? startAtMs(plan, state);',
    'return startAtMs(plan, state);',
    WELCOMED,
  ),
  one(
    'patience is counted from the first listener of the day',
    { seed: 1, years: 0.1 },
    'src/domain/session.ts',
    'state.sinceMs + plan.graceMs - before,',
    'state.sinceMs + 4 * plan.graceMs - before,',
    WELCOMED,
  ),
  one(
    'nobody follows the timer of a session',
    { seed: 1, years: 0.1 },
    'src/app/session-host.ts',
    'this.#cancelTimer = this.#ports.clock.at(next, () => this.wake());',
    'this.#cancelTimer = () => undefined;',
    AWAKE,
    WELCOMED,
    QUIET,
  ),
  one(
    'a session that is called back stays cancelled',
    { seed: 7, years: 0.3 },
    'src/app/planner.ts',
    'if (isBack) reinstate(store, placed, nowMs);',
    '',
    WELCOMED,
  ),
  one(
    'the machine’s clock is believed',
    { seed: 5, years: 0.15 },
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
    { seed: 1, years: 0.1, faults: ['role deleted'], chance: 0.8 },
    'src/app/guild-settings.ts',
    'if (found === null) return known === null ? null : asId<RoleId>(known);',
    'if (found === null) return null;',
    NO_TEACHER,
  ),
  one(
    'the channel is not read before a second try',
    { seed: 1, years: 0.1, faults: ['kill after a post'], chance: 0.5 },
    'src/app/dispatcher.ts',
    'if (!doubt) return null;',
    'if (doubt !== undefined) return null;',
    ONCE,
  ),
  one(
    'the time of the first try is not kept',
    { seed: 1, years: 0.1, faults: ['timeout after the work'], chance: 0.5 },
    'src/store/due.ts',
    'first_tried_at_ms = coalesce(first_tried_at_ms, @atMs)',
    'first_tried_at_ms = @atMs',
    ONCE,
  ),
  {
    name: 'a cancelled session is announced',
    seed: 1,
    years: 0.1,
    faults: ['cancel between claim and post'],
    chance: 0.5,
    edits: [
      {
        file: 'src/app/due-rules.ts',
        find: "if (occurrence.cancelled) return skip('the session is cancelled');",
        replace: '',
      },
      {
        file: 'src/app/planner.ts',
        find: "if (hasGone) takeBack(store, known, 'the session is cancelled', nowMs);",
        replace: 'if (hasGone) void known;',
      },
    ],
    caughtBy: [NOTHING_GONE],
  },
  one(
    'a lost answer is taken for sent',
    { seed: 1, years: 0.1, faults: ['timeout before the work'], chance: 0.5 },
    'src/app/dispatcher.ts',
    "return { status: 'pending', notBeforeMs: nowMs + UNCERTAIN_WAIT_MS };",
    "return { status: 'sent', messageId: 'lost' };",
    SENT,
  ),
  {
    name: 'the end is passed over',
    seed: 11,
    years: 1,
    edits: [
      {
        file: 'src/domain/session.ts',
        find: 'if (atMs >= plan.endsAtMs) return onTimeOver(state);',
        replace: '',
      },
      {
        file: 'src/domain/session.ts',
        find: 'const wakes = [plan.endsAtMs, emptyAtMs(state)',
        replace: 'const wakes = [emptyAtMs(state)',
      },
    ],
    caughtBy: [QUIET, 'gone within 60 s of the end', 'a backlog drains', FINAL, IN_TIME],
  },
  one(
    'a recording is begun anew instead of from its position',
    { seed: 3, years: 0.1, faults: ['kill'], chance: 0.8 },
    'src/domain/session-presence.ts',
    "{ type: 'playRecording', recordingId, fromMs, brokenForMs",
    "{ type: 'playRecording', recordingId, fromMs: 0, brokenForMs",
    POSITION,
  ),
  {
    name: 'the platform’s time is not heard',
    seed: 1,
    years: 0.1,
    faults: ['clock step of 1 h', 'clock step of 1 day', 'kill'],
    chance: 0.9,
    edits: [
      {
        file: 'src/trusted-time.ts',
        find: 'const TOLERANCE_MS = 5_000;',
        replace: 'const TOLERANCE_MS = Infinity;',
      },
    ],
    caughtBy: [IN_TIME, SENT, QUIET, AWAKE, WELCOMED, FINAL, 'a backlog drains', REASON],
  },
  one(
    'two sessions sound at once',
    { seed: 8, years: 0.3 },
    'src/app/session-sound.ts',
    'if (sounding && sounding.occurrenceId !== occurrenceId) {',
    'if (sounding && sounding.occurrenceId === null) {',
    'one source of sound per guild',
    'sound in the right channel',
  ),
  one(
    'nobody looks when a row falls due',
    { seed: 1, years: 0.1, faults: ['doubled voice state'] },
    'src/app/dispatcher.ts',
    'const next = isReady ? this.#ports.store.due.nextAtMs() : null;',
    'const next = isReady ? null : null;',
    'a backlog drains',
    SENT,
  ),
  one(
    'the queue of the REST library is not there',
    { seed: 1, years: 0.01, guilds: 50 },
    'tests/simulation/platform.ts',
    'const REQUESTS_A_SECOND = 50;',
    'const REQUESTS_A_SECOND = 5_000;',
    '50 requests a second',
  ),
  one(
    'roles are asked for all the time',
    { seed: 1, years: 0.01, guilds: 50 },
    'src/app/session-host.ts',
    '// Counting the room again heals an event that the gateway lost.',
    'if (context.roomId) void this.#ports.directory.refreshRoles(guildId, context.roomId);',
    '120 gateway commands a minute',
  ),
  one(
    'alerts go to the first guild',
    { seed: 1, years: 0.1, guilds: 2, faults: ['403', 'permission deleted'], chance: 0.8 },
    'src/app/due-rules.ts',
    'const settings = ports.guilds.get(row.guildId);',
    'const [settings] = ports.guilds.values();',
    'nothing crosses guilds',
  ),
  one(
    'nobody is told of what could not be said',
    { seed: 1, years: 0.1, faults: ['403', 'permission deleted'], chance: 0.8 },
    'src/app/due-rules.ts',
    'if (!needsAlert(mark) || NEVER_ALERTS.test(row.kind)) return null;',
    'if (!needsAlert(mark) || row.id > 0) return null;',
    REASON,
  ),
  one(
    'an old timer is not called off',
    { seed: 5, years: 0.15, faults: ['doubled voice state'] },
    'src/app/dispatcher.ts',
    `#setTimer(): void {
    this.#cancelTimer();`,
    '#setTimer(): void {',
    'memory bounded',
  ),
  {
    name: 'a room that cannot be counted acts all the same',
    seed: 23,
    years: 0.09,
    faults: ['database busy'],
    chance: 0.9,
    edits: [
      {
        file: 'src/app/session-host.ts',
        find: '    this.#count(context);\n    const wakeMs',
        replace: '    attempt(this.#ports.log, () => this.#count(context));\n    const wakeMs',
      },
      {
        file: 'src/app/session-sound.ts',
        find: 'const views = [state.presence, context && presenceIn(this.#ports, context)];',
        replace: 'const views = [state.presence, context && state.presence];',
      },
    ],
    caughtBy: [NO_TEACHER],
  },
  one(
    'the welcome is begun anew after a restart',
    { seed: 1, years: 0.2, faults: ['kill after a commit', 'kill'], chance: 0.9 },
    'src/domain/session-presence.ts',
    'fromSentence: state.nextSentence }',
    'fromSentence: 0 }',
    'welcome at most once',
  ),
];

/** What `npm run simulate` is asked for its world. */
export function worldOf({ seed, years, guilds = 1, faults, chance }: Mutation): string[] {
  return [
    '--seed',
    String(seed),
    '--years',
    String(years),
    '--guilds',
    String(guilds),
    ...(faults ? ['--faults', faults.join(',')] : []),
    ...(chance === undefined ? [] : ['--chance', String(chance)]),
  ];
}
