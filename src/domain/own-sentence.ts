/**
 * The welcome and the service sentences in a community's own words or voice. Nothing is spoken
 * before a coordinator has heard and accepted it. Pure: no clock, no I/O.
 */
import type { UserId } from './identity.ts';

/** Everything that is said in a session, in the order in which it may be heard. */
export const SENTENCE_IDS = [
  'welcome',
  'begin-soon',
  'recording-next',
  'silence',
  'silence-10',
  'silence-15',
  'silence-20',
  'silence-end',
  'choose',
  'resumed',
  'close',
] as const;
export type SentenceId = (typeof SENTENCE_IDS)[number];

export function sentenceIdOf(written: string): SentenceId | null {
  return SENTENCE_IDS.find((id) => id === written) ?? null;
}

const MINUTE_MS = 60_000;

/** A welcome may take its time; nobody waits longer than a minute for anything else. */
export function longestMs(id: SentenceId): number {
  return id === 'welcome' ? 5 * MINUTE_MS : MINUTE_MS;
}

/** The welcome stands in one message with what follows it, and Discord allows 2,000 characters. */
export const MOST_CHARACTERS = 1_200;

export type OwnSentenceRefusal =
  | 'UNKNOWN_SENTENCE'
  /** Neither a recording nor words. */
  | 'NOTHING_GIVEN'
  /** Words that hold no letter. */
  | 'NO_WORDS'
  /** No words are shown for it in this language, so a recording needs some. */
  | 'WORDS_NEEDED'
  | 'TOO_MANY_WORDS'
  | 'TOO_LONG'
  /** No voice here speaks this language. */
  | 'NO_ENGINE'
  /** Nothing could be rendered. */
  | 'NOT_RENDERED'
  | 'OWN_PROPOSAL'
  | 'NOTHING_PROPOSED'
  | 'NOTHING_OWN'
  /** The prepared file is gone or is not what was heard. */
  | 'FILE_MISSING'
  /** It is not what was shown any more. */
  | 'CHANGED';

/** Words as they are shown and spoken: one line, one space between two words. */
export function tidyWords(written: string): string {
  return written.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

/** What keeps words from being shown and spoken; null when nothing does. */
export function refusalOfWords(words: string): OwnSentenceRefusal | null {
  if (!/\p{L}/u.test(words)) return 'NO_WORDS';
  return words.length > MOST_CHARACTERS ? 'TOO_MANY_WORDS' : null;
}

/** Words, sentence by sentence; a closing quotation mark stays with its sentence. */
export function sentencesOf(words: string): string[] {
  return words.split(/(?<=[.!?…]["'’”»)]?) /u).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** With two approvals nobody accepts what they set themselves. */
export function mayAccept(setBy: UserId | null, by: UserId, approvals: 1 | 2): boolean {
  return approvals === 1 || setBy !== by;
}
