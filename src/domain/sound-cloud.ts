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
