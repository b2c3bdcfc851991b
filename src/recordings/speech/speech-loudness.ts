import { amplified, samplesOf, type Pcm } from './pcm.ts';
import { measuredLoudness } from './sound-programs.ts';

/** What people listen to beside music and other speech: EBU R 128 for online, as streamed talk uses. */
const TARGET_LUFS = -16;
/** Half a decibel under -1 dBFS, because Opus moves peaks a little. */
const TRUE_PEAK_LIMIT_DBFS = -1.5;

/**
 * `pcm` at -16 LUFS: one linear gain, and the limiter only where that gain would put a true peak
 * over -1.5 dBFS. Limiting takes a little loudness away, so the gain is then set once more.
 */
export function atTargetLoudness(ffmpeg: string, pcm: Pcm): Pcm {
  const source = measuredLoudness(ffmpeg, pcm);
  let gainDb = TARGET_LUFS - source.integratedLufs;
  if (source.truePeakDbfs + gainDb <= TRUE_PEAK_LIMIT_DBFS) return amplified(pcm, gainDb);
  const once = limited(amplified(pcm, gainDb));
  gainDb += TARGET_LUFS - measuredLoudness(ffmpeg, once).integratedLufs;
  return limited(amplified(pcm, gainDb));
}

/** `pcm` at -16 LUFS with no heed of its peaks: to bring sentences level before they are joined. */
export function levelled(ffmpeg: string, pcm: Pcm): Pcm {
  return amplified(pcm, TARGET_LUFS - measuredLoudness(ffmpeg, pcm).integratedLufs);
}

const LOOK_AHEAD_MS = 4;

/**
 * A limiter that sees the whole sound, so it delays nothing: the gain that each sample needs, the
 * least of it over 4 ms each way, and a Hann-weighted mean over that window. The mean of values
 * that are all low enough is low enough, so no true peak passes the limit.
 */
function limited(pcm: Pcm): Pcm {
  const reach = samplesOf(LOOK_AHEAD_MS);
  const limit = 10 ** (TRUE_PEAK_LIMIT_DBFS / 20);
  const needed = truePeaks(pcm).map((peak) => (peak > limit ? limit / peak : 1));
  const smooth = hannMean(slidingMinimum(needed, reach), reach);
  return pcm.map((sample, at) => sample * (smooth[at] ?? 1));
}

function slidingMinimum(values: Pcm, reach: number): Pcm {
  const minimum = new Float32Array(values.length).fill(1);
  values.forEach((value, at) => {
    if (value >= 1) return;
    const end = Math.min(values.length - 1, at + reach);
    for (let near = Math.max(0, at - reach); near <= end; near++) {
      if (value < (minimum[near] ?? 1)) minimum[near] = value;
    }
  });
  return minimum;
}

function hannMean(values: Pcm, reach: number): Pcm {
  const weights = Array.from(
    { length: 2 * reach + 1 },
    (_, at) => 0.5 * (1 - Math.cos((2 * Math.PI * (at + 1)) / (2 * reach + 2))),
  );
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return values.map((_, at) => {
    let sum = 0;
    weights.forEach((weight, offset) => {
      sum += weight * (values[at + offset - reach] ?? 1);
    });
    return sum / whole;
  });
}

const TAPS_EACH_SIDE = 12;
const POINTS_BETWEEN = 4;

/** Kernels for the points a quarter, a half and three quarters of the way to the next sample. */
const BETWEEN_KERNELS = [1, 2, 3].map((quarter) =>
  Array.from({ length: 2 * TAPS_EACH_SIDE }, (_, tap) => {
    const distance = tap - TAPS_EACH_SIDE + 1 - quarter / POINTS_BETWEEN;
    const sinc = Math.sin(Math.PI * distance) / (Math.PI * distance);
    return sinc * Math.cos((Math.PI * distance) / (2 * TAPS_EACH_SIDE + 1)) ** 2;
  }),
);

/** For each sample the largest absolute value at it and at three points before the next one. */
function truePeaks(pcm: Pcm): Pcm {
  return pcm.map((sample, at) => {
    let peak = Math.abs(sample);
    for (const kernel of BETWEEN_KERNELS) {
      let value = 0;
      for (let tap = 0; tap < kernel.length; tap++) {
        value += (kernel[tap] ?? 0) * (pcm[at + tap - TAPS_EACH_SIDE + 1] ?? 0);
      }
      peak = Math.max(peak, Math.abs(value));
    }
    return peak;
  });
}
