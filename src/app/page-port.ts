/** What the app asks of SoundCloud: whose a page is, and whether it is still the same one. */
import type { PageFaultCode } from '../domain/page-fault.ts';
import type { SoundCloudPage } from '../domain/sound-cloud.ts';

export type { PageFaultCode } from '../domain/page-fault.ts';

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
