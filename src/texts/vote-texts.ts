/** The words of choosing together, apart from those that stand in the room's own messages. */
import type { NamedRecording } from './texts.ts';

/** What somebody gave their voice to. `title` is null for what is on no list any more. */
export type VotedFor =
  | { readonly kind: 'recording'; readonly title: string | null }
  | { readonly kind: 'silence'; readonly minutes: number };

export interface VoteTexts {
  /** `Body scan, 20 minutes (3)`: a button, at most 80 characters; without voices no number. */
  readonly recordingButton: (
    p: Pick<NamedRecording, 'title' | 'lengthMs'> & { readonly voices: number },
  ) => string;
  readonly sittingButton: (p: { readonly minutes: number; readonly voices: number }) => string;
  /** The private answer to a vote. */
  readonly cast: (p: { readonly choice: VotedFor; readonly untilMs: number }) => string;
}
