/** What the app keeps about people: who they are to it, what they signed up for, who teaches. */
import type {
  ChannelId,
  GuildId,
  OccurrenceId,
  PersonNumber,
  RoleId,
  SeriesId,
  UserId,
} from '../domain/identity.ts';
import type { MetChange } from '../domain/met-change.ts';

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
