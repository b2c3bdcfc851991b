/** Listens for those who want to see the timetable, its calendar feed, or the bot's health. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { loadAssets } from './assets.ts';
import { createWebApp, type WebAppOptions } from './web-app.ts';

/** Of a request's head, in bytes; a browser sends about a thousand. */
const LONGEST_HEAD = 16_384;
/** Whoever takes longer to ask keeps a connection from others. */
const SLOWEST_MS = 10_000;
/** Each costs memory and a file of the system's; a server in front needs a few. */
const MOST_CONNECTIONS = 500;

export interface WebServerOptions extends WebAppOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** Only this machine if left out: a server in front of it makes it public. */
  readonly host?: string;
  /** How long a visitor may take to ask; 10 s if left out. */
  readonly slowestMs?: number;
}

export interface WebServer {
  /** As this machine reaches it, `http://127.0.0.1:8080/`. */
  readonly url: string;
  readonly healthUrl: string;
  close(): Promise<void>;
}

/** Rejects when the port is taken. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const app = createWebApp(options, await loadAssets());
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const slowestMs = options.slowestMs ?? SLOWEST_MS;
  const limits = {
    maxHeaderSize: LONGEST_HEAD,
    headersTimeout: slowestMs,
    requestTimeout: slowestMs,
    connectionsCheckingInterval: slowestMs / 4,
  };
  const server = createServer(limits, (request, response) => void listener(request, response));
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(options.port, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    healthUrl: `${url}health`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
