/** What the app keeps. Everything is synchronous, so that no promise lives inside a transaction. */
import {
  asId,
  type ChannelId,
  type GuildId,
  type MessageId,
  type OccurrenceId,
  type PersonNumber,
  type RecordingId,
  type SeriesId,
  type UserId,
} from '../domain/identity.ts';
import type {
  AttendanceStore,
  CalendarEventStore,
  ChangeStore,
  PeopleStore,
  SignUpStore,
  TeachingStore,
} from './people-port.ts';
import type { Allowlist, AllowlistEntry } from '../domain/playback.ts';
import type { KeptRecording } from '../domain/recording.ts';
import type { Occurrence, Series } from '../domain/schedule.ts';
import type { SessionEvent, SessionRule, SessionState } from '../domain/session-state.ts';

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
  readonly fileChecks: FileCheckStore;
  readonly ownSentences: OwnSentenceStore;
  /**
   * Copies everything beside itself, some pages at a time, and keeps the newest five copies. Gives
   * where the copy is; null in memory. Rejects with what was in the way.
   */
  backUp(nowMs: number): Promise<string | null>;
  /** When the newest copy was made; null when there is none. In memory it is never missing. */
  newestBackupAtMs(): number | null;
  /** Writes a little and takes it away again; throws what is in the way of writing. */
  probe(): void;
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
  /** How many rows could be claimed now. */
  countFree(nowMs: number): number;
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
  /** The same entry with its life: who put it forward, who approved it, whose permission. */
  kept(guildId: GuildId, id: RecordingId): KeptRecording | null;
  listKept(guildId: GuildId): KeptRecording[];
  /** Inserts or replaces by (guild, id), its life included. */
  saveKept(guildId: GuildId, recording: KeptRecording, atMs: number): void;
  markPlayed(guildId: GuildId, id: RecordingId, atMs: number): void;
  /** Of every prepared file that any guild's list names. */
  namedSha256s(): ReadonlySet<string>;
}

/** Which files were found to be what their hash says, and how the file system described them then. */
export interface FileCheckStore {
  /** Null when this hash was never checked. */
  fingerprint(sha256: string): string | null;
  save(sha256: string, fingerprint: string, atMs: number): void;
  remove(sha256: string): void;
}

/** The welcome or a service sentence in a community's own words or voice. */
export interface OwnSentence {
  /** BCP 47: `en`. */
  readonly language: string;
  /** `welcome`, `close`, ... */
  readonly sentenceId: string;
  /** `proposed` is heard by coordinators only. */
  readonly status: 'proposed' | 'accepted';
  readonly words: string;
  /** Of the prepared sound, which is named by it in the folder of recordings. */
  readonly sha256: string;
  readonly lengthMs: number;
  /** Where each spoken sentence stands; between them it may be cut. */
  readonly spans: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly origin: 'recorded' | 'rhvoice' | 'flite';
  /** Of the words that the sound says, as it was made. */
  readonly spokenSha256: string;
  readonly setBy: UserId | null;
  readonly setAtMs: number;
  readonly acceptedBy: UserId | null;
  readonly acceptedAtMs: number | null;
}

export interface OwnSentenceStore {
  find(
    guildId: GuildId,
    language: string,
    sentenceId: string,
    status: OwnSentence['status'],
  ): OwnSentence | null;
  list(guildId: GuildId): OwnSentence[];
  /** Inserts or replaces by (guild, language, sentence, status). */
  save(guildId: GuildId, sentence: OwnSentence): void;
  remove(
    guildId: GuildId,
    language: string,
    sentenceId: string,
    status: OwnSentence['status'],
  ): void;
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
