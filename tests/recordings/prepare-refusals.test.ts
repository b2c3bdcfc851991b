/** What people may hand over by mistake or on purpose, each with its own answer. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, jest, test } from '@jest/globals';
import { prepareRecording } from '../../src/recordings/prepare.ts';
import { describePrepareFault } from '../../src/texts/recordings-file.ts';
import { createManualClock } from '../manual-clock.ts';
import { badFilesIn } from './bad-files.ts';
import { canMakeSound, makeSound } from './made-sound.ts';

const describeWithFfmpeg = canMakeSound('what is refused of recordings') ? describe : describe.skip;

/** ffmpeg is a program to start, and other tests run beside it. */
jest.setTimeout(60_000);

const root = mkdtempSync(join(tmpdir(), 'refused-'));
const folder = join(root, 'kept');
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(root, { recursive: true }));

describeWithFfmpeg('what is refused', () => {
  test.each(badFilesIn(root))('%s: %s', async (_what, code, make) => {
    const path = make();
    const preparation = await prepareRecording(path, { folder, clock: createManualClock(0) });
    expect(preparation).toMatchObject({ ok: false, fault: { code } });
    expect(describePrepareFault(code)).toMatch(/^[A-Z].*\.$/);
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });

  test('Ogg that was cut between two of its pages', async () => {
    const path = makeSound(join(root, 'between.ogg'), { seconds: 6, output: '-c:a libopus' });
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.lastIndexOf('OggS')));
    const preparation = await prepareRecording(path, { folder, clock: createManualClock(0) });
    expect(preparation).toMatchObject({ ok: false, fault: { code: 'TRUNCATED' } });
  });

  test('sound that is scrambled in the middle', async () => {
    const path = makeSound(join(root, 'scratched.flac'), { seconds: 6, output: '-c:a flac' });
    const bytes = readFileSync(path);
    for (let i = 20_000; i < bytes.length - 20_000; i += 1) bytes[i] = (i * 31) & 0xff;
    writeFileSync(path, bytes);
    const preparation = await prepareRecording(path, { folder, clock: createManualClock(0) });
    expect(preparation.ok ? 'ok' : preparation.fault.code).toMatch(/^(?:DAMAGED|TRUNCATED)$/);
  });
});
