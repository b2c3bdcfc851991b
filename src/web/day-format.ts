/** Days and times in words, in a language and a zone. */
import type { PageLanguage } from './page-language.ts';

export interface DayFormat {
  /** The zone's local date, `2026-12-01`. */
  dayKey(atMs: number): string;
  /** `Tuesday 1 December`. */
  day(atMs: number): string;
  /** `7:00 am`. */
  time(atMs: number): string;
}

/** English is written as the bot's own messages have it: 2 December, 7:00 am. */
const LOCALE_BY_LANGUAGE: Readonly<Record<PageLanguage, string>> = {
  en: 'en-GB-u-hc-h12',
  es: 'es',
  de: 'de',
  fr: 'fr',
};

/** A formatter takes 100 times as long to make as to use. */
const formatByName = new Map<string, DayFormat>();

/** Throws RangeError for an unknown zone. */
export function dayFormatOf(language: PageLanguage, zone: string): DayFormat {
  const name = `${language} ${zone}`;
  const known = formatByName.get(name);
  if (known) return known;
  const format = createFormat(LOCALE_BY_LANGUAGE[language], zone);
  formatByName.set(name, format);
  return format;
}

function createFormat(locale: string, timeZone: string): DayFormat {
  // Swedish writes dates as ISO 8601 does.
  const keys = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' });
  const days = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const times = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
  });
  return {
    dayKey: (atMs) => keys.format(atMs),
    day: (atMs) => days.format(atMs),
    time: (atMs) => times.format(atMs),
  };
}
