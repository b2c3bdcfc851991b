/** What was asked of the REST API, for tests and for the page. */
import { EventEmitter } from 'node:events';
import type { Json } from '../world/json.ts';

export interface LoggedRequest {
  method: string;
  /** Below /api/v10, without the query. */
  path: string;
  query: string;
  body: Json;
  /** The status answered, or 0 where the connection was dropped. */
  status: number;
  /** By performance.now(), when the request came. */
  atMonotonicMs: number;
}

/** A long practice keeps only the latest. */
const KEPT = 20_000;

export class RequestLog extends EventEmitter<{ request: [LoggedRequest] }> {
  #entries: LoggedRequest[] = [];

  constructor() {
    super();
    this.setMaxListeners(0);
  }

  /** Oldest first. */
  get all(): readonly LoggedRequest[] {
    return this.#entries;
  }

  matching(method: string, path: RegExp): LoggedRequest[] {
    return this.#entries.filter((entry) => entry.method === method && path.test(entry.path));
  }

  /** Resolves with the next such request that is answered from now on. */
  next(method: string, path: RegExp): Promise<LoggedRequest> {
    return new Promise((resolve) => {
      const listener = (entry: LoggedRequest) => {
        if (entry.method !== method || !path.test(entry.path)) return;
        this.off('request', listener);
        resolve(entry);
      };
      this.on('request', listener);
    });
  }

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > KEPT * 2) this.#entries = this.#entries.slice(-KEPT);
    this.emit('request', entry);
  }

  clear(): void {
    this.#entries = [];
  }
}
