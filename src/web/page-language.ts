/** The languages of the public page, and which of them a visitor is shown. */
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { textsFor } from '../texts/languages.ts';
import type { PageTexts } from '../texts/page-texts.ts';

export type PageLanguage = 'en' | 'es' | 'de' | 'fr';

export const PAGE_LANGUAGES: readonly PageLanguage[] = ['en', 'es', 'de', 'fr'];

export function wordsOf(language: PageLanguage): PageTexts {
  return textsFor(language).page;
}

/** The city of a zone as the language calls it: `Los Ángeles`. */
export function placeOf(language: PageLanguage, zone: string): string {
  return textsFor(language).time.place(zone);
}

/** `de-AT` names German; what is none of the page's languages is null. */
export function pageLanguageOf(tag: string): PageLanguage | null {
  const [primary = ''] = tag.toLowerCase().split('-');
  return PAGE_LANGUAGES.find((language) => language === primary) ?? null;
}

const bestOf: NonNullable<Parameters<typeof accepts>[1]['match']> = (wanted) => {
  const known = wanted.filter(({ type, q }) => q > 0 && pageLanguageOf(type) !== null);
  return known.toSorted((a, b) => b.q - a.q)[0]?.type ?? 'en';
};

/** What the browser asks for most, of the languages that there are; else English. */
export function preferredLanguage(context: Context): PageLanguage {
  const preferred = accepts(context, {
    header: 'Accept-Language',
    supports: [...PAGE_LANGUAGES],
    default: 'en',
    match: bestOf,
  });
  return pageLanguageOf(preferred) ?? 'en';
}
