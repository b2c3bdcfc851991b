import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { startsBetween } from '../../src/domain/expanded-rule.ts';
import { occurrencesBetween } from '../../src/domain/recurrence.ts';
import type { RecurrenceRule } from '../../src/domain/schedule.ts';

const DAY_MS = 86_400_000;
const FROM_MS = Date.UTC(2026, 0, 1);

const rules: readonly RecurrenceRule[] = [
  ['FREQ=DAILY', ['02:30', '03:30']],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU', ['23:45']],
  ['FREQ=MONTHLY;BYDAY=-1SU;COUNT=5', ['00:00']],
].map(([rrule, wallTimes]) => ({
  zone: 'America/Los_Angeles',
  dates: { kind: 'recurring', rrule: rrule as string, anchorDate: '2026-01-31' },
  wallTimes: wallTimes as string[],
}));

test('whatever was asked for before, a span has the starts that the rule calls for', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...rules),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 600 * 24 }), fc.integer({ min: 0, max: 400 })), {
        minLength: 1,
        maxLength: 12,
      }),
      (rule, spans) => {
        for (const [hour, days] of spans) {
          const fromMs = FROM_MS + (hour * DAY_MS) / 24;
          const toMs = fromMs + days * DAY_MS;
          expect(startsBetween(rule, fromMs, toMs)).toEqual(occurrencesBetween(rule, fromMs, toMs));
        }
      },
    ),
    { numRuns: 40 },
  );
});
