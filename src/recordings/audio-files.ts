/**
 * Files of sound, opened only when they are what was approved. A file is read whole and hashed
 * once; after that its size, times and inode tell whether anybody wrote to it, also after the next
 * start, and as long as it is played.
 */
import { createHash } from 'node:crypto';
import { constants, fstatSync } from 'node:fs';
import { lstat, open, realpath, type FileHandle } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { AudioFault } from '../app/audio-fault.ts';
import { fingerprintOf, type FileChecks, type Fingerprint } from './file-checks.ts';
import { accessFile, type RandomAccess } from './random-access.ts';

const HASH_BLOCK_BYTES = 262_144;
/** A file that somebody writes to all the while is never what was approved. */
const HASH_TRIES = 3;

export type AudioHandle = Pick<FileHandle, 'fd' | 'read' | 'stat' | 'close'>;

/** What is asked of the disk, so that a test can count the bytes that are read. */
export interface AudioDisk {
  open(path: string, flags: number): Promise<AudioHandle>;
  realpath(path: string): Promise<string>;
  /** What the path itself is, be it a link. */
  fingerprint(path: string): Promise<Fingerprint | null>;
}

const realDisk: AudioDisk = {
  open,
  realpath,
  fingerprint: async (path) => {
    const found = await lstat(path, { bigint: true });
    return found.isFile() ? fingerprintOf(found) : null;
  },
};

/** An open file whose content is what was approved. */
export interface ApprovedFile extends RandomAccess {
  /** Nobody wrote to it since it was found to be right. It asks the system at once, and reads nothing. */
  isUntouched(): boolean;
  /** Reads it again when it was touched. Rejects with an AudioFault when it holds something else. */
  check(): Promise<void>;
}

/** Called between two blocks of a file that nobody waits for. */
type Rest = () => Promise<void>;

export class AudioFiles {
  readonly #folders: readonly string[];
  readonly #checks: FileChecks;
  readonly #disk: AudioDisk;
  /** What each file was found to hold in this process, right or not. */
  readonly #foundByPath = new Map<string, { fingerprint: Fingerprint; sha256: string }>();

  /**
   * @param folders nothing outside of these is ever opened
   * @param checks what earlier processes have found
   */
  constructor(folders: readonly string[], checks: FileChecks, disk: AudioDisk = realDisk) {
    this.#folders = folders.map((folder) => resolve(folder));
    this.#checks = checks;
    this.#disk = disk;
  }

  /** Opens the file if its content has this hash. Rejects with an AudioFault. */
  async open(path: string, sha256: string): Promise<ApprovedFile> {
    const handle = await this.#openWithin(path);
    try {
      const proven = await this.#prove(handle, path, sha256, null);
      return this.#guarded(handle, path, sha256, proven);
    } catch (error) {
      await handle.close();
      throw asAudioFault(error, path);
    }
  }

  /**
   * The same without opening it for anybody and without haste. A file that nobody touched since it
   * was last found right is not even opened. Rejects with an AudioFault.
   */
  async check(path: string, sha256: string, rest: Rest): Promise<void> {
    if (await this.#isKnown(path, sha256)) return;
    const handle = await this.#openWithin(path);
    try {
      await this.#prove(handle, path, sha256, rest);
    } catch (error) {
      throw asAudioFault(error, path);
    } finally {
      await handle.close();
    }
  }

  async #isKnown(path: string, sha256: string): Promise<boolean> {
    const known = await this.#checks.fingerprint(sha256);
    if (known === null) return false;
    // What can't be looked at is opened, and then says why.
    const found = await this.#disk.fingerprint(path).catch(() => null);
    return found === known && (await this.#isStraight(resolve(path)).catch(() => false));
  }

  async #isStraight(absolute: string): Promise<boolean> {
    const folder = this.#folders.find((candidate) => isWithin(candidate, absolute));
    if (folder === undefined) return false;
    const straight = join(await this.#disk.realpath(folder), relative(folder, absolute));
    return (await this.#disk.realpath(absolute)) === straight;
  }

  async #openWithin(path: string): Promise<AudioHandle> {
    const absolute = resolve(path);
    if (!this.#folders.some((folder) => isWithin(folder, absolute))) {
      throw new AudioFault('FILE_MISSING', `${path} is outside of the folders for sound.`);
    }
    try {
      if (!(await this.#isStraight(absolute))) {
        throw new AudioFault('FILE_MISSING', `${path} is reached through a symbolic link.`);
      }
      // A link that is put there after the check is refused by the system itself.
      return await this.#disk.open(absolute, constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      throw asAudioFault(error, path);
    }
  }

  /** All of it goes through the open handle, so that a file exchanged meanwhile is not believed. */
  async #prove(
    handle: AudioHandle,
    path: string,
    sha256: string,
    rest: Rest | null,
  ): Promise<{ readonly size: number; readonly fingerprint: Fingerprint }> {
    for (let tries = 0; tries < HASH_TRIES; tries += 1) {
      const stat = await handle.stat({ bigint: true });
      if (!stat.isFile()) throw new AudioFault('FILE_MISSING', `${path} is not a file.`);
      const fingerprint = fingerprintOf(stat);
      const proven = { size: Number(stat.size), fingerprint };
      if ((await this.#checks.fingerprint(sha256)) === fingerprint) return proven;
      let found = this.#foundByPath.get(path);
      if (found?.fingerprint !== fingerprint) {
        found = { fingerprint, sha256: await sha256OfContent(handle, rest) };
        if (fingerprintOf(await handle.stat({ bigint: true })) !== fingerprint) continue;
        this.#foundByPath.set(path, found);
        if (found.sha256 === sha256) this.#checks.save(sha256, fingerprint);
      }
      if (found.sha256 === sha256) return proven;
      break;
    }
    throw new AudioFault('HASH_MISMATCH', `${path} is not what was approved.`);
  }

  #guarded(
    handle: AudioHandle,
    path: string,
    sha256: string,
    proven: { readonly size: number; readonly fingerprint: Fingerprint },
  ): ApprovedFile {
    const file = accessFile(handle, proven.size);
    let { fingerprint } = proven;
    const isUntouched = (): boolean =>
      fingerprintOf(fstatSync(handle.fd, { bigint: true })) === fingerprint;
    const check = async (): Promise<void> => {
      try {
        ({ fingerprint } = await this.#prove(handle, path, sha256, null));
      } catch (error) {
        throw asAudioFault(error, path);
      }
    };
    return {
      ...file,
      isUntouched,
      check,
      /** Gives only what the file held while it was what was approved. */
      async read(position, length) {
        for (;;) {
          const bytes = await file.read(position, length);
          const stat = await handle.stat({ bigint: true });
          if (fingerprintOf(stat) === fingerprint) return bytes;
          await check();
        }
      },
    };
  }
}

async function sha256OfContent(handle: AudioHandle, rest: Rest | null): Promise<string> {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(HASH_BLOCK_BYTES);
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(block, 0, block.length, position);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(block.subarray(0, bytesRead));
    position += bytesRead;
    await rest?.();
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
