import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { FRAME_MS } from '../../src/recordings/speech/pcm.ts';

export interface MadeFile {
  readonly sha256: string;
  /** The number of Opus packets times 20: what a listener hears, the encoder's pre-skip included. */
  readonly durationMs: number;
}

export function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

export function madeFile(path: string): MadeFile {
  const bytes = readFileSync(path);
  return { sha256: sha256Of(bytes), durationMs: soundPacketsIn(bytes) * FRAME_MS };
}

/** Writes JSON as the rest of the project is formatted, so that a remade manifest shows no false change. */
export async function writeManifest(path: string, manifest: unknown): Promise<void> {
  const options = await resolveConfig(path);
  writeFileSync(path, await format(JSON.stringify(manifest), { ...options, filepath: path }));
}

const PAGE_HEADER_BYTES = 27;
/** OpusHead and OpusTags come before the sound (RFC 7845, section 3). */
const HEADER_PACKETS = 2;

/** How many packets of sound an Ogg Opus file holds: a packet ends at each lacing value under 255. */
function soundPacketsIn(bytes: Buffer): number {
  let packets = 0;
  let at = 0;
  while (at < bytes.length) {
    if (bytes.toString('latin1', at, at + 4) !== 'OggS')
      throw new Error(`No Ogg page at byte ${at}.`);
    const lacing = bytes.subarray(
      at + PAGE_HEADER_BYTES,
      at + PAGE_HEADER_BYTES + bytes.readUInt8(at + PAGE_HEADER_BYTES - 1),
    );
    packets += lacing.filter((value) => value < 255).length;
    at += PAGE_HEADER_BYTES + lacing.length + lacing.reduce((sum, value) => sum + value, 0);
  }
  return packets - HEADER_PACKETS;
}
