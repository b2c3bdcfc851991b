/** Keeps other pages of the same browser from driving the practice room. */
import type { IncomingMessage } from 'node:http';

/** Nothing but the page's own files; and it may be shown inside no other page. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** The names by which a browser on this machine reaches the server; a rebound name is none. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** A browser always names the origin of a page that opens a WebSocket. */
export function mayOpenSocket({ headers }: IncomingMessage, port: number): boolean {
  return isOwnPage(headers, port);
}

/** And of one that sends something by POST. */
export function isOwnPage(
  { host, origin }: { readonly host?: string | undefined; readonly origin?: string | undefined },
  port: number,
): boolean {
  return isOwnHost(host, port) && origin === `http://${host}`;
}
