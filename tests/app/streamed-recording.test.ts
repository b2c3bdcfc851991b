/** A recording without a file: what is kept of its page, and who is sent to attach a file instead. */
import { expect, test } from '@jest/globals';
import { IngestDesk, type HandedOver } from '../../src/app/ingest.ts';
import { pageSha256 } from '../../src/app/page-hash.ts';
import type { PageLookUp } from '../../src/app/ports.ts';
import { Turns } from '../../src/app/turns.ts';
import { asId, type GuildId, type RecordingId, type UserId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { createSilentLog } from '../discord/silent-log.ts';
import { createFakePreparer } from '../recordings/fake-preparer.ts';

const guildId = asId<GuildId>('100000000000000000');
const NOW_MS = Date.UTC(2026, 11, 2);
const page = {
  address: 'https://soundcloud.com/a-community/a-meditation',
  trackId: '293',
  userId: '71',
  durationMs: 900_000,
};
const handed: HandedOver = {
  guildId,
  by: asId<UserId>('200000000000000001'),
  file: null,
  pageAddress: page.address,
  details: {
    title: 'A meditation',
    speaker: 'Ana',
    language: 'en',
    kind: 'practice',
    intensity: '',
    licence: '',
    credit: '',
    link: '',
    permissionFrom: '',
    permissionAtMs: null,
    permissionEndsAtMs: null,
    transcript: '',
  },
};

async function openDesk(options: { playsPages?: boolean; found?: PageLookUp } = {}) {
  const { playsPages = true, found } = options;
  const store = await openStore({ path: ':memory:', nowMs: NOW_MS });
  const { takeFile: take, preparer } = createFakePreparer();
  const desk = new IngestDesk({
    store,
    clock: { nowMs: () => NOW_MS },
    take,
    preparer,
    pages: {
      lookUp: () =>
        Promise.resolve(found ?? { ok: true, page, title: 'A meditation', author: 'A Community' }),
    },
    playsPages,
    turns: new Turns(),
    log: createSilentLog(),
  });
  const add = (change: Partial<HandedOver> = {}) => desk.add({ ...handed, ...change }, () => {});
  return { store, add, [Symbol.dispose]: () => store.close() };
}

test('what has a page and no file is put forward with its pinned page, and has no file', async () => {
  using desk = await openDesk();
  const end = await desk.add();
  expect(end).toEqual({ end: 'addedPage', recordingId: 'a-meditation', lengthMs: 900_000 });
  const kept = desk.store.allowlist.kept(guildId, asId<RecordingId>('a-meditation'));
  expect(kept).toMatchObject({ status: 'proposed', file: '', stream: page, page });
  expect(kept?.sha256).toBe(pageSha256(page));
  expect(kept?.link).toBe(page.address);
  expect(desk.store.allowlist.namedSha256s().size).toBe(0);
  expect(await desk.add()).toMatchObject({ end: 'alreadyThere', isRestored: false });
});

test('without the setting, and without a page, the file is asked for', async () => {
  using off = await openDesk({ playsPages: false });
  expect(await off.add()).toEqual({ end: 'noFile', why: 'OFF' });
  using on = await openDesk();
  expect(await on.add({ pageAddress: null })).toEqual({ end: 'noFile', why: 'NO_PAGE' });
  expect(on.store.allowlist.list(guildId)).toEqual([]);
});

test('a page that proves nothing is not put forward', async () => {
  using desk = await openDesk({ found: { ok: false, why: 'WRONG_ACCOUNT' } });
  expect(await desk.add()).toEqual({ end: 'page', why: 'WRONG_ACCOUNT' });
  expect(desk.store.allowlist.list(guildId)).toEqual([]);
});

test('another page has another hash, whatever it is that differs', () => {
  const others = [
    { ...page, address: `${page.address}-2` },
    { ...page, trackId: '294' },
    { ...page, userId: '72' },
    { ...page, durationMs: 900_001 },
  ];
  expect(new Set([page, ...others].map(pageSha256)).size).toBe(5);
});
