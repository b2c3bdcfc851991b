/** What the app keeps. Everything is synchronous, so that no promise lives inside a transaction. */
import {
  asId,
  type ChannelId,
  type GuildId,
  type MessageId,
  type OccurrenceId,
  type PersonNumber,
  type RecordingId,
  type RoleId,
  type SeriesId,
  type UserId,
} from '../domain/identity.ts';
import type { Allowlist, AllowlistEntry } from '../domain/playback.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import type { SessionEvent, SessionRule, SessionState } from '../domain/session-state.ts';
import type { MetChange } from '../domain/met-change.ts';

export interface Store {
  /** Runs `work` in one IMMEDIATE transaction; nested calls join the outer one. */
  transaction<T>(work: () => T): T;
  readonly series: SeriesStore;
  readonly occurrences: OccurrenceStore;
  readonly sessions: SessionStore;
  readonly due: DueStore;
  readonly allowlist: AllowlistStore;
  readonly audit: AuditStore;
  readonly settings: SettingsStore;
  readonly people: PeopleStore;
  readonly signUps: SignUpStore;
  readonly teaching: TeachingStore;
  readonly attendance: AttendanceStore;
  readonly events: CalendarEventStore;
  readonly changes: ChangeStore;
  close(): void;
}

export interface SeriesStore {
  list(guildId: GuildId): Series[];
  /** Also one that has left the timetable, as long as a session of it is kept: that goes on to its end. */
  find(guildId: GuildId, seriesId: SeriesId): Series | null;
  /** Inserts or replaces one, keeping its place among the others; a new one comes last. */
  save(guildId: GuildId, series: Series, atMs: number): void;
  /** Takes one out of the timetable. */
  remove(guildId: GuildId, seriesId: SeriesId, atMs: number): void;
  /** Makes the guild's series exactly these, in one transaction. */
  replaceAll(guildId: GuildId, series: readonly Series[], atMs: number): void;
}

export interface OccurrenceStore {
  find(guildId: GuildId, id: OccurrenceId): Occurrence | null;
  /** Those that overlap the span, soonest first, cancelled ones included. */
  between(guildId: GuildId, fromMs: number, toMs: number): Occurrence[];
  /** Those that were called off or placed by hand and end after `fromMs`, soonest first. */
  exceptions(guildId: GuildId, fromMs: number): Occurrence[];
  /** Inserts or replaces by (guild, id). */
  save(occurrence: Occurrence): void;
  /** One that something was kept of stays, cancelled, so that nothing is said twice when it comes back. */
  remove(guildId: GuildId, id: OccurrenceId): void;
}

export interface SessionRecord {
  readonly guildId: GuildId;
  readonly occurrenceId: OccurrenceId;
  readonly state: SessionState;
}

/** One thing that happened in a session, with the phase that followed: the answer to "why". */
export interface RecordedEvent {
  readonly atMs: number;
  readonly event: SessionEvent;
  readonly phaseAfter: SessionState['phase'];
  /** Which rule moved the session; null when none did. */
  readonly rule: SessionRule | null;
}

export interface SessionStore {
  load(guildId: GuildId, occurrenceId: OccurrenceId): SessionState | null;
  save(record: SessionRecord, atMs: number): void;
  /**
   * The same for what moves every second: it does not wait for the disk, so that 25 rooms do
   * not wait for it either. Not within a transaction.
   */
  saveProgress(record: SessionRecord, atMs: number): void;
  /** Sessions that have begun to be kept and have not ended, of every guild. */
  open(): SessionRecord[];
  recordEvent(guildId: GuildId, occurrenceId: OccurrenceId, entry: RecordedEvent): void;
  /** Oldest first; the newest `limit`. */
  events(guildId: GuildId, occurrenceId: OccurrenceId, limit: number): RecordedEvent[];
}

// ---- what is due ----------------------------------------------------------

/**
 * What a row does when it is due. `post` writes a message; `edit` puts other words into the
 * message that the row `ofKind` of the same occurrence and revision has posted; `remove`
 * takes that message away.
 */
export type DueAction =
  | { readonly do: 'post'; readonly text: DueText; readonly to?: DueAddress }
  | { readonly do: 'edit'; readonly ofKind: string; readonly text: DueText }
  | { readonly do: 'remove'; readonly ofKind: string };

/**
 * Where a post goes that does not go into the row's own channel. No Discord id of a person
 * stands in a row.
 */
export type DueAddress =
  /** The thread of the message that `ofKind` posted, made when it is first needed. */
  | {
      readonly in: 'thread';
      readonly ofKind: string;
      /** The people to mention: those of the audience with `fromNumber <= number < toNumber`. */
      readonly fromNumber: PersonNumber;
      readonly toNumber: PersonNumber;
    }
  /** A direct message; where it can't be delivered the thread of `ofKind` takes its place. */
  | { readonly in: 'direct'; readonly number: PersonNumber; readonly ofKind: string | null };

/** Which words to post, with their parameters, so that they are put into language when sent. */
export interface DueText {
  /** Key of the message in src/texts. */
  readonly key: string;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
}

export interface NewDue {
  readonly guildId: GuildId;
  readonly occurrenceId: OccurrenceId;
  /** `reminder.24h`, `welcome`, `notice.2`: with occurrence and revision it names the row. */
  readonly kind: string;
  readonly revision: number;
  readonly channelId: ChannelId;
  readonly dueAtMs: number;
  /** Later than this it is dropped with a reason rather than sent late. */
  readonly expiresAtMs: number;
  readonly action: DueAction;
}

export type DueStatus = 'pending' | 'claimed' | 'sent' | 'skipped' | 'refused' | 'unknown';

export interface Due extends NewDue {
  readonly id: number;
  readonly status: DueStatus;
  /** Rises with every claim; a mark with an older epoch writes nothing. */
  readonly epoch: number;
  readonly leaseUntilMs: number | null;
  /** When sending was first tried; null before. */
  readonly firstTriedAtMs: number | null;
  readonly messageId: MessageId | null;
  /** Why it was skipped, refused or left unknown. */
  readonly reason: string | null;
}

/** What is about no session stands under this name. */
export const WHOLE_GUILD = asId<OccurrenceId>('guild');

export interface DueStore {
  /** False when a row of that name stands already: it is never made twice. */
  add(row: NewDue, atMs: number): boolean;
  /**
   * One UPDATE ... RETURNING: takes up to `limit` rows that are due and free (pending, or
   * claimed with an expired lease), the soonest to expire first, with a rising epoch.
   */
  claim(nowMs: number, leaseMs: number, limit: number): Due[];
  /** Stores the time of the first try, once. False when the epoch is stale. */
  markTried(id: number, epoch: number, atMs: number): boolean;
  /** Ends or releases a row. False when the epoch is stale: then nothing was written. */
  mark(id: number, epoch: number, outcome: DueMark, atMs: number): boolean;
  find(guildId: GuildId, occurrenceId: OccurrenceId, kind: string, revision: number): Due | null;
  ofOccurrence(guildId: GuildId, occurrenceId: OccurrenceId): Due[];
  /** Skips every row of the occurrence that has not been sent; gives how many. */
  skipPending(guildId: GuildId, occurrenceId: OccurrenceId, reason: string, atMs: number): number;
  /** When the next row becomes due or a lease ends; null when none is left. */
  nextAtMs(): number | null;
}

export type DueMark =
  | { readonly status: 'sent'; readonly messageId: MessageId | null }
  | { readonly status: 'skipped' | 'refused' | 'unknown'; readonly reason: string }
  /** Free again, not before `notBeforeMs`. */
  | { readonly status: 'pending'; readonly notBeforeMs: number };

// ---- the rest -------------------------------------------------------------

/** An allowlist entry with what people are shown and where its file is. */
export interface Recording extends AllowlistEntry {
  readonly kind: string;
  readonly intensity: string;
  readonly licence: string;
  readonly credit: string;
  readonly transcript: string;
  /** Relative to the folder that holds recordings: `sample-self-kindness.opus`. */
  readonly file: string;
}

export interface AllowlistStore {
  /** Every entry of the guild, with when it was last played there. */
  of(guildId: GuildId): Allowlist;
  find(guildId: GuildId, id: RecordingId): Recording | null;
  list(guildId: GuildId): Recording[];
  /** Inserts or replaces by (guild, id); keeps when it was last played. */
  save(guildId: GuildId, recording: Recording, atMs: number): void;
  markPlayed(guildId: GuildId, id: RecordingId, atMs: number): void;
}

export interface AuditEntry {
  readonly atMs: number;
  readonly guildId: GuildId;
  /** Who did it; null for the bot itself. */
  readonly actorId: UserId | null;
  /** `session.cancelled`, `timetable.replaced`, ... */
  readonly action: string;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface AuditStore {
  add(entry: AuditEntry): void;
  /** The newest first. */
  latest(guildId: GuildId, limit: number): AuditEntry[];
}

/** Small facts of the installation: the hash of the commands last registered, the zone data's version. */
export interface SettingsStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

// ---- people ---------------------------------------------------------------

/** What a person has told the bot about themselves, by `/my`. */
export interface Person {
  readonly guildId: GuildId;
  readonly number: PersonNumber;
  readonly userId: UserId;
  /** IANA zone; null when they have not said. */
  readonly zone: string | null;
  /** BCP 47; null means as their Discord says. */
  readonly language: string | null;
  /** Their Discord's language when they were last seen, for messages that they did not ask for just now. */
  readonly locale: string;
  /** They asked for direct messages instead of mentions. */
  readonly wantsDirect: boolean;
  /** How long before a session they want a direct reminder, longest first; null: as the series has it. */
  readonly remindersMs: readonly number[] | null;
  /** They lead sessions, and may be asked to. */
  readonly teaches: boolean;
  /** When they were last asked to stand in for another teacher; null: never. */
  readonly lastAskedAtMs: number | null;
}

export interface PeopleStore {
  find(guildId: GuildId, userId: UserId): Person | null;
  byNumber(guildId: GuildId, number: PersonNumber): Person | null;
  /** The person, with what is known by default, made when they are new. */
  enrol(guildId: GuildId, userId: UserId, locale: string): Person;
  save(person: Person): void;
  teachers(guildId: GuildId): Person[];
  /** Zones of those who signed up for anything, each once. */
  zonesOfSignedUp(guildId: GuildId): string[];
  /** All that is stored about the person, table by table, as plain data. */
  export(guildId: GuildId, userId: UserId): Readonly<Record<string, readonly unknown[]>>;
  /**
   * Erases the person: their rows go, and where a row is about something else (the audit, what
   * happened in a session, a series' teachers) their id goes from it. Pages are overwritten and
   * the log is emptied, so that no file of the database holds the id any more.
   */
  forget(guildId: GuildId, userId: UserId, atMs: number): void;
  /** Whether a direct message may still be sent today; counts it when so. `day`: `2026-12-01`. */
  spendDirect(guildId: GuildId, day: string, budget: number): boolean;
}

/** One person's wish about a series (`occurrenceId` null) or one session of it. */
export interface SignUp {
  readonly guildId: GuildId;
  readonly number: PersonNumber;
  readonly seriesId: SeriesId;
  readonly occurrenceId: OccurrenceId | null;
  /** False: signed off from one session of a series that they are signed up for. */
  readonly wants: boolean;
  readonly atMs: number;
  /** The series' role is theirs (rows of a series only). */
  readonly hasRole: boolean;
}

/** Someone who is to be reached about a session or a series. */
export interface Signed {
  readonly number: PersonNumber;
  readonly userId: UserId;
  readonly zone: string | null;
  readonly wantsDirect: boolean;
  readonly hasRole: boolean;
}

/** Those with `from <= number < to`: of thousands only a few are read. */
export interface PersonNumbers {
  readonly from: PersonNumber;
  readonly to: PersonNumber;
}

export interface SignUpStore {
  /** Inserts or replaces by (guild, number, series, occurrence). */
  save(signUp: SignUp): void;
  remove(
    guildId: GuildId,
    number: PersonNumber,
    seriesId: SeriesId,
    occurrenceId: OccurrenceId | null,
  ): boolean;
  ofPerson(guildId: GuildId, number: PersonNumber): SignUp[];
  /** Who is signed up for the series or for that session of it, less those who signed off from it; by number. */
  forOccurrence(
    guildId: GuildId,
    seriesId: SeriesId,
    occurrenceId: OccurrenceId,
    among?: PersonNumbers,
  ): Signed[];
  /** Who is signed up for the whole series; by number. */
  forSeries(guildId: GuildId, seriesId: SeriesId, among?: PersonNumbers): Signed[];
  /** Also those who signed up for a single session of it. */
  countBySeries(guildId: GuildId): ReadonlyMap<SeriesId, number>;
  countForOccurrence(guildId: GuildId, seriesId: SeriesId, occurrenceId: OccurrenceId): number;
  /**
   * Whose role does not agree with their wish, and which way: given to those who want the
   * series and no direct messages, taken from all others who have it. At most `limit`.
   */
  rolesToSettle(
    guildId: GuildId,
    limit: number,
  ): readonly { readonly signUp: SignUp; readonly userId: UserId; readonly give: boolean }[];
  /** The role of a series, once it was made. */
  roleOf(guildId: GuildId, seriesId: SeriesId): RoleId | null;
  saveRole(guildId: GuildId, seriesId: SeriesId, roleId: RoleId | null): void;
}

// ---- who teaches ------------------------------------------------------------

export type TeachingStatus = 'assigned' | 'confirmed' | 'declined' | 'asked' | 'unanswered';

/** One teacher and one session. A session has at most one that is `confirmed`. */
export interface Teaching {
  readonly guildId: GuildId;
  readonly occurrenceId: OccurrenceId;
  readonly number: PersonNumber;
  readonly status: TeachingStatus;
  /** When they were last asked about it; null: not yet. */
  readonly askedAtMs: number | null;
  /** When the session was to begin: a yes to seven o'clock is no yes to nine. */
  readonly startsAtMs: number;
  readonly changedAtMs: number;
}

export interface TeachingStore {
  /** Inserts or replaces by (guild, occurrence, number). */
  save(teaching: Teaching): void;
  remove(guildId: GuildId, occurrenceId: OccurrenceId, number: PersonNumber): boolean;
  /** In the order in which they came to it. */
  ofOccurrence(guildId: GuildId, occurrenceId: OccurrenceId): Teaching[];
  ofPerson(guildId: GuildId, number: PersonNumber): Teaching[];
}

// ---- counting, and Discord's own events --------------------------------------

/** How many people were in a session at once, at most: a number, and nothing of who. */
export interface AttendanceStore {
  /** Keeps the greater of what is known and `listeners`. */
  count(guildId: GuildId, occurrenceId: OccurrenceId, listeners: number): void;
  between(
    guildId: GuildId,
    fromMs: number,
    toMs: number,
  ): readonly {
    readonly occurrenceId: OccurrenceId;
    readonly seriesId: SeriesId;
    readonly startsAtMs: number;
    readonly listeners: number;
  }[];
  /** Sign-ups of a series as they stood at the end of a local week (its Monday, `2026-11-23`). */
  countSignUps(guildId: GuildId, seriesId: SeriesId, weekOf: string, signUps: number): void;
  signUpsSince(
    guildId: GuildId,
    weekOf: string,
  ): readonly {
    readonly seriesId: SeriesId;
    readonly weekOf: string;
    readonly signUps: number;
  }[];
}

/** Which of Discord's scheduled events is a session's. */
export interface CalendarEventStore {
  list(guildId: GuildId): readonly StoredCalendarEvent[];
  save(guildId: GuildId, event: StoredCalendarEvent): void;
  remove(guildId: GuildId, occurrenceId: OccurrenceId): void;
}

export interface StoredCalendarEvent {
  readonly occurrenceId: OccurrenceId;
  readonly eventId: string;
}

// ---- changes that people are told ----------------------------------------------

/** Changes that come within a minute are told together: they are kept in a batch. */
export interface ChangeBatch {
  readonly guildId: GuildId;
  readonly id: number;
  /** Where it is announced. */
  readonly channelId: ChannelId;
  readonly openedAtMs: number;
  /** From then on it takes no more, and is told. */
  readonly closesAtMs: number;
}

export interface ChangeStore {
  /** Adds to the channel's batch that is open at `atMs`, or opens one that closes at `closesAtMs`. */
  add(
    change: MetChange,
    where: { readonly guildId: GuildId; readonly channelId: ChannelId },
    atMs: number,
    closesAtMs: number,
  ): ChangeBatch;
  /** In the order in which they were made. */
  ofBatch(guildId: GuildId, batchId: number): MetChange[];
}
