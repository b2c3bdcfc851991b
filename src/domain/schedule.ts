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
}

/** One session at one instant. It may be moved or cancelled without touching its series. */
export interface Occurrence {
  /** Series and original local date: `morning@2026-12-01` (`morning@2026-12-01.2` for the day's second). */
  readonly id: OccurrenceId;
  readonly guildId: GuildId;
  readonly seriesId: SeriesId;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  /** Rises only when the start moves. */
  readonly revision: number;
  readonly cancelled: boolean;
}
