/** Finds the page to begin reading at: by the index where there is one, else by bisection. */
import { setTimeout as pause } from 'node:timers/promises';
import { findPageBefore, pageStartAt, type PageStart, type StreamLayout } from './ogg-layout.ts';
import { readPage, packetsEndingOn, type OggPage } from './ogg-page.ts';
import type { RandomAccess } from './random-access.ts';
import {
  ENTRY_PACKETS,
  entryBefore,
  INDEXED_PACKETS,
  SeekIndexMaker,
  type SeekIndex,
} from './seek-index.ts';

/** An index that leads to a place further away is not worth following. */
const FAR_PACKETS = 2 * ENTRY_PACKETS;
const BLOCK_BYTES = 65_536;
/** Between two blocks of a scan, for which nobody waits. */
const REST_MS = 5;

export class Seeker {
  readonly #file: RandomAccess;
  readonly #layout: StreamLayout;
  readonly #index: SeekIndex | null;
  #isMending = false;
  #isClosed = false;

  constructor(file: RandomAccess, layout: StreamLayout, index: SeekIndex | null) {
    this.#file = file;
    this.#layout = layout;
    this.#index = index;
  }

  /** A page at or shortly before the packet. Rejects when the file can not be read. */
  async find(packet: number): Promise<PageStart> {
    const index = this.#index;
    if (packet < ENTRY_PACKETS) return { offset: this.#layout.audioOffset, firstPacket: 0 };
    const isShort = this.#layout.packets < INDEXED_PACKETS;
    if (index === null || isShort) return findPageBefore(this.#file, this.#layout, packet);
    const suggested = entryBefore((await index.read()) ?? [], packet);
    if (suggested && packet - suggested.firstPacket <= FAR_PACKETS) {
      const found = await pageStartAt(this.#file, this.#layout, suggested.offset);
      if (found?.firstPacket === suggested.firstPacket) return found;
    }
    void this.#mend(index);
    return findPageBefore(this.#file, this.#layout, packet);
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Makes the index that was missing or wrong, while the file is open and at its leisure. */
  async #mend(index: SeekIndex): Promise<void> {
    if (this.#isMending) return;
    this.#isMending = true;
    const maker = new SeekIndexMaker();
    try {
      const starts = pageStarts(this.#file, this.#layout, () =>
        pause(REST_MS, null, { ref: false }),
      );
      for await (const start of starts) {
        if (this.#isClosed) return;
        maker.add(start);
      }
      await index.write(maker.entries);
    } catch {
      // Whoever plays the file meets the same fault in its turn, and tells it; the index can wait.
    }
  }
}

/** Where each page of sound begins on which a packet ends. Rejects where a page is damaged. */
export async function* pageStarts(
  file: RandomAccess,
  layout: StreamLayout,
  rest: () => Promise<unknown>,
): AsyncGenerator<PageStart> {
  let packets = 0;
  let offset = layout.audioOffset;
  let bytes = Buffer.alloc(0);
  for (let readTo = offset; readTo < file.size;) {
    const block = await file.read(readTo, BLOCK_BYTES);
    if (block.length === 0) break;
    readTo += block.length;
    bytes = Buffer.concat([bytes, block]);
    let at = 0;
    for (;;) {
      const reading = readPage(bytes, at);
      if (reading.kind === 'damaged') throw new Error(reading.why);
      if (reading.kind === 'tooShort') break;
      const start = startOf(reading.page, offset + at, packets);
      if (start) yield start;
      packets += packetsEndingOn(reading.page);
      at += reading.page.byteLength;
    }
    bytes = bytes.subarray(at);
    offset += at;
    await rest();
  }
}

/** @param packets that end before the page; null when no packet ends on it */
export function startOf(page: OggPage, offset: number, packets: number): PageStart | null {
  if (page.granule === null) return null;
  return { offset, firstPacket: page.isContinued ? packets + 1 : packets };
}
