/**
 * The popularity pictures as PNG. Each is drawn in a process of its own that ends afterwards,
 * since the drawing library keeps about 60 MB once it is loaded and the bot would never get
 * them back. One at a time: ten coordinators who ask at once wait a second longer.
 */
import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { HeatMapData, SeriesLinesData } from '../domain/popularity.ts';
import type { PopularityTexts } from '../texts/popularity-texts.ts';
import type { Drawing } from './drawing.ts';
import { heatMapDrawing } from './heat-map.ts';
import { seriesLinesDrawing } from './series-lines.ts';

/** It takes less than a second; a machine that is very busy may need a few. */
const DRAWING_LIMIT_MS = 20_000;

const PROCESS = fileURLToPath(new URL('drawing-process.ts', import.meta.url));

/** Whoever asks gets bytes, or an Error with a `cause` when the process failed or took too long. */
export interface Pictures {
  renderHeatMap(data: HeatMapData, words: PopularityTexts): Promise<Uint8Array>;
  renderSeriesLines(data: SeriesLinesData, words: PopularityTexts): Promise<Uint8Array>;
}

export function createPictures({ limitMs = DRAWING_LIMIT_MS } = {}): Pictures {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (drawing: Drawing): Promise<Uint8Array> => {
    const drawn = last.then(() => drawnElsewhere(drawing, limitMs));
    // Whoever asked is told of a failure; the next in turn need not know.
    last = drawn.catch(() => null);
    return drawn;
  };
  return {
    renderHeatMap: (data, words) => inTurn(heatMapDrawing(data, words)),
    renderSeriesLines: (data, words) => inTurn(seriesLinesDrawing(data, words)),
  };
}

async function drawnElsewhere(drawing: Drawing, limitMs: number): Promise<Uint8Array> {
  // No environment: the process has no use for the bot's token.
  const child = spawn(process.execPath, ['--max-semi-space-size=2', PROCESS], {
    env: {},
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<string | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve(code === 0 ? null : `it ended with ${signal ?? code}`),
    );
  });
  // A process that is gone closes its end; how it ended is told below.
  child.stdin.on('error', () => child.stdin.destroy());
  child.stdin.end(JSON.stringify(drawing));
  const [bytes, complaints, failure] = await Promise.all([
    buffer(child.stdout),
    text(child.stderr),
    ended,
  ]).catch((cause: unknown) => {
    throw new Error('The process that draws pictures could not be started.', { cause });
  });
  if (failure === null && bytes.length > 0) return bytes;
  throw new Error('A picture could not be drawn.', {
    cause: new Error(`${failure ?? 'it drew nothing'}: ${complaints.slice(0, 1_000)}`),
  });
}
