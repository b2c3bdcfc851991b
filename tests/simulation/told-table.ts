import { INVARIANTS } from './invariants.ts';
import type { SeedResult } from './seed-run.ts';

/** What all the runs together have met, and how often each thing was looked at, by lines. */
export function tableOf(results: readonly SeedResult[], seconds: number): string[] {
  const sum = (of: (result: SeedResult) => number): number =>
    results.reduce((all, one) => all + of(one), 0);
  const guildYears = sum((one) => one.guildYears);
  const cpuSeconds = sum((one) => one.cpuSeconds);
  const faults = total(results.map((one) => one.faults));
  const checks = total(results.map((one) => one.checks));
  const brokenOf = (name: string): number => results.filter(({ broken }) => broken === name).length;
  return [
    '',
    `${results.length} seeds, ${round(guildYears)} guild-years, ${sum(({ events }) => events)} events, ${sum(({ messages }) => messages)} messages`,
    `${seconds.toFixed(1)} s, ${(cpuSeconds / guildYears).toFixed(2)} CPU s per guild-year`,
    '',
    '| fault | times |',
    '|---|---:|',
    ...[...faults]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, count]) => `| ${name} | ${count} |`),
    '',
    '| invariant | checks | broken |',
    '|---|---:|---:|',
    ...INVARIANTS.map((name) => `| ${name} | ${checks.get(name) ?? 0} | ${brokenOf(name)} |`),
  ];
}

function total(lists: readonly (readonly (readonly [string, number])[])[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [name, count] of lists.flat()) sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
}

const round = (value: number): number => Math.round(value * 100) / 100;
