/** The languages of the public page, and which of them a visitor is shown. */
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import type { PageTexts } from '../texts/page-texts.ts';
import { page as german } from '../texts/de/page.ts';
import { page as english } from '../texts/en/page.ts';
import { page as spanish } from '../texts/es/page.ts';
import { page as french } from '../texts/fr/page.ts';

export type PageLanguage = 'en' | 'es' | 'de' | 'fr';

export const PAGE_LANGUAGES: readonly PageLanguage[] = ['en', 'es', 'de', 'fr'];

const wordsByLanguage: Readonly<Record<PageLanguage, PageTexts>> = {
  en: english,
  es: spanish,
  de: german,
  fr: french,
};

export function wordsOf(language: PageLanguage): PageTexts {
  return wordsByLanguage[language];
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
