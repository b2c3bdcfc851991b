/** A file that somebody picks on the page, on its way to the stand-in. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startPageServer, type PageServer } from '../../src/practice/page-server.ts';
import { MOST_FILE_BYTES } from '../../src/practice/page/protocol.ts';
import { words } from '../../src/practice/page/words.ts';
import { createPracticeClock, type PracticeClock } from '../../src/practice/practice-clock.ts';
import { createSampleWorld, type World } from '../../src/practice/world.ts';

let world: World;
let clock: PracticeClock;
let server: PageServer;
const troubles: unknown[] = [];

beforeEach(async () => {
  troubles.length = 0;
  clock = createPracticeClock({ startMs: 0, isSounding: () => false });
  world = createSampleWorld(clock);
  server = await startPageServer({
    world,
    clock,
    voiceServer: { onFrame: () => () => true },
    reader: () => ({ botState: 'ready', session: null }),
    starter: { beginStory: () => Promise.resolve() },
    onTrouble: (cause) => troubles.push(cause),
  });
});

afterEach(async () => {
  await server.close();
  await world.handedFiles.close();
  clock.close();
  expect(troubles).toEqual([]);
});

/** A browser names the origin itself: a page can't say that it is another. */
function begin(name: string, headers: Record<string, string>): ClientRequest {
  const url = new URL(`/hand-over/${encodeURIComponent(name)}`, server.url);
  return request(url, { method: 'POST', headers });
}

const own = () => ({ origin: new URL(server.url).origin });

async function answerTo(asked: ClientRequest): Promise<{ status: number; text: string }> {
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
}

test('is kept under an id that a command may name', async () => {
  const { status, text } = await answerTo(begin('Freundlich ü.mp3', own()).end('sound'));
  expect(status).toBe(201);
  const { fileId } = JSON.parse(text) as { fileId: string };
  const file = world.handedFiles.find(fileId);
  expect(file).toMatchObject({ filename: 'Freundlich__.mp3', sizeBytes: 5 });
  expect(await readFile(file?.path ?? '', 'utf8')).toBe('sound');
});

test('with nothing in it is a file all the same', async () => {
  const { status, text } = await answerTo(begin('empty.mp3', own()).end());
  expect(status).toBe(201);
  const { fileId } = JSON.parse(text) as { fileId: string };
  expect(world.handedFiles.find(fileId)?.sizeBytes).toBe(0);
});

test.each([
  ['another site', { origin: 'http://practice.example' }],
  ['a site on another port', { origin: 'http://127.0.0.1:1' }],
  ['no page at all', {}],
  ['a rebound name', { host: 'practice.example', origin: 'http://practice.example' }],
])('by %s is not taken', async (_who, headers) => {
  const { status } = await answerTo(begin('a.mp3', headers).end('sound'));
  expect(status).toBe(403);
});

test('that says it is too large is refused before it comes, in words', async () => {
  const asked = begin('long.wav', { ...own(), 'content-length': String(MOST_FILE_BYTES + 1) });
  asked.flushHeaders();
  const { status, text } = await answerTo(asked);
  expect(status).toBe(413);
  expect(JSON.parse(text)).toEqual({ words: words.fileTooLarge });
  asked.destroy();
});
