/** What the server answers to which address. It remembers nothing about who asks. */
import { Hono, type Context } from 'hono';
import type { SeriesId } from '../domain/identity.ts';
import type { Assets } from './assets.ts';
import { calendarFeed, feedSessions } from './calendar-feed.ts';
import { answerWith, makeDocument, type Caching } from './document.ts';
import type { Health } from './health.ts';
import { KeptDocuments } from './kept-documents.ts';
import { pagePlaceOf, plainPage, type PagePlace, type PlainPageName } from './page-frame.ts';
import {
  PAGE_LANGUAGES,
  pageLanguageOf,
  preferredLanguage,
  type PageLanguage,
} from './page-language.ts';
import type { PublicSession, PublicTimetable } from './public-timetable.ts';
import { timetablePage } from './timetable-page.ts';

export interface WebAppOptions {
  readonly health: () => Health;
  /** Null until it is known. */
  readonly timetable: () => PublicTimetable | null;
  readonly nowMs: () => number;
  /** Where the world finds this server, `https://example.org`; null when only this machine does. */
  readonly publicUrl: string | null;
  /** An invitation to the community, for the page; null or left out when there is none to show. */
  readonly joinUrl?: string | null;
  /** Told, in a developer's words, what went wrong while a page was made. */
  readonly onTrouble?: (cause: unknown) => void;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Room for each language's page and feed of 100 series; of 500, for those that were asked for last. */
const KEPT_BYTES = 32 * 1024 * 1024;
const READY_IN_S = 30;

const PAGE_CACHING: Caching = { maxAgeS: 60, staleS: 600 };
const FEED_CACHING: Caching = { maxAgeS: 300, staleS: 3_600 };
/** Their names change with their content. */
const ASSET_CACHING: Caching = { maxAgeS: 31_536_000, staleS: 0 };

const HTML = 'text/html; charset=utf-8';

/** Nothing but the page's own files; no script or style inside the page, and the page in no other. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

export function createWebApp(options: WebAppOptions, assets: Assets): Hono {
  const place = pagePlaceOf(options.publicUrl, options.joinUrl ?? null, assets);
  const site = new TimetableSite(options, place);
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.header(name, value);
  });
  app.get('/health', (context) => {
    const health = options.health();
    context.header('Cache-Control', 'no-store');
    return context.json({ isLive: true, ...health }, health.isReady ? 200 : 503);
  });
  app.get('/', (context) => site.page(context, null));
  for (const language of PAGE_LANGUAGES) {
    app.get(`/${language}`, (context) => site.page(context, language));
  }
  app.get('/calendar.ics', (context) => site.feed(context, null));
  app.get('/calendar/:file{.+\\.ics}', (context) => {
    const seriesId = context.req.param('file').replace(/\.ics$/, '');
    return site.feed(context, seriesId as SeriesId);
  });
  for (const [name, document] of assets.documents) {
    app.get(`/${name}`, (context) => answerWith(context, document, ASSET_CACHING));
  }
  app.notFound((context) => site.plain(context, 'notFound', 404));
  // Whatever is here can only be read: GET, and HEAD with it, are answered above.
  app.use(async (context, next) => {
    if (context.req.method === 'GET' || context.req.method === 'HEAD') return await next();
    context.header('Allow', 'GET, HEAD');
    return await site.plain(context, 'notAllowed', 405);
  });
  app.onError((cause, context) => {
    options.onTrouble?.(cause);
    context.header('Retry-After', String(READY_IN_S));
    return site.plain(context, 'notReady', 503);
  });
  return app;
}

class TimetableSite {
  readonly #options: WebAppOptions;
  readonly #place: PagePlace;
  readonly #kept = new KeptDocuments(KEPT_BYTES);
  /** Of one version and day: what all feeds are made of. */
  #year: { readonly name: string; readonly sessions: Promise<readonly PublicSession[]> } | null =
    null;

  constructor(options: WebAppOptions, place: PagePlace) {
    this.#options = options;
    this.#place = place;
  }

  /** @param named the language in the address; null when there is none */
  async page(context: Context, named: PageLanguage | null): Promise<Response> {
    const timetable = this.#options.timetable();
    if (timetable === null) return await this.#notReady(context);
    const language = named ?? preferredLanguage(context);
    const hour = Math.floor(this.#options.nowMs() / HOUR_MS);
    const key = `page ${language} ${timetable.version()} ${hour}`;
    const document = await this.#kept.of(key, async () =>
      makeDocument(HTML, [await timetablePage(timetable, hour * HOUR_MS, language, this.#place)]),
    );
    return answerWith(context, document, { ...PAGE_CACHING, variesByLanguage: named === null });
  }

  /** @param seriesId null for all sessions */
  async feed(context: Context, seriesId: SeriesId | null): Promise<Response> {
    const timetable = this.#options.timetable();
    if (timetable === null) return await this.#notReady(context);
    const language = pageLanguageOf(context.req.query('lang') ?? '') ?? 'en';
    const name = `${timetable.version()} ${Math.floor(this.#options.nowMs() / DAY_MS)}`;
    const year = await this.#sessionsOfYear(timetable, name);
    const sessions = seriesId === null ? year : year.filter((each) => each.seriesId === seriesId);
    const first = sessions[0];
    if (seriesId !== null && !first) return await this.plain(context, 'notFound', 404);
    const series = seriesId !== null && first ? { id: seriesId, name: first.seriesName } : null;
    const key = `feed ${language} ${name} ${seriesId ?? ''}`;
    const document = await this.#kept.of(key, () => {
      const { addresses } = this.#place;
      const parts = calendarFeed({ timetable, sessions, series, language, addresses });
      return makeDocument('text/calendar; charset=utf-8', parts);
    });
    return answerWith(context, document, FEED_CACHING);
  }

  #sessionsOfYear(timetable: PublicTimetable, name: string): Promise<readonly PublicSession[]> {
    if (this.#year?.name === name) return this.#year.sessions;
    const sessions = feedSessions(timetable, this.#options.nowMs());
    this.#year = { name, sessions };
    sessions.catch(() => (this.#year = null));
    return sessions;
  }

  async plain(context: Context, name: PlainPageName, status: 404 | 405 | 503): Promise<Response> {
    context.header('Cache-Control', 'no-store');
    context.header('Vary', 'Accept-Language');
    return context.html(await plainPage(name, preferredLanguage(context), this.#place), status);
  }

  async #notReady(context: Context): Promise<Response> {
    context.header('Retry-After', String(READY_IN_S));
    return await this.plain(context, 'notReady', 503);
  }
}
