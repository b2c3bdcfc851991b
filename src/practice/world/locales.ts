/** The languages that Discord itself speaks, and how it picks a translation. */
import { isJsonObject, textOf, type Json, type JsonObject } from './json.ts';

export const LOCALES = [
  ['id', 'da', 'de', 'en-GB', 'en-US', 'es-ES', 'es-419', 'fr', 'hr', 'it', 'lt', 'hu', 'nl'],
  ['no', 'pl', 'pt-BR', 'ro', 'fi', 'sv-SE', 'vi', 'tr', 'cs', 'el', 'bg', 'ru', 'uk', 'hi'],
  ['th', 'zh-CN', 'ja', 'zh-TW', 'ko'],
].flat();

const FALLBACK_BY_LOCALE: Readonly<Record<string, string>> = {
  'en-US': 'en-GB',
  'en-GB': 'en-US',
  'es-419': 'es-ES',
};

/** The translation for a language, or for its next of kin; null when there is neither. */
export function translationIn(translations: Json | undefined, locale: string): string | null {
  if (!isJsonObject(translations)) return null;
  const fallback = FALLBACK_BY_LOCALE[locale] ?? '';
  return textOf(translations[locale] ?? translations[fallback]) || null;
}

/** A field of a command as somebody with that language sees it. */
export function shownText(part: JsonObject, field: 'name' | 'description', locale: string): string {
  return translationIn(part[`${field}_localizations`], locale) ?? textOf(part[field]);
}
