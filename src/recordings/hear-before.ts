import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { AudioLibrary } from '../app/ports.ts';
import type { HeardBefore } from '../app/recordings.ts';
import type { AllowlistEntry } from '../domain/playback.ts';

/** Discord takes files of 10 MB from a bot, where the server has no boosts. */
const LARGEST_BYTES = 10_000_000;

/**
 * The prepared file of a recording, for whoever is to vouch for it. What is not byte for byte
 * what the entry says is `missing`: nobody is to approve one sound after hearing another.
 */
export async function hearBefore(
  library: Pick<AudioLibrary, 'recording'>,
  entry: AllowlistEntry,
): Promise<HeardBefore> {
  const audio = library.recording(entry);
  if (!audio) return { kind: 'missing' };
  try {
    await using file = await open(audio.path);
    const { size } = await file.stat();
    if (size > LARGEST_BYTES) return { kind: 'tooLarge' };
    const bytes = await file.readFile();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return sha256 === entry.sha256 ? { kind: 'bytes', bytes } : { kind: 'missing' };
  } catch {
    // The file went away since the library saw it; the approver is told that there is none.
    return { kind: 'missing' };
  }
}
