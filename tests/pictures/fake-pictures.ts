import type { Pictures } from '../../src/app/ports.ts';
import type { HeatMapData, SeriesLinesData } from '../../src/domain/popularity.ts';

/** One transparent pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

export interface FakePictures extends Pictures {
  /** What pictures were asked for, in order. */
  readonly asked: readonly (HeatMapData | SeriesLinesData)[];
  /** The process that draws dies over the next picture. */
  failNext(): void;
}

/** Draws one and the same pixel. */
export function createFakePictures(): FakePictures {
  const asked: (HeatMapData | SeriesLinesData)[] = [];
  let failing = 0;
  async function draw(data: HeatMapData | SeriesLinesData): Promise<Uint8Array> {
    asked.push(data);
    if (failing === 0) return new Uint8Array(PIXEL);
    failing -= 1;
    throw new Error('A picture could not be drawn.', { cause: new Error('it ended with SIGKILL') });
  }
  return {
    asked,
    failNext() {
      failing += 1;
    },
    renderHeatMap: (data) => draw(data),
    renderSeriesLines: (data) => draw(data),
  };
}
