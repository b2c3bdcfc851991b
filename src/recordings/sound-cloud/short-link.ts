import type { PageFaultCode } from '../../domain/page-fault.ts';
import { readAddress, readShortLink, type PageAddress } from '../../domain/sound-cloud.ts';
import { askOnce, type Asking } from './one-request.ts';

const MOST_HOPS = 3;

export type LinkEnd =
  | ({ readonly ok: true } & PageAddress)
  | { readonly ok: false; readonly why: PageFaultCode; readonly cause: unknown };

/**
 * Where a link at on.soundcloud.com leads, step by step: each step is either another such link or
 * the page itself, and nobody else is asked.
 */
export async function followShortLink(link: string, asking: Asking): Promise<LinkEnd> {
  let next = link;
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    const answer = await askOnce(new URL(next), asking);
    if (answer.kind === 'failed') return { ok: false, why: answer.why, cause: answer.cause };
    const { status, location } = answer;
    if (status === 404 || status === 410) return failed('GONE', `status ${status}`);
    if (status === 429) return failed('RATE_LIMITED', `status ${status}`);
    if (status < 300 || status >= 400 || location === null) {
      return failed(status >= 500 ? 'NETWORK' : 'SHORT_LINK', `status ${status}`);
    }
    const page = readAddress(location);
    if (page.ok) return page;
    const further = readShortLink(location);
    if (further === null) {
      const isElsewhere = page.why === 'OTHER_SITE' || page.why === 'NOT_HTTPS';
      return failed(isElsewhere ? 'ELSEWHERE' : page.why, 'it leads to no page');
    }
    next = further;
  }
  return failed('SHORT_LINK', 'it leads on and on');
}

function failed(why: PageFaultCode, text: string): LinkEnd {
  return { ok: false, why, cause: new Error(`A short link: ${text}.`) };
}
