/**
 * A stand-in for SoundCloud on loopback, with a certificate for its names: the pages, the scripts
 * that a client id is read from, the API and the content network. It answers play-dl as it is.
 */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { Socket, type AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { makeLoopbackCertificate } from '../../src/practice/tls.ts';
import { HOSTS, type StandinTrack } from './sound-cloud-answers.ts';
import { failureOf, type Failure, type Stage } from './sound-cloud-failures.ts';
import { createSite, type StandinRequest } from './sound-cloud-site.ts';

export type { StandinTrack } from './sound-cloud-answers.ts';
export type { StandinRequest } from './sound-cloud-site.ts';

export interface SoundCloudStandin {
  /** On 127.0.0.1. */
  readonly port: number;
  /** To be trusted by whoever asks. */
  readonly caPem: string;
  /** All that was asked so far, in order. */
  readonly requests: readonly StandinRequest[];
  /** How many connections are open now. */
  connections(): number;
  /** From now on these go wrong and nothing else; with none all is well again. */
  fail(...failures: Failure[]): void;
  /** Resolves when it has been asked for the stage this many times in all. */
  asked(stage: Stage, times?: number): Promise<void>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startSoundCloud(options: {
  readonly tracks: readonly StandinTrack[];
}): Promise<SoundCloudStandin> {
  const certificate = await makeLoopbackCertificate([...new Set(Object.values(HOSTS))]);
  const requests: StandinRequest[] = [];
  const rawByPort = new Map<number, Socket>();
  const listeners = new Set<() => void>();
  const site = createSite(options.tracks);
  const server = createServer({ key: certificate.keyPem, cert: certificate.certPem });

  server.on('connection', (socket) => {
    if (!(socket instanceof Socket)) throw new Error('A server on loopback has sockets.');
    const port = socket.remotePort ?? 0;
    rawByPort.set(port, socket);
    socket.once('close', () => rawByPort.delete(port));
    if (failureOf(site.failures, 'noHandshake')) socket.resetAndDestroy();
  });
  // Whoever asks may go away at any moment.
  server.on('tlsClientError', () => undefined);
  server.on('request', (request, response) => {
    const asked = readRequest(request);
    requests.push(asked);
    for (const listener of listeners) listener();
    const port = request.socket.remotePort ?? 0;
    site.answer(asked, { response, reset: () => rawByPort.get(port)?.resetAndDestroy() });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function close(): Promise<void> {
    server.closeAllConnections();
    for (const socket of rawByPort.values()) socket.destroy();
    site.close();
    server.close();
    await once(server, 'close');
  }

  return {
    port: (server.address() as AddressInfo).port,
    caPem: certificate.caPem,
    requests,
    connections: () => rawByPort.size,
    fail: (...failures) => site.fail(failures),
    asked: (stage, times = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (requests.filter((request) => request.stage === stage).length < times) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function readRequest(request: IncomingMessage): StandinRequest {
  const host = (request.headers.host ?? '').split(':')[0] ?? '';
  const path = request.url ?? '/';
  // A name in the handshake that is not the one that is asked for is no browser's doing.
  const isHonest = (request.socket as TLSSocket).servername === host;
  return { host, path, stage: isHonest ? stageOf(host, path.split('?')[0] ?? '') : null };
}

function stageOf(host: string, path: string): Stage | null {
  switch (host) {
    case HOSTS.pages:
      if (path === '/') return 'home';
      return path === '/oembed' ? 'oEmbed' : 'page';
    case HOSTS.scripts:
      return 'script';
    case HOSTS.api:
      return path.startsWith('/media/') ? 'media' : 'api';
    case HOSTS.mp3:
    case HOSTS.opus:
    case HOSTS.aac:
      return path.startsWith('/playlist/') ? 'playlist' : 'segment';
    default:
      return null;
  }
}
