/** One file being prepared, and how ffmpeg is run for it. */
import type { Clock } from '../app/ports.ts';
import { runFfmpeg, type Ffmpeg, type FfmpegEnd, type FfmpegTask } from './ffmpeg.ts';
import { fault, type PrepareFault } from './prepare-fault.ts';

export interface Job {
  readonly ffmpeg: Ffmpeg;
  /** What stands on the command line about the file that was handed over. */
  readonly input: readonly string[];
  readonly clock: Clock;
  readonly deadlineAtMs: number;
  readonly signal: AbortSignal | null;
}

type Watching = Pick<FfmpegTask, 'arguments' | 'onProgress'> & Partial<FfmpegTask>;

export function run(
  { ffmpeg, clock, deadlineAtMs, signal }: Job,
  task: Watching,
): Promise<FfmpegEnd> {
  return runFfmpeg(ffmpeg, { clock, deadlineAtMs, signal, onWords: ignore, take: null, ...task });
}

function ignore(): void {
  // Most of what ffmpeg says is looked at when it has ended.
}

export function faultOf(end: Exclude<FfmpegEnd, { kind: 'ended' }>): {
  readonly ok: false;
  readonly fault: PrepareFault;
} {
  if (end.kind === 'stopped') return fault(end.why);
  return fault(end.kind === 'missing' ? 'FFMPEG_MISSING' : 'NOT_STORED', end.cause);
}
