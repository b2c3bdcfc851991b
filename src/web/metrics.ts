/** What the bot has counted, in the text format of Prometheus, version 0.0.4. */
import { METRICS, type Distribution, type Meter, type MetricName } from '../app/meter.ts';

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

type Labels = Readonly<Record<string, string>>;

/** Every metric that there is, with a line for each value of its label that was met. */
export function metricsText(meter: Meter): string {
  const names = Object.keys(METRICS) as MetricName[];
  return names.flatMap((name) => linesOf(meter, name)).join('');
}

function linesOf(meter: Meter, name: MetricName): string[] {
  const { kind, help } = METRICS[name];
  const head = [`# HELP ${name} ${escapedHelp(help)}\n`, `# TYPE ${name} ${kind}\n`];
  return [...head, ...samplesOf(meter, name)];
}

function samplesOf(meter: Meter, name: MetricName): string[] {
  const spec = METRICS[name];
  const labelled = (value: string): Labels => ('label' in spec ? { [spec.label]: value } : {});
  if (spec.kind === 'histogram') {
    return [...meter.distributionsOf(name)].flatMap(([value, distribution]) =>
      histogram(name, labelled(value), spec.buckets, distribution),
    );
  }
  const counts = meter.countsOf(name);
  // What has not happened yet is 0, so that its first time shows as a rise.
  if (counts.size === 0 && spec.kind === 'counter' && !('label' in spec))
    return [sample(name, {}, 0)];
  return [...counts].map(([value, count]) => sample(name, labelled(value), count));
}

function histogram(
  name: string,
  labels: Labels,
  bounds: readonly number[],
  { countsByBucket, count, sum }: Distribution,
): string[] {
  return [
    ...bounds.map((bound, at) =>
      sample(`${name}_bucket`, { ...labels, le: String(bound) }, countsByBucket[at] ?? 0),
    ),
    sample(`${name}_bucket`, { ...labels, le: '+Inf' }, count),
    sample(`${name}_sum`, labels, sum),
    sample(`${name}_count`, labels, count),
  ];
}

function sample(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapedLabel(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${numeral(value)}\n`;
}

/** JavaScript writes numbers as the format has them, but for what is none. */
function numeral(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

const escapedHelp = (text: string): string =>
  text.replaceAll('\\', String.raw`\\`).replaceAll('\n', String.raw`\n`);

const escapedLabel = (text: string): string => escapedHelp(text).replaceAll('"', String.raw`\"`);
