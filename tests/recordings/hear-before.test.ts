/** What whoever is to vouch for a recording gets to hear. */
import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hearBefore } from '../../src/recordings/hear-before.ts';
import { sampleRecording } from '../store/samples.ts';

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

const libraryAt = (path: string) => ({
  recording: () => ({
    id: 'a',
    path,
    sha256,
    durationMs: 20,
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

test('a large file is not read', () =>
  withFile(async (path) => {
    await truncate(path, 3_000_000_000);
    expect(await hearBefore(libraryAt(path), entry)).toEqual({ kind: 'tooLarge' });
  }));

test('a file that went away is missing, and so is one that was never there', () =>
  withFile(async (path) => {
    await rm(path);
    expect(await hearBefore(libraryAt(path), entry)).toEqual({ kind: 'missing' });
    expect(await hearBefore({ recording: () => null }, entry)).toEqual({ kind: 'missing' });
  }));
