import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Due, DueMark, Store } from '../../src/app/store-port.ts';
import { asId, type MessageId, type OccurrenceId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { guild, sampleDue, sampleOccurrence, sampleSeries } from './samples.ts';

const LEASE_MS = 20;
const occurrences = ['a', 'b'].map((name) => asId<OccurrenceId>(name));
const finalStatuses = new Set<Due['status']>(['sent', 'skipped', 'refused', 'unknown']);

/** Which of the rows that were ever claimed is meant: so that stale holders act as well. */
const claimIndex = fc.nat(60);
const outcome: fc.Arbitrary<DueMark> = fc.oneof(
  fc.constant({ status: 'sent' as const, messageId: asId<MessageId>('500') }),
  fc.constantFrom('skipped' as const, 'refused' as const, 'unknown' as const).map((status) => ({
    status,
    reason: 'because',
  })),
  fc.nat(300).map((notBeforeMs) => ({ status: 'pending' as const, notBeforeMs })),
);
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      occurrence: fc.nat(1),
      kind: fc.constantFrom('reminder', 'welcome'),
      revision: fc.integer({ min: 1, max: 2 }),
      dueAtMs: fc.nat(200),
      windowMs: fc.nat(100),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('claim' as const),
      limit: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('try' as const), claimIndex }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('mark' as const), claimIndex, outcome }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('skip' as const), occurrence: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(40) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const nameOf = (row: Due): string => `${row.occurrenceId} ${row.kind} ${row.revision}`;

/** One history on one store, and the laws looked at after each step. */
class History {
  readonly #store: Store;
  readonly #claims: Due[] = [];
  readonly #notBeforeMs = new Map<number, number>();
  #nowMs = 0;
  #before = new Map<string, Due>();

  constructor(store: Store) {
    this.#store = store;
  }

  take(step: Step): void {
    this.#before = this.#rows();
    this.#apply(step);
    const after = this.#rows();
    for (const [name, row] of this.#before) {
      const now = after.get(name);
      expect(now?.id).toBe(row.id);
      expect(now?.epoch).toBeGreaterThanOrEqual(row.epoch);
      if (row.firstTriedAtMs !== null) expect(now?.firstTriedAtMs).toBe(row.firstTriedAtMs);
      if (finalStatuses.has(row.status)) expect(now).toEqual(row);
    }
    this.#checkNext(after);
  }

  #apply(step: Step): void {
    const { due } = this.#store;
    switch (step.do) {
      case 'add':
        return this.#add(step);
      case 'claim':
        return this.#claim(step.limit);
      case 'try': {
        const claim = this.#claims[step.claimIndex % (this.#claims.length || 1)];
        if (!claim) return;
        const lives = this.#lives(claim);
        expect(due.markTried(claim.id, claim.epoch, this.#nowMs)).toBe(lives);
        if (!lives) expect(this.#rows()).toEqual(this.#before);
        return;
      }
      case 'mark': {
        const claim = this.#claims[step.claimIndex % (this.#claims.length || 1)];
        if (!claim) return;
        const lives = this.#lives(claim);
        expect(due.mark(claim.id, claim.epoch, step.outcome, this.#nowMs)).toBe(lives);
        if (!lives) expect(this.#rows()).toEqual(this.#before);
        else expect(this.#rows().get(nameOf(claim))?.status).toBe(step.outcome.status);
        if (lives && step.outcome.status === 'pending') {
          this.#notBeforeMs.set(claim.id, step.outcome.notBeforeMs);
        }
        return;
      }
      case 'skip': {
        const id = occurrences[step.occurrence] ?? asId<OccurrenceId>('a');
        const skippable = [...this.#before.values()].filter(
          (row) =>
            row.occurrenceId === id &&
            (row.status === 'pending' || (row.status === 'claimed' && row.firstTriedAtMs === null)),
        );
        expect(due.skipPending(guild, id, 'cancelled', this.#nowMs)).toBe(skippable.length);
        return;
      }
      case 'wait':
        this.#nowMs += step.ms;
    }
  }

  #add(step: Extract<Step, { do: 'add' }>): void {
    const row = sampleDue({
      occurrenceId: occurrences[step.occurrence] ?? asId<OccurrenceId>('a'),
      kind: step.kind,
      revision: step.revision,
      dueAtMs: step.dueAtMs,
      expiresAtMs: step.dueAtMs + step.windowMs,
    });
    const stood = this.#before.has(`${row.occurrenceId} ${row.kind} ${row.revision}`);
    expect(this.#store.due.add(row, this.#nowMs)).toBe(!stood);
  }

  #claim(limit: number): void {
    const expected = [...this.#before.values()]
      .filter((row) => this.#isFree(row))
      .toSorted((a, b) => a.expiresAtMs - b.expiresAtMs || a.dueAtMs - b.dueAtMs || a.id - b.id)
      .slice(0, limit)
      .map((row) => ({
        ...row,
        status: 'claimed',
        epoch: row.epoch + 1,
        leaseUntilMs: this.#nowMs + LEASE_MS,
      }));
    const claimed = this.#store.due.claim(this.#nowMs, LEASE_MS, limit);
    expect(claimed).toEqual(expected);
    this.#claims.push(...claimed);
  }

  #isFree(row: Due): boolean {
    if (row.dueAtMs > this.#nowMs) return false;
    if (row.status === 'claimed') return (row.leaseUntilMs ?? Infinity) <= this.#nowMs;
    return row.status === 'pending' && (this.#notBeforeMs.get(row.id) ?? 0) <= this.#nowMs;
  }

  /** Only the newest claim of a row that nobody ended is live. */
  #lives(claim: Due): boolean {
    const row = this.#before.get(nameOf(claim));
    return row?.status === 'claimed' && row.epoch === claim.epoch;
  }

  #checkNext(rows: ReadonlyMap<string, Due>): void {
    const open = [...rows.values()].some((row) => !finalStatuses.has(row.status));
    expect(this.#store.due.nextAtMs() !== null).toBe(open);
  }

  #rows(): Map<string, Due> {
    const rows = occurrences.flatMap((id) => this.#store.due.ofOccurrence(guild, id));
    const rowByName = new Map(rows.map((row) => [nameOf(row), row]));
    expect(rowByName.size).toBe(rows.length);
    return rowByName;
  }
}

test('in every history a final row never changes, a name stands once, and a stale epoch writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 80 }), async (steps) => {
      const store = await openStore({ path: ':memory:', nowMs: 0 });
      try {
        store.series.replaceAll(guild, [sampleSeries()], 0);
        for (const id of occurrences) store.occurrences.save(sampleOccurrence({ id }));
        const history = new History(store);
        for (const one of steps) history.take(one);
      } finally {
        store.close();
      }
    }),
    { numRuns: 150 },
  );
}, 30_000);
