import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Store } from '../../src/app/store-port.ts';
import { openStore } from '../../src/store/store.ts';
import {
  guild,
  inTemporaryFolder,
  morningOccurrence,
  sampleDue,
  sampleOccurrence,
  sampleSeries,
} from './samples.ts';

const LEASE_MS = 60_000;
const { dueAtMs } = sampleDue();

function addRows(store: Store, count: number): void {
  store.transaction(() => {
    store.series.replaceAll(guild, [sampleSeries()], 0);
    store.occurrences.save(sampleOccurrence());
    for (let index = 0; index < count; index += 1)
      store.due.add(sampleDue({ kind: `k${index}` }), 0);
  });
}

test('a long backlog is claimed in the same order as a short one', async () => {
  const store = await openStore({ path: ':memory:', nowMs: 0 });
  addRows(store, 0);
  const expected: string[] = [];
  for (let index = 0; index < 1300; index += 1) {
    const expiresAtMs = 10_000 + ((index * 7919) % 400);
    const row = sampleDue({ kind: `k${index}`, dueAtMs: (index * 31) % 500, expiresAtMs });
    store.due.add(row, 0);
    expected.push(
      `${expiresAtMs} ${String(row.dueAtMs).padStart(3, '0')} ${String(index).padStart(4, '0')}`,
    );
  }
  store.due.add(sampleDue({ kind: 'not yet', dueAtMs: 501, expiresAtMs: 502 }), 0);
  const claimed: string[] = [];
  for (let rows = store.due.claim(500, LEASE_MS, 100); rows.length > 0;) {
    for (const { kind, expiresAtMs, dueAtMs: due } of rows) {
      claimed.push(
        `${expiresAtMs} ${String(due).padStart(3, '0')} ${kind.slice(1).padStart(4, '0')}`,
      );
    }
    rows = store.due.claim(500, LEASE_MS, 100);
  }
  expect(claimed).toEqual(expected.toSorted());
  store.close();
});

test('two connections never hold the same row', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const [one, two] = await Promise.all([1, 2].map((nowMs) => openStore({ path, nowMs })));
    if (!one || !two) throw new Error('not both are open');
    addRows(one, 40);
    const held = [one, two, two, one, two].flatMap((store) =>
      store.due.claim(dueAtMs, LEASE_MS, 7),
    );
    const kinds = new Set(held.map(({ kind }) => kind));
    expect([held.length, kinds.size]).toEqual([35, 35]);
    one.close();
    two.close();
  }));

test('the holder of a lease that ended writes nothing over the one that came after it', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.sqlite');
    const slow = await openStore({ path, nowMs: 0 });
    const quick = await openStore({ path, nowMs: 0 });
    addRows(slow, 1);
    const [stalled] = slow.due.claim(dueAtMs, LEASE_MS, 1);
    const [taken] = quick.due.claim(dueAtMs + LEASE_MS, LEASE_MS, 1);
    if (!stalled || !taken) throw new Error('the row could not be claimed twice');
    expect(taken).toMatchObject({ id: stalled.id, epoch: stalled.epoch + 1 });
    expect(slow.due.markTried(stalled.id, stalled.epoch, 1)).toBe(false);
    expect(quick.due.mark(taken.id, taken.epoch, { status: 'sent', messageId: null }, 2)).toBe(
      true,
    );
    const late = { status: 'unknown', reason: 'late' } as const;
    expect(slow.due.mark(stalled.id, stalled.epoch, late, 3)).toBe(false);
    expect(slow.due.ofOccurrence(guild, morningOccurrence)).toMatchObject([{ status: 'sent' }]);
    slow.close();
    quick.close();
  }));

test(
  'processes that claim all at once share the rows, each row once',
  () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'store.sqlite');
      const store = await openStore({ path, nowMs: 0 });
      addRows(store, 300);
      const claimed = await Promise.all([1, 2, 3].map(() => claimEverything(path)));
      const kinds = claimed.flat();
      expect(kinds).toHaveLength(300);
      expect(new Set(kinds).size).toBe(300);
      const rows = store.due.ofOccurrence(guild, morningOccurrence);
      expect(rows.filter(({ status, epoch }) => status === 'sent' && epoch === 1)).toHaveLength(
        300,
      );
      store.close();
    }),
  20_000,
);

async function claimEverything(path: string): Promise<string[]> {
  const script = fileURLToPath(new URL('claim-everything.ts', import.meta.url));
  const child = spawn(process.execPath, [script, path, String(dueAtMs), String(LEASE_MS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kinds: string[] = [];
  createInterface(child.stdout).on('line', (line) => kinds.push(line));
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(0);
  return kinds;
}
