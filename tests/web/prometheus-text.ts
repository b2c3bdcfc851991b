/**
 * Reads the text format of Prometheus, version 0.0.4, by its specification, character by character.
 * It takes nothing that the specification does not, and throws at the line that is wrong.
 */

export interface Family {
  readonly help: string | null;
  readonly type: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const TYPES = new Set(['counter', 'gauge', 'histogram', 'summary', 'untyped']);
const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*/;

/** By the name that stands behind HELP and TYPE. */
export function readPrometheusText(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new Error('The last line has no line feed.');
  const families = new Map<string, { help: string | null; type: string; samples: Sample[] }>();
  const seen = new Set<string>();
  let current: string | null = null;
  for (const line of text.slice(0, -1).split('\n')) {
    if (line.trim() === '') continue;
    if (line.startsWith('#')) {
      const comment = /^#[ \t]+(HELP|TYPE)[ \t]+([^ \t]+)[ \t]?(.*)$/.exec(line);
      if (!comment) continue;
      const [, keyword, name = '', rest = ''] = comment;
      if (METRIC_NAME.exec(name)?.[0] !== name) throw new Error(`No name: ${line}`);
      const family = families.get(name) ?? { help: null, type: 'untyped', samples: [] };
      // What is said of one metric stands together.
      if (families.has(name) && current !== name) throw new Error(`${name} stands twice.`);
      if (keyword === 'HELP') {
        if (family.help !== null) throw new Error(`A second HELP of ${name}.`);
        family.help = unescaped(rest, false);
      } else {
        if (!TYPES.has(rest)) throw new Error(`No type: ${line}`);
        if (family.samples.length > 0) throw new Error(`TYPE after a sample: ${line}`);
        family.type = rest;
      }
      families.set(name, family);
      current = name;
      continue;
    }
    const sample = readSample(line);
    const owner = current !== null && belongsTo(sample.name, current, families.get(current)?.type);
    if (!owner) throw new Error(`Outside of its group: ${line}`);
    const key = JSON.stringify([sample.name, Object.entries(sample.labels).map(String).toSorted()]);
    if (seen.has(key)) throw new Error(`Twice: ${line}`);
    seen.add(key);
    families.get(current ?? '')?.samples.push(sample);
  }
  for (const [name, family] of families) {
    if (family.type === 'histogram') checkHistogram(name, family.samples);
  }
  return families;
}

function belongsTo(name: string, family: string, type = 'untyped'): boolean {
  if (type !== 'histogram') return name === family;
  return [`${family}_bucket`, `${family}_sum`, `${family}_count`].includes(name);
}

function readSample(line: string): Sample {
  const name = METRIC_NAME.exec(line)?.[0];
  if (name === undefined) throw new Error(`No sample: ${line}`);
  let rest = line.slice(name.length);
  const labels: Record<string, string> = {};
  if (rest.startsWith('{')) {
    rest = rest.slice(1);
    while (!rest.startsWith('}')) {
      const label = LABEL_NAME.exec(rest)?.[0];
      if (label === undefined) throw new Error(`No label: ${line}`);
      const quoted = /^="((?:[^"\\\n]|\\["\\n])*)"/.exec(rest.slice(label.length));
      if (!quoted) throw new Error(`No value of ${label}: ${line}`);
      if (label in labels) throw new Error(`${label} twice: ${line}`);
      labels[label] = unescaped(quoted[1] ?? '', true);
      rest = rest.slice(label.length + quoted[0].length);
      if (rest.startsWith(',')) rest = rest.slice(1);
      else if (!rest.startsWith('}')) throw new Error(`No comma: ${line}`);
    }
    rest = rest.slice(1);
  }
  const value = /^[ \t]+(\S+)(?:[ \t]+-?\d+)?[ \t]*$/.exec(rest)?.[1];
  if (value === undefined) throw new Error(`No value: ${line}`);
  return { name, labels, value: numberOf(value) };
}

/** As Go writes and reads floats. */
function numberOf(text: string): number {
  if (text === 'NaN') return Number.NaN;
  if (/^[+-]?Inf$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text))
    throw new Error(`No float: ${text}`);
  return Number(text);
}

function unescaped(text: string, isLabel: boolean): string {
  return text.replaceAll(/\\(.)/g, (whole, character: string) => {
    if (character === '\\') return '\\';
    if (character === 'n') return '\n';
    if (isLabel && character === '"') return '"';
    throw new Error(`No escape: ${whole}`);
  });
}

/** Buckets rise with their bounds, the last is +Inf and equals _count; there is one _sum. */
function checkHistogram(name: string, samples: readonly Sample[]): void {
  const groups = Map.groupBy(samples, ({ labels }) => JSON.stringify({ ...labels, le: null }));
  for (const [key, group] of groups) {
    const buckets = group.filter((sample) => sample.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels }) => numberOf(labels['le'] ?? ''));
    const counts = buckets.map(({ value }) => value);
    const [count, ...otherCounts] = group.filter((sample) => sample.name === `${name}_count`);
    const [sum, ...otherSums] = group.filter((sample) => sample.name === `${name}_sum`);
    const isWhole =
      isRising(bounds) &&
      isRising(counts) &&
      bounds.at(-1) === Infinity &&
      counts.at(-1) === count?.value &&
      sum !== undefined &&
      otherCounts.length + otherSums.length === 0;
    if (!isWhole) throw new Error(`No histogram: ${name} ${key}`);
  }
}

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((number, at) => at === 0 || number >= (numbers[at - 1] ?? 0));
}
