import { expect, test } from '@jest/globals';
import { loseFile } from '../../src/app/lost-files.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { coordinators, guildId, kindness, MINUTE, rehearse, START_MS } from './rehearsal.ts';
import { settingsById, usualSettings } from '../guild-settings.ts';

const { recording: words } = textsFor('en');

const nothing = (): void => {};
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

test('what has lost its file needs another look, is noted, and is told once', async () => {
  const here = await rehearse({ startMs: START_MS - 10 * MINUTE });
  const { store, clock, directory } = here;
  const settings = usualSettings(guildId);
  const ports = { store, clock, directory, log, guilds: settingsById(settings) };
  expect(loseFile(ports, 'f'.repeat(64), 'HASH_MISMATCH')).toBe(0);
  expect(loseFile(ports, kindness.sha256, 'HASH_MISMATCH')).toBe(1);
  expect(loseFile(ports, kindness.sha256, 'HASH_MISMATCH')).toBe(0);
  expect(store.allowlist.kept(guildId, kindness.id)).toMatchObject({
    status: 'needsReview',
    approvedBy: null,
  });
  expect(store.audit.latest(guildId, 5)).toMatchObject([
    { action: 'recording.fileLost', actorId: null, subject: `recording:${kindness.id}` },
  ]);
  await here.at(1);
  const told = here.standing(coordinators).filter((text) => text.includes(kindness.title));
  const said = words.unheard({ title: kindness.title, why: 'HASH_MISMATCH' });
  expect(told.map((text) => text.split('\n')[0])).toEqual([said]);
});
