/** What ffmpeg says on its standard error, as plain data. The same words since its version 4. */

export interface SourceStreams {
  readonly hasVideo: boolean;
  /** The first one; null when there is none. */
  readonly audio: {
    readonly codec: string;
    readonly sampleRate: number;
    readonly channels: number;
  } | null;
  /** As the file itself says; null when it does not, or when ffmpeg only guesses. */
  readonly declaredMs: number | null;
}

/** A picture of a cover is no video. */
const VIDEO = /^ {2}Stream #0:\d+[^\n]*?: Video: (?![^\n]*\(attached pic\))/m;
const AUDIO = /^ {2}Stream #0:\d+[^\n]*?: Audio: (\w+)([^\n]*)/m;
const DURATION = /^ {2}Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)/m;

export function streamsOf(stderr: string): SourceStreams {
  const audio = AUDIO.exec(stderr);
  return {
    hasVideo: VIDEO.test(stderr),
    audio: audio && { codec: audio[1] ?? 'none', ...shapeOf(audio[2] ?? '') },
    declaredMs: stderr.includes('Estimating duration from bitrate') ? null : durationOf(stderr),
  };
}

/** `, 44100 Hz, stereo, fltp, 128 kb/s`; a count of 0 stands for what is not told. */
function shapeOf(words: string): { readonly sampleRate: number; readonly channels: number } {
  const [, rate = '0', layout = ''] = /, (\d+) Hz(?:, ([^,\n]+))?/.exec(words) ?? [];
  return { sampleRate: Number(rate), channels: channelsOf(layout.trim()) };
}

/** All that matters is whether there are one, two or more. */
function channelsOf(layout: string): number {
  if (layout === '') return 0;
  if (layout === 'mono') return 1;
  if (layout === 'stereo' || layout === 'downmix') return 2;
  return Number(/^(\d+) channels/.exec(layout)?.[1] ?? 3);
}

function durationOf(stderr: string): number | null {
  const [, hours, minutes, seconds] = DURATION.exec(stderr) ?? [];
  if (hours === undefined) return null;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

/** Gated loudness of the whole, from `ebur128`; null when it said none. */
export function integratedLufsOf(stderr: string): number | null {
  return lastNumber(stderr, /\bI:\s+(-?[\d.]+) LUFS/g);
}

/** From `volumedetect`. */
export function maxVolumeDbOf(stderr: string): number | null {
  return lastNumber(stderr, /max_volume: (-?[\d.]+) dB/g);
}

/** Of all channels together, from `volumedetect`. */
export function sampleCountOf(stderr: string): number | null {
  return lastNumber(stderr, /n_samples: (\d+)/g);
}

function lastNumber(text: string, pattern: RegExp): number | null {
  const found = [...text.matchAll(pattern)].at(-1)?.[1];
  return found === undefined ? null : Number(found);
}
