/** One series over the weeks: its name, its lines, and at their ends the latest numbers. */
import { shownCount, shownHeight, type SeriesLinesData } from '../domain/popularity.ts';
import { cut, NAME_LIMIT, oneLine } from '../texts/plain.ts';
import type { PopularityTexts } from '../texts/popularity-texts.ts';
import { text, type Point, type Shape } from './drawing.ts';
import { palette } from './palette.ts';

/** What all panels share. */
export interface Scale {
  /** Every week of the picture. */
  readonly mondays: readonly string[];
  readonly ticks: readonly [number, number, number];
  /** Whether the line of those signed up is drawn; else the number is written. */
  readonly showsSignUps: boolean;
}

/** The panel's whole place, the room below it included. */
export interface PanelPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Panel {
  readonly place: PanelPlace;
  readonly scale: Scale;
  readonly words: PopularityTexts;
}

const NAME_HEIGHT = 30;
/** The number of those signed up, where it stands below the name. */
export const ASIDE_HEIGHT = 18;
const WEEKS_HEIGHT = 38;
const TICKS_WIDTH = 26;
const ENDS_WIDTH = 38;
/** Labels of weeks need so much room each. */
const WEEK_LABEL_WIDTH = 56;
/** Beyond so many weeks dots would be a caterpillar. */
const MOST_DOTTED_WEEKS = 18;
const LINE_APART = 15;

export function linePanel(series: SeriesLinesData['series'][number], panel: Panel): Shape[] {
  const { place, scale, words } = panel;
  const weekByMonday = new Map(series.weeks.map((week) => [week.weekOf, week]));
  const weeks = scale.mondays.map((monday) => weekByMonday.get(monday));
  const present = weeks.map((week) => week?.present ?? null);
  const signUps = weeks.map((week) => week?.signUps ?? null);
  const latestSignUps = signUps.findLast((count) => count !== null) ?? null;
  const writesSignUps = !scale.showsSignUps && latestSignUps !== null;
  const aside = writesSignUps
    ? words.seriesLines.signedUpCount({ count: words.count(shownCount(latestSignUps)) })
    : '';
  const drawn = { present, signUps: scale.showsSignUps ? signUps : [] };
  return [
    ...names(cut(oneLine(series.name), NAME_LIMIT), aside, place),
    ...grid(panel),
    ...weekLabels(panel),
    ...runsOf(drawn.signUps, panel).flatMap(dashed),
    ...presentLine(runsOf(drawn.present, panel)),
    ...dots(drawn.present, panel),
    ...ends(drawn, panel),
  ];
}

function names(name: string, aside: string, { x, y, width }: PanelPlace): Shape[] {
  const place = { x, maxWidth: width };
  return [
    text(name, { ...place, y: y + 16, size: 15, weight: 600, fill: palette.ink }),
    text(aside, { ...place, y: y + 34, size: 13, fill: palette.quiet }),
  ];
}

// ---- where things stand --------------------------------------------------------------

const groundY = ({ y, height }: PanelPlace): number => y + height - WEEKS_HEIGHT;

/** Where a height on the scale stands. */
function scaleY(height: number, { place, scale }: Panel): number {
  const top = place.y + NAME_HEIGHT + (scale.showsSignUps ? 0 : ASIDE_HEIGHT);
  return groundY(place) - ((groundY(place) - top) * height) / scale.ticks[2];
}

function weekX(index: number, { place, scale }: Panel): number {
  const room = place.width - TICKS_WIDTH - ENDS_WIDTH;
  const last = scale.mondays.length - 1;
  // A single week stands in the middle.
  return place.x + TICKS_WIDTH + (last === 0 ? room / 2 : (room * index) / last);
}

function pointAt(counts: readonly (number | null)[], index: number, panel: Panel): Point | null {
  const count = counts[index] ?? null;
  return count === null ? null : { x: weekX(index, panel), y: scaleY(shownHeight(count), panel) };
}

/** The stretches of weeks that follow each other. */
function runsOf(counts: readonly (number | null)[], panel: Panel): Point[][] {
  const runs: Point[][] = [[]];
  for (const index of counts.keys()) {
    const point = pointAt(counts, index, panel);
    if (point) runs.at(-1)?.push(point);
    else if (runs.at(-1)?.length !== 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

// ---- what is drawn -------------------------------------------------------------------

function grid(panel: Panel): Shape[] {
  const { place, scale } = panel;
  return scale.ticks.flatMap((tick): Shape[] => {
    const y = scaleY(tick, panel);
    const [left, right] = [place.x + TICKS_WIDTH, place.x + place.width - ENDS_WIDTH];
    const label = { x: left - 7, y: y + 4, size: 13, fill: palette.quiet } as const;
    return [
      {
        kind: 'line',
        points: [
          { x: left, y },
          { x: right, y },
        ],
        stroke: tick === 0 ? palette.strongLine : palette.line,
        thickness: 1,
      },
      text(String(tick), { ...label, align: 'right' }),
    ];
  });
}

/** The first of each month, or of every so many; a few weeks are named by their Mondays. */
function weekLabels(panel: Panel): Shape[] {
  const { place, scale, words } = panel;
  const { mondays } = scale;
  const room = place.width - TICKS_WIDTH - ENDS_WIDTH;
  const most = Math.max(2, Math.floor(room / WEEK_LABEL_WIDTH));
  const weeks = mondays.map((monday, index) => ({ monday, x: weekX(index, panel) }));
  const firsts = weeks.filter((_, index) => isFirstOfMonth(mondays, index));
  const areMonths = firsts.length > 3;
  const named = areMonths ? firsts : weeks;
  const every = Math.ceil(named.length / most);
  return named
    .filter((_, index) => index % every === 0)
    .map(({ monday, x }) =>
      text(areMonths ? words.month(monday) : words.day(monday), {
        x,
        y: groundY(place) + 19,
        size: 13,
        fill: palette.quiet,
        align: 'center',
      }),
    );
}

function isFirstOfMonth(mondays: readonly string[], index: number): boolean {
  return mondays[index]?.slice(0, 7) !== mondays[index - 1]?.slice(0, 7) && index > 0;
}

/** Dashes; a week that stands alone is a dot, since a dash has to lead somewhere. */
function dashed(points: readonly Point[]): Shape[] {
  const [first] = points;
  if (first && points.length === 1) {
    return [{ kind: 'dot', ...first, radius: 2, fill: palette.strongLine }];
  }
  return [{ kind: 'line', points, stroke: palette.strongLine, thickness: 1.8, dash: [5, 4] }];
}

/**
 * A strong line through weeks that follow each other; over weeks that were not counted, and
 * between the sessions of a monthly series, a thin one leads on.
 */
function presentLine(runs: readonly (readonly Point[])[]): Shape[] {
  const bridges = runs.slice(1).map((run, index): Shape => {
    const ends = [runs[index]?.at(-1), run.at(0)].filter((end) => end !== undefined);
    return { kind: 'line', points: ends, stroke: palette.accentLine, thickness: 1.5 };
  });
  const lines = runs.map((points): Shape => ({
    kind: 'line',
    points,
    stroke: palette.accent,
    thickness: 2.5,
  }));
  return [...bridges, ...lines];
}

/** Hollow where it is under three, always; else a dot a week while these are few, and the latest. */
function dots(counts: readonly (number | null)[], panel: Panel): Shape[] {
  const latest = counts.findLastIndex((count) => count !== null);
  const isDotted = panel.scale.mondays.length <= MOST_DOTTED_WEEKS;
  return [...counts.keys()].flatMap((index): Shape[] => {
    const point = pointAt(counts, index, panel);
    if (!point) return [];
    const isFew = shownCount(counts[index] ?? 0).kind === 'underThree';
    const isAlone = counts[index - 1] == null && counts[index + 1] == null;
    if (isFew) {
      const radius = isDotted ? 3.5 : 2.4;
      return [{ kind: 'dot', ...point, radius, fill: palette.white, border: palette.accent }];
    }
    if (!isDotted && !isAlone && index !== latest) return [];
    return [{ kind: 'dot', ...point, radius: 3, fill: palette.accent }];
  });
}

interface EndLabel {
  readonly label: string;
  readonly y: number;
  readonly weight: number;
  readonly size: number;
  readonly fill: string;
}

/** The latest number of each line, beside its end, and never one over the other. */
function ends(
  drawn: Readonly<Record<'present' | 'signUps', readonly (number | null)[]>>,
  panel: Panel,
): Shape[] {
  const { place } = panel;
  const present = { weight: 650, size: 14, fill: palette.accent };
  const signUps = { weight: 400, size: 13, fill: palette.quiet };
  const labels = [
    ...endOf(drawn.present, present, panel),
    ...endOf(drawn.signUps, signUps, panel),
  ].toSorted((a, b) => a.y - b.y);
  return apart(labels, groundY(place) + 4).map(({ label, ...look }) =>
    text(label, {
      ...look,
      x: place.x + place.width - ENDS_WIDTH + 9,
      maxWidth: ENDS_WIDTH - 8,
    }),
  );
}

function endOf(
  counts: readonly (number | null)[],
  look: Pick<EndLabel, 'weight' | 'size' | 'fill'>,
  panel: Panel,
): EndLabel[] {
  const latest = counts.findLast((count) => count !== null) ?? null;
  if (latest === null) return [];
  const shown = shownCount(latest);
  const label = shown.kind === 'exact' ? String(shown.n) : '< 3';
  return [{ ...look, label, y: scaleY(shownHeight(latest), panel) + 5 }];
}

/** Two labels, the upper one first, moved away from each other where they would touch. */
function apart(labels: readonly EndLabel[], lowestY: number): readonly EndLabel[] {
  const [upper, lower] = labels;
  if (!upper || !lower || lower.y - upper.y >= LINE_APART) return labels;
  const lowerY = Math.min((upper.y + lower.y + LINE_APART) / 2, lowestY);
  return [
    { ...upper, y: lowerY - LINE_APART },
    { ...lower, y: lowerY },
  ];
}
