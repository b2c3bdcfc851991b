/** What the app may expect of whoever draws: the fake and the real one alike. */
import { describe, expect, test } from '@jest/globals';
import type { Pictures } from '../../src/app/ports.ts';
import { createPictures } from '../../src/pictures/pictures.ts';
import { popularity as words } from '../../src/texts/en/popularity.ts';
import { createFakePictures } from './fake-pictures.ts';
import { readPng } from './png-reader.ts';
import { noSeries, noSlots, someSeries, someSlots } from './samples.ts';

function failingFake(): Pictures {
  const pictures = createFakePictures();
  pictures.failNext();
  return pictures;
}

describe.each([
  ['the fake', createFakePictures, failingFake],
  ['the real one', createPictures, () => createPictures({ limitMs: 1 })],
])('%s', (_name, create, createFailing) => {
  test('gives pictures that can be read, asked for one by one or at once, with data or without', async () => {
    const pictures = create();
    const drawn = await Promise.all([
      pictures.renderHeatMap(someSlots, words),
      pictures.renderHeatMap(noSlots, words),
      pictures.renderSeriesLines(someSeries(3), words),
      pictures.renderSeriesLines(noSeries, words),
    ]);
    for (const bytes of drawn) expect(readPng(bytes).width).toBeGreaterThan(0);
  });

  test('what can’t be drawn rejects, with the cause', async () => {
    const failed = await createFailing()
      .renderHeatMap(someSlots, words)
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Error);
    expect((failed as Error).cause).toBeInstanceOf(Error);
  });
});
