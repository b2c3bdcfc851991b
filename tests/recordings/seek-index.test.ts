import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTick } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { OpusSource } from '../../src/app/ports.ts';
import { openOggOpus } from '../../src/recordings/ogg-opus.ts';
import { accessFile } from '../../src/recordings/random-access.ts';
import {
  formatSeekIndex,
  parseSeekIndex,
  seekIndexPath,
  type SeekEntries,
  type SeekIndex,
} from '../../src/recordings/seek-index.ts';
import { verifyPrepared } from '../../src/recordings/verify-prepared.ts';
import { memoryAccess } from './memory-access.ts';
import { numberedPackets, writeOggOpus } from './ogg-writer.ts';

const MINUTES = 10;
const packets = numberedPackets(MINUTES * 3_000, 240);
const sound = writeOggOpus(packets, { packetsPerPage: 48 });
const sha256 = createHash('sha256').update(sound).digest('hex');

let folder = '';
let entries: SeekEntries = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'seek-index-'));
  const path = join(folder, `${sha256}.opus`);
  writeFileSync(path, sound);
  ({ seekEntries: entries } = await verifyPrepared(path, MINUTES * 60_000));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An index in memory that tells what becomes of it. */
function indexOf(content: SeekEntries | null) {
  const { promise: written, resolve } = Promise.withResolvers<SeekEntries>();
  const index: SeekIndex = {
    read: () => Promise.resolve(content),
    write: (entries) => Promise.resolve(resolve(entries)),
  };
  return { index, written };
}

async function nextPacket(source: OpusSource): Promise<Uint8Array | null> {
  for (;;) {
    const packet = source.next();
    if (packet !== 'notYet') return packet;
    await nextTick();
  }
}

async function seekWith(index: SeekIndex | null, positionMs: number) {
  const file = memoryAccess(sound);
  const source = await openOggOpus(file, { seekIndex: index });
  file.reads.length = 0;
  await source.seek(positionMs);
  const reads = file.reads.length;
  return { source, reads, packet: await nextPacket(source) };
}

test('the index that is made with a recording has an entry about every ten seconds', () => {
  expect(entries.length).toBeGreaterThan(55);
  expect(entries.length).toBeLessThanOrEqual(60);
  expect(entries[0]).toMatchObject({ firstPacket: 0 });
});

test('with an index a place is found by one read of the page and those of the sound', async () => {
  for (const positionMs of [0, 9_980, 10_000, 123_460, 9 * 60_000, MINUTES * 60_000 - 20]) {
    const { packet, reads, source } = await seekWith(indexOf(entries).index, positionMs);
    expect(packet).toEqual(Buffer.from(packets[positionMs / 20] ?? []));
    expect(reads).toBeLessThanOrEqual(4);
    source.close();
  }
});

test.each([
  ['there is none', () => null],
  ['it is empty', () => []],
  [
    'its offsets are of another file',
    () => entries.map(({ offset, firstPacket }) => ({ offset: offset + 13, firstPacket })),
  ],
  [
    'its numbers are of another file',
    () => entries.map(({ offset, firstPacket }) => ({ offset, firstPacket: firstPacket + 1 })),
  ],
  ['it ends too soon', () => entries.slice(0, 5)],
  [
    'it points behind the end',
    () => entries.map(({ firstPacket }) => ({ offset: sound.length + 5, firstPacket })),
  ],
])(
  'where %s, the right sound is heard all the same, and the index is made anew',
  async (_, made) => {
    const { index, written } = indexOf(made());
    const { packet, source } = await seekWith(index, 9 * 60_000);
    expect(packet).toEqual(Buffer.from(packets[9 * 3_000] ?? []));
    expect(await written).toEqual(entries);
    source.close();
  },
);

test('whatever an index says, the packet of the place is heard', async () => {
  const anyEntries = fc
    .array(fc.record({ offset: fc.nat(sound.length), firstPacket: fc.nat(packets.length) }))
    .map((made) => made.toSorted((a, b) => a.firstPacket - b.firstPacket));
  await fc.assert(
    fc.asyncProperty(anyEntries, fc.nat(packets.length - 1), async (made, wanted) => {
      const { packet, source } = await seekWith(indexOf(made).index, wanted * 20);
      expect(packet).toEqual(Buffer.from(packets[wanted] ?? []));
      source.close();
    }),
    { numRuns: 60 },
  );
});

test('what was written is read back; a damaged, cut or foreign one is none', () => {
  const bytes = formatSeekIndex(sha256, entries);
  expect(parseSeekIndex(bytes, sha256)).toEqual(entries);
  expect(parseSeekIndex(bytes, 'f'.repeat(64))).toBeNull();
  for (let at = 0; at < bytes.length; at += 7) {
    expect(parseSeekIndex(bytes.subarray(0, at), sha256)).toBeNull();
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x40;
    expect(parseSeekIndex(changed, sha256)).toBeNull();
  }
});

test('an index stands beside a prepared file only', () => {
  expect(seekIndexPath(`/kept/${sha256}.opus`)).toBe(`/kept/${sha256}.seek`);
  expect(seekIndexPath('/data/bells/opening.opus')).toBeNull();
});

test('one that was lost stands again on the disk after a seek', async () => {
  const { seekIndexBeside } = await import('../../src/recordings/seek-index.ts');
  const path = join(folder, `${sha256}.opus`);
  const index = seekIndexBeside({
    id: 'recording/long',
    path,
    sha256,
    durationMs: MINUTES * 60_000,
    sentences: [],
    recordingId: null,
  });
  if (!index) throw new Error('A prepared file has a place for an index.');
  const { promise: written, resolve } = Promise.withResolvers<void>();
  const handle = await open(path);
  const source = await openOggOpus(accessFile(handle, sound.length), {
    seekIndex: { ...index, write: (found) => index.write(found).then(resolve) },
  });
  await source.seek(8 * 60_000);
  await written;
  expect(existsSync(join(folder, `${sha256}.seek`))).toBe(true);
  expect(parseSeekIndex(readFileSync(join(folder, `${sha256}.seek`)), sha256)).toEqual(entries);
  expect(await index.read()).toEqual(entries);
  source.close();
});
