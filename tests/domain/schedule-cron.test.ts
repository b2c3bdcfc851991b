import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createTask, validate } from 'node-cron';
import { occurrencesBetween } from '../../src/domain/recurrence.ts';
import { parseCron } from '../../src/domain/schedule-cron.ts';

function read(expression: string): string {
  const reading = parseCron(expression, validate);
  if (!reading.ok) return `${reading.mistake.code} ${reading.mistake.part ?? '-'}`;
  const { dates, wallTimes } = reading;
  return `${dates.kind === 'recurring' ? dates.rrule : dates.date} @ ${wallTimes.join(' ')}`;
}

describe('what can be read', () => {
  test.each([
    ['0 7 * * 1,3,5', 'FREQ=WEEKLY;BYDAY=MO,WE,FR @ 07:00'],
    ['30 18 * * tue,Thursday', 'FREQ=WEEKLY;BYDAY=TU,TH @ 18:30'],
    ['0 7 * * *', 'FREQ=DAILY @ 07:00'],
    ['0 7 ? * 7', 'FREQ=WEEKLY;BYDAY=SU @ 07:00'],
    ['0 7 * * 5-7', 'FREQ=WEEKLY;BYDAY=SU,FR,SA @ 07:00'],
    ['0 7 * * fri-mon', 'FREQ=WEEKLY;BYDAY=SU,MO,FR,SA @ 07:00'],
    ['0 7 1,15 * *', 'FREQ=MONTHLY;BYMONTHDAY=1,15 @ 07:00'],
    ['0 7 */10 * *', 'FREQ=MONTHLY;BYMONTHDAY=1,11,21,31 @ 07:00'],
    ['0 7 * 3,oct *', 'FREQ=DAILY;BYMONTH=3,10 @ 07:00'],
    ['0 7 * jan-mar mon', 'FREQ=WEEKLY;BYDAY=MO;BYMONTH=1,2,3 @ 07:00'],
    ['0,30 7,19 * * *', 'FREQ=DAILY @ 07:00 07:30 19:00 19:30'],
    ['0 8-20/6 * * *', 'FREQ=DAILY @ 08:00 14:00 20:00'],
    [' 0  7 *  * 1 ', 'FREQ=WEEKLY;BYDAY=MO @ 07:00'],
  ])('%s', (expression, meaning) => {
    expect(read(expression)).toBe(meaning);
  });
});

describe('what is refused', () => {
  test.each([
    ['0 7 1 * 1', 'CRON_TWO_KINDS_OF_DAY -'],
    ['0 7 1-31 * 1', 'CRON_TWO_KINDS_OF_DAY -'],
    ['*/90 7 * * *', 'CRON_STEP_TOO_LONG */90'],
    ['0 */24 * * *', 'CRON_STEP_TOO_LONG */24'],
    ['0 0 7 * * 1', 'CRON_SECONDS -'],
    ['*/5 7 * * *', 'CRON_TOO_MANY_TIMES -'],
    ['0 * * * *', 'CRON_TOO_MANY_TIMES -'],
    ['* * * * *', 'CRON_TOO_MANY_TIMES -'],
    ['0 7 L * *', 'CRON_SPECIAL_SIGN L'],
    ['0 7 15W * *', 'CRON_SPECIAL_SIGN 15W'],
    ['0 7 * * 5L', 'CRON_SPECIAL_SIGN 5L'],
    ['0 7 * * 1#2', 'CRON_SPECIAL_SIGN 1#2'],
    ['@daily', 'CRON_NICKNAME -'],
    ['0 7 * *', 'CRON_FIELD_COUNT -'],
    ['', 'CRON_FIELD_COUNT -'],
    ['60 7 * * *', 'CRON_UNREADABLE 60'],
    ['0 7am * * *', 'CRON_UNREADABLE 7am'],
    ['0 7 * * 8', 'CRON_UNREADABLE 8'],
    ['0 7 0 * *', 'CRON_UNREADABLE 0'],
    ['5/15 7 * * *', 'CRON_UNREADABLE 5/15'],
    ['0 7 31 feb *', 'CRON_UNREADABLE -'],
    ['Mon 07:00', 'CRON_FIELD_COUNT -'],
  ])('%s', (expression, mistake) => {
    expect(read(expression)).toBe(mistake);
  });
});

const list = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join());
const number = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map(String);
const range = (min: number, max: number): fc.Arbitrary<string> =>
  fc.tuple(number(min, max), number(min, max)).map(([from, to]) => `${from}-${to}`);
const field = (min: number, max: number): fc.Arbitrary<string> =>
  fc.oneof(fc.constant('*'), list(fc.oneof(number(min, max), range(min, max))));

describe('against node-cron itself', () => {
  const FROM_MS = Date.UTC(2026, 0, 1);
  const DAY_MS = 86_400_000;

  const expressions = fc
    .tuple(
      list(number(0, 59)),
      list(number(0, 23)),
      field(1, 31),
      field(1, 12),
      fc.oneof(field(0, 6), fc.constantFrom('mon-fri', 'sat,sun', '5-7', 'Friday-monday')),
    )
    .map((fields) => fields.join(' '));

  test('what we read means the same minutes', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        const reading = parseCron(expression, validate);
        fc.pre(reading.ok);
        const rule = { zone: 'UTC', dates: reading.dates, wallTimes: reading.wallTimes };
        const found = new Set(
          occurrencesBetween(rule, FROM_MS, FROM_MS + 366 * DAY_MS).map((o) => o.startsAtMs),
        );
        const task = createTask(expression, () => undefined, { timezone: 'UTC' });
        for (let day = 0; day < 366; day += 1) {
          for (const wallTime of reading.wallTimes) {
            const [hour, minute] = wallTime.split(':').map(Number);
            const atMs = FROM_MS + day * DAY_MS + (hour! * 60 + minute!) * 60_000;
            expect({ atMs, isDue: found.has(atMs) }).toEqual({
              atMs,
              isDue: task.match(new Date(atMs)),
            });
          }
        }
        void task.destroy();
      }),
      { numRuns: 60 },
    );
  });

  test('what node-cron refuses, we refuse', () => {
    const words = fc.stringMatching(/^[0-9*/,\-a-z?]{1,5}( [0-9*/,\-a-z?]{1,4}){4}$/);
    fc.assert(
      fc.property(fc.oneof(words, expressions), (expression) => {
        if (!validate(expression)) expect(parseCron(expression, validate).ok).toBe(false);
      }),
    );
  });
});
