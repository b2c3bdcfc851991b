/** What a listener heard, held against the files that it should have come from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AudioRef } from '../../src/app/ports.ts';
import type { HeardFrame } from '../../src/practice/voice-gateway.ts';
import { readOggOpusFile } from '../data/ogg-opus-file.ts';
import { dataFolder } from './prepared.ts';

interface Manifest {
  readonly sentences: Readonly<
    Record<string, { readonly audio: Readonly<Record<string, AudioRef>> }>
  >;
}

const manifest = JSON.parse(
  readFileSync(join(dataFolder, 'voice/en/manifest.json'), 'utf8'),
) as Manifest;

const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
export const FRAME_MS = 20;
/** A fade lasts 1.5 s. */
export const FADE_FRAMES = 75;

/** The packets of a file under data/, silent ones included. */
export function shipped(file: string): readonly Buffer[] {
  return readOggOpusFile(join(dataFolder, file)).soundPackets;
}

/** The welcome is heard whole; a service sentence from 40 ms before its first word. */
export function spoken(sentence: string): readonly Buffer[] {
  const packets = shipped(`voice/en/bdl/${sentence}.opus`);
  if (sentence === 'welcome') return packets;
  const speechFromMs = manifest.sentences[sentence]?.audio['bdl']?.sentences[0]?.fromMs ?? 0;
  return packets.slice((speechFromMs - 40) / FRAME_MS);
}

/** What a recorder's `sounding` keeps of them. */
export function withoutSilence(packets: readonly Buffer[]): Buffer[] {
  return packets.filter((packet) => !packet.equals(SILENCE));
}

/** Null when the frames are these packets, all of them, in this order, byte for byte. */
export function differenceFrom(
  packets: readonly Buffer[],
  frames: readonly HeardFrame[],
): string | null {
  const expected = withoutSilence(packets);
  const counts = `${frames.length} frames were heard of ${expected.length}`;
  const other = frames.findIndex(({ opus }, index) => !expected[index]?.equals(opus));
  if (other !== -1) {
    const place = expected.findIndex((packet) => packet.equals(frames[other]!.opus));
    return `${counts}; number ${other} is another (${place === -1 ? 'of none of them' : `number ${place} of them`}).`;
  }
  return frames.length === expected.length ? null : `${counts}; the last ones are missing.`;
}

/**
 * Where each frame stands in the file, by its bytes; null for one that is not of the file, as
 * the frames of a fade are not. Every packet of the file must be its own.
 */
export function placesOf(
  frames: readonly HeardFrame[],
  packets: readonly Buffer[],
): (number | null)[] {
  const indexByBytes = new Map(packets.map((packet, index) => [packet.toString('base64'), index]));
  if (indexByBytes.size !== packets.length) throw new Error('Two packets of the file are alike.');
  return frames.map(({ opus }) => indexByBytes.get(Buffer.from(opus).toString('base64')) ?? null);
}

/** The numbers from one to another, both included. */
export function numbersBetween(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** The frames that are this whole file, silence included, one after another; null when none are. */
export function wholeFileAmong(
  frames: readonly HeardFrame[],
  packets: readonly Buffer[],
): readonly HeardFrame[] | null {
  const start = frames.findIndex((_, at) =>
    packets.every((packet, index) => {
      const frame = frames[at + index];
      return frame !== undefined && packet.equals(frame.opus);
    }),
  );
  return start === -1 ? null : frames.slice(start, start + packets.length);
}
