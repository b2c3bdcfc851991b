/** Counts what the bot asks of the platform: requests, and commands on the gateway. */
import type { createFakeDirectory } from '../discord/fake-directory.ts';
import type { Checks, Invariant } from './invariants.ts';
import type { Platform } from './platform.ts';
import type { SimulatedTime } from './simulated-time.ts';

type Directory = ReturnType<typeof createFakeDirectory>;

export interface BudgetPorts {
  readonly time: SimulatedTime;
  readonly checks: Checks;
  readonly platform: Platform;
  readonly directory: Directory;
}

export interface BudgetWatch {
  /** As the bot gets it: asking who has which role is a command. */
  readonly directory: Directory;
  /** Joining a voice channel and leaving it are commands, too. */
  readonly onCommand: () => void;
}

export function watchBudgets({ time, checks, platform, directory }: BudgetPorts): BudgetWatch {
  const requests = budget('50 requests a second', 50, 1_000);
  const commands = budget('120 gateway commands a minute', 120, 60_000);
  platform.onRequest = requests;

  function budget(invariant: Invariant, most: number, withinMs: number): () => void {
    /** When the last of them came, the oldest at `next`. */
    const atMs: number[] = Array.from({ length: most }, () => -Infinity);
    let next = 0;
    return () => {
      const nowMs = time.nowMs();
      const oldestMs = atMs[next]!;
      atMs[next] = nowMs;
      next = (next + 1) % most;
      checks.holds(
        invariant,
        nowMs - oldestMs >= withinMs,
        () => `${most + 1} within ${nowMs - oldestMs} ms`,
      );
    };
  }

  return {
    onCommand: commands,
    directory: Object.create(directory, {
      refreshRoles: {
        value: (...call: Parameters<Directory['refreshRoles']>) => {
          commands();
          return directory.refreshRoles(...call);
        },
      },
    }) as Directory,
  };
}
