import { DefaultRestOptions, type RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];

/** The request never left this machine: trying again can't do anything twice. */
export class NeverSent extends Error {}

/** The request left and its answer did not come: what it asked for may have been done. */
export class AnswerLost extends Error {}

/** Faults that stand before the first byte of a request. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** HTTP forbids a body with these. */
const BODILESS = new Set([204, 205, 304]);

/** An answer with the sound of a long recording is 24 MB, which a home's line may take a minute for. */
const ANSWER_WITH_FILES_MS = 120_000;

/** Is told what time the platform has, by the date of each answer. */
export interface PlatformTime {
  nowMs(): number;
  /** `askedAtMs`: what `nowMs` said when the question left. */
  hear(platformMs: number, askedAtMs: number): void;
}

/**
 * Sends one request and reads the whole answer, so that the library's timeout covers the
 * body too, and so that a fault says whether the request had left.
 */
export const sendOnce =
  (time: PlatformTime | null): MakeRequest =>
  async (url, init) => {
    if (init.signal?.aborted) throw new NeverSent('The wait for its turn took too long.');
    try {
      // Nothing waits for such an answer but the person who reads it: it may take longer than others.
      const isLargeAnswer = init.body instanceof FormData && url.includes('/webhooks/');
      const signal = isLargeAnswer ? AbortSignal.timeout(ANSWER_WITH_FILES_MS) : init.signal;
      const askedAtMs = time?.nowMs() ?? 0;
      const answer = await DefaultRestOptions.makeRequest(url, { ...init, signal });
      const platformMs = Date.parse(answer.headers.get('date') ?? '');
      if (!Number.isNaN(platformMs)) time?.hear(platformMs, askedAtMs);
      const body = await answer.arrayBuffer();
      return new Response(BODILESS.has(answer.status) ? null : body, {
        status: answer.status,
        statusText: answer.statusText,
        headers: [...answer.headers.entries()],
      });
    } catch (error) {
      const code = codeOf(error);
      if (BEFORE_SENDING.has(code)) throw new NeverSent(code, { cause: error });
      throw new AnswerLost(code, { cause: error });
    }
  };

/** Looks at the shape only: an error of Node's own is of another realm than a test's. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error ? String(error.name) : 'UNKNOWN';
}
