/** Tells whether the bot lives and whether it can do its work, for Docker and for people. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';

export interface Health {
  readonly isReady: boolean;
  /** What is in the way, in words; empty when nothing is. */
  readonly reasons: readonly string[];
}

export interface HealthServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on this machine only. Port 0 takes any free one. */
export async function startHealthServer(port: number, read: () => Health): Promise<HealthServer> {
  const app = new Hono();
  app.get('/health', (context) => {
    const health = read();
    return context.json({ isLive: true, ...health }, health.isReady ? 200 : 503);
  });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => void listener(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/health`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
