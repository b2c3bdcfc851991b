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
  const timeOf = createTimes(format);
  let days = '';
  let day = { key: '', name: '', items: '' };
  for (const [index, session] of sessions.entries()) {
    if (index > 0 && index % SESSIONS_IN_A_TURN === 0) await nextTurn();
    const key = format.dayKey(session.startsAtMs);
    if (key !== day.key) {
      if (day.key !== '') days += await daySection(day);
      day = { key, name: format.day(session.startsAtMs), items: '' };
    }
    day.items += await sessionItem(session, timeOf, words);
  }
  return day.key === '' ? '' : days + (await daySection(day));
}

interface Day {
  /** `2026-12-01`. */
  readonly key: string;
  readonly name: string;
  /** As markup. */
  readonly items: string;
}

function daySection({ key, name, items }: Day): Html {
  const id = `day-${key}`;
  return html`<section class="day" aria-labelledby="${id}">
    <h2 id="${id}"><time datetime="${key}">${name}</time></h2>
    <ul>
      ${raw(items)}
    </ul>
  </section>`;
}

function sessionItem(
  session: PublicSession,
  timeOf: (atMs: number) => Html,
  words: PageTexts,
): Html {
  const { cancelled, isMoved } = session;
  const name = oneLine(session.seriesName);
  const description = oneLine(session.description);
  const note = cancelled ? words.cancelled() : isMoved ? words.moved() : '';
  return html`<li class="session${cancelled ? ' cancelled' : ''}" id="${session.id}">
    <p class="when">${timeOf(session.startsAtMs)} – ${timeOf(session.endsAtMs)}</p>
    <h3 dir="auto">${cancelled ? html`<s>${name}</s>` : name}</h3>
    <p class="where">${words.room({ roomName: oneLine(session.roomName) })}</p>
    ${description === '' ? '' : html`<p class="about" dir="auto">${description}</p>`}${note === '' ? '' : html`<p class="note">${note}</p>`}
  </li>`;
}

/** Many sessions begin and end at the same moments, and a moment takes long to put into words. */
function createTimes(format: DayFormat): (atMs: number) => Html {
  const made = new Map<number, Html>();
  return (atMs) => {
    const known = made.get(atMs);
    if (known) return known;
    const iso = new Date(atMs).toISOString();
    const time = html`<time datetime="${iso}">${format.time(atMs)}</time>`;
    made.set(atMs, time);
    return time;
  };
}
