import { describe, expect, test } from '@jest/globals';
import { readOggOpusFile, shapeOf } from './ogg-opus-file.ts';
import { dataPath, sha256OfFile, shippedFiles, soundFilesIn } from './shipped-audio.ts';

test('the manifests name every sound file that is there, and no other', () => {
  const there = ['voice', 'bells', 'recordings'].flatMap((folder) => soundFilesIn(folder));
  expect(shippedFiles.map(({ path }) => path).toSorted()).toEqual(there.toSorted());
  expect(there).toHaveLength(26);
});

describe.each(shippedFiles)('$path', ({ path, sha256, durationMs }) => {
  test('is the file that its manifest means', () => {
    expect(sha256OfFile(path)).toBe(sha256);
  });

  const { pages, head, tags, soundPackets } = readOggOpusFile(dataPath(path));

  test('holds mono packets of 20 ms each, and as many as its duration says', () => {
    const shapes = new Set(soundPackets.map((packet) => JSON.stringify(shapeOf(packet))));
    expect([...shapes]).toEqual([JSON.stringify({ durationMs: 20, isStereo: false })]);
    expect(soundPackets.length * 20).toBe(durationMs);
  });

  test('is one Opus stream of sound pages in order', () => {
    expect(head.toString('latin1', 0, 8)).toBe('OpusHead');
    expect({ version: head[8], channels: head[9], preSkip: head.readUInt16LE(10) }).toEqual({
      version: 1,
      channels: 1,
      preSkip: 312,
    });
    expect({ inputRateHz: head.readUInt32LE(12), gain: head.readInt16LE(16) }).toEqual({
      inputRateHz: 48_000,
      gain: 0,
    });
    expect(pages.map(({ sequence }) => sequence)).toEqual(pages.map((_, index) => index));
    expect(new Set(pages.map(({ serial }) => serial)).size).toBe(1);
    expect(pages.filter(({ isFirst }) => isFirst)).toEqual([pages[0]]);
    expect(pages.filter(({ isLast }) => isLast)).toEqual([pages.at(-1)]);
    for (const page of pages) expect(page.foundChecksum).toBe(page.statedChecksum);
  });

  test("each page's position is that of its last whole packet, to the end", () => {
    let packetsEnded = 0;
    for (const { granule, packetsEnded: endedHere } of pages.slice(2)) {
      packetsEnded += endedHere;
      expect(granule).toBe(packetsEnded * 960);
    }
    expect(packetsEnded).toBe(soundPackets.length);
  });

  test('its tags name the encoder and nothing else', () => {
    expect(tags.toString('latin1')).toBe(
      'OpusTags\x06\0\0\0ffmpeg\x01\0\0\0\x14\0\0\0encoder=Lavc libopus',
    );
  });
});
