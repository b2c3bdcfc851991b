/**
 * Turns a drawing into the bytes of a PNG. The library brings Skia, which keeps about 60 MB
 * once it is loaded: only the process that ends afterwards imports this.
 */
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { fileURLToPath } from 'node:url';
import { unreachable } from '../domain/unreachable.ts';
import type { Drawing, Shape } from './drawing.ts';

/** Twice the logical size, for screens with fine pixels. */
export const SCALE = 2;

const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The files of one typeface, by the letters that they hold; a machine may have no fonts at all. */
const SCRIPTS = [
  'latin',
  'latin-ext',
  'vietnamese',
  'greek',
  'greek-ext',
  'cyrillic',
  'cyrillic-ext',
];
const familyOf = (script: string): string => `Inter ${script}`;
const FAMILIES = SCRIPTS.map((script) => `'${familyOf(script)}'`).join(', ');

/** The folder in which the files of the typeface stand. */
const FILES = new URL(
  '.',
  import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
);

/** Throws when a font's file is missing: the installation is broken. */
export async function png(drawing: Drawing): Promise<Uint8Array> {
  for (const script of SCRIPTS) {
    const file = fileURLToPath(new URL(`inter-${script}-wght-normal.woff2`, FILES));
    if (GlobalFonts.registerFromPath(file, familyOf(script)) === null) {
      throw new Error(`The font ${file} cannot be read.`);
    }
  }
  const canvas = createCanvas(drawing.width * SCALE, drawing.height * SCALE);
  const context = canvas.getContext('2d');
  context.scale(SCALE, SCALE);
  for (const shape of drawing.shapes) draw(context, shape);
  return canvas.encode('png');
}

function draw(context: SKRSContext2D, shape: Shape): void {
  context.beginPath();
  switch (shape.kind) {
    case 'box': {
      context.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius);
      fill(context, shape);
      return;
    }
    case 'dot': {
      context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
      fill(context, shape);
      return;
    }
    case 'line': {
      for (const { x, y } of shape.points) context.lineTo(x, y);
      context.lineJoin = 'round';
      context.lineCap = shape.dash ? 'butt' : 'round';
      context.setLineDash([...(shape.dash ?? [])]);
      context.lineWidth = shape.thickness;
      context.strokeStyle = shape.stroke;
      context.stroke();
      return;
    }
    case 'text': {
      context.font = `${shape.weight} ${shape.size}px ${FAMILIES}`;
      context.textAlign = shape.align;
      context.fillStyle = shape.fill;
      context.fillText(fitting(context, shape.text, shape.maxWidth ?? Infinity), shape.x, shape.y);
      return;
    }
    default:
      unreachable(shape);
  }
}

function fill(
  context: SKRSContext2D,
  shape: { readonly fill: string; readonly border?: string },
): void {
  context.fillStyle = shape.fill;
  context.fill();
  if (shape.border === undefined) return;
  context.setLineDash([]);
  context.lineWidth = 1.5;
  context.strokeStyle = shape.border;
  context.stroke();
}

/** As much of the text as there is room for, cut between two graphemes. */
function fitting(context: SKRSContext2D, words: string, maxWidth: number): string {
  const widthOf = (part: string): number => context.measureText(part).width;
  if (widthOf(words) <= maxWidth) return words;
  const parts = [...graphemes.segment(words)].map(({ segment }) => segment);
  const kept = parts.findLastIndex(
    (_, index) =>
      widthOf(
        parts
          .slice(0, index + 1)
          .join('')
          .trimEnd() + ELLIPSIS,
      ) <= maxWidth,
  );
  return (
    parts
      .slice(0, kept + 1)
      .join('')
      .trimEnd() + ELLIPSIS
  );
}
