/** What coordinators learn, and what follows, when they ask whether recordings are in order. */
import { expect, test } from '@jest/globals';
import type { FileState } from '../../src/domain/ingest.ts';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import { createRecordingCheck } from '../../src/app/recording-check.ts';
import { createSilentLog } from '../discord/silent-log.ts';
import { coordinators, guildId, kindness, rehearse } from './rehearsal.ts';
import { settingsById, usualSettings } from '../guild-settings.ts';

const DAY_MS = 86_400_000;

test('what is missing or changed needs review, is told and kept; the rest stays as it is', async () => {
  const { store, clock, directory, standing, bot } = await rehearse();
  const guilds = settingsById(usualSettings(guildId));
  const stateById: Record<string, FileState> = {
    gone: 'missing',
    other: 'changed',
    away: 'unreadable',
  };
  for (const [index, id] of ['gone', 'other', 'away', 'ending'].entries()) {
    store.allowlist.save(
      guildId,
      {
        ...kindness,
        id: asId<RecordingId>(id),
        title: `Recording ${id}`,
        sha256: String(index).repeat(64),
        permissionEndsAtMs: id === 'ending' ? clock.nowMs() + DAY_MS : null,
      },
      1,
    );
  }
  let woken = 0;
  const check = createRecordingCheck({
    store,
    clock,
    directory,
    guilds,
    log: createSilentLog(),
    preparer: { stateOf: ({ id }) => Promise.resolve(stateById[id] ?? 'inOrder') },
    onRecordingsChanged: () => (woken += 1),
  });
  const seen: string[] = [];
  const checked = await check.check(guildId, (done, total) => seen.push(`${done}/${total}`));
  expect(seen).toEqual(['0/5', '1/5', '2/5', '3/5', '4/5']);
  expect(
    Object.fromEntries(
      checked.map(({ recording, file, permission }) => [recording.id, [file, permission]]),
    ),
  ).toEqual({
    kindness: ['inOrder', 'holds'],
    gone: ['missing', 'holds'],
    other: ['changed', 'holds'],
    away: ['unreadable', 'holds'],
    ending: ['inOrder', 'ending'],
  });
  const statusOf = (id: string) => store.allowlist.find(guildId, asId<RecordingId>(id))?.status;
  expect(['gone', 'other', 'away', 'ending'].map(statusOf)).toEqual([
    'needsReview',
    'needsReview',
    'approved',
    'approved',
  ]);
  expect(store.audit.latest(guildId, 9).map(({ action, subject }) => [action, subject])).toEqual(
    expect.arrayContaining([
      ['recording.fileLost', 'recording:gone'],
      ['recording.fileLost', 'recording:other'],
    ]),
  );
  expect(woken).toBe(1);
  await clock.advanceTo(clock.nowMs() + 60_000);
  expect(standing(coordinators).filter((text) => /Recording (gone|other)/.test(text))).toHaveLength(
    2,
  );
  expect(bot.app.recordingDesk.list(guildId)).toHaveLength(5);
});
