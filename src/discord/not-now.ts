import type { RestAnswer } from './rest-caller.ts';

/** Nothing happened, or what happened does no harm twice: try again after the wait. */
export interface NotNow {
  readonly kind: 'notNow';
  readonly retryAfterMs: number;
  readonly cause: string;
}

/** How long to wait for a network when nothing says it. */
const OUTAGE_WAIT_MS = 5_000;

/** What every adapter makes of an answer that is neither yes nor no. */
export function notNow(
  answer: Exclude<RestAnswer, { readonly kind: 'answered' | 'rejected' }>,
): NotNow {
  switch (answer.kind) {
    case 'limited':
      return { kind: 'notNow', retryAfterMs: answer.retryAfterMs, cause: 'rate limit' };
    case 'unauthorized':
      return { kind: 'notNow', retryAfterMs: answer.retryAfterMs, cause: 'unauthorized' };
    default:
      return { kind: 'notNow', retryAfterMs: OUTAGE_WAIT_MS, cause: answer.cause };
  }
}

/** An answer that is not what the API's own looks like comes from something on the way. */
export function strangeAnswer(): NotNow {
  return { kind: 'notNow', retryAfterMs: OUTAGE_WAIT_MS, cause: 'an answer of another shape' };
}

/** The id of what an answer describes; null when there is none. */
export function idIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('id' in body)) return null;
  return typeof body.id === 'string' ? body.id : null;
}
