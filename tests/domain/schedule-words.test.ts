import { describe, expect, test } from '@jest/globals';
import { parseWhen } from '../../src/domain/schedule-suggestion.ts';
import { DEFAULT_ANCHOR_DATE } from '../../src/domain/schedule-words.ts';

/** `FREQ=DAILY @ 07:00`, or the mistake and what to write instead. */
function read(text: string): string {
  const reading = parseWhen(text);
  if (!reading.ok) return `${reading.mistake.code} -> ${reading.mistake.write}`;
  const { dates, wallTimes } = reading;
  return `${dates.kind === 'recurring' ? dates.rrule : dates.date} @ ${wallTimes.join(' ')}`;
}

describe('what can be read', () => {
  test.each([
    ['Mon, Wed, Fri 07:00', 'FREQ=WEEKLY;BYDAY=MO,WE,FR @ 07:00'],
    ['Fri, mon and WED 7:00', 'FREQ=WEEKLY;BYDAY=MO,WE,FR @ 07:00'],
    ['Monday 7:00', 'FREQ=WEEKLY;BYDAY=MO @ 07:00'],
    ['Mondays at 7 am', 'FREQ=WEEKLY;BYDAY=MO @ 07:00'],
    ['every Monday and Thursday 7:30 p.m.', 'FREQ=WEEKLY;BYDAY=MO,TH @ 19:30'],
    ['Tues, Thurs 12am', 'FREQ=WEEKLY;BYDAY=TU,TH @ 00:00'],
    ['Sat 12pm', 'FREQ=WEEKLY;BYDAY=SA @ 12:00'],
    ['Sat noon', 'FREQ=WEEKLY;BYDAY=SA @ 12:00'],
    ['Sun 7.15pm', 'FREQ=WEEKLY;BYDAY=SU @ 19:15'],
    ['weekly on Tuesday 8pm', 'FREQ=WEEKLY;BYDAY=TU @ 20:00'],
    ['daily 07:00', 'FREQ=DAILY @ 07:00'],
    ['every day at 6am', 'FREQ=DAILY @ 06:00'],
    ['weekdays 7am', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR @ 07:00'],
    ['weekends 9:00', 'FREQ=WEEKLY;BYDAY=SA,SU @ 09:00'],
    ['Mon-Thu 18:30', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH @ 18:30'],
    ['Fri – Mon 18:30', 'FREQ=WEEKLY;BYDAY=MO,FR,SA,SU @ 18:30'],
    ['Monday to Friday 18:30', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR @ 18:30'],
    ['every other Sunday 16:30', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU @ 16:30'],
    ['every other weekend 9am', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU @ 09:00'],
    ['every other day 07:00', 'FREQ=DAILY;INTERVAL=2 @ 07:00'],
    ['first Saturday 9am', 'FREQ=MONTHLY;BYDAY=1SA @ 09:00'],
    ['1st and 3rd Saturday of the month 9am', 'FREQ=MONTHLY;BYDAY=1SA,3SA @ 09:00'],
    ['every second Sunday of the month 9am', 'FREQ=MONTHLY;BYDAY=2SU @ 09:00'],
    ['first Sunday, last Friday 9am', 'FREQ=MONTHLY;BYDAY=1SU,-1FR @ 09:00'],
    ['last Friday 18:00', 'FREQ=MONTHLY;BYDAY=-1FR @ 18:00'],
    ['every last Friday 18:00', 'FREQ=MONTHLY;BYDAY=-1FR @ 18:00'],
    ['Mon 07:00, 19:00', 'FREQ=WEEKLY;BYDAY=MO @ 07:00 19:00'],
    ['Mon 19:00 and 07:00, 7am', 'FREQ=WEEKLY;BYDAY=MO @ 07:00 19:00'],
  ])('%s', (text, meaning) => {
    expect(read(text)).toBe(meaning);
  });
});

describe('what cannot be read, and what to write instead', () => {
  test.each([
    ['Tues 7pm-ish', 'WHEN_UNREADABLE -> Tue 19:00'],
    ['', 'WHEN_UNREADABLE -> Mon, Wed, Fri 07:00'],
    ['sometimes', 'WHEN_UNKNOWN_WORD -> Mon, Wed, Fri 07:00'],
    ['every other Sundy 16:30', 'WHEN_UNKNOWN_WORD -> every other Sunday 16:30'],
    ['Mon, Wed, Fry 07:00', 'WHEN_UNKNOWN_WORD -> Mon, Wed, Fri 07:00'],
    ['biweekly Tuesday 8pm', 'WHEN_UNKNOWN_WORD -> Tue 20:00'],
    ['Mon, Wed', 'WHEN_NO_TIME -> Mon, Wed 07:00'],
    ['last Friday', 'WHEN_NO_TIME -> last Friday 07:00'],
    ['07:00', 'WHEN_NO_DAY -> daily 07:00'],
    ['Mon 7', 'WHEN_TIME_UNCLEAR -> Mon 07:00'],
    ['first Saturday 19', 'WHEN_TIME_UNCLEAR -> first Saturday 19:00'],
    ['first Saturday 25:00', 'WHEN_NO_SUCH_TIME -> first Saturday 07:00'],
    ['Mon 13pm', 'WHEN_NO_SUCH_TIME -> Mon 07:00'],
    ['Mon 07:60', 'WHEN_NO_SUCH_TIME -> Mon 07:00'],
    ['Mon 07:00, Tue 19:00', 'WHEN_TIMES_DIFFER -> Mon 07:00'],
    ['every second Sunday 9am', 'WHEN_EVERY_NTH -> second Sunday 9am'],
    ['every 3rd Sunday 9am', 'WHEN_EVERY_NTH -> 3rd Sunday 9am'],
    ['first Mon-Fri 9am', 'WHEN_MIXED -> Mon, Fri 09:00'],
    ['every other first Sunday 9am', 'WHEN_MIXED -> Sun 09:00'],
    ['every other weekday 9am', 'WHEN_MIXED -> Mon, Wed, Fri 09:00'],
    ['Mon - 07:00', 'WHEN_UNREADABLE -> Mon 07:00'],
    ['2026-12-01T07:00', 'WHEN_IS_DATE -> Mon, Wed, Fri 07:00'],
    ['daily 1:00 2:00 3:00 4:00 5:00 6:00 7:00 8:00 9:00', 'WHEN_TOO_MANY_TIMES -> daily 01:00'],
  ])('%s', (text, mistake) => {
    expect(read(text)).toBe(mistake);
  });
});

test('the series counts from the date it is given', () => {
  const given = parseWhen('every other Sunday 16:30', '2026-01-04');
  expect(given.ok && given.dates).toMatchObject({ anchorDate: '2026-01-04' });
  const without = parseWhen('every other Sunday 16:30');
  expect(without.ok && without.dates).toMatchObject({ anchorDate: DEFAULT_ANCHOR_DATE });
});
