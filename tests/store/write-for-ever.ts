/**
 * Writes one transaction after the other that touches every table, telling when it is in the
 * middle of one (`begun 3`) and when it is committed (`committed 3`), until it is killed.
 */
import { writeSync } from 'node:fs';
import type { Store } from '../../src/app/store-port.ts';
import { asId, type OccurrenceId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import {
  guild,
  sampleDue,
  sampleOccurrence,
  sampleSeries,
  START_MS,
  waitingState,
} from './samples.ts';

export const ROWS_EACH = 30;

function write(store: Store, number: number): void {
  const occurrenceId = asId<OccurrenceId>(`morning@${number}`);
  store.transaction(() => {
    store.occurrences.save(sampleOccurrence({ id: occurrenceId }));
    const state = { ...waitingState, turn: number };
    store.sessions.save({ guildId: guild, occurrenceId, state }, START_MS);
    store.sessions.recordEvent(guild, occurrenceId, {
      atMs: START_MS,
      event: { type: 'clockReached', atMs: START_MS },
      phaseAfter: 'waiting',
      rule: 'started',
    });
    for (let row = 0; row < ROWS_EACH; row += 1) {
      if (row === ROWS_EACH / 2) writeSync(1, `begun ${number}\n`);
      store.due.add(sampleDue({ occurrenceId, kind: `k${row}` }), START_MS);
    }
    const entry = { atMs: START_MS, guildId: guild, actorId: null, before: null, after: number };
    store.audit.add({ ...entry, action: 'written', subject: occurrenceId });
    store.settings.set('last', String(number));
  });
  writeSync(1, `committed ${number}\n`);
}

if (import.meta.main) {
  const store = await openStore({ path: process.argv[2] ?? '', nowMs: 0 });
  store.series.replaceAll(guild, [sampleSeries()], 0);
  for (let number = Number(store.settings.get('last') ?? 0) + 1; ; number += 1)
    write(store, number);
}
