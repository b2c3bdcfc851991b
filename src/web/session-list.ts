/** The sessions of the page, day by day. */
import { html, raw } from 'hono/html';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PageTexts } from '../texts/page-texts.ts';
import { oneLine } from '../texts/plain.ts';
import type { DayFormat } from './day-format.ts';
import type { Html } from './page-frame.ts';
import type { PublicSession } from './public-timetable.ts';

/** So that the bot can send a packet of sound in between: a turn takes about 2 ms. */
const SESSIONS_IN_A_TURN = 100;

/** As markup; the sessions are in order. */
export async function sessionList(
  sessions: readonly PublicSession[],
  format: DayFormat,
  words: PageTexts,
): Promise<string> {
  let days = '';
  let items = '';
  for (const [index, session] of sessions.entries()) {
    if (index > 0 && index % SESSIONS_IN_A_TURN === 0) await nextTurn();
    items += await sessionItem(session, format, words);
    const next = sessions[index + 1];
    const key = format.dayKey(session.startsAtMs);
    if (next && format.dayKey(next.startsAtMs) === key) continue;
    days += await daySection(key, format.day(session.startsAtMs), items);
    items = '';
  }
  return days;
}

/** @param items as markup */
function daySection(key: string, name: string, items: string): Html {
  const id = `day-${key}`;
  return html`<section class="day" aria-labelledby="${id}">
    <h2 id="${id}"><time datetime="${key}">${name}</time></h2>
    <ul>
      ${raw(items)}
    </ul>
  </section>`;
}

function sessionItem(session: PublicSession, format: DayFormat, words: PageTexts): Html {
  const { cancelled, isMoved } = session;
  const name = oneLine(session.seriesName);
  const description = oneLine(session.description);
  const note = cancelled ? words.cancelled() : isMoved ? words.moved() : '';
  return html`<li class="session${cancelled ? ' cancelled' : ''}" id="${session.id}">
    <p class="when">${timeOf(session.startsAtMs, format)} – ${timeOf(session.endsAtMs, format)}</p>
    <h3 dir="auto">${cancelled ? html`<s>${name}</s>` : name}</h3>
    <p class="where">${words.room({ roomName: oneLine(session.roomName) })}</p>
    ${description === '' ? '' : html`<p class="about" dir="auto">${description}</p>`}${note === '' ? '' : html`<p class="note">${note}</p>`}
  </li>`;
}

function timeOf(atMs: number, format: DayFormat): Html {
  return html`<time datetime="${new Date(atMs).toISOString()}">${format.time(atMs)}</time>`;
}
