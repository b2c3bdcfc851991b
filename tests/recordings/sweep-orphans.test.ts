import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { beginFile, sweepOrphans } from '../../src/recordings/prepared-folder.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 17);
const MINUTE_MS = 60_000;
const NAMED = 'a'.repeat(64);
const UNNAMED = 'b'.repeat(64);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function left(name: string, ageMinutes: number): string {
  writeFileSync(join(folder, name), name);
  const seconds = NOW_MS / 1000 - ageMinutes * 60;
  utimesSync(join(folder, name), seconds, seconds);
  return name;
}

const BEGUN = '.preparing-0b0e7a52-6c7c-4c3b-8f43-1d2f3a4b5c6d';

test('what a cut has left goes after an hour; what is somebody’s stays', async () => {
  const begun = left(BEGUN, 61);
  const orphan = left(`${UNNAMED}.opus`, 61);
  left(BEGUN.replace('0b', '0c'), 59);
  left(`${UNNAMED.replace('b', 'c')}.opus`, 59);
  left(`${NAMED}.opus`, 10_000);
  left('ours.opus', 10_000);
  left('notes.txt', 10_000);
  left('.preparing-notes', 10_000);
  mkdirSync(join(folder, 'more'));
  const swept = await sweepOrphans({ folder, nowMs: NOW_MS, named: new Set([NAMED]) });
  expect(swept.toSorted()).toEqual([begun, orphan].toSorted());
  expect(readdirSync(folder)).toHaveLength(7);
});

test('who does not know what is named takes only what was being written', async () => {
  const begun = left(BEGUN, 61);
  left(`${UNNAMED}.opus`, 61);
  expect(await sweepOrphans({ folder, nowMs: NOW_MS, named: null })).toEqual([begun]);
});

test('a folder that is not there has no orphans', async () => {
  const missing = join(folder, 'missing');
  expect(await sweepOrphans({ folder: missing, nowMs: NOW_MS, named: null })).toEqual([]);
});

test('a recording that is prepared anew is young again', async () => {
  const keep = async (nowMs: number) => {
    const begun = await beginFile(folder);
    await begun.fill(Readable.from([Buffer.from('sound')]), 100);
    return begun.keep(nowMs);
  };
  await keep(NOW_MS - 120 * MINUTE_MS);
  const { wasThere } = await keep(NOW_MS);
  expect(wasThere).toBe(true);
  expect(await sweepOrphans({ folder, nowMs: NOW_MS, named: new Set() })).toEqual([]);
  const later = { folder, nowMs: NOW_MS + 61 * MINUTE_MS, named: new Set<string>() };
  expect(await sweepOrphans(later)).toHaveLength(1);
});

test('more than was foreseen is not written', async () => {
  const begun = await beginFile(folder);
  const content = Readable.from([Buffer.alloc(60), Buffer.alloc(60)]);
  await expect(begun.fill(content, 100)).rejects.toThrow(/over 100 bytes/);
  await begun.drop();
  expect(readdirSync(folder)).toEqual([]);
});
