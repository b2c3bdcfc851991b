/**
 * The folder of prepared recordings, each named by its hash. A file is there whole or not at all:
 * it is written under another name, which nothing lists, and moved when it is on the disk.
 */
import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fingerprintAt, type Fingerprint } from './file-checks.ts';
import { seekIndexPath, writeSeekIndex, type SeekEntries } from './seek-index.ts';

const BEGUN = /^\.preparing-[0-9a-f-]{36}$/;
/** A recording, or the index beside it. */
const PREPARED = /^([0-9a-f]{64})\.(?:opus|seek)$/;
/** Longer than anything takes to be prepared. */
const ORPHAN_AGE_MS = 3_600_000;

/** A file that is being written. */
export interface BegunFile {
  readonly path: string;
  /** Writes all of it. Rejects when there is no room, and when it becomes longer than that. */
  fill(content: Readable, maxBytes: number): Promise<void>;
  /** Of what was written so far, lower-case hex. */
  sha256(): string;
  /**
   * Puts it on the disk under the name of its hash, or leaves the one that stands there already.
   * @param seekEntries where each ten seconds begin, to be kept beside it
   */
  keep(nowMs: number, seekEntries?: SeekEntries): Promise<KeptFile>;
  /** Takes it away, whatever has become of it, unless it was kept. */
  drop(): Promise<void>;
}

export interface KeptFile {
  readonly path: string;
  readonly sha256: string;
  /** How the file system describes it now that it was found right. */
  readonly fingerprint: Fingerprint;
  /** The same had been prepared before. */
  readonly wasThere: boolean;
}

export function preparedPath(folder: string, sha256: string): string {
  return join(folder, `${sha256}.opus`);
}

/** Rejects when the folder can not be written to. */
export async function beginFile(folder: string): Promise<BegunFile> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `.preparing-${randomUUID()}`);
  const handle = await open(path, 'wx', 0o644);
  const hash = createHash('sha256');
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  return {
    path,
    async fill(content, maxBytes) {
      let written = 0;
      for await (const chunk of content as AsyncIterable<Buffer>) {
        written += chunk.length;
        if (written > maxBytes) throw new Error(`${path} would be over ${maxBytes} bytes.`);
        hash.update(chunk);
        await handle.writeFile(chunk);
      }
    },
    sha256: () => hash.copy().digest('hex'),
    async keep(nowMs, seekEntries = []) {
      await handle.sync();
      await close();
      const sha256 = hash.digest('hex');
      const kept = preparedPath(folder, sha256);
      const wasThere = await isFileOf(kept, sha256);
      if (wasThere) {
        // From now on it is as young as one that was just made, so that no sweep takes it.
        await utimes(kept, nowMs / 1000, nowMs / 1000);
        await rm(path);
      } else {
        await utimes(path, nowMs / 1000, nowMs / 1000);
        await rename(path, kept);
      }
      const beside = seekIndexPath(kept);
      if (seekEntries.length > 0 && beside !== null) {
        // It only saves time: a recording without one is played all the same.
        await writeSeekIndex(beside, sha256, seekEntries).catch(() => undefined);
      }
      await syncFolder(folder);
      return { path: kept, sha256, wasThere, fingerprint: await fingerprintAt(kept) };
    },
    async drop() {
      await close();
      await rm(path, { force: true });
    },
  };
}

/** A name is no proof: what stands there may have been changed. */
async function isFileOf(path: string, sha256: string): Promise<boolean> {
  return (await sha256OfFile(path).catch(() => null)) === sha256;
}

/** Rejects when it can not be read. A link is not followed. */
export async function sha256OfFile(path: string): Promise<string> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  const hash = createHash('sha256');
  for await (const chunk of handle.createReadStream()) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Without this a cut could forget the new name. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export interface SweepOptions {
  readonly folder: string;
  readonly nowMs: number;
  /** Of every prepared file that any guild's list names; null keeps all prepared files. */
  readonly named: ReadonlySet<string> | null;
}

/**
 * Removes what a cut has left, once it is an hour old: files that were being written, and prepared
 * ones that nothing names. Anything else in the folder is somebody's, and stays. Gives the names.
 */
export async function sweepOrphans({ folder, nowMs, named }: SweepOptions): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const swept: string[] = [];
  for (const name of names) {
    const sha256 = PREPARED.exec(name)?.[1];
    const isOrphan = sha256 === undefined ? BEGUN.test(name) : named?.has(sha256) === false;
    if (!isOrphan) continue;
    const path = join(folder, name);
    // Another process may have taken it away since the folder was read.
    const found = await stat(path).catch(() => null);
    if (found === null || nowMs - found.mtimeMs < ORPHAN_AGE_MS) continue;
    await rm(path, { force: true });
    swept.push(name);
  }
  return swept;
}
