/**
 * A picture as plain data: what stands where, in logical pixels. The layouts make it in the
 * bot's own process, where the words are; a process of its own turns it into bytes.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export type Shape =
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius: number;
      readonly fill: string;
      readonly border?: string;
    }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      /** The line on which the letters stand. */
      readonly y: number;
      readonly size: number;
      /** 400 is regular, 600 is semi-bold. */
      readonly weight: number;
      readonly fill: string;
      readonly align: 'left' | 'center' | 'right';
      /** A longer text is cut, with an ellipsis; without a limit it is as long as it likes. */
      readonly maxWidth?: number;
    }
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly stroke: string;
      readonly thickness: number;
      /** Lengths of dash and gap; none for a solid line. */
      readonly dash?: readonly [number, number];
    }
  | {
      readonly kind: 'dot';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill: string;
      readonly border?: string;
    };

export interface Point {
  readonly x: number;
  readonly y: number;
}

type TextShape = Extract<Shape, { kind: 'text' }>;

/** Regular and from the left, where nothing else is said. */
export function text(
  words: string,
  place: Pick<TextShape, 'x' | 'y' | 'size' | 'fill'> & Partial<TextShape>,
): Shape {
  return { kind: 'text', weight: 400, align: 'left', ...place, text: words };
}
