/** The dashboard that ships asks for the metrics that there are, and for all of them. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { METRICS, type MetricName } from '../../src/app/meter.ts';

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly datasource: unknown;
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly targets: readonly { readonly refId: string; readonly expr: string }[];
}

const dashboard = JSON.parse(
  readFileSync(new URL('../../data/grafana-dashboard.json', import.meta.url), 'utf8'),
) as {
  readonly schemaVersion: number;
  readonly templating: { readonly list: readonly { readonly name: string }[] };
  readonly panels: readonly Panel[];
};
const { panels } = dashboard;
const queries = panels.flatMap(({ title, targets }) =>
  targets.map(({ expr }) => [title, expr] as const),
);
const namedIn = (text: string): string[] => text.match(/\bbellkeeper_\w+/g) ?? [];
/** A histogram is asked for by its parts. */
const isPartOf = (name: string, metric: string): boolean =>
  name === metric ||
  (METRICS[metric as MetricName].kind === 'histogram' &&
    ['bucket', 'sum', 'count'].some((part) => name === `${metric}_${part}`));
const metrics = Object.keys(METRICS);

describe('the dashboard', () => {
  test('every metric appears in some panel', () => {
    const shown = queries.flatMap(([, expr]) => namedIn(expr));
    const missing = metrics.filter((metric) => !shown.some((name) => isPartOf(name, metric)));
    expect(missing).toEqual([]);
  });

  test.each(queries)('%s asks for what there is: %s', (_title, expr) => {
    const names = namedIn(expr);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const metric = metrics.find((known) => isPartOf(name, known)) as MetricName;
      expect([name, metric]).toEqual([name, expect.any(String)]);
      const spec = METRICS[metric];
      // What only rises is asked for by its rate, and what does not never is.
      expect(/\b(rate|increase)\(/.test(expr)).toBe(spec.kind !== 'gauge');
      const by = /\bby \((\w+)\)/.exec(expr)?.[1];
      if (by !== undefined)
        expect([by, 'label' in spec && by === spec.label]).toEqual([by, by !== 'le']);
    }
    expect(count(expr, '(')).toBe(count(expr, ')'));
    expect(count(expr, '{')).toBe(count(expr, '}'));
  });

  test('asks whichever Prometheus was chosen, and is of Grafana 10', () => {
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(38);
    const variables = dashboard.templating.list.map(({ name }) => name);
    for (const { datasource } of panels) {
      expect(datasource).toEqual({ type: 'prometheus', uid: '${datasource}' });
    }
    const used = JSON.stringify(panels).match(/\$\{?(?!__)\w+/g) ?? [];
    expect([...new Set(used.map((name) => name.replace(/\W/g, '')))].toSorted()).toEqual(
      variables.toSorted(),
    );
  });

  test('no panel lies over another', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const [at, one] of panels.entries()) {
      const { x, y, w, h } = one.gridPos;
      expect(x + w).toBeLessThanOrEqual(24);
      for (const { gridPos: other, title } of panels.slice(at + 1)) {
        const isApart =
          x + w <= other.x || other.x + other.w <= x || y + h <= other.y || other.y + other.h <= y;
        expect([one.title, title, isApart]).toEqual([one.title, title, true]);
      }
    }
  });
});

const count = (text: string, character: string): number => text.split(character).length - 1;
