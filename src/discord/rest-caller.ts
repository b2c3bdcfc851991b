import { setTimeout as wait } from 'node:timers/promises';
import {
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  type RawFile,
  type REST,
  type RequestMethod,
  type RouteLike,
} from 'discord.js';
import type { Log } from '../app/ports.ts';
import { NeverSent } from './transport.ts';

export interface RestRequest {
  readonly method: RequestMethod;
  readonly route: RouteLike;
  readonly query?: URLSearchParams;
  readonly body?: unknown;
  /** Sent beside the body, as a form of several parts. */
  readonly files?: readonly RawFile[];
  /** Shown in the guild's audit log, to whoever looks after it. */
  readonly reason?: string;
  /** How often it may be sent; more than 1 only for what does no harm twice. Default 1. */
  readonly tries?: number;
}

/** What became of a call, so that nothing the platform answers is thrown. */
export type RestAnswer =
  | { readonly kind: 'answered'; readonly body: unknown }
  /** The API said no, with Discord's own error code. */
  | { readonly kind: 'rejected'; readonly status: number; readonly code: number }
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  /** The token was not accepted, or is resting after that. */
  | { readonly kind: 'unauthorized'; readonly retryAfterMs: number }
  | { readonly kind: 'neverSent'; readonly cause: string }
  /** The answer was lost or is not the API's: it may have been done. */
  | { readonly kind: 'lost'; readonly cause: string };

export type RestCall = (request: RestRequest) => Promise<RestAnswer>;

/** Below the 60 s for which a row of the outbox is leased. */
const DEADLINE_MS = 40_000;

/** 10,000 unauthorized calls in ten minutes ban the address: one in a minute is far from it. */
const TOKEN_REST_MS = 60_000;
/** A token that was given back may work at once. */
const TOKEN_RETRY_MS = 1_000;

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 2_000;

/**
 * Calls the REST API. A 401 makes the library forget the token for every later call; it is
 * given back once, and after a second 401 in a row only once a minute.
 */
export function createRestCaller(rest: REST, token: string, log: Log): RestCall {
  const tokenKeeper = createTokenKeeper(rest, token, log);

  async function callOnce(request: RestRequest): Promise<RestAnswer> {
    const startedAtMs = performance.now();
    if (!tokenKeeper.mayCall(startedAtMs)) return tokenKeeper.refusal();
    const answer = await attempt(rest, request);
    if (answer === 'unauthorized') {
      tokenKeeper.noteUnauthorized(startedAtMs);
      return tokenKeeper.refusal();
    }
    if (answer.kind === 'answered' || answer.kind === 'rejected') tokenKeeper.noteAccepted();
    return answer;
  }

  return async (request) => {
    const tries = request.tries ?? 1;
    for (let tried = 1; ; tried += 1) {
      const answer = await callOnce(request);
      const waitMs = retryWaitMs(answer, tried);
      if (waitMs === null || tried >= tries) return answer;
      await wait(waitMs);
    }
  };
}

/** Null when another try would not change the answer, or not soon. */
function retryWaitMs(answer: RestAnswer, tried: number): number | null {
  switch (answer.kind) {
    case 'answered':
    case 'rejected':
    case 'unauthorized':
      return null;
    case 'limited':
      return answer.retryAfterMs > LONGEST_RETRY_MS ? null : answer.retryAfterMs;
    default:
      return Math.min(FIRST_RETRY_MS * 2 ** (tried - 1), LONGEST_RETRY_MS);
  }
}

/** A refused token is for its keeper to make an answer of. */
type Attempt = Exclude<RestAnswer, { readonly kind: 'unauthorized' }> | 'unauthorized';

async function attempt(rest: REST, request: RestRequest): Promise<Attempt> {
  try {
    const body = await rest.request({
      method: request.method,
      fullRoute: request.route,
      ...(request.query ? { query: request.query } : {}),
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(request.files ? { files: [...request.files] } : {}),
      ...(request.reason === undefined ? {} : { reason: request.reason }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    // The library hands on as bytes what does not say that it is JSON.
    const isForeign =
      typeof body === 'object' && body !== null && 'byteLength' in body && body.byteLength !== 0;
    return isForeign ? { kind: 'lost', cause: 'not JSON' } : { kind: 'answered', body };
  } catch (error) {
    return answerOfFault(error);
  }
}

function answerOfFault(error: unknown): Attempt {
  if (error instanceof RateLimitError) {
    return { kind: 'limited', retryAfterMs: Math.max(error.retryAfter, 1_000) };
  }
  if (error instanceof DiscordAPIError) {
    if (error.status === 401) return 'unauthorized';
    // An answer without Discord's code comes from a proxy on the way.
    if (typeof error.code !== 'number') return { kind: 'lost', cause: `HTTP ${error.status}` };
    return { kind: 'rejected', status: error.status, code: error.code };
  }
  if (error instanceof HTTPError) return { kind: 'lost', cause: `HTTP ${error.status}` };
  if (error instanceof NeverSent) return { kind: 'neverSent', cause: error.message };
  if (error instanceof Error && error.message.startsWith('Expected token')) {
    return 'unauthorized';
  }
  // Given up while waiting in the library's queue, before its turn came.
  if (error instanceof Error && error.message === 'Request aborted manually') {
    return { kind: 'neverSent', cause: 'The wait for its turn took too long.' };
  }
  return { kind: 'lost', cause: error instanceof Error ? error.message : 'unknown' };
}

interface TokenKeeper {
  mayCall(nowMs: number): boolean;
  noteUnauthorized(startedAtMs: number): void;
  noteAccepted(): void;
  /** The answer to whoever asks while the token is refused. */
  refusal(): RestAnswer;
}

/** Instants are of the monotonic clock. */
function createTokenKeeper(rest: REST, token: string, log: Log): TokenKeeper {
  let state: 'trusted' | { readonly doubtedAtMs: number } | { readonly restsUntilMs: number } =
    'trusted';
  return {
    mayCall(nowMs) {
      if (state === 'trusted' || 'doubtedAtMs' in state) return true;
      if (nowMs < state.restsUntilMs) return false;
      rest.setToken(token);
      state = { doubtedAtMs: nowMs };
      return true;
    },
    noteUnauthorized(startedAtMs) {
      const nowMs = performance.now();
      const isNews =
        state !== 'trusted' && 'doubtedAtMs' in state && startedAtMs >= state.doubtedAtMs;
      if (isNews) {
        state = { restsUntilMs: nowMs + TOKEN_REST_MS };
        log.error({ restMs: TOKEN_REST_MS }, 'Discord refused the token twice; calls rest now.');
        return;
      }
      if (state !== 'trusted' && 'restsUntilMs' in state) return;
      rest.setToken(token);
      if (state === 'trusted') {
        state = { doubtedAtMs: nowMs };
        log.warn({}, 'Discord refused the token once; it was set again.');
      }
    },
    refusal() {
      const untilMs = state !== 'trusted' && 'restsUntilMs' in state ? state.restsUntilMs : 0;
      const restMs = Math.ceil(untilMs - performance.now());
      return { kind: 'unauthorized', retryAfterMs: Math.max(TOKEN_RETRY_MS, restMs) };
    },
    noteAccepted() {
      if (state !== 'trusted' && 'doubtedAtMs' in state) state = 'trusted';
    },
  };
}
