import { setImmediate as nextTick } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { OpusSource } from '../../src/app/ports.ts';
import { openOggOpus } from '../../src/recordings/ogg-opus.ts';
import { memoryAccess } from './memory-access.ts';
import { numberedPackets, packetOf, writeOggOpus } from './ogg-writer.ts';

async function readAll(source: OpusSource): Promise<Uint8Array[]> {
  const packets: Uint8Array[] = [];
  for (;;) {
    const packet = source.next();
    if (packet === null) return packets;
    if (packet === 'notYet') await nextTick();
    else packets.push(packet);
  }
}
async function nextPacket(source: OpusSource): Promise<Uint8Array | null> {
  for (;;) {
    const packet = source.next();
    if (packet !== 'notYet') return packet;
    await nextTick();
  }
}
const sameBytes = (a: readonly Uint8Array[], b: readonly Uint8Array[]) =>
  a.length === b.length && a.every((packet, i) => Buffer.compare(packet, b[i] ?? packet) === 0);

const anyPackets = fc.array(
  fc
    .oneof(fc.nat(300), fc.constantFrom(253, 254, 255, 509, 510, 1275))
    .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
    .map(packetOf),
  { minLength: 1, maxLength: 400 },
);
const anyLayout = fc.record({
  packetsPerPage: fc.integer({ min: 1, max: 120 }),
  trimmedSamples: fc.nat(959),
  tagsBytes: fc.constantFrom(16, 300, 70_000),
});

test('any packets that were written are read back the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyPackets, anyLayout, async (packets, options) => {
      const source = await openOggOpus(memoryAccess(writeOggOpus(packets, options)));
      expect(source.durationMs).toBe(packets.length * 20);
      expect(sameBytes(await readAll(source), packets)).toBe(true);
      expect(source.positionMs).toBe(packets.length * 20);
    }),
    { numRuns: 60 },
  );
});

test('any seek lands on the packet of that index', async () => {
  const place = fc.tuple(fc.integer({ min: 600, max: 6000 }), fc.integer({ min: 20, max: 1275 }));
  const positions = fc.array(fc.double({ min: 0, max: 1.05, noNaN: true }), { minLength: 3 });
  await fc.assert(
    fc.asyncProperty(place, anyLayout, positions, async ([count, bytes], options, parts) => {
      const packets = numberedPackets(count, bytes);
      const source = await openOggOpus(memoryAccess(writeOggOpus(packets, options)));
      for (const part of parts) {
        const positionMs = part * source.durationMs;
        await source.seek(positionMs);
        const index = Math.min(count, Math.floor(positionMs / 20));
        expect(source.positionMs).toBe(index * 20);
        const packet = await nextPacket(source);
        if (index === count) expect(packet).toBeNull();
        else expect(Buffer.from(packet ?? []).equals(packets[index] ?? Buffer.of())).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

test('a pattern of a page within the sound misleads nobody', async () => {
  const liar = packetOf(Buffer.concat([Buffer.from('OggS\0'), Buffer.alloc(300, 255)]));
  const packets = numberedPackets(2000, 400).map((packet, i) => (i % 3 === 0 ? liar : packet));
  const source = await openOggOpus(memoryAccess(writeOggOpus(packets, { packetsPerPage: 9 })));
  await source.seek(1234 * 20);
  expect(await nextPacket(source)).toEqual(Buffer.from(packets[1234] ?? []));
});

test('a file that was cut out of a longer one begins at 0', async () => {
  const packets = numberedPackets(3000, 200);
  const source = await openOggOpus(memoryAccess(writeOggOpus(packets, { baseGranule: 96_000 })));
  expect(source.durationMs).toBe(60_000);
  await source.seek(50_000);
  expect(await nextPacket(source)).toEqual(Buffer.from(packets[2500] ?? []));
});

test('a seek reads little of a long file, and reading ahead is bounded', async () => {
  const packets = numberedPackets(90_000, 240);
  const file = memoryAccess(writeOggOpus(packets));
  const source = await openOggOpus(file);
  expect(file.size).toBeGreaterThan(20_000_000);
  file.reads.length = 0;
  await source.seek(25 * 60_000);
  const bytesRead = file.reads.reduce((sum, read) => sum + read.length, 0);
  expect(bytesRead).toBeLessThan(500_000);
  file.reads.length = 0;
  for (let i = 0; i < 100; i += 1) await nextPacket(source);
  await nextTick();
  expect(file.reads.length).toBeLessThanOrEqual(2);
});

test('a seek while the disk is slow forgets what was being read', async () => {
  const packets = numberedPackets(5000, 500);
  const source = await openOggOpus(memoryAccess(writeOggOpus(packets)));
  for (let i = 0; i < 50; i += 1) source.next();
  const seeks = [source.seek(20_000), source.seek(70_000)];
  await Promise.all(seeks);
  const rest = await readAll(source);
  expect(sameBytes(rest, packets.slice(3500))).toBe(true);
});

const whole = writeOggOpus(numberedPackets(500, 300));
const changedAt = (offset: number) => {
  const bytes = Buffer.from(whole);
  bytes[offset] = (bytes[offset] ?? 0) ^ 0x55;
  return bytes;
};

test.each([
  ['is empty', Buffer.alloc(0)],
  ['is something else', Buffer.from('ID3 and then a song')],
  ['has a damaged head', changedAt(30)],
  ['has a damaged end', changedAt(whole.length - 5)],
  ['ends within its head', whole.subarray(0, 40)],
])('a file that %s is refused at once', async (_, bytes) => {
  const file = memoryAccess(bytes);
  await expect(openOggOpus(file)).rejects.toMatchObject({ name: 'AudioFault', code: 'DECODE' });
  expect(file.isClosed).toBe(true);
});

test.each([
  ['one byte is wrong', changedAt(70_000)],
  ['a piece is missing', Buffer.concat([whole.subarray(0, 70_000), whole.subarray(71_000)])],
  ['a packet lasts 60 ms', writeOggOpus([...numberedPackets(300, 300), Buffer.from([0x18, 1, 2])])],
])('where %s, the sound before it is given and then the fault is told', async (_, bytes) => {
  const source = await openOggOpus(memoryAccess(bytes));
  const packets: Uint8Array[] = [];
  const reading = async () => {
    for (let packet = await nextPacket(source); packet; packet = await nextPacket(source)) {
      packets.push(packet);
    }
  };
  await expect(reading()).rejects.toMatchObject({ name: 'AudioFault', code: 'DECODE' });
  expect(packets.length).toBeGreaterThan(150);
  expect(sameBytes(packets, numberedPackets(packets.length, 300))).toBe(true);
});

test('no damage of one byte ever gives wrong sound or another kind of fault', async () => {
  const original = numberedPackets(120, 90);
  const bytes = writeOggOpus(original, { packetsPerPage: 10 });
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bytes.length - 1),
      fc.integer({ min: 1, max: 255 }),
      async (at, xor) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ xor;
        const read = async () => readAll(await openOggOpus(memoryAccess(damaged)));
        await expect(read()).rejects.toMatchObject({ name: 'AudioFault', code: 'DECODE' });
      },
    ),
    { numRuns: 200 },
  );
});
