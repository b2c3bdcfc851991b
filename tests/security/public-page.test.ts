/** The public page and the calendar feed, asked by whoever means harm. */
import { afterEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { startWebServer, type WebServer, type WebServerOptions } from '../../src/web/web-server.ts';
import { NOW_MS, plainSession, plainTimetable } from '../web/plain-timetable.ts';

let server: WebServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function serve(name = 'Morning practice', options: Partial<WebServerOptions> = {}) {
  const named = plainSession({ seriesName: name, description: name, roomName: name });
  const timetable = plainTimetable([named], { communityName: name });
  server = await startWebServer({
    port: 0,
    health: () => ({ isReady: true, reasons: [] }),
    timetable: () => timetable,
    nowMs: () => NOW_MS,
    publicUrl: 'https://practice.example.org',
    ...options,
  });
  return server;
}

/** All that the server says to these bytes until it hangs up. */
async function sayBytes(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(server?.url ?? '').port), '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // Hung up on while it still sends: what came before that is what counts.
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

/** What each line of a calendar file is, without what it says. */
async function lineNames(path: string): Promise<string[]> {
  const file = await (await fetch(`${server?.url ?? ''}${path}`)).text();
  const lines = file.replaceAll('\r\n ', '').split('\r\n');
  return lines.map((line) => line.split(/[:;]/)[0] ?? '');
}

const statusesIn = (answer: string): string[] =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status = '']) => status);

const HEAD = 'Host: practice.example.org\r\nConnection: close\r\n';

test.each([
  ['a line break', '\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M\r\nEND:VALARM\r\n'],
  ['an end of the event', 'x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:forged'],
  ['a lone carriage return', 'x\rATTENDEE:mailto:evil@example.org'],
  ['a line separator', 'x\u2028DESCRIPTION:forged\u0085'],
  ['a quotation mark and a colon', '";X-EVIL=1:"'],
])('a name with %s adds no line to the calendar feed', async (_what, name) => {
  await serve(name);
  const hostile = [await lineNames('calendar.ics'), await lineNames('calendar/morning.ics')];
  await server?.close();
  await serve();
  const usual = [await lineNames('calendar.ics'), await lineNames('calendar/morning.ics')];
  expect(usual[0]).toContain('BEGIN');
  expect(hostile).toEqual(usual);
});

test.each([
  'calendar/a%0d%0aSet-Cookie:%20x=1.ics',
  'calendar.ics?lang=de%0d%0aSet-Cookie:%20x=1',
  'en?%0d%0aSet-Cookie:%20x=1',
  '%0d%0aSet-Cookie:%20x=1',
])('an address with line breaks puts nothing into the headers: /%s', async (path) => {
  const { url } = await serve();
  const { headers } = await fetch(`${url}${path}`, { redirect: 'manual' });
  expect([...headers.keys()]).not.toContain('set-cookie');
});

test.each([
  '/../../package.json',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/calendar/..%2f..%2fpackage.json.ics',
  '/calendar/__proto__.ics',
  '/constructor',
  '/%00',
  '/%ff%fe',
  '//evil.example/',
  `/${'a'.repeat(200)}`,
])('an address leads to nothing but pages: %s', async (path) => {
  await serve();
  const answer = await sayBytes(`GET ${path} HTTP/1.1\r\n${HEAD}\r\n`);
  expect(statusesIn(answer)).toEqual(['404']);
  expect(answer).not.toMatch(/bellkeeper"|root:|^location:/im);
});

test.each([
  ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello', '400'],
  [
    'a length and chunks',
    'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    '400',
  ],
  ['chunks by another name', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n', '400'],
  ['a blank before the colon', 'Content-Length : 5\r\n\r\nhello', '400'],
  ['a head that is too long', `X-Long: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
])(
  'a request with %s is refused whole, and nothing hides behind it',
  async (_what, rest, status) => {
    await serve();
    const hidden = `GET /en HTTP/1.1\r\n${HEAD}\r\n`;
    const answer = await sayBytes(`POST / HTTP/1.1\r\nHost: x\r\n${rest}${hidden}`);
    expect(statusesIn(answer)).toEqual([status]);
  },
);

test('the body of a request is no request', async () => {
  await serve();
  const hidden = `GET /en HTTP/1.1\r\n${HEAD}\r\n`;
  const answer = await sayBytes(
    `POST / HTTP/1.1\r\n${HEAD}Content-Length: ${hidden.length}\r\n\r\n${hidden}`,
  );
  expect(statusesIn(answer)).toEqual(['405']);
});

test('whoever does not come to the end of asking is let go', async () => {
  await serve('Morning practice', { slowestMs: 200 });
  const answers = await Promise.all([
    sayBytes('GET /en HTTP/1.1\r\nHost: x\r\nX-Slow: '),
    sayBytes('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nslow'),
  ]);
  expect(statusesIn(answers[0])).toEqual(['408']);
  expect(statusesIn(answers[1]).every((status) => ['405', '408'].includes(status))).toBe(true);
});

test('no page sets a cookie, shows itself in another or lets anything else in', async () => {
  const { url } = await serve('<script>alert(1)</script>');
  for (const path of ['', 'en', 'calendar.ics', 'health', 'gone']) {
    const { headers } = await fetch(`${url}${path}`);
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});
