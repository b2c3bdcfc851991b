/**
 * Sound as it is made here: one channel of 32-bit floats at 48 kHz, full scale 1.0.
 * Everything is a new array; nothing is changed in place.
 */
export type Pcm = Float32Array;

export const SAMPLE_RATE_HZ = 48_000;
/** Opus frames of 20 ms: what Discord sends, one a packet (RFC 6716, section 2.1.4). */
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (SAMPLE_RATE_HZ * FRAME_MS) / 1000;

/** libopus gives its sound out this much later than it took it in: the pre-skip that it writes. */
export const ENCODER_DELAY_SAMPLES = 312;

export function samplesOf(durationMs: number): number {
  return Math.round((durationMs * SAMPLE_RATE_HZ) / 1000);
}

export function millisecondsOf(samples: number): number {
  return (samples * 1000) / SAMPLE_RATE_HZ;
}

export function silence(durationMs: number): Pcm {
  return new Float32Array(samplesOf(durationMs));
}

export function join(pieces: readonly Pcm[]): Pcm {
  const joined = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

export function amplified(pcm: Pcm, gainDb: number): Pcm {
  const factor = 10 ** (gainDb / 20);
  return pcm.map((sample) => sample * factor);
}

/** The largest sample, without looking between the samples. */
export function samplePeak(pcm: Pcm): number {
  return pcm.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

/** `pcm` with silence after it, so that its length is a whole number of 20 ms frames. */
export function paddedToFrames(pcm: Pcm): Pcm {
  const missing = (FRAME_SAMPLES - (pcm.length % FRAME_SAMPLES)) % FRAME_SAMPLES;
  return join([pcm, new Float32Array(missing)]);
}

/** Kept around the first and the last audible sample, so that soft consonants are not clipped. */
const KEPT_BEFORE_MS = 20;
const KEPT_AFTER_MS = 40;
const EDGE_FADE_MS = 10;

/**
 * `pcm` without the silence at both ends. Audible is what is within 55 dB of the loudest sample;
 * both edges are faded for 10 ms, so that no edge clicks.
 */
export function trimmed(pcm: Pcm): Pcm {
  const floor = samplePeak(pcm) * 10 ** (-55 / 20);
  const first = pcm.findIndex((sample) => Math.abs(sample) > floor);
  const last = pcm.findLastIndex((sample) => Math.abs(sample) > floor);
  if (first < 0) throw new Error('There is no sound to trim: every sample is zero.');
  const kept = pcm.slice(
    Math.max(0, first - samplesOf(KEPT_BEFORE_MS)),
    Math.min(pcm.length, last + 1 + samplesOf(KEPT_AFTER_MS)),
  );
  const fade = samplesOf(EDGE_FADE_MS);
  return kept.map((sample, at) => {
    const fromEdge = Math.min(at, kept.length - 1 - at);
    return fromEdge < fade ? sample * (fromEdge / fade) : sample;
  });
}
