/** What the app asks about prepared files and files to prepare, answered on this machine. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AudioFault } from '../app/audio-fault.ts';
import type { FileState, Preparer, TakeFile } from '../app/ingest-port.ts';
import type { Clock } from '../app/ports.ts';
import { AudioFiles } from './audio-files.ts';
import { findFfmpeg } from './ffmpeg.ts';
import type { FileChecks } from './file-checks.ts';
import { hashSource, prepareRecording } from './prepare.ts';
import { preparedPath } from './prepared-folder.ts';

export interface PreparerOptions {
  /** Where ffmpeg is; null where it is to be looked for. */
  readonly ffmpegPath: string | null;
  /** Where to look for it, as PATH says it. */
  readonly searchPath: string;
  /** Where prepared files are kept. */
  readonly folder: string;
  /** What was found out about files before, and is now. */
  readonly fileChecks: FileChecks;
  /** Of the recordings that ship. */
  readonly shippedFolder: string;
  /** Of the time that passes outside: ffmpeg knows no other. */
  readonly clock: Clock;
}

export function createPreparer(options: PreparerOptions): Preparer {
  const { ffmpegPath, searchPath, folder, shippedFolder, clock, fileChecks } = options;
  const files = new AudioFiles([folder, shippedFolder], fileChecks);
  return {
    isReady: () => findFfmpeg(ffmpegPath ?? undefined, searchPath) !== null,
    prepare: (path, { signal, onProgress }) =>
      prepareRecording(path, {
        ...(ffmpegPath === null ? {} : { ffmpegPath }),
        fileChecks,
        searchPath,
        folder,
        clock,
        signal,
        onProgress,
      }),
    async stateOf({ sha256, file }) {
      const prepared = preparedPath(folder, sha256);
      const path = existsSync(prepared) ? prepared : join(shippedFolder, file);
      try {
        await files.check(path, sha256, noRest);
        return 'inOrder';
      } catch (error) {
        if (!(error instanceof AudioFault)) throw error;
        return stateAfter(error);
      }
    },
    drop: (sha256) => rm(preparedPath(folder, sha256), { force: true }),
  };
}

const noRest = (): Promise<void> => Promise.resolve();

function stateAfter({ code, cause }: AudioFault): FileState {
  if (code === 'HASH_MISMATCH') return 'changed';
  const isAway = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  return isAway ? 'missing' : 'unreadable';
}

/** For files that lie on this machine: their address is their path. They stay where they are. */
export const takeLocalFile: TakeFile = async ({ address }) => {
  const path = resolve(address);
  const hashed = await hashSource(path);
  if (!hashed.ok) return { ok: false, fault: { at: 'prepare', ...hashed.fault } };
  return { ok: true, file: { path, sha256: hashed.value, drop: () => Promise.resolve() } };
};
