import { randomBytes } from 'node:crypto';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataDisk } from '../app/preflight-port.ts';
import type { Log } from '../app/ports.ts';

/** Writes a small file and takes it away again, since rights and disks lie about what may be written. */
export function diskOf(folder: string, log: Pick<Log, 'warn'>): DataDisk {
  return {
    async look() {
      const path = join(folder, `.preflight-${randomBytes(4).toString('hex')}`);
      try {
        await writeFile(path, 'preflight\n', { flag: 'wx' });
        await rm(path);
        const { bavail, bsize } = await statfs(folder);
        return { kind: 'writable', freeBytes: bavail * bsize };
      } catch (err) {
        log.warn({ folder, err }, 'the folder for data may not be written to');
        return { kind: 'notWritable' };
      }
    },
  };
}
