import type { WordingLanguage, WordingTexts } from '../wording-texts.ts';

export interface WordingWords {
  /** As they stand in `the German words`. */
  readonly languages: Readonly<Record<WordingLanguage, string>>;
  readonly english: string;
  readonly proposed: (language: string) => string;
  readonly notApproved: string;
  readonly isApproved: string;
  readonly whenSpoken: string;
  readonly whenShown: string;
  readonly otherLanguage: (language: string) => string;
  readonly nothingProposed: (language: string) => string;
  readonly approvedSpoken: (language: string) => string;
  readonly approvedShown: (language: string) => string;
  readonly takenBack: (language: string) => string;
  readonly changed: string;
  readonly approve: string;
  readonly takeBack: string;
}

export function createWording(words: WordingWords): WordingTexts {
  return {
    proposal: ({ language, english, proposed, isApproved, isGuildLanguage, isSpoken }) => {
      const name = words.languages[language];
      const effect = [
        isApproved ? words.isApproved : words.notApproved,
        isSpoken ? words.whenSpoken : words.whenShown,
        ...(isGuildLanguage ? [] : [words.otherLanguage(name)]),
      ].join(' ');
      return [
        `**${words.english}**\n${english}`,
        `**${words.proposed(name)}**\n${proposed}`,
        effect,
      ].join('\n\n');
    },
    nothingProposed: ({ language }) => words.nothingProposed(words.languages[language]),
    approved: ({ language, isGuildLanguage, isSpoken }) => {
      const name = words.languages[language];
      if (!isGuildLanguage) return `${words.isApproved} ${words.otherLanguage(name)}`;
      return isSpoken ? words.approvedSpoken(name) : words.approvedShown(name);
    },
    takenBack: ({ language }) => words.takenBack(words.languages[language]),
    changed: () => words.changed,
    buttons: {
      approveWording: () => words.approve,
      takeBackWording: () => words.takeBack,
    },
  };
}
