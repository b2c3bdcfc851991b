/** What may befall the process that asks through play-dl: each ends in words, and it is gone. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PageFaultCode } from '../../src/domain/page-fault.ts';
import { lookUpTrack, type LookUpAnswer } from '../../src/recordings/sound-cloud/look-up.ts';
import { readToldAnswer } from '../../src/recordings/sound-cloud/told-track.ts';
import { createManualClock } from '../manual-clock.ts';

const ADDRESS = 'https://soundcloud.com/a-community/a-meditation';
const PROGRAM = fileURLToPath(
  new URL('../../src/recordings/sound-cloud/look-up-process.ts', import.meta.url),
);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bellkeeper-look-up-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs other words in the place of the process that asks. */
async function ask(code: string, whileAsked: (asked: Asked) => Promise<void> = async () => {}) {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, code);
  const clock = createManualClock(0);
  const stopping = new AbortController();
  const pids: number[] = [];
  const answered = lookUpTrack(ADDRESS, {
    clock,
    signal: stopping.signal,
    standin: null,
    program,
    onStart: (pid) => pids.push(pid),
  });
  await whileAsked({ clock, stopping, answered });
  const answer = await answered;
  expect(pids).toHaveLength(1);
  expect(() => process.kill(pids[0] ?? 0, 0)).toThrow('ESRCH');
  expect(clock.waitingCount()).toBe(0);
  return answer;
}

interface Asked {
  readonly clock: ReturnType<typeof createManualClock>;
  readonly stopping: AbortController;
  readonly answered: Promise<LookUpAnswer>;
}

const TRACK = {
  trackId: '293',
  userId: '71',
  userAddress: 'https://soundcloud.com/a-community',
  address: ADDRESS,
  durationMs: 600_000,
  title: 'A meditation',
  isPreview: false,
  isProtected: false,
  stream: null,
};
const told = (track: object): string => `${JSON.stringify({ ok: true, track })}\n`;
const say = (words: string): string =>
  `process.stdout.write(${JSON.stringify(words)}, () => process.exit(0));`;
const wait = 'setInterval(() => undefined, 1000);';

test('what is told in the exact shape is taken', async () => {
  expect(await ask(say(told(TRACK)))).toEqual({ ok: true, track: TRACK });
});

const broken: readonly (readonly [string, string, PageFaultCode])[] = [
  ['one that throws', 'throw new Error("broken");', 'CRASHED'],
  ['one that is killed', 'process.kill(process.pid, "SIGKILL");', 'CRASHED'],
  ['one that says nothing', 'process.exit(0);', 'CRASHED'],
  ['one that is no program', 'this is not JavaScript', 'CRASHED'],
  ['one that needs too much memory', 'const all = []; for (;;) all.push({ all });', 'CRASHED'],
  ['words that are no JSON', say('hello\n'), 'UNREADABLE'],
  ['HTML', say('<!DOCTYPE html><p>Sorry</p>\n'), 'UNREADABLE'],
  ['half a line', say(told(TRACK).slice(0, 40)), 'UNREADABLE'],
  ['a line without an end', say(told(TRACK).trim()), 'UNREADABLE'],
  ['two lines', say(told(TRACK) + told(TRACK)), 'UNREADABLE'],
  ['a list', say('[]\n'), 'UNREADABLE'],
  ['nothing in it', say('{"ok":true}\n'), 'UNREADABLE'],
  ['a number for the id', say(told({ ...TRACK, trackId: 293 })), 'UNREADABLE'],
  ['an id that is none', say(told({ ...TRACK, userId: '7 OR 1=1' })), 'UNREADABLE'],
  ['no length', say(told({ ...TRACK, durationMs: null })), 'UNREADABLE'],
  ['a title without an end', say(told({ ...TRACK, title: 'x'.repeat(9_000) })), 'UNREADABLE'],
  ['a fault that it can not know', say('{"ok":false,"why":"RESTING","words":""}\n'), 'UNREADABLE'],
  ['a flood', 'for (;;) process.stdout.write("x".repeat(9000));', 'UNREADABLE'],
  ['a flood of complaints', 'for (;;) process.stderr.write("x".repeat(9000));', 'UNREADABLE'],
  ['bytes that are no text', 'process.stdout.write(Buffer.alloc(99, 0xff));', 'UNREADABLE'],
  ['a fault', say('{"ok":false,"why":"GONE","words":"Got 404"}\n'), 'GONE'],
];

test.each(broken)('%s', async (_name, code, why) => {
  expect(await ask(code)).toMatchObject({ ok: false, why });
});

/** Where a program can show the test that it lives: each line is one sign of life. */
async function openSigns() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    code: `import { connect } from 'node:net'; const signs = connect(${port}, '127.0.0.1');`,
    async *[Symbol.asyncIterator]() {
      const [socket] = (await once(server, 'connection')) as [Socket];
      socket.on('error', () => socket.destroy());
      // Whoever is killed in the middle of a line cuts its connection.
      try {
        yield* createInterface({ input: socket });
      } finally {
        server.close();
      }
    },
  };
}

test('one that hangs is killed when nothing came for eight seconds', async () => {
  const signs = await openSigns();
  const answer = await ask(`${signs.code} signs.write('here\\n'); ${wait}`, async ({ clock }) => {
    for await (const sign of signs) {
      expect(sign).toBe('here');
      await clock.advanceBy(7_999);
      expect(clock.waitingCount()).toBe(2);
      await clock.advanceBy(1);
    }
  });
  expect(answer).toMatchObject({ ok: false, why: 'TIMEOUT' });
});

test('one that goes on and on is killed all the same', async () => {
  const signs = await openSigns();
  // It lets nobody end it, and shows all the time that something comes.
  const code = `${signs.code} process.on('SIGTERM', () => {});
    setInterval(() => process.stderr.write('.', () => signs.write('more\\n')), 5);`;
  let endedAtMs = 0;
  const answer = await ask(code, async ({ clock }) => {
    for await (const sign of signs) {
      expect(sign).toBe('more');
      await clock.advanceBy(500);
      endedAtMs = clock.nowMs();
    }
  });
  expect(answer).toMatchObject({ ok: false, why: 'TIMEOUT' });
  expect(endedAtMs).toBeGreaterThanOrEqual(25_000);
});

test('one that nobody wants any more is killed', async () => {
  const answer = await ask(wait, ({ stopping }) => Promise.resolve(stopping.abort()));
  expect(answer).toMatchObject({ ok: false, why: 'CRASHED' });
});

test('it may write nothing, start nothing, read no secret, and knows no environment', async () => {
  const answer = await ask(`
    import { spawnSync } from 'node:child_process';
    import { readFileSync, writeFileSync } from 'node:fs';
    import { Worker } from 'node:worker_threads';
    const codeOf = (work) => { try { work(); return 'done'; } catch ({ code }) { return code; } };
    const codes = [
      codeOf(() => writeFileSync(${JSON.stringify(join(folder, 'written'))}, 'x')),
      codeOf(() => spawnSync('ls')),
      codeOf(() => readFileSync('/etc/passwd')),
      codeOf(() => readFileSync(${JSON.stringify(fileURLToPath(new URL('../../package.json', import.meta.url)))})),
      codeOf(() => new Worker('1', { eval: true })),
    ];
    const words = JSON.stringify([codes, Object.keys(process.env)]);
    process.stdout.write(JSON.stringify({ ok: false, why: 'GONE', words }) + '\\n');
    process.stdin.destroy();
  `);
  expect(answer).toMatchObject({ ok: false, why: 'GONE' });
  const words = !answer.ok && answer.cause instanceof Error ? answer.cause.message : '';
  const [codes, environment] = JSON.parse(words);
  expect(codes).toEqual(Array.from({ length: 5 }, () => 'ERR_ACCESS_DENIED'));
  expect(environment).toEqual([]);
  expect(readdirSync(folder)).toEqual(['program.mjs']);
});

test('it ends by itself when whoever asked is gone', async () => {
  const child = spawn(process.execPath, [PROGRAM], { env: {}, stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.end();
  expect(await once(child, 'close')).toEqual([1, null]);
});

test('only one whole line is an answer', () => {
  expect(readToldAnswer('')).toBeNull();
  expect(readToldAnswer('\n')).toBeNull();
  expect(readToldAnswer(`\n${told(TRACK)}`)).toBeNull();
  expect(readToldAnswer(told(TRACK))).toEqual({ ok: true, track: TRACK });
});
