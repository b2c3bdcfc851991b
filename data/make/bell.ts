import {
  amplified,
  samplePeak,
  SAMPLE_RATE_HZ,
  samplesOf,
  type Pcm,
} from '../../src/recordings/speech/pcm.ts';

/**
 * A bowl bell, made by adding decaying sines: no recording of anyone's bell is in it.
 * The ratios are those of a free bar's modes, lowered a little for a bowl's warmth.
 */
const FUNDAMENTAL_HZ = 208;

interface Partial {
  readonly ratio: number;
  readonly levelDb: number;
  /** The time in which this partial falls by 60 dB. */
  readonly t60S: number;
  /** A second, weaker partial this far above makes the slow beating of a bowl that is not quite round. */
  readonly beatHz: number;
}

const PARTIALS: readonly Partial[] = [
  { ratio: 1, levelDb: 0, t60S: 16, beatHz: 0.55 },
  { ratio: 2.76, levelDb: -5, t60S: 10, beatHz: 0.9 },
  { ratio: 5.22, levelDb: -13, t60S: 5.5, beatHz: 1.4 },
  { ratio: 8.3, levelDb: -22, t60S: 2.6, beatHz: 2.1 },
  { ratio: 11.9, levelDb: -30, t60S: 1.3, beatHz: 0 },
];

const STROKE_MS = 14_000;
const FADE_OUT_MS = 2500;
/** A mallet's soft touch: the sound rises by 1 - exp(-t / 6 ms). */
const ONSET_S = 0.006;
const PEAK_DBFS = -9;

/** More than speech has: a bell's slow beating shows every shortage of bits. */
export const BELL_BIT_RATE_KBPS = 96;

/** How far apart repeated strokes are struck. */
const STROKE_SPACING_MS = 6000;

function strokeSample(timeS: number): number {
  let sum = 0;
  for (const { ratio, levelDb, t60S, beatHz } of PARTIALS) {
    const amplitude = 10 ** (levelDb / 20) * 10 ** ((-3 * timeS) / t60S);
    const phase = 2 * Math.PI * FUNDAMENTAL_HZ * ratio * timeS;
    const beating = phase + 2 * Math.PI * beatHz * timeS;
    sum += amplitude * (0.8 * Math.sin(phase) + 0.2 * Math.sin(beating));
  }
  return sum * (1 - Math.exp(-timeS / ONSET_S));
}

function stroke(): Pcm {
  const length = samplesOf(STROKE_MS);
  const fade = samplesOf(FADE_OUT_MS);
  return new Float32Array(length).map((_, at) => {
    const left = Math.min(1, (length - at) / fade);
    return strokeSample(at / SAMPLE_RATE_HZ) * 0.5 * (1 - Math.cos(Math.PI * left));
  });
}

/**
 * `strokes` strokes, six seconds apart, the last one ringing for 14 s; the loudest sample is at
 * -9 dBFS. The first stroke falls at the beginning.
 */
export function rung(strokes: number): Pcm {
  const one = stroke();
  const ring = new Float32Array(samplesOf((strokes - 1) * STROKE_SPACING_MS) + one.length);
  for (let nth = 0; nth < strokes; nth++) {
    const from = samplesOf(nth * STROKE_SPACING_MS);
    one.forEach((sample, at) => {
      ring[from + at] = (ring[from + at] ?? 0) + sample;
    });
  }
  return amplified(ring, PEAK_DBFS - 20 * Math.log10(samplePeak(ring)));
}
