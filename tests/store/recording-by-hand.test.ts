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
