/** The words of the pictures: in letters that are brought along, and told whole to who does not see. */
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import type { Drawing } from '../../src/pictures/drawing.ts';
import { heatMapDrawing } from '../../src/pictures/heat-map.ts';
import { seriesLinesDrawing } from '../../src/pictures/series-lines.ts';
import {
  ALT_TEXT_LIMIT,
  heatMapAltText,
  seriesLinesAltText,
} from '../../src/texts/popularity-alt-text.ts';
import { languages, noSeries, noSlots, someSeries, someSlots, weekOfSeries } from './samples.ts';

/** What the typeface's own style sheet says that each of its files holds. */
const STYLE_SHEET = readFileSync('node_modules/@fontsource-variable/inter/index.css', 'utf8');
const RANGES = [...STYLE_SHEET.matchAll(/unicode-range: ([^;]+);/g)]
  .flatMap(([, list = '']) => list.split(','))
  .map((range) => {
    const [first = '', last = first] = range.trim().replace('U+', '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });

function isBrought(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return RANGES.some(([first, last]) => first <= code && code <= last);
}

const lettersOf = ({ shapes }: Drawing): string[] =>
  shapes.flatMap((shape) => (shape.kind === 'text' ? Array.from(shape.text) : []));

const slotsWith = (few: number) => ({
  ...someSlots,
  slots: [
    { weekday: 4, hour: 8, present: few, sessions: 1 } as const,
    ...someSlots.slots,
    { weekday: 2, hour: 8, present: 3 - few, sessions: 1 } as const,
  ],
});

const linesWith = (few: number) => ({
  ...noSeries,
  series: [{ name: 'Few', weeks: [weekOfSeries(0, '2026-11-16', few, 3 - few)] }],
});

describe.each(languages)('in %s', (_, words) => {
  test('every letter is one of the typeface that is brought along', () => {
    const months = Array.from({ length: 12 }, (_month, index) =>
      words.month(`2026-${String(index + 1).padStart(2, '0')}-01`),
    );
    const letters = [
      ...lettersOf(heatMapDrawing(someSlots, words)),
      ...lettersOf(heatMapDrawing(noSlots, words)),
      ...lettersOf(seriesLinesDrawing(someSeries(14), words)),
      ...lettersOf(seriesLinesDrawing(noSeries, words)),
      ...months.flatMap((month) => Array.from(month)),
      '…',
    ];
    expect(letters.filter((letter) => !isBrought(letter))).toEqual([]);
  });

  test('the alternative text tells what the picture shows', () => {
    expect({
      heatMap: heatMapAltText(someSlots, words),
      emptyHeatMap: heatMapAltText(noSlots, words),
      seriesLines: seriesLinesAltText(someSeries(2), words),
      emptySeriesLines: seriesLinesAltText(noSeries, words),
    }).toMatchSnapshot();
  });

  test('it fits, whatever the names and however many, and ends in a whole sentence', () => {
    const anyNames = fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 40 });
    fc.assert(
      fc.property(anyNames, (names) => {
        const series = names.map((name, index) => ({
          name,
          weeks: [weekOfSeries(index, '2026-11-16', index)],
        }));
        const text = seriesLinesAltText({ ...noSeries, series }, words);
        expect(text.length).toBeLessThanOrEqual(ALT_TEXT_LIMIT);
        expect(text.endsWith('.')).toBe(true);
        expect(text).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 40 },
    );
  });

  test('it never tells 1 from 2', () => {
    expect(heatMapAltText(slotsWith(1), words)).toBe(heatMapAltText(slotsWith(2), words));
    expect(seriesLinesAltText(linesWith(1), words)).toBe(seriesLinesAltText(linesWith(2), words));
  });
});

test('the picture would be told from one with letters that are not there', () => {
  expect(isBrought('漢')).toBe(false);
  expect(['ä', 'ß', 'é', 'ç', 'ñ', '¿', 'Ł', 'я'].every(isBrought)).toBe(true);
});
