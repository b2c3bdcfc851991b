import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sendOnce } from '../../src/discord/transport.ts';

const NOW_MS = Date.UTC(2026, 0, 5, 15, 0, 0);
let server: Server;
let url: string;
let date: string | null = null;

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.sendDate = false;
    if (date !== null) response.setHeader('date', date);
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function heardWith(sent: string | null): Promise<unknown[]> {
  date = sent;
  const heard: unknown[] = [];
  const send = sendOnce({ nowMs: () => NOW_MS, hear: (...what) => heard.push(what) });
  const answer = await send(url, { method: 'GET' });
  expect(await answer.text()).toBe('{}');
  return heard;
}

test('the date of an answer is heard, with when it was asked', async () => {
  const sent = 'Mon, 05 Jan 2026 16:00:00 GMT';
  expect(await heardWith(sent)).toEqual([[NOW_MS + 3_600_000, NOW_MS]]);
});

test('an answer without a date, or with none that can be read, says nothing of the time', async () => {
  expect(await heardWith(null)).toEqual([]);
  expect(await heardWith('later')).toEqual([]);
});
