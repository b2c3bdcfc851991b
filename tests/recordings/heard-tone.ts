/** What packets of the stand-in's rising tone sound like: how loud, and which place of it. */
import { decodeToPcm } from '../practice/voice-client.ts';
import { FIRST_HZ, RISE_HZ_PER_S } from './sound-cloud-audio.ts';

const SAMPLES_PER_MS = 48;
const FULL_SCALE = 32_768;
const WINDOW_MS = 200;

export interface HeardTone {
  readonly soundMs: number;
  /** The loudest sample, from 0 to 1. */
  readonly peak: number;
  /** Where in the tone each fifth of a second is, by its pitch; null for silence. */
  readonly placesMs: readonly (number | null)[];
}

export function hearTone(packets: readonly Uint8Array[]): HeardTone {
  const left = decodeToPcm(packets).filter((_, index) => index % 2 === 0);
  const placesMs: (number | null)[] = [];
  const window = WINDOW_MS * SAMPLES_PER_MS;
  for (let at = 0; at + window <= left.length; at += window) {
    placesMs.push(placeOf(left.slice(at, at + window)));
  }
  const peak = left.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
  return { soundMs: left.length / SAMPLES_PER_MS, peak: peak / FULL_SCALE, placesMs };
}

/** By counting how often it crosses zero upwards: of a pure tone that is its pitch. */
function placeOf(samples: Int16Array): number | null {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  if (loudest < FULL_SCALE / 200) return null;
  const crossings: number[] = [];
  for (let at = 1; at < samples.length; at += 1) {
    const [before = 0, after = 0] = [samples[at - 1], samples[at]];
    if (before < 0 && after >= 0) crossings.push(at - after / (after - before));
  }
  const [first = 0, last = 0] = [crossings[0], crossings.at(-1)];
  const hz = ((crossings.length - 1) * SAMPLES_PER_MS * 1000) / (last - first);
  // The pitch is that of the window's middle.
  return ((hz - FIRST_HZ) / RISE_HZ_PER_S) * 1000 - WINDOW_MS / 2;
}
