import type { GuildId, OccurrenceId, RecordingId, SeriesId, UserId } from './identity.ts';

/** Which local dates a series meets on. */
export type RecurringDates =
  | { readonly kind: 'once'; readonly date: string }
  | {
      readonly kind: 'recurring';
      /** iCalendar RRULE without times: `FREQ=WEEKLY;BYDAY=MO,WE,FR`. */
      readonly rrule: string;
      /** Local date, `2026-01-05`, from which the rule counts; fixes the phase of "every other". */
      readonly anchorDate: string;
    };

/** Recurring local dates and wall times in a zone: the one form inside, however it was written. */
export interface RecurrenceRule {
  /** IANA zone: `America/Los_Angeles`. */
  readonly zone: string;
  readonly dates: RecurringDates;
  /** Wall times `HH:mm`, ascending; most series have one. */
  readonly wallTimes: readonly string[];
}

/** What happens when nobody has chosen. */
export type DefaultChoice =
  | { readonly kind: 'recording'; readonly recordingId: RecordingId | null }
  | { readonly kind: 'silence'; readonly minutes: number }
  | { readonly kind: 'nothing' };

/** A line of the timetable. Rooms and channels are as the coordinator wrote them: id or name. */
export interface Series {
  readonly id: SeriesId;
  readonly name: string;
  readonly rule: RecurrenceRule;
  readonly durationMs: number;
  readonly room: string;
  readonly announce: string;
  readonly graceMs: number;
  /** How long before the start each reminder is due, longest first. */
  readonly remindersMs: readonly number[];
  readonly teacherIds: readonly UserId[];
  readonly ifNobodyChooses: DefaultChoice;
  /** What it is, for the public page and for Discord's events; may be empty. */
  readonly description: string;
  /** While it is paused it has no sessions. */
  readonly paused: boolean;
  /** Whether those who signed up are told when another teacher leads. */
  readonly tellsTeacherChanges: boolean;
  /** Whether the people in the room may vote for what follows the welcome. */
  readonly participantsVote: boolean;
}

/** One session at one instant. It may be moved or cancelled without touching its series. */
export interface Occurrence {
  /**
   * Series and original local date: `morning@2026-12-01`, `morning@2026-12-01.2` for the
   * day's second, `morning@2026-12-01+1` for the first that was added by hand that day.
   */
  readonly id: OccurrenceId;
  readonly guildId: GuildId;
  readonly seriesId: SeriesId;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  /** Rises only when the start moves, and when a session that was taken away comes back. */
  readonly revision: number;
  /** It does not take place: called off, or its series is paused or gone. */
  readonly cancelled: boolean;
  /** A coordinator cancelled just this one. */
  readonly calledOff: boolean;
  /** `hand`: moved, or added once; the rule no longer says when it is. */
  readonly placedBy: 'rule' | 'hand';
  /** iCalendar's SEQUENCE: rises with every change of time, length or cancellation. */
  readonly sequence: number;
}
