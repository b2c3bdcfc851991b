import type { GuildId } from '../../src/domain/identity.ts';

/** After a fault is over the bot has this long to be itself again. */
const RECOVERY_MS = 60_000;
/** What ended longer ago is asked for no more: the longest window of a message is a day. */
const REMEMBERED_MS = 30 * 3_600_000;

interface Trouble {
  /** Null when it is the process's own, and so every guild's. */
  readonly guildId: GuildId | null;
  readonly fromMs: number;
  readonly toMs: number;
}

/** When something was wrong, and where, in true time. */
export function createHealth(nowMs: () => number) {
  let troubles: readonly Trouble[] = [];
  return {
    trouble(forMs: number, guildId: GuildId | null = null): void {
      const fromMs = nowMs();
      const remembered = troubles.filter(({ toMs }) => toMs > fromMs - REMEMBERED_MS);
      troubles = [...remembered, { guildId, fromMs, toMs: fromMs + forMs + RECOVERY_MS }];
    },
    /** Of one guild, the process included; null asks for the process alone. */
    wasHealthy: (fromMs: number, toMs: number, guildId: GuildId | null): boolean =>
      !troubles.some(
        (one) =>
          one.fromMs <= toMs &&
          fromMs <= one.toMs &&
          (one.guildId === null || one.guildId === guildId),
      ),
  };
}
