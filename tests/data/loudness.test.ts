import { describe, expect, test } from '@jest/globals';
import { canMeasure, measureLoudness } from '../loudness-meter.ts';
import { dataPath, shippedFiles } from './shipped-audio.ts';

const describeWithFfmpeg = canMeasure('The loudness of the shipped sound')
  ? describe
  : describe.skip;

describeWithFfmpeg('loudness, measured by ffmpeg', () => {
  const speech = shippedFiles.filter(({ loudness }) => loudness === 'speech');
  const bells = shippedFiles.filter(({ loudness }) => loudness === 'bell');

  test.each(speech)('$path is within 1 LU of -16 LUFS, with nothing clipped', ({ path }) => {
    const { integratedLufs, truePeakDbfs } = measureLoudness(dataPath(path));
    expect(Math.abs(integratedLufs + 16)).toBeLessThanOrEqual(1);
    expect(truePeakDbfs).toBeLessThanOrEqual(-0.8);
  });

  test.each(bells)('$path is a bell: its peak is about -9 dBFS', ({ path }) => {
    expect(Math.abs(measureLoudness(dataPath(path)).truePeakDbfs + 9)).toBeLessThanOrEqual(0.5);
  });
});
