/** A disk of a few megabytes, for tests: it can be filled, and emptied again. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const PIECE_BYTES = 4096;

export interface SmallDisk {
  /** Leaves not a byte. */
  fill(): void;
  empty(): void;
  unmount(): void;
}

/** Null where this may not be done: it takes the right to mount. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | null {
  mkdirSync(folder, { recursive: true });
  try {
    const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder];
    execFileSync('mount', options, { stdio: 'ignore' });
  } catch {
    // An ordinary user, or a container without the right.
    return null;
  }
  const filler = join(folder, 'filler');
  return {
    fill() {
      const file = openSync(filler, 'w');
      const piece = Buffer.alloc(PIECE_BYTES, 1);
      try {
        for (;;) writeSync(file, piece);
      } catch (error) {
        // That is the point of it.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(filler, { force: true }),
    unmount: () => void execFileSync('umount', ['-l', folder], { stdio: 'ignore' }),
  };
}
