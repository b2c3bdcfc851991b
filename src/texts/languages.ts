import { english } from './en/english.ts';
import type { Texts } from './texts.ts';

/** By the first part of a BCP 47 tag: `en` serves `en-US`. */
const textsByLanguage: ReadonlyMap<string, Texts> = new Map([['en', english]]);

/** The texts of the language that a BCP 47 tag (`en-US`) names, else the English ones. */
export function textsFor(language: string): Texts {
  const [primary = ''] = language.toLowerCase().split('-');
  return textsByLanguage.get(primary) ?? english;
}

/** The same by Discord's own locales, for the words of its slash commands. */
export const textsByLocale: ReadonlyMap<string, Texts> = new Map();
