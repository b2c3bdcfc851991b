/**
 * Files of sound, opened only when they are what was approved. A file is hashed once; after that
 * its size, times and inode tell whether it was touched.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { AudioFault } from '../app/audio-fault.ts';

const HASH_BLOCK_BYTES = 262_144;

/** What the file system tells of a file; equal texts mean that nobody wrote to it. */
type Fingerprint = string;

export class AudioFiles {
  private readonly folders: readonly string[];
  private readonly hashByPath = new Map<string, { fingerprint: Fingerprint; sha256: string }>();

  /** @param folders nothing outside of these is ever opened */
  constructor(folders: readonly string[]) {
    this.folders = folders.map((folder) => resolve(folder));
  }

  /** Opens the file if its content has this hash. Rejects with an AudioFault. */
  async open(path: string, sha256: string): Promise<{ handle: FileHandle; size: number }> {
    const handle = await this.openWithin(path);
    try {
      const { size, sha256: found } = await this.hash(handle, path);
      if (found !== sha256) {
        throw new AudioFault('HASH_MISMATCH', `${path} is not what was approved.`);
      }
      return { handle, size };
    } catch (error) {
      await handle.close();
      throw asAudioFault(error, path);
    }
  }

  /** The hash of the file as it is now. Rejects with an AudioFault. */
  async sha256Of(path: string): Promise<string> {
    const handle = await this.openWithin(path);
    try {
      return (await this.hash(handle, path)).sha256;
    } catch (error) {
      throw asAudioFault(error, path);
    } finally {
      await handle.close();
    }
  }

  private async openWithin(path: string): Promise<FileHandle> {
    const absolute = resolve(path);
    const folder = this.folders.find((candidate) => isWithin(candidate, absolute));
    if (folder === undefined) {
      throw new AudioFault('FILE_MISSING', `${path} is outside of the folders for sound.`);
    }
    try {
      const straight = join(await realpath(folder), relative(folder, absolute));
      if ((await realpath(absolute)) !== straight) {
        throw new AudioFault('FILE_MISSING', `${path} is reached through a symbolic link.`);
      }
      // A link that is put there after the check is refused by the system itself.
      return await open(absolute, constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      throw asAudioFault(error, path);
    }
  }

  /** All of it goes through the open handle, so that a file exchanged meanwhile is not believed. */
  private async hash(handle: FileHandle, path: string): Promise<{ size: number; sha256: string }> {
    const stat = await handle.stat({ bigint: true });
    if (!stat.isFile()) throw new AudioFault('FILE_MISSING', `${path} is not a file.`);
    const fingerprint = [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(':');
    const size = Number(stat.size);
    const known = this.hashByPath.get(path);
    if (known?.fingerprint === fingerprint) return { size, sha256: known.sha256 };
    const sha256 = await sha256OfContent(handle);
    this.hashByPath.set(path, { fingerprint, sha256 });
    return { size, sha256 };
  }
}

async function sha256OfContent(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(HASH_BLOCK_BYTES);
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(block, 0, block.length, position);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(block.subarray(0, bytesRead));
    position += bytesRead;
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way.split(/[/\\]/)[0] !== '..' && !isAbsolute(way);
}

function asAudioFault(error: unknown, path: string): AudioFault {
  if (error instanceof AudioFault) return error;
  return new AudioFault('FILE_MISSING', `${path} can not be opened.`, { cause: error });
}
