/**
 * Pages of an Ogg stream (RFC 3533): a header of 27 bytes, a lacing table that cuts the body into
 * packets, and the body. Numbers are little-endian.
 */

export interface OggPage {
  /** Header, lacing table and body together. */
  readonly byteLength: number;
  /** Begins with the rest of a packet that an earlier page began. */
  readonly isContinued: boolean;
  readonly isFirst: boolean;
  /** Position of the last sample of the last packet that ends here; null when none ends here. */
  readonly granule: number | null;
  readonly serial: number;
  /** Counts the pages of the stream, from 0. */
  readonly sequence: number;
  /** Pieces of packets; only the last one may go on in the next page. */
  readonly pieces: readonly Uint8Array[];
  readonly lastPieceIsComplete: boolean;
}

export type PageReading =
  | { readonly kind: 'page'; readonly page: OggPage }
  /** The bytes end before the page does. */
  | { readonly kind: 'tooShort' }
  | { readonly kind: 'damaged'; readonly why: string };

const HEADER_BYTES = 27;
/** 27 of the header, 255 of the lacing table, 255 times 255 of the body. */
export const MAX_PAGE_BYTES = 65_307;
export const CAPTURE_PATTERN = Buffer.from('OggS');

/** Reads the page that begins at `at`. The pieces are views into `bytes`. */
export function readPage(bytes: Buffer, at: number): PageReading {
  const available = bytes.length - at;
  if (available < HEADER_BYTES) return { kind: 'tooShort' };
  if (bytes.compare(CAPTURE_PATTERN, 0, 4, at, at + 4) !== 0) {
    return { kind: 'damaged', why: 'no page begins here' };
  }
  if (bytes[at + 4] !== 0) return { kind: 'damaged', why: 'unknown version of Ogg' };
  const pieceCount = bytes.readUInt8(at + 26);
  const bodyAt = at + HEADER_BYTES + pieceCount;
  if (bytes.length < bodyAt) return { kind: 'tooShort' };
  const lacing = bytes.subarray(at + HEADER_BYTES, bodyAt);
  const byteLength = lacing.reduce((sum, length) => sum + length, HEADER_BYTES + pieceCount);
  if (available < byteLength) return { kind: 'tooShort' };
  if (bytes.readUInt32LE(at + 22) !== pageChecksum(bytes.subarray(at, at + byteLength))) {
    return { kind: 'damaged', why: 'the checksum of a page is wrong' };
  }
  const flags = bytes.readUInt8(at + 5);
  const granule = bytes.readBigInt64LE(at + 6);
  return {
    kind: 'page',
    page: {
      byteLength,
      isContinued: (flags & 1) !== 0,
      isFirst: (flags & 2) !== 0,
      granule: granule === -1n ? null : Number(granule),
      serial: bytes.readUInt32LE(at + 14),
      sequence: bytes.readUInt32LE(at + 18),
      ...cutIntoPieces(bytes, bodyAt, lacing),
    },
  };
}

/** A piece goes on while its lacing values are 255 and ends with a smaller one, be it 0. */
function cutIntoPieces(
  bytes: Buffer,
  bodyAt: number,
  lacing: Uint8Array,
): Pick<OggPage, 'pieces' | 'lastPieceIsComplete'> {
  const pieces: Uint8Array[] = [];
  let from = bodyAt;
  let to = bodyAt;
  for (const length of lacing) {
    to += length;
    if (length < 255) {
      pieces.push(bytes.subarray(from, to));
      from = to;
    }
  }
  const lastPieceIsComplete = lacing.at(-1) !== 255;
  if (!lastPieceIsComplete) pieces.push(bytes.subarray(from, to));
  return { pieces, lastPieceIsComplete };
}

/** How many packets end on the page. */
export function packetsEndingOn(page: OggPage): number {
  return page.lastPieceIsComplete ? page.pieces.length : page.pieces.length - 1;
}

/** CRC 32 of the page with polynomial 0x04c11db7, its own four bytes taken as zero. */
export function pageChecksum(page: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < page.length; i += 1) {
    const byte = i >= 22 && i < 26 ? 0 : (page[i] ?? 0);
    crc = (crc << 8) ^ (CHECKSUMS[((crc >>> 24) & 0xff) ^ byte] ?? 0);
  }
  return crc >>> 0;
}

const CHECKSUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) {
    crc = (crc & 0x8000_0000) === 0 ? crc << 1 : (crc << 1) ^ 0x04c1_1db7;
  }
  return crc >>> 0;
});
