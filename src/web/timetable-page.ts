/** The public page: the sessions of the next four weeks, how to join, and the calendar. */
import { html, raw } from 'hono/html';
import type { SeriesId } from '../domain/identity.ts';
import type { PageTexts } from '../texts/page-texts.ts';
import { oneLine } from '../texts/plain.ts';
import { dayFormatOf } from './day-format.ts';
import { framed, type Html, type PagePlace } from './page-frame.ts';
import { placeOf, wordsOf, type PageLanguage } from './page-language.ts';
import type { PublicSession, PublicTimetable } from './public-timetable.ts';
import { sessionList } from './session-list.ts';
import { structuredData } from './structured-data.ts';

const HOUR_MS = 3_600_000;
const AHEAD_MS = 28 * 24 * HOUR_MS;
/** The longest session; one that goes on is shown until the hour in which it ends. */
const LONGEST_MS = 6 * HOUR_MS;

/** The sessions of the page, without those that had ended by `fromMs`. */
export function pageSessions(timetable: PublicTimetable, fromMs: number): readonly PublicSession[] {
  return timetable
    .sessionsBetween(fromMs - LONGEST_MS, fromMs + AHEAD_MS)
    .filter(({ endsAtMs }) => endsAtMs > fromMs);
}

export async function timetablePage(
  timetable: PublicTimetable,
  sessions: readonly PublicSession[],
  language: PageLanguage,
  place: PagePlace,
): Promise<string> {
  const words = wordsOf(language);
  const communityName = oneLine(timetable.communityName);
  const list = await sessionList(sessions, dayFormatOf(language, timetable.zone), words);
  const page = framed(
    {
      language,
      title: words.title({ communityName }),
      summary: words.summary({ communityName }),
      skip: html`<a class="skip" href="#sessions">${words.skipToSessions()}</a>`,
      body: html`<header>
          <p class="community" dir="auto">${communityName}</p>
          <h1>${words.heading()}</h1>
          <p class="intro">${words.intro()} ${list === '' ? '' : words.ahead()}</p>
        </header>
        <main class="${list === '' ? 'bare' : 'full'}">
          ${timesOf(list, timetable.zone, language)}
          <div class="more">
            ${joining(words, place)} ${calendar(words, language, sessions, place)}
          </div>
        </main>`,
      data: dataOf(sessions, timetable, language, place),
      hasScript: true,
    },
    place,
  );
  return String(await page);
}

/** The script finds its words in what stands here: it has none of its own. */
function timesOf(list: string, zone: string, language: PageLanguage): Html {
  const words = wordsOf(language);
  const timetable = placeOf(language, zone);
  const gap = '{place}';
  return html`<div
    id="sessions"
    tabindex="-1"
    data-zone="${zone}"
    data-visitor="${words.timesOfVisitor({ place: gap, timetable })}"
    data-same="${words.timesAreTheSame({ place: timetable })}"
    data-time-in="${words.timeIn({ time: '{time}', place: timetable })}"
    data-now="${words.now()}"
  >
    ${
      list === ''
        ? html`<p class="empty">${words.empty()}</p>`
        : html`<p id="zone">${words.timesOfTimetable({ place: timetable })}</p>`
    }
    ${raw(list)}
  </div>`;
}

function joining(words: PageTexts, { joinUrl }: PagePlace): Html {
  return html`<section aria-labelledby="join">
      <h2 id="join">${words.joinHeading()}</h2>
      <ol>
        <li>${words.joinOpen()}</li>
        <li>${words.joinRoom()}</li>
        <li>${words.joinFreely()}</li>
      </ol>
      ${
        joinUrl === null
          ? ''
          : html`<p><a class="button" href="${joinUrl}">${words.joinLink()}</a></p>`
      }
    </section>
    <section aria-labelledby="no-teacher">
      <h2 id="no-teacher">${words.noTeacherHeading()}</h2>
      <p>${words.noTeacher()}</p>
    </section>`;
}

function calendar(
  words: PageTexts,
  language: PageLanguage,
  sessions: readonly PublicSession[],
  { addresses }: PagePlace,
): Html {
  const address = addresses.feed(language);
  const link = (words: string, seriesId?: SeriesId, look = ''): Html => {
    const href = addresses.subscription(language, seriesId) ?? addresses.feed(language, seriesId);
    return html`<a class="${look}" href="${href}" dir="auto">${words}</a>`;
  };
  const nameById = new Map(sessions.map(({ seriesId, seriesName }) => [seriesId, seriesName]));
  const series = [...nameById].toSorted(([, a], [, b]) => a.localeCompare(b, language));
  return html`<section aria-labelledby="calendar">
    <h2 id="calendar">${words.calendarHeading()}</h2>
    <p>${words.calendar()}</p>
    <p>${link(words.calendarLink(), undefined, 'button')}</p>
    ${
      addresses.areWhole
        ? html`<p class="address">
            ${words.calendarAddress()} <a href="${address}"><code>${address}</code></a>
          </p>`
        : ''
    }
    ${
      series.length < 2
        ? ''
        : html`<details>
            <summary>${words.oneSeries()}</summary>
            <ul>
              ${series.map(([seriesId, name]) => html`<li>${link(oneLine(name), seriesId)}</li>`)}
            </ul>
          </details>`
    }
  </section>`;
}

function dataOf(
  sessions: readonly PublicSession[],
  timetable: PublicTimetable,
  language: PageLanguage,
  { addresses, joinUrl }: PagePlace,
): Html | '' {
  const pageUrl = addresses.page(language);
  // Search engines take no address without its host.
  if (!addresses.areWhole || sessions.length === 0) return '';
  const data = structuredData(sessions, timetable, { pageUrl, joinUrl: joinUrl ?? pageUrl });
  return html`<script type="application/ld+json">
    ${raw(data)}
  </script>`;
}
