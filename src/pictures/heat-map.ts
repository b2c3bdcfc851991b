/** The heat map of weekday and hour: a column for each day, a row for each hour in use. */
import {
  SHOWN_FROM,
  shownCount,
  type HeatMapData,
  type SlotPopularity,
  type Weekday,
} from '../domain/popularity.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { PopularityTexts } from '../texts/popularity-texts.ts';
import { text, type Drawing, type Shape } from './drawing.ts';
import {
  heading,
  HEADING_HEIGHT,
  MARGIN,
  nothingYet,
  paper,
  WIDTH,
  type CardPlace,
} from './frame.ts';
import { inkOn, palette, shadeOf } from './palette.ts';

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const HOUR_LABELS_WIDTH = 60;
const GAP = 4;
const CELL_WIDTH = (WIDTH - 2 * MARGIN - HOUR_LABELS_WIDTH + GAP) / 7 - GAP;
const CELL_HEIGHT = 42;
const WEEKDAYS_HEIGHT = 24;
/** Where hours are left out. */
const BREAK_HEIGHT = 20;
const LEGEND_HEIGHT = 58;

/** So many hours without a session keep their rows, so that a day is not all breaks. */
const FILLED_HOURS = 2;
/** A single row would look like a ruler. */
const FEWEST_HOURS = 3;
/** The rows of a picture with nothing in it. */
const EMPTY_ROWS = 4;

export function heatMapDrawing(data: HeatMapData, words: PopularityTexts): Drawing {
  const top = HEADING_HEIGHT + WEEKDAYS_HEIGHT;
  const rows = rowsFrom(top, hoursShown(data.slots));
  const isEmpty = data.slots.length === 0;
  const bottom = (rows.at(-1)?.y ?? top) + CELL_HEIGHT;
  const height = isEmpty ? bottom + MARGIN : bottom + LEGEND_HEIGHT;
  const most = Math.max(0, ...data.slots.map(({ present }) => Math.round(present)));
  const span = `${words.span(data)}, ${words.timeOf(data)}`;
  return {
    width: WIDTH,
    height,
    shapes: [
      paper(height),
      ...heading({ title: words.heatMap.title(), measure: words.heatMap.measure(), span }),
      ...WEEKDAYS.map((weekday) => weekdayLabel(weekday, words)),
      ...(isEmpty ? [] : hourLabels(rows, words)),
      ...rows.flatMap(({ hour, y }) =>
        WEEKDAYS.flatMap((weekday) => cell(weekday, y, slotAt(data, weekday, hour), most)),
      ),
      ...(isEmpty
        ? nothingYet(words, cardPlace(rows))
        : legend(words, bottom + LEGEND_HEIGHT / 2, most)),
    ],
  };
}

/** Over the two rows in the middle, from the first column to the last. */
function cardPlace(rows: readonly Row[]): CardPlace {
  const [first, last] = [rows.at(1), rows.at(-2)];
  const y = first?.y ?? HEADING_HEIGHT;
  const x = columnX(1);
  return { x, y, width: WIDTH - MARGIN - x, height: (last?.y ?? y) + CELL_HEIGHT - y };
}

interface Row {
  readonly hour: number;
  readonly y: number;
  /** Hours between the row above and this one are left out. */
  readonly isAfterBreak: boolean;
}

/**
 * The hours that get a row, ascending: those in use, the one or two between them, and never
 * fewer than three. Longer stretches in which nothing happens are left out.
 */
export function hoursShown(slots: readonly SlotPopularity[]): number[] {
  const used = [...new Set(slots.map(({ hour }) => hour))].toSorted((a, b) => a - b);
  const [first] = used;
  if (first === undefined) return Array.from({ length: EMPTY_ROWS }, (_, hour) => hour);
  if (used.length === 1) {
    const start = Math.min(Math.max(first - 1, 0), 24 - FEWEST_HOURS);
    return Array.from({ length: FEWEST_HOURS }, (_, index) => start + index);
  }
  const shown = used.flatMap((hour, index) => {
    const between = hour - (used[index - 1] ?? hour) - 1;
    const isFilled = between > 0 && between <= FILLED_HOURS;
    const filled = isFilled ? between : 0;
    return Array.from({ length: filled + 1 }, (_, offset) => hour - filled + offset);
  });
  if (shown.length >= FEWEST_HOURS) return shown;
  const last = shown.at(-1) ?? first;
  const near = [last + 1, first - 1, first + 1].find((hour) => {
    return hour >= 0 && hour < 24 && !shown.includes(hour);
  });
  return [...shown, ...(near === undefined ? [] : [near])].toSorted((a, b) => a - b);
}

function rowsFrom(top: number, hours: readonly number[]): Row[] {
  const rows: Row[] = [];
  let y = top;
  for (const hour of hours) {
    const above = rows.at(-1);
    const isAfterBreak = above !== undefined && hour > above.hour + 1;
    if (isAfterBreak) y += BREAK_HEIGHT;
    rows.push({ hour, y, isAfterBreak });
    y += CELL_HEIGHT + GAP;
  }
  return rows;
}

const columnX = (weekday: Weekday): number =>
  MARGIN + HOUR_LABELS_WIDTH + (weekday - 1) * (CELL_WIDTH + GAP);

function slotAt(data: HeatMapData, weekday: Weekday, hour: number): SlotPopularity | null {
  return data.slots.find((slot) => slot.weekday === weekday && slot.hour === hour) ?? null;
}

function weekdayLabel(weekday: Weekday, words: PopularityTexts): Shape {
  return text(words.heatMap.weekday(weekday), {
    x: columnX(weekday) + CELL_WIDTH / 2,
    y: HEADING_HEIGHT + WEEKDAYS_HEIGHT - 9,
    size: 15,
    weight: 600,
    fill: palette.quiet,
    align: 'center',
    maxWidth: CELL_WIDTH,
  });
}

function hourLabels(rows: readonly Row[], words: PopularityTexts): Shape[] {
  const x = MARGIN + HOUR_LABELS_WIDTH - 10;
  return rows.flatMap(({ hour, y, isAfterBreak }): Shape[] => {
    const label = text(words.heatMap.hour(hour), {
      x,
      y: y + CELL_HEIGHT / 2 + 5,
      size: 15,
      fill: palette.quiet,
      align: 'right',
      maxWidth: HOUR_LABELS_WIDTH - 10,
    });
    const breakMarks = [-6, 0, 6].map((offset): Shape => ({
      kind: 'dot',
      x: x - 10,
      y: y - (BREAK_HEIGHT + GAP) / 2 + offset,
      radius: 1.5,
      fill: palette.strongLine,
    }));
    return isAfterBreak ? [...breakMarks, label] : [label];
  });
}

function cell(weekday: Weekday, y: number, slot: SlotPopularity | null, most: number): Shape[] {
  const x = columnX(weekday);
  const box = { kind: 'box', x, y, width: CELL_WIDTH, height: CELL_HEIGHT, radius: 7 } as const;
  if (!slot) return [{ ...box, fill: palette.hollow }];
  const { fill, border, ink, label } = lookOf(slot.present, most);
  const number = text(label, {
    x: x + CELL_WIDTH / 2,
    y: y + CELL_HEIGHT / 2 + 6,
    size: 17,
    weight: 600,
    fill: ink,
    align: 'center',
    maxWidth: CELL_WIDTH - 6,
  });
  return [border === null ? { ...box, fill } : { ...box, fill, border }, number];
}

interface Look {
  readonly fill: string;
  readonly border: string | null;
  readonly ink: string;
  readonly label: string;
}

/** One look for all that is under three, so that nobody reads 1 or 2 out of a colour. */
function lookOf(present: number, most: number): Look {
  const shown = shownCount(present);
  switch (shown.kind) {
    case 'underThree':
      return { fill: palette.white, border: palette.accentLine, ink: palette.accent, label: '< 3' };
    case 'exact': {
      if (shown.n === 0) {
        return { fill: palette.white, border: palette.line, ink: palette.quiet, label: '0' };
      }
      const share = most > SHOWN_FROM ? (shown.n - SHOWN_FROM) / (most - SHOWN_FROM) : 0;
      const fill = shadeOf(share);
      return { fill, border: null, ink: inkOn(fill), label: String(shown.n) };
    }
    default:
      return unreachable(shown);
  }
}

/** How a cell without a session looks, one under three, and the shades in between. */
function legend(words: PopularityTexts, middleY: number, most: number): Shape[] {
  const box = { kind: 'box', y: middleY - 9, width: 30, height: 18, radius: 4 } as const;
  const line = { y: middleY + 5, size: 14, fill: palette.quiet } as const;
  const [noneX, fewX, scaleX] = [MARGIN, 200, 354];
  const shapes: Shape[] = [
    { ...box, x: noneX, fill: palette.hollow },
    text(words.heatMap.noSession(), { ...line, x: noneX + 38, maxWidth: 126 }),
    { ...box, x: fewX, fill: palette.white, border: palette.accentLine },
    text(words.count({ kind: 'underThree' }), { ...line, x: fewX + 38, maxWidth: 104 }),
  ];
  if (most < SHOWN_FROM) return shapes;
  const [stripX, stripEnd] = [scaleX + 18, WIDTH - MARGIN - 32];
  const end = { ...line, fill: palette.ink, weight: 600 } as const;
  if (most === SHOWN_FROM) {
    const only = { ...box, x: stripX, fill: shadeOf(0) };
    return [...shapes, only, text(String(most), { ...end, x: stripX + 38 })];
  }
  const steps = 24;
  const stepWidth = (stripEnd - stripX) / steps;
  const strip = Array.from({ length: steps }, (_, step): Shape => ({
    kind: 'box',
    x: stripX + step * stepWidth,
    y: middleY - 9,
    // A little overlap hides the seams.
    width: stepWidth + 0.5,
    height: 18,
    radius: 0,
    fill: shadeOf(step / (steps - 1)),
  }));
  return [
    ...shapes,
    ...strip,
    text(String(SHOWN_FROM), { ...end, x: stripX - 7, align: 'right' }),
    text(String(most), { ...end, x: stripEnd + 7 }),
  ];
}
