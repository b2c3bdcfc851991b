/**
 * Programs that make and measure sound, each run to its end. Only for processes that do nothing
 * else meanwhile: the thread waits.
 */
import { spawnSync } from 'node:child_process';
import { endianness } from 'node:os';
import { SAMPLE_RATE_HZ, type Pcm } from './pcm.ts';

/** Ten minutes of mono floats at 48 kHz are 115 MB. */
const LARGEST_OUTPUT_BYTES = 512 * 1024 * 1024;

/** What a program is told of raw sound: mono floats at 48 kHz. */
export const RAW_PCM = ['-f', 'f32le', '-ar', String(SAMPLE_RATE_HZ), '-ac', '1'];

interface Loudness {
  /** Integrated, gated, by EBU R 128. */
  readonly integratedLufs: number;
  readonly truePeakDbfs: number;
}

/** Runs a program to its end. Throws with what it wrote to stderr when it fails or is absent. */
export function runProgram(
  program: string,
  programArguments: readonly string[],
  input: Uint8Array,
): { stdout: Buffer; stderr: string } {
  const run = spawnSync(program, programArguments, { input, maxBuffer: LARGEST_OUTPUT_BYTES });
  if (run.error) throw new Error(`${program} could not be run.`, { cause: run.error });
  const stderr = run.stderr.toString('utf8');
  if (run.status !== 0) throw new Error(`${program} ended with ${run.status}: ${stderr}`);
  return { stdout: run.stdout, stderr };
}

export function bytesOf(pcm: Pcm): Uint8Array {
  if (endianness() !== 'LE')
    throw new Error('The raw sound is little-endian; this machine is not.');
  return new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
}

/** Any sound file as mono floats at 48 kHz, through `filter` (an ffmpeg filter, e.g. `highpass=f=60`). */
export function decodedFile(ffmpeg: string, file: string, filter: string): Pcm {
  const { stdout } = runProgram(
    ffmpeg,
    ['-v', 'error', '-i', file, '-af', filter, ...RAW_PCM, '-bitexact', '-'],
    new Uint8Array(),
  );
  return new Float32Array(new Uint8Array(stdout).buffer);
}

/** Loudness and true peak as ffmpeg's ebur128 filter measures them. */
export function measuredLoudness(ffmpeg: string, pcm: Pcm): Loudness {
  const { stderr } = runProgram(
    ffmpeg,
    [
      '-hide_banner',
      '-nostats',
      ...RAW_PCM,
      '-i',
      '-',
      '-af',
      'ebur128=peak=true',
      '-f',
      'null',
      '-',
    ],
    bytesOf(pcm),
  );
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  const integrated = /\bI:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1];
  const peak = /\bPeak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1];
  if (integrated === undefined || peak === undefined) {
    throw new Error(`ffmpeg's loudness summary could not be read: ${summary}`);
  }
  return { integratedLufs: Number(integrated), truePeakDbfs: Number(peak) };
}
