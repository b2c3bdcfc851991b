/** What SoundCloud tells every site that shows one of its pages: whose it is, and its number. */
import { readAccount, type PageAddress } from '../../domain/sound-cloud.ts';
import type { PageFaultCode } from '../../domain/page-fault.ts';
import { askOnce, type Asking } from './one-request.ts';
import { faultOfStatus } from './status-fault.ts';

export type EmbedAnswer =
  | {
      readonly ok: true;
      /** Decimal digits. */
      readonly trackId: string;
      /** As it stands in the account's address. */
      readonly user: string;
      /** The account's name, as people read it. */
      readonly author: string;
    }
  | { readonly ok: false; readonly why: PageFaultCode; readonly cause: unknown };

/** https://developers.soundcloud.com/docs/oembed: no key is asked for. */
export async function askEmbed(page: PageAddress, asking: Asking): Promise<EmbedAnswer> {
  const address = new URL('https://soundcloud.com/oembed?format=json');
  address.searchParams.set('url', page.address);
  const answer = await askOnce(address, asking);
  if (answer.kind === 'failed') return { ok: false, why: answer.why, cause: answer.cause };
  const { status, body, location } = answer;
  if (status >= 300 && status < 400) return failed('ELSEWHERE', `it leads on to ${location}`);
  if (status !== 200) return failed(faultOfStatus(status), `status ${status}`);
  return readEmbed(body);
}

function readEmbed(body: string): EmbedAnswer {
  let told: unknown;
  try {
    told = JSON.parse(body);
  } catch (cause) {
    return { ok: false, why: 'UNREADABLE', cause };
  }
  if (typeof told !== 'object' || told === null) return failed('UNREADABLE', 'no object');
  const { author_url: authorUrl, author_name: author, html } = told as Record<string, unknown>;
  if (typeof authorUrl !== 'string' || typeof author !== 'string' || typeof html !== 'string') {
    return failed('UNREADABLE', 'a field is missing');
  }
  const shown = shownIn(html);
  const user = readAccount(authorUrl);
  if (shown === null || user === null) return failed('UNREADABLE', 'no player in it');
  if (shown.kind === 'users') return failed('USER_PAGE', 'an account');
  if (shown.kind !== 'tracks') return failed('PLAYLIST', shown.kind);
  return { ok: true, trackId: shown.id, user, author };
}

/** The player's frame names what it plays by kind and number, plain or as a URN. */
function shownIn(html: string): { readonly kind: string; readonly id: string } | null {
  const source = /<iframe\b[^>]*\ssrc="([^"]{1,2000})"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  if (source === undefined || !URL.canParse(source)) return null;
  const player = new URL(source);
  const played = player.searchParams.get('url') ?? '';
  if (player.host !== 'w.soundcloud.com' || !URL.canParse(played)) return null;
  const { host, pathname } = new URL(played);
  if (host !== 'api.soundcloud.com') return null;
  const found =
    /^\/(tracks|playlists|users)\/(?:soundcloud(?::|%3A)\w+(?::|%3A))?(\d{1,20})$/i.exec(pathname);
  const [, kind, id] = found ?? [];
  return kind === undefined || id === undefined ? null : { kind, id };
}

function failed(why: PageFaultCode, text: string): EmbedAnswer {
  return { ok: false, why, cause: new Error(`oEmbed: ${text}.`) };
}
