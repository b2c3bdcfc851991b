import { readFileSync } from 'node:fs';

/** An Ogg page, read plainly (RFC 3533, section 6) and apart from the program's own reader. */
export interface OggPage {
  readonly isContinued: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly granule: number;
  readonly serial: number;
  readonly sequence: number;
  readonly statedChecksum: number;
  readonly foundChecksum: number;
  /** How many packets end in this page. */
  readonly packetsEnded: number;
}

export interface OggOpusFile {
  readonly pages: readonly OggPage[];
  readonly head: Buffer;
  readonly tags: Buffer;
  readonly soundPackets: readonly Buffer[];
}

const CHECKSUM_TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
  return value >>> 0;
});

function checksumOf(page: Buffer): number {
  let sum = 0;
  page.forEach((byte, at) => {
    const counted = at >= 22 && at < 26 ? 0 : byte;
    sum = ((sum << 8) ^ (CHECKSUM_TABLE[(sum >>> 24) ^ counted] ?? 0)) >>> 0;
  });
  return sum;
}

export function readOggOpusFile(path: string): OggOpusFile {
  const bytes = readFileSync(path);
  const pages: OggPage[] = [];
  const packets: Buffer[] = [];
  let pieces: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const flags = bytes.readUInt8(at + 5);
    const segments = bytes.readUInt8(at + 26);
    let bodyAt = at + 27 + segments;
    let packetsEnded = 0;
    for (const lacing of bytes.subarray(at + 27, bodyAt)) {
      pieces.push(bytes.subarray(bodyAt, bodyAt + lacing));
      bodyAt += lacing;
      if (lacing === 255) continue;
      packets.push(Buffer.concat(pieces));
      pieces = [];
      packetsEnded++;
    }
    pages.push({
      isContinued: (flags & 1) !== 0,
      isFirst: (flags & 2) !== 0,
      isLast: (flags & 4) !== 0,
      granule: Number(bytes.readBigInt64LE(at + 6)),
      serial: bytes.readUInt32LE(at + 14),
      sequence: bytes.readUInt32LE(at + 18),
      statedChecksum: bytes.readUInt32LE(at + 22),
      foundChecksum: checksumOf(bytes.subarray(at, bodyAt)),
      packetsEnded,
    });
    at = bodyAt;
  }
  const [head, tags, ...soundPackets] = packets;
  if (!head || !tags || pieces.length > 0) throw new Error(`${path} is not a whole Ogg Opus file.`);
  return { pages, head, tags, soundPackets };
}

/** Samples at 48 kHz in one frame, by the configuration number of the TOC byte (RFC 6716, 3.1). */
function frameSamplesOf(configuration: number): number {
  if (configuration < 12) return [480, 960, 1920, 2880][configuration % 4] ?? 0;
  if (configuration < 16) return [480, 960][configuration % 2] ?? 0;
  return [120, 240, 480, 960][configuration % 4] ?? 0;
}

export interface OpusPacketShape {
  readonly durationMs: number;
  readonly isStereo: boolean;
}

export function shapeOf(packet: Buffer): OpusPacketShape {
  const toc = packet.readUInt8(0);
  const framesByCode = [1, 2, 2, (packet[1] ?? 0) & 0x3f];
  const frames = framesByCode[toc & 3] ?? 0;
  return { durationMs: (frames * frameSamplesOf(toc >> 3)) / 48, isStereo: (toc & 4) !== 0 };
}
