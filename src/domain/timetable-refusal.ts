/** Why a change of the timetable can't be made, as a value; src/texts has its words. */
import type { MomentMistake } from './moment-words.ts';
import type { WhenMistake } from './schedule-suggestion.ts';

/** What the timetable itself says against it. */
export type ChangeRefusal =
  | { readonly code: 'UNKNOWN_SERIES' }
  | { readonly code: 'UNKNOWN_SESSION' }
  | { readonly code: 'SERIES_ID_TAKEN'; readonly name: string }
  | { readonly code: 'ALREADY_CANCELLED' }
  | { readonly code: 'ALREADY_PAUSED' }
  | { readonly code: 'NOT_PAUSED' }
  /** What was asked for is how it is. */
  | { readonly code: 'NOTHING_CHANGES' }
  | { readonly code: 'SERIES_IS_PAUSED' }
  | { readonly code: 'SESSION_HAS_BEGUN' }
  | { readonly code: 'STARTS_IN_PAST'; readonly startsAtMs: number }
  | { readonly code: 'TOO_LONG'; readonly maxMs: number }
  | { readonly code: 'NO_SESSIONS_AHEAD' };

/** What the guild, or what happened meanwhile, says against it. */
export type EditRefusal =
  | ChangeRefusal
  | {
      readonly code: 'ROOM_OVERLAP';
      readonly room: string;
      readonly name: string;
      readonly otherName: string;
      /** When the later one would begin. */
      readonly atMs: number;
      readonly zone: string;
    }
  | { readonly code: 'UNKNOWN_ROOM'; readonly written: string }
  | { readonly code: 'UNKNOWN_ANNOUNCE'; readonly written: string }
  | { readonly code: 'NOTHING_TO_UNDO' }
  /** It was changed again since, or has begun: going back would undo more than that. */
  | { readonly code: 'UNDO_TOO_LATE' }
  /** Asked for too long ago, or confirmed already. */
  | { readonly code: 'DRAFT_IS_OLD' };

/** What was written could not be read. */
export type TimetableRefusal =
  | EditRefusal
  | MomentMistake
  | { readonly code: 'WHEN'; readonly mistake: WhenMistake }
  | { readonly code: 'CRON'; readonly found: string }
  | { readonly code: 'UNKNOWN_ZONE'; readonly found: string; readonly write: string }
  | { readonly code: 'REMINDERS_UNREADABLE'; readonly found: string }
  | { readonly code: 'NO_SUCH_DATE'; readonly found: string }
  | { readonly code: 'NAME_EMPTY' };
