/** How loud a file is, by ffmpeg's EBU R 128 meter. */
import { spawnSync } from 'node:child_process';
import { hasTool } from './required-tool.ts';

const FFMPEG = 'ffmpeg';

/** Whether it can be measured here; its absence is said loudly. */
export function canMeasure(needed: string): boolean {
  return hasTool({ program: FFMPEG, versionArgument: '-version', needed, debianPackage: FFMPEG });
}

export function measureLoudness(path: string): {
  readonly integratedLufs: number;
  readonly truePeakDbfs: number;
} {
  const { stderr } = spawnSync(
    FFMPEG,
    ['-nostdin', '-nostats', '-i', path, '-af', 'ebur128=peak=true', '-f', 'null', '-'],
    { encoding: 'utf8' },
  );
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  return {
    integratedLufs: Number(/\bI:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]),
    truePeakDbfs: Number(/\bPeak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]),
  };
}
