/** One file being prepared, and how ffmpeg is run for it. */
import type { Clock } from '../app/ports.ts';
import { runFfmpeg, type Ffmpeg, type FfmpegEnd } from './ffmpeg.ts';
import { fault, type PrepareFault } from './prepare-fault.ts';

export interface Job {
  readonly ffmpeg: Ffmpeg;
  /** What stands on the command line about the file that was handed over. */
  readonly input: readonly string[];
  readonly clock: Clock;
  readonly deadlineAtMs: number;
  readonly signal: AbortSignal | null;
}

export function run(
  { ffmpeg, clock, deadlineAtMs, signal }: Job,
  words: readonly string[],
  onProgress: (soundMs: number) => void,
  take: Parameters<typeof runFfmpeg>[1]['take'],
): Promise<FfmpegEnd> {
  return runFfmpeg(ffmpeg, { arguments: words, clock, deadlineAtMs, signal, onProgress, take });
}

export function faultOf(end: Exclude<FfmpegEnd, { kind: 'ended' }>): {
  readonly ok: false;
  readonly fault: PrepareFault;
} {
  if (end.kind === 'stopped') return fault(end.why);
  return fault(end.kind === 'missing' ? 'FFMPEG_MISSING' : 'NOT_STORED', end.cause);
}
