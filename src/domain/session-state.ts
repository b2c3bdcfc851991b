import type { RecordingId, UserId } from './identity.ts';
import type { Allowlist } from './playback.ts';
import type { Presence } from './presence.ts';
import type { DefaultChoice } from './schedule.ts';
import type { Vote } from './vote.ts';

/** What the reducer needs to know of the session; the allowlist is read anew for every event. */
export interface SessionPlan {
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  /** How long the room waits for a teacher before the welcome. */
  readonly graceMs: number;
  readonly ifNobodyChooses: DefaultChoice;
  /** Length of the spoken welcome. */
  readonly welcomeMs: number;
  /** How many sentences the welcome has. */
  readonly welcomeSentences: number;
  /** BCP 47, of those who come: recordings in it are offered first. */
  readonly language: string;
  /** Whether the people in the room may vote for what follows the welcome. */
  readonly participantsVote: boolean;
  /** Who is in the room now, bots aside; null while the view is stale. Read anew, and never kept. */
  readonly inRoom: ReadonlySet<UserId> | null;
  readonly allowlist: Allowlist;
}

/** What the people in a room may listen to. */
export type Choice =
  | { readonly kind: 'recording'; readonly recordingId: RecordingId }
  | { readonly kind: 'silence'; readonly minutes: number };

/** What is kept in every phase. */
export interface Kept {
  /** Who is in the room; null while the view is stale (gateway away, process just started). */
  readonly presence: Presence | null;
  /** Since when nobody at all is in the room; null while somebody is. */
  readonly emptySinceMs: number | null;
  /** The welcome is begun at most once in a session; null before. */
  readonly welcomedAtMs: number | null;
  /** The bot has been told to be in the voice room. */
  readonly isInRoom: boolean;
  /** The sound was cut by a restart; it goes on when the view is fresh and no teacher is there. */
  readonly isInterrupted: boolean;
  /** Key of the sound effect that was given last; news of an older one is stale. */
  readonly soundKey: string | null;
  /** What people would like to do next, one voice each; empty once something begins. */
  readonly votes: readonly Vote[];
  /** How many recordings and sittings were begun. */
  readonly practices: number;
  /** Counts the steps that had effects, so that every effect has a key of its own. */
  readonly turn: number;
}

export type Phase =
  | { readonly phase: 'upcoming' }
  | {
      readonly phase: 'waiting';
      readonly sinceMs: number;
      /** Since when a listener is here; null while none is. */
      readonly listenersSinceMs: number | null;
      /** When the notice went up; the welcome begins a minute later. */
      readonly noticedAtMs: number | null;
      /** A volunteer asked for patience until then. */
      readonly heldUntilMs: number | null;
    }
  | { readonly phase: 'led' }
  | {
      readonly phase: 'welcoming';
      readonly startedAtMs: number;
      /** Every sentence before this one has begun to be heard. */
      readonly nextSentence: number;
      /** What was chosen while it was spoken. */
      readonly chosen: Choice | null;
    }
  | {
      readonly phase: 'choosing';
      /** When the default begins; null when a volunteer stopped the sound: then nothing begins by itself. */
      readonly untilMs: number | null;
    }
  | {
      readonly phase: 'playing';
      readonly recordingId: RecordingId;
      /** Where it goes on after a restart; saved every second. */
      readonly fromMs: number;
      /** When sound was last known to move; without news the room is told. */
      readonly heardAtMs: number;
    }
  | { readonly phase: 'sitting'; readonly startedAtMs: number; readonly untilMs: number }
  | { readonly phase: 'closing'; readonly untilMs: number }
  | { readonly phase: 'ended'; readonly reason: EndReason }
  | { readonly phase: 'cancelled' };

/** `missed`: the bot was away for the whole session. */
export type EndReason = 'completed' | 'led' | 'nobodyCame' | 'timeOver' | 'missed';

export type PhaseName = Phase['phase'];
export type SessionState = Kept & Phase;

/** What happened, in the past tense. Every event says when. */
export type SessionEvent = { readonly atMs: number } & (
  | { readonly type: 'clockReached' }
  | { readonly type: 'presenceChanged'; readonly presence: Presence }
  | { readonly type: 'viewLost' }
  /** The process is asked to end. */
  | { readonly type: 'stopping' }
  | { readonly type: 'restarted' }
  | { readonly type: 'held'; readonly by: UserId }
  | { readonly type: 'welcomeAsked'; readonly by: UserId }
  | { readonly type: 'chose'; readonly choice: Choice; readonly by: UserId }
  /** Somebody in the room would like this. It is never recorded: the state holds it until something begins. */
  | { readonly type: 'voted'; readonly choice: Choice; readonly by: UserId }
  | { readonly type: 'stopped'; readonly by: UserId }
  | { readonly type: 'tookOver'; readonly by: UserId }
  | { readonly type: 'cancelled'; readonly by: UserId | null }
  | { readonly type: 'sentenceStarted'; readonly key: string; readonly sentence: number }
  | { readonly type: 'soundProgressed'; readonly key: string; readonly positionMs: number }
  | {
      readonly type: 'soundEnded';
      readonly key: string;
      readonly how: 'complete' | 'stopped' | 'refused' | 'failed';
    }
  | { readonly type: 'soundLost'; readonly fault: string }
  | { readonly type: 'soundRestored'; readonly positionMs: number | null }
  | { readonly type: 'soundFailed'; readonly fault: string }
  /** What plays may be heard no more: it was revoked, or its permission is over. */
  | { readonly type: 'recordingWithdrawn'; readonly recordingId: RecordingId }
);

/** A message for the people in the room, in the room's own chat. */
export type RoomText =
  /** `isWelcomeNext`: else it was read already, and the choices come next. */
  | { readonly text: 'notice'; readonly startsAtMs: number; readonly isWelcomeNext: boolean }
  | { readonly text: 'held'; readonly untilMs: number }
  | { readonly text: 'welcome' }
  | { readonly text: 'choices'; readonly defaultAtMs: number | null }
  | ({ readonly text: 'playing'; readonly recordingId: RecordingId } & Decided)
  | ({ readonly text: 'sitting'; readonly minutes: number; readonly untilMs: number } & Decided)
  | { readonly text: 'stopped' }
  | { readonly text: 'teacherCame' }
  | { readonly text: 'teacherOffer' }
  | { readonly text: 'wentOn'; readonly minute: number }
  | { readonly text: 'noSound' }
  | { readonly text: 'unavailable' }
  | { readonly text: 'withdrawn' }
  | { readonly text: 'closed' }
  /** The bot is stopped for a moment; it goes on from there when it is back. */
  | { readonly text: 'pausing' }
  | { readonly text: 'cancelled' };

/** How it came to what begins. No voices: a volunteer chose it, or nobody did. */
export interface Decided {
  readonly byDefault: boolean;
  /** How many people in the room voted for it. */
  readonly voices: number;
  /** How many people's votes were counted. */
  readonly ofVoices: number;
}

/** What is to be done, in the imperative. */
export type Deed =
  | { readonly type: 'say'; readonly message: RoomText }
  | { readonly type: 'tellCoordinators'; readonly fault: string }
  | { readonly type: 'joinVoice' }
  | { readonly type: 'leaveVoice' }
  /** Says that the welcome comes in a minute, for those who do not read the chat. */
  | { readonly type: 'announceWelcome' }
  | { readonly type: 'speakWelcome'; readonly fromSentence: number }
  | {
      readonly type: 'playRecording';
      readonly recordingId: RecordingId;
      readonly fromMs: number;
      /** How long the room has been without it; 0 when it is begun. */
      readonly brokenForMs: number;
    }
  | { readonly type: 'openSitting'; readonly minutes: number }
  /** Says that there is time for more; after a sitting the closing bell comes first. */
  | { readonly type: 'offerMore'; readonly afterBell: boolean }
  /** Says goodbye; after a sitting the closing bell comes first. */
  | { readonly type: 'sayGoodbye'; readonly afterBell: boolean }
  /** Only the closing bell: a teacher sat along and goes on from there. */
  | { readonly type: 'ringClosingBell' }
  | { readonly type: 'endAtNextPause' }
  /** Urgent where it may not be heard any more. */
  | { readonly type: 'fadeOut'; readonly isUrgent?: true };

/** A deed with its key, which is unique within the session. */
export type Effect = { readonly key: string } & Deed;

/** Why a person's wish was not followed. The state is as it was. */
export type SessionRefusal =
  | 'NOT_STARTED'
  | 'OVER'
  | 'TEACHER_IS_HERE'
  | 'NO_TEACHER_IN_ROOM'
  | 'NOBODY_HERE'
  | 'VIEW_IS_STALE'
  | 'ALREADY_WELCOMED'
  | 'NOTHING_TO_HOLD'
  | 'NOTHING_TO_STOP'
  | 'NOTHING_TO_TAKE_OVER'
  | 'NOT_ENOUGH_TIME'
  | 'BAD_LENGTH'
  | 'NO_VOTE'
  | 'VOTE_IS_OVER'
  | 'NOT_IN_ROOM'
  | 'NOT_LISTED'
  | 'NOT_APPROVED'
  | 'REVOKED'
  | 'PERMISSION_ENDED';

/** Which rule moved the session: the answer to "why". */
export type SessionRule =
  | 'started'
  | 'teacherIsHere'
  | 'teacherLeft'
  | 'teacherOffered'
  | 'tookOver'
  | 'noticeDue'
  | 'held'
  | 'graceOver'
  | 'welcomeAsked'
  | 'welcomeHeard'
  | 'chosen'
  | 'voted'
  | 'nobodyChose'
  | 'practiceOver'
  | 'stopped'
  | 'roomEmpty'
  | 'timeOver'
  | 'closed'
  | 'soundLate'
  | 'soundFault'
  | 'withdrawn'
  | 'pausing'
  | 'resumed'
  | 'cancelled';

export interface Step {
  readonly state: SessionState;
  readonly effects: readonly Effect[];
  /** Null when nothing moved but the counts. */
  readonly rule: SessionRule | null;
  readonly refusal: SessionRefusal | null;
}
