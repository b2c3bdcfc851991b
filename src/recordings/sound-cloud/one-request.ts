/** One question to SoundCloud over HTTPS: no redirect is followed, and size and time have an end. */
import { get, type Agent } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../app/ports.ts';
import { RefusedHost } from './guarded-agent.ts';

const ANSWER_MS = 10_000;
const MAX_BYTES = 1_048_576;

export interface Asking {
  /** Guards who is asked. */
  readonly agent: Agent;
  readonly clock: Pick<Clock, 'nowMs' | 'at'>;
  readonly signal: AbortSignal;
}

export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** Where it leads on to; null when it does not. */
      readonly location: string | null;
      readonly body: string;
    }
  | {
      readonly kind: 'failed';
      readonly why: 'ELSEWHERE' | 'NETWORK' | 'TIMEOUT' | 'UNREADABLE';
      readonly cause: unknown;
    };

/** Never rejects. An answer is whole when it comes. */
export function askOnce(address: URL, { agent, clock, signal }: Asking): Promise<Answer> {
  return new Promise((resolve) => {
    const end = (answer: Answer): void => {
      cancel();
      signal.removeEventListener('abort', onAbort);
      request.destroy();
      resolve(answer);
    };
    const fail = (cause: Error): void => {
      const why = cause instanceof RefusedHost ? 'ELSEWHERE' : 'NETWORK';
      end({ kind: 'failed', why, cause });
    };
    const onAbort = (): void => fail(new Error('It was stopped.', { cause: signal.reason }));
    const headers = { accept: 'application/json, text/html;q=0.5' };
    const request = get(address, { agent, headers }, (response) => collect(response, end, fail));
    request.on('error', fail);
    const cancel = clock.at(clock.nowMs() + ANSWER_MS, () =>
      end({ kind: 'failed', why: 'TIMEOUT', cause: new Error('No answer in time.') }),
    );
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}

function collect(
  response: IncomingMessage,
  end: (answer: Answer) => void,
  fail: (cause: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('error', fail);
  response.on('aborted', () => fail(new Error('The connection was cut.')));
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= MAX_BYTES) return;
    end({ kind: 'failed', why: 'UNREADABLE', cause: new Error('The answer has no end.') });
  });
  response.on('end', () =>
    end({
      kind: 'answered',
      status: response.statusCode ?? 0,
      location: response.headers.location ?? null,
      body: Buffer.concat(chunks).toString('utf8'),
    }),
  );
}
