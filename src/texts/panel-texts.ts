/** The words with which everybody sees what plays: the panel, the room's status, and what latecomers read. */
import type { ChannelId } from '../domain/identity.ts';
import type { PracticeEnd, RecordingTiming } from '../domain/practice-now.ts';
import type { NamedRecording } from './texts.ts';

/** Whose work it is, and where people find more of it. Both may be empty. */
export interface Credited {
  readonly credit: string;
  /** An https address. */
  readonly link: string;
}

/** What is under way, as words speak of it. `title` is null for what is on no list any more. */
export type PracticeInWords =
  | { readonly kind: 'recording'; readonly title: string | null; readonly timing: RecordingTiming }
  | { readonly kind: 'silence'; readonly endsAtMs: number; readonly leftMs: number };

export interface PanelTexts {
  /** Below the words with which a recording begins. */
  readonly recording: (
    p: Credited & { readonly intensity: string; readonly timing: RecordingTiming },
  ) => string;
  /** Below the words with which a sitting begins. */
  readonly sitting: (p: { readonly endsAtMs: number; readonly leftMs: number }) => string;
  /** `recording` is null for a sitting. */
  readonly over: (p: {
    readonly end: PracticeEnd;
    readonly recording: (Pick<NamedRecording, 'title'> & Credited) | null;
  }) => string;
  /** The line under a voice channel's name: no markdown, at most 500 characters. */
  readonly roomStatus: {
    readonly recording: (p: {
      readonly title: string;
      readonly endsAtMs: number;
      readonly zone: string;
    }) => string;
    readonly silence: (p: { readonly endsAtMs: number; readonly zone: string }) => string;
  };
  /** A message for coordinators. */
  readonly mayNotSetStatus: () => string;
  /** What somebody reads first who comes while a practice goes on, or who asks from elsewhere. */
  readonly latecomer: (p: {
    readonly practice: PracticeInWords;
    /** Null for whoever is in the room already, or when there is none. */
    readonly roomId: ChannelId | null;
  }) => string;
  readonly beforeChoice: (p: {
    readonly phase: 'welcoming' | 'choosing';
    readonly roomId: ChannelId | null;
  }) => string;
  /** Above the menu of what may follow instead. */
  readonly another: () => string;
  readonly nothingElseFits: () => string;
  readonly transcript: {
    /** Stands at the head of the first page. */
    readonly heading: (p: { readonly title: string }) => string;
    /** The whole of it comes as a text file. */
    readonly asFile: (p: { readonly title: string }) => string;
    readonly none: () => string;
    /** A button: at most 80 characters. */
    readonly nextPage: (p: { readonly page: number; readonly pages: number }) => string;
  };
}
