/** What whoever is to vouch for a recording gets to hear. */
import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HeardBefore } from '../../src/app/recordings.ts';
import { hearBefore, type MessageLimits } from '../../src/recordings/hear-before.ts';
import { OggPackets } from '../../src/recordings/ogg-packets.ts';
import { readOpusHead } from '../../src/recordings/opus-packet.ts';
import { sampleRecording } from '../store/samples.ts';
import { canMakeSound, makeSound } from './made-sound.ts';
import { numberedPackets, packetOf, writeOggOpus } from './ogg-writer.ts';

const sound = Buffer.from('OggS and so on');
const sha256 = createHash('sha256').update(sound).digest('hex');
const entry = sampleRecording({ sha256 });

async function withFile(work: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-hear-'));
  try {
    const path = join(folder, `${sha256}.opus`);
    await writeFile(path, sound);
    await work(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A recording with these bytes and their very hash. */
function withRecording(
  bytes: Buffer,
  work: (hear: () => Promise<HeardBefore>, path: string) => Promise<void>,
  about: { readonly limits?: MessageLimits; readonly durationMs?: number } = {},
): Promise<void> {
  return withFile(async (path) => {
    await writeFile(path, bytes);
    const real = { ...entry, sha256: createHash('sha256').update(bytes).digest('hex') };
    await work(() => hearBefore(libraryAt(path, about.durationMs), real, about.limits), path);
  });
}

const libraryAt = (path: string, durationMs = 20) => ({
  recording: () => ({
    id: 'a',
    path,
    sha256,
    durationMs,
    sentences: [],
    recordingId: entry.id,
  }),
});

test('the file is given as it is', () =>
  withFile(async (path) => {
    expect(await hearBefore(libraryAt(path), entry)).toEqual({ kind: 'bytes', bytes: sound });
  }));

test('a file that is not what the entry says is not given', () =>
  withFile(async (path) => {
    await writeFile(path, 'OggS and so ON');
    expect(await hearBefore(libraryAt(path), entry)).toEqual({ kind: 'missing' });
  }));

test('a large file that is no sound is missing, and not read any further', () =>
  withFile(async (path) => {
    await truncate(path, 3_000_000_000);
    expect(await hearBefore(libraryAt(path), entry)).toEqual({ kind: 'missing' });
  }));

describe('what is larger than one file of a message', () => {
  /** Over three minutes in packets of 1,200 bytes, which is 12 MB. */
  const packets = numberedPackets(10_000, 1_200);

  test('comes whole, in files that hold its very packets', () =>
    withRecording(writeOggOpus(packets, { trimmedSamples: 300 }), async (hear) => {
      const heard = await hear();
      if (heard.kind !== 'parts') throw new Error(heard.kind);
      expect(heard.parts.map(({ length }) => length < 8_000_000)).toEqual([true, true]);
      const parts = heard.parts.map(partsOf);
      expect(digestOf(parts.flatMap((part) => part.packets))).toBe(digestOf(packets));
      expect(parts.map(({ preSkip, trimmedSamples }) => ({ preSkip, trimmedSamples }))).toEqual([
        { preSkip: 312, trimmedSamples: 0 },
        { preSkip: 0, trimmedSamples: 300 },
      ]);
    }));

  test('is missing when one byte of it is another, or it was cut', () =>
    withRecording(writeOggOpus(packets), async (hear, path) => {
      const bytes = await readFile(path);
      await writeFile(path, bytes.subarray(0, bytes.length - 1));
      expect(await hear()).toEqual({ kind: 'missing' });
      const other = writeOggOpus(packets.with(4_000, packetOf(Buffer.alloc(1_199, 9))));
      await writeFile(path, other);
      expect(await hear()).toEqual({ kind: 'missing' });
    }));
});

test('of what is larger than a message three excerpts come: beginning, middle and end', async () => {
  // Three minutes, the last third of them three times as dense.
  const packets = [...numberedPackets(6_000, 200), ...numberedPackets(3_000, 600)];
  const limits = { fileBytes: 500_000, messageBytes: 1_200_000, partBytes: 390_000 };
  await withRecording(
    writeOggOpus(packets),
    async (hear) => {
      const heard = await hear();
      if (heard.kind !== 'excerpts') throw new Error(heard.kind);
      expect(heard.lengthMs).toBe(180_000);
      expect(heard.excerpts.map(({ bytes }) => bytes.length < 400_000)).toEqual([true, true, true]);
      for (const { bytes, fromMs, toMs } of heard.excerpts) {
        const spoken = packets.slice(fromMs / 20, toMs / 20);
        expect(digestOf(partsOf(bytes).packets)).toBe(digestOf(spoken));
      }
      const [first, middle, last] = heard.excerpts;
      expect(first?.fromMs).toBe(0);
      expect(middle?.fromMs).toBeLessThan(90_000);
      expect(middle?.toMs).toBeGreaterThan(90_000);
      expect(last?.toMs).toBe(180_000);
    },
    { limits, durationMs: 180_000 },
  );
});

(canMakeSound('hearing a recording in parts') ? test : test.skip)(
  'the parts of real sound are decoded by ffmpeg, and are as long as the whole',
  () =>
    withFile(async (path) => {
      makeSound(path, { seconds: 20, sampleRate: 48_000, output: '-c:a libopus -b:a 96k -f ogg' });
      const bytes = await readFile(path);
      const limits = { fileBytes: 10_000, messageBytes: bytes.length, partBytes: 60_000 };
      const real = { ...entry, sha256: createHash('sha256').update(bytes).digest('hex') };
      const heard = await hearBefore(libraryAt(path), real, limits);
      if (heard.kind !== 'parts') throw new Error(heard.kind);
      const files = heard.parts.map((part, i) => ({ part, path: `${path}-${i}.opus` }));
      expect(files.length).toBeGreaterThan(2);
      await Promise.all(files.map((file) => writeFile(file.path, file.part)));
      const samples = files.map((file) => decodedSamples(file.path));
      expect(samples.reduce((sum, count) => sum + count, 0)).toBe(decodedSamples(path));
    }),
);

/** Stereo samples at 48 kHz. Throws when ffmpeg says a word about the file. */
function decodedSamples(path: string): number {
  const words = ['-v', 'warning', '-i', path, '-f', 's16le', '-ac', '2', '-ar', '48000', '-'];
  const decoded = spawnSync('ffmpeg', words, { maxBuffer: 64 * 1024 * 1024 });
  expect([decoded.status, decoded.stderr.toString()]).toEqual([0, '']);
  return decoded.stdout.length / 4;
}

/** The same for the same packets only; comparing so many one by one takes Jest a minute. */
function digestOf(packets: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const packet of packets) hash.update(`${packet.length} `).update(packet);
  return hash.digest('hex');
}

/** What a file of a message holds, read as a stream of its own. */
function partsOf(bytes: Uint8Array) {
  const stream = new OggPackets();
  const [head = new Uint8Array(), tags, ...held] = stream.take(Buffer.from(bytes));
  stream.end();
  expect(Buffer.from(tags ?? []).toString('latin1', 0, 8)).toBe('OpusTags');
  const trimmedSamples = held.length * 960 - stream.granule;
  return { packets: held, preSkip: readOpusHead(head)?.preSkip, trimmedSamples };
}

test('a file that went away is missing, and so is one that was never there', () =>
  withFile(async (path) => {
    await rm(path);
    expect(await hearBefore(libraryAt(path), entry)).toEqual({ kind: 'missing' });
    expect(await hearBefore({ recording: () => null }, entry)).toEqual({ kind: 'missing' });
  }));
