/** Wires what a look over everything needs of the outside, alike for the bot and for the command line. */
import type { ChannelPermissions, PreflightOutside } from './app/preflight-port.ts';
import type { Log } from './app/ports.ts';
import type { SystemClock } from './clock.ts';
import { createPlatformProbe } from './discord/platform-probe.ts';
import { diskOf } from './store/disk-space.ts';

export interface PreflightOutsideOptions {
  readonly token: string;
  /** Ends in `/api`; null for Discord's own. */
  readonly apiUrl: string | null;
  /** What is kept there is what must be writable. */
  readonly folder: string;
  readonly permissions: ChannelPermissions;
  /** Of the machine; that of a practice room would say nothing of it. */
  readonly clock: Pick<SystemClock, 'nowMs' | 'correctionMs'>;
  readonly log: Log;
}

export function preflightOutside(options: PreflightOutsideOptions): PreflightOutside {
  const { token, apiUrl, folder, permissions, clock, log } = options;
  return {
    // What the bot makes up for is still wrong for everything else on the machine.
    platform: createPlatformProbe({
      token,
      apiUrl,
      log,
      wallMs: () => clock.nowMs() - clock.correctionMs,
    }),
    permissions,
    disk: diskOf(folder, log),
    zoneData: { version: process.versions['tz'] ?? null },
  };
}
