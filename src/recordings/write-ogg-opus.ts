import { pageChecksum } from './ogg-page.ts';
import { SAMPLES_PER_PACKET } from './opus-packet.ts';

/** A second a page, as encoders do it: little overhead, and players seek finely enough. */
const PACKETS_PER_PAGE = 50;
/** A page's lacing table has at most so many values. */
const MOST_LACING_VALUES = 255;
const HEADER_BYTES = 27;
const PRE_SKIP_AT = 10;

export interface OpusPart {
  /** The `OpusHead` packet of the stream that the packets were taken from. */
  readonly head: Uint8Array;
  readonly tags: Uint8Array;
  /** Samples at 48 kHz that a player drops from the beginning. */
  readonly preSkip: number;
  /** Samples at 48 kHz that a player drops from the last packet. */
  readonly trimmedSamples: number;
}

/** An Ogg Opus file of its own (RFC 3533, RFC 7845) that holds these packets of 20 ms, untouched. */
export function writeOggOpus(part: OpusPart, packets: readonly Uint8Array[]): Uint8Array {
  const head = Buffer.from(part.head);
  head.writeUInt16LE(part.preSkip, PRE_SKIP_AT);
  const pages = [page([head], 0, 0, 'first'), page([part.tags], 1, 0, 'middle')];
  for (let from = 0; from < packets.length;) {
    const held = fitting(packets, from);
    from += held.length;
    const isLast = from === packets.length;
    const granule = from * SAMPLES_PER_PACKET - (isLast ? part.trimmedSamples : 0);
    pages.push(page(held, pages.length, granule, isLast ? 'last' : 'middle'));
  }
  return Buffer.concat(pages);
}

/** The packets from there on that one page can hold whole; one of 20 ms always fits. */
function fitting(packets: readonly Uint8Array[], from: number): readonly Uint8Array[] {
  let values = 0;
  let to = from;
  while (to < packets.length && to - from < PACKETS_PER_PAGE) {
    values += Math.floor((packets[to]?.length ?? 0) / 255) + 1;
    if (values > MOST_LACING_VALUES) break;
    to += 1;
  }
  return packets.slice(from, to);
}

function page(
  packets: readonly Uint8Array[],
  sequence: number,
  granule: number,
  place: 'first' | 'middle' | 'last',
): Buffer {
  const lacing = packets.flatMap(({ length }) => [
    ...Array.from({ length: Math.floor(length / 255) }, () => 255),
    length % 255,
  ]);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('OggS', 'latin1');
  header[5] = place === 'first' ? 2 : place === 'last' ? 4 : 0;
  header.writeBigInt64LE(BigInt(granule), 6);
  // The serial number tells streams in one file apart; there is only this one.
  header.writeUInt32LE(1, 14);
  header.writeUInt32LE(sequence, 18);
  header[26] = lacing.length;
  const bytes = Buffer.concat([header, Buffer.from(lacing), ...packets]);
  bytes.writeUInt32LE(pageChecksum(bytes), 22);
  return bytes;
}
