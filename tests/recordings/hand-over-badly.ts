/**
 * Hands over what may not be, one thing after another, to the desk that a coordinator's file goes
 * to, with the real download and the real ffmpeg. Prints a line of JSON for each: what it was, how
 * it ended, in which words, and what is left in the folder; at last how much memory it took.
 */
import { once } from 'node:events';
import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IngestDesk } from '../../src/app/ingest.ts';
import { Turns } from '../../src/app/turns.ts';
import { asId, type GuildId, type UserId } from '../../src/domain/identity.ts';
import type { RecordingDetails } from '../../src/domain/ingest.ts';
import { createDownload } from '../../src/recordings/download.ts';
import { checksInMemory } from '../../src/recordings/file-checks.ts';
import { createPreparer } from '../../src/recordings/preparer.ts';
import { openStore } from '../../src/store/store.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { createSilentLog } from '../discord/silent-log.ts';
import { createManualClock } from '../manual-clock.ts';
import { badFilesIn } from './bad-files.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

interface Handed {
  readonly what: string;
  /** `prepare.VIDEO`: where it ends, and why. */
  readonly expected: string;
  readonly name?: string;
  readonly sizeBytes?: number;
  /** Where it is said to lie; on the server that stands in for Discord when left out. */
  readonly address?: string;
  readonly answer?: Answer;
  readonly details?: Partial<RecordingDetails>;
  /** Nothing more comes, and so much time passes. */
  readonly stallsMs?: number;
}

const guildId = asId<GuildId>('900000000000000001');
const by = asId<UserId>('100000000000000001');
const NOW_MS = Date.UTC(2026, 10, 24, 17);
const root = mkdtempSync(join(tmpdir(), 'handed-badly-'));
const folder = join(root, 'kept');
const plain: RecordingDetails = {
  title: 'Body scan',
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
};

const says =
  (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Answer =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);
const leadsTo = (location: string): Answer => says(302, { location });

const elsewhere = [
  'https://example.org/talk.mp3',
  'http://cdn.discordapp.com/attachments/1/2/talk.mp3',
  'https://cdn.discordapp.com.example.org/attachments/1/2/talk.mp3',
  'https://someone:secret@cdn.discordapp.com/attachments/1/2/talk.mp3',
  'https://cdn.discordapp.com:8443/attachments/1/2/talk.mp3',
  'http://127.0.0.1:1/talk.mp3',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'data:audio/mpeg;base64,SUQz',
  'talk.mp3',
];

const handed: readonly Handed[] = [
  ...elsewhere.map((address) => ({ what: address, expected: 'download.HOST', address })),
  {
    what: 'a redirect to a private address',
    expected: 'download.HOST',
    answer: leadsTo('http://127.0.0.1:1/secret'),
  },
  {
    what: 'a redirect to the machine’s own files',
    expected: 'download.HOST',
    answer: leadsTo('file:///etc/passwd'),
  },
  { what: 'a file that is gone (404)', expected: 'download.GONE', answer: says(404) },
  { what: 'an address that has expired (403)', expected: 'download.GONE', answer: says(403) },
  { what: 'a server in trouble (500)', expected: 'download.NETWORK', answer: says(500) },
  { what: '3 GB, as Discord says', expected: 'download.TOO_LARGE', sizeBytes: 3e9 },
  {
    what: '3 GB, as the server says',
    expected: 'download.TOO_LARGE',
    answer: (_request, response) =>
      response.writeHead(200, { 'content-length': 3e9 }).flushHeaders(),
  },
  {
    what: 'more than 500 MB, though less was announced to nobody',
    expected: 'download.TOO_LARGE',
    sizeBytes: 500_000_000,
    answer: endless,
  },
  {
    what: 'a body that is longer than announced',
    expected: 'download.NETWORK',
    sizeBytes: 10,
    answer: says(200, {}, 'x'.repeat(1000)),
  },
  {
    what: 'a body that breaks off',
    expected: 'download.NETWORK',
    sizeBytes: 1000,
    answer(_request, response) {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('x'.repeat(100), () => response.destroy());
    },
  },
  {
    what: 'a body that stalls',
    expected: 'download.TIMEOUT',
    sizeBytes: 1000,
    stallsMs: 21_000,
    answer: (_request, response) => void response.writeHead(200).write('x'.repeat(100)),
  },
  {
    what: 'a body that takes eleven minutes',
    expected: 'download.TIMEOUT',
    sizeBytes: 1000,
    stallsMs: 660_000,
    answer: (_request, response) => void response.writeHead(200).write('x'.repeat(100)),
  },
  { what: 'a name with a line break', expected: 'prepare.NAME', name: 'a\nb.mp3' },
  { what: 'a name that leads out of its folder', expected: 'prepare.NAME', name: '../../passwd' },
  { what: 'a name that is no name', expected: 'prepare.NAME', name: '..' },
  { what: 'a name that turns writing round', expected: 'prepare.NAME', name: 'a\u202e3pm.exe' },
  { what: 'no title', expected: 'details.NO_TITLE', details: { title: ' ' } },
  { what: 'a title in two lines', expected: 'details.NOT_PLAIN', details: { title: 'a\nb' } },
  {
    what: 'a language that is none',
    expected: 'details.BAD_LANGUAGE',
    details: { language: 'English' },
  },
  {
    what: 'a link that is none',
    expected: 'details.BAD_LINK',
    details: { link: 'javascript:alert(1)' },
  },
  {
    what: 'a permission that is over',
    expected: 'details.PERMISSION_OVER',
    details: { permissionEndsAtMs: NOW_MS - 1 },
  },
  // What no download gives: paths on this machine.
  ...badFilesIn(root)
    .filter(([, code]) => code !== 'NAME' && code !== 'FILE_MISSING' && code !== 'TOO_LARGE')
    .map(([what, code, make]): Handed => {
      let path = '';
      return {
        what,
        expected: code === 'EMPTY' ? 'prepare.EMPTY' : `prepare.${code}`,
        get sizeBytes() {
          path = make();
          return statSync(path).size;
        },
        answer: (_request, response) => void createReadStream(path).pipe(response.writeHead(200)),
      };
    }),
];

/** Until the other side has enough. */
function endless(_request: IncomingMessage, response: ServerResponse): void {
  const block = Buffer.alloc(1_048_576);
  const more = (): void => {
    while (!response.destroyed && response.write(block));
    if (!response.destroyed) response.once('drain', more);
  };
  response.writeHead(200);
  more();
}

const answerByPath = new Map<string, Answer>();
const server = createServer((request, response) => {
  response.on('error', () => response.destroy());
  (answerByPath.get(request.url ?? '') ?? says(404))(request, response);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const store = await openStore({ path: ':memory:', nowMs: NOW_MS });
const { ingest: words } = textsFor('en');

for (const [index, one] of handed.entries()) {
  const clock = createManualClock(NOW_MS);
  const desk = new IngestDesk({
    store,
    clock,
    take: createDownload({ folder, clock, apiUrl: `${base}/api` }),
    preparer: createPreparer({
      ffmpegPath: null,
      searchPath: '',
      folder,
      shippedFolder: folder,
      fileChecks: checksInMemory(),
      clock,
    }),
    pages: null,
    turns: new Turns(),
    log: createSilentLog(),
  });
  const path = `/${index}`;
  if (one.answer) answerByPath.set(path, one.answer);
  const { name = 'talk.mp3', sizeBytes = 4, address = `${base}${path}`, stallsMs } = one;
  const details = { ...plain, ...one.details };
  const file = { name, sizeBytes, address };
  const end = await desk.add({ guildId, by, file, details, pageAddress: null }, ({ phase }) => {
    if (phase === 'taking' && stallsMs !== undefined) void clock.advanceTo(NOW_MS + stallsMs);
  });
  const ended = 'why' in end ? `${end.end}.${end.why}` : end.end;
  say({
    what: one.what,
    expected: one.expected,
    ended,
    words: words.end({ title: details.title, end }),
    left: existsSync(folder) ? readdirSync(folder) : [],
  });
}
say({
  listed: store.allowlist.listKept(guildId).length,
  maxRssMb: process.resourceUsage().maxRSS / 1024,
});
store.close();
server.close();
server.closeAllConnections();
rmSync(root, { recursive: true });

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
