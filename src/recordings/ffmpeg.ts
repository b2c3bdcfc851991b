/**
 * ffmpeg as a child process that can do as little as possible: no shell, no environment, no
 * network, nothing written to any disk, and an end to its time and its memory.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { constants as systemConstants, setPriority } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Clock } from '../app/ports.ts';

export interface Ffmpeg {
  readonly path: string;
  /** What is put before it on the command line so that the system limits it; may be empty. */
  readonly limiter: readonly string[];
}

/** Of the address space. ffmpeg and its libraries map about 400 MB; two hours of sound need no more. */
const MAX_MEMORY_BYTES = 1_073_741_824;
const MAX_CPU_SECONDS = 1_800;
/** Nothing was decoded for so long: it stands still. */
const STALL_MS = 60_000;
/** The end of what it says is what matters. */
const MAX_WORDS = 65_536;
const SYSTEM_FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin', '/opt/homebrew/bin'];

/**
 * Null when there is none.
 * @param path where it is; it is looked for when that is absent
 * @param searchPath folders to look in first, as PATH has them
 */
export function findFfmpeg(path?: string, searchPath = ''): Ffmpeg | null {
  const folders = foldersOf(searchPath);
  const found = path === undefined ? find('ffmpeg', folders) : isProgram(path) ? path : null;
  return found === null ? null : { path: found, limiter: limiterFrom(folders) };
}

/** Where a program is; null when it is not there. `searchPath` as above. */
export function findProgram(program: string, searchPath: string): string | null {
  return find(program, foldersOf(searchPath));
}

function foldersOf(searchPath: string): string[] {
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '');
  return [...folders, ...SYSTEM_FOLDERS];
}

/** Linux has programs that limit another; elsewhere the limits of time and size have to do. */
function limiterFrom(folders: readonly string[]): string[] {
  const prlimit = find('prlimit', folders);
  const setpriv = find('setpriv', folders);
  return [
    // Ends the child with this process, however this one ends.
    ...(setpriv === null ? [] : [setpriv, '--pdeathsig=KILL']),
    ...(prlimit === null
      ? []
      : [
          prlimit,
          `--as=${MAX_MEMORY_BYTES}`,
          `--cpu=${MAX_CPU_SECONDS}`,
          '--fsize=0',
          '--core=0',
          '--nofile=32',
        ]),
  ];
}

function find(program: string, folders: readonly string[]): string | null {
  return folders.map((folder) => join(folder, program)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there, or nothing that may be run: both mean to look on.
    return false;
  }
}

export interface FfmpegTask {
  /** What stands between the program and its end; never a shell's words. */
  readonly arguments: readonly string[];
  readonly clock: Clock;
  /** When it has to be done. */
  readonly deadlineAtMs: number;
  readonly signal: AbortSignal | null;
  /** All that it has said so far, each time that it says more. */
  readonly onWords: (words: string) => void;
  /** How much sound it has gone through. */
  readonly onProgress: (soundMs: number) => void;
  /** Takes what it gives on its standard output; null when that is nothing. Rejects to stop it. */
  readonly take: ((output: Readable) => Promise<void>) | null;
}

export type FfmpegEnd =
  | { readonly kind: 'ended'; readonly exitCode: number | null; readonly words: string }
  /** The program could not be started. */
  | { readonly kind: 'missing'; readonly cause: unknown }
  | { readonly kind: 'stopped'; readonly why: 'TIMEOUT' | 'STOPPED' }
  /** What takes its output had to give up. */
  | { readonly kind: 'notTaken'; readonly cause: unknown };

/** Never rejects, and resolves only when the process is gone. */
export async function runFfmpeg(ffmpeg: Ffmpeg, task: FfmpegTask): Promise<FfmpegEnd> {
  if (task.signal?.aborted === true) return { kind: 'stopped', why: 'STOPPED' };
  const [program, ...words] = [...ffmpeg.limiter, ffmpeg.path, ...GENERAL, ...task.arguments];
  const child = spawn(program ?? ffmpeg.path, words, {
    env: {},
    stdio: ['ignore', task.take === null ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  lowerPriority(child);
  const watch = watchOver(child, task);
  const said = collectWords(child, task.onWords);
  const gone = new Promise<FfmpegEnd>((resolve) => {
    child.on('error', (cause) => resolve({ kind: 'missing', cause }));
    child.on('close', (exitCode) => resolve({ kind: 'ended', exitCode, words: said() }));
  });
  let notTaken: FfmpegEnd | null = null;
  if (task.take !== null && child.stdout !== null) {
    try {
      await task.take(child.stdout);
    } catch (cause) {
      notTaken = { kind: 'notTaken', cause };
      child.kill('SIGKILL');
      child.stdout.destroy();
    }
  }
  const end = await gone;
  watch.stop();
  const why = watch.why();
  if (why !== null) return { kind: 'stopped', why };
  return notTaken ?? end;
}

/** How far it is, ten times a second. */
const PROGRESS = ['-progress', 'pipe:3', '-stats_period', '0.1'];
const GENERAL = ['-nostdin', '-hide_banner', '-nostats', '-loglevel', 'info', ...PROGRESS];

/** Sound that is being sent comes first. */
function lowerPriority({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, systemConstants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, and then needs none.
  }
}

function collectWords(child: ChildProcess, onWords: FfmpegTask['onWords']): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    // The beginning tells of the streams, the end of what was measured.
    words += chunk;
    if (words.length > 2 * MAX_WORDS)
      words = words.slice(0, MAX_WORDS) + words.slice(-MAX_WORDS / 2);
    onWords(words);
  });
  return () => words;
}

function watchOver(
  child: ChildProcess,
  { clock, deadlineAtMs, signal, onProgress }: FfmpegTask,
): { stop(): void; why(): 'TIMEOUT' | 'STOPPED' | null } {
  let why: 'TIMEOUT' | 'STOPPED' | null = null;
  const end = (reason: 'TIMEOUT' | 'STOPPED') => () => {
    why ??= reason;
    child.kill('SIGKILL');
  };
  const onTimeout = end('TIMEOUT');
  const onAbort = end('STOPPED');
  const cancelDeadline = clock.at(deadlineAtMs, onTimeout);
  let cancelStall = clock.at(clock.nowMs() + STALL_MS, onTimeout);
  signal?.addEventListener('abort', onAbort);
  const progress = child.stdio[3] as Readable | null | undefined;
  let reachedMs = 0;
  progress?.setEncoding('utf8').on('data', (chunk: string) => {
    const soundMs = Number([...chunk.matchAll(/out_time_us=(\d+)/g)].at(-1)?.[1] ?? 0) / 1000;
    if (soundMs <= reachedMs) return;
    reachedMs = soundMs;
    cancelStall();
    cancelStall = clock.at(clock.nowMs() + STALL_MS, onTimeout);
    onProgress(soundMs);
  });
  return {
    stop() {
      cancelDeadline();
      cancelStall();
      signal?.removeEventListener('abort', onAbort);
    },
    why: () => why,
  };
}
