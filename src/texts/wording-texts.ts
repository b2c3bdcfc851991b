/** The words with which a coordinator looks at a translation of the welcome. */
export type WordingLanguage = 'es' | 'de' | 'fr';

export interface WordingTexts {
  /** Both texts, word for word, and what an approval does or has done. */
  readonly proposal: (p: {
    readonly language: WordingLanguage;
    readonly english: string;
    readonly proposed: string;
    readonly isApproved: boolean;
    /** Else an approval changes nothing until the server speaks this language. */
    readonly isGuildLanguage: boolean;
    /** A voice says these words; else they are shown below the English ones. */
    readonly isSpoken: boolean;
  }) => string;
  readonly nothingProposed: (p: { readonly language: WordingLanguage }) => string;
  readonly approved: (p: {
    readonly language: WordingLanguage;
    /** Else it changes nothing yet. */
    readonly isGuildLanguage: boolean;
    readonly isSpoken: boolean;
  }) => string;
  readonly takenBack: (p: { readonly language: WordingLanguage }) => string;
  /** The words are other ones than those that were shown; the new ones follow. */
  readonly changed: () => string;
  /** At most 80 characters each. */
  readonly buttons: Readonly<Record<'approveWording' | 'takeBackWording', () => string>>;
}
