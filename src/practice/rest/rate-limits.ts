/** Discord's limits on how often a bot may ask, counted in real time. */
import { createHash } from 'node:crypto';

export interface RateLimitOptions {
  /** Requests a second in all, interactions excepted; null for no limit. Discord: 50. */
  globalPerSecond: number | null;
  /** Whether each kind of request has a limit for each channel or guild. */
  isPerRoute: boolean;
}

export const DISCORD_RATE_LIMITS: RateLimitOptions = { globalPerSecond: 50, isPerRoute: true };

interface Rule {
  limit: number;
  windowMs: number;
}

/** The limits that bots run into. Discord does not publish them; these were seen by others. */
const RULES: Record<string, Rule> = {
  'POST /channels/:id/messages': { limit: 5, windowMs: 5_000 },
  'PATCH /channels/:id/messages/:id': { limit: 5, windowMs: 5_000 },
  'DELETE /channels/:id/messages/:id': { limit: 5, windowMs: 1_000 },
  'POST /channels/:id/typing': { limit: 5, windowMs: 5_000 },
  'POST /users/@me/channels': { limit: 10, windowMs: 10_000 },
};
/** Of one interaction's token; its first answer is not counted. */
const WEBHOOK: Rule = { limit: 5, windowMs: 2_000 };
const OTHER: Rule = { limit: 30, windowMs: 1_000 };

interface Window {
  startMs: number;
  used: number;
}

export interface Verdict {
  headers: Record<string, string>;
  /** Set when the request goes over a limit. */
  refused: { scope: 'user' | 'global'; retryAfterMs: number } | null;
}

export class RateLimits {
  readonly #options: RateLimitOptions;
  readonly #windowByBucket = new Map<string, Window>();
  readonly #hashByRoute = new Map<string, string>();
  #global: Window = { startMs: -Infinity, used: 0 };

  constructor(options: RateLimitOptions) {
    this.#options = options;
  }

  /** Counts a request. @param nowMs by performance.now(). */
  count(method: string, path: string, nowMs: number): Verdict {
    const { template, major, kind } = routeOf(path);
    const { globalPerSecond, isPerRoute } = this.#options;
    if (globalPerSecond !== null && kind === 'other') {
      this.#global = advance(this.#global, 1_000, nowMs);
      if (this.#global.used > globalPerSecond) {
        const retryAfterMs = this.#global.startMs + 1_000 - nowMs;
        return { headers: {}, refused: { scope: 'global', retryAfterMs } };
      }
    }
    if (!isPerRoute || kind === 'interaction') return { headers: {}, refused: null };
    if (kind === 'webhook') return this.#countRoute('webhook', major, WEBHOOK, nowMs);
    const route = `${method} ${template}`;
    return this.#countRoute(route, major, RULES[route] ?? OTHER, nowMs);
  }

  #countRoute(route: string, major: string, rule: Rule, nowMs: number): Verdict {
    const key = `${route} ${major}`;
    const opened = { startMs: -Infinity, used: 0 };
    const window = advance(this.#windowByBucket.get(key) ?? opened, rule.windowMs, nowMs);
    this.#windowByBucket.set(key, window);
    const resetAfterMs = window.startMs + rule.windowMs - nowMs;
    const headers = {
      'X-RateLimit-Limit': String(rule.limit),
      'X-RateLimit-Remaining': String(Math.max(0, rule.limit - window.used)),
      'X-RateLimit-Reset-After': (resetAfterMs / 1_000).toFixed(3),
      'X-RateLimit-Bucket': this.#hash(route),
    };
    const isOver = window.used > rule.limit;
    return { headers, refused: isOver ? { scope: 'user', retryAfterMs: resetAfterMs } : null };
  }

  #hash(route: string): string {
    const known = this.#hashByRoute.get(route);
    if (known !== undefined) return known;
    const hash = createHash('sha256').update(route).digest('hex').slice(0, 32);
    this.#hashByRoute.set(route, hash);
    return hash;
  }
}

/** A window opens with the first request after the last one has run out. */
function advance(window: Window, lengthMs: number, nowMs: number): Window {
  if (nowMs - window.startMs >= lengthMs) return { startMs: nowMs, used: 1 };
  return { startMs: window.startMs, used: window.used + 1 };
}

interface Route {
  template: string;
  /** Whom a limit is for. */
  major: string;
  kind: 'interaction' | 'webhook' | 'other';
}

/** Routes share a limit for each channel or guild, the first id in the path, or for each token. */
function routeOf(path: string): Route {
  const template = path.replaceAll(/\/\d{15,20}(?=\/|$)/g, '/:id');
  const token = /^\/webhooks\/\d+\/([^/]+)/.exec(path)?.[1];
  if (token !== undefined) return { template, major: token, kind: 'webhook' };
  const major = /\d{15,20}/.exec(path)?.[0] ?? '';
  return { template, major, kind: path.startsWith('/interactions/') ? 'interaction' : 'other' };
}
