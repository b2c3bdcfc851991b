/**
 * From a file that somebody handed over to what the room plays: Ogg Opus with packets of 20 ms, at
 * -16 LUFS by one linear gain, named by its hash. What goes wrong is a value, and leaves nothing.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Preparation } from '../app/ingest-port.ts';
import type { Clock } from '../app/ports.ts';
import { encode } from './encode-source.ts';
import { findFfmpeg } from './ffmpeg.ts';
import type { FileChecks } from './file-checks.ts';
import { inputOf, measure, type Measured } from './measure-source.ts';
import { fault, type Attempt } from './prepare-fault.ts';
import type { Job } from './prepare-job.ts';
import { accessFile } from './random-access.ts';
import { readSourceFormat } from './source-format.ts';

export const MAX_SOURCE_BYTES = 500_000_000;
const TARGET_LUFS = -16;
/** Half a decibel below the -1 that it may reach, since Opus moves peaks a little. */
const PEAK_CEILING_DBFS = -1.5;
/** Two hours of sound take a minute or two; an old small computer needs ten times as long. */
const LONGEST_MS = 1_800_000;
/** Of all the work, as seen by whoever waits. */
const MEASURING_SHARE = 0.2;

export interface PrepareOptions {
  /** Where ffmpeg is; it is looked for when that is absent. */
  readonly ffmpegPath?: string;
  /** Where to look for it, as PATH says it. */
  readonly searchPath?: string;
  /** Where prepared files are kept; it is made when it is not there. */
  readonly folder: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Told how the prepared file looks, so that it need not be read again before it is played. */
  readonly fileChecks?: Pick<FileChecks, 'save'>;
  /** @param fraction from 0 to 1, never falling */
  readonly onProgress?: (fraction: number) => void;
}

/** Never rejects for what a file holds or for what the machine lacks. */
export async function prepareRecording(
  path: string,
  options: PrepareOptions,
): Promise<Preparation> {
  if (!isPlainName(path)) return fault('NAME');
  const opened = await openSource(path);
  if (!opened.ok) return opened;
  const handle = opened.value;
  try {
    return await prepareOpened(handle, resolve(path), options);
  } catch (error) {
    if (!isOfTheSystem(error)) throw error;
    return fault('FILE_MISSING', error);
  } finally {
    await handle.close();
  }
}

/** The hash of a file as it was handed over, if that could be prepared by its name and its size. */
export async function hashSource(path: string): Promise<Attempt<string>> {
  if (!isPlainName(path)) return fault('NAME');
  const opened = await openSource(path);
  if (!opened.ok) return opened;
  const handle = opened.value;
  try {
    return { ok: true, value: await sha256Of(handle, (await handle.stat()).size) };
  } catch (error) {
    if (!isOfTheSystem(error)) throw error;
    return fault('FILE_MISSING', error);
  } finally {
    await handle.close();
  }
}

/** A disk that can not be read, and no bug of ours. */
function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/** Names are shown and logged; one with a line break in it could pretend to be more than a name. */
function isPlainName(path: string): boolean {
  const name = basename(path);
  if (name === '' || name === '.' || name === '..') return false;
  return !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(path) && !path.split(/[/\\]/).includes('..');
}

async function openSource(path: string): Promise<Attempt<FileHandle>> {
  try {
    // A named pipe would otherwise be waited for, for ever.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = await handle.stat();
    const { size } = found;
    const isFile = found.isFile();
    if (isFile && size > 0 && size <= MAX_SOURCE_BYTES) return { ok: true, value: handle };
    await handle.close();
    return fault(!isFile ? 'FILE_MISSING' : size === 0 ? 'EMPTY' : 'TOO_LARGE');
  } catch (cause) {
    return fault('FILE_MISSING', cause);
  }
}

async function prepareOpened(
  handle: FileHandle,
  path: string,
  options: PrepareOptions,
): Promise<Preparation> {
  const { clock, signal = null, folder } = options;
  const before = await fingerprintOf(handle);
  const format = await readSourceFormat(accessFile(handle, before.size));
  if (!format.ok) return format;
  const ffmpeg = findFfmpeg(options.ffmpegPath, options.searchPath);
  if (ffmpeg === null) return fault('FFMPEG_MISSING');
  const deadlineAtMs = clock.nowMs() + LONGEST_MS;
  const input = inputOf(path, format.value);
  const job: Job = { ffmpeg, input, clock, deadlineAtMs, signal };
  const tell = neverFalling(options.onProgress);
  tell(0);

  const hashing = sha256Of(handle, before.size);
  const measuring = measure(job, (share) => tell(share * MEASURING_SHARE));
  // Both are waited for, so that nothing reads from a file that was closed.
  const [sourceSha256, measured] = await Promise.all([hashing, measuring]);
  if (!measured.ok) return measured;
  const { channels, lengthMs } = measured.value;
  const gain = gainOf(measured.value);
  const stored = await encode(
    job,
    folder,
    { ...gain, channels, lengthMs },
    (share) => tell(MEASURING_SHARE + share * (1 - MEASURING_SHARE)),
    async () => (await fingerprintOf(handle)).text === before.text,
  );
  if (!stored.ok) return stored;
  tell(1);
  const { kept, preparedMs } = stored.value;
  const { path: file, sha256, wasThere, fingerprint } = kept;
  options.fileChecks?.save(sha256, fingerprint);
  return { ok: true, file, sha256, sourceSha256, lengthMs: preparedMs, ...gain, wasThere };
}

async function fingerprintOf(
  handle: FileHandle,
): Promise<{ readonly size: number; readonly text: string }> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await handle.stat({ bigint: true });
  return { size: Number(size), text: [dev, ino, size, mtimeNs, ctimeNs].join(':') };
}

async function sha256Of(handle: FileHandle, size: number): Promise<string> {
  const hash = createHash('sha256');
  const file = accessFile(handle, size);
  for (let at = 0; at < size;) {
    const block = await file.read(at, 1_048_576);
    if (block.length === 0) break;
    hash.update(block);
    at += block.length;
  }
  return hash.digest('hex');
}

function neverFalling(onProgress: PrepareOptions['onProgress']): (fraction: number) => void {
  let reached = -1;
  return (fraction) => {
    const next = Math.min(1, fraction);
    if (next <= reached) return;
    reached = next;
    onProgress?.(next);
  };
}

function gainOf({ lufs, peakDbfs }: Measured): {
  readonly gainDb: number;
  readonly loudnessLufs: number;
  readonly truePeakDbfs: number;
} {
  const gainDb = Math.min(TARGET_LUFS - lufs, PEAK_CEILING_DBFS - peakDbfs);
  return {
    gainDb: tenth(gainDb),
    loudnessLufs: tenth(lufs + gainDb),
    truePeakDbfs: tenth(peakDbfs + gainDb),
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
