/** What the app asks of SoundCloud: whose a page is, and whether it is still the same one. */
import type { SoundCloudPage } from '../domain/sound-cloud.ts';

/** Why a page proves nothing: each has its own answer. */
export type PageFaultCode =
  /** Not the address of one recording on SoundCloud. */
  | 'BAD_ADDRESS'
  /** A list of recordings. */
  | 'PLAYLIST'
  /** An account, and no recording of it. */
  | 'USER_PAGE'
  /** A private page, whose address is the key to it. */
  | 'SECRET_LINK'
  /** An address at on.soundcloud.com, which leads to any other. */
  | 'SHORT_LINK'
  /** It belongs to another account than the approved one. */
  | 'WRONG_ACCOUNT'
  /** The settings name no approved account. */
  | 'NO_ACCOUNT'
  /** There is no such page, or no more. */
  | 'GONE'
  /** Only its first seconds are given to those who listen. */
  | 'PREVIEW_ONLY'
  /** Protected against being played elsewhere. */
  | 'DRM'
  | 'RATE_LIMITED'
  | 'NETWORK'
  | 'TIMEOUT'
  /** What came is not what SoundCloud has been known to answer. */
  | 'UNREADABLE'
  /** The two ways to ask do not tell of the same recording. */
  | 'DISAGREES'
  /** After three failures in a row SoundCloud is left alone for a while. */
  | 'RESTING';

export type PageLookUp =
  | {
      readonly ok: true;
      readonly page: SoundCloudPage;
      /** As the page has it; it was written by whoever put it there. */
      readonly title: string;
      /** The account's name, as people read it. */
      readonly author: string;
    }
  | { readonly ok: false; readonly why: PageFaultCode };

export interface Pages {
  /**
   * Asks SoundCloud, twice and in two ways, whose the page is. Takes up to half a minute and
   * never rejects; one page at a time, so that whoever asks meanwhile waits for their turn.
   * @param address as a person wrote it
   */
  lookUp(address: string): Promise<PageLookUp>;
}
