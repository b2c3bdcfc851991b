/**
 * Going on in the second hour of a file of two hours: by the index that was made at its ingest, by
 * bisection, and by a scan from the beginning, turn by turn; with the file in memory and, by asking
 * the system to forget it, from the disk. From the asking to the first packet in hand.
 */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLayout } from '../../src/recordings/ogg-layout.ts';
import { openOggOpus } from '../../src/recordings/ogg-opus.ts';
import { accessFile, type RandomAccess } from '../../src/recordings/random-access.ts';
import { seekIndexBeside, seekIndexPath, writeSeekIndex } from '../../src/recordings/seek-index.ts';
import { pageStarts } from '../../src/recordings/seeker.ts';
import { verifyPrepared } from '../../src/recordings/verify-prepared.ts';
import { numberedPackets, writeOggOpus } from '../recordings/ogg-writer.ts';
import type { Bench, Figure } from './bench.ts';
import { quantile } from './measure.ts';

const HOURS = 2;
const PACKETS = HOURS * 180_000;
/** 96 kbit/s. */
const PACKET_BYTES = 240;
const ROUNDS = 40;
const SCANS = 3;
const LIMIT_MS = 5;

interface Times {
  readonly index: number[];
  readonly bisection: number[];
}

export const bench: Bench = {
  name: 'seek',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-bench-'));
    try {
      const { path, sha256 } = await makeLongFile(folder);
      const scans: number[] = [];
      for (let round = 0; round < SCANS; round += 1) scans.push(await scan(path, 100 * 60_000));
      const figures: Figure[] = [];
      const scanWords = 'a scan from the beginning';
      const baseline = { what: scanWords, value: quantile(scans, 0.5) };
      for (const where of ['in memory', 'from the disk'] as const) {
        const times: Times = { index: [], bisection: [] };
        let reads = { index: 0, bisection: 0 };
        for (let round = 0; round < ROUNDS; round += 1) {
          const positionMs = 3_600_000 + ((round * 7_919_000) % 3_500_000);
          for (const way of ['index', 'bisection'] as const) {
            const found = await seek(path, sha256, positionMs, way, where === 'from the disk');
            times[way].push(found.ms);
            reads = { ...reads, [way]: found.reads };
          }
        }
        for (const way of ['index', 'bisection'] as const) {
          const p95 = quantile(times[way], 0.95).toFixed(1);
          figures.push({
            what: `seek to the second hour by ${way}, ${where}, median (p95 ${p95} ms, ${reads[way]} reads)`,
            value: quantile(times[way], 0.5),
            unit: 'ms',
            limit: way === 'index' ? LIMIT_MS : null,
            baseline,
          });
        }
      }
      return { figures };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function makeLongFile(folder: string) {
  const content = writeOggOpus(numberedPackets(PACKETS, PACKET_BYTES), { packetsPerPage: 48 });
  const sha256 = createHash('sha256').update(content).digest('hex');
  const path = join(folder, `${sha256}.opus`);
  writeFileSync(path, content);
  const { seekEntries } = await verifyPrepared(path, PACKETS * 20);
  await writeSeekIndex(seekIndexPath(path) ?? '', sha256, seekEntries);
  // What is still to be written can't be forgotten.
  spawnSync('sync', [folder]);
  return { path, sha256 };
}

async function seek(
  path: string,
  sha256: string,
  positionMs: number,
  way: 'index' | 'bisection',
  isForgotten: boolean,
) {
  const handle = await open(path);
  const { size } = await handle.stat();
  const counted = counting(accessFile(handle, size));
  const place = { id: '', path, sha256, durationMs: 0, sentences: [], recordingId: null };
  const seekIndex = way === 'index' ? seekIndexBeside(place) : null;
  const source = await openOggOpus(counted.file, { seekIndex });
  if (isForgotten) forget(path, seekIndexPath(path) ?? '');
  counted.reads = 0;
  const beganMs = performance.now();
  await source.seek(positionMs);
  const ms = performance.now() - beganMs;
  if (!(source.next() instanceof Uint8Array)) throw new Error('No packet was in hand.');
  source.close();
  return { ms, reads: counted.reads };
}

function counting(file: RandomAccess) {
  const counted = {
    reads: 0,
    file: {
      ...file,
      read: (position: number, length: number) => {
        counted.reads += 1;
        return file.read(position, length);
      },
    },
  };
  return counted;
}

/** The system keeps what was read; this lets it go, so that the disk is asked again. */
function forget(...paths: readonly string[]): void {
  for (const path of paths) {
    const flags = [`of=${path}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0'];
    spawnSync('dd', flags, { stdio: 'ignore' });
  }
}

/** What finding a place costs without an index or a search: page after page. */
async function scan(path: string, positionMs: number): Promise<number> {
  const handle = await open(path);
  const file = accessFile(handle, (await handle.stat()).size);
  const layout = await readLayout(file);
  const beganMs = performance.now();
  for await (const { firstPacket } of pageStarts(file, layout, () => Promise.resolve())) {
    if (firstPacket * 20 >= positionMs) break;
  }
  const ms = performance.now() - beganMs;
  file.close();
  return ms;
}
