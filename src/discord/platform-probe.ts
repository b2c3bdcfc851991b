import { REST, RequestMethod, Routes } from 'discord.js';
import type { Platform, PlatformAnswer } from '../app/preflight-port.ts';
import type { Log } from '../app/ports.ts';
import { restOptions } from './client-options.ts';
import { createRestCaller } from './rest-caller.ts';

/** A date in an answer has whole seconds: it is so much younger than the answer at most. */
const DATE_STEP_MS = 1_000;

export interface PlatformProbeOptions {
  readonly token: string;
  /** Ends in `/api`; null for Discord's own. */
  readonly apiUrl: string | null;
  /** The machine's own clock, as it is set: not one that was corrected. */
  readonly wallMs: () => number;
  readonly log: Log;
}

/** Asks with a connection of its own, so that a token that is refused is not forgotten elsewhere. */
export function createPlatformProbe(options: PlatformProbeOptions): Platform {
  const { token, apiUrl, wallMs, log } = options;
  return {
    async ask(): Promise<PlatformAnswer> {
      let aheadMs: number | null = null;
      const time = {
        nowMs: wallMs,
        hear(platformMs: number, askedAtMs: number): void {
          aheadMs = aheadOf(platformMs, askedAtMs, wallMs());
        },
      };
      const rest = new REST(restOptions(apiUrl, time)).setToken(token);
      const call = createRestCaller(rest, token, log);
      const answer = await call({
        method: RequestMethod.Get,
        route: Routes.currentApplication(),
        tries: 3,
      });
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
      switch (answer.kind) {
        case 'answered':
          return { kind: 'accepted', aheadMs };
        case 'unauthorized':
          return { kind: 'refused', aheadMs };
        default:
          return { kind: 'away', cause: JSON.stringify(answer) };
      }
    },
  };
}

/** An answer takes its time: only a date before the question or after the answer tells anything. */
export function aheadOf(platformMs: number, askedAtMs: number, answeredAtMs: number): number {
  if (platformMs + DATE_STEP_MS < askedAtMs) return askedAtMs - (platformMs + DATE_STEP_MS);
  if (platformMs > answeredAtMs) return answeredAtMs - platformMs;
  return 0;
}
