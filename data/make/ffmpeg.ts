import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { endianness } from 'node:os';
import { dirname } from 'node:path';
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE_HZ, type Pcm } from './pcm.ts';

/** libopus gives its sound out this much later than it took it in: the pre-skip that it writes. */
export const ENCODER_DELAY_SAMPLES = 312;

export const SPEECH_BIT_RATE_KBPS = 64;

/** Ten minutes of mono floats at 48 kHz are 115 MB. */
const LARGEST_OUTPUT_BYTES = 512 * 1024 * 1024;

const RAW_PCM = ['-f', 'f32le', '-ar', String(SAMPLE_RATE_HZ), '-ac', '1'];

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

function bytesOf(pcm: Pcm): Uint8Array {
  if (endianness() !== 'LE')
    throw new Error('The raw sound is little-endian; this machine is not.');
  return new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
}

/** Any sound file as mono floats at 48 kHz, through `filter` (an ffmpeg filter, e.g. `highpass=f=60`). */
export function decodedFile(file: string, filter: string): Pcm {
  const { stdout } = runProgram(
    'ffmpeg',
    ['-v', 'error', '-i', file, '-af', filter, ...RAW_PCM, '-bitexact', '-'],
    new Uint8Array(),
  );
  return new Float32Array(new Uint8Array(stdout).buffer);
}

/** Loudness and true peak as ffmpeg's ebur128 filter measures them. */
export function measuredLoudness(pcm: Pcm): Loudness {
  const { stderr } = runProgram(
    'ffmpeg',
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

/**
 * Writes `pcm` as Ogg Opus in 20 ms frames. `-bitexact` makes every run give the same bytes, and
 * keeps the names of the machine and of its tools' versions out of the tags.
 *
 * `pcm` must be a whole number of frames and end in silence: as much of its end is left out as the
 * encoder delays, so that a sound of n frames becomes n packets and not one more.
 */
export function writeOpus(pcm: Pcm, bitRateKbps: number, file: string): void {
  if (pcm.length % FRAME_SAMPLES !== 0)
    throw new Error('The sound is not a whole number of frames.');
  mkdirSync(dirname(file), { recursive: true });
  const reading = ['-v', 'error', '-y', ...RAW_PCM, '-i', '-', '-map_metadata', '-1'];
  const encoding = ['-c:a', 'libopus', '-b:a', `${bitRateKbps}k`];
  const framing = [
    '-frame_duration',
    String(FRAME_MS),
    '-fflags',
    '+bitexact',
    '-flags:a',
    '+bitexact',
  ];
  runProgram(
    'ffmpeg',
    [...reading, ...encoding, ...framing, '-f', 'opus', file],
    bytesOf(pcm.subarray(0, pcm.length - ENCODER_DELAY_SAMPLES)),
  );
}
