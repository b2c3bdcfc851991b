/** The prepared files of sentences that are a community's own, checked at once where they are used. */
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import type { AudioRef, OwnSentence } from '../../app/ports.ts';
import { fingerprintOf, type Fingerprint } from '../file-checks.ts';
import { preparedPath } from '../prepared-folder.ts';

/** Five minutes at 96 kbit/s are under 4 MB. */
const LARGEST_BYTES = 16_000_000;

/**
 * Gives what finds a sentence's sound, or null where its file is gone or holds something else. A
 * file is read once, which takes a few milliseconds, and then only when somebody wrote to it.
 */
export function ownSpeechFiles(folder: string): (sentence: OwnSentence) => AudioRef | null {
  const foundBySha256 = new Map<string, { fingerprint: Fingerprint; isRight: boolean }>();

  function isRight(path: string, sha256: string): boolean {
    try {
      const stat = lstatSync(path, { bigint: true });
      const fingerprint = fingerprintOf(stat);
      const known = foundBySha256.get(sha256);
      if (known?.fingerprint === fingerprint) return known.isRight;
      const found = {
        fingerprint,
        isRight: stat.isFile() && stat.size <= LARGEST_BYTES && holds(path, sha256),
      };
      foundBySha256.set(sha256, found);
      return found.isRight;
    } catch {
      // Gone, or nothing that may be read: what ships is spoken in its place.
      return false;
    }
  }

  return ({ language, sentenceId, sha256, lengthMs, spans }) => {
    const path = preparedPath(folder, sha256);
    if (!isRight(path, sha256)) return null;
    return {
      id: `own/${language}/${sentenceId}`,
      path,
      sha256,
      durationMs: lengthMs,
      sentences: spans,
      recordingId: null,
    };
  };
}

function holds(path: string, sha256: string): boolean {
  return createHash('sha256').update(readFileSync(path)).digest('hex') === sha256;
}
