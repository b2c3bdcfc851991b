/** How the process starts: what it says when it can't, and what its health says until it can. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openChildStage, startChild } from './child-bot.ts';

const TIMEOUT_MS = 30_000;

test.concurrent(
  'a wrong environment: every mistake with its remedy, exit code 1, and no token in it',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-start-'));
    const token = 'this-is-secret-but-no-token';
    const child = startChild(folder, {
      DISCORD_TOKEN: token,
      DISCORD_GUILD_ID: 'my server',
      DISCORD_API_URL: 'ftp://example.org/api',
      DISCORD_CA_FILE: '/nowhere/ca.pem',
      LOG_LEVEL: 'loud',
      PORT: 'eighty',
    });
    expect(await child.ended).toEqual({ code: 1, signal: null });
    const lines = child.output().trim().split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^DISCORD_TOKEN .*Developer Portal/),
        expect.stringMatching(/^DISCORD_GUILD_ID .*my server.*Copy Server ID/),
        expect.stringMatching(/^DISCORD_API_URL .*ftp:.*\/api at the end/),
        expect.stringMatching(/^DISCORD_CA_FILE .*\/nowhere\/ca\.pem.*PEM/),
        expect.stringMatching(/^LOG_LEVEL .*loud.*Write one of/),
        expect.stringMatching(/^PORT .*eighty.*whole number/),
      ]),
    );
    expect(lines).toHaveLength(6);
    expect(child.output()).not.toContain(token);
    rmSync(folder, { recursive: true });
  },
  TIMEOUT_MS,
);

test.concurrent(
  'a token that Discord refuses: said in words, exit code 1, and no token in it',
  async () => {
    await using stage = await openChildStage();
    const token = 'c3R1ZmY.other.secret';
    const child = stage.start({ DISCORD_TOKEN: token });
    expect(await child.ended).toEqual({ code: 1, signal: null });
    expect(child.output()).toMatch(/Discord does not accept the token/);
    expect(child.output()).not.toContain(token);
  },
  TIMEOUT_MS,
);

test.concurrent(
  'its health is 503 until Discord can be reached, and 200 when it is ready',
  async () => {
    await using stage = await openChildStage();
    const port = await freePort();
    const outage = stage.standin.faults.add({
      kind: 'rest',
      path: /gateway/,
      times: Infinity,
      work: 'undone',
      outcome: { kind: 'status', status: 503 },
    });
    const child = stage.start({ PORT: String(port) });
    await child.line(({ msg }) => msg === 'Discord is not reachable yet.');
    const address = `http://127.0.0.1:${port}/health`;
    const before = await fetch(address);
    expect(before.status).toBe(503);
    expect(await before.json()).toMatchObject({ isLive: true, isReady: false });
    outage();
    await child.ready();
    expect(child.output()).toContain(address);
    const after = await fetch(address);
    expect(after.status).toBe(200);
    expect(await after.json()).toMatchObject({ isLive: true, isReady: true, reasons: [] });
    expect(await child.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(child.output()).not.toContain(stage.environment.DISCORD_TOKEN);
  },
  TIMEOUT_MS,
);

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
