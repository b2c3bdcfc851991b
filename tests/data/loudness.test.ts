import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { dataPath, shippedFiles } from './shipped-audio.ts';

const FFMPEG = 'ffmpeg';
const hasFfmpeg = spawnSync(FFMPEG, ['-version']).status === 0;

if (!hasFfmpeg) {
  // Not console.warn: Jest drops the console of a suite in which every test is skipped.
  process.stderr.write(
    '\nSKIPPED: the loudness of the shipped sound was not measured, because ffmpeg is not installed. ' +
      'Install it (Debian: apt-get install ffmpeg) and run the tests again.\n\n',
  );
}

interface Measured {
  readonly integratedLufs: number;
  readonly truePeakDbfs: number;
}

function measured(path: string): Measured {
  const { stderr } = spawnSync(
    FFMPEG,
    ['-nostdin', '-nostats', '-i', dataPath(path), '-af', 'ebur128=peak=true', '-f', 'null', '-'],
    { encoding: 'utf8' },
  );
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  return {
    integratedLufs: Number(/\bI:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]),
    truePeakDbfs: Number(/\bPeak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]),
  };
}

const describeWithFfmpeg = hasFfmpeg ? describe : describe.skip;

describeWithFfmpeg('loudness, measured by ffmpeg', () => {
  const speech = shippedFiles.filter(({ loudness }) => loudness === 'speech');
  const bells = shippedFiles.filter(({ loudness }) => loudness === 'bell');

  test.each(speech)('$path is within 1 LU of -16 LUFS, with nothing clipped', ({ path }) => {
    const { integratedLufs, truePeakDbfs } = measured(path);
    expect(Math.abs(integratedLufs + 16)).toBeLessThanOrEqual(1);
    expect(truePeakDbfs).toBeLessThanOrEqual(-0.8);
  });

  test.each(bells)('$path is a bell: its peak is about -9 dBFS', ({ path }) => {
    expect(Math.abs(measured(path).truePeakDbfs + 9)).toBeLessThanOrEqual(0.5);
  });
});
