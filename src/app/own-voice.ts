/** What coordinators may ask about the welcome and the service sentences in their own voice. */
import type { GuildId } from '../domain/identity.ts';
import type { OwnSentenceRefusal, SentenceId } from '../domain/own-sentence.ts';
import type { AttachedFile, Caller } from './command.ts';
import type { OwnSentenceFault } from './guild-voice.ts';
import type { OwnSentence } from './ports.ts';
import type { VoiceProgress, VoiceTrouble } from './speech-maker.ts';
import type { HeardSpeech } from './speech-port.ts';

/** What a coordinator would like a sentence to be. */
export interface VoiceWish {
  readonly sentenceId: SentenceId;
  /** A person's own recording; null to have the words spoken by the best voice there is. */
  readonly recording: AttachedFile | null;
  /** Null keeps the words that are shown now. */
  readonly words: string | null;
}

export interface SentenceInUse {
  readonly sentenceId: SentenceId;
  /** How it is heard now; `shipped` with a voice that ships, `none` where nothing says it. */
  readonly heard: OwnSentence['origin'] | 'shipped' | 'none';
  /** Why the accepted one is not used; null when it is, or when there is none. */
  readonly fault: OwnSentenceFault | null;
  /** What waits to be heard and accepted. */
  readonly proposed: OwnSentence | null;
}

/** A sentence as it is shown and heard, before anything is decided. */
export interface VoiceLook {
  readonly sentenceId: SentenceId;
  /** What waits, or what is used now. */
  readonly standing: 'proposed' | 'own' | 'shipped';
  /** Null when nothing says what ships. */
  readonly origin: OwnSentence['origin'] | null;
  /** Null when this language has none. */
  readonly words: string | null;
  readonly lengthMs: number;
  /** Between these it may be cut; 1 when there is no pause. */
  readonly spans: number;
  readonly setBy: OwnSentence['setBy'];
  readonly sound: HeardSpeech;
  /** With which it is accepted; null when that is not for this person, or can't be. */
  readonly draftId: string | null;
  readonly needsAnother: boolean;
}

export interface VoiceReset {
  readonly sentenceId: SentenceId;
  readonly draftId: string;
  readonly hasAccepted: boolean;
  readonly hasProposed: boolean;
  /** What is heard afterwards. */
  readonly shippedWords: string | null;
}

export type VoiceEnd =
  | { readonly end: 'proposed'; readonly look: VoiceLook }
  | ({ readonly end: 'trouble' } & VoiceTrouble);

export interface VoiceDone {
  readonly sentenceId: SentenceId;
  readonly done: 'accepted' | 'reset';
}

export type VoiceOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: OwnSentenceRefusal };

export interface OwnVoice {
  list(guildId: GuildId): readonly SentenceInUse[];
  /** What can be said before anything is begun; null when nothing stands in the way. */
  refusalOf(caller: Caller, wish: VoiceWish): OwnSentenceRefusal | null;
  /** Takes seconds, or minutes for a recording. */
  set(caller: Caller, wish: VoiceWish, show: (progress: VoiceProgress) => void): Promise<VoiceEnd>;
  look(caller: Caller, sentenceId: SentenceId): Promise<VoiceLook>;
  reset(caller: Caller, sentenceId: SentenceId): VoiceOutcome<VoiceReset>;
  /** Does what the draft of this person is about; null when it is old, was used, or is somebody else's. */
  confirm(caller: Caller, draftId: string): VoiceOutcome<VoiceDone> | null;
  discard(caller: Caller, draftId: string): void;
}
