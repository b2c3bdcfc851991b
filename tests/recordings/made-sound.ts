/** Small files of sound and of what is not, made with ffmpeg where a test needs them. */
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import { hasTool } from '../required-tool.ts';

export const canMakeSound = (needed: string): boolean =>
  hasTool({ program: 'ffmpeg', versionArgument: '-version', needed, debianPackage: 'ffmpeg' });

/** Runs ffmpeg with these words; a path with spaces is not possible. */
export function runFfmpegFor(path: string, words: string): string {
  const made = spawnSync('ffmpeg', ['-v', 'error', '-y', ...words.split(' '), path], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`ffmpeg could not make ${path}: ${made.stderr}`);
  return path;
}

export interface Sound {
  readonly seconds: number;
  readonly sampleRate?: number;
  readonly channels?: number;
  /** Of the noise, from 0 to 1. */
  readonly level?: number;
  /** What stands before the path: `-c:a flac`. */
  readonly output?: string;
}

/** Pink noise that rises and falls, a little like a voice. The same words give the same sound. */
export function makeSound(path: string, sound: Sound): string {
  const { seconds, sampleRate = 44_100, channels = 2, level = 0.1, output = '' } = sound;
  const noise = `anoisesrc=d=${seconds}:c=pink:r=${sampleRate}:a=${level}:seed=7,tremolo=f=2:d=0.5`;
  return runFfmpegFor(path, `-f lavfi -i ${noise} -ac ${channels} ${output}`.trim());
}

/** The beginning of a wav file whose sound, `dataBytes` of it, may be there or not. */
export function wavHead(channels: number, sampleRate: number, dataBytes: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(dataBytes + 36, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(sampleRate, 24);
  head.writeUInt32LE(sampleRate * channels, 28);
  head.writeUInt16LE(channels, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(dataBytes, 40);
  return head;
}

/** A file that begins like this and is as long as that, most of it a hole on the disk. */
export function makeSparse(path: string, beginning: Buffer, bytes: number): string {
  writeFileSync(path, beginning);
  const file = openSync(path, 'r+');
  ftruncateSync(file, bytes);
  closeSync(file);
  return path;
}
