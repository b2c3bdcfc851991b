/**
 * Every text that people read, as functions with typed parameters. Each language is one
 * object of this shape, so that a text which a language lacks is an error of its type.
 *
 * Texts are Discord markdown and at most 2,000 characters, unless a comment says that
 * they are labels: those know no markdown. Names from people are handed over as they
 * are; the texts make them safe.
 */
import type { ChannelId, RecordingId, UserId } from '../domain/identity.ts';
import type { Presence } from '../domain/presence.ts';
import type { DefaultChoice } from '../domain/schedule.ts';
import type {
  RoomText,
  SessionRefusal,
  SessionRule,
  SessionState,
} from '../domain/session-state.ts';
import type { StreamFaultCode } from '../domain/stream-fault.ts';
import type { TeachingTexts } from './teaching-texts.ts';
import type { PreflightTexts } from './preflight-texts.ts';
import type { PopularityTexts } from './popularity-texts.ts';
import type { EventTexts } from './event-texts.ts';
import type { HealthTexts } from './health-texts.ts';
import type { StoreTexts } from './store-texts.ts';
import type { SignUpRefusalName, SignUpTexts } from './sign-up-texts.ts';
import type { TimetableRefusal } from '../domain/timetable-refusal.ts';
import type { PageTexts } from './page-texts.ts';
import type { NoticeTexts, ScheduleTexts } from './schedule-texts.ts';
import type { OutsideTexts } from './outside.ts';
import type { OwnSentenceRefusal } from '../domain/own-sentence.ts';
import type { RecordingRefusal } from '../domain/recording.ts';
import type { IngestTexts } from './ingest-texts.ts';
import type { SoundCloudTexts } from './sound-cloud-texts.ts';
import type { RecordingTexts } from './recording-texts.ts';
import type { TimeTexts } from './time-texts.ts';
import type { VoteTexts } from './vote-texts.ts';
import type { VoiceTexts } from './voice-texts.ts';
import type { WordingTexts } from './wording-texts.ts';
import type { CommandTexts } from './command-texts.ts';
import type { CompletionTexts, ControlTexts } from './control-texts.ts';
import type { PanelTexts } from './panel-texts.ts';

export type { CommandTexts, CommandWords, OptionWords } from './command-texts.ts';
export type { ButtonName, CompletionTexts, ControlTexts } from './control-texts.ts';
export type { TimeTexts } from './time-texts.ts';

export interface Texts {
  readonly voice: VoiceTexts;
  readonly wording: WordingTexts;
  readonly recording: RecordingTexts;
  readonly ingest: IngestTexts;
  readonly soundCloud: SoundCloudTexts;
  readonly outside: OutsideTexts;
  readonly schedule: ScheduleTexts;
  readonly notices: NoticeTexts;
  readonly time: TimeTexts;
  readonly announcements: AnnouncementTexts;
  readonly room: RoomTexts;
  readonly panel: PanelTexts;
  readonly alerts: AlertTexts;
  readonly refusals: RefusalTexts;
  /** Something unexpected happened; the log has the same id. */
  readonly trouble: (p: { readonly incidentId: string }) => string;
  readonly status: StatusTexts;
  readonly answers: AnswerTexts;
  readonly controls: ControlTexts;
  readonly completions: CompletionTexts;
  readonly commands: CommandTexts;
  readonly popularity: PopularityTexts;
  readonly preflight: PreflightTexts;
  readonly teaching: TeachingTexts;
  readonly vote: VoteTexts;
  readonly signUp: SignUpTexts;
  readonly events: EventTexts;
  readonly page: PageTexts;
  readonly health: HealthTexts;
  readonly store: StoreTexts;
}

// ---- what several texts speak of ---------------------------------------------

/** A session as people know it. */
export interface NamedSession {
  readonly name: string;
  readonly startsAtMs: number;
  /** The timetable's IANA zone. */
  readonly zone: string;
}

/** `expected`: nobody is named, but whoever holds the teacher role may lead. */
export type WhoTeaches =
  { readonly kind: 'named'; readonly userIds: readonly UserId[] } | { readonly kind: 'expected' };

/** A recording as people choose it. */
export interface NamedRecording {
  readonly title: string;
  /** Empty when nobody speaks. */
  readonly speaker: string;
  readonly lengthMs: number;
}

/** What follows when nobody chooses; after a first practice the session closes. */
export type IfNobodyChooses = DefaultChoice['kind'] | 'goodbye';

// ---- what is posted --------------------------------------------------------------

export interface AnnouncementTexts {
  /** `aheadMs` is how long before the start it is due; the day is told from 12 hours on. */
  readonly reminder: (
    p: NamedSession & {
      readonly aheadMs: number;
      readonly roomId: ChannelId;
      readonly who: WhoTeaches;
    },
  ) => string;
}

/** One text for every member of `RoomText`; the names that it carries only as ids are added. */
export type RoomTexts = {
  readonly [Name in RoomText['text']]: (p: RoomTextParameters<Name>) => string;
};

type RoomTextParameters<Name extends RoomText['text']> = Omit<
  Extract<RoomText, { text: Name }>,
  'text' | 'recordingId'
> &
  (Name extends keyof AddedToRoomText ? AddedToRoomText[Name] : unknown);

interface AddedToRoomText {
  /**
   * The words that are spoken stand in the message exactly as they are given, and below them
   * their approved translation, where there is one.
   */
  readonly welcome: {
    readonly words: string;
    readonly translation: string | null;
    readonly ifNobodyChooses: IfNobodyChooses;
    /** Whether the people in the room vote with buttons below. */
    readonly canVote: boolean;
  };
  readonly choices: { readonly ifNobodyChooses: IfNobodyChooses; readonly canVote: boolean };
  readonly playing: NamedRecording;
}

// ---- what coordinators are told ----------------------------------------------------

/** The faults of the sound that coordinators can do something about, or should know of. */
export type VoiceFaultName =
  | StreamFaultCode
  | 'MISSING_CONNECT'
  | 'MISSING_SPEAK'
  | 'CHANNEL_GONE'
  | 'CHANNEL_FULL'
  | 'STAGE_SUPPRESSED'
  | 'MUTED'
  | 'NO_ENCRYPTION'
  | 'KICKED'
  | 'TIMEOUT'
  | 'NETWORK'
  | 'FILE_MISSING'
  | 'HASH_MISMATCH'
  | 'DECODE'
  | 'NOT_APPROVED'
  | 'BUSY_ELSEWHERE';

interface Unposted {
  readonly sessionName: string;
  /** The outbox row's kind: `reminder.24h`, `room.3.notice`. */
  readonly kind: string;
  readonly channelId: ChannelId;
}

export interface AlertTexts {
  /** `roomId` is null when no channel of the timetable's name is there. */
  readonly voice: Readonly<
    Record<VoiceFaultName | 'UNKNOWN', (p: { readonly roomId: ChannelId | null }) => string>
  >;
  readonly postRefused: (
    p: Unposted & {
      readonly why: 'MISSING_PERMISSION' | 'UNKNOWN_CHANNEL' | 'UNKNOWN_MESSAGE' | 'INVALID';
    },
  ) => string;
  /** Nobody can tell whether the message stands there; it is not sent again. */
  readonly postUnknown: (p: Unposted) => string;
  /** Its moment had passed before it could be sent. */
  readonly postSkipped: (p: Unposted) => string;
  /** The mistakes as whole sentences; the last good timetable stays in force. */
  readonly badTimetable: (p: { readonly mistakes: readonly string[] }) => string;
  readonly unknownChannel: (p: {
    readonly sessionName: string;
    /** What the coordinator wrote. */
    readonly written: string;
    readonly field: 'room' | 'announce';
  }) => string;
  readonly unknownRole: (p: {
    readonly written: string;
    readonly role: 'teacher' | 'volunteer' | 'coordinator';
  }) => string;
  readonly fileChanged: (p: { readonly title: string }) => string;
}

// ---- what a person is told who asked for what may not be ------------------------------

/** A refusal as the app hands it over: its code, and what its words need. */
export type RefusalInWords =
  | {
      readonly code: 'NOT_ALLOWED';
      readonly needed: 'everyone' | 'volunteer' | 'teacher' | 'coordinator';
      /** The command's name or the button's action. */
      readonly command: string;
    }
  | { readonly code: 'NO_SESSION_NOW' }
  | { readonly code: 'BUTTON_IS_OLD' }
  | { readonly code: 'TOO_MANY_AT_ONCE' }
  | { readonly code: 'UNKNOWN_RECORDING' }
  | { readonly code: 'OTHER_GUILD' }
  | { readonly code: 'TIMETABLE'; readonly why: TimetableRefusal }
  | { readonly code: 'SIGN_UP'; readonly why: SignUpRefusalName }
  | { readonly code: 'RECORDING'; readonly why: RecordingRefusal }
  | { readonly code: 'VOICE'; readonly why: OwnSentenceRefusal }
  | { readonly code: 'SESSION'; readonly why: SessionRefusal };

export interface RefusalTexts {
  readonly NOT_ALLOWED: (
    p: Omit<Extract<RefusalInWords, { code: 'NOT_ALLOWED' }>, 'code'>,
  ) => string;
  readonly NO_SESSION_NOW: () => string;
  readonly BUTTON_IS_OLD: () => string;
  readonly TOO_MANY_AT_ONCE: () => string;
  readonly UNKNOWN_RECORDING: () => string;
  readonly OTHER_GUILD: () => string;
  readonly SESSION: Readonly<Record<SessionRefusal, () => string>>;
}

// ---- what the session is doing, and why -------------------------------------------------

/**
 * How instants and titles are shown: Discord wants its timestamps and escaped names, a
 * page wants neither.
 */
export interface Rendering {
  readonly time: (atMs: number) => string;
  readonly name: (text: string) => string;
  /** Null when the recording is not on the list any more. */
  readonly titleOf: (recordingId: RecordingId) => string | null;
}

export interface StatusTexts {
  readonly labels: Readonly<
    Record<'now' | 'expected' | 'seen' | 'why' | 'next' | 'log', () => string>
  >;
  /** What the session is doing: `I am reading the welcome.` */
  readonly now: (state: SessionState, as: Rendering) => string;
  readonly expected: (who: WhoTeaches) => string;
  readonly seen: (presence: Presence | null) => string;
  /** Which rule moved the session last, as a sentence in the past tense; a log line as well. */
  readonly why: Readonly<Record<SessionRule, () => string>>;
  /** Nothing has moved the session yet. */
  readonly whyUntouched: () => string;
  readonly next: (
    p: {
      readonly state: SessionState;
      readonly startsAtMs: number;
      readonly endsAtMs: number;
      readonly graceMs: number;
      readonly ifNobodyChooses: IfNobodyChooses;
    },
    as: Rendering,
  ) => string;
}

// ---- private answers ---------------------------------------------------------------------

/** An approved recording with everything that the list shows. */
export interface ListedRecording extends NamedRecording {
  readonly kind: string;
  readonly intensity: string;
  readonly credit: string;
}

export interface AnswerTexts {
  readonly sessions: (p: {
    readonly sessions: readonly (NamedSession & { readonly endsAtMs: number })[];
    readonly nowMs: number;
  }) => string;
  readonly noSessions: () => string;
  readonly guidelines: (p: {
    readonly points: readonly { readonly title: string; readonly text: string }[];
  }) => string;
  readonly recordings: (p: { readonly recordings: readonly ListedRecording[] }) => string;
  readonly noRecordings: () => string;
  readonly statusHeading: (p: NamedSession & { readonly roomId: ChannelId | null }) => string;
  readonly welcomeBegins: () => string;
  /** `afterWelcome`: it was chosen while the welcome is read, and begins when that has ended. */
  readonly recordingBegins: (p: {
    readonly title: string | null;
    readonly afterWelcome: boolean;
  }) => string;
  readonly sittingBegins: (p: {
    readonly minutes: number;
    readonly afterWelcome: boolean;
  }) => string;
  readonly stopped: () => string;
  readonly held: (p: { readonly untilMs: number | null; readonly nowMs: number }) => string;
  readonly handedOver: () => string;
}
