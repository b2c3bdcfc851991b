/**
 * Where in a prepared file each ten seconds begin, so that going on in the second hour is a look at
 * one page and not a search. Without it a place is found by bisection, which takes 14 reads more in
 * two hours of sound: some 0.3 ms where the file is in memory and 1.5 ms on a fast disk, but 10 ms
 * and more for each read where the disk turns or is reached over a network. An index only ever
 * suggests a page: whoever follows it looks whether that page is sound and holds what the index says,
 * and bisects where it does not, so a wrong index costs time and never another sound.
 *
 * The file stands beside the recording, `<sha256>.seek`: the mark `BKSEEK1\n`, the hash of the
 * recording (32 bytes), the number of entries (4), the entries (offset of a page in bytes, index of
 * the first packet that begins on it; 4 bytes each), and the hash of all that (32). Little-endian.
 */
import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AudioRef } from '../app/ports.ts';
import type { PageStart } from './ogg-layout.ts';
import { PACKET_MS } from './opus-packet.ts';

/** Ten seconds of music are some 120 kB: two blocks of reading ahead. */
export const ENTRY_PACKETS = 10_000 / PACKET_MS;

/** Five minutes: in less, a place is found by a handful of reads. */
export const INDEXED_PACKETS = 300_000 / PACKET_MS;

const MARK = Buffer.from('BKSEEK1\n', 'latin1');
const HASH_BYTES = 32;
const HEAD_BYTES = MARK.length + HASH_BYTES + 4;
const ENTRY_BYTES = 8;
/** Twelve hours; nothing that is prepared is longer than two. */
const MAX_BYTES = HEAD_BYTES + HASH_BYTES + ENTRY_BYTES * 4_320;
const LARGEST_OFFSET = 0xffff_ffff;

/** The pages to begin at, by rising packets. */
export type SeekEntries = readonly PageStart[];

/** Takes one page start about every ten seconds of those that it is shown, in the order of the file. */
export class SeekIndexMaker {
  readonly entries: PageStart[] = [];
  #nextPacket = 0;

  add({ offset, firstPacket }: PageStart): void {
    if (firstPacket < this.#nextPacket || offset > LARGEST_OFFSET) return;
    this.entries.push({ offset, firstPacket });
    this.#nextPacket = firstPacket + ENTRY_PACKETS;
  }
}

/** The last entry at or before the packet; null when the index has none. */
export function entryBefore(entries: SeekEntries, packet: number): PageStart | null {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.firstPacket ?? Infinity) <= packet) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1] ?? null;
}

export function formatSeekIndex(sha256: string, entries: SeekEntries): Buffer {
  const bytes = Buffer.alloc(HEAD_BYTES + ENTRY_BYTES * entries.length);
  MARK.copy(bytes);
  bytes.write(sha256, MARK.length, 'hex');
  bytes.writeUInt32LE(entries.length, HEAD_BYTES - 4);
  entries.forEach(({ offset, firstPacket }, index) => {
    bytes.writeUInt32LE(offset, HEAD_BYTES + ENTRY_BYTES * index);
    bytes.writeUInt32LE(firstPacket, HEAD_BYTES + ENTRY_BYTES * index + 4);
  });
  return Buffer.concat([bytes, createHash('sha256').update(bytes).digest()]);
}

/** Null when it is damaged, or of another recording. */
export function parseSeekIndex(bytes: Buffer, sha256: string): SeekEntries | null {
  const body = bytes.subarray(0, Math.max(0, bytes.length - HASH_BYTES));
  const isWhole = createHash('sha256').update(body).digest().equals(bytes.subarray(body.length));
  if (!isWhole || body.length < HEAD_BYTES || !body.subarray(0, MARK.length).equals(MARK)) {
    return null;
  }
  if (body.toString('hex', MARK.length, MARK.length + HASH_BYTES) !== sha256) return null;
  const count = body.readUInt32LE(HEAD_BYTES - 4);
  if (body.length !== HEAD_BYTES + ENTRY_BYTES * count) return null;
  return Array.from({ length: count }, (_, index) => ({
    offset: body.readUInt32LE(HEAD_BYTES + ENTRY_BYTES * index),
    firstPacket: body.readUInt32LE(HEAD_BYTES + ENTRY_BYTES * index + 4),
  }));
}

// ---- on the disk ------------------------------------------------------------

/** Of a prepared file of this name; null for a file that has no index beside it. */
export function seekIndexPath(preparedFile: string): string | null {
  return /^(.*[0-9a-f]{64})\.opus$/.exec(preparedFile)?.[1]?.concat('.seek') ?? null;
}

/** What a reader of sound asks for when it is to begin far into a file. */
export interface SeekIndex {
  /** Null when there is none that could be followed. Never rejects. */
  read(): Promise<SeekEntries | null>;
  /** Writes it anew, where there was none or one that is not true. Never rejects. */
  write(entries: SeekEntries): Promise<void>;
}

/** Null for what ships: it lasts a few minutes, in which a place is found at once. */
export function seekIndexBeside({ path, sha256 }: AudioRef): SeekIndex | null {
  const beside = seekIndexPath(path);
  if (beside === null) return null;
  return {
    read: () => readSeekIndex(beside, sha256),
    // Without an index the next reader bisects, and tries again to write one.
    write: (entries) => writeSeekIndex(beside, sha256, entries).catch(() => undefined),
  };
}

async function readSeekIndex(path: string, sha256: string): Promise<SeekEntries | null> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    const { size } = await file.stat();
    if (size > MAX_BYTES) return null;
    return parseSeekIndex(await file.readFile(), sha256);
  } catch {
    // Most often there is none; whatever else it is, the place is found without one.
    return null;
  }
}

/** It is there whole or not at all. Rejects when it can not be written. */
export async function writeSeekIndex(
  path: string,
  sha256: string,
  entries: SeekEntries,
): Promise<void> {
  // What a cut leaves of it is swept like any file that was being prepared.
  const begun = join(dirname(path), `.preparing-${randomUUID()}`);
  try {
    await using file = await open(begun, 'wx', 0o644);
    await file.writeFile(formatSeekIndex(sha256, entries));
    await rename(begun, path);
  } finally {
    await rm(begun, { force: true });
  }
}
