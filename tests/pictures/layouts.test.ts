import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  shownCount,
  type HeatMapData,
  type SlotPopularity,
  type Weekday,
} from '../../src/domain/popularity.ts';
import type { Drawing, Shape } from '../../src/pictures/drawing.ts';
import { heatMapDrawing, hoursShown } from '../../src/pictures/heat-map.ts';
import { contrast, inkOn, palette, shadeOf } from '../../src/pictures/palette.ts';
import { seriesLinesDrawing, SHOWN_SERIES, ticksUpTo } from '../../src/pictures/series-lines.ts';
import { popularity as words } from '../../src/texts/en/popularity.ts';
import { languages, noSeries, noSlots, someSeries, someSlots, weekOfSeries } from './samples.ts';

const textsOf = ({ shapes }: Drawing): string[] =>
  shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));

/** Every corner of a shape; of a text only where it begins. */
function placesOf(shape: Shape): (readonly [number, number])[] {
  switch (shape.kind) {
    case 'box':
      return [
        [shape.x, shape.y],
        [shape.x + shape.width, shape.y + shape.height],
      ];
    case 'line':
      return shape.points.map(({ x, y }) => [x, y] as const);
    default:
      return [[shape.x, shape.y]];
  }
}

function expectWithin(drawing: Drawing): void {
  for (const shape of drawing.shapes) {
    for (const [x, y] of placesOf(shape)) {
      expect([Number.isFinite(x), Number.isFinite(y)]).toEqual([true, true]);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(drawing.width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(drawing.height);
    }
  }
  // Whoever draws gets it as JSON, which knows no Infinity.
  expect(JSON.parse(JSON.stringify(drawing))).toEqual(drawing);
}

const slotsAt = (hours: readonly number[]): SlotPopularity[] =>
  hours.map((hour) => ({ weekday: 1, hour, present: 4, sessions: 1 }));

const withSlot = (present: number): HeatMapData => ({
  ...someSlots,
  slots: [...someSlots.slots, { weekday: 2, hour: 7, present, sessions: 1 }],
});

/** 1 for 2 and 2 for 1. */
const swapped = (count: number): number =>
  shownCount(count).kind === 'underThree' ? 3 - count : count;

describe('colours', () => {
  test('every number can be read on its shade, and more people are darker', () => {
    let before = Infinity;
    for (let step = 0; step <= 200; step += 1) {
      const shade = shadeOf(step / 200);
      expect(contrast(shade, inkOn(shade))).toBeGreaterThanOrEqual(4.5);
      const light = contrast(shade, '#000000');
      expect(light).toBeLessThanOrEqual(before);
      before = light;
    }
  });

  test('words can be read on the paper', () => {
    for (const ink of [palette.ink, palette.quiet, palette.accent]) {
      expect(contrast(palette.surface, ink)).toBeGreaterThanOrEqual(4.5);
    }
    for (const line of [palette.accent, palette.strongLine]) {
      expect(contrast(palette.surface, line)).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('the heat map', () => {
  test.each([
    [[], [0, 1, 2, 3]],
    [[7], [6, 7, 8]],
    [[0], [0, 1, 2]],
    [[23], [21, 22, 23]],
    [
      [7, 9],
      [7, 8, 9],
    ],
    [
      [7, 10],
      [7, 8, 9, 10],
    ],
    [
      [7, 16],
      [7, 16, 17],
    ],
    [
      [0, 23],
      [0, 1, 23],
    ],
    [
      [7, 8, 12],
      [7, 8, 12],
    ],
  ])('in use %j, shown %j', (used, shown) => {
    expect(hoursShown(slotsAt(used))).toEqual(shown);
  });

  test('every hour in use has a row, ascending, at least three, and all are hours', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 23 })), (used) => {
        const shown = hoursShown(slotsAt(used));
        expect(shown).toEqual([...new Set(shown)].toSorted((a, b) => a - b));
        expect(shown).toEqual(expect.arrayContaining(used));
        expect(shown.length).toBeGreaterThanOrEqual(3);
        expect(shown.every((hour) => hour >= 0 && hour < 24)).toBe(true);
      }),
    );
  });

  test('numbers stand in the cells, and one or two people are the same sign', () => {
    const labels = textsOf(heatMapDrawing(someSlots, words));
    expect(labels).toEqual(expect.arrayContaining(['12', '9', '3', '< 3', '0', '7 am', '4 pm']));
    expect(heatMapDrawing(withSlot(1), words)).toEqual(heatMapDrawing(withSlot(2), words));
    expect(heatMapDrawing(withSlot(1), words)).not.toEqual(heatMapDrawing(withSlot(0), words));
  });

  test.each(languages)(
    'in %s nothing leaves the paper, with no data, some and all hours',
    (_, of) => {
      const all = Array.from({ length: 168 }, (_slot, index): SlotPopularity => ({
        weekday: ((index % 7) + 1) as Weekday,
        hour: Math.floor(index / 7),
        present: index * 7,
        sessions: 1,
      }));
      for (const slots of [[], someSlots.slots, all]) {
        expectWithin(heatMapDrawing({ ...noSlots, slots }, of));
      }
      expect(textsOf(heatMapDrawing(noSlots, of))).toContain(of.nothingCounted());
    },
  );
});

describe('the lines', () => {
  test('the scale has whole numbers and holds everybody, without much room to spare', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (most) => {
        const [zero, middle, top] = ticksUpTo(most);
        expect([zero, top]).toEqual([0, 2 * middle]);
        expect(Number.isInteger(middle)).toBe(true);
        expect(top).toBeGreaterThanOrEqual(most);
        expect(top).toBeLessThanOrEqual(Math.max(4, most * 1.7));
      }),
    );
  });

  test.each([0, 1, 2, 3, 4, 12, 40])('%i series stay on the paper', (count) => {
    const drawing = seriesLinesDrawing(someSeries(count), words);
    expectWithin(drawing);
    const names = textsOf(drawing).filter((label) => label.startsWith('Series '));
    expect(names).toHaveLength(Math.min(count, SHOWN_SERIES));
    const more = words.seriesLines.more({ count: count - SHOWN_SERIES });
    expect(textsOf(drawing).includes(more)).toBe(count > SHOWN_SERIES);
  });

  test.each(languages)('in %s it looks finished with nothing to show', (_, of) => {
    expectWithin(seriesLinesDrawing(noSeries, of));
    expect(textsOf(seriesLinesDrawing(noSeries, of))).toContain(of.nothingCounted());
  });

  test('where many more sign up than come, their number is told and their line left out', () => {
    const [first, ...others] = someSeries(3).series;
    if (!first) throw new Error('There are three.');
    const many = first.weeks.map((week) => ({ ...week, signUps: 480 }));
    const drawing = seriesLinesDrawing(
      { ...someSeries(0), series: [{ ...first, weeks: many }, ...others] },
      words,
    );
    expectWithin(drawing);
    expect(textsOf(drawing)).toContain('480 signed up');
    expect(drawing.shapes.some((shape) => shape.kind === 'line' && shape.dash)).toBe(false);
  });

  const anyCount = fc.option(fc.integer({ min: 0, max: 6 }));

  test('one and two are drawn in one way, and any weeks stay on the paper', () => {
    const anyWeeks = fc.array(fc.tuple(anyCount, anyCount), { minLength: 1, maxLength: 53 });
    fc.assert(
      fc.property(anyWeeks, (counts) => {
        const drawn = (change: (count: number) => number): Drawing => {
          const of = (count: number | null): number | null =>
            count === null ? null : change(count);
          const weeks = counts.map(([present, signUps], index) => {
            const monday = new Date(Date.UTC(2026, 0, 5 + index * 7)).toISOString().slice(0, 10);
            return weekOfSeries(0, monday, of(present), of(signUps));
          });
          const span = { fromDate: '2026-01-05', toDate: weeks.at(-1)?.weekOf ?? '2026-01-05' };
          return seriesLinesDrawing({ ...span, series: [{ name: 'Any', weeks }] }, words);
        };
        expectWithin(drawn((count) => count));
        expect(drawn(swapped)).toEqual(drawn((count) => count));
      }),
    );
  });
});
