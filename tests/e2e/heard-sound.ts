/** What was heard, as sound: decoded to a WAV file and measured. */
import { writeFileSync } from 'node:fs';
import { decodeToPcm } from '../practice/voice-client.ts';

const SAMPLES_PER_S = 48_000;
/** What we ship is mono; as two channels a meter would count it twice, which is 3 LU more. */
const CHANNELS = 1;
const BYTES_PER_SAMPLE = 2;
const FULL_SCALE = 32_767;

export interface Sound {
  readonly durationMs: number;
  /** Whether a sample lies at the end of the scale. */
  readonly isClipped: boolean;
}

export function writeWav(path: string, packets: readonly Uint8Array[]): Sound {
  // The decoder gives two channels, which are alike for mono: the left one is the sound.
  const pcm = decodeToPcm(packets).filter((_, index) => index % 2 === 0);
  const body = Buffer.alloc(pcm.length * BYTES_PER_SAMPLE);
  pcm.forEach((sample, index) => body.writeInt16LE(sample, index * BYTES_PER_SAMPLE));
  writeFileSync(path, Buffer.concat([wavHead(body.length), body]));
  return {
    durationMs: (pcm.length / SAMPLES_PER_S) * 1000,
    isClipped: pcm.some((sample) => Math.abs(sample) >= FULL_SCALE),
  };
}

function wavHead(bodyBytes: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + bodyBytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // uncompressed
  head.writeUInt16LE(CHANNELS, 22);
  head.writeUInt32LE(SAMPLES_PER_S, 24);
  head.writeUInt32LE(SAMPLES_PER_S * CHANNELS * BYTES_PER_SAMPLE, 28);
  head.writeUInt16LE(CHANNELS * BYTES_PER_SAMPLE, 32);
  head.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(bodyBytes, 40);
  return head;
}
