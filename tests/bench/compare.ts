/** Two runs of the benches side by side, by figures and by their ratios to the baselines. */
import { readFileSync } from 'node:fs';
import type { BenchResult, Figure } from './bench.ts';
import { alignedRows, withUnit } from './table.ts';

/** What `npm run bench` writes. */
export interface BenchRun {
  readonly at: string;
  readonly machine: { readonly processor: string; readonly cores: number; readonly node: string };
  readonly outcomes: readonly (
    (BenchResult & { readonly name: string }) | { readonly name: string; readonly fault: string }
  )[];
}

const HEAD = ['bench', 'what', 'before', 'after', 'after / before', 'to its baseline'];

/** Throws an Error that says which file is none of a run. */
export function readRun(path: string): BenchRun {
  const run: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const isRun = typeof run === 'object' && run !== null && 'outcomes' in run && 'machine' in run;
  if (!isRun) throw new Error(`${path} is not what npm run bench writes.`);
  return run as BenchRun;
}

export function compared(before: BenchRun, after: BenchRun): string {
  const earlier = figuresByName(before);
  const later = figuresByName(after);
  const rows = [...later].map(([name, figure]) => rowOf(name, earlier.get(name) ?? null, figure));
  const gone = [...earlier].flatMap(([name, figure]) =>
    later.has(name)
      ? []
      : [[benchOf(name), figure.what, withUnit(figure.value, figure.unit), 'gone', '', '']],
  );
  return alignedRows([HEAD, ...rows, ...gone]);
}

/**
 * By bench and words. Some words hold what was counted in that run ("lost of 9,980"), so numbers
 * don't tell figures apart; those that are alike then go by their order.
 */
function figuresByName({ outcomes }: BenchRun): Map<string, Figure> {
  const figureByName = new Map<string, Figure>();
  for (const outcome of outcomes) {
    for (const figure of 'fault' in outcome ? [] : outcome.figures) {
      const name = `${outcome.name}\n${figure.what.replaceAll(/[\d.]+/g, '#')}`;
      let place = 0;
      while (figureByName.has(`${name}\n${place}`)) place += 1;
      figureByName.set(`${name}\n${place}`, figure);
    }
  }
  return figureByName;
}

const benchOf = (name: string): string => name.split('\n')[0] ?? '';

function rowOf(name: string, before: Figure | null, after: Figure): string[] {
  const ratio = before === null ? '' : quotient(after.value, before.value);
  const toBaseline = [before, after].map((figure) =>
    figure?.baseline ? quotient(figure.value, figure.baseline.value) : '-',
  );
  return [
    benchOf(name),
    after.what,
    before === null ? 'new' : withUnit(before.value, before.unit),
    withUnit(after.value, after.unit),
    ratio,
    toBaseline.join(' -> '),
  ];
}

const quotient = (value: number, by: number): string => (by === 0 ? '-' : (value / by).toFixed(2));
