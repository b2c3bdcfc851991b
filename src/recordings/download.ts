/**
 * Fetches a file that somebody gave to Discord, from Discord and from nowhere else, into the
 * folder of recordings under a name that nothing lists. What goes wrong is a value, and leaves nothing.
 */
import { Readable } from 'node:stream';
import type { AttachedFile } from '../app/command.ts';
import type { IngestWatch, TakeFile, Taking } from '../app/ingest-port.ts';
import type { Clock } from '../app/ports.ts';
import type { DownloadFaultCode } from '../domain/download-fault.ts';
import { MAX_SOURCE_BYTES } from './prepare.ts';
import { beginFile, type BegunFile } from './prepared-folder.ts';

/** Where Discord keeps what people hand over. */
const HOSTS = ['cdn.discordapp.com', 'media.discordapp.net'];
/** Nothing came for so long: the connection is dead. */
const IDLE_MS = 20_000;
/** 500 MB take this long on a line of 7 Mbit/s. */
const LONGEST_MS = 600_000;

export interface DownloadOptions {
  /** Where files are kept while they are prepared. */
  readonly folder: string;
  /** Of the time that passes outside. */
  readonly clock: Clock;
  /** Of another server that stands in for Discord; null for Discord itself. Ends in `/api`. */
  readonly apiUrl: string | null;
}

/** Why it ended, until it is told as a value. */
class DownloadFault extends Error {
  readonly code: DownloadFaultCode;

  constructor(code: DownloadFaultCode, cause?: unknown) {
    super(`The download ended: ${code}.`, { cause });
    this.code = code;
  }
}

export function createDownload(options: DownloadOptions): TakeFile {
  return async (file, watch) => {
    const source = addressOf(file, options.apiUrl);
    if (source === null) return fault('HOST', null);
    if (file.sizeBytes > MAX_SOURCE_BYTES) return fault('TOO_LARGE', null);
    if (watch.signal.aborted) return fault('STOPPED', null);
    return fetchInto(options, source, file, watch);
  };
}

/** Null for whatever is not Discord's. */
function addressOf({ address }: AttachedFile, apiUrl: string | null): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return null;
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (apiUrl !== null && isWeb && url.host === new URL(apiUrl).host) return url;
  return url.protocol === 'https:' && HOSTS.includes(url.host) ? url : null;
}

async function fetchInto(
  { folder, clock }: DownloadOptions,
  source: URL,
  file: AttachedFile,
  watch: IngestWatch,
): Promise<Taking> {
  const limits = createLimits(clock, watch.signal);
  let begun: BegunFile | null = null;
  try {
    begun = await beginFile(folder);
    const response = await ask(source, limits.signal);
    await begun.fill(Readable.from(received(response, file, watch, limits)), MAX_SOURCE_BYTES);
    const kept = begun;
    return {
      ok: true,
      file: { path: kept.path, sha256: kept.sha256(), drop: () => kept.drop() },
    };
  } catch (error) {
    await begun?.drop();
    return fault(limits.why() ?? codeOf(error), error);
  } finally {
    limits.stop();
  }
}

/** A redirect is followed nowhere: Discord has none, and it could lead into our own network. */
async function ask(source: URL, signal: AbortSignal): Promise<Response> {
  const response = await fetch(source, {
    redirect: 'manual',
    signal,
    credentials: 'omit',
    headers: { 'accept-encoding': 'identity' },
  });
  if (response.ok) return response;
  await response.body?.cancel();
  const { status } = response;
  if (status >= 300 && status < 400) throw new DownloadFault('HOST');
  const isGone = [401, 403, 404, 410].includes(status);
  throw new DownloadFault(isGone ? 'GONE' : 'NETWORK', new Error(`It answered ${status}.`));
}

async function* received(
  response: Response,
  { sizeBytes }: AttachedFile,
  watch: IngestWatch,
  limits: Limits,
): AsyncGenerator<Uint8Array> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > MAX_SOURCE_BYTES) throw new DownloadFault('TOO_LARGE');
  let bytes = 0;
  if (response.body !== null) {
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > MAX_SOURCE_BYTES) throw new DownloadFault('TOO_LARGE');
      if (bytes > sizeBytes) throw new DownloadFault('NETWORK', new Error('It was too long.'));
      limits.somethingCame();
      watch.onProgress(bytes / sizeBytes);
      yield chunk;
    }
  }
  if (bytes < sizeBytes) throw new DownloadFault('NETWORK', new Error('It was cut short.'));
}

interface Limits {
  readonly signal: AbortSignal;
  somethingCame(): void;
  /** Why it was ended from here; null when it was not. */
  why(): DownloadFaultCode | null;
  stop(): void;
}

function createLimits(clock: Clock, stopping: AbortSignal): Limits {
  const controller = new AbortController();
  let why: DownloadFaultCode | null = null;
  const end = (reason: DownloadFaultCode) => () => {
    why ??= reason;
    controller.abort();
  };
  const onTimeout = end('TIMEOUT');
  const onStop = end('STOPPED');
  stopping.addEventListener('abort', onStop);
  const cancelWhole = clock.at(clock.nowMs() + LONGEST_MS, onTimeout);
  let cancelIdle = clock.at(clock.nowMs() + IDLE_MS, onTimeout);
  return {
    signal: controller.signal,
    somethingCame() {
      cancelIdle();
      cancelIdle = clock.at(clock.nowMs() + IDLE_MS, onTimeout);
    },
    why: () => why,
    stop() {
      cancelWhole();
      cancelIdle();
      stopping.removeEventListener('abort', onStop);
    },
  };
}

function codeOf(error: unknown): DownloadFaultCode {
  if (error instanceof DownloadFault) return error.code;
  // Ours are the faults of the file system; those of the connection are wrapped by fetch.
  const isOfFiles = error instanceof Error && 'syscall' in error && 'path' in error;
  const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
  return isOfFiles || isFull ? 'NOT_STORED' : 'NETWORK';
}

function fault(code: DownloadFaultCode, cause: unknown): Taking {
  return { ok: false, fault: { at: 'download', code, cause } };
}
