/** 48 kHz times 20 ms: how far a packet of ours moves the granule position. */
export const SAMPLES_PER_PACKET = 960;
export const PACKET_MS = 20;

/** What the first packet of a stream tells (RFC 7845, section 5.1). */
export interface OpusHead {
  readonly channels: number;
  /** Samples at 48 kHz that a player drops from the beginning. */
  readonly preSkip: number;
}

/** Null when it is no OpusHead that we can play: one stream of one or two channels. */
export function readOpusHead(packet: Uint8Array): OpusHead | null {
  const bytes = Buffer.from(packet.buffer, packet.byteOffset, packet.length);
  if (bytes.length < 19 || bytes.toString('latin1', 0, 8) !== 'OpusHead') return null;
  const [version, channels, mapping] = [bytes.readUInt8(8), bytes.readUInt8(9), bytes[18]];
  // The upper half of the version stands for changes that old readers can't follow.
  if (version > 15 || channels < 1 || channels > 2 || mapping !== 0) return null;
  return { channels, preSkip: bytes.readUInt16LE(10) };
}

export function isOpusTags(packet: Uint8Array): boolean {
  return Buffer.from(packet.subarray(0, 8)).toString('latin1') === 'OpusTags';
}

/** How long a packet sounds, from its first byte or two (RFC 6716, section 3.1); null when it is none. */
export function packetDurationMs(packet: Uint8Array): number | null {
  const [toc, count] = packet;
  if (toc === undefined) return null;
  const frameMs = frameDurationMs(toc >> 3);
  const code = toc & 3;
  if (code === 0) return frameMs;
  if (code < 3) return frameMs * 2;
  return count === undefined ? null : frameMs * (count & 0x3f);
}

/** Configurations 0 to 11 are speech coding, 12 to 15 both, 16 to 31 music coding. */
function frameDurationMs(configuration: number): number {
  const durationsMs =
    configuration < 12 ? [10, 20, 40, 60] : configuration < 16 ? [10, 20] : [2.5, 5, 10, 20];
  return durationsMs[configuration % durationsMs.length] ?? 0;
}
