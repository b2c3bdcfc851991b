import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { TakeFile } from '../../src/app/ingest-port.ts';
import { createReadTextFile } from '../../src/recordings/text-file.ts';
import { createSilentLog } from '../discord/silent-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-text-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is fetched lies in the folder for a moment, as a download's does. */
function reading(bytes: Uint8Array | string, sizeBytes = Buffer.from(bytes).length) {
  const take: TakeFile = async () => {
    const path = join(folder, 'taken');
    writeFileSync(path, bytes);
    return { ok: true, file: { path, sha256: '', drop: () => unlink(path) } };
  };
  const read = createReadTextFile(take, createSilentLog());
  return read({ name: 'words.txt', sizeBytes, address: 'https://cdn.discordapp.com/words.txt' });
}

test.each([
  ['plain words', 'Rest here.\nBreathe.', 'Rest here.\nBreathe.'],
  ['other letters', 'Respira, niña. Atmet. 息', 'Respira, niña. Atmet. 息'],
  ['a mark of UTF-8, and Windows’ line ends', '\uFEFFOne.\r\nTwo.\r\n', 'One.\r\nTwo.'],
  ['nothing but spaces', ' \n ', ''],
])('%s are read', async (_what, written, text) => {
  expect(await reading(written)).toEqual({ ok: true, text });
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['an mp3', Buffer.from('ID3\u0003\u0000\u0000\u0000', 'latin1')],
  ['Latin-1', Buffer.from('Atmet, Mädchen', 'latin1')],
  ['UTF-16', Buffer.from('Rest', 'utf16le')],
  ['an escape sequence for terminals', Buffer.from('\u001B[31mred')],
])('%s is no text', async (_what, bytes) => {
  expect(await reading(bytes)).toEqual({ ok: false, why: 'NOT_TEXT' });
  expect(readdirSync(folder)).toEqual([]);
});

test('what says that it is too large is not even fetched', async () => {
  const read = createReadTextFile(() => Promise.reject(new Error('fetched')), createSilentLog());
  const file = { name: 'words.txt', address: 'https://cdn.discordapp.com/words.txt' };
  expect(await read({ ...file, sizeBytes: 200_001 })).toEqual({ ok: false, why: 'TOO_LARGE' });
});

test('what lies about its size is refused as well', async () => {
  expect(await reading('a'.repeat(200_001), 10)).toEqual({ ok: false, why: 'TOO_LARGE' });
  expect(await reading('a'.repeat(200_000), 200_000)).toMatchObject({ ok: true });
});

test('what can not be fetched is told', async () => {
  const fault = { at: 'download', code: 'GONE', cause: null } as const;
  const read = createReadTextFile(() => Promise.resolve({ ok: false, fault }), createSilentLog());
  const file = {
    name: 'words.txt',
    sizeBytes: 10,
    address: 'https://cdn.discordapp.com/words.txt',
  };
  expect(await read(file)).toEqual({ ok: false, why: 'NOT_FETCHED' });
});
