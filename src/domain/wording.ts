/**
 * In whose words the welcome is. The English words are the organisation's own. A translation
 * is only a proposal until a coordinator of the guild has approved exactly these words, so
 * each is known by the SHA-256 of its words.
 */

/** Words, and the hash by which an approval knows them. */
export interface Wording {
  readonly words: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What there is of the welcome in the guild's own language. */
export interface WelcomeInLanguage {
  /** What a voice of that language says; null when none speaks it, or its sound is not in order. */
  readonly spoken: Wording | null;
  /** What is proposed to be read. */
  readonly proposed: Wording | null;
  /** What a coordinator of the guild approved, by its hash; null when nothing is approved. */
  readonly approvedSha256: string | null;
}

/** What is heard is always what is shown; a translation that nobody can hear yet stands below it. */
export type WelcomeDecision =
  { readonly speaks: 'own' } | { readonly speaks: 'english'; readonly translation: string | null };

/** `null` for English itself: its words need no approval. */
export function decideWelcome(own: WelcomeInLanguage | null): WelcomeDecision {
  if (own === null) return { speaks: 'own' };
  if (isApproved(own.spoken, own.approvedSha256)) return { speaks: 'own' };
  const translation = isApproved(own.proposed, own.approvedSha256) ? own.proposed : null;
  return { speaks: 'english', translation: translation?.words ?? null };
}

function isApproved(wording: Wording | null, approvedSha256: string | null): wording is Wording {
  return wording !== null && approvedSha256 !== null && wording.sha256 === approvedSha256;
}
