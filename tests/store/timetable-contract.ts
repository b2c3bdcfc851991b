import { expect, test } from '@jest/globals';
import type { DueAction, Store } from '../../src/app/store-port.ts';
import { asId, type OccurrenceId, type PersonNumber } from '../../src/domain/identity.ts';
import {
  evening,
  guild,
  MINUTE_MS,
  morning,
  morningOccurrence,
  otherGuild,
  sampleDue,
  sampleOccurrence,
  sampleSeries,
  START_MS,
} from './samples.ts';

const other = asId<OccurrenceId>('morning@2027-03-01');

/** Series and sessions as they are edited one by one, and what a due row may say. */
export function timetableLaws(it: () => Store): void {
  test('a series that is saved keeps its place; a new one comes last', () => {
    const { series } = it();
    series.save(guild, sampleSeries({ id: evening }), 1);
    series.save(guild, sampleSeries({ name: 'Dawn', paused: true, description: 'Come in.' }), 2);
    expect(series.list(guild)).toEqual([
      sampleSeries({ name: 'Dawn', paused: true, description: 'Come in.' }),
      sampleSeries({ id: evening }),
    ]);
    series.remove(guild, morning, 3);
    expect(series.list(guild).map(({ id }) => id)).toEqual([evening]);
    expect(series.list(otherGuild)).toEqual([sampleSeries()]);
    series.remove(guild, morning, 4);
  });

  test('exceptions are what was called off or placed by hand, at any distance', () => {
    const { occurrences } = it();
    const farMs = START_MS + 400 * 24 * 60 * MINUTE_MS;
    const moved = sampleOccurrence({
      id: other,
      startsAtMs: farMs,
      endsAtMs: farMs + MINUTE_MS,
      placedBy: 'hand',
      sequence: 2,
    });
    const calledOff = sampleOccurrence({ cancelled: true, calledOff: true, sequence: 1 });
    const gone = sampleOccurrence({ id: asId<OccurrenceId>('gone'), cancelled: true });
    for (const one of [moved, calledOff, gone]) occurrences.save(one);
    expect(occurrences.exceptions(guild, calledOff.endsAtMs - 1)).toEqual([calledOff, moved]);
    expect(occurrences.exceptions(guild, calledOff.endsAtMs)).toEqual([moved]);
    expect(occurrences.exceptions(otherGuild, 0)).toEqual([]);
  });

  test('what was called off or placed by hand stays an exception when it is removed', () => {
    const { occurrences } = it();
    occurrences.save(sampleOccurrence({ placedBy: 'hand' }));
    occurrences.save(sampleOccurrence({ id: other, cancelled: true, calledOff: true }));
    occurrences.remove(guild, morningOccurrence);
    occurrences.remove(guild, other);
    expect(occurrences.exceptions(guild, 0).map(({ id }) => id)).toEqual([
      morningOccurrence,
      other,
    ]);
    occurrences.save(sampleOccurrence());
    occurrences.remove(guild, morningOccurrence);
    expect(occurrences.find(guild, morningOccurrence)).toBeNull();
  });

  test('what is called off is cancelled, and a sequence never falls', () => {
    const { occurrences } = it();
    expect(() => occurrences.save(sampleOccurrence({ calledOff: true }))).toThrow('called_off');
    occurrences.save(sampleOccurrence({ sequence: 2 }));
    expect(() => occurrences.save(sampleOccurrence({ sequence: 1 }))).toThrow('never falls');
  });

  const text = { key: 'reminder', params: { beforeMs: 1 } };
  const number = 7 as PersonNumber;
  const range = { fromNumber: number, toNumber: 80 as PersonNumber };
  const actions: readonly DueAction[] = [
    { do: 'edit', ofKind: 'weekly', text },
    { do: 'post', text, to: { in: 'thread', ofKind: 'reminder.60m', ...range } },
    { do: 'post', text, to: { in: 'direct', number, ofKind: null } },
    { do: 'post', text, to: { in: 'direct', number, ofKind: 'reminder.60m' } },
  ];
  test.each(actions)('a due row is stored whole: $do $to.in', (action) => {
    const { due } = it();
    due.add(sampleDue({ action }), 1);
    expect(due.claim(START_MS, 1000, 1)).toMatchObject([{ action }]);
    expect(due.find(guild, morningOccurrence, 'reminder.1h', 1)?.action).toEqual(action);
  });
}
