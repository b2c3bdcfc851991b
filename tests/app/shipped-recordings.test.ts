import { expect, test } from '@jest/globals';
import type { Recording, Store } from '../../src/app/ports.ts';
import { takeOverShipped } from '../../src/app/shipped-recordings.ts';
import type { KeptRecording } from '../../src/domain/recording.ts';
import { openStore } from '../../src/store/store.ts';
import { guildId, kindness, vera } from './rehearsal.ts';

async function statusAfter(listed: Recording[], shipped: Recording[]) {
  const store = await openStore({ path: ':memory:', nowMs: 0 });
  for (const recording of listed) store.allowlist.save(guildId, recording, 1);
  takeOverShipped({ store }, guildId, shipped, 2);
  return Object.fromEntries(store.allowlist.list(guildId).map(({ id, status }) => [id, status]));
}

test('what ships is on the list', async () => {
  expect(await statusAfter([], [kindness])).toEqual({ kindness: 'approved' });
});

test('what was revoked stays revoked', async () => {
  const revoked = { ...kindness, status: 'revoked' } as const;
  expect(await statusAfter([revoked], [kindness])).toEqual({
    kindness: 'revoked',
  });
});

test('a changed title is taken over, and when it was last played is kept', async () => {
  const store = await openStore({ path: ':memory:', nowMs: 0 });
  store.allowlist.save(guildId, kindness, 1);
  store.allowlist.markPlayed(guildId, kindness.id, 7);
  const renamed = { ...kindness, title: 'Kindness, again' };
  takeOverShipped({ store }, guildId, [renamed], 9);
  expect(store.allowlist.find(guildId, kindness.id)).toMatchObject({
    title: 'Kindness, again',
    lastPlayedAtMs: 7,
  });
});

/** A database that was closed and opened again, with what ships taken over each time. */
async function afterRestart(decide: (store: Store) => void, shipped: Recording) {
  const store = await openStore({ path: ':memory:', nowMs: 0 });
  takeOverShipped({ store }, guildId, [kindness], 1);
  decide(store);
  takeOverShipped({ store }, guildId, [shipped], 9);
  return store.allowlist.kept(guildId, kindness.id);
}

/** As `/recording` saves what was decided. */
const decided =
  (changes: Partial<KeptRecording>) =>
  (store: Store): void => {
    const before = store.allowlist.kept(guildId, kindness.id)!;
    store.allowlist.saveKept(guildId, { ...before, decidedAtMs: 5, ...changes }, 5);
  };

test('what ships does not undo what a coordinator decided', async () => {
  const revoked = decided({ status: 'revoked', revokedAtMs: 5 });
  expect(await afterRestart(revoked, kindness)).toMatchObject({ status: 'revoked' });
  expect(await afterRestart(revoked, { ...kindness, title: 'New' })).toMatchObject({
    status: 'revoked',
    title: kindness.title,
  });
  expect(await afterRestart(decided({ title: 'In our words' }), kindness)).toMatchObject({
    status: 'approved',
    title: 'In our words',
  });
  const approved = decided({ status: 'approved', approvedBy: vera.userId });
  const sample = { ...kindness, status: 'proposed' } as const;
  expect(await afterRestart(approved, sample)).toMatchObject({ status: 'approved' });
});

test('another file under a name that was decided about needs another look', async () => {
  const approved = decided({ approvedBy: vera.userId, approvedAtMs: 5 });
  const other = { ...kindness, sha256: 'd'.repeat(64), lengthMs: 7_000 };
  expect(await afterRestart(approved, other)).toMatchObject({
    status: 'needsReview',
    sha256: other.sha256,
    lengthMs: 7_000,
    approvedBy: null,
  });
});
