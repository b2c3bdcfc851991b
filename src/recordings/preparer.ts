/** What the app asks about prepared files and files to prepare, answered on this machine. */
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Preparer, TakeFile } from '../app/ingest-port.ts';
import type { Clock } from '../app/ports.ts';
import { findFfmpeg } from './ffmpeg.ts';
import type { FileChecks } from './file-checks.ts';
import { hashSource, prepareRecording } from './prepare.ts';
import { preparedPath, sha256OfFile } from './prepared-folder.ts';

export interface PreparerOptions {
  /** Where ffmpeg is; null where it is to be looked for. */
  readonly ffmpegPath: string | null;
  /** Where to look for it, as PATH says it. */
  readonly searchPath: string;
  /** Where prepared files are kept. */
  readonly folder: string;
  /** Told of what was prepared, so that it need not be read again before it is played. */
  readonly fileChecks?: Pick<FileChecks, 'save'>;
  /** Of the recordings that ship. */
  readonly shippedFolder: string;
  /** Of the time that passes outside: ffmpeg knows no other. */
  readonly clock: Clock;
}

export function createPreparer(options: PreparerOptions): Preparer {
  const { ffmpegPath, searchPath, folder, shippedFolder, clock, fileChecks } = options;
  return {
    isReady: () => findFfmpeg(ffmpegPath ?? undefined, searchPath) !== null,
    prepare: (path, { signal, onProgress }) =>
      prepareRecording(path, {
        ...(ffmpegPath === null ? {} : { ffmpegPath }),
        ...(fileChecks && { fileChecks }),
        searchPath,
        folder,
        clock,
        signal,
        onProgress,
      }),
    async isInOrder({ sha256, file }) {
      const paths = [preparedPath(folder, sha256), join(shippedFolder, file)];
      const hashes = paths.map((path) => sha256OfFile(path).catch(() => null));
      return (await Promise.all(hashes)).includes(sha256);
    },
    drop: (sha256) => rm(preparedPath(folder, sha256), { force: true }),
  };
}

/** For files that lie on this machine: their address is their path. They stay where they are. */
export const takeLocalFile: TakeFile = async ({ address }) => {
  const path = resolve(address);
  const hashed = await hashSource(path);
  if (!hashed.ok) return { ok: false, fault: { at: 'prepare', ...hashed.fault } };
  return { ok: true, file: { path, sha256: hashed.value, drop: () => Promise.resolve() } };
};
