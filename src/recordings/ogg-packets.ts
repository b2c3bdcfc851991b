import { AudioFault } from '../app/audio-fault.ts';
import { readPage, type OggPage } from './ogg-page.ts';

/**
 * Takes an Ogg stream in pieces of any size, as they come from the disk, and gives its whole
 * packets in order, head and tags included. Pages keep their order and their one stream.
 */
export class OggPackets {
  #rest: Buffer = Buffer.alloc(0);
  #begun: Uint8Array[] = [];
  #pages = 0;
  #serial = 0;
  #granule = 0;

  /** Position of the last sample of the last whole packet, at 48 kHz. */
  get granule(): number {
    return this.#granule;
  }

  /** The packets that end in this piece. Throws an AudioFault when it goes on with no sound page. */
  take(piece: Buffer): Uint8Array[] {
    const bytes = Buffer.concat([this.#rest, piece]);
    const packets: Uint8Array[] = [];
    let at = 0;
    for (;;) {
      const reading = readPage(bytes, at);
      if (reading.kind === 'tooShort') break;
      if (reading.kind === 'damaged') throw damaged(reading.why);
      packets.push(...this.#packetsOf(reading.page));
      at += reading.page.byteLength;
    }
    this.#rest = bytes.subarray(at);
    return packets;
  }

  /** Throws an AudioFault when the stream broke off within a page or a packet. */
  end(): void {
    if (this.#rest.length > 0 || this.#begun.length > 0) throw damaged('the file is cut off');
  }

  #packetsOf(page: OggPage): Uint8Array[] {
    if (this.#pages === 0) this.#serial = page.serial;
    if (page.serial !== this.#serial) throw damaged('a second stream begins within the file');
    if (page.sequence !== this.#pages) throw damaged('a page is missing');
    if (page.isContinued !== this.#begun.length > 0) throw damaged('a packet is cut in two');
    this.#pages += 1;
    this.#granule = page.granule ?? this.#granule;
    return page.pieces.flatMap((piece, i) => {
      const packet = [...this.#begun, piece];
      const isComplete = i < page.pieces.length - 1 || page.lastPieceIsComplete;
      this.#begun = isComplete ? [] : packet;
      return isComplete ? [packet.length > 1 ? Buffer.concat(packet) : piece] : [];
    });
  }
}

function damaged(why: string): AudioFault {
  return new AudioFault('DECODE', `This is no sound Ogg stream: ${why}.`);
}
