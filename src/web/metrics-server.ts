/**
 * Answers Prometheus on a port of its own. The public page's port is opened to the world by a web
 * server in front, to which everybody seems to come from this machine; nothing opens this one.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Meter } from '../app/meter.ts';
import { METRICS_TYPE, metricsText } from './metrics.ts';
import { watchProcess } from './process-gauges.ts';

export interface MetricsServerOptions {
  readonly meter: () => Meter | null;
  /** 0 takes any free one. */
  readonly port: number;
  /** `127.0.0.1` lets only this machine in. */
  readonly host: string;
  /** Told, in a developer's words, what went wrong while it was read. */
  readonly onTrouble: (cause: unknown) => void;
}

export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Rejects when the port is taken. */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const processGauges = watchProcess();
  const server = createServer((request, response) => {
    const answer = (status: number, text: string, headers: Record<string, string> = {}): void => {
      const common = { 'Content-Type': METRICS_TYPE, 'Cache-Control': 'no-store' };
      response.writeHead(status, { ...common, ...headers });
      response.end(request.method === 'HEAD' ? undefined : text);
    };
    if (request.url?.split('?')[0] !== '/metrics') {
      answer(404, '# It is at /metrics.\n');
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      answer(405, '', { Allow: 'GET, HEAD' });
      return;
    }
    const meter = options.meter();
    if (meter === null) {
      answer(503, '# It is starting.\n');
      return;
    }
    try {
      processGauges.giveTo(meter);
      answer(200, metricsText(meter));
    } catch (cause) {
      // The database may be what is in trouble; Prometheus notes that it got no answer.
      options.onTrouble(cause);
      answer(500, '# It could not be read; the log says why.\n');
    }
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/metrics`,
    async close() {
      processGauges.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
