/** What every picture has: its paper, its title, and how it looks with nothing to show. */
import type { PopularityTexts } from '../texts/popularity-texts.ts';
import { text, type Shape } from './drawing.ts';
import { palette } from './palette.ts';

/**
 * Narrow, so that letters of 14 are still read on a phone, which shows the picture about
 * 360 wide; it is drawn at twice this size.
 */
export const WIDTH = 540;
export const MARGIN = 26;
/** Where what is below the heading begins. */
export const HEADING_HEIGHT = 106;

export function paper(height: number): Shape {
  return {
    kind: 'box',
    x: 0,
    y: 0,
    width: WIDTH,
    height,
    radius: 18,
    fill: palette.surface,
  };
}

export function heading(p: {
  readonly title: string;
  readonly measure: string;
  readonly span: string;
}): Shape[] {
  const maxWidth = WIDTH - 2 * MARGIN;
  const { ink, quiet } = palette;
  return [
    text(p.title, { x: MARGIN, y: 46, size: 25, weight: 650, fill: ink, maxWidth }),
    text(p.measure, { x: MARGIN, y: 71, size: 15, fill: quiet, maxWidth }),
    text(p.span, { x: MARGIN, y: 92, size: 15, fill: quiet, maxWidth }),
  ];
}

export interface CardPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A card over what has nothing to show yet. */
export function nothingYet(words: PopularityTexts, place: CardPlace): Shape[] {
  const middleY = place.y + place.height / 2;
  const line = {
    x: place.x + place.width / 2,
    align: 'center',
    maxWidth: place.width - 16,
  } as const;
  return [
    { kind: 'box', ...place, radius: 9, fill: palette.white, border: palette.line },
    text(words.nothingCounted(), {
      ...line,
      y: middleY - 5,
      size: 17,
      weight: 600,
      fill: palette.ink,
    }),
    text(words.nothingCountedYet(), { ...line, y: middleY + 19, size: 13, fill: palette.quiet }),
  ];
}
