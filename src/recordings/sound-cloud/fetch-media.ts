/**
 * One request to SoundCloud's content network: a size that is not exceeded, a time in which it
 * answers and in which something more comes, and no redirect.
 */
import { get, type Agent } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { Cancel, Clock } from '../../app/ports.ts';
import { isSoundCloudHost } from './guarded-agent.ts';

export interface MediaRequest {
  readonly address: string;
  /** Guards who is asked. */
  readonly agent: Agent;
  readonly clock: Pick<Clock, 'nowMs' | 'at'>;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Whether an answer with this content type is worth reading. */
  readonly isWanted: (contentType: string) => boolean;
}

export type MediaFault =
  /** The signed address is not accepted, or no more. */
  | 'FORBIDDEN'
  | 'GONE'
  | 'RATE_LIMITED'
  /** The network, a status that helps nobody, a redirect, too slow. */
  | 'UNREACHABLE'
  /** Something else than what was asked for. */
  | 'UNREADABLE'
  | 'STOPPED';

export type MediaAnswer =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly why: MediaFault; readonly cause: unknown };

const ANSWER_MS = 8_000;
const IDLE_MS = 6_000;
const WHOLE_MS = 30_000;

/** Never rejects. */
export function fetchMedia(request: MediaRequest): Promise<MediaAnswer> {
  const { address, agent, clock, signal } = request;
  const url = URL.canParse(address) ? new URL(address) : null;
  const isOurs = url?.protocol === 'https:' && url.port === '' && isSoundCloudHost(url.hostname);
  if (!isOurs) return Promise.resolve(failed('UNREADABLE', 'an address elsewhere'));
  if (signal.aborted) return Promise.resolve(failed('STOPPED', signal.reason));
  return new Promise((resolve) => {
    const timers = createTimers(clock, () => end(failed('UNREACHABLE', 'too slow')));
    const onAbort = (): void => end(failed('STOPPED', signal.reason));
    const end = (answer: MediaAnswer): void => {
      timers.stop();
      signal.removeEventListener('abort', onAbort);
      asked.destroy();
      resolve(answer);
    };
    const asked = get(url, { agent, headers: { accept: '*/*' } }, (response) => {
      timers.moved();
      const refused = refusalOf(response, request);
      if (refused) return end(refused);
      collect(response, request, () => timers.moved(), end);
    });
    // What fails after the end has nobody to tell: the answer was given.
    asked.on('error', (cause) => end(failed('UNREACHABLE', cause)));
    signal.addEventListener('abort', onAbort);
  });
}

function refusalOf(
  { statusCode = 0, headers }: IncomingMessage,
  { maxBytes, isWanted }: MediaRequest,
): MediaAnswer | null {
  const cause = `status ${statusCode}`;
  if (statusCode === 401 || statusCode === 403) return failed('FORBIDDEN', cause);
  if (statusCode === 404 || statusCode === 410) return failed('GONE', cause);
  if (statusCode === 429) return failed('RATE_LIMITED', cause);
  if (statusCode !== 200) return failed('UNREACHABLE', cause);
  const contentType = headers['content-type'] ?? '';
  if (!isWanted(contentType)) return failed('UNREADABLE', `content type ${contentType}`);
  if (Number(headers['content-length'] ?? 0) > maxBytes) return failed('UNREADABLE', 'too large');
  return null;
}

function collect(
  response: IncomingMessage,
  { maxBytes }: MediaRequest,
  onMoved: () => void,
  end: (answer: MediaAnswer) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    onMoved();
    size += chunk.length;
    if (size > maxBytes) return end(failed('UNREADABLE', 'too large'));
    chunks.push(chunk);
  });
  response.on('error', (cause) => end(failed('UNREACHABLE', cause)));
  response.on('end', () =>
    end(
      response.complete
        ? { ok: true, bytes: Buffer.concat(chunks) }
        : failed('UNREACHABLE', 'cut off'),
    ),
  );
}

function createTimers(clock: Pick<Clock, 'nowMs' | 'at'>, onLate: () => void) {
  const beganAtMs = clock.nowMs();
  const cancelWhole = clock.at(beganAtMs + WHOLE_MS, onLate);
  let cancelIdle: Cancel = clock.at(beganAtMs + ANSWER_MS, onLate);
  return {
    moved(): void {
      cancelIdle();
      cancelIdle = clock.at(clock.nowMs() + IDLE_MS, onLate);
    },
    stop(): void {
      cancelWhole();
      cancelIdle();
    },
  };
}

function failed(why: MediaFault, cause: unknown): MediaAnswer {
  return { ok: false, why, cause };
}
