/** `npm run recordings`, as somebody at the machine runs it, and as a power cut ends it. */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { asId, type GuildId } from '../../src/domain/identity.ts';
import { sha256OfFile } from '../../src/recordings/prepared-folder.ts';
import { openStore } from '../../src/store/store.ts';
import { canMakeSound, makeSound } from './made-sound.ts';

const program = fileURLToPath(new URL('../../src/recordings-file.ts', import.meta.url));
const describeWithFfmpeg = canMakeSound('recordings by command line') ? describe : describe.skip;
/** Each program takes a third of a second to start, and more where other tests run beside it. */
jest.setTimeout(60_000);

const GUILD = '100000000000000001';
const HOUR_S = 3_600;
const DETAILS = ['--title', 'Body scan', '--speaker', 'Ana Souza', '--language', 'en'];

let root = '';
let folder = '';
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'recordings-file-'));
  folder = join(root, 'recordings');
  (await openStore({ path: join(root, 'bellkeeper.db'), nowMs: 1 })).close();
});
afterEach(() => rmSync(root, { recursive: true }));

function start(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return spawn(process.execPath, [program, ...words], {
    cwd: root,
    env: { BELLKEEPER_DATA: root, DISCORD_GUILD_ID: GUILD, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
async function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = start(words, environment);
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { lines: said.trim().split('\n'), code: code as number };
}
async function listed() {
  const store = await openStore({ path: join(root, 'bellkeeper.db'), nowMs: 1 });
  try {
    return store.allowlist.list(asId<GuildId>(GUILD));
  } finally {
    store.close();
  }
}
/** How long all of it takes on this machine now; the list is empty again afterwards. */
async function timeOfAdding(source: string): Promise<number> {
  const fromMs = performance.now();
  await run(['add', source, ...DETAILS]);
  const lastingMs = performance.now() - fromMs;
  await forgetAll();
  return lastingMs;
}
/** A database as new, and no file. */
async function forgetAll(): Promise<void> {
  for (const name of readdirSync(root)) {
    if (name.startsWith('bellkeeper.db')) rmSync(join(root, name));
  }
  (await openStore({ path: join(root, 'bellkeeper.db'), nowMs: 1 })).close();
  rmSync(folder, { recursive: true, force: true });
}
/** The same numbers from 0 to 1 for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
const kept = () => (existsSync(folder) ? readdirSync(folder) : []);

describeWithFfmpeg('recordings by command line', () => {
  test('adds, lists, checks and exports', async () => {
    const source = makeSound(join(root, 'talk.mp3'), { seconds: 5 });
    const added = await run(['add', source, ...DETAILS, '--intensity', 'gentle']);
    expect(added.code).toBe(0);
    expect(added.lines.at(-1)).toMatch(/^Added "Body scan" as body-scan, 0:05 long .*proposed/);
    expect(added.lines.slice(0, -1)).toContain('100 %');
    expect(await listed()).toMatchObject([
      { id: 'body-scan', status: 'proposed', intensity: 'gentle', credit: 'Ana Souza' },
    ]);
    const again = await run(['add', source, ...DETAILS]);
    expect(again.lines.at(-1)).toMatch(/there already: "Body scan" \(body-scan, proposed\)/);
    const other = makeSound(join(root, 'other.mp3'), { seconds: 6 });
    expect((await run(['add', other, ...DETAILS])).lines.at(-1)).toMatch(/as body-scan-2/);

    expect(await run(['list'])).toMatchObject({
      code: 0,
      lines: [
        expect.stringMatching(/^proposed +0:05 {2}body-scan: Body scan, Ana Souza \(en\)$/),
        expect.stringMatching(/^proposed +0:06 {2}body-scan-2/),
        '2 recordings.',
      ],
    });
    expect(await run(['check'])).toMatchObject({ code: 0 });
    const [first, second] = (await listed()).map(({ sha256 }) => join(folder, `${sha256}.opus`));
    appendFileSync(first ?? '', 'x');
    rmSync(second ?? '');
    expect(await run(['check'])).toEqual({
      code: 1,
      lines: [
        expect.stringMatching(/^body-scan, "Body scan": its file is not what it was.* Put/),
        expect.stringMatching(/^body-scan-2, .*missing.* Add the recording again/),
        '2 of 2 cannot be played as they are.',
      ],
    });
    const path = join(root, 'list.json');
    await run(['export', path]);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      recordings: [{ id: 'body-scan', source: 'talk.mp3' }, { id: 'body-scan-2' }],
    });
  });

  test('a bad file and bad words change nothing', async () => {
    const source = makeSound(join(root, 'talk.mp3'), { seconds: 2 });
    const said = async (...words: string[]) => (await run(words)).lines.at(-1);
    expect(await said('add', program, ...DETAILS)).toMatch(/no sound file/);
    expect(await said('add', source, ...DETAILS.slice(2))).toMatch(/--title/);
    expect(await said('add', source, ...DETAILS.slice(0, 2))).toMatch(/--speaker/);
    expect(await said('add', source, ...DETAILS.slice(0, 5), 'English')).toMatch(/--language/);
    expect(await said('add', source, ...DETAILS, '--credit', 'a\nb')).toMatch(/one line/);
    expect(await said('add', source, ...DETAILS, '--loud')).toMatch(/npm run recordings/);
    expect(await said('export', join(root, 'nowhere', 'list.json'))).toMatch(/cannot write/);
    const withoutFfmpeg = await run(['add', source, ...DETAILS], { FFMPEG_PATH: '/nowhere' });
    expect(withoutFfmpeg).toMatchObject({
      code: 1,
      lines: [expect.stringMatching(/apt install ffmpeg/)],
    });
    const elsewhere = await run(['list'], { BELLKEEPER_DATA: join(root, 'nowhere') });
    expect(elsewhere.lines).toEqual([expect.stringMatching(/no database at .*Start the bot/)]);
    expect(await listed()).toEqual([]);
    expect(kept()).toEqual([]);
  });

  test('being asked to stop leaves nothing', async () => {
    const source = makeSound(join(root, 'talk.flac'), { seconds: 60 });
    const child = start(['add', source, ...DETAILS]);
    const ended = once(child, 'exit');
    for await (const line of createInterface(child.stdout)) {
      if (Number.parseInt(line, 10) >= 30) child.kill('SIGINT');
      if (line.startsWith('Stopped')) expect(kept()).toEqual([]);
    }
    expect((await ended)[0]).toBe(1);
    expect(kept()).toEqual([]);
    expect(await listed()).toEqual([]);
  });

  test('being killed at twenty moments lists nothing by halves, and the next start sweeps what is left', async () => {
    const seed = Number(process.env['SEED'] ?? randomInt(1_000_000));
    const random = randomFrom(seed);
    const source = makeSound(join(root, 'talk.flac'), { seconds: 40 });
    const lastingMs = await timeOfAdding(source);
    let cutFiles = 0;
    for (let cut = 0; cut < 20; cut += 1) {
      const child = start(['add', source, ...DETAILS]);
      const ended = once(child, 'exit');
      // Any moment, before the first file is begun and after the last is named included.
      const timer = setTimeout(() => child.kill('SIGKILL'), random() * lastingMs);
      child.stdout.resume();
      await ended;
      clearTimeout(timer);
      const recordings = await listed();
      const named = new Set(recordings.map(({ sha256 }) => sha256));
      for (const sha256 of named) {
        expect(await sha256OfFile(join(folder, `${sha256}.opus`))).toBe(sha256);
      }
      const left = kept().filter((name) => !named.has(name.replace('.opus', '')));
      cutFiles += left.length;
      // An hour has passed since, as far as the next start can see.
      const atS = Date.now() / 1000 - 2 * HOUR_S;
      for (const name of left) utimesSync(join(folder, name), atS, atS);
      if (left.length > 0) {
        expect((await run(['add', program, ...DETAILS])).code).toBe(1);
        expect(kept()).toEqual([...named].map((sha256) => `${sha256}.opus`));
      }
      await forgetAll();
    }
    process.stdout.write(`killed with seed ${seed}: ${cutFiles} files were left, and swept\n`);
    expect(cutFiles).toBeGreaterThan(0);
    await run(['add', source, ...DETAILS]);
    expect(await listed()).toHaveLength(1);
    expect(await run(['check'])).toMatchObject({ code: 0 });
  }, 300_000);

  test('what another server names is not swept', async () => {
    const source = makeSound(join(root, 'talk.mp3'), { seconds: 2 });
    await run(['add', source, ...DETAILS], { DISCORD_GUILD_ID: '100000000000000009' });
    const [name = ''] = kept();
    const atS = Date.now() / 1000 - 2 * HOUR_S;
    utimesSync(join(folder, name), atS, atS);
    await run(['add', program, ...DETAILS]);
    expect(kept()).toEqual([name]);
  });
});
