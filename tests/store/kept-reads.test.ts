/** What is kept in memory is as it stands in the file, whoever has written there and whatever was undone. */
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Store } from '../../src/app/store-port.ts';
import { asId, type OccurrenceId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import {
  guild,
  inTemporaryFolder,
  MINUTE_MS,
  morning,
  sampleOccurrence,
  sampleSeries,
} from './samples.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;

class Undone extends Error {}

/** A day, and how a session of that day is written. */
const changes = fc.array(
  fc.record({
    by: fc.constantFrom('this', 'other'),
    how: fc.constantFrom('alone', 'in a transaction', 'undone', 'partly undone', 'removed'),
    day: fc.nat(30),
    moved: fc.nat(20),
  }),
  { minLength: 1, maxLength: 12 },
);

function change(
  store: Store,
  { how, day, moved }: { readonly how: string; readonly day: number; readonly moved: number },
  kept: Map<string, number>,
): void {
  const id = asId<OccurrenceId>(`morning@${day}`);
  const startsAtMs = (day + moved) * DAY_MS;
  const save = (atMs: number): void =>
    store.occurrences.save(
      sampleOccurrence({ id, startsAtMs: atMs, endsAtMs: atMs + 45 * MINUTE_MS }),
    );
  const undo = (work: () => void): void => {
    const failing = () =>
      store.transaction(() => {
        work();
        // What is read within it is what was written within it.
        expect(store.occurrences.between(guild, startsAtMs, startsAtMs + 1)).toContainEqual(
          expect.objectContaining({ id }),
        );
        throw new Undone();
      });
    expect(failing).toThrow(Undone);
  };
  if (how === 'removed') {
    store.occurrences.remove(guild, id);
    kept.delete(id);
    return;
  }
  if (how === 'undone') {
    undo(() => save(startsAtMs));
    return;
  }
  if (how === 'partly undone') {
    store.transaction(() => {
      save(startsAtMs + DAY_MS);
      undo(() => save(startsAtMs));
    });
    kept.set(id, startsAtMs + DAY_MS);
    return;
  }
  if (how === 'alone') save(startsAtMs);
  else store.transaction(() => save(startsAtMs));
  kept.set(id, startsAtMs);
}

/** Both are asked at the same moments, so that each has something in memory. */
function expectBoth(stores: readonly Store[], kept: ReadonlyMap<string, number>): void {
  for (const [fromDay, toDay] of [
    [3, 4],
    [10, 40],
    [0, 100],
  ] as const) {
    const expected = [...kept]
      .filter(([, atMs]) => atMs + 45 * MINUTE_MS > fromDay * DAY_MS && atMs < toDay * DAY_MS)
      .toSorted(([a, aMs], [b, bMs]) => aMs - bMs || (a < b ? -1 : 1));
    for (const store of stores) {
      const found = store.occurrences.between(guild, fromDay * DAY_MS, toDay * DAY_MS);
      expect(found.map(({ id, startsAtMs }) => [id, startsAtMs])).toEqual(expected);
    }
  }
}

test('sessions are found as they stand, after every change of this or of another program', async () => {
  await fc.assert(
    fc.asyncProperty(changes, (made) =>
      inTemporaryFolder(async (folder) => {
        const path = `${folder}/bellkeeper.db`;
        const stores = [await openStore({ path, nowMs: 1 }), await openStore({ path, nowMs: 1 })];
        const [own, other] = stores as [Store, Store];
        try {
          own.series.save(guild, sampleSeries(), 1);
          const kept = new Map<string, number>();
          for (const one of made) {
            change(one.by === 'this' ? own : other, one, kept);
            expectBoth(stores, kept);
          }
        } finally {
          for (const store of stores) store.close();
        }
      }),
    ),
    { numRuns: 25 },
  );
});

test('a series is found as it stands, after every change of this or of another program', () =>
  inTemporaryFolder(async (folder) => {
    const path = `${folder}/bellkeeper.db`;
    const own = await openStore({ path, nowMs: 1 });
    const other = await openStore({ path, nowMs: 1 });
    const names = () =>
      [own, other].flatMap(({ series }) => [
        series.find(guild, morning)?.name,
        ...series.list(guild).map(({ name }) => name),
      ]);
    own.series.save(guild, sampleSeries({ name: 'Dawn' }), 1);
    expect(names()).toEqual(['Dawn', 'Dawn', 'Dawn', 'Dawn']);
    other.series.save(guild, sampleSeries({ name: 'Day' }), 2);
    expect(names()).toEqual(['Day', 'Day', 'Day', 'Day']);
    const undone = () =>
      own.transaction(() => {
        own.series.save(guild, sampleSeries({ name: 'Dusk' }), 3);
        expect(own.series.find(guild, morning)?.name).toBe('Dusk');
        throw new Undone();
      });
    expect(undone).toThrow(Undone);
    expect(names()).toEqual(['Day', 'Day', 'Day', 'Day']);
    own.series.list(guild).pop();
    other.series.remove(guild, morning, 4);
    expect(names()).toEqual([undefined, undefined]);
    own.close();
    other.close();
  }));
