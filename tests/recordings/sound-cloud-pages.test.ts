/** Whose a page is, asked of a stand-in for SoundCloud through play-dl as it is. */
import { expect, test } from '@jest/globals';
import type { PageFaultCode } from '../../src/domain/page-fault.ts';
import { createPages, type PagesPorts } from '../../src/recordings/sound-cloud/pages.ts';
import { createSilentLog } from '../discord/silent-log.ts';
import { createManualClock } from '../manual-clock.ts';
import type { Failure, Stage } from './sound-cloud-failures.ts';
import { startSoundCloud, type StandinTrack } from './sound-cloud-standin.ts';

const ADDRESS = 'https://soundcloud.com/a-community/a-meditation';
const MINUTE_MS = 60_000;

const meditation: StandinTrack = {
  id: 293,
  userId: 71,
  user: 'a-community',
  userName: 'A Community',
  slug: 'a-meditation',
  title: 'A meditation',
  durationMs: 600_000,
  // Nobody listens here: what it is handed out as is enough.
  audio: [{ kind: 'mp3', init: null, pieces: [] }],
};
const foreign: StandinTrack = { ...meditation, id: 300, userId: 80, user: 'somebody-else' };

async function openPages(over: Partial<PagesPorts> = {}) {
  const site = await startSoundCloud({ tracks: [meditation, foreign] });
  const clock = createManualClock(0);
  const log = createSilentLog();
  const pids: number[] = [];
  const pages = createPages({
    account: 'a-community',
    approvedUserIds: () => new Set(),
    clock,
    log,
    standin: site,
    process: { onStart: (pid) => pids.push(pid) },
    ...over,
  });
  return {
    ...pages,
    site,
    clock,
    log,
    pids,
    stages: (): (Stage | null)[] => site.requests.map(({ stage }) => stage),
    [Symbol.asyncDispose]: async () => {
      await pages.close();
      expect(pids.filter(isThere)).toEqual([]);
      expect(clock.waitingCount()).toBe(0);
      await site.close();
    },
  };
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // There is no process of that number.
    return false;
  }
}

test('a page of the approved account is pinned', async () => {
  await using room = await openPages();
  expect(await room.lookUp(`${ADDRESS}?si=1&utm_source=clipboard`)).toEqual({
    ok: true,
    page: { address: ADDRESS, trackId: '293', userId: '71', durationMs: 600_000 },
    title: 'A meditation',
    author: 'A Community',
  });
  expect(room.stages()).toEqual(['oEmbed', 'home', 'script', 'api']);
  expect(room.pids).toHaveLength(1);
});

test('without an approved account nobody is asked', async () => {
  await using room = await openPages({ account: null });
  expect(await room.lookUp(ADDRESS)).toEqual({ ok: false, why: 'NO_ACCOUNT' });
  expect(room.stages()).toEqual([]);
});

test('an account of the same name that is another one is not the approved one', async () => {
  await using room = await openPages({ approvedUserIds: () => new Set(['70']) });
  expect(await room.lookUp(ADDRESS)).toEqual({ ok: false, why: 'WRONG_ACCOUNT' });
});

test.each([
  ['http://soundcloud.com/a-community/a-meditation', 'NOT_HTTPS'],
  ['file:///etc/passwd', 'OTHER_SITE'],
  ['https://soundcloud.com.evil.example/a-community/a-meditation', 'OTHER_SITE'],
  ['https://soundcloud.com/a-community/sets/a-list', 'PLAYLIST'],
  ['https://soundcloud.com/a-community', 'USER_PAGE'],
  [`${ADDRESS}/s-AbCdEf12345`, 'SECRET_LINK'],
  ['a meditation', 'BAD_ADDRESS'],
  ['https://soundcloud.com/somebody-else/a-meditation', 'WRONG_ACCOUNT'],
])('%s is refused before anybody is asked', async (address, why) => {
  await using room = await openPages();
  expect(await room.lookUp(address)).toEqual({ ok: false, why });
  expect([room.stages(), room.pids]).toEqual([[], []]);
});

const failing: readonly (readonly [string, Failure, PageFaultCode])[] = [
  ['a page that is gone', { kind: 'gone' }, 'GONE'],
  ['a page that only its player misses', { kind: 'status', at: ['api'], status: 404 }, 'GONE'],
  ['a private page', { kind: 'status', at: ['oEmbed'], status: 403 }, 'CLOSED'],
  ['a page that its player may not show', { kind: 'status', at: ['api'], status: 403 }, 'CLOSED'],
  ['a preview', { kind: 'previewOnly' }, 'PREVIEW_ONLY'],
  ['a protected page', { kind: 'encryptedOnly' }, 'DRM'],
  ['too many questions', { kind: 'rateLimited' }, 'RATE_LIMITED'],
  ['the same, from its player', { kind: 'status', at: ['api'], status: 429 }, 'RATE_LIMITED'],
  ['a page that changed owner', owner('somebody-else', 80), 'WRONG_ACCOUNT'],
  ['HTML for JSON', { kind: 'htmlForJson' }, 'UNREADABLE'],
  ['a key that nobody gets', { kind: 'status', at: ['home'], status: 403 }, 'UNREADABLE'],
  ['a key that is nowhere', { kind: 'status', at: ['script'], status: 200 }, 'UNREADABLE'],
  ['a key that is not taken', { kind: 'status', at: ['api'], status: 401 }, 'UNREADABLE'],
  ['a server that is down', { kind: 'status', at: ['api'], status: 503 }, 'NETWORK'],
  ['an oEmbed that is down', { kind: 'status', at: ['oEmbed'], status: 502 }, 'NETWORK'],
  ['no handshake', { kind: 'noHandshake' }, 'NETWORK'],
  ['a connection that is cut', { kind: 'reset', at: ['api'] }, 'NETWORK'],
  ['a way to this machine', redirect('api', 'https://127.0.0.1/admin'), 'ELSEWHERE'],
  ['a way to its metadata', redirect('api', 'https://169.254.169.254/latest'), 'ELSEWHERE'],
  ['a way to elsewhere', redirect('home', 'https://evil.example/'), 'ELSEWHERE'],
  ['a way without a scheme', redirect('api', '/elsewhere'), 'UNREADABLE'],
  ['an oEmbed elsewhere', redirect('oEmbed', 'https://10.0.0.1/oembed'), 'ELSEWHERE'],
];

function redirect(at: Stage, to: string): Failure {
  return { kind: 'redirects', at, to };
}

function owner(user: string, userId: number): Failure {
  return { kind: 'ownerChanged', user, userId };
}

test.each(failing)('%s', async (_name, failure, why) => {
  await using room = await openPages();
  room.site.fail(failure);
  expect(await room.lookUp(ADDRESS)).toEqual({ ok: false, why });
});

test('two answers that tell of two recordings prove nothing', async () => {
  await using room = await openPages();
  const asked = room.lookUp(ADDRESS);
  await room.site.asked('home');
  room.site.fail({ kind: 'trackReplaced', id: 294 });
  expect(await asked).toEqual({ ok: false, why: 'DISAGREES' });
});

test.each(['oEmbed', 'home', 'script', 'api'] as const)(
  'whoever is never answered at the %s gives up',
  async (stage) => {
    await using room = await openPages();
    room.site.fail({ kind: 'silent', at: [stage] });
    const asked = room.lookUp(ADDRESS);
    await room.site.asked(stage);
    await room.clock.advanceBy(10_000);
    expect(await asked).toEqual({ ok: false, why: 'TIMEOUT' });
    expect(room.pids).toHaveLength(stage === 'oEmbed' ? 0 : 1);
  },
);

test('what is asked ends with whoever asks', async () => {
  await using room = await openPages();
  room.site.fail({ kind: 'silent', at: ['api'] });
  const asked = room.lookUp(ADDRESS);
  const next = room.lookUp(ADDRESS);
  await room.site.asked('api');
  await room.close();
  expect(await asked).toEqual({ ok: false, why: 'CRASHED' });
  expect(await next).toEqual({ ok: false, why: 'CRASHED' });
  expect(room.stages()).toHaveLength(4);
});

test('after three troubles in a row SoundCloud is left alone for a quarter of an hour', async () => {
  await using room = await openPages();
  const trouble: Failure = { kind: 'status', at: ['oEmbed'], status: 500 };
  room.site.fail(trouble);
  await room.lookUp(ADDRESS);
  await room.lookUp(ADDRESS);
  room.site.fail({ kind: 'gone' });
  await room.lookUp(ADDRESS);
  room.site.fail(trouble);
  for (let time = 0; time < 3; time += 1) await room.lookUp(ADDRESS);
  const sofar = room.stages().length;
  expect(await room.lookUp(ADDRESS)).toEqual({ ok: false, why: 'RESTING' });
  expect(room.restingUntilMs()).toBe(15 * MINUTE_MS);
  expect(room.stages()).toHaveLength(sofar);
  room.site.fail();
  await room.clock.advanceBy(15 * MINUTE_MS);
  expect(room.restingUntilMs()).toBeNull();
  expect(await room.lookUp(ADDRESS)).toMatchObject({ ok: true });
});

test('one page at a time', async () => {
  await using room = await openPages();
  const both = await Promise.all([room.lookUp(ADDRESS), room.lookUp(ADDRESS)]);
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  const once = ['oEmbed', 'home', 'script', 'api'];
  expect(room.stages()).toEqual([...once, ...once]);
});
