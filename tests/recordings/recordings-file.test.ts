/** `npm run recordings`, as somebody at the machine runs it, and as a power cut ends it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { asId, type GuildId } from '../../src/domain/identity.ts';
import { sweepOrphans } from '../../src/recordings/prepared-folder.ts';
import { openStore } from '../../src/store/store.ts';
import { canMakeSound, makeSound } from './made-sound.ts';

const program = fileURLToPath(new URL('../../src/recordings-file.ts', import.meta.url));
const describeWithFfmpeg = canMakeSound('recordings by command line') ? describe : describe.skip;
/** Each program takes a third of a second to start, and more where other tests run beside it. */
jest.setTimeout(60_000);

const GUILD = '100000000000000001';
const HOUR_MS = 3_600_000;
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
    expect(withoutFfmpeg).toMatchObject({ code: 1, lines: [expect.stringMatching(/apt install ffmpeg/)] });
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

  test('being killed at any moment lists nothing by halves, and what is left is swept', async () => {
    const source = makeSound(join(root, 'talk.flac'), { seconds: 40 });
    let cutFiles = 0;
    for (const atPercent of [0, 15, 20, 40, 70, 95, 100]) {
      const child = start(['add', source, ...DETAILS]);
      const ended = once(child, 'exit');
      for await (const line of createInterface(child.stdout)) {
        if (Number.parseInt(line, 10) >= atPercent) child.kill('SIGKILL');
      }
      await ended;
      const recordings = await listed();
      const named = new Set(recordings.map(({ sha256 }) => sha256));
      for (const sha256 of named) expect(kept()).toContain(`${sha256}.opus`);
      const { lines } = await run(['check']);
      expect(lines.at(-1)).toBe(`All is well: ${recordings.length} looked at.`);
      cutFiles += kept().length - named.size;
      await sweepOrphans({ folder, nowMs: Date.now() + 2 * HOUR_MS, named });
      expect(kept()).toEqual([...named].map((sha256) => `${sha256}.opus`));
    }
    expect(cutFiles).toBeGreaterThan(0);
    // Whatever was left, the next one is added as if nothing had been.
    await run(['add', source, ...DETAILS]);
    expect(await listed()).toHaveLength(1);
    expect(await run(['check'])).toMatchObject({ code: 0 });
  });
});
