/** Where everything stands: as the world sees it if that is known, else from the root of this server. */
import type { SeriesId } from '../domain/identity.ts';
import type { PageLanguage } from './page-language.ts';

export interface Addresses {
  /** The page that chooses the language by itself. */
  readonly anyPage: string;
  page(language: PageLanguage): string;
  /** All sessions, or those of one series. */
  feed(language: PageLanguage, seriesId?: SeriesId): string;
  /** The same for a calendar program to subscribe to; null while nobody knows the address outside. */
  subscription(language: PageLanguage, seriesId?: SeriesId): string | null;
  /** Always without the host. */
  asset(name: string): string;
  /** Whether addresses name the host, so that they mean something elsewhere. */
  readonly areWhole: boolean;
}

/** @param publicUrl `https://example.org` or `https://example.org/practice` */
export function addressesOf(publicUrl: string | null): Addresses {
  const base = publicUrl?.replace(/\/+$/, '') ?? '';
  const path = publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');
  const feed = (language: PageLanguage, seriesId?: SeriesId): string => {
    const name = seriesId === undefined ? 'calendar' : `calendar/${encodeURIComponent(seriesId)}`;
    return `${base}/${name}.ics?lang=${language}`;
  };
  return {
    anyPage: `${base}/`,
    page: (language) => `${base}/${language}`,
    feed,
    subscription: (language, seriesId) =>
      publicUrl === null ? null : feed(language, seriesId).replace(/^https?:/, 'webcal:'),
    asset: (name) => `${path}/${name}`,
    areWhole: publicUrl !== null,
  };
}
