/** Writes Ogg Opus as plainly as the RFCs allow, so that tests know every byte of a file. */
import { pageChecksum } from '../../src/recordings/ogg-page.ts';

export interface OggOptions {
  /** How many packets a page may begin; pages are cut at 255 lacing values anyway. */
  readonly packetsPerPage?: number;
  readonly preSkip?: number;
  readonly channels?: number;
  readonly serial?: number;
  /** Samples that are trimmed from the last packet. */
  readonly trimmedSamples?: number;
  /** Granule position at which the first packet begins. */
  readonly baseGranule?: number;
  /** Size of the comment packet, to make it span pages. */
  readonly tagsBytes?: number;
}

const SAMPLES = 960;

/** A packet of 20 ms with chosen content: the first byte says music, full band, 20 ms, one frame. */
export function packetOf(content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([0xfc]), content]);
}

/** Packets that can be told apart: each holds its own index and is `bytes` long. */
export function numberedPackets(count: number, bytes = 100): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => {
    const content = Buffer.alloc(bytes - 1, i % 251);
    content.writeUInt32BE(i);
    return packetOf(content);
  });
}

export function writeOggOpus(packets: readonly Uint8Array[], options: OggOptions = {}): Buffer {
  const { preSkip = 312, channels = 2, serial = 77, packetsPerPage = 50 } = options;
  const head = Buffer.alloc(19);
  head.write('OpusHead', 'latin1');
  head[8] = 1;
  head[9] = channels;
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(48_000, 12);
  const tags = Buffer.alloc(options.tagsBytes ?? 16);
  tags.write('OpusTags', 'latin1');
  const writer = new PageWriter(serial);
  writer.writeAlone(head);
  writer.writeAlone(tags);
  const base = options.baseGranule ?? 0;
  const trimmed = options.trimmedSamples ?? 0;
  packets.forEach((packet, i) => {
    const isLast = i === packets.length - 1;
    writer.write(packet, base + (i + 1) * SAMPLES - (isLast ? trimmed : 0));
    if ((i + 1) % packetsPerPage === 0 && !isLast) writer.endPage();
  });
  writer.endStream();
  return writer.bytes();
}

class PageWriter {
  private readonly serial: number;
  private readonly pages: Buffer[] = [];
  private sequence = 0;
  private lacing: number[] = [];
  private body: Buffer[] = [];
  private granule: number | null = null;
  private isContinued = false;

  constructor(serial: number) {
    this.serial = serial;
  }

  /** Header packets end their page and stand at granule 0. */
  writeAlone(packet: Uint8Array): void {
    this.write(packet, 0);
    this.endPage();
  }

  write(packet: Uint8Array, granule: number): void {
    for (let at = 0; ; at += 255) {
      if (this.lacing.length === 255) this.endPage(at > 0);
      const piece = packet.subarray(at, at + 255);
      this.lacing.push(piece.length);
      this.body.push(Buffer.from(piece));
      if (piece.length < 255) break;
    }
    this.granule = granule;
  }

  endPage(goesOn = false, isLast = false): void {
    const header = Buffer.alloc(27);
    header.write('OggS', 'latin1');
    header[5] = (this.isContinued ? 1 : 0) | (this.sequence === 0 ? 2 : 0) | (isLast ? 4 : 0);
    header.writeBigInt64LE(BigInt(this.granule ?? -1), 6);
    header.writeUInt32LE(this.serial, 14);
    header.writeUInt32LE(this.sequence, 18);
    header[26] = this.lacing.length;
    const page = Buffer.concat([header, Buffer.from(this.lacing), ...this.body]);
    page.writeUInt32LE(pageChecksum(page), 22);
    this.pages.push(page);
    this.sequence += 1;
    this.lacing = [];
    this.body = [];
    this.granule = null;
    this.isContinued = goesOn;
  }

  endStream(): void {
    if (this.lacing.length > 0) this.endPage(false, true);
  }

  bytes(): Buffer {
    return Buffer.concat(this.pages);
  }
}
