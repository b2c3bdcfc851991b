import type { CronMistake } from './schedule-cron.ts';
import type { RruleMistake } from './schedule-rrule.ts';
import type { WhenMistake } from './schedule-suggestion.ts';

/** Where in the timetable file, as an editor counts: from 1. */
export interface MistakePlace {
  readonly line: number;
  readonly column: number;
  /** `series[1].when`, or an empty text for the file as a whole. */
  readonly path: string;
  /** The series' id as written; null outside of a series, or where it has none. */
  readonly seriesId: string | null;
}

/** What is wrong in a timetable file: what was found, and what to write instead. */
export type TimetableMistake = MistakePlace & TimetableProblem;

export type TimetableProblem =
  FileProblem | JsonProblem | ShapeProblem | ScheduleProblem | DetailProblem | SessionProblem;

export type FileProblem =
  | { readonly code: 'FILE_MISSING'; readonly found: string }
  /** It is there and cannot be read: permissions, a folder of that name. */
  | { readonly code: 'FILE_UNREADABLE'; readonly found: string };

/** The file is no JSON; only the first such mistake can be told. */
export type JsonProblem =
  | { readonly code: 'JSON_TRAILING_COMMA' }
  | { readonly code: 'JSON_MISSING_COMMA' }
  | { readonly code: 'JSON_COMMENT' }
  /** Single or typographic quotation marks. */
  | { readonly code: 'JSON_QUOTES'; readonly found: string }
  | { readonly code: 'JSON_OPEN_TEXT' }
  | { readonly code: 'JSON_ENDS_EARLY' }
  | { readonly code: 'JSON_UNEXPECTED'; readonly found: string };

export type ShapeProblem =
  | {
      readonly code: 'WRONG_TYPE';
      readonly key: string;
      readonly found: string;
      readonly wants: 'text' | 'number' | 'flag' | 'list' | 'object';
      /** JSON, as it would stand in the file. */
      readonly write: string;
    }
  | {
      readonly code: 'UNKNOWN_KEY';
      readonly key: string;
      readonly meant: string | null;
      readonly allowed: readonly string[];
    }
  | { readonly code: 'MISSING_KEY'; readonly key: string; readonly write: string }
  | { readonly code: 'DUPLICATE_KEY'; readonly key: string; readonly firstLine: number }
  | { readonly code: 'EMPTY_TEXT'; readonly key: string; readonly write: string }
  | { readonly code: 'TEXT_TOO_LONG'; readonly key: string; readonly maxLength: number }
  /** A Discord id as a JSON number: programs round numbers of that size. */
  | { readonly code: 'ID_IS_NUMBER'; readonly key: string; readonly found: string };

export type ScheduleProblem =
  | { readonly code: 'UNKNOWN_ZONE'; readonly found: string; readonly write: string }
  | { readonly code: 'NO_TIME_GIVEN' }
  | { readonly code: 'SEVERAL_TIMES_GIVEN'; readonly keys: readonly string[] }
  | { readonly code: 'WHEN'; readonly mistake: WhenMistake }
  | { readonly code: 'CRON'; readonly mistake: CronMistake }
  | { readonly code: 'RRULE'; readonly mistake: RruleMistake }
  /** A rule of dates says nothing of the time of day. */
  | { readonly code: 'RRULE_WITHOUT_TIMES' }
  /** The other ways to write a rule hold their times themselves. */
  | { readonly code: 'TIMES_WITHOUT_RRULE' }
  | { readonly code: 'TIMES_COUNT'; readonly max: number }
  | { readonly code: 'TIME_FORM'; readonly found: string; readonly write: string }
  | { readonly code: 'TIME_REPEATED'; readonly found: string }
  | { readonly code: 'ONCE_FORM'; readonly found: string; readonly write: string }
  | { readonly code: 'ONCE_NO_SUCH_TIME'; readonly found: string }
  | { readonly code: 'FROM_FORM'; readonly found: string }
  | { readonly code: 'FROM_NO_SUCH_DATE'; readonly found: string }
  | { readonly code: 'FROM_WITH_ONCE' }
  | {
      readonly code: 'ROOM_OVERLAP';
      readonly room: string;
      readonly otherId: string;
      /** The other session is one of the same series. */
      readonly meetsItself: boolean;
      readonly otherLine: number;
      readonly atMs: number;
      readonly zone: string;
    };

export type DetailProblem =
  | { readonly code: 'ID_FORM'; readonly found: string; readonly write: string }
  | { readonly code: 'ID_TAKEN'; readonly found: string; readonly firstLine: number }
  | {
      readonly code: 'MINUTES_RANGE';
      readonly found: string;
      readonly min: number;
      readonly max: number;
    }
  | { readonly code: 'GRACE_RANGE'; readonly found: string; readonly minutes: number | null }
  | { readonly code: 'REMINDER_FORM'; readonly found: string; readonly write: string }
  | { readonly code: 'REMINDER_RANGE'; readonly found: string; readonly maxDays: number }
  | { readonly code: 'REMINDER_REPEATED'; readonly found: string; readonly first: string }
  | { readonly code: 'TEACHER_FORM'; readonly found: string }
  | { readonly code: 'TEACHER_REPEATED'; readonly found: string }
  | { readonly code: 'CHOICE_FORM'; readonly found: string }
  | {
      readonly code: 'SILENCE_RANGE';
      readonly found: string;
      readonly min: number;
      readonly max: number;
    }
  | { readonly code: 'UNKNOWN_RECORDING'; readonly found: string; readonly meant: string | null };

/** About a session that differs from its series: cancelled, moved, or added. */
export type SessionProblem =
  /** Neither a session nor, for one that is added, a series. */
  | { readonly code: 'SESSION_UNNAMED' }
  | { readonly code: 'SESSION_AND_SERIES' }
  | { readonly code: 'SESSION_FORM'; readonly found: string; readonly write: string }
  | { readonly code: 'SESSION_TAKEN'; readonly found: string; readonly firstLine: number }
  | {
      readonly code: 'SESSION_UNKNOWN_SERIES';
      readonly found: string;
      readonly meant: string | null;
    }
  /** The series' rule calls for no such session. */
  | { readonly code: 'SESSION_NOT_CALLED_FOR'; readonly found: string }
  /** It says nothing that the series does not say. */
  | { readonly code: 'SESSION_UNCHANGED' }
  /** `added` belongs to a series, `movedTo` to a session. */
  | { readonly code: 'SESSION_KEY'; readonly key: string; readonly write: string }
  | { readonly code: 'MOMENT_FORM'; readonly found: string; readonly write: string }
  | { readonly code: 'MOMENT_NO_SUCH_TIME'; readonly found: string }
  /** The clocks jump over it that day. */
  | { readonly code: 'MOMENT_IN_GAP'; readonly found: string; readonly write: string };
