/** What was found out about files, kept so that two hours of sound are not read at every start. */
import type { BigIntStats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type { Clock, FileCheckStore, Log } from '../app/ports.ts';

/**
 * What the file system tells of a file. Equal texts mean that nobody wrote to it: whoever sets the
 * time of change back changes the time of the inode, which nobody can set.
 */
export type Fingerprint = string;

export function fingerprintOf(
  stat: Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs'>,
): Fingerprint {
  return [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(':');
}

/** Of a path, which may be a link. Rejects when nothing is there. */
export async function fingerprintAt(path: string): Promise<Fingerprint> {
  return fingerprintOf(await lstat(path, { bigint: true }));
}

export interface FileChecks {
  /**
   * How the file of this hash looked when it was last found right; null when it never was. A thread
   * without a database has to ask another.
   */
  fingerprint(sha256: string): Fingerprint | null | Promise<Fingerprint | null>;
  save(sha256: string, fingerprint: Fingerprint): void;
}

/** Forgets with the process, so that each start reads every file. */
export function checksInMemory(): FileChecks {
  const fingerprintBySha256 = new Map<string, Fingerprint>();
  return {
    fingerprint: (sha256) => fingerprintBySha256.get(sha256) ?? null,
    save: (sha256, fingerprint) => void fingerprintBySha256.set(sha256, fingerprint),
  };
}

/** A check that can't be kept costs another reading, and no sound waits for it. */
export function checksInStore(
  store: FileCheckStore,
  { clock, log }: { readonly clock: Pick<Clock, 'nowMs'>; readonly log: Log },
): FileChecks {
  return {
    fingerprint: (sha256) => store.fingerprint(sha256),
    save(sha256, fingerprint) {
      try {
        store.save(sha256, fingerprint, clock.nowMs());
      } catch (err) {
        log.warn({ sha256, err }, 'what was found out about a file is not kept');
      }
    },
  };
}
