import { expect, test } from '@jest/globals';
import type { AudioLibrary, Recording } from '../../src/app/ports.ts';
import { takeOverShipped } from '../../src/app/shipped-recordings.ts';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { guildId, kindness } from './rehearsal.ts';

/** A library that has just these files, by hash. */
function libraryOf(...hashes: string[]): AudioLibrary {
  const recording: AudioLibrary['recording'] = ({ id, sha256 }) =>
    hashes.includes(sha256)
      ? { id, path: id, sha256, durationMs: 20, sentences: [], recordingId: id }
      : null;
  return { recording } as AudioLibrary;
}

async function statusAfter(listed: Recording[], shipped: Recording[], ...hashes: string[]) {
  const store = await openStore({ path: ':memory:', nowMs: 0 });
  for (const recording of listed) store.allowlist.save(guildId, recording, 1);
  takeOverShipped({ store, library: libraryOf(...hashes) }, guildId, shipped, 2);
  return Object.fromEntries(store.allowlist.list(guildId).map(({ id, status }) => [id, status]));
}

const own: Recording = { ...kindness, id: asId<RecordingId>('own'), sha256: 'b'.repeat(64) };

test('what ships is on the list', async () => {
  expect(await statusAfter([], [kindness], kindness.sha256)).toEqual({ kindness: 'approved' });
});

test('what was revoked stays revoked', async () => {
  const revoked = { ...kindness, status: 'revoked' } as const;
  expect(await statusAfter([revoked], [kindness], kindness.sha256)).toEqual({
    kindness: 'revoked',
  });
});

test('what has lost its file needs another look, and the others stay', async () => {
  expect(await statusAfter([kindness, own], [], own.sha256)).toEqual({
    kindness: 'needsReview',
    own: 'approved',
  });
});

test('a changed title is taken over, and when it was last played is kept', async () => {
  const store = await openStore({ path: ':memory:', nowMs: 0 });
  store.allowlist.save(guildId, kindness, 1);
  store.allowlist.markPlayed(guildId, kindness.id, 7);
  const renamed = { ...kindness, title: 'Kindness, again' };
  takeOverShipped({ store, library: libraryOf(kindness.sha256) }, guildId, [renamed], 9);
  expect(store.allowlist.find(guildId, kindness.id)).toMatchObject({
    title: 'Kindness, again',
    lastPlayedAtMs: 7,
  });
});
