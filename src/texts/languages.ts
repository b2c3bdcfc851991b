import { german } from './de/german.ts';
import { english } from './en/english.ts';
import { spanish } from './es/spanish.ts';
import { french } from './fr/french.ts';
import type { Texts } from './texts.ts';

/** By the first part of a BCP 47 tag: `en` serves `en-US`. */
const textsByLanguage: ReadonlyMap<string, Texts> = new Map([
  ['en', english],
  ['es', spanish],
  ['de', german],
  ['fr', french],
]);

/** The texts of the language that a BCP 47 tag (`en-US`) names, else the English ones. */
export function textsFor(language: string): Texts {
  const [primary = ''] = language.toLowerCase().split('-');
  return textsByLanguage.get(primary) ?? english;
}

/**
 * The same by Discord's own locales, for the words of its slash commands. English is what
 * whoever has none of these is shown, so it needs no entry.
 */
export const textsByLocale: ReadonlyMap<string, Texts> = new Map([
  ['es-ES', spanish],
  ['es-419', spanish],
  ['de', german],
  ['fr', french],
]);
