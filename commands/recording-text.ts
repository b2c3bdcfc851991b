/** What a recording is found by, while somebody types. */
import type { AllowlistEntry } from '../src/domain/playback.ts';
import { folded, type Findable } from './search.ts';

/** Entries stay the same objects until the list is changed, so each is folded once and not at every key. */
const foldedByEntry = new WeakMap<AllowlistEntry, string>();

export function findableRecording(
  recording: AllowlistEntry,
  isPreferred: boolean,
): Findable<AllowlistEntry> {
  const text = `${recording.title} ${recording.speaker}`;
  const known = foldedByEntry.get(recording) ?? folded(text);
  foldedByEntry.set(recording, known);
  return { item: recording, text, isPreferred, folded: known };
}
