/** What stands for a sound until it is opened. */
import { join } from 'node:path';
import type { AudioRef } from '../app/ports.ts';
import type { AllowlistEntry } from '../domain/playback.ts';
import type { ListedFile } from './manifests.ts';

/** Of a file that a manifest lists. */
export function refOf(
  id: string,
  folder: string,
  listed: ListedFile,
  sentences: AudioRef['sentences'] = [],
): AudioRef {
  const { sha256, durationMs } = listed;
  return { id, path: join(folder, listed.file), sha256, durationMs, sentences, recordingId: null };
}

/** Of a recording on the approved list, whose prepared file is there. */
export function recordingRef(entry: AllowlistEntry, path: string): AudioRef {
  const { sha256, lengthMs: durationMs } = entry;
  const id = `recording/${entry.id}`;
  return { id, path, sha256, durationMs, sentences: [], recordingId: entry.id };
}
