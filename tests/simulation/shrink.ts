/** Finds the shortest story that still breaks the same invariant: happenings are left out by halves. */
import type { Broken } from './invariants.ts';
import { simulate, type SimulationOptions } from './simulation.ts';

const DAY_MS = 86_400_000;

export interface Shrunk {
  readonly only: readonly number[];
  readonly broken: Broken;
}

/** `tries`: how many runs it may take; the shortest that was found by then is given. */
export async function shrink(
  options: SimulationOptions,
  broken: Broken,
  atMsOf: readonly number[],
  tries: number,
): Promise<Shrunk> {
  let left = tries;
  const fails = async (only: readonly number[]): Promise<Broken | null> => {
    left -= 1;
    const report = await simulate({ ...options, only: new Set(only) });
    return report.broken?.invariant === broken.invariant ? report.broken : null;
  };
  const before = atMsOf.flatMap((atMs, at) => (atMs <= broken.atMs ? [at] : []));
  let best: Shrunk = { only: before, broken };
  // What happened long before is mostly of no account.
  for (const days of [1, 3, 14]) {
    const only = before.filter((at) => atMsOf[at]! >= broken.atMs - days * DAY_MS);
    const found = await fails(only);
    if (!found) continue;
    best = { only, broken: found };
    break;
  }
  const mayTry = (): boolean => left > 0;
  for (let parts = 2; parts <= best.only.length && mayTry();) {
    const smaller = await withoutOnePart(best.only, parts, fails, mayTry);
    if (smaller) {
      best = smaller;
      parts = Math.max(2, parts - 1);
    } else if (parts === best.only.length) break;
    else parts = Math.min(best.only.length, parts * 2);
  }
  return best;
}

async function withoutOnePart(
  only: readonly number[],
  parts: number,
  fails: (only: readonly number[]) => Promise<Broken | null>,
  mayTry: () => boolean,
): Promise<Shrunk | null> {
  const size = Math.ceil(only.length / parts);
  for (let from = 0; from < only.length && mayTry(); from += size) {
    const rest = only.filter((_, at) => at < from || at >= from + size);
    const found = rest.length > 0 ? await fails(rest) : null;
    if (found) return { only: rest, broken: found };
  }
  return null;
}
