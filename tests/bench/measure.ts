/** Times that two processes of one machine can compare, and what many of them come to. */
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds of the machine's monotonic clock: the same in every process, unlike `performance.now()`. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** @param share 0.5 is the median */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? sorted[0] ?? Number.NaN;
}

export function gapsOf(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

/** A timer that does nothing but aim at every 20 ms, as the sound does. */
export function startBareTimer(onTick: () => void): { stop(): void } {
  let nextAtMs = performance.now();
  let timer: NodeJS.Timeout;
  const tick = (): void => {
    onTick();
    nextAtMs += 20;
    timer = setTimeout(tick, Math.max(1, nextAtMs - performance.now()));
  };
  timer = setTimeout(tick, 1);
  return { stop: () => clearTimeout(timer) };
}

/** The processor time of this process, of one core, over a span of real time. */
export async function cpuShareOver(ms: number): Promise<number> {
  const before = process.cpuUsage();
  const beganMs = monotonicMs();
  await wait(ms);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / (monotonicMs() - beganMs);
}
