/** What the benches found, as a table that people can read. */
import { isWithin, type BenchResult, type Figure } from './bench.ts';

type Row = readonly string[];

const HEAD: Row = [
  'bench',
  'what',
  'figure',
  'limit',
  'baseline',
  'ratio',
  'verdict',
  'measured against',
];

export function tableOf(
  outcomes: readonly (
    (BenchResult & { readonly name: string }) | { readonly name: string; readonly fault: string }
  )[],
): string {
  const rows = outcomes.flatMap((outcome): Row[] =>
    'fault' in outcome
      ? [[outcome.name, outcome.fault, '', '', '', '', 'failed', '']]
      : outcome.figures.map((figure) => [outcome.name, ...cellsOf(figure)]),
  );
  return alignedRows([HEAD, ...rows]);
}

/** The first row is the head, and has a rule below it. */
export function alignedRows(all: readonly Row[]): string {
  const [head = [], ...rows] = all;
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: Row): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function cellsOf(figure: Figure): Row {
  const { what, value, unit, limit, baseline } = figure;
  const within = isWithin(figure);
  const sign = figure.limited === 'aboveBaseline' ? '+' : '';
  return [
    what,
    withUnit(value, unit),
    limit === null ? '' : `${sign}${withUnit(limit, unit)}`,
    baseline ? withUnit(baseline.value, unit) : '',
    baseline && baseline.value !== 0 ? (value / baseline.value).toFixed(2) : '',
    within === null ? '' : within ? 'within' : 'over',
    baseline?.what ?? '',
  ];
}

export function withUnit(value: number, unit: Figure['unit']): string {
  if (!Number.isFinite(value)) return 'not measured';
  const digits =
    Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toFixed(digits)}${unit === '%' ? ' %' : unit && ` ${unit}`}`;
}
