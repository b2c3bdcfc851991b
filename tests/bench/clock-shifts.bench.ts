/**
 * How long it takes to find whose own time shifts, for 500 series and 40 zones over a year, beside
 * what expanding the 500 rules takes: the zones are not to be the greater part of it.
 */
import {
  shiftsOn,
  steadySessionsAmong,
  zoneClock,
  type SteadySessions,
} from '../../src/domain/clock-shift.ts';
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import { occurrencesBetween } from '../../src/domain/recurrence.ts';
import type { RecurrenceRule } from '../../src/domain/schedule.ts';
import type { Bench } from './bench.ts';
import { monotonicMs } from './measure.ts';

const SERIES = 500;
const ZONES = 40;
const LIMIT_MS = 1_000;
const FROM_MS = Date.UTC(2027, 0, 1);
const TO_MS = Date.UTC(2028, 0, 1);

function ruleAt(hour: number): RecurrenceRule {
  return {
    zone: 'America/Los_Angeles',
    dates: { kind: 'recurring', rrule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR', anchorDate: '2026-01-05' },
    wallTimes: [`${String(hour).padStart(2, '0')}:00`],
  };
}

export const bench: Bench = {
  name: 'clock-shifts',
  run() {
    const rules = Array.from({ length: SERIES }, (_, index) => ruleAt(index % 24));
    const beganMs = monotonicMs();
    const occurrences = rules.map((rule) => occurrencesBetween(rule, FROM_MS, TO_MS));
    const expandedMs = monotonicMs() - beganMs;
    const comparedFromMs = monotonicMs();
    const steady = rules.flatMap((rule, index): SteadySessions[] =>
      steadySessionsAmong({ id: asId<SeriesId>(`s${index}`), rule }, occurrences[index] ?? []),
    );
    const step = Math.floor(Intl.supportedValuesOf('timeZone').length / ZONES);
    const zones = Intl.supportedValuesOf('timeZone').filter((_, index) => index % step === 0);
    let found = 0;
    for (const zone of zones.slice(0, ZONES)) {
      const clock = zoneClock(zone, FROM_MS, TO_MS);
      for (const sessions of steady) found += shiftsOn(clock, sessions).length;
    }
    const value = monotonicMs() - comparedFromMs;
    if (found === 0) throw new Error('A year has clock changes.');
    const what = `whose time shifts: ${SERIES} series, ${ZONES} zones, a year (${found} shifts)`;
    const baseline = { what: 'expanding the rules', value: expandedMs };
    return Promise.resolve({
      figures: [{ what, value, unit: 'ms', limit: LIMIT_MS, baseline }],
    });
  },
};
