/** What the server answers to which address. It remembers nothing about who asks. */
import { Hono } from 'hono';
import { asId, type SeriesId } from '../domain/identity.ts';
import type { Assets } from './assets.ts';
import { answerWith, type Caching } from './document.ts';
import type { HealthReport } from './health.ts';
import { PAGE_LANGUAGES } from './page-language.ts';
import { TimetableSite, type SiteOptions } from './timetable-site.ts';

export interface WebAppOptions extends SiteOptions {
  readonly health: () => HealthReport;
  /** Told, in a developer's words, what went wrong while a page was made. */
  readonly onTrouble?: (cause: unknown) => void;
}

/** Their names change with their content. */
const ASSET_CACHING: Caching = { maxAgeS: 31_536_000, staleS: 0 };

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
  const site = new TimetableSite(options, assets);
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
    return site.feed(context, asId<SeriesId>(seriesId));
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
    return site.notReady(context);
  });
  return app;
}
