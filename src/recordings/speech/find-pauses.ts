/**
 * Where the sentences of a spoken recording stand, found by the pauses between them, since a
 * welcome may be cut only there.
 */
import type { Readable } from 'node:stream';
import type { Clock } from '../../app/ports.ts';
import { runFfmpeg, type Ffmpeg } from '../ffmpeg.ts';

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Enough for what a voice is made of; there is no need to hear more to see where it is silent. */
const RATE_HZ = 8_000;
/** As long as an Opus packet, so that every span begins and ends between two. */
const STEP_MS = 20;
const STEP_BYTES = (RATE_HZ / 1000) * STEP_MS * 2;
const FULL_SCALE = 32_768;
/** What a step of pure silence counts as. */
const FLOOR_DB = -90;
const LIMIT_MS = 60_000;
/** Five minutes of it are 4.8 MB. */
const MAX_BYTES = 16_000_000;

/** People breathe and hesitate within a sentence, and rest longer after it. */
const SHORTEST_PAUSE_MS = 300;
/** Of a voice, so that a breath or a click in a pause does not make two of it. */
const SHORTEST_SOUND_MS = 60;
/** Before a `t` or a `k` nothing sounds for a moment. */
const LONGEST_STOP_MS = 160;
/** Kept on each side of what sounds: soft beginnings and endings lie below the line. */
const KEPT_MS = 40;

/**
 * Spans of the prepared file, in order, or null when it could not be decoded.
 * @param sentences how many the words have: pauses beyond those are within sentences, and the
 * longest ones count
 */
export async function spokenSpans(
  ffmpeg: Ffmpeg,
  clock: Clock,
  path: string,
  sentences: number,
): Promise<readonly Span[] | null> {
  const levels: number[] = [];
  const words = ['-f', 'ogg', '-i', `file:${path}`, '-ac', '1', '-ar', String(RATE_HZ)];
  const end = await runFfmpeg(ffmpeg, {
    arguments: [...words, '-f', 's16le', 'pipe:1'],
    clock,
    deadlineAtMs: clock.nowMs() + LIMIT_MS,
    signal: null,
    onWords: () => undefined,
    onProgress: () => undefined,
    take: async (output) => void levels.push(...(await levelsOf(output))),
  });
  return end.kind === 'ended' && end.exitCode === 0 ? spansIn(levels, sentences) : null;
}

/** In dB of full scale, one for each 20 ms. */
async function levelsOf(output: Readable): Promise<number[]> {
  const levels: number[] = [];
  let rest = Buffer.alloc(0);
  let taken = 0;
  for await (const chunk of output as AsyncIterable<Buffer>) {
    taken += chunk.length;
    if (taken > MAX_BYTES) throw new Error('This is far longer than anything that is spoken.');
    const bytes = Buffer.concat([rest, chunk]);
    let at = 0;
    for (; at + STEP_BYTES <= bytes.length; at += STEP_BYTES) {
      levels.push(levelOf(bytes.subarray(at, at + STEP_BYTES)));
    }
    rest = Buffer.from(bytes.subarray(at));
  }
  return levels;
}

function levelOf(step: Buffer): number {
  let sum = 0;
  for (let at = 0; at < step.length; at += 2) sum += step.readInt16LE(at) ** 2;
  const rms = Math.sqrt(sum / (step.length / 2)) / FULL_SCALE;
  return Math.max(FLOOR_DB, 20 * Math.log10(rms || 1e-9));
}

/**
 * `levels` in dB, one for each 20 ms. Gives at least one span: what has no pause is one sentence.
 */
export function spansIn(levels: readonly number[], sentences: number): readonly Span[] {
  const sounding = soundingRuns(levels, linesOf(levels));
  const [first, ...more] = sounding;
  if (!first) return [{ fromMs: 0, toMs: levels.length * STEP_MS }];
  const gaps = more.map((run, index) => {
    const before = sounding[index] ?? first;
    return { at: index + 1, steps: run.from - before.to };
  });
  const cuts = new Set(
    gaps
      .filter(({ steps }) => steps * STEP_MS >= SHORTEST_PAUSE_MS)
      .toSorted((a, b) => b.steps - a.steps || a.at - b.at)
      .slice(0, Math.max(0, sentences - 1))
      .map(({ at }) => at),
  );
  const joined: Run[] = [];
  sounding.forEach((run, at) => {
    const before = joined.at(-1);
    if (!before || cuts.has(at)) joined.push(run);
    else joined[joined.length - 1] = { from: before.from, to: run.to };
  });
  return joined.map(({ from, to }) => ({
    fromMs: Math.max(0, from * STEP_MS - KEPT_MS),
    toMs: Math.min(levels.length * STEP_MS, to * STEP_MS + KEPT_MS),
  }));
}

/** In steps; `to` is the first that is silent again. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/** In dB of full scale. */
interface Lines {
  /** What is above is spoken. */
  readonly voice: number;
  /** Words begin and die away in what is above; a breath is so as well. */
  readonly edge: number;
}

/** A quiet room is far below a voice; in a loud one the lines lie between it and the voice. */
function linesOf(levels: readonly number[]): Lines {
  const sorted = levels.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? FLOOR_DB;
  const [background, voice] = [at(0.05), at(0.9)];
  const range = voice - background;
  return {
    voice: Math.max(voice - 36, background + Math.max(9, range / 3)),
    edge: Math.max(voice - 54, background + Math.max(6, range / 6)),
  };
}

/** What is heard as one, and is more than a breath or a click. */
function soundingRuns(levels: readonly number[], lines: Lines): Run[] {
  const joined: Run[] = [];
  for (const run of runsAbove(levels, lines.edge)) {
    const before = joined.at(-1);
    if (before && (run.from - before.to) * STEP_MS < LONGEST_STOP_MS) {
      joined[joined.length - 1] = { from: before.from, to: run.to };
    } else joined.push(run);
  }
  return joined.filter(({ from, to }) => {
    const spoken = levels.slice(from, to).filter((level) => level > lines.voice);
    return spoken.length * STEP_MS >= SHORTEST_SOUND_MS;
  });
}

function runsAbove(levels: readonly number[], line: number): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < levels.length; at++) {
    const from = at;
    while ((levels[at] ?? FLOOR_DB) > line) at += 1;
    if (at > from) runs.push({ from, to: at });
  }
  return runs;
}
