/** Addresses and pages on SoundCloud, as plain data: which are one recording's, and which are the same. */
import type { AddressFaultCode, PageFaultCode } from './page-fault.ts';

/** A page on SoundCloud, pinned: a permalink can change hands, these together can not. */
export interface SoundCloudPage {
  /** Canonical: `https://soundcloud.com/<user>/<slug>`, nothing after it. */
  readonly address: string;
  /** Decimal digits, as SoundCloud numbers its tracks. */
  readonly trackId: string;
  /** Decimal digits, of the account that the track belongs to. */
  readonly userId: string;
  readonly durationMs: number;
}

export interface PageAddress {
  /** `https://soundcloud.com/<user>/<slug>` */
  readonly address: string;
  readonly user: string;
  readonly slug: string;
}

export type AddressReading =
  ({ readonly ok: true } & PageAddress) | { readonly ok: false; readonly why: AddressFaultCode };

const SITE = 'https://soundcloud.com';
/** The same pages under other names. */
const HOSTS = ['soundcloud.com', 'www.soundcloud.com', 'm.soundcloud.com'];
const SHORT_HOST = 'on.soundcloud.com';
/** SoundCloud's names and slugs; nothing in them is ever encoded. */
const NAME = /^[a-z0-9_-]{1,255}$/;
/** What stands where an account's name does and is none. */
const NO_USERS = new Set(
  (
    'charts discover feed imprint jobs library likes login logout messages mobile notifications ' +
    'oembed pages people player popular press search settings signin signup stations stream tags ' +
    'terms-of-use tracks upload you'
  ).split(' '),
);
/** Views of an account that stand where a recording's slug does. */
const USER_VIEWS = new Set(
  (
    'albums comments followers following groups likes popular-tracks reposts spotlight toptracks ' +
    'tracks'
  ).split(' '),
);

/**
 * Reads what a person copied. What follows the slug (where it was shared, from which list it was
 * opened) is left away; an address that could mean anything else than one public page is not taken.
 */
export function readAddress(text: string): AddressReading {
  const parts = splitAddress(text);
  if (typeof parts === 'string') return { ok: false, why: parts };
  if (parts.host === SHORT_HOST) return { ok: false, why: 'SHORT_LINK' };
  const names = namesIn(parts.path);
  if (names === null || names.length === 0) return { ok: false, why: 'BAD_ADDRESS' };
  const [user = '', slug, ...rest] = names;
  if (NO_USERS.has(user)) return { ok: false, why: 'BAD_ADDRESS' };
  if (slug === 'sets') return { ok: false, why: 'PLAYLIST' };
  if (slug === undefined || USER_VIEWS.has(slug)) return { ok: false, why: 'USER_PAGE' };
  if (/[?&]secret_token=/i.test(parts.query) || isSecret(rest)) {
    return { ok: false, why: 'SECRET_LINK' };
  }
  if (rest.length > 0) return { ok: false, why: 'BAD_ADDRESS' };
  return { ok: true, address: `${SITE}/${user}/${slug}`, user, slug };
}

/** `https://on.soundcloud.com/<code>`; null for anything else. */
export function readShortLink(text: string): string | null {
  const parts = splitAddress(text);
  if (typeof parts === 'string' || parts.host !== SHORT_HOST) return null;
  const code = /^\/([A-Za-z0-9]{1,64})\/?$/.exec(parts.path)?.[1];
  return code === undefined ? null : `https://${SHORT_HOST}/${code}`;
}

/** The name in `https://soundcloud.com/<user>`; null for anything else. */
export function readAccount(text: string): string | null {
  const parts = splitAddress(text);
  if (typeof parts === 'string' || !HOSTS.includes(parts.host)) return null;
  const names = namesIn(parts.path) ?? [];
  const [user] = names;
  return user === undefined || names.length !== 1 || NO_USERS.has(user) ? null : user;
}

/** Whether both are addresses of one and the same page. */
export function samePage(a: string, b: string): boolean {
  const [first, second] = [readAddress(a), readAddress(b)];
  return first.ok && second.ok && first.address === second.address;
}

interface AddressParts {
  /** One of SoundCloud's, in lower case. */
  readonly host: string;
  /** Begins with a slash. */
  readonly path: string;
  readonly query: string;
}

/**
 * By the characters as they stand: a URL parser would turn look-alike letters, backslashes and
 * dots into something harmless, and hide what was written.
 */
function splitAddress(text: string): AddressParts | AddressFaultCode {
  const written = text.trim().replace(/^<(.*)>$/s, '$1');
  const found = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)(\/[^?#]*)?(\?[^#]*)?(?:#.*)?$/i.exec(written);
  if (found === null || written.length > 2_000 || /[\s\\\p{C}]/u.test(written)) {
    return 'BAD_ADDRESS';
  }
  const [, scheme = '', authority = '', path = '/', query = ''] = found;
  const host = authority.toLowerCase();
  if (host.includes('@')) return 'BAD_ADDRESS';
  const isKnown = HOSTS.includes(host) || host === SHORT_HOST;
  if (!isKnown) return /:\d*$/.test(host) && isOurs(host) ? 'BAD_ADDRESS' : 'OTHER_SITE';
  if (scheme.toLowerCase() === 'http') return 'NOT_HTTPS';
  return scheme.toLowerCase() === 'https' ? { host, path, query } : 'BAD_ADDRESS';
}

function isOurs(hostAndPort: string): boolean {
  const host = hostAndPort.replace(/:\d*$/, '');
  return HOSTS.includes(host) || host === SHORT_HOST;
}

/** Null when one of them is not a name. A slash at the end says nothing. */
function namesIn(path: string): string[] | null {
  const names = path.toLowerCase().replace(/\/$/, '').split('/').slice(1);
  return names.every((name) => NAME.test(name)) ? names : null;
}

function isSecret(rest: readonly string[]): boolean {
  return rest.length === 1 && /^s-[a-z0-9]+$/.test(rest[0] ?? '');
}

// ---- a page that was looked at again ------------------------------------------

/** What is no longer as it was pinned. */
export type PageChange =
  /** It belongs to another account. */
  | 'OWNER'
  /** Another recording stands at its address. */
  | 'TRACK'
  /** It lasts longer or shorter: its sound was replaced. */
  | 'DURATION'
  /** It was not there, twice in a row. */
  | 'GONE';

/** What came of looking again. */
export type PageCheck =
  /** The recording has no page. */
  | { readonly kind: 'noPage' }
  | { readonly kind: 'same' }
  /** It was not there, for the first time: it is looked for once more before that counts. */
  | { readonly kind: 'goneOnce' }
  | { readonly kind: 'changed'; readonly change: PageChange }
  /** It could not be told, and so changes nothing. */
  | { readonly kind: 'unsettled'; readonly why: PageFaultCode };

/** A new encoding may differ by a few frames; another sound by more. */
const SAME_DURATION_MS = 1_000;

/** Null when it is the page that was pinned. */
export function pageChange(pinned: SoundCloudPage, seen: SoundCloudPage): PageChange | null {
  if (seen.userId !== pinned.userId) return 'OWNER';
  if (seen.trackId !== pinned.trackId || !samePage(seen.address, pinned.address)) return 'TRACK';
  const differsByMs = Math.abs(seen.durationMs - pinned.durationMs);
  return differsByMs > SAME_DURATION_MS ? 'DURATION' : null;
}
