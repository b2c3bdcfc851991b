/** What every page has around its own words. */
import { html, raw } from 'hono/html';
import type { PageTexts } from '../texts/page-texts.ts';
import { addressesOf, type Addresses } from './addresses.ts';
import type { Assets } from './assets.ts';
import { PAGE_LANGUAGES, wordsOf, type PageLanguage } from './page-language.ts';

/** Safe to stand in a page as it is. */
export type Html = ReturnType<typeof html>;

/** What pages need to know of the place where they are shown. */
export interface PagePlace {
  readonly addresses: Addresses;
  readonly assets: Assets;
  /** An invitation to the community; null when there is none to show. */
  readonly joinUrl: string | null;
}

export function pagePlaceOf(
  publicUrl: string | null,
  joinUrl: string | null,
  assets: Assets,
): PagePlace {
  return { addresses: addressesOf(publicUrl), joinUrl, assets };
}

interface Frame {
  readonly language: PageLanguage;
  readonly title: string;
  /** Null for a page that search engines had better leave out. */
  readonly summary: string | null;
  readonly skip: Html | '';
  readonly body: Html;
  /** Stands at the end of the head. */
  readonly data: Html | '';
  readonly hasScript: boolean;
}

export function framed(frame: Frame, { addresses, assets }: PagePlace): Html {
  const { language } = frame;
  const words = wordsOf(language);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>${frame.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#f4f0ea" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#1b1917" media="(prefers-color-scheme: dark)" />
        ${frame.summary === null ? html`<meta name="robots" content="noindex" />` : links(frame.summary, language, words, addresses)}
        <link rel="icon" href="${addresses.asset(assets.sign)}" type="image/svg+xml" />
        <link rel="stylesheet" href="${addresses.asset(assets.style)}" />
        ${frame.hasScript ? html`<script type="module" src="${addresses.asset(assets.script)}"></script>` : ''}
        ${frame.data}
      </head>
      <body>
        ${frame.skip} ${frame.body}
        <footer>
          <nav aria-label="${words.languages()}">
            <ul>
              ${PAGE_LANGUAGES.map((other) => languageLink(other, language, addresses))}
            </ul>
          </nav>
          <p>${words.privacy()}</p>
        </footer>
      </body>
    </html> `;
}

function links(
  summary: string,
  language: PageLanguage,
  words: PageTexts,
  addresses: Addresses,
): Html {
  return html`<meta name="description" content="${summary}" />
    <link rel="canonical" href="${addresses.page(language)}" />
    ${PAGE_LANGUAGES.map((other) => html`<link rel="alternate" hreflang="${other}" href="${addresses.page(other)}" />`)}
    <link rel="alternate" hreflang="x-default" href="${addresses.anyPage}" />
    <link
      rel="alternate"
      type="text/calendar"
      title="${words.calendarHeading()}"
      href="${addresses.feed(language)}"
    />`;
}

function languageLink(other: PageLanguage, current: PageLanguage, addresses: Addresses): Html {
  const name = wordsOf(other).languageName();
  const isCurrent = other === current ? raw(' aria-current="page"') : '';
  return html`<li>
    <a href="${addresses.page(other)}" hreflang="${other}" lang="${other}" ${isCurrent}>${name}</a>
  </li>`;
}

export type PlainPageName = 'notReady' | 'notFound' | 'notAllowed';

/** A heading, a sentence, and the way back. */
export function plainPage(name: PlainPageName, language: PageLanguage, place: PagePlace): Html {
  const words = wordsOf(language);
  const heading = words[`${name}Heading`]();
  const body = html`<main id="sessions" class="plain">
    <h1>${heading}</h1>
    <p>${words[name]()}</p>
    ${
      name === 'notReady'
        ? ''
        : html`<p>
            <a class="button" href="${place.addresses.page(language)}">${words.backToSessions()}</a>
          </p>`
    }
  </main>`;
  return framed(
    { language, title: heading, summary: null, skip: '', body, data: '', hasScript: false },
    place,
  );
}
