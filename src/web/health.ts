/** Whether the bot lives and whether it can do its work, for Docker and for people: what `/health` answers. */
import type { Health } from '../app/health.ts';
import { textsFor } from '../texts/languages.ts';

export interface HealthReport {
  readonly isReady: boolean;
  /** What is in the way, the oldest first; not all of it keeps the bot from its work. */
  readonly reasons: readonly HealthReason[];
}

export interface HealthReason {
  /** For programs: `GATEWAY_AWAY`. */
  readonly code: string;
  /** `2026-12-02T15:00:00.000Z` */
  readonly since: string;
  /** In English, for whoever looks after the machine. */
  readonly text: string;
}

export function healthReport({ isReady, troubles }: Health): HealthReport {
  const { trouble } = textsFor('en').health;
  const reasons = troubles.map(({ code, sinceMs }) => ({
    code,
    since: new Date(sinceMs).toISOString(),
    text: trouble[code](),
  }));
  return { isReady, reasons };
}
