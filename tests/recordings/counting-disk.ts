import { open, realpath } from 'node:fs/promises';
import type { AudioDisk } from '../../src/recordings/audio-files.ts';
import { fingerprintAt } from '../../src/recordings/file-checks.ts';

/** The real disk, with a count of what was read from it. */
export function countingDisk(): AudioDisk & { bytesRead: number; opened: string[] } {
  const disk = {
    bytesRead: 0,
    opened: [] as string[],
    realpath: (path: string) => realpath(path),
    fingerprint: (path: string) => fingerprintAt(path),
    async open(path: string, flags: number) {
      const handle = await open(path, flags);
      disk.opened.push(path);
      const read = handle.read.bind(handle) as (
        ...given: unknown[]
      ) => Promise<{ bytesRead: number }>;
      handle.read = (async (...given: unknown[]) => {
        const result = await read(...given);
        disk.bytesRead += result.bytesRead;
        return result;
      }) as typeof handle.read;
      return handle;
    },
  };
  return disk;
}
