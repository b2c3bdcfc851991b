/** What coordinators are told of the pages that prove where recordings belong. */
import type { PageChange, PageCheck } from '../domain/sound-cloud.ts';

export interface SoundCloudTexts {
  /** An approval has ended, because its page is not the one that was pinned. */
  readonly changed: (p: { readonly title: string; readonly change: PageChange }) => string;
  /** What came of looking at a recording's page now. */
  readonly checked: (p: { readonly title: string; readonly check: PageCheck }) => string;
}
