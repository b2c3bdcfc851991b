import type { ToldFault } from './told-track.ts';

/** What an answer without a page means. */
export function faultOfStatus(status: number): ToldFault {
  switch (status) {
    case 404:
    case 410:
      return 'GONE';
    case 403:
      return 'CLOSED';
    case 429:
      return 'RATE_LIMITED';
    default:
      // A server that is down comes back, as a network does.
      return status >= 500 ? 'NETWORK' : 'UNREADABLE';
  }
}
