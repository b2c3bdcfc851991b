/**
 * How long a coordinator waits for the preview of a change in a timetable of 50 series, 20 of them
 * in the same room: the sessions of two years are worked out, and those of a year are held against
 * all others of the room. Beside it stands the library that expands a rule, which does it for the
 * dates of that one rule alone.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { asId, type SeriesId } from '../../src/domain/identity.ts';
import type { Series } from '../../src/domain/schedule.ts';
import type { TimetableChange } from '../../src/domain/timetable-change.ts';
import { callerOf, carol, morning, rehearse } from '../app/rehearsal.ts';
import type { Bench, Figure } from './bench.ts';
import { monotonicMs, quantile } from './measure.ts';

const SERIES = 50;
const IN_ONE_ROOM = 20;
const ROUNDS = 40;
const LIMIT_MS = 50;

const NOW_MS = Date.UTC(2026, 10, 24, 17);
const HALF_HOUR_MS = 1_800_000;
const TWO_YEARS_DAYS = 2 * 366;

/** Half an hour each, one after another, so that nothing is in the way. */
function series(index: number, rrule: string): Series {
  const id = asId<SeriesId>(`series-${index}`);
  const isInHall = index < IN_ONE_ROOM;
  const minute = index % 2 === 0 ? '00' : '30';
  return {
    ...morning,
    id,
    name: `Practice ${id}`,
    rule: {
      ...morning.rule,
      dates: { kind: 'recurring', rrule, anchorDate: '2026-01-05' },
      wallTimes: [`${String(Math.floor(index / 2) % 24).padStart(2, '0')}:${minute}`],
    },
    durationMs: HALF_HOUR_MS,
    room: isInHall ? morning.room : `Room ${index % 5}`,
  };
}

/** An hour in the hall that no other series takes. */
const ADDED: Series = {
  ...series(SERIES, ''),
  room: morning.room,
  rule: {
    ...morning.rule,
    wallTimes: ['20:00'],
    dates: { kind: 'recurring', rrule: 'FREQ=DAILY', anchorDate: '2026-11-24' },
  },
};

interface Rhythm {
  readonly what: string;
  /** Of the series that are there. */
  readonly rrule: string;
}

const RHYTHMS: readonly Rhythm[] = [
  { what: 'weekly', rrule: 'FREQ=WEEKLY;BYDAY=WE' },
  { what: 'daily', rrule: 'FREQ=DAILY' },
];

interface Measured {
  readonly firstMs: number;
  readonly previewMs: readonly number[];
  readonly bareMs: readonly number[];
}

async function measure({ rrule }: Rhythm): Promise<Measured> {
  const all = Array.from({ length: SERIES }, (_, index) => series(index, rrule));
  const room = await rehearse({ startMs: NOW_MS, series: all });
  const { timetable } = room.bot.app;
  const change: TimetableChange = { type: 'addSeries', series: ADDED };
  const took = (): number => {
    const beganMs = monotonicMs();
    const preview = timetable.preview(callerOf(carol), change);
    const tookMs = monotonicMs() - beganMs;
    if (!preview.ok) throw new Error(`The preview was refused: ${preview.refusal.code}.`);
    if (preview.value.next.length !== 5) throw new Error('The preview shows five sessions.');
    return tookMs;
  };
  const firstMs = took();
  const rounds = Array.from({ length: ROUNDS }, () => ({ preview: took(), bare: expandBare() }));
  return {
    firstMs,
    previewMs: rounds.map(({ preview }) => preview),
    bareMs: rounds.map(({ bare }) => bare),
  };
}

/** The dates of two years of the rule that is added, by the library alone. */
function expandBare(): number {
  const beganMs = monotonicMs();
  const from = new Date(NOW_MS);
  const dtstart = Temporal.PlainDate.from('2026-11-24').toZonedDateTime('UTC');
  const rule = new RRuleTemporal({ freq: 'DAILY', dtstart });
  const to = new Date(NOW_MS + TWO_YEARS_DAYS * 86_400_000);
  const dates = rule.between(from, to, true);
  const tookMs = monotonicMs() - beganMs;
  if (dates.length < TWO_YEARS_DAYS - 1) throw new Error('The library left out dates.');
  return tookMs;
}

export const bench: Bench = {
  name: 'schedule',
  async run() {
    const figures: Figure[] = [];
    for (const rhythm of RHYTHMS) figures.push(...figuresOf(rhythm, await measure(rhythm)));
    return { figures };
  },
};

function figuresOf({ what }: Rhythm, { firstMs, previewMs, bareMs }: Measured): Figure[] {
  const among = `among ${SERIES} series ${what}, ${IN_ONE_ROOM} in its room`;
  const p95 = quantile(previewMs, 0.95).toFixed(1);
  return [
    {
      what: `preview of a daily series ${among}: median (p95 ${p95} ms)`,
      value: quantile(previewMs, 0.5),
      unit: 'ms',
      limit: LIMIT_MS,
      baseline: {
        what: 'the dates of its rule for two years, by the library alone',
        value: quantile(bareMs, 0.5),
      },
    },
    {
      what: `preview of a daily series ${among}: the first of a process`,
      value: firstMs,
      unit: 'ms',
      limit: null,
      baseline: null,
    },
  ];
}
