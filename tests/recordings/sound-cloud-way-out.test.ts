/** Whom the bot asks for SoundCloud's sake, and how far it follows where it is sent. */
import { expect, test } from '@jest/globals';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { PageFaultCode } from '../../src/domain/page-fault.ts';
import { makeLoopbackCertificate } from '../../src/practice/tls.ts';
import {
  GuardedAgent,
  isPublicAddress,
  isSoundCloudHost,
} from '../../src/recordings/sound-cloud/guarded-agent.ts';
import { askEmbed } from '../../src/recordings/sound-cloud/o-embed.ts';
import { askOnce } from '../../src/recordings/sound-cloud/one-request.ts';
import { createPages } from '../../src/recordings/sound-cloud/pages.ts';
import { followShortLink } from '../../src/recordings/sound-cloud/short-link.ts';
import { createSilentLog } from '../discord/silent-log.ts';
import { createManualClock } from '../manual-clock.ts';

const ADDRESS = 'https://soundcloud.com/a-community/a-meditation';
const page = { address: ADDRESS, user: 'a-community', slug: 'a-meditation' };
const LINK = 'https://on.soundcloud.com/AbC12';

type Answering = (path: string, response: ServerResponse, host: string) => void;

async function openServer(answer: Answering) {
  const hosts = ['soundcloud.com', 'on.soundcloud.com'];
  const { keyPem, certPem, caPem } = await makeLoopbackCertificate(hosts);
  const asked: string[] = [];
  const server = createServer({ key: keyPem, cert: certPem }, (request, response) => {
    const { host = '' } = request.headers;
    asked.push(`${host}${request.url}`);
    answer(request.url ?? '', response, host);
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const clock = createManualClock(0);
  const { port } = server.address() as AddressInfo;
  const standin = { port, caPem };
  const agent = new GuardedAgent(standin);
  const stopping = new AbortController();
  return {
    asked,
    clock,
    standin,
    stopping,
    asking: { agent, clock, signal: stopping.signal },
    async [Symbol.asyncDispose]() {
      expect(clock.waitingCount()).toBe(0);
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const leadTo =
  (...locations: string[]): Answering =>
  (_path, response) => {
    const location = locations.length > 1 ? locations.shift() : locations[0];
    response.writeHead(302, { location }).end();
  };

test('a short link is followed to its page, and the page itself is not asked for', async () => {
  await using site = await openServer(leadTo(`${ADDRESS}?si=1&utm_source=clipboard`));
  expect(await followShortLink(LINK, site.asking)).toEqual({ ok: true, ...page });
  expect(site.asked).toEqual(['on.soundcloud.com/AbC12']);
});

const further = (code: string): string => `https://on.soundcloud.com/${code}`;

test('at most three steps', async () => {
  await using near = await openServer(leadTo(further('b'), further('c'), ADDRESS));
  expect(await followShortLink(LINK, near.asking)).toMatchObject({ ok: true });
  await using far = await openServer(leadTo(further('b'), further('c'), further('d'), ADDRESS));
  expect(await followShortLink(LINK, far.asking)).toMatchObject({ ok: false, why: 'SHORT_LINK' });
  expect(far.asked).toHaveLength(3);
});

const ways: readonly (readonly [string, PageFaultCode])[] = [
  ['https://evil.example/a-community/a-meditation', 'ELSEWHERE'],
  ['https://soundcloud.com.evil.example/a/b', 'ELSEWHERE'],
  ['https://127.0.0.1/admin', 'ELSEWHERE'],
  ['https://169.254.169.254/latest/meta-data', 'ELSEWHERE'],
  ['https://[::1]/', 'ELSEWHERE'],
  ['file:///etc/passwd', 'ELSEWHERE'],
  ['http://soundcloud.com/a-community/a-meditation', 'ELSEWHERE'],
  ['https://soundcloud.com/a-community/sets/a-list', 'PLAYLIST'],
  ['https://soundcloud.com/a-community', 'USER_PAGE'],
  [`${ADDRESS}/s-AbCdEf12345`, 'SECRET_LINK'],
  ['/a-community/a-meditation', 'BAD_ADDRESS'],
];

test.each(ways)('a short link to %s ends there', async (location, why) => {
  await using site = await openServer(leadTo(location));
  expect(await followShortLink(LINK, site.asking)).toMatchObject({ ok: false, why });
  expect(site.asked).toHaveLength(1);
});

test.each([
  [200, 'SHORT_LINK'],
  [404, 'GONE'],
  [429, 'RATE_LIMITED'],
  [503, 'NETWORK'],
])('a short link that is answered with %i', async (status, why) => {
  await using site = await openServer((_path, response) => void response.writeHead(status).end());
  expect(await followShortLink(LINK, site.asking)).toMatchObject({ ok: false, why });
});

test('a short link to another account is refused as that account is', async () => {
  await using site = await openServer(leadTo('https://soundcloud.com/somebody-else/a-meditation'));
  const pages = createPages({
    account: 'a-community',
    approvedUserIds: () => new Set(),
    clock: site.clock,
    log: createSilentLog(),
    standin: site.standin,
  });
  expect(await pages.lookUp(LINK)).toEqual({ ok: false, why: 'WRONG_ACCOUNT' });
  expect(site.asked).toHaveLength(1);
  await pages.close();
});

// ---- oEmbed ---------------------------------------------------------------------

const embedOf = (over: object = {}, player = 'tracks%2F293'): string =>
  JSON.stringify({
    author_url: 'https://soundcloud.com/a-community',
    author_name: 'A Community',
    html: `<iframe width="100%" src="https://w.soundcloud.com/player/?visual=true&amp;url=https%3A%2F%2Fapi.soundcloud.com%2F${player}&amp;show_artwork=true"></iframe>`,
    ...over,
  });
const frame = (source: string): object => ({ html: `<iframe src="${source}"></iframe>` });

test.each([
  ['as it always was', embedOf()],
  ['as a URN', embedOf({}, 'tracks%2Fsoundcloud%253Atracks%253A293')],
])('oEmbed %s', async (_name, body) => {
  await using site = await openServer((_path, response) => void response.end(body));
  expect(await askEmbed(page, site.asking)).toEqual({
    ok: true,
    trackId: '293',
    user: 'a-community',
    author: 'A Community',
  });
  expect(site.asked).toEqual([
    `soundcloud.com/oembed?format=json&url=${encodeURIComponent(ADDRESS)}`,
  ]);
});

const oddities: readonly (readonly [string, string, PageFaultCode])[] = [
  ['a list', embedOf({}, 'playlists%2F293'), 'PLAYLIST'],
  ['an account', embedOf({}, 'users%2F71'), 'USER_PAGE'],
  ['something else', embedOf({}, 'tracks%2F293%2Fcomments'), 'UNREADABLE'],
  ['no number', embedOf({}, 'tracks%2Fabc'), 'UNREADABLE'],
  ['no frame', embedOf({ html: '<p>Sorry</p>' }), 'UNREADABLE'],
  ['a frame of nobody', embedOf(frame('nonsense')), 'UNREADABLE'],
  [
    'a frame of somebody else',
    embedOf(frame('https://evil.example/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F293')),
    'UNREADABLE',
  ],
  [
    'an author of another site',
    embedOf({ author_url: 'https://evil.example/a-community' }),
    'UNREADABLE',
  ],
  ['no author', embedOf({ author_url: null }), 'UNREADABLE'],
  ['no object', '"hello"', 'UNREADABLE'],
  ['nothing', '', 'UNREADABLE'],
  ['an endless answer', ' '.repeat(1_048_577), 'UNREADABLE'],
];

test.each(oddities)('oEmbed with %s', async (_name, body, why) => {
  await using site = await openServer((_path, response) => void response.end(body));
  expect(await askEmbed(page, site.asking)).toMatchObject({ ok: false, why });
});

test('an answer that stops in the middle is given up after ten seconds', async () => {
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  await using site = await openServer((_path, response) => {
    response.write(embedOf().slice(0, 20), () => resolve());
  });
  const asked = askEmbed(page, site.asking);
  await begun;
  await site.clock.advanceBy(10_000);
  expect(await asked).toMatchObject({ ok: false, why: 'TIMEOUT' });
});

test('an answer that is cut is no answer', async () => {
  await using site = await openServer((_path, response) => {
    response.writeHead(200, { 'content-length': 9_999 });
    response.write(embedOf(), () => response.destroy());
  });
  expect(await askEmbed(page, site.asking)).toMatchObject({ ok: false, why: 'NETWORK' });
});

test('what nobody wants any more is not asked for', async () => {
  await using site = await openServer((_path, response) => void response.end(embedOf()));
  site.stopping.abort();
  expect(await askEmbed(page, site.asking)).toMatchObject({ ok: false });
});

// ---- hosts and addresses ------------------------------------------------------------

test.each([
  ['soundcloud.com', true],
  ['api-v2.soundcloud.com', true],
  ['a-v2.sndcdn.com', true],
  ['cf-hls-media.sndcdn.com', true],
  ['sndcdn.com', false],
  ['evilsndcdn.com', false],
  ['soundcloud.com.evil.example', false],
  ['SOUNDCLOUD.COM', false],
  ['soundcloud.com.', false],
  ['127.0.0.1', false],
  ['localhost', false],
  ['', false],
])('the host %s', (host, isOurs) => {
  expect(isSoundCloudHost(host)).toBe(isOurs);
});

test.each([
  'https://evil.example/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://soundcloud.com:8443/',
])('nobody is asked at %s', async (address) => {
  await using site = await openServer((_path, response) => void response.end('hello'));
  const answer = await askOnce(new URL(address), site.asking);
  expect(answer).toMatchObject({ kind: 'failed', why: 'ELSEWHERE' });
  expect(site.asked).toEqual([]);
});

test('a certificate for another name is none', async () => {
  await using site = await openServer((_path, response) => void response.end('hello'));
  const answer = await askOnce(new URL('https://api-v2.soundcloud.com/'), site.asking);
  expect(answer).toMatchObject({ kind: 'failed', why: 'NETWORK' });
  expect(site.asked).toEqual([]);
});

test.each([
  ['35.190.247.1', true],
  ['172.15.255.255', true],
  ['172.32.0.0', true],
  ['2600:9000:2000::1', true],
  ['0.0.0.0', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:35.190.247.1', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001:db8::1', false],
  ['fc00::1', false],
  ['fe80::1', false],
  ['ff02::1', false],
  ['soundcloud.com', false],
])('the address %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
