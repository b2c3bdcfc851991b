import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  ENCODER_DELAY_SAMPLES,
  FRAME_MS,
  FRAME_SAMPLES,
  type Pcm,
} from '../../src/recordings/speech/pcm.ts';
import { bytesOf, RAW_PCM, runProgram } from '../../src/recordings/speech/sound-programs.ts';

/** As it is found on PATH. */
export const FFMPEG = 'ffmpeg';

export const SPEECH_BIT_RATE_KBPS = 64;

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
    FFMPEG,
    [...reading, ...encoding, ...framing, '-f', 'opus', file],
    bytesOf(pcm.subarray(0, pcm.length - ENCODER_DELAY_SAMPLES)),
  );
}
