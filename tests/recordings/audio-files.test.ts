import { createHash } from 'node:crypto';
import {
  linkSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTick } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { OpusSource } from '../../src/app/ports.ts';
import { AudioFiles } from '../../src/recordings/audio-files.ts';
import { checksInMemory, type FileChecks } from '../../src/recordings/file-checks.ts';
import { checkInRounds } from '../../src/recordings/file-rounds.ts';
import { openOggOpus } from '../../src/recordings/ogg-opus.ts';
import { countingDisk } from './counting-disk.ts';
import { numberedPackets, writeOggOpus } from './ogg-writer.ts';

let folder = '';
let checks: FileChecks = checksInMemory();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audio-files-'));
  checks = checksInMemory();
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(seconds: number) {
  const content = writeOggOpus(numberedPackets(seconds * 50, 200));
  const sha256 = createHash('sha256').update(content).digest('hex');
  const path = join(folder, `${sha256}.opus`);
  writeFileSync(path, content);
  return { path, sha256, content };
}

/** One byte in the middle of the sound, and the times as they were. */
function changeOneByte(path: string): void {
  const content = readFileSync(path);
  const at = content.length >> 1;
  content[at] = (content[at] ?? 0) ^ 1;
  const time = new Date(1_700_000_000_000);
  writeFileSync(path, content);
  utimesSync(path, time, time);
}

/** As a process that has just begun sees the files: it knows only what was kept. */
function startAnew() {
  const disk = countingDisk();
  return { disk, files: new AudioFiles([folder], checks, disk) };
}

async function play(source: OpusSource): Promise<Uint8Array[]> {
  const packets: Uint8Array[] = [];
  for (;;) {
    const packet = source.next();
    if (packet === null) return packets;
    if (packet === 'notYet') await nextTick();
    else packets.push(packet);
  }
}

test('a file is read whole once, and after a new start not at all', async () => {
  const { path, sha256, content } = put(60);
  const first = startAnew();
  (await first.files.open(path, sha256)).close();
  expect(first.disk.bytesRead).toBe(content.length);
  (await first.files.open(path, sha256)).close();
  expect(first.disk.bytesRead).toBe(content.length);

  const second = startAnew();
  (await second.files.open(path, sha256)).close();
  expect(second.disk.bytesRead).toBe(0);
});

test('a file that was only touched is read again, and known from then on', async () => {
  const { path, sha256, content } = put(2);
  (await startAnew().files.open(path, sha256)).close();
  utimesSync(path, 1, 1);
  const touched = startAnew();
  (await touched.files.open(path, sha256)).close();
  expect(touched.disk.bytesRead).toBe(content.length);
  const after = startAnew();
  (await after.files.open(path, sha256)).close();
  expect(after.disk.bytesRead).toBe(0);
});

test.each([
  ['changed by one byte, its times set back', changeOneByte],
  [
    'exchanged for another of the same name',
    (path: string) => {
      writeFileSync(`${path}.other`, writeOggOpus(numberedPackets(120, 200)));
      renameSync(`${path}.other`, path);
    },
  ],
  ['cut short', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 5_000))],
])('a file that was %s is refused, also by a process that knew it', async (_, change) => {
  const { path, sha256 } = put(2);
  const known = startAnew();
  (await known.files.open(path, sha256)).close();
  change(path);
  for (const { files } of [known, startAnew()]) {
    await expect(files.open(path, sha256)).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
  }
});

test('a hard link that is exchanged between the look at the path and its opening is refused', async () => {
  const { path, sha256 } = put(2);
  const other = put(3);
  const disk = countingDisk();
  const real = countingDisk();
  disk.open = (asked, flags) => {
    rmSync(path);
    linkSync(other.path, path);
    return real.open(asked, flags);
  };
  const files = new AudioFiles([folder], checks, disk);
  (await startAnew().files.open(path, sha256)).close();
  await expect(files.open(path, sha256)).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
});

test('a link that takes the file’s place between the look and the opening is refused', async () => {
  const { path, sha256, content } = put(2);
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  writeFileSync(join(outside, 'same'), content);
  const disk = countingDisk();
  const real = countingDisk();
  disk.open = (asked, flags) => {
    rmSync(path);
    symlinkSync(join(outside, 'same'), path);
    return real.open(asked, flags);
  };
  const files = new AudioFiles([folder], checks, disk);
  await expect(files.open(path, sha256)).rejects.toMatchObject({ code: 'FILE_MISSING' });
  rmSync(outside, { recursive: true });
});

test('what is written after the opening and before the first packet is never heard', async () => {
  const { path, sha256 } = put(60);
  const { files } = startAnew();
  const file = await files.open(path, sha256);
  const source = await openOggOpus(file, { guard: file });
  changeOneByte(path);
  await expect(play(source)).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
  expect(source.positionMs).toBe(0);
  source.close();
});

test('what is written while it plays is not heard, and what was read before is', async () => {
  const { path, sha256 } = put(120);
  const { files } = startAnew();
  const file = await files.open(path, sha256);
  const source = await openOggOpus(file, { guard: file });
  expect(source.next()).toBeInstanceOf(Uint8Array);
  changeOneByte(path);
  await expect(play(source)).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
  // Two blocks of 64 KiB at most were in hand.
  expect(source.positionMs).toBeLessThan((2 * 65_536 * 20) / 200);
  source.close();
});

test('a file that is linked or touched while it plays is heard to its end', async () => {
  const { path, sha256 } = put(60);
  const { files } = startAnew();
  const file = await files.open(path, sha256);
  const source = await openOggOpus(file, { guard: file });
  linkSync(path, join(folder, 'backup'));
  const first = await play(source);
  expect(first).toHaveLength(3_000);
  source.close();
});

test('the rounds read what is new or was touched, one after another, and tell what is lost', async () => {
  const [known, fresh, changed, gone, linked] = [put(3), put(4), put(5), put(6), put(7)];
  const before = startAnew();
  for (const { path, sha256 } of [known, changed]) (await before.files.open(path, sha256)).close();
  changeOneByte(changed.path);
  rmSync(gone.path);
  renameSync(linked.path, join(folder, 'elsewhere'));
  symlinkSync(join(folder, 'elsewhere'), linked.path);
  const { disk, files } = startAnew();
  const lost: [string, string][] = [];
  const all = [known, fresh, changed, gone, linked];
  await checkInRounds(files, all, (sha256, code) => void lost.push([sha256, code])).done;
  expect(lost).toEqual([
    [changed.sha256, 'HASH_MISMATCH'],
    [gone.sha256, 'FILE_MISSING'],
    [linked.sha256, 'FILE_MISSING'],
  ]);
  expect(disk.opened).toEqual([fresh.path, changed.path]);
  expect(disk.bytesRead).toBe(fresh.content.length + changed.content.length);
});

test('rounds that are stopped tell nothing more', async () => {
  const { path, sha256 } = put(60);
  changeOneByte(path);
  const lost: string[] = [];
  const rounds = checkInRounds(startAnew().files, [{ path, sha256 }], (one) => void lost.push(one));
  rounds.stop();
  await rounds.done;
  expect(lost).toEqual([]);
});

test('a disk that is away for a moment takes no approval', async () => {
  const { path, sha256 } = put(1);
  const disk = countingDisk();
  disk.open = () => Promise.reject(Object.assign(new Error('too many'), { code: 'EMFILE' }));
  const lost: string[] = [];
  const files = new AudioFiles([folder], checks, disk);
  await checkInRounds(files, [{ path, sha256 }], (one) => void lost.push(one)).done;
  expect(lost).toEqual([]);
});
