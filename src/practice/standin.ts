/** Starts the stand-in for Discord on this machine's loopback. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Faults } from './faults.ts';
import { fileAnswer } from './file-answer.ts';
import { Gateway } from './gateway.ts';
import { createRestApp } from './rest.ts';
import { DISCORD_RATE_LIMITS, type RateLimitOptions } from './rest/rate-limits.ts';
import { RequestLog } from './rest/request-log.ts';
import type { VoiceServerSeam } from './voice-seam.ts';
import type { World } from './world.ts';

export interface StandinOptions {
  world: World;
  /** The only token that is accepted. */
  token: string;
  /** Without a voice server, the bot is told that there is none at the moment. */
  voice?: VoiceServerSeam;
  /** Any free port if left out. */
  port?: number;
  /** Discord's own limits if left out. */
  rateLimits?: Partial<RateLimitOptions>;
  heartbeatIntervalMs?: number;
  allowsPrivilegedIntents?: boolean;
}

export interface Standin {
  /** For the client option `rest.api`: `http://127.0.0.1:PORT/api`. */
  apiUrl: string;
  gatewayUrl: string;
  world: World;
  requests: RequestLog;
  faults: Faults;
  gateway: Gateway;
  /** Cuts every connection. The world stays as it is. */
  close(): Promise<void>;
}

/** Where a message's file is, as the links in messages name it. */
const FILE_PATH = /^\/attachments\/\d+\/(\d+)\//;
/** Where a file is that came with a command. */
const HANDED_PATH = /^\/ephemeral-attachments\/(\d+)\//;

export async function startStandin(options: StandinOptions): Promise<Standin> {
  const { world, token } = options;
  const faults = new Faults();
  const requests = new RequestLog();
  const gateway = new Gateway({
    world,
    token,
    faults,
    voice: options.voice,
    heartbeatIntervalMs: options.heartbeatIntervalMs,
    allowsPrivilegedIntents: options.allowsPrivilegedIntents,
  });
  const rateLimits = { ...DISCORD_RATE_LIMITS, ...options.rateLimits };
  const gatewayUrl = () => gateway.url;
  const app = createRestApp({ world, token, faults, requests, rateLimits, gatewayUrl });
  // The adapter would otherwise replace the global Request and Response for the whole process.
  const listener = getRequestListener(
    (request, env) => {
      const { pathname, searchParams } = new URL(request.url);
      const fileId = FILE_PATH.exec(pathname)?.[1];
      if (fileId !== undefined) return fileAnswer(world, fileId, request);
      const handedId = HANDED_PATH.exec(pathname)?.[1];
      if (handedId === undefined) return app.fetch(request, env);
      return world.handedFiles.answer(handedId, searchParams.get('hm'));
    },
    { overrideGlobalObjects: false },
  );
  const server = createServer((request, response) => void listener(request, response));
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  world.messages.files.baseUrl = `http://127.0.0.1:${port}/attachments`;
  world.handedFiles.baseUrl = `http://127.0.0.1:${port}/ephemeral-attachments`;
  gateway.url = `ws://127.0.0.1:${port}/gateway`;
  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    gatewayUrl: gateway.url,
    world,
    requests,
    faults,
    gateway,
    async close() {
      world.interactions.close();
      await gateway.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      await world.handedFiles.close();
    },
  };
}
