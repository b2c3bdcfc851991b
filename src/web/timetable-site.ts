/** The page and the feeds, made when they are first asked for after a change, and then kept. */
import type { Context } from 'hono';
import type { SeriesId } from '../domain/identity.ts';
import type { Assets } from './assets.ts';
import { calendarFeed, feedSessions } from './calendar-feed.ts';
import { answerWith, makeDocument, type Caching } from './document.ts';
import { KeptDocuments } from './kept-documents.ts';
import { pagePlaceOf, plainPage, type PagePlace, type PlainPageName } from './page-frame.ts';
import { pageLanguageOf, preferredLanguage, type PageLanguage } from './page-language.ts';
import type { PublicSession, PublicTimetable } from './public-timetable.ts';
import { pageSessions, timetablePage } from './timetable-page.ts';

export interface SiteOptions {
  /** Null until it is known. */
  readonly timetable: () => PublicTimetable | null;
  readonly nowMs: () => number;
  /** Where the world finds this server, `https://example.org`; null when only this machine does. */
  readonly publicUrl: string | null;
  /** An invitation to the community, for the page; null or left out when there is none to show. */
  readonly joinUrl?: string | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Room for each language's page and feed of 100 series; of 500, for those asked for last. */
const KEPT_BYTES = 32 * 1024 * 1024;
/** So soon may those come back who came before the timetable was known. */
const READY_IN_S = 30;

const PAGE_CACHING: Caching = { maxAgeS: 60, staleS: 600 };
const FEED_CACHING: Caching = { maxAgeS: 300, staleS: 3_600 };

type Sessions = readonly PublicSession[];

export class TimetableSite {
  readonly #options: SiteOptions;
  readonly #place: PagePlace;
  readonly #documents = new KeptDocuments(KEPT_BYTES);
  #version = '';
  /** What the pages of all languages are made of, for an hour. */
  readonly #fourWeeks = new Latest<Sessions>();
  /** What all feeds are made of, for a day. */
  readonly #year = new Latest<Sessions>();

  constructor(options: SiteOptions, assets: Assets) {
    this.#options = options;
    this.#place = pagePlaceOf(options.publicUrl, options.joinUrl ?? null, assets);
  }

  /** @param named the language in the address; null when there is none */
  async page(context: Context, named: PageLanguage | null): Promise<Response> {
    const timetable = this.#options.timetable();
    if (timetable === null) return await this.notReady(context);
    const language = named ?? preferredLanguage(context);
    const hour = Math.floor(this.#options.nowMs() / HOUR_MS);
    const name = `${this.#versionOf(timetable)} ${hour}`;
    const document = await this.#documents.of(`page ${language} ${name}`, async () => {
      const sessions = await this.#fourWeeks.of(name, async () =>
        pageSessions(timetable, hour * HOUR_MS),
      );
      const page = await timetablePage(timetable, sessions, language, this.#place);
      return await makeDocument('text/html; charset=utf-8', [page]);
    });
    return answerWith(context, document, { ...PAGE_CACHING, variesByLanguage: named === null });
  }

  /** @param seriesId null for all sessions */
  async feed(context: Context, seriesId: SeriesId | null): Promise<Response> {
    const timetable = this.#options.timetable();
    if (timetable === null) return await this.notReady(context);
    const language = pageLanguageOf(context.req.query('lang') ?? '') ?? 'en';
    const nowMs = this.#options.nowMs();
    const name = `${this.#versionOf(timetable)} ${Math.floor(nowMs / DAY_MS)}`;
    const year = await this.#year.of(name, () => feedSessions(timetable, nowMs));
    const first = year.find((session) => session.seriesId === seriesId);
    if (seriesId !== null && !first) return await this.plain(context, 'notFound', 404);
    const series = seriesId !== null && first ? { id: seriesId, name: first.seriesName } : null;
    const document = await this.#documents.of(`feed ${language} ${name} ${seriesId ?? ''}`, () => {
      const sessions = series ? year.filter((each) => each.seriesId === series.id) : year;
      const { addresses } = this.#place;
      const parts = calendarFeed({ timetable, sessions, series, language, addresses });
      return makeDocument('text/calendar; charset=utf-8', parts);
    });
    return answerWith(context, document, FEED_CACHING);
  }

  /** What was made of another version is asked for by nobody any more. */
  #versionOf(timetable: PublicTimetable): string {
    const version = timetable.version();
    if (version !== this.#version) this.#documents.dropAll();
    this.#version = version;
    return version;
  }

  async plain(context: Context, name: PlainPageName, status: 404 | 405 | 503): Promise<Response> {
    context.header('Cache-Control', 'no-store');
    context.header('Vary', 'Accept-Language');
    return context.html(await plainPage(name, preferredLanguage(context), this.#place), status);
  }

  async notReady(context: Context): Promise<Response> {
    context.header('Retry-After', String(READY_IN_S));
    return await this.plain(context, 'notReady', 503);
  }
}

/** The last thing of its kind that was made, by name: a newer name takes its place. */
class Latest<Value> {
  #name = '';
  #value: Promise<Value> | null = null;

  of(name: string, make: () => Promise<Value>): Promise<Value> {
    if (this.#value && this.#name === name) return this.#value;
    const value = make();
    this.#name = name;
    this.#value = value;
    // Whoever waits for it is told; the next who asks has it made anew.
    value.catch(() => {
      if (this.#value === value) this.#value = null;
    });
    return value;
  }
}
