/** What a bench is, and what it has found. */
export interface Bench {
  readonly name: string;
  run(): Promise<BenchResult>;
}

export interface BenchResult {
  readonly figures: readonly Figure[];
}

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | '%' | 'MB' | '';
  /** The figure is to be below this; null when it is only told. */
  readonly limit: number | null;
  /** The same measured without Bellkeeper, beside it; null when nothing compares. */
  readonly baseline: Baseline | null;
  /** What is limited: the figure, or by how much it is above its baseline. */
  readonly limited?: 'value' | 'aboveBaseline';
}

export interface Baseline {
  readonly what: string;
  readonly value: number;
}

/** Null when the figure has no limit. */
export function isWithin(figure: Figure): boolean | null {
  if (figure.limit === null) return null;
  // What could not be measured is null after its way between the processes, and keeps no limit.
  if (!Number.isFinite(figure.value)) return false;
  const compared =
    figure.limited === 'aboveBaseline'
      ? figure.value - (figure.baseline?.value ?? 0)
      : figure.value;
  return compared <= figure.limit;
}
