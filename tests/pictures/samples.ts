import { asId, type SeriesId } from '../../src/domain/identity.ts';
import {
  mondaysBetween,
  type HeatMapData,
  type SeriesLinesData,
  type SeriesWeek,
} from '../../src/domain/popularity.ts';
import { popularity as german } from '../../src/texts/de/popularity.ts';
import { popularity as english } from '../../src/texts/en/popularity.ts';
import { popularity as spanish } from '../../src/texts/es/popularity.ts';
import { popularity as french } from '../../src/texts/fr/popularity.ts';

export const languages = [
  ['English', english],
  ['Spanish', spanish],
  ['German', german],
  ['French', french],
] as const;

const SPAN = { fromDate: '2026-08-31', toDate: '2026-11-22' };
const MONDAYS = mondaysBetween(SPAN.fromDate, SPAN.toDate);

export const noSlots: HeatMapData = { ...SPAN, zone: 'America/Los_Angeles', slots: [] };

export const someSlots: HeatMapData = {
  ...noSlots,
  slots: [
    { weekday: 1, hour: 7, present: 12, sessions: 12 },
    { weekday: 3, hour: 7, present: 9.4, sessions: 12 },
    { weekday: 5, hour: 7, present: 3, sessions: 11 },
    { weekday: 6, hour: 9, present: 1.5, sessions: 3 },
    { weekday: 7, hour: 16, present: 0, sessions: 6 },
  ],
};

export const noSeries: SeriesLinesData = { ...SPAN, series: [] };

export function someSeries(count: number): SeriesLinesData {
  const series = Array.from({ length: count }, (_, index) => ({
    name: `Series ${index + 1}`,
    weeks: MONDAYS.map((weekOf, week) => weekOfSeries(index, weekOf, 3 + index + (week % 4))),
  }));
  return { ...SPAN, series };
}

export function weekOfSeries(
  index: number,
  weekOf: string,
  present: number | null,
  signUps: number | null = 8 + index,
): SeriesWeek {
  return { seriesId: asId<SeriesId>(`series-${index + 1}`), weekOf, signUps, present, sessions: 1 };
}
