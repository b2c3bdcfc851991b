/** The public page and its calendar feed over the bot of a stage, as anybody reads them. */
import { readPublicTimetable } from '../../src/public-reading.ts';
import { startWebServer } from '../../src/web/web-server.ts';
import { parsers } from '../web/two-parsers.ts';
import { PUBLIC_URL, type Stage } from './stage.ts';

/** A session as the page and the feed have it. */
export interface PublicView {
  /** When it begins by the page; null when it is not on it. */
  readonly pageAtMs: number | null;
  readonly isStruck: boolean;
  /** One for each of two parsers: when it begins, and what the calendar is told of it. */
  readonly feeds: readonly (
    { readonly startsAtMs: number; readonly sequence: number; readonly status: string } | undefined
  )[];
}

export async function openPublicPage(stage: Stage) {
  const { bot, guildId, clock } = stage;
  const nowMs = (): number => clock.nowMs();
  const timetable = readPublicTimetable({
    store: bot.store,
    guildId,
    nowMs,
    communityName: 'Practice community',
  });
  const server = await startWebServer({
    port: 0,
    publicUrl: PUBLIC_URL,
    joinUrl: null,
    health: () => ({ isReady: true, reasons: [] }),
    nowMs,
    timetable: () => timetable,
    onTrouble(cause) {
      throw new Error('The page could not be made.', { cause });
    },
  });
  const textAt = async (path: string): Promise<string> =>
    (await fetch(new URL(path, server.url))).text();

  return {
    async view(sessionId: string): Promise<PublicView> {
      const [html, feed] = await Promise.all([textAt('en'), textAt('calendar.ics')]);
      const card = cardOf(html, sessionId);
      const startsAt = /<time datetime="([^"]+)"/.exec(card)?.[1];
      return {
        pageAtMs: startsAt === undefined ? null : Date.parse(startsAt),
        isStruck: /^<li class="[^"]*cancelled/.test(card),
        feeds: parsers.map(([, read]) => {
          const event = read(feed).find(({ uid }) => uid === `${sessionId}@bellkeeper`);
          if (!event) return undefined;
          const { startsAtMs, sequence, status } = event;
          return { startsAtMs, sequence, status };
        }),
      };
    },
    html: () => textAt('en'),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** The part of the page that is about one session; empty when none is. */
function cardOf(html: string, sessionId: string): string {
  const at = html.indexOf(`id="${sessionId}"`);
  if (at === -1) return '';
  return html.slice(html.lastIndexOf('<li', at), html.indexOf('</li>', at));
}
