/** The stand-in's REST API at another address, where every answer has a date that is off. */
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ShiftedDates {
  /** Ends in `/api`. */
  readonly apiUrl: string;
  close(): Promise<void>;
}

/** Gives the address itself where nothing is to be shifted. */
export async function shiftDates(apiUrl: string, aheadMs: number): Promise<ShiftedDates> {
  if (aheadMs === 0) return { apiUrl, close: () => Promise.resolve() };
  const { hostname, port } = new URL(apiUrl);

  function pass(question: IncomingMessage, answer: ServerResponse): void {
    const { method, url: path, headers } = question;
    const passed = request({ hostname, port, method, path, headers }, (response) => {
      const dateMs = Date.parse(response.headers.date ?? '');
      const date = new Date(dateMs + aheadMs).toUTCString();
      answer.writeHead(response.statusCode ?? 502, { ...response.headers, date });
      response.pipe(answer);
    });
    // The stand-in cuts a connection where a test has asked for it.
    passed.on('error', () => answer.destroy());
    question.pipe(passed);
  }

  const server = createServer(pass);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${address.port}/api`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
