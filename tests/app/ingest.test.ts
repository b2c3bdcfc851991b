/** What a desk makes of files that are handed over, with files and pages in memory. */
import { expect, test } from '@jest/globals';
import { IngestDesk, type HandedOver, type IngestPorts } from '../../src/app/ingest.ts';
import type { PageLookUp } from '../../src/app/ports.ts';
import { Turns } from '../../src/app/turns.ts';
import { asId, type GuildId } from '../../src/domain/identity.ts';
import type { IngestProgress } from '../../src/domain/ingest.ts';
import { openStore } from '../../src/store/store.ts';
import { createSilentLog } from '../discord/silent-log.ts';
import { createFakePreparer } from '../recordings/fake-preparer.ts';
import { callerOf, carol, coordinators, guildId, rehearse } from './rehearsal.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 17);
const address = 'https://soundcloud.com/our-community/body-scan';

const handedOver = (changes: Partial<HandedOver> = {}): HandedOver => ({
  guildId,
  by: carol.userId,
  file: { name: 'talk.mp3', sizeBytes: 9, address: 'https://cdn.discordapp.com/1/talk.mp3' },
  details: {
    title: 'Body scan',
    speaker: 'Ana',
    language: 'en',
    kind: 'practice',
    intensity: '',
    licence: '',
    credit: '',
    link: '',
    permissionFrom: 'Ana',
    permissionAtMs: null,
    permissionEndsAtMs: null,
    transcript: '',
  },
  pageAddress: null,
  ...changes,
});
const otherFile = { name: 'b.mp3', sizeBytes: 9, address: 'https://cdn.discordapp.com/2/b.mp3' };
const silent = (): void => {};

async function openDesk(changes: Partial<IngestPorts> = {}) {
  const store = await openStore({ path: ':memory:', nowMs: NOW_MS });
  const files = createFakePreparer();
  const desk = new IngestDesk({
    store,
    clock: { nowMs: () => NOW_MS },
    take: files.takeFile,
    preparer: files.preparer,
    pages: null,
    turns: new Turns(),
    log: createSilentLog(),
    ...changes,
  });
  return { desk, store, ...files };
}

const lookingUp = (durationMs: number): IngestPorts['pages'] => ({
  lookUp: (): Promise<PageLookUp> =>
    Promise.resolve({
      ok: true,
      page: { address, trackId: '12', userId: '34', durationMs },
      title: 'Body scan',
      author: 'Our community',
    }),
});

test('it is put forward with all that is known of it, and its audit entry', async () => {
  const { desk, store, takenPaths } = await openDesk({ pages: lookingUp(601_500) });
  const end = await desk.add(handedOver({ pageAddress: address }), silent);
  expect(end).toMatchObject({ end: 'added', recordingId: 'body-scan', lengthMs: 600_000 });
  const [kept] = store.allowlist.listKept(guildId);
  expect(kept).toMatchObject({
    status: 'proposed',
    proposedBy: carol.userId,
    source: 'talk.mp3',
    sourceSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    link: address,
    page: { trackId: '12', userId: '34' },
    permissionFrom: 'Ana',
  });
  expect(store.audit.latest(guildId, 5)).toMatchObject([
    { action: 'recording.added', subject: 'recording:body-scan', actorId: carol.userId },
  ]);
  expect(takenPaths.size).toBe(0);
});

test('the same file is noticed before it is prepared; where its sound was lost that is mended', async () => {
  const { desk, store, kept } = await openDesk();
  await desk.add(handedOver(), silent);
  const seen: IngestProgress['phase'][] = [];
  const again = handedOver({ details: { ...handedOver().details, title: 'Another' } });
  const end = await desk.add(again, ({ phase }) => seen.push(phase));
  expect(end).toMatchObject({ end: 'alreadyThere', keptTitle: 'Body scan', isRestored: false });
  expect(seen).toEqual(['taking']);
  kept.clear();
  expect(await desk.add(again, silent)).toMatchObject({ end: 'alreadyThere', isRestored: true });
  expect(kept.size).toBe(1);
  expect(store.allowlist.listKept(guildId)).toHaveLength(1);
  // Another guild has a list of its own.
  const elsewhere = handedOver({ guildId: asId<GuildId>('900000000000000099') });
  expect(await desk.add(elsewhere, silent)).toMatchObject({ end: 'added' });
});

test('a page of another length is refused with both lengths, and the prepared file goes', async () => {
  const { desk, store, kept } = await openDesk({ pages: lookingUp(603_000) });
  const end = await desk.add(handedOver({ pageAddress: address }), silent);
  expect(end).toEqual({ end: 'lengths', pageMs: 603_000, fileMs: 600_000 });
  expect([...kept]).toEqual([]);
  expect(store.allowlist.listKept(guildId)).toEqual([]);
});

test('a page that proves nothing ends it before anything is prepared', async () => {
  const pages = { lookUp: () => Promise.resolve({ ok: false, why: 'WRONG_ACCOUNT' } as const) };
  const { desk, kept, takenPaths } = await openDesk({ pages });
  const end = await desk.add(handedOver({ pageAddress: address }), silent);
  expect(end).toEqual({ end: 'page', why: 'WRONG_ACCOUNT' });
  expect([kept.size, takenPaths.size]).toEqual([0, 0]);
});

test('one at a time: whoever comes later is told how many come first', async () => {
  const { desk } = await openDesk();
  const told: string[] = [];
  const add = (name: string) =>
    desk.add(
      handedOver({ file: { ...otherFile, address: `${otherFile.address}?${name}` } }),
      (progress) =>
        told.push(`${name} ${progress.phase}${'ahead' in progress ? ` ${progress.ahead}` : ''}`),
    );
  await Promise.all([add('a'), add('b'), add('c')]);
  expect(told.slice(0, 3)).toEqual(['a taking', 'b waiting 1', 'c waiting 2']);
  expect(told.indexOf('c waiting 1')).toBeGreaterThan(told.lastIndexOf('a preparing'));
  expect(told.indexOf('c taking')).toBeGreaterThan(told.lastIndexOf('b preparing'));
});

test('when it is stopped those who wait are told so, and nothing is begun', async () => {
  const { desk, store } = await openDesk();
  const first = desk.add(handedOver(), silent);
  const second = desk.add(handedOver({ file: otherFile }), silent);
  await desk.stop();
  await first;
  expect(await second).toEqual({ end: 'prepare', why: 'STOPPED' });
  expect(store.allowlist.listKept(guildId).length).toBeLessThanOrEqual(1);
});

test('how it ended is told in the coordinators’ channel when whoever asked was away', async () => {
  const { bot, clock, standing } = await rehearse();
  const { ingest } = bot.app;
  const end = await ingest.add(handedOver({ guildId: callerOf(carol).guildId }), silent);
  ingest.tellCoordinators(guildId, 'Body scan', end);
  await clock.advanceTo(clock.nowMs() + 60_000);
  expect(standing(coordinators)).toContainEqual(
    expect.stringMatching(/^This is about \*\*Body scan\*\*.*is prepared\..*\/recording approve/),
  );
});
