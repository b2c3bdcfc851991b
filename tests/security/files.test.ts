/** Files that people hand over: fetched from Discord alone, and kept under no name of theirs. */
import { afterEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createDownload } from '../../src/recordings/download.ts';
import { forTerminal } from '../../src/texts/plain.ts';
import { recordingLine } from '../../src/texts/recordings-file.ts';
import { kindness } from '../app/rehearsal.ts';
import { createManualClock } from '../manual-clock.ts';

const folders: string[] = [];
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'bellkeeper-handed-')), 'kept');
  folders.push(dirname(folder));
  return folder;
}

const watch = { signal: new AbortController().signal, onProgress: () => undefined };
const clock = createManualClock(0);

test.each([
  ['another alphabet', 'https://cdn.disc\u043erdapp.com/a.mp3'],
  ['the same as it travels', 'https://xn--cdn-discrdapp-xxx.com/a.mp3'],
  ['a longer name', 'https://cdn.discordapp.com.evil.example/a.mp3'],
  ['a name before it', 'https://evil-cdn.discordapp.com/a.mp3'],
  ['a name of theirs as a user', 'https://cdn.discordapp.com@127.0.0.1/a.mp3'],
  ['a backslash', 'https://evil.example\\@cdn.discordapp.com/a.mp3'],
  ['a dot at the end', 'https://cdn.discordapp.com./a.mp3'],
  ['another port', 'https://cdn.discordapp.com:444/a.mp3'],
  ['no encryption', 'http://media.discordapp.net/a.mp3'],
  ['this machine', 'http://127.0.0.1/a.mp3'],
  ['this machine in one number', 'http://2130706433/a.mp3'],
  ['this machine by IPv6', 'http://[::1]/a.mp3'],
  ['IPv4 within IPv6', 'http://[::ffff:127.0.0.1]/a.mp3'],
  ['the cloud’s own data', 'http://169.254.169.254/latest/meta-data'],
  ['a file', 'file:///etc/passwd'],
  ['a file of a host', 'file://cdn.discordapp.com/etc/passwd'],
  ['a script', 'javascript:alert(1)'],
  ['nothing', ''],
])('nothing is fetched from %s', async (_what, address) => {
  const folder = newFolder();
  const take = createDownload({ folder, clock, apiUrl: null });
  const taking = await take({ name: 'a.mp3', sizeBytes: 4, address }, watch);
  expect(taking).toMatchObject({ ok: false, fault: { at: 'download', code: 'HOST' } });
  expect(readdirSync(dirname(folder))).toEqual([]);
});

test.each([
  ['leads up', '../../../evil.opus'],
  ['is a path', '/etc/cron.d/evil'],
  ['ends early', 'a.opus\0.mp3'],
  ['is a prepared file', `${'a'.repeat(64)}.opus`],
  ['is very long', 'a'.repeat(10_000)],
])('a name that %s names no file here', async (_what, name) => {
  const folder = newFolder();
  const server = createServer((_request, response) => void response.end('RIFF'));
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const take = createDownload({ folder, clock, apiUrl: `${origin}/api` });
  const taking = await take({ name, sizeBytes: 4, address: `${origin}/files/1` }, watch);
  if (!taking.ok) throw new Error('It was not taken.');
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\.preparing-[0-9a-f-]{36}$/)]);
  expect(readdirSync(dirname(folder))).toEqual(['kept']);
  await taking.file.drop();
  expect(readdirSync(folder)).toEqual([]);
});

test('a title is listed at the machine without what a terminal obeys', () => {
  const title = 'a\u001b[2J\u009b31m\u0007b\r\u202ec';
  const line = forTerminal(recordingLine({ ...kindness, title, speaker: title }));
  expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(forTerminal('one\ntwo')).toBe('one\ntwo');
});
