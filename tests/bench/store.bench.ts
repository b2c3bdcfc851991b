/**
 * How long a claim takes with 100,000 rows, beside claiming from 100, fsync included. A ratio near 1
 * means that the size of the table does not matter. Run it: `node tests/bench/store.bench.ts`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../src/app/store-port.ts';
import { openStore } from '../../src/store/store.ts';
import type { Bench, Figure } from './bench.ts';
import { quantile } from './measure.ts';
import { guild, MINUTE_MS, sampleDue, sampleOccurrence, sampleSeries } from '../store/samples.ts';

const ROUNDS = 200;
const LIMIT = 50;
const MANY = 100_000;
const NOW_MS = 1_000_000 * MINUTE_MS;

type Spread = 'most in the future' | 'all due at once' | 'most sent long ago';

function fill(store: Store, rows: number, spread: Spread): void {
  store.transaction(() => {
    store.series.replaceAll(guild, [sampleSeries()], 0);
    store.occurrences.save(sampleOccurrence());
    for (let index = 0; index < rows; index += 1) {
      const inFutureMs = spread === 'most in the future' && index >= ROUNDS ? index * 1000 : 0;
      const dueAtMs = NOW_MS + inFutureMs - MINUTE_MS;
      const expiresAtMs = dueAtMs + 30 * MINUTE_MS + ((index * 7919) % 5000) * 1000;
      store.due.add(sampleDue({ kind: `k${index}`, dueAtMs, expiresAtMs }), 0);
    }
  });
  if (spread !== 'most sent long ago') return;
  store.transaction(() => {
    for (const { id, epoch } of store.due.claim(NOW_MS, MINUTE_MS, rows - 2 * ROUNDS)) {
      store.due.mark(id, epoch, { status: 'sent', messageId: null }, NOW_MS);
    }
  });
}

/** Claims and releases again; gives how long the claim took, in milliseconds. */
function timeClaim(store: Store): number {
  const beganMs = performance.now();
  const rows = store.due.claim(NOW_MS, MINUTE_MS, LIMIT);
  const tookMs = performance.now() - beganMs;
  store.transaction(() => {
    for (const { id, epoch } of rows) {
      store.due.mark(id, epoch, { status: 'pending', notBeforeMs: NOW_MS }, NOW_MS);
    }
  });
  return tookMs;
}

const tables: readonly { rows: number; spread: Spread }[] = [
  { rows: 100, spread: 'all due at once' },
  { rows: MANY, spread: 'most in the future' },
  { rows: MANY, spread: 'most sent long ago' },
  { rows: MANY, spread: 'all due at once' },
];

export const bench: Bench = {
  name: 'store',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-bench-'));
    try {
      const stores: Store[] = [];
      for (const [index, { rows, spread }] of tables.entries()) {
        const store = await openStore({ path: join(folder, `${index}.sqlite`), nowMs: 0 });
        fill(store, rows, spread);
        stores.push(store);
      }
      // Turn by turn, so that whatever else the machine does falls on all of them alike.
      const times: number[][] = stores.map(() => []);
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const [index, store] of stores.entries()) times[index]?.push(timeClaim(store));
      }
      for (const store of stores) store.close();
      return {
        figures: tables.map(({ rows, spread }, index) => figureOf(rows, spread, index, times)),
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function figureOf(
  rows: number,
  spread: Spread,
  index: number,
  times: readonly (readonly number[])[],
): Figure {
  const own = times[index] ?? [];
  return {
    what: `claim ${LIMIT} of ${rows}, ${spread}: median (p99 ${quantile(own, 0.99).toFixed(1)} ms)`,
    value: quantile(own, 0.5),
    unit: 'ms',
    limit: null,
    baseline:
      index === 0 ? null : { what: 'a table of 100 rows', value: quantile(times[0] ?? [], 0.5) },
  };
}
