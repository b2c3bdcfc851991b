/** How the words about pages are put together, alike in every language. */
import type { PageFaultCode } from '../../domain/page-fault.ts';
import type { PageChange } from '../../domain/sound-cloud.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { plainName } from '../plain.ts';
import type { SoundCloudTexts } from '../sound-cloud-texts.ts';

/** What is behind that it can't be told now, as far as it helps to know. */
type Trouble = 'waits' | 'silent' | 'noAccount' | 'unclear';

/** Titles come as words that are ready to stand in a sentence. */
export interface SoundCloudWords {
  readonly changes: Readonly<Record<PageChange, (title: string) => string>>;
  /** What follows for an approved recording. */
  readonly notPlayed: string;
  readonly same: (title: string) => string;
  readonly noPage: (title: string) => string;
  readonly goneOnce: (title: string) => string;
  readonly unsettled: Readonly<Record<Trouble, (title: string) => string>>;
  readonly nothingChanged: string;
}

export function createSoundCloud(words: SoundCloudWords): SoundCloudTexts {
  return {
    changed: ({ title, change }) => `${words.changes[change](named(title))} ${words.notPlayed}`,
    checked: ({ title, check }) => {
      switch (check.kind) {
        case 'noPage':
        case 'same':
        case 'goneOnce':
          return words[check.kind](named(title));
        case 'changed':
          return words.changes[check.change](named(title));
        case 'unsettled':
          return `${words.unsettled[troubleOf(check.why)](named(title))} ${words.nothingChanged}`;
        default:
          return unreachable(check);
      }
    },
  };
}

const named = (title: string): string => `**${plainName(title)}**`;

function troubleOf(why: PageFaultCode): Trouble {
  switch (why) {
    case 'RATE_LIMITED':
    case 'RESTING':
      return 'waits';
    case 'NETWORK':
    case 'TIMEOUT':
    case 'CRASHED':
      return 'silent';
    case 'NO_ACCOUNT':
      return 'noAccount';
    default:
      return 'unclear';
  }
}
