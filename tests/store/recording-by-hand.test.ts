/** An entry of the allowlist that somebody changes in the database itself. */
import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { mayPlay } from '../../src/domain/playback.ts';
import { openStore } from '../../src/store/store.ts';
import { guild, inTemporaryFolder, sampleRecording } from './samples.ts';

const { id } = sampleRecording();

test.each([
  ['another file', 'approved', `UPDATE recordings SET sha256 = '${'f'.repeat(64)}'`],
  ['another title', 'approved', `UPDATE recordings SET title = 'Something else'`],
  ['another speaker', 'approved', `UPDATE recordings SET speaker = 'Somebody else'`],
  ['a permission without an end', 'approved', `UPDATE recordings SET permission_ends_at_ms = 9e12`],
  ['approved where nobody did', 'proposed', `UPDATE recordings SET status = 'approved'`],
  ['approved after it was revoked', 'revoked', `UPDATE recordings SET status = 'approved'`],
] as const)('%s: it is refused, and needs another look', (_what, status, sql) =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const store = await openStore({ path, nowMs: 0 });
    store.allowlist.save(guild, sampleRecording(), 1);
    if (status !== 'approved') store.allowlist.save(guild, sampleRecording({ status }), 2);
    const database = new Database(path);
    database.exec(sql);
    database.close();
    expect(mayPlay(store.allowlist.of(guild), id, 3)).toEqual({
      allowed: false,
      why: 'NOT_APPROVED',
    });
    expect(store.allowlist.kept(guild, id)?.status).toBe('needsReview');
    expect(store.allowlist.list(guild)).toMatchObject([{ status: 'needsReview' }]);
    store.close();
  }),
);

test('a list that was read is read anew when this program or another one has changed it', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const store = await openStore({ path, nowMs: 0 });
    store.allowlist.save(guild, sampleRecording(), 1);
    const list = store.allowlist.of(guild);
    expect(store.allowlist.of(guild)).toBe(list);
    store.allowlist.markPlayed(guild, id, 5);
    expect(store.allowlist.of(guild).get(id)?.lastPlayedAtMs).toBe(5);

    const database = new Database(path);
    database.exec(`UPDATE recordings SET status = 'revoked'`);
    database.close();
    expect(store.allowlist.of(guild).get(id)?.status).toBe('revoked');

    const undone = () =>
      store.transaction(() => {
        store.allowlist.save(guild, sampleRecording({ status: 'proposed' }), 2);
        expect(store.allowlist.of(guild).get(id)?.status).toBe('proposed');
        throw new Error('undone');
      });
    expect(undone).toThrow('undone');
    expect(store.allowlist.of(guild).get(id)?.status).toBe('revoked');
    store.close();
  }));
