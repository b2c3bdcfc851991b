import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Drawing, Shape } from '../../src/pictures/drawing.ts';
import { heatMapDrawing } from '../../src/pictures/heat-map.ts';
import { palette, shadeOf } from '../../src/pictures/palette.ts';
import { createPictures } from '../../src/pictures/pictures.ts';
import { seriesLinesDrawing } from '../../src/pictures/series-lines.ts';
import { popularity as words } from '../../src/texts/en/popularity.ts';
import { readPng, type PixelPicture } from './png-reader.ts';
import { languages, noSlots, someSeries, someSlots } from './samples.ts';

/** Every logical pixel is two in the file. */
const SCALE = 2;

const pictures = createPictures();

function boxesOf(drawing: Drawing, fill: string): Extract<Shape, { kind: 'box' }>[] {
  return drawing.shapes.filter((shape) => shape.kind === 'box').filter((box) => box.fill === fill);
}

/** The colours of a stripe of pixels, in logical places. */
function coloursAlong(
  picture: PixelPicture,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): Set<string> {
  const columns = Array.from({ length: width * SCALE }, (_, index) => x * SCALE + index);
  return new Set(columns.map((column) => picture.colourAt(Math.round(column), y * SCALE)));
}

test('the heat map: its size, its corners, its cells and the numbers in them', async () => {
  const drawing = heatMapDrawing(someSlots, words);
  const picture = readPng(await pictures.renderHeatMap(someSlots, words));
  expect([picture.width, picture.height]).toEqual([drawing.width * SCALE, drawing.height * SCALE]);
  // Round corners: Discord's own background is seen there, light or dark.
  expect(picture.colourAt(0, 0)).toBe('transparent');
  expect(picture.colourAt(picture.width / 2, 4)).toBe(palette.surface);
  for (const share of [1, (9 - 3) / (12 - 3), 0]) {
    const [cell] = boxesOf(drawing, shadeOf(share)).filter(({ height }) => height > 30);
    if (!cell) throw new Error(`No cell has the shade ${share}.`);
    const top = coloursAlong(picture, { x: cell.x + 8, y: cell.y + 4, width: cell.width - 16 });
    expect([...top]).toEqual([shadeOf(share)]);
    const middle = { x: cell.x + 8, y: cell.y + cell.height / 2, width: cell.width - 16 };
    expect(coloursAlong(picture, middle).size).toBeGreaterThan(2);
  }
});

test('the lines: the size, and ink where the line is', async () => {
  const data = someSeries(4);
  const drawing = seriesLinesDrawing(data, words);
  const picture = readPng(await pictures.renderSeriesLines(data, words));
  expect([picture.width, picture.height]).toEqual([drawing.width * SCALE, drawing.height * SCALE]);
  const dots = drawing.shapes.filter((shape) => shape.kind === 'dot');
  const full = dots.filter(({ fill, radius }) => fill === palette.accent && radius === 3);
  expect(full.length).toBeGreaterThan(40);
  for (const { x, y } of full) {
    expect(picture.colourAt(Math.round(x * SCALE), Math.round(y * SCALE))).toBe(palette.accent);
  }
});

test.each(languages)('in %s a picture without data has its words', async (_, of) => {
  const picture = readPng(await pictures.renderHeatMap(noSlots, of));
  const [card] = boxesOf(heatMapDrawing(noSlots, of), palette.white);
  if (!card) throw new Error('There is no card.');
  const line = { x: card.x + 4, y: card.y + card.height / 2 - 10, width: card.width - 8 };
  expect(coloursAlong(picture, line).size).toBeGreaterThan(5);
});

describe('the process that draws', () => {
  test('one that takes too long is ended, and whoever asked is told why', async () => {
    const hurried = createPictures({ limitMs: 1 });
    const refused = await hurried.renderHeatMap(noSlots, words).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    expect(String((refused as Error).cause)).toContain('SIGKILL');
  });

  test('each who asks has a turn, whatever became of the one before', async () => {
    const hurried = createPictures({ limitMs: 1 });
    const asked = [1, 2, 3].map(() => hurried.renderSeriesLines(someSeries(1), words));
    const answers = await Promise.allSettled(asked);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  test('what is no drawing ends it with a complaint and without a byte', () => {
    const path = fileURLToPath(new URL('../../src/pictures/drawing-process.ts', import.meta.url));
    const ended = spawnSync(process.execPath, [path], { input: '{', timeout: 20_000 });
    expect(ended.status).toBe(1);
    expect(ended.stdout).toHaveLength(0);
    expect(ended.stderr.toString()).toContain('JSON');
  });
});
