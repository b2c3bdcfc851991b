/** Lines over time, each on a scale of its own, as a picture. */
import { text, type Drawing, type Shape } from '../../src/pictures/drawing.ts';

export interface PlottedLine {
  readonly name: string;
  readonly unit: string;
  readonly points: readonly { readonly atMinute: number; readonly value: number }[];
}

const WIDTH = 900;
const PANEL = 150;
const LEFT = 70;
const RIGHT = 20;
const INK = '#222222';
const PALE = '#dddddd';
const BLUE = '#2a6f97';

export function plot(title: string, lines: readonly PlottedLine[]): Drawing {
  const minutes = Math.max(1, ...lines.flatMap(({ points }) => points.map((p) => p.atMinute)));
  const height = 40 + lines.length * PANEL + 20;
  return {
    width: WIDTH,
    height,
    shapes: [
      { kind: 'box', x: 0, y: 0, width: WIDTH, height, radius: 0, fill: '#ffffff' },
      text(title, { x: LEFT, y: 24, size: 14, fill: INK, weight: 600 }),
      ...lines.flatMap((line, index) => panel(line, 40 + index * PANEL, minutes)),
    ],
  };
}

/** From zero, so that a slope looks as steep as it is. */
function panel({ name, unit, points }: PlottedLine, top: number, minutes: number): Shape[] {
  const most = Math.max(1, ...points.map(({ value }) => value)) * 1.1;
  const bottom = top + PANEL - 30;
  const x = (atMinute: number): number => LEFT + (atMinute / minutes) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => bottom - (value / most) * (PANEL - 50);
  const grid = [0, 0.5, 1].flatMap((share): Shape[] => {
    const value = (most / 1.1) * share;
    const ends = [LEFT, WIDTH - RIGHT].map((at) => ({ x: at, y: y(value) }));
    return [
      { kind: 'line', points: ends, stroke: PALE, thickness: 1 },
      text(value.toFixed(value < 10 ? 1 : 0), {
        x: LEFT - 8,
        y: y(value) + 4,
        size: 10,
        fill: INK,
        align: 'right',
      }),
    ];
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) =>
    text(`${Math.round(minutes * share)} min`, {
      x: x(minutes * share),
      y: bottom + 16,
      size: 10,
      fill: INK,
      align: 'center',
    }),
  );
  return [
    text(`${name} (${unit})`, { x: LEFT, y: top + 12, size: 11, fill: INK, weight: 600 }),
    ...grid,
    ...ticks,
    {
      kind: 'line',
      points: points.map(({ atMinute, value }) => ({ x: x(atMinute), y: y(value) })),
      stroke: BLUE,
      thickness: 1.5,
    },
  ];
}
