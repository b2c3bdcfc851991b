/** Looks at prepared files when nobody waits for them, so that what was changed is known early. */
import { setTimeout as pause } from 'node:timers/promises';
import { AudioFault } from '../app/audio-fault.ts';
import type { AudioFaultCode } from '../app/ports.ts';
import type { AudioFiles } from './audio-files.ts';

/** Why a file can't be what was approved. */
export type LostFile = Extract<AudioFaultCode, 'FILE_MISSING' | 'HASH_MISMATCH'>;

export interface PreparedFile {
  readonly path: string;
  readonly sha256: string;
}

export interface FileRounds {
  /** Resolves when every file was looked at, or when it was stopped. */
  readonly done: Promise<void>;
  stop(): void;
}

/** Of the time, at most a fifth goes into reading; the rest is left to sound and commands. */
const REST_SHARE = 4;
const LONGEST_REST_MS = 100;
/** Nothing of that name, a link in its place, a file where a folder should be. */
const GONE = ['ENOENT', 'ELOOP', 'ENOTDIR'];

/**
 * One file after another, the next when the one before is known. A file that nobody touched costs
 * a look at its name.
 */
export function checkInRounds(
  files: Pick<AudioFiles, 'check'>,
  prepared: readonly PreparedFile[],
  onLost: (sha256: string, code: LostFile) => void,
): FileRounds {
  const stopping = new AbortController();
  let workedFromMs = performance.now();
  const rest = async (): Promise<void> => {
    const workedMs = performance.now() - workedFromMs;
    await pause(Math.min(LONGEST_REST_MS, workedMs * REST_SHARE), null, {
      ref: false,
      signal: stopping.signal,
    });
    workedFromMs = performance.now();
  };
  const round = async (): Promise<void> => {
    for (const { path, sha256 } of prepared) {
      try {
        await rest();
        await files.check(path, sha256, rest);
      } catch (error) {
        if (stopping.signal.aborted) return;
        const lost = lossOf(error);
        if (lost !== null) onLost(sha256, lost);
      }
    }
  };
  return { done: round(), stop: () => stopping.abort() };
}

/** A disk that is busy or away for a moment takes nobody's approval: the file is looked at again when it is played. */
function lossOf(error: unknown): LostFile | null {
  if (!(error instanceof AudioFault)) throw error;
  const { code, cause } = error;
  if (code !== 'FILE_MISSING' && code !== 'HASH_MISMATCH') return null;
  const fault = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
  return fault === null || GONE.includes(fault) ? code : null;
}
