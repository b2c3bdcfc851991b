/** Whether a prepared file is what the room plays: packets of 20 ms without a gap, all of them. */
import { open } from 'node:fs/promises';
import { openOggOpus } from './ogg-opus.ts';
import { readPage, packetsEndingOn, MAX_PAGE_BYTES } from './ogg-page.ts';
import { PACKET_MS, SAMPLES_PER_PACKET } from './opus-packet.ts';
import { accessFile, type RandomAccess } from './random-access.ts';
import { INDEXED_PACKETS, SeekIndexMaker, type SeekEntries } from './seek-index.ts';
import { startOf } from './seeker.ts';

/** The encoder adds up to one packet at each end. */
const TOLERANCE_MS = 40;
/** Looked at in one go: some 0.3 ms, so that sound that plays meanwhile does not wait. */
const BLOCK_BYTES = 65_536;

export interface Verified {
  readonly lengthMs: number;
  /** Where each ten seconds begin; empty for a short recording, which needs no index. */
  readonly seekEntries: SeekEntries;
}

/** Reads all of it. Rejects when something is wrong with it. */
export async function verifyPrepared(path: string, expectedMs: number): Promise<Verified> {
  const handle = await open(path, 'r');
  const file = accessFile(handle, (await handle.stat()).size);
  // Packets that are not 20 ms long, missing pages and wrong checksums are found by the reader.
  const source = await openOggOpus(file);
  try {
    const index = new SeekIndexMaker();
    const packets = await countPackets(file, index);
    const lengthMs = packets * PACKET_MS;
    if (lengthMs !== source.durationMs) {
      throw new Error(`${path} has ${lengthMs} ms, and its end says ${source.durationMs} ms.`);
    }
    if (Math.abs(lengthMs - expectedMs) > TOLERANCE_MS) {
      throw new Error(`${path} has ${lengthMs} ms, and its source ${expectedMs} ms.`);
    }
    return { lengthMs, seekEntries: packets < INDEXED_PACKETS ? [] : index.entries };
  } finally {
    source.close();
  }
}

/** Every page in a row, each where the one before ended and at the time at which it ended. */
async function countPackets(file: RandomAccess, index: SeekIndexMaker): Promise<number> {
  let packets = 0;
  let sequence = 0;
  let rest = Buffer.alloc(0);
  for (let offset = 0; offset < file.size;) {
    const block = await file.read(offset, BLOCK_BYTES);
    if (block.length === 0) break;
    offset += block.length;
    const bytes = Buffer.concat([rest, block]);
    const bytesAt = offset - bytes.length;
    let at = 0;
    for (;;) {
      const reading = readPage(bytes, at);
      if (reading.kind === 'damaged') throw new Error(reading.why);
      if (reading.kind === 'tooShort') break;
      const { page } = reading;
      if (page.sequence !== sequence) throw new Error('A page is missing.');
      sequence += 1;
      at += page.byteLength;
      // The first two hold the head and the tags.
      if (sequence <= 2) continue;
      const start = startOf(page, bytesAt + at - page.byteLength, packets);
      if (start) index.add(start);
      packets += packetsEndingOn(page);
      checkGranule(page.granule, packets, offset === file.size && at === bytes.length);
    }
    rest = Buffer.from(bytes.subarray(at));
  }
  if (rest.length > MAX_PAGE_BYTES || rest.length > 0) throw new Error('The end is cut off.');
  return packets;
}

function checkGranule(granule: number | null, packets: number, isLast: boolean): void {
  if (granule === null) return;
  const expected = packets * SAMPLES_PER_PACKET;
  const isRight = isLast
    ? granule <= expected && granule > expected - 2 * SAMPLES_PER_PACKET
    : granule === expected;
  if (!isRight) throw new Error(`After ${packets} packets the time is ${granule} samples.`);
}
