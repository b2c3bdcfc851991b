/** The words with which coordinators give sessions a voice of their own. */
import type { UserId } from '../domain/identity.ts';
import type { OwnSentenceRefusal, SentenceId } from '../domain/own-sentence.ts';

/** How the sound of an own sentence came about. */
export type VoiceOrigin = 'recorded' | 'rhvoice' | 'flite';

/** Why an accepted sentence is not used: its file is not what was accepted, or its words are not. */
export type VoiceFaultName = 'FILE' | 'WORDS';

export interface ListedSentence {
  readonly sentenceId: SentenceId;
  readonly heard: VoiceOrigin | 'shipped' | 'none';
  readonly fault: VoiceFaultName | null;
  /** Who set what waits to be heard; null when nothing waits. */
  readonly proposed: { readonly setBy: UserId | null } | null;
}

export interface ShownSentence {
  readonly sentenceId: SentenceId;
  readonly standing: 'proposed' | 'own' | 'shipped';
  /** Null for what ships. */
  readonly origin: VoiceOrigin | null;
  /** Null when this language has none. */
  readonly words: string | null;
  readonly lengthMs: number;
  /** How many parts the pauses make of it. */
  readonly spans: number;
  readonly setBy: UserId | null;
  readonly isHeard: boolean;
  /** With two approvals another coordinator has to accept it. */
  readonly needsAnother: boolean;
}

export interface VoiceTexts {
  readonly list: (p: { readonly sentences: readonly ListedSentence[] }) => string;
  readonly look: (p: ShownSentence) => string;
  readonly progress: {
    readonly waiting: (p: { readonly ahead: number }) => string;
    readonly taking: () => string;
    readonly speaking: () => string;
    readonly preparing: () => string;
  };
  readonly reset: (p: {
    readonly sentenceId: SentenceId;
    readonly hasAccepted: boolean;
    readonly hasProposed: boolean;
    /** Null when nothing ships in this language. */
    readonly shippedWords: string | null;
  }) => string;
  readonly accepted: (p: { readonly sentenceId: SentenceId }) => string;
  readonly wasReset: (p: { readonly sentenceId: SentenceId }) => string;
  readonly leftAlone: () => string;
  readonly refusals: Readonly<Record<OwnSentenceRefusal, () => string>>;
  /** At most 80 characters each. */
  readonly buttons: Readonly<Record<'accept' | 'reset' | 'leave', () => string>>;
  /** For coordinators: an accepted sentence is not used. */
  readonly unused: (p: { readonly sentenceId: string; readonly why: VoiceFaultName }) => string;
}
