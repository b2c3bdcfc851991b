/** Pages that are looked at again, over a store in memory and a SoundCloud that says what it is told. */
import { expect, test } from '@jest/globals';
import { approvedUserIds, PageKeeper } from '../../src/app/page-keeper.ts';
import type { PageLookUp } from '../../src/app/ports.ts';
import { asId, type RecordingId, type UserId } from '../../src/domain/identity.ts';
import type { PageFaultCode } from '../../src/domain/page-fault.ts';
import type { KeptRecording } from '../../src/domain/recording.ts';
import type { SoundCloudPage } from '../../src/domain/sound-cloud.ts';
import { openStore } from '../../src/store/store.ts';
import { createSilentLog } from '../discord/silent-log.ts';
import { createManualClock } from '../manual-clock.ts';
import {
  alice,
  callerOf,
  carol,
  coordinators,
  guildId,
  HOUR,
  kindness,
  MINUTE,
  rehearse,
} from './rehearsal.ts';

const DAY = 24 * HOUR;

function pageOf(name: string): SoundCloudPage {
  const address = `https://soundcloud.com/a-community/${name}`;
  return { address, trackId: '293', userId: '71', durationMs: 12 * MINUTE };
}

function approved(name: string, over: Partial<KeptRecording> = {}): KeptRecording {
  return {
    ...kindness,
    id: asId<RecordingId>(name),
    title: name,
    proposedBy: asId<UserId>('1'),
    approvedBy: asId<UserId>('2'),
    approvedAtMs: 0,
    revokedAtMs: null,
    permissionFrom: 'Ana',
    permissionAtMs: 0,
    source: '',
    sourceSha256: '',
    page: pageOf(name),
    link: '',
    decidedAtMs: 0,
    ...over,
  };
}

async function openKeeper(recordings: readonly KeptRecording[]) {
  const store = await openStore({ path: ':memory:', nowMs: 0 });
  for (const recording of recordings) store.allowlist.saveKept(guildId, recording, 0);
  const clock = createManualClock(100 * DAY);
  const asked: { readonly name: string; readonly atMs: number }[] = [];
  const told: unknown[] = [];
  let says: Partial<SoundCloudPage> | PageFaultCode = {};
  let roomsWoken = 0;
  /** Started anew it remembers what the store does. */
  const begin = (): PageKeeper => {
    const keeper = new PageKeeper({
      store,
      clock,
      log: createSilentLog(),
      guilds: new Map([
        [
          guildId,
          {
            guildId,
            language: 'en',
            teacherRole: '',
            volunteerRole: '',
            coordinatorRole: '',
            coordinatorChannel: '',
            teacherChannel: '',
            directMessagesADay: 0,
            recordingApprovals: 2,
          },
        ],
      ]),
      pages: {
        async lookUp(address): Promise<PageLookUp> {
          const name = address.split('/').at(-1) ?? '';
          asked.push({ name, atMs: clock.nowMs() });
          await Promise.resolve();
          if (typeof says === 'string') return { ok: false, why: says };
          return { ok: true, page: { ...pageOf(name), ...says }, title: name, author: 'A' };
        },
      },
      onRecordingsChanged: () => (roomsWoken += 1),
      tellCoordinators: (_guildId, _kind, text) => told.push(text),
    });
    keeper.start();
    return keeper;
  };
  let keeper = begin();
  const cancel = clock.heartbeat(() => keeper.onHeartbeat());
  return {
    store,
    clock,
    asked,
    told,
    check: (name: string) => keeper.check(guildId, asId<RecordingId>(name)),
    startAnew: () => (keeper = begin()),
    say: (what: Partial<SoundCloudPage> | PageFaultCode) => (says = what),
    rooms: () => roomsWoken,
    status: (name: string) => store.allowlist.kept(guildId, asId<RecordingId>(name))?.status,
    async [Symbol.asyncDispose]() {
      cancel();
      await keeper.stop();
      store.close();
    },
  };
}

test('each page is looked at once a day, one at a time and at most twelve an hour', async () => {
  const names = Array.from({ length: 30 }, (_, index) => `talk-${index}`);
  await using room = await openKeeper(names.map((name) => approved(name)));
  await room.clock.advanceBy(HOUR);
  expect(room.asked.length).toBeGreaterThan(9);
  expect(room.asked.length).toBeLessThanOrEqual(12);
  await room.clock.advanceBy(2 * HOUR);
  expect(room.asked.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  await room.clock.advanceBy(20 * HOUR);
  expect(room.asked).toHaveLength(30);
  room.startAnew();
  await room.clock.advanceBy(5 * HOUR);
  expect(room.asked).toHaveLength(60);
  expect(names.map((name) => room.status(name))).toEqual(names.map(() => 'approved'));
});

test('what may not be heard anyway, and what has no page, is left alone', async () => {
  await using room = await openKeeper([
    approved('no-page', { page: null }),
    approved('proposed', { status: 'proposed' }),
    approved('revoked', { status: 'revoked' }),
  ]);
  await room.clock.advanceBy(2 * DAY);
  expect(room.asked).toEqual([]);
  expect(await room.check('no-page')).toEqual({ kind: 'noPage' });
  expect(await room.check('unheard-of')).toEqual({ kind: 'noPage' });
});

test.each([
  [{ userId: '80' }, 'OWNER'],
  ['WRONG_ACCOUNT', 'OWNER'],
  [{ trackId: '294' }, 'TRACK'],
  [{ durationMs: 13 * MINUTE }, 'DURATION'],
] as const)('a page with %o takes the approval away', async (says, change) => {
  await using room = await openKeeper([approved('talk')]);
  room.say(says);
  await room.clock.advanceBy(DAY);
  expect(room.status('talk')).toBe('needsReview');
  expect(room.told).toEqual([{ key: 'alert.page', params: { title: 'talk', change } }]);
  expect(room.rooms()).toBe(1);
  const [entry, ...others] = room.store.audit.latest(guildId, 10);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    actorId: null,
    action: 'recording.pageChanged',
    subject: 'recording:talk',
    before: { status: 'approved', approvedBy: '2', page: pageOf('talk') },
    after: { status: 'needsReview', approvedBy: null, change },
  });
  await room.clock.advanceBy(3 * DAY);
  expect([room.told.length, room.asked.length]).toEqual([1, 1]);
});

test('a page counts as gone when it was not there twice, an hour apart', async () => {
  await using room = await openKeeper([approved('talk')]);
  room.say('GONE');
  expect(await room.check('talk')).toEqual({ kind: 'goneOnce' });
  expect(await room.check('talk')).toEqual({ kind: 'goneOnce' });
  expect(room.status('talk')).toBe('approved');
  room.say({});
  expect(await room.check('talk')).toEqual({ kind: 'same' });
  room.say('GONE');
  expect(await room.check('talk')).toEqual({ kind: 'goneOnce' });
  room.startAnew();
  await room.clock.advanceBy(HOUR + 6 * MINUTE);
  expect(room.status('talk')).toBe('needsReview');
  expect(room.told).toEqual([{ key: 'alert.page', params: { title: 'talk', change: 'GONE' } }]);
});

test.each([
  'NETWORK',
  'TIMEOUT',
  'RATE_LIMITED',
  'RESTING',
  'UNREADABLE',
  'CRASHED',
  'CLOSED',
  'ELSEWHERE',
  'DISAGREES',
  'NO_ACCOUNT',
] as const)('%s changes nothing, and is asked again in an hour', async (why) => {
  await using room = await openKeeper([approved('talk')]);
  room.say(why);
  expect(await room.check('talk')).toEqual({ kind: 'unsettled', why });
  await room.clock.advanceBy(HOUR - MINUTE);
  expect(room.asked).toHaveLength(1);
  await room.clock.advanceBy(10 * MINUTE);
  expect(room.asked).toHaveLength(2);
  expect([room.status('talk'), room.told, room.rooms()]).toEqual(['approved', [], 0]);
});

test('what was taken back while SoundCloud was asked stays taken back', async () => {
  await using room = await openKeeper([approved('talk')]);
  room.say({ userId: '80' });
  const checked = room.check('talk');
  room.store.allowlist.saveKept(guildId, approved('talk', { status: 'revoked' }), 0);
  expect(await checked).toEqual({ kind: 'changed', change: 'OWNER' });
  expect([room.status('talk'), room.told]).toEqual(['revoked', []]);
});

test('the accounts that stand behind what is approved', async () => {
  const other: SoundCloudPage = { ...pageOf('b'), userId: '80' };
  await using room = await openKeeper([
    approved('a'),
    approved('b', { status: 'proposed', page: other }),
    approved('c', { page: null }),
  ]);
  expect(approvedUserIds(room.store, [guildId])).toEqual(new Set(['71']));
});

// ---- the bot as a whole -------------------------------------------------------------

test('a recording whose page changed hands stops where it plays, and coordinators are told once', async () => {
  let owner = '71';
  const page = pageOf('kindness');
  const stage = await rehearse({
    pages: {
      lookUp: () =>
        Promise.resolve({ ok: true, page: { ...page, userId: owner }, title: 'A', author: 'A' }),
    },
  });
  stage.store.allowlist.saveKept(guildId, approved('kindness', { page }), 0);
  stage.enter(alice);
  await stage.at(12);
  expect(stage.state()).toMatchObject({ phase: 'playing', recordingId: 'kindness' });
  owner = '80';
  const { app } = stage.bot;
  const checked = await app.pageChecks.check(callerOf(carol).guildId, kindness.id);
  expect(checked).toEqual({ kind: 'changed', change: 'OWNER' });
  await stage.at(13);
  expect(stage.state()).not.toMatchObject({ phase: 'playing' });
  const told = stage.standing(coordinators).filter((text) => text.includes('SoundCloud'));
  expect(told).toEqual([
    'The SoundCloud page of **kindness** belongs to another account than the one that was approved. So I do not play it for now. Please look at it: `/recording approve` lets it be heard again, `/recording revoke` takes it back.',
  ]);
});
