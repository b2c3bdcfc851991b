/**
 * A line for each series over the weeks, as small multiples: each has a panel of its own with
 * its name above it, so nobody has to match colours with a list. All panels have one scale.
 */
import {
  mondaysBetween,
  shownCount,
  shownHeight,
  type SeriesLinesData,
} from '../domain/popularity.ts';
import type { PopularityTexts } from '../texts/popularity-texts.ts';
import { text, type Drawing, type Shape } from './drawing.ts';
import { heading, HEADING_HEIGHT, MARGIN, nothingYet, paper, WIDTH } from './frame.ts';
import { ASIDE_HEIGHT, linePanel, type PanelPlace, type Scale } from './line-panel.ts';
import { palette } from './palette.ts';

/** More panels than this nobody reads; the others stand in the table. */
export const SHOWN_SERIES = 12;
/** So many panels stand below each other, as wide as the picture. */
const WIDE_PANELS = 3;
const COLUMN_GAP = 22;
const LEGEND_HEIGHT = 40;
const MORE_HEIGHT = 26;
const EMPTY_HEIGHT = 190;

/**
 * Where many more are signed up than ever come, their lines would press those of who came to
 * the ground: from this many times as many on they are told as a number.
 */
const SIGN_UPS_FIT_UP_TO = 3;

export function seriesLinesDrawing(data: SeriesLinesData, words: PopularityTexts): Drawing {
  const shown = data.series.slice(0, SHOWN_SERIES);
  const top = HEADING_HEIGHT + LEGEND_HEIGHT;
  const isEmpty = shown.every(({ weeks }) => weeks.length === 0);
  const head = heading({
    title: words.seriesLines.title(),
    measure: words.seriesLines.measure(),
    span: words.span(data),
  });
  if (isEmpty) {
    const height = HEADING_HEIGHT + EMPTY_HEIGHT;
    const card = {
      x: 2 * MARGIN,
      y: HEADING_HEIGHT + 34,
      width: WIDTH - 4 * MARGIN,
      height: 94,
    };
    const shapes = [paper(height), ...head, ...emptyLines(), ...nothingYet(words, card)];
    return { width: WIDTH, height, shapes };
  }
  const scale = scaleOf(data, shown);
  const places = placesFrom(top, shown.length, scale.showsSignUps ? 0 : ASIDE_HEIGHT);
  const leftOut = data.series.length - shown.length;
  const bottom = Math.max(...places.map(({ y, height }) => y + height));
  const height = bottom + (leftOut > 0 ? MORE_HEIGHT : 0) + MARGIN / 2;
  const panels = shown.flatMap((series, index) =>
    linePanel(series, { place: places[index]!, scale, words }),
  );
  const more = text(words.seriesLines.more({ count: leftOut }), {
    x: MARGIN,
    y: bottom + 14,
    size: 14,
    fill: palette.quiet,
  });
  return {
    width: WIDTH,
    height,
    shapes: [
      paper(height),
      ...head,
      ...legend(words, HEADING_HEIGHT + LEGEND_HEIGHT / 2 - 8, scale.showsSignUps),
      ...panels,
      ...(leftOut > 0 ? [more] : []),
    ],
  };
}

function placesFrom(top: number, panels: number, asideHeight: number): PanelPlace[] {
  const columns = panels <= WIDE_PANELS ? 1 : 2;
  const width = (WIDTH - 2 * MARGIN - (columns - 1) * COLUMN_GAP) / columns;
  const height = (columns === 1 ? 178 : 164) + asideHeight;
  return Array.from({ length: panels }, (_, index) => ({
    x: MARGIN + (index % columns) * (width + COLUMN_GAP),
    y: top + Math.floor(index / columns) * height,
    width,
    height,
  }));
}

function scaleOf(data: SeriesLinesData, shown: SeriesLinesData['series']): Scale {
  const weeks = shown.flatMap((series) => series.weeks);
  const mostPresent = highest(weeks.map(({ present }) => present));
  const mostSignedUp = highest(weeks.map(({ signUps }) => signUps));
  const wasCounted = weeks.some(({ present }) => present !== null);
  const showsSignUps = !wasCounted || mostSignedUp <= Math.max(mostPresent, 1) * SIGN_UPS_FIT_UP_TO;
  const ticks = ticksUpTo(showsSignUps ? Math.max(mostPresent, mostSignedUp) : mostPresent);
  return { mondays: mondaysBetween(data.fromDate, data.toDate), ticks, showsSignUps };
}

/** 0 where nothing was counted. */
function highest(counts: readonly (number | null)[]): number {
  return Math.max(0, ...counts.map((count) => (count === null ? 0 : shownHeight(count))));
}

const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** Three round numbers from 0 on; the last is not below `most`. */
export function ticksUpTo(most: number): readonly [number, number, number] {
  const wanted = Math.max(most, 4) / 2;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const steps = ROUND.map((round) => Math.round(round * power * 10) / 10);
  const step = steps.find((candidate) => Number.isInteger(candidate) && candidate >= wanted);
  const whole = step ?? Math.ceil(wanted);
  return [0, whole, 2 * whole];
}

/** What the two lines and the hollow dot are. */
function legend(words: PopularityTexts, y: number, showsSignUps: boolean): Shape[] {
  const line = { y: y + 5, size: 14, fill: palette.quiet } as const;
  const sample = (x: number) => [
    { x, y },
    { x: x + 26, y },
  ];
  const [presentX, signedUpX] = [MARGIN, 262];
  const fewX = showsSignUps ? 396 : 262;
  const present: Shape[] = [
    { kind: 'line', points: sample(presentX), stroke: palette.accent, thickness: 2.5 },
    { kind: 'dot', x: presentX + 13, y, radius: 3, fill: palette.accent },
    text(words.seriesLines.present(), { ...line, x: presentX + 34, maxWidth: 194 }),
  ];
  const signedUp: Shape[] = [
    {
      kind: 'line',
      points: sample(signedUpX),
      stroke: palette.strongLine,
      thickness: 2,
      dash: [5, 4],
    },
    text(words.seriesLines.signedUp(), { ...line, x: signedUpX + 34, maxWidth: 92 }),
  ];
  const few: Shape[] = [
    { kind: 'dot', x: fewX + 4, y, radius: 3.5, fill: palette.white, border: palette.accent },
    text(words.count(shownCount(1)), { ...line, x: fewX + 15, maxWidth: 104 }),
  ];
  return [...present, ...(showsSignUps ? signedUp : []), ...few];
}

/** Faint lines behind the card that says that there is nothing yet. */
function emptyLines(): Shape[] {
  return [0, 1, 2, 3].map((index) => {
    const y = HEADING_HEIGHT + 18 + index * 42;
    return {
      kind: 'line',
      points: [
        { x: MARGIN, y },
        { x: WIDTH - MARGIN, y },
      ],
      stroke: palette.line,
      thickness: 1,
    };
  });
}
