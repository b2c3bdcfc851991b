/** The words with which coordinators look after recordings. */
import type {
  KeptRecording,
  RecordingChanges,
  RecordingRefusal,
  RecordingStanding,
} from '../domain/recording.ts';
import type { StreamFaultCode } from '../domain/stream-fault.ts';

/** What coordinators may do with one. */
export type RecordingAct = 'approve' | 'revoke' | 'reopen' | 'edit';

/** Where the prepared sound can be heard before it is vouched for. */
export type Hearing =
  | { readonly kind: 'attached' }
  /** In several files, one after the other. */
  | { readonly kind: 'parts'; readonly count: number }
  /** Only these parts of it, the earliest first. */
  | { readonly kind: 'excerpts'; readonly heard: readonly TimeSpan[]; readonly lengthMs: number }
  /** It has no file, and is heard from this page. */
  | { readonly kind: 'onPage'; readonly address: string }
  | { readonly kind: 'missing' };

/** From somewhere in a recording to somewhere later in it. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

export type UnheardName =
  | StreamFaultCode
  | 'NOT_LISTED'
  | 'NOT_APPROVED'
  | 'REVOKED'
  | 'PERMISSION_ENDED'
  | 'FILE_MISSING'
  | 'HASH_MISMATCH'
  | 'DECODE';

export interface RecordingTexts {
  /** Every recording that there is, with how it stands. */
  readonly list: (p: {
    readonly recordings: readonly KeptRecording[];
    readonly nowMs: number;
  }) => string;
  readonly none: () => string;
  readonly show: (p: { readonly recording: KeptRecording; readonly nowMs: number }) => string;
  readonly preview: {
    readonly approve: (p: {
      readonly recording: KeptRecording;
      readonly hearing: Hearing;
      readonly nowMs: number;
    }) => string;
    readonly revoke: (p: {
      readonly recording: KeptRecording;
      readonly isPlaying: boolean;
      /** Of the series that begin it when nobody chooses. */
      readonly seriesNames: readonly string[];
    }) => string;
    readonly reopen: (p: { readonly recording: KeptRecording }) => string;
    readonly edit: (p: {
      readonly before: KeptRecording;
      readonly after: KeptRecording;
      readonly changes: RecordingChanges;
    }) => string;
  };
  readonly done: {
    readonly approve: (p: { readonly title: string }) => string;
    readonly revoke: (p: { readonly title: string; readonly isPlaying: boolean }) => string;
    readonly reopen: (p: { readonly title: string }) => string;
    readonly edit: (p: { readonly title: string; readonly needsReview: boolean }) => string;
  };
  readonly leftAlone: () => string;
  readonly refusals: Readonly<Record<RecordingRefusal, () => string>>;
  /** At most 80 characters each. */
  readonly buttons: Readonly<Record<RecordingAct | 'leave', () => string>>;
  /** At most 100 characters. */
  readonly completion: (p: {
    readonly title: string;
    readonly speaker: string;
    readonly standing: RecordingStanding;
  }) => string;
  /** For coordinators; `title` is null for what was never on the list. */
  readonly unheard: (p: { readonly title: string | null; readonly why: UnheardName }) => string;
  readonly permissionEnds: (p: { readonly title: string; readonly endsAtMs: number }) => string;
}
