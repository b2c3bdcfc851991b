/** What can go wrong at SoundCloud, as tests switch it on. */

/** Where a request is for: each is one kind of address. */
export type Stage =
  /** `soundcloud.com/`, with the scripts that the client id is in. */
  | 'home'
  /** Those scripts. */
  | 'script'
  | 'oEmbed'
  /** `soundcloud.com/<user>/<slug>`, for people. */
  | 'page'
  /** `api-v2.soundcloud.com/resolve` and `/tracks/<id>`. */
  | 'api'
  /** Where a signed address is given for a transcoding. */
  | 'media'
  | 'playlist'
  /** Pieces of sound, the init piece included. */
  | 'segment';

/** Pieces are counted from 0; the init piece is none of them. */
export type Failure =
  /** An answer with this status and a few words, at these stages. */
  | { readonly kind: 'status'; readonly at: readonly Stage[]; readonly status: number }
  /** The page is no longer there, for any that asks. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'rateLimited' }
  /** Signed addresses are not accepted from the start. */
  | { readonly kind: 'forbidden' }
  /** A signed address gives this many pieces, and then is not accepted any more; a new one is. */
  | { readonly kind: 'addressExpires'; readonly afterSegments: number }
  /** The error of the content network instead of a piece, with the status that it has or with 200. */
  | { readonly kind: 'errorXml'; readonly segment: number; readonly status: 200 | 403 }
  /** Half of the piece comes, and then nothing, for ever. */
  | { readonly kind: 'stalls'; readonly segment: number }
  /** The connection is closed in the middle of the piece. */
  | { readonly kind: 'cutShort'; readonly segment: number }
  /** The piece is whole by its stated length, and half of what it should be. */
  | { readonly kind: 'truncated'; readonly segment: number }
  /** Something else than sound, that says it is sound. */
  | { readonly kind: 'noise'; readonly segment: number }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  | { readonly kind: 'redirects'; readonly at: Stage; readonly to: string }
  | { readonly kind: 'htmlForJson' }
  /** Only the first 30 s are handed out. */
  | { readonly kind: 'previewOnly' }
  /** Only encrypted transcodings are listed. */
  | { readonly kind: 'encryptedOnly' }
  | { readonly kind: 'ownerChanged'; readonly userId: number; readonly user: string }
  | { readonly kind: 'trackReplaced'; readonly id: number }
  | { readonly kind: 'durationChanged'; readonly durationMs: number }
  /** The connection is reset instead of an answer. */
  | { readonly kind: 'reset'; readonly at: readonly Stage[] }
  /** No TLS handshake is ever finished. */
  | { readonly kind: 'noHandshake' }
  /** The request is taken and never answered. */
  | { readonly kind: 'silent'; readonly at: readonly Stage[] };

export type Failures = readonly Failure[];

export function failureOf<Kind extends Failure['kind']>(
  failures: Failures,
  kind: Kind,
): Extract<Failure, { kind: Kind }> | null {
  const isWanted = (failure: Failure): failure is Extract<Failure, { kind: Kind }> =>
    failure.kind === kind;
  return failures.find(isWanted) ?? null;
}
