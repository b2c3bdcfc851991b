/**
 * Asks SoundCloud through play-dl, in a process of its own that may read its program and nothing
 * else, write nothing, start nothing, and is killed on any doubt.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../app/ports.ts';
import type { PageFaultCode } from '../../domain/page-fault.ts';
import type { SoundCloudStandin } from './guarded-agent.ts';
import { readToldAnswer, type ToldTrack, type TrackQuestion } from './told-track.ts';

/** Four answers, one after the other; a home line needs about two seconds for all of them. */
const WHOLE_MS = 25_000;
/** Nothing came from the network for so long: it stands still. */
const IDLE_MS = 8_000;
const MAX_OUTPUT_BYTES = 65_536;
const MAX_MEMORY_MB = 96;

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const PROGRAM = fileURLToPath(new URL('look-up-process.ts', import.meta.url));
const PACKAGES = fileURLToPath(new URL('../../../node_modules', import.meta.url));

export interface LookUpPorts {
  readonly clock: Pick<Clock, 'nowMs' | 'at'>;
  readonly signal: AbortSignal;
  /** Null in earnest. */
  readonly standin: SoundCloudStandin | null;
  /** Whether it is to be heard now. */
  readonly wantsStream?: boolean;
  /** Another program in the place of the one that asks, in the same folder or beside it. */
  readonly program?: string;
  readonly onStart?: (pid: number) => void;
}

export type LookUpAnswer =
  | { readonly ok: true; readonly track: ToldTrack }
  | { readonly ok: false; readonly why: PageFaultCode; readonly cause: unknown };

/** Never rejects, and resolves only when the process is gone. */
export async function lookUpTrack(address: string, ports: LookUpPorts): Promise<LookUpAnswer> {
  const program = ports.program ?? PROGRAM;
  const child = spawn(
    process.execPath,
    [
      '--permission',
      `--allow-fs-read=${PACKAGES}`,
      `--allow-fs-read=${FOLDER}`,
      ...(ports.program === undefined ? [] : [`--allow-fs-read=${ports.program}`]),
      `--max-old-space-size=${MAX_MEMORY_MB}`,
      program,
    ],
    // play-dl reads keys from a folder below the one that it stands in: there is none here.
    { cwd: FOLDER, env: {}, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  if (child.pid !== undefined) ports.onStart?.(child.pid);
  const watch = watchOver(child, ports);
  const { standin, wantsStream = false } = ports;
  const question: TrackQuestion = { address, standin, wantsStream };
  // A process that is gone closes its end; how it ended is told below.
  child.stdin.on('error', () => child.stdin.destroy());
  child.stdin.write(`${JSON.stringify(question)}\n`);
  const ended = await new Promise<Error | string>((resolve) => {
    child.once('error', resolve);
    child.once('close', (code, signal) => resolve(`it ended with ${signal ?? code}`));
  });
  watch.stop();
  child.stdin.destroy();
  return answerOf(watch, ended);
}

interface Watch {
  stop(): void;
  /** Why it was killed; null when it was not. */
  why(): PageFaultCode | null;
  output(): string;
  complaints(): string;
}

function watchOver(child: ChildProcess, { clock, signal }: LookUpPorts): Watch {
  let why: PageFaultCode | null = null;
  let output = '';
  let complaints = '';
  let said = 0;
  const kill = (reason: PageFaultCode): void => {
    why ??= reason;
    child.kill('SIGKILL');
  };
  const onIdle = (): void => kill('TIMEOUT');
  const onAbort = (): void => kill('CRASHED');
  const cancelWhole = clock.at(clock.nowMs() + WHOLE_MS, onIdle);
  let cancelIdle = clock.at(clock.nowMs() + IDLE_MS, onIdle);
  const hear = (chunk: string): boolean => {
    cancelIdle();
    said += chunk.length;
    if (said > MAX_OUTPUT_BYTES) kill('UNREADABLE');
    else if (why === null) cancelIdle = clock.at(clock.nowMs() + IDLE_MS, onIdle);
    return said <= MAX_OUTPUT_BYTES;
  };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    if (hear(chunk)) output += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    if (hear(chunk)) complaints += chunk.replace(/^\.+/, '');
  });
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  return {
    stop() {
      cancelWhole();
      cancelIdle();
      signal.removeEventListener('abort', onAbort);
    },
    why: () => why,
    output: () => output,
    complaints: () => complaints.slice(-1_000),
  };
}

function answerOf(watch: Watch, ended: Error | string): LookUpAnswer {
  if (ended instanceof Error) return { ok: false, why: 'CRASHED', cause: ended };
  const why = watch.why();
  const complain = (words: string): Error => new Error(`${words}: ${watch.complaints()}`);
  if (why !== null) return { ok: false, why, cause: complain(`It was killed, ${why}`) };
  if (watch.output() === '') return { ok: false, why: 'CRASHED', cause: complain(ended) };
  const told = readToldAnswer(watch.output());
  if (told === null) return { ok: false, why: 'UNREADABLE', cause: complain('It told nonsense') };
  if (told.ok) return told;
  return { ok: false, why: told.why, cause: new Error(told.words) };
}
