import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { openOggOpus } from '../../src/recordings/ogg-opus.ts';
import { prepareRecording, type PrepareOptions } from '../../src/recordings/prepare.ts';
import { accessFile } from '../../src/recordings/random-access.ts';
import { measureLoudness } from '../loudness-meter.ts';
import { createManualClock } from '../manual-clock.ts';
import { canMakeSound, makeSound, runFfmpegFor, type Sound } from './made-sound.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 17);
const HOUR_MS = 3_600_000;
const describeWithFfmpeg = canMakeSound('preparing recordings') ? describe : describe.skip;

/** ffmpeg is a program to start, and other tests run beside it. */
jest.setTimeout(60_000);

let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'prepare-'));
  folder = join(root, 'kept');
});
afterEach(() => rmSync(root, { recursive: true }));

const prepare = (path: string, options: Partial<PrepareOptions> = {}) =>
  prepareRecording(path, { folder, clock: createManualClock(NOW_MS), ...options });

async function prepared(path: string) {
  const preparation = await prepare(path);
  if (!preparation.ok) throw new Error(`It was refused: ${preparation.fault.code}`);
  return preparation;
}

const begun = () => makeSound(join(root, 'talk.flac'), { seconds: 60 });
const kept = () => readdirSync(folder);
const sha256Of = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describeWithFfmpeg('what was handed over becomes what the room plays', () => {
  const kinds: readonly (readonly [name: string, sound: Sound])[] = [
    ['speech.mp3', { seconds: 4, channels: 1, output: '-c:a libmp3lame -b:a 64k' }],
    ['music.m4a', { seconds: 4, output: '-c:a aac' }],
    ['fine.wav', { seconds: 4, sampleRate: 96_000, output: '-c:a pcm_s24le' }],
    ['whole.flac', { seconds: 4, sampleRate: 48_000, output: '-c:a flac' }],
    ['vorbis.ogg', { seconds: 4, output: '-c:a libvorbis' }],
    ['opus.ogg', { seconds: 4, output: '-c:a libopus' }],
    ['browser.webm', { seconds: 4, output: '-c:a libopus' }],
    ['telephone.wav', { seconds: 4, sampleRate: 8_000, channels: 1 }],
    ['quiet.flac', { seconds: 4, level: 0.01 }],
    ['loud.mp3', { seconds: 4, level: 1, output: '-c:a libmp3lame' }],
  ];

  test.each(kinds)('%s', async (name, sound) => {
    const source = makeSound(join(root, name), sound);
    const { file, sha256, sourceSha256, lengthMs, loudnessLufs, truePeakDbfs } =
      await prepared(source);
    expect(file).toBe(join(folder, `${sha256}.opus`));
    expect(sha256Of(file)).toBe(sha256);
    expect(sha256Of(source)).toBe(sourceSha256);
    // Encoders of other kinds add a little at the ends of what they were given.
    expect(Math.abs(lengthMs - sound.seconds * 1000)).toBeLessThanOrEqual(120);
    const measured = measureLoudness(file);
    expect(Math.abs(measured.integratedLufs + 16)).toBeLessThanOrEqual(1);
    expect(Math.abs(measured.integratedLufs - loudnessLufs)).toBeLessThanOrEqual(0.5);
    expect(measured.truePeakDbfs).toBeLessThanOrEqual(-1);
    expect(Math.abs(measured.truePeakDbfs - truePeakDbfs)).toBeLessThanOrEqual(1.5);
    expect(await packetsOf(file)).toBe(lengthMs / 20);
    expect(readdirSync(folder)).toEqual([`${sha256}.opus`]);
  });

  test('one loud moment keeps the rest softer, and is not pressed down', async () => {
    const click = 'aevalsrc=0.02*sin(2*PI*300*t)+0.9*between(t\\,2\\,2.001):d=5:s=48000';
    const source = runFfmpegFor(join(root, 'click.wav'), `-f lavfi -i ${click}`);
    const { file, loudnessLufs, gainDb } = await prepared(source);
    expect(loudnessLufs).toBeLessThan(-20);
    const before = measureLoudness(source);
    const after = measureLoudness(file);
    expect(after.truePeakDbfs).toBeLessThanOrEqual(-1);
    expect(Math.abs(after.integratedLufs - before.integratedLufs - gainDb)).toBeLessThan(0.5);
  });

  test('the picture of a cover is left out', async () => {
    const sound = makeSound(join(root, 'plain.mp3'), { seconds: 2 });
    const picture = '-f lavfi -i color=d=0.04:s=64x64 -map 0 -map 1 -c:a copy -c:v png';
    const source = runFfmpegFor(
      join(root, 'cover.mp3'),
      `-i ${sound} ${picture} -disposition:v attached_pic -frames:v 1 -metadata title=Secret`,
    );
    const { file, lengthMs } = await prepared(source);
    expect(Math.abs(lengthMs - 2000)).toBeLessThanOrEqual(120);
    expect(readFileSync(file).includes('Secret')).toBe(false);
  });

  test('the same file gives the same bytes, and is there once', async () => {
    const source = makeSound(join(root, 'talk.mp3'), { seconds: 3 });
    const first = await prepared(source);
    const again = await prepared(source);
    expect(again).toEqual({ ...first, wasThere: true });
    rmSync(first.file);
    expect(await prepared(source)).toEqual(first);
    // What stands there under its name is believed only when it is the same.
    writeFileSync(first.file, 'something else');
    expect(await prepared(source)).toEqual(first);
    expect(sha256Of(first.file)).toBe(first.sha256);
    expect(readdirSync(folder)).toEqual([`${first.sha256}.opus`]);
  });

  test('progress only rises, from 0 to 1', async () => {
    const source = makeSound(join(root, 'talk.flac'), { seconds: 60 });
    const fractions: number[] = [];
    await prepare(source, { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions[0]).toBe(0);
    expect(fractions.at(-1)).toBe(1);
    expect(fractions.length).toBeGreaterThan(4);
  });
});

describeWithFfmpeg('what comes in between leaves nothing', () => {
  test.each([
    ['while it is measured', 0],
    ['while it is encoded', 0.3],
  ])('it is stopped %s', async (_when, fraction) => {
    const stopping = new AbortController();
    const onProgress = (reached: number) => {
      if (reached >= fraction) stopping.abort();
    };
    const preparation = await prepare(begun(), { signal: stopping.signal, onProgress });
    expect(preparation).toMatchObject({ ok: false, fault: { code: 'STOPPED' } });
    if (fraction > 0) expect(kept()).toEqual([]);
  });

  test('it takes too long', async () => {
    const clock = createManualClock(NOW_MS);
    const onProgress = (reached: number) => {
      if (reached >= 0.3) void clock.jumpTo(NOW_MS + HOUR_MS);
    };
    const preparation = await prepare(begun(), { clock, onProgress });
    expect(preparation).toMatchObject({ ok: false, fault: { code: 'TIMEOUT' } });
    expect(kept()).toEqual([]);
    expect(clock.waitingCount()).toBe(0);
  });

  test('the file is written to meanwhile', async () => {
    const source = begun();
    const onProgress = (reached: number) => {
      if (reached >= 0.3) appendFileSync(source, 'more');
    };
    const preparation = await prepare(source, { onProgress });
    expect(preparation).toMatchObject({ ok: false, fault: { code: 'SOURCE_CHANGED' } });
    expect(kept()).toEqual([]);
  });

  test('there is no folder to write to', async () => {
    const source = makeSound(join(root, 'talk.mp3'), { seconds: 2 });
    writeFileSync(folder, 'a file in its place');
    const preparation = await prepare(source);
    expect(preparation).toMatchObject({ ok: false, fault: { code: 'NOT_STORED' } });
  });
});

test('without ffmpeg it says so', async () => {
  const source = join(root, 'talk.flac');
  writeFileSync(source, 'fLaC');
  for (const ffmpegPath of [join(root, 'nowhere'), root, '/bin/false']) {
    expect(await prepare(source, { ffmpegPath })).toMatchObject({
      ok: false,
      fault: { code: 'FFMPEG_MISSING' },
    });
  }
});

const testOnLinux = existsSync('/usr/bin/prlimit') ? test : test.skip;

testOnLinux('ffmpeg is run with nothing of ours, low in priority and with limits', async () => {
  const ffmpegPath = join(root, 'told.sh');
  const look =
    'for word in "$@"; do echo "word $word"; done; cat /proc/self/limits; cut -d" " -f19';
  const script = `#!/bin/sh\n{ /usr/bin/env; ${look} /proc/self/stat; } >&2\nexit 1\n`;
  writeFileSync(ffmpegPath, script, { mode: 0o755 });
  const source = join(root, "a $(touch x) 'b'.flac");
  writeFileSync(source, 'fLaC');
  const preparation = await prepare(source, { ffmpegPath });
  const said = preparation.ok ? '' : String(preparation.fault.cause);
  const names = said.split('\n').flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
  // The shell itself sets these two.
  expect(names.filter((name) => name !== 'PWD' && name !== '_')).toEqual([]);
  expect(said).toMatch(/Max address space +1073741824/);
  expect(said).toMatch(/Max file size +0 /);
  expect(said).toMatch(/Max cpu time +1800/);
  expect(said).toContain(`word file:${source}\n`);
  expect(said).toMatch(/word -protocol_whitelist\nword file,pipe\n/);
  expect(said.trim().split('\n').at(-1)).toBe('19');
});

async function packetsOf(path: string): Promise<number> {
  const handle = await open(path);
  const source = await openOggOpus(accessFile(handle, (await handle.stat()).size));
  let packets = 0;
  for (let packet = source.next(); packet !== null; packet = source.next()) {
    if (packet === 'notYet') await new Promise((resolve) => setImmediate(resolve));
    else packets += 1;
  }
  source.close();
  return packets;
}
