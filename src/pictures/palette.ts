/**
 * The colours of early morning: warm paper, and one muted green from light to dark. What the
 * colours tell is told by lightness alone, so it is seen with every kind of colour vision.
 */
export const palette = {
  surface: '#fcfaf6',
  /** A place in which there is nothing to count. */
  hollow: '#f1ece4',
  line: '#e2dbd0',
  strongLine: '#8d8477',
  ink: '#2d2a26',
  quiet: '#645d53',
  accent: '#3c6564',
  accentLine: '#9dbfb9',
  white: '#ffffff',
} as const;

/**
 * From few people to many. Between the two ramps lies what neither ink nor white can be read
 * on with a contrast of 4.5; it is left out, and a little step is hardly seen.
 */
const LIGHT_RAMP = ['#d7e5e1', '#74a49d'] as const;
const DARK_RAMP = ['#4b7b77', '#183536'] as const;

/** `share` runs from 0 (fewest) to 1 (most); beyond that it is taken for the nearer end. */
export function shadeOf(share: number): string {
  const place = Math.min(1, Math.max(0, share)) * 2;
  return place < 1 ? mixed(LIGHT_RAMP, place) : mixed(DARK_RAMP, place - 1);
}

function mixed([from, to]: readonly [string, string], share: number): string {
  const ends = channelsOf(to);
  const channels = channelsOf(from).map((value, index) =>
    Math.round(value + ((ends[index] ?? value) - value) * share),
  );
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Ink or white, whichever reads better on it. */
export function inkOn(background: string): string {
  const onInk = contrast(background, palette.ink);
  return onInk >= contrast(background, palette.white) ? palette.ink : palette.white;
}

/** The contrast of two colours by WCAG: 1 to 21; text needs 4.5, large text 3. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `#rrggbb` as three numbers from 0 to 255. */
function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}
