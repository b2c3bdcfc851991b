/** What a recording is found by, while somebody types. */
import type { AllowlistEntry } from '../src/domain/playback.ts';
import { folded, type Findable } from './search.ts';

/** Entries stay the same objects until the list is changed, so each is folded once and not at every key. */
const foldedByEntry = new WeakMap<AllowlistEntry, string>();

export function findableRecording(
  recording: AllowlistEntry,
  isPreferred: boolean,
): Findable<AllowlistEntry> {
  let text = foldedByEntry.get(recording);
  if (text === undefined) {
    text = folded(`${recording.title} ${recording.speaker}`);
    foldedByEntry.set(recording, text);
  }
  return { item: recording, text, isFolded: true, isPreferred };
}
