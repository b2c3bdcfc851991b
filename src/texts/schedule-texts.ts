/** The words of `/schedule` and of what people are told when the timetable changes. */
import type { RecurrenceRule } from '../domain/schedule.ts';
import type { TimetableRefusal } from '../domain/timetable-refusal.ts';
import type { NamedSession, WhoTeaches } from './texts.ts';

export interface ScheduleTexts {
  /** `Mon, Wed and Fri at 7:00 am in Los Angeles`. */
  readonly rule: (p: { readonly rule: RecurrenceRule }) => string;
  /** What would happen, before it is confirmed. */
  readonly preview: (p: PreviewInWords) => string;
  /** What was done. */
  readonly done: (p: Pick<PreviewInWords, 'what' | 'isTold' | 'signedUp'>) => string;
  readonly discarded: () => string;
  readonly list: (p: { readonly series: readonly ListedSeries[] }) => string;
  readonly noSeries: () => string;
  readonly refusal: (refusal: TimetableRefusal) => string;
  /** At most 80 characters each. */
  readonly buttons: Readonly<Record<'confirmDraft' | 'discardDraft', () => string>>;
  /** What is offered while a person types: at most 100 characters. */
  readonly seriesCompletion: (p: {
    readonly name: string;
    readonly rule: RecurrenceRule;
  }) => string;
  readonly sessionCompletion: (p: NamedSession & { readonly cancelled: boolean }) => string;
}

/** What a change is, each with what its words need. */
export type ChangeInWords =
  | {
      readonly type: 'addSeries' | 'pauseSeries' | 'resumeSeries' | 'removeSeries';
      readonly name: string;
    }
  | { readonly type: 'editSeries'; readonly name: string; readonly fields: readonly EditedField[] }
  | {
      readonly type: 'cancelSession' | 'restoreSession' | 'addSession' | 'dropSession';
      readonly session: NamedSession;
    }
  | { readonly type: 'moveSession'; readonly session: NamedSession; readonly toMs: number };

/** A property of a series that becomes another one. */
export type EditedField =
  | 'name'
  | 'rule'
  | 'durationMs'
  | 'room'
  | 'announce'
  | 'graceMs'
  | 'remindersMs'
  | 'teacherIds'
  | 'ifNobodyChooses'
  | 'description'
  | 'tellsTeacherChanges'
  | 'participantsVote';

export interface PreviewInWords {
  readonly what: ChangeInWords;
  readonly undoes: boolean;
  readonly series: {
    readonly name: string;
    readonly rule: RecurrenceRule;
    readonly durationMs: number;
    readonly room: string;
    readonly paused: boolean;
    readonly participantsVote: boolean;
  };
  readonly next: readonly { readonly startsAtMs: number; readonly cancelled: boolean }[];
  /** A session that begins later than its rule says, since the clocks jump over that time. */
  readonly shiftedAtMs: number | null;
  readonly signedUp: number;
  readonly isTold: boolean;
}

export interface ListedSeries {
  readonly name: string;
  readonly rule: RecurrenceRule;
  readonly durationMs: number;
  readonly room: string;
  readonly paused: boolean;
  readonly participantsVote: boolean;
  readonly signedUp: number;
  readonly nextAtMs: number | null;
}

// ---- what those who signed up are told ------------------------------------------------------

export type ChangeNews =
  | { readonly type: 'cancelled' | 'back' | 'added'; readonly session: NamedSession }
  | { readonly type: 'moved'; readonly session: NamedSession; readonly fromMs: number }
  | { readonly type: 'length'; readonly session: NamedSession; readonly durationMs: number }
  | { readonly type: 'paused' | 'removed'; readonly name: string }
  | { readonly type: 'resumed'; readonly name: string; readonly next: NamedSession | null }
  | {
      readonly type: 'newTime';
      readonly name: string;
      readonly rule: RecurrenceRule;
      readonly next: NamedSession | null;
    }
  | { readonly type: 'newRoom'; readonly name: string; readonly room: string }
  | { readonly type: 'newLength'; readonly name: string; readonly durationMs: number }
  | { readonly type: 'teacher'; readonly session: NamedSession; readonly who: WhoTeaches };

/** From a session on, a person's own time of a series is another one. */
export interface ShiftInWords {
  readonly name: string;
  /** `HH:mm` in the person's zone. */
  readonly oldTime: string;
  readonly newTime: string;
  readonly firstStartsAtMs: number;
  /** The first session at yet another time; null when it stays. */
  readonly untilMs: number | null;
  /** It falls on the day before or after, as the person counts. */
  readonly dayShift: -1 | 0 | 1;
}

export interface NoticeTexts {
  /** In the channel: everyone may read it. */
  readonly change: (p: { readonly news: readonly ChangeNews[] }) => string;
  /** After the names in the thread. */
  readonly changeMention: () => string;
  /** In the channel; whose time shifts is told in its thread. */
  readonly clocks: () => string;
  /** After the names, or directly to a person. */
  readonly shifts: (p: {
    readonly zone: string;
    readonly shifts: readonly ShiftInWords[];
    /** So many are left out. */
    readonly more: number;
  }) => string;
}
